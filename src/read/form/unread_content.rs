//! What stands in a workbook outside the form's answers: cells that nothing was read of, cell notes, text boxes, page heads. It is
//! quoted, so that no word of a unit is lost.

use super::identity::margin_lines;
use super::text_classifier::Effect;
use super::{ReportReading, cell_values, is_explanation, replies};
use crate::model::form::{Field, RETURNED, Sheet};
use crate::model::key::{Key, bare_words};
use crate::model::origin::{CellRef, Sourced};
use crate::model::submission::{Figure, Observation, Observed, Surplus};
use crate::read::grid::{Cell, Sheet as Grid, Value, Workbook};
use crate::read::legacy;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

/// Letters of one quotation.
const QUOTED: usize = 8_000;
/// The column of what was found, which goes on over rows of its own.
const FOUND: u32 = 3;
/// The row of its headings.
const HEADINGS: u32 = 4;
/// The cell in which the check before sending sums up.
const TOTAL: CellRef = CellRef { row: 3, col: 0 };
/// Cells named of a sheet that the form does not have.
pub(super) const NAMED: usize = 1_000;
/// Words that may stand in the name of any plan, besides its title.
const PLAN_WORDS: &str = "số ngày tháng năm của về việc và KH UBND BCĐ CAT BCA tỉnh Ban Chỉ đạo Công an Ủy ban nhân dân PCKB thực hiện triển khai theo";
/// Texts of a sheet of which it is asked what figures they are about.
const WEIGHED: usize = 200;
/// Columns of the sheet on which the office lists what is to be corrected.
const LISTED: u32 = 7;

/// Notes all that was not read.
pub(super) fn note(reading: &mut ReportReading<'_, '_>, workbook: &Workbook) {
    for (place, grid) in workbook.sheets.iter().enumerate() {
        account_own(reading, place, grid);
        replies::note(reading, place, grid);
        if reading.used.contains(&place) || is_explanation(grid) {
            note_cells(reading, place, grid);
        } else {
            note_sheet(reading, place, grid);
        }
        if reading.used.contains(&place) {
            note_name(reading, grid);
        }
        note_cell_notes(reading, grid);
        note_boxes(reading, grid);
        note_margins(reading, grid);
    }
    note_answers(reading);
    note_plan(reading);
}

/// Notes answers in words that name a figure by its code beside another number than its own.
fn note_answers(reading: &mut ReportReading<'_, '_>) {
    let report = &reading.report;
    let told = report
        .tasks
        .iter()
        .flat_map(|task| [&task.result, &task.difficulty, &task.proposal])
        .flatten();
    let assessed = Sheet::Assessment.fields().iter().filter_map(|field| report.info.get(field));
    let answers: Vec<Sourced<Arc<str>>> = told.chain(assessed).cloned().collect();
    for answer in answers {
        note_corrected(reading, &format!("{}!{}", answer.at.sheet, answer.at.cell), &answer.value);
    }
}

/// Settles what the office itself wrote, and what every report says of itself.
fn account_own(reading: &mut ReportReading<'_, '_>, place: usize, grid: &Grid) {
    let (texts, words) = (&reading.form.texts, reading.words());
    let explains = is_explanation(grid);
    let listed = Key::new(&grid.name) == Key::new(RETURNED);
    let own = |cell: &Cell| match &cell.value {
        _ if listed => cell.at.col < LISTED && is_listed(grid, cell),
        Value::Text(text) => {
            texts.has(text) || words.is_decoration(text) || (explains && texts.has_shape(text))
        }
        // what the formulas of the check before sending count
        Value::Number(_) => explains && (matches!(cell.at.col, 2 | 3) || cell.at == TOTAL),
        Value::Uncomputed => explains,
        _ => false,
    };
    let signers: Vec<Key> =
        reading.report.info.values().map(|answer| Key::new(&answer.value)).collect();
    let repeats =
        |cell: &Cell| matches!(&cell.value, Value::Text(text) if signers.contains(&Key::new(text)));
    let used = reading.used.contains(&place);
    reading.accounting.account_all(place, grid, |cell| own(cell) || (used && repeats(cell)));
}

