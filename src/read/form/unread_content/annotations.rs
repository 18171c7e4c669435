//! Reports the cell notes, text boxes, and page headers and footers of a sheet.

use super::corrections::{figures_concerned, figures_on, names_period, note_for_all_figures};
use crate::model::about::About;
use crate::model::form::Field;
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::submission::Observed;
use crate::read::form::body_names::BodyNamed;
use crate::read::form::context::ReportReading;
use crate::read::form::identity::margin_lines;
use crate::read::form::text_classifier::Effect;
use crate::read::grid::Sheet as Grid;

/// Reports cell notes with the figure of their row, except the office's own in a returned form.
pub(super) fn note_cell_notes(reading: &mut ReportReading<'_, '_>, grid: &Grid) {
    for (at, words) in &grid.notes {
        let words = unit_words(words);
        if !is_blank(&words) {
            note_words_at(reading, grid, (&[(*at, *at)], &words), "ghi chú của ô");
        }
    }
}

/// Reports prompts and tips that are not the form's own.
pub(super) fn note_prompts(reading: &mut ReportReading<'_, '_>, grid: &Grid) {
    for (ranges, words) in &grid.prompts {
        let texts = &reading.form.texts;
        if !is_blank(words) && !texts.has(words) && !texts.has_shape(words) {
            note_words_at(reading, grid, (ranges, words), "lời nhắc của ô");
        }
    }
}

/// Reports words at ranges of cells with the figures of their rows.
fn note_words_at(
    reading: &mut ReportReading<'_, '_>,
    grid: &Grid,
    (ranges, words): (&[(CellRef, CellRef)], &str),
    what: &str,
) {
    let at = ranges.first().map_or(CellRef::new(0, 0), |(first, _)| *first);
    let in_rows = |cell: &CellRef| {
        ranges.iter().any(|(first, last)| (first.row..=last.row).contains(&cell.row))
    };
    let figures = figures_on(reading, grid).map(|(_, cell)| cell);
    let beside: Vec<CellRef> = figures.filter(|figure| in_rows(figure) && *figure != at).collect();
    let about = if beside.is_empty() && reading.report.answer_map.get(&grid.name, at).is_none() {
        figures_concerned(reading, grid, words)
    } else {
        beside
    };
    reading.observations.add(
        Observed::Outside,
        Some(&grid.name),
        std::iter::once(at).chain(about),
        &[About::Other(format!("{what} {at}"))],
        Some(words.trim().to_owned()),
    );
    if names_period(reading, grid) && reading.words().close(words) != Effect::None {
        note_for_all_figures(reading, format!("{}!{at}: {}", grid.name, words.trim()));
    }
}

/// Returns the unit's words in a note, without findings that the office wrote into a returned form:
/// code, severity, message, correction.
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

/// Reports text boxes with the figures they name. A box with a number that names none may be about
/// any figure.
pub(super) fn note_boxes(reading: &mut ReportReading<'_, '_>, grid: &Grid) {
    for words in
        grid.boxes.iter().filter(|words| !is_blank(words) && !reading.form.texts.has(words))
    {
        let at = figures_concerned(reading, grid, words);
        reading.observations.add(
            Observed::Outside,
            Some(&grid.name),
            at,
            &[About::Other("hộp văn bản".to_owned())],
            Some(words.trim().to_owned()),
        );
    }
}

/// Returns whether a line names a unit other than the one whose code the report gives.
fn names_another_unit(reading: &ReportReading<'_, '_>, line: &str) -> bool {
    let registry = &reading.form.plan.registry;
    let own = reading.report.info.get(&Field::UnitCode);
    let own = own.and_then(|code| registry.by_code(&code.value));
    own.is_some_and(|own| {
        matches!(
            reading.form.bodies.find(registry, line, true),
            BodyNamed::Unit(unit) if unit != own.code
        )
    })
}

/// Reports text in page headers and footers except page numbers.
pub(super) fn note_margins(reading: &mut ReportReading<'_, '_>, grid: &Grid) {
    let words = reading.words();
    let lines: Vec<String> = grid
        .margins
        .iter()
        .flat_map(|text| margin_lines(text))
        .filter(|line| says_something(line))
        .collect();
    for line in lines {
        let is_foreign = names_another_unit(reading, &line);
        if !reading.form.texts.has(&line) && (!words.is_decoration(&line) || is_foreign) {
            let at = if is_foreign {
                figures_on(reading, grid).map(|(_, cell)| cell).collect()
            } else {
                figures_concerned(reading, grid, &line)
            };
            reading.observations.add(
                Observed::Outside,
                Some(&grid.name),
                at,
                &[About::Other("đầu, chân trang in".to_owned())],
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
