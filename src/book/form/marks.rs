//! Marks the form's cells that findings are about. They are matched by meaning, because the unit's
//! own file may have another layout. Wrong cells are colored and have a note. The first sheet lists
//! them too, so that a grayscale print is complete.

use super::Form;
use super::form_cell::FormCell;
use super::layout::at_least;
use crate::book::{Content, Highlight, Role, Sheet};
use crate::model::about::About;
use crate::model::form::{Column, Question, Sheet as Kind};
use crate::rules::{Finding, Marks, Severity};
use crate::text::{Lang, shortened};
use std::collections::BTreeSet;

/// Maximum length of a message in the note of a cell; the first sheet has it in full.
const MAX_MESSAGE: usize = 600;

/// A finding with its cells in the form.
pub(super) struct MarkedFinding<'f> {
    pub(super) finding: &'f Finding,
    /// In the form's order.
    pub(super) cells: Vec<FormCell>,
    /// Whether the finding is about the returned file.
    pub(super) own: bool,
}

impl<'f> MarkedFinding<'f> {
    /// Returns a finding about the returned file, or about everything the unit sent.
    pub(super) fn own(form: &Form<'_>, finding: &'f Finding) -> Self {
        Self { finding, cells: cells(form, finding), own: true }
    }

    /// Returns a finding about another file of the unit.
    pub(super) fn elsewhere(finding: &'f Finding) -> Self {
        Self { finding, cells: Vec::new(), own: false }
    }

    /// Returns the color of its cells; `None` if their content is not wrong.
    fn tone(&self) -> Option<Highlight> {
        match self.finding.severity {
            _ if matches!(self.finding.marks, Marks::Parts | Marks::Layout) => None,
            Severity::Error => Some(Highlight::Bad),
            Severity::Warning => Some(Highlight::Watch),
            Severity::Note => None,
        }
    }

    fn note(&self) -> String {
        let Finding { rule, severity, message, .. } = self.finding;
        format!(
            "{} – {}: {}.\nCần làm: {}",
            rule.code,
            severity.title().vi,
            shortened(&message.vi.replace('\n', " "), MAX_MESSAGE),
            self.finding.unit_fix(Lang::Vi)
        )
    }
}

/// Colors wrong cells and adds notes with the problem and the correction.
pub(super) fn put(sheets: &mut [Sheet; 6], faults: &[MarkedFinding<'_>]) {
    for (fault, tone) in faults.iter().filter_map(|fault| Some((fault, fault.tone()?))) {
        for place in &fault.cells {
            let Some(cell) = place.cell_in(sheets) else {
                continue;
            };
            cell.note = Some(
                cell.note
                    .take()
                    .map_or_else(|| fault.note(), |note| format!("{note}\n\n{}", fault.note())),
            );
            let graver = cell.style.tone == Highlight::Bad;
            cell.style.tone = if graver { Highlight::Bad } else { tone };
            let is_text = matches!(cell.content, Content::Text(_));
            cell.style.role = match cell.style.role {
                // content from the office is locked, but the unit must be able to correct it
                Role::Given => Role::Answer,
                Role::AnswerNumber if is_text => Role::AmissNumber,
                Role::AnswerDay if is_text => Role::AmissDay,
                role => role,
            };
            if let Some(sheet) = place.sheet_in(sheets) {
                let height = sheet.rows.get(place.cell.row as usize).and_then(|row| row.height);
                if let Some(height) = height {
                    at_least(sheet, place.cell.row, height);
                }
            }
        }
    }
}

/// Returns the form's cells of a finding: first those of answers in the cells it names, then those
/// it is about.
fn cells(form: &Form<'_>, finding: &Finding) -> Vec<FormCell> {
    let (location, marks) = (&finding.location, finding.marks);
    let of_cells = location
        .cells
        .iter()
        .filter_map(|cell| form.report.answer_map.get(location.sheet.as_deref()?, *cell));
    let mut questions: BTreeSet<Question> = of_cells.collect();
    if matches!(marks, Marks::Answers | Marks::AnswersOrColumns) {
        for question in location.about.iter().filter_map(|about| question(form, about)) {
            if !questions.iter().any(|known| is_beside(*known, question)) {
                questions.insert(question);
            }
        }
    }
    let places: BTreeSet<FormCell> =
        questions.into_iter().filter_map(|question| form.cell_of(question)).collect();
    if places.is_empty() && matches!(marks, Marks::AnswersOrColumns | Marks::Parts) {
        return location.about.iter().filter_map(part).collect();
    }
    places.into_iter().collect()
}

/// Returns the question that a finding is about.
fn question(form: &Form<'_>, about: &About) -> Option<Question> {
    let plan = form.plan;
    match about {
        About::Indicator(code) => {
            let row = plan.indicators.iter().position(|indicator| indicator.code == *code)?;
            Some(Question::Row(Kind::Figures, row, Column::Figure))
        }
        About::Task(code) => {
            let row = plan.tasks.iter().position(|task| task.code == *code)?;
            Some(Question::Row(Kind::Tasks, row, Column::Status))
        }
        About::Field(field) => Some(Question::Field(*field)),
        About::Column(..) | About::Sheet(_) | About::Other(_) => None,
    }
}

/// Returns whether two questions are the same or in one row.
fn is_beside(one: Question, other: Question) -> bool {
    match (one, other) {
        (Question::Row(kind, row, _), Question::Row(other, place, _)) => {
            (kind, row) == (other, place)
        }
        _ => one == other,
    }
}

/// Returns the sheet or column of the form that a file lacks or repeats.
fn part(about: &About) -> Option<FormCell> {
    match about {
        About::Sheet(sheet) => Some(FormCell::top_of(*sheet)),
        About::Column(sheet, column) => FormCell::of_heading(*sheet, *column),
        _ => None,
    }
}