/// Whether a cell is in a row of the office's list of what is to be corrected: those have a running number, or a sheet and a cell.
fn is_listed(grid: &Grid, cell: &Cell) -> bool {
    let headed = |word: &str| {
        grid.between(HEADINGS..=HEADINGS)
            .iter()
            .any(|other| Key::new(&other.value.seen()) == Key::new(word))
    };
    let row =
        || grid.between(cell.at.row..=cell.at.row).iter().filter(|other| other.at.col < LISTED);
    headed("Đang ghi")
        && headed("Cần làm")
        && (cell.at.row <= HEADINGS || row().count() >= 2 || cell.at.col == FOUND)
}

/// Notes the open cells of a sheet of which something was read, or that asks nothing.
fn note_cells(reading: &mut ReportReading<'_, '_>, place: usize, grid: &Grid) {
    let open: Vec<&Cell> = reading.accounting.unaccounted(place, grid).collect();
    if open.is_empty() {
        return;
    }
    let said = quoted(
        open.iter().map(|cell| format!("{}: {}", cell.at, cell_values::tidy(&cell.value.seen()))),
    );
    let texts: Vec<(CellRef, String)> =
        open.iter().take(WEIGHED).map(|cell| (cell.at, cell.value.seen().into_owned())).collect();
    let about = texts
        .iter()
        .filter(|_| !is_explanation(grid))
        .flat_map(|(_, text)| concerned(reading, grid, text));
    let mut known = BTreeSet::new();
    let at: Vec<CellRef> =
        open.iter().map(|cell| cell.at).chain(about).filter(|cell| known.insert(*cell)).collect();
    reading.observations.add(Observed::Outside, Some(&grid.name), at, None, Some(said));
    if figures_on(reading, grid).next().is_some() {
        return;
    }
    let names_period =
        reading.report.info.get(&Field::Period).is_some_and(|period| period.at.sheet == grid.name);
    for (at, text) in texts {
        note_corrected(reading, &grid.name, &text);
        if names_period && reading.words().close(&text) != Effect::None {
            note_of_all(reading, format!("{}!{at}: {}", grid.name, cell_values::tidy(&text)));
        }
    }
}

/// Notes words about the whole report, with all its figures.
fn note_of_all(reading: &mut ReportReading<'_, '_>, said: String) {
    let places: Vec<_> =
        reading.report.figures.iter().filter_map(|figure| figure.at.clone()).collect();
    if let Some(sheet) = places.first().map(|at| Arc::clone(&at.sheet)) {
        let cells = places.iter().filter(|at| at.sheet == sheet).map(|at| at.cell);
        reading.observations.add(
            Observed::Outside,
            Some(&sheet),
            cells,
            Some("lời ghi ở trang khác"),
            Some(said),
        );
    }
}

/// Notes a plan that is called otherwise than the form calls it, in words that its title does not have.
fn note_plan(reading: &mut ReportReading<'_, '_>) {
    let plan = reading.form.plan;
    let Some(written) = reading.report.info.get(&Field::Plan) else {
        return;
    };
    let title: BTreeSet<String> =
        bare_words(&plan.title).into_iter().chain(bare_words(PLAN_WORDS)).collect();
    let other = bare_words(&written.value)
        .into_iter()
        .any(|word| word.chars().all(char::is_alphabetic) && !title.contains(&word));
    if other {
        let said = format!("{}!{}: {}", written.at.sheet, written.at.cell, written.value);
        note_of_all(reading, said);
    }
}

/// The figures on a sheet, each with its cell.
fn figures_on<'r>(
    reading: &'r ReportReading<'_, '_>,
    grid: &'r Grid,
) -> impl Iterator<Item = (&'r Figure, CellRef)> {
    let placed =
        reading.report.figures.iter().filter_map(|figure| Some((figure, figure.at.as_ref()?)));
    placed.filter(|(_, at)| at.sheet == grid.name).map(|(figure, at)| (figure, at.cell))
}

/// The cells of the figures that words may be about: those that they name; failing that, where they hold a number or words that may
/// change figures, all of the sheet.
fn concerned(reading: &ReportReading<'_, '_>, grid: &Grid, words: &str) -> Vec<CellRef> {
    let key = Key::new(words);
    let figures = || figures_on(reading, grid);
    let named = figures()
        .filter(|(figure, _)| reading.names(&key, figure))
        .map(|(_, cell)| cell)
        .collect::<Vec<_>>();
    if named.is_empty() && reading.words().may_concern(words) {
        figures().map(|(_, cell)| cell).collect()
    } else {
        named
    }
}

