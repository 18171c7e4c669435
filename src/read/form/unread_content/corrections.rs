//! Finds words outside the answers that may correct figures.

use crate::model::about::About;
use crate::model::form::{Field, Sheet};
use crate::model::id::UnitCode;
use crate::model::key::{Key, bare_words};
use crate::model::origin::{CellRef, Sourced};
use crate::model::submission::{Figure, Observation, Observed, Surplus};
use crate::read::file_names;
use crate::read::form::context::ReportReading;
use crate::read::grid::Sheet as Grid;
use crate::read::tidy::tidy;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Reports answers in words that name a figure's code with a different number.
pub(super) fn note_answers(reading: &mut ReportReading<'_, '_>) {
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

/// Reports rows that the form does not have whose words name a figure's code: *sửa CT08 thành 15*.
pub(super) fn note_extra_rows(reading: &mut ReportReading<'_, '_>) {
    let is_extra = |note: &&Observation| note.what == Observed::Extra(Surplus::Rows);
    let names_code = |row: &&str| {
        // a code alone in its cell is the row's own
        let sentences = row.split(" | ").filter(|cell| cell.contains(' ')).map(Key::new);
        let mut codes = reading.form.plan.indicators.iter().map(|one| Key::new(one.code.as_str()));
        let sentences: Vec<Key> = sentences.collect();
        codes.any(|code| sentences.iter().any(|words| words.contains(&code)))
    };
    let extra = reading.observations.0.iter().filter(is_extra);
    let rows: Vec<(Arc<str>, String)> = extra
        .filter_map(|note| Some((note.sheet.clone()?, note.found.as_ref()?)))
        .flat_map(|(sheet, found)| {
            let rows = found.lines().filter(names_code);
            rows.map(move |row| (Arc::clone(&sheet), row.to_owned()))
        })
        .collect();
    for (sheet, row) in rows {
        note_corrected(reading, &sheet, &row);
    }
}

/// Reports words about the whole report with all its figures.
pub(super) fn note_for_all_figures(reading: &mut ReportReading<'_, '_>, said: String) {
    let places: Vec<_> =
        reading.report.figures.iter().filter_map(|figure| figure.at.clone()).collect();
    if let Some(sheet) = places.first().map(|at| Arc::clone(&at.sheet)) {
        let cells = places.iter().filter(|at| at.sheet == sheet).map(|at| at.cell);
        reading.observations.add(
            Observed::Outside,
            Some(&sheet),
            cells,
            &[About::Other("lời ghi ở trang khác".to_owned())],
            Some(said),
        );
    }
}

/// Reports a file named after another unit than the report's.
pub(super) fn note_file_name(reading: &mut ReportReading<'_, '_>, unit: Option<&UnitCode>) {
    let name = reading.file.rsplit('/').next().unwrap_or_default();
    let named = reading.form.plan.registry.in_file_name(file_names::stem(name));
    if named.len() == 1 && unit.is_some_and(|unit| !named.contains(unit)) {
        note_for_all_figures(reading, format!("tên tệp: {name}"));
    }
}

/// Returns whether a sheet names the report's period.
pub(super) fn names_period(reading: &ReportReading<'_, '_>, grid: &Grid) -> bool {
    let period = reading.report.info.get(&Field::Period);
    period.is_some_and(|period| period.at.sheet == grid.name)
}

/// Reports a plan title with words that the plan's title does not have.
pub(super) fn note_plan(reading: &mut ReportReading<'_, '_>) {
    let plan = reading.form.plan;
    let Some(written) = reading.report.info.get(&Field::Plan) else {
        return;
    };
    let known = plan.topics.iter().chain([&plan.title]).map(String::as_str).chain([PLAN_WORDS]);
    let title: BTreeSet<String> = known.flat_map(bare_words).collect();
    let other = bare_words(&written.value)
        .into_iter()
        .any(|word| word.chars().all(char::is_alphabetic) && !title.contains(&word));
    if other {
        let said = format!("{}!{}: {}", written.at.sheet, written.at.cell, written.value);
        note_for_all_figures(reading, said);
    }
}

/// Returns the figures on a sheet with their cells.
pub(super) fn figures_on<'r>(
    reading: &'r ReportReading<'_, '_>,
    grid: &'r Grid,
) -> impl Iterator<Item = (&'r Figure, CellRef)> {
    let placed =
        reading.report.figures.iter().filter_map(|figure| Some((figure, figure.at.as_ref()?)));
    placed.filter(|(_, at)| at.sheet == grid.name).map(|(figure, at)| (figure, at.cell))
}

/// Returns the cells of the figures that words may be about: those they name, or all of the sheet
/// if the words have a number or may change figures.
pub(super) fn figures_concerned(
    reading: &ReportReading<'_, '_>,
    grid: &Grid,
    words: &str,
) -> Vec<CellRef> {
    let key = Key::new(words);
    let figures = || figures_on(reading, grid);
    let named = figures()
        .filter(|(figure, _)| reading.names(&key, figure))
        .map(|(_, cell)| cell)
        .collect::<Vec<_>>();
    if named.is_empty() && reading.words().may_affect_figures(words) {
        figures().map(|(_, cell)| cell).collect()
    } else {
        named
    }
}

impl ReportReading<'_, '_> {
    /// Returns whether words name a figure's indicator by code or wording.
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

/// Reports words that name a figure's code with only different numbers, which may be a correction.
pub(super) fn note_corrected(reading: &mut ReportReading<'_, '_>, place: &str, words: &str) {
    if Key::new(words).words().any(|word| word.chars().all(|c| c.is_ascii_digit())) {
        note_named(reading, place, words);
    }
}

/// Reports words that name a figure's code without its own number.
pub(super) fn note_named(reading: &mut ReportReading<'_, '_>, place: &str, words: &str) {
    let key = Key::new(words);
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
    let places: Vec<_> =
        named.filter_map(|figure| Some((figure.indicator.clone(), figure.at.clone()?))).collect();
    for (code, at) in places {
        let said = format!("{place}: {}", tidy(words));
        reading.observations.add(
            Observed::Outside,
            Some(&at.sheet),
            [at.cell],
            &[About::Indicator(code)],
            Some(said),
        );
    }
}

/// Words that may appear in the name of any plan besides its title.
const PLAN_WORDS: &str = "số ngày tháng năm của về việc và KH UBND BCĐ CAT BCA tỉnh Ban Chỉ đạo Công an Ủy ban nhân dân thực hiện triển khai theo";