impl ReportReading<'_, '_> {
    /// Whether words name a figure's indicator, by its code or one of its wordings.
    fn names(&self, words: &Key, figure: &Figure) -> bool {
        let indicator =
            self.form.plan.indicators.iter().find(|indicator| indicator.code == figure.indicator);
        let worded = |name: &String| {
            Key::new(name).words().nth(2).is_some() && words.contains(&Key::new(name))
        };
        words.contains(&Key::new(figure.indicator.as_str()))
            || indicator.is_some_and(|indicator| indicator.names().any(worded))
    }
}

/// Notes words that name a figure by its code beside numbers of which none is its own: they may correct it.
fn note_corrected(reading: &mut ReportReading<'_, '_>, place: &str, words: &str) {
    let key = Key::new(words);
    if !key.words().any(|word| word.chars().all(|c| c.is_ascii_digit())) {
        return;
    }
    let is_own = |figure: &Figure| {
        figure
            .reading
            .amount()
            .is_some_and(|amount| key.words().any(|word| word == amount.to_string()))
    };
    let named = reading
        .report
        .figures
        .iter()
        .filter(|figure| key.contains(&Key::new(figure.indicator.as_str())) && !is_own(figure));
    let places: Vec<_> = named
        .filter_map(|figure| Some((figure.indicator.to_string(), figure.at.clone()?)))
        .collect();
    for (code, at) in places {
        let said = format!("{place}: {}", cell_values::tidy(words));
        reading.observations.add(
            Observed::Outside,
            Some(&at.sheet),
            [at.cell],
            Some(&code),
            Some(said),
        );
    }
}

/// Notes a name of a sheet that is neither the form's nor says nothing, with the sheet's figures, where it does not keep them out.
fn note_name(reading: &mut ReportReading<'_, '_>, grid: &Grid) {
    let name = &grid.name;
    let is_quoted = |note: &Observation| {
        note.what == Observed::Qualifying && note.found.as_deref() == Some(&**name)
    };
    // programs number copies, and offices their annexes
    let unnumbered = name.trim_end_matches(|c: char| c.is_ascii_digit() || " ().".contains(c));
    let numbered = name.len() - unnumbered.len() <= 4 && reading.words().is_decoration(unnumbered);
    let is_unit = reading
        .report
        .info
        .get(&Field::UnitName)
        .is_some_and(|unit| Key::new(&unit.value).contains(&Key::new(name)));
    let is_old = || legacy::decoded(name).is_some_and(|name| is_plain_name(&name));
    if is_plain_name(name)
        || is_old()
        || numbered
        || is_unit
        || reading.words().is_decoration(name)
        || reading.observations.0.iter().any(is_quoted)
    {
        return;
    }
    let at: Vec<CellRef> = figures_on(reading, grid).map(|(_, cell)| cell).collect();
    reading.observations.add(
        Observed::Outside,
        Some(name),
        at,
        Some("tên trang"),
        Some(name.to_string()),
    );
}

/// Notes a sheet of which nothing was read.
fn note_sheet(reading: &mut ReportReading<'_, '_>, place: usize, grid: &Grid) {
    let of_form = Sheet::ALL.iter().any(|sheet| sheet.is_titled(&grid.name));
    // a sheet of the form without an answer lacks nothing
    if of_form && reading.accounting.unaccounted(place, grid).next().is_none()
        || grid.cells.is_empty() && is_plain_name(&grid.name)
    {
        return;
    }
    let said =
        quoted(grid.cells.iter().map(|cell| cell_values::tidy(&cell.value.seen()).into_owned()));
    let at: Vec<CellRef> = grid.cells.iter().map(|cell| cell.at).take(NAMED).collect();
    let what = if grid.hidden { Observed::Hidden(false) } else { Observed::Extra(Surplus::Sheet) };
    let found =
        if said.is_empty() { grid.name.to_string() } else { format!("{}: {said}", grid.name) };
    reading.observations.add(what, Some(&grid.name), at, None, Some(found));
    // a table of figures was compared with the report's own
    if !reading.taken.contains_key(&place) {
        for (_, row) in grid.rows().take(WEIGHED) {
            let words = row
                .iter()
                .map(|cell| cell_values::tidy(&cell.value.seen()).into_owned())
                .collect::<Vec<_>>()
                .join(" ");
            note_corrected(reading, &grid.name, &words);
        }
    }
}

/// Whether a sheet's name is one of the form's, or what a program calls a new sheet.
fn is_plain_name(name: &str) -> bool {
    let key = Key::new(name);
    let new = ["sheet", "trang tính", "trang", "sheet1", "bảng"];
    let letters = key.as_str().trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    Sheet::ALL.iter().any(|sheet| sheet.is_titled(name))
        || new.iter().any(|word| Key::new(word).as_str() == letters)
}

/// Notes what stands in the notes of cells, with the figure of the row; the office's own are those of a returned form.
fn note_cell_notes(reading: &mut ReportReading<'_, '_>, grid: &Grid) {
    for (at, words) in &grid.notes {
        let words = unit_words(words);
        if is_blank(&words) {
            continue;
        }
        let figures = figures_on(reading, grid).map(|(_, cell)| cell);
        let beside: Vec<CellRef> =
            figures.filter(|figure| figure.row == at.row && figure != at).collect();
        let about = if beside.is_empty() && reading.report.answer_map.get(&grid.name, *at).is_none()
        {
            concerned(reading, grid, &words)
        } else {
            beside
        };
        let cells = std::iter::once(*at).chain(about);
        reading.observations.add(
            Observed::Outside,
            Some(&grid.name),
            cells,
            Some(&format!("ghi chú của ô {at}")),
            Some(words.trim().to_owned()),
        );
    }
}

/// What a note holds besides what the office wrote into a returned form: a code, how grave it is, the message, what to do.
fn unit_words(note: &str) -> String {
    let is_finding = |block: &&str| {
        let code: String = block.trim_start().chars().take(7).collect();
        let shaped = code.chars().zip("A000 – ".chars()).filter(|(c, shape)| match shape {
            'A' => c.is_ascii_uppercase(),
            '0' => c.is_ascii_digit(),
            shape => c == shape,
        });
        shaped.count() == 7
    };
    let left = |block: &str| -> String {
        let behind = block
            .split_once("\nCần làm: ")
            .map(|(_, rest)| rest.split_once('\n').map_or("", |(_, reply)| reply));
        behind.unwrap_or(block).to_owned()
    };
    let blocks = note
        .split("\n\n")
        .map(|block| if is_finding(&block) { left(block) } else { block.to_owned() });
    blocks.filter(|block| !is_blank(block)).collect::<Vec<_>>().join("\n")
}

/// Notes the texts of boxes over a sheet, with the figures they name; one that holds a number and names none may be about any.
fn note_boxes(reading: &mut ReportReading<'_, '_>, grid: &Grid) {
    for words in
        grid.boxes.iter().filter(|words| !is_blank(words) && !reading.form.texts.has(words))
    {
        let at = concerned(reading, grid, words);
        reading.observations.add(
            Observed::Outside,
            Some(&grid.name),
            at,
            Some("hộp văn bản"),
            Some(words.trim().to_owned()),
        );
    }
}

/// Notes what stands in the heads and feet of pages besides page numbers.
fn note_margins(reading: &mut ReportReading<'_, '_>, grid: &Grid) {
    let words = reading.words();
    let lines: Vec<String> = grid
        .margins
        .iter()
        .flat_map(|text| margin_lines(text))
        .filter(|line| says_something(line))
        .collect();
    for line in lines {
        if !reading.form.texts.has(&line) && !words.is_decoration(&line) {
            let at = concerned(reading, grid, &line);
            reading.observations.add(
                Observed::Outside,
                Some(&grid.name),
                at,
                Some("đầu, chân trang in"),
                Some(line.trim().to_owned()),
            );
        }
    }
}

fn says_something(line: &str) -> bool {
    let key = Key::new(line);
    let pages = ["trang", "page", "of", "trên"];
    key.words().any(|word| {
        !pages.iter().any(|page| Key::new(page).as_str() == word)
            && !word.chars().all(|c| c.is_ascii_digit())
    })
}

fn is_blank(words: &str) -> bool {
    Key::new(words).is_empty()
}

/// Texts put one after the other, cut where they are very long.
pub(super) fn quoted(texts: impl Iterator<Item = String>) -> String {
    let mut said = String::new();
    let mut left_out = 0_usize;
    for text in texts.filter(|text| !text.is_empty()) {
        if said.len() > QUOTED {
            left_out += 1;
            continue;
        }
        if !said.is_empty() {
            said.push_str("; ");
        }
        said.push_str(&text);
    }
    if left_out > 0 {
        let _ = write!(said, "; … (+{left_out})");
    }
    said
}
