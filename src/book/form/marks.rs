//! From a finding to the cells of the form, by meaning: the unit's own file may be laid out in another way. The cells that are
//! wrong are coloured and bear a note; the first sheet lists them too, so that a grey print loses nothing.

use super::Form;
use super::form_cell::FormCell;
use super::layout::at_least;
use crate::book::{Content, Highlight, Role, Sheet};
use crate::model::form::{Column, Field, Question, Sheet as Kind};
use crate::rules::{Finding, Severity};
use crate::text::Lang;
use std::collections::BTreeSet;

/// What is found about the layout and the file: the form has its own layout, so that no cell of it is wrong.
const OF_LAYOUT: [&str; 8] = ["B101", "B102", "B103", "B104", "B106", "B108", "T107", "T109"];

/// A finding with its cells in the form.
pub(super) struct MarkedFinding<'f> {
    pub(super) finding: &'f Finding,
    /// The cells concerned, in the form's order.
    pub(super) cells: Vec<FormCell>,
    /// Whether the finding is about the file that is returned.
    pub(super) own: bool,
}

impl<'f> MarkedFinding<'f> {
    /// A finding about the file that is returned, or about all that the unit sent.
    pub(super) fn own(form: &Form<'_>, finding: &'f Finding) -> Self {
        Self { finding, cells: cells(form, finding), own: true }
    }

    /// A finding about another file of the unit.
    pub(super) fn elsewhere(finding: &'f Finding) -> Self {
        Self { finding, cells: Vec::new(), own: false }
    }

    /// The shade of its cells; none where nothing in them is wrong.
    fn tone(&self) -> Option<Highlight> {
        let Finding { rule, severity, .. } = self.finding;
        // a unit's code that nobody knows is an answer
        let is_answer =
            rule.code == "B104" && self.cells.iter().all(|place| place.kind == Kind::Info);
        match severity {
            _ if OF_LAYOUT.contains(&rule.code) && !is_answer => None,
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
            message.vi,
            self.finding.asked(Lang::Vi)
        )
    }
}

/// Colours what is wrong and says there what is wrong and what to do.
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
                // what the office gives is locked, but the unit must be able to mend it
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

/// The cells of a finding: those its own cells answer, then what its label names without a cell.
fn cells(form: &Form<'_>, finding: &Finding) -> Vec<FormCell> {
    let (location, code) = (&finding.location, finding.rule.code);
    let label = location.label().unwrap_or_default();
    let label = label.as_str();
    let of_cells = location
        .cells
        .iter()
        .filter_map(|cell| form.report.answer_map.get(location.sheet.as_deref()?, *cell));
    let mut questions: BTreeSet<Question> = of_cells.collect();
    if !OF_LAYOUT.contains(&code) {
        for (_, question) in named(form).filter(|(name, _)| lists(label, name)) {
            if !questions.iter().any(|known| is_beside(*known, question)) {
                questions.insert(question);
            }
        }
    }
    let places: BTreeSet<FormCell> =
        questions.into_iter().filter_map(|question| form.cell_of(question)).collect();
    if places.is_empty() { of_layout(code, label) } else { places.into_iter().collect() }
}

/// What may be called by a name: indicators, tasks, labelled answers.
fn named<'f>(form: &Form<'f>) -> impl Iterator<Item = (&'f str, Question)> {
    let plan = form.plan;
    let figures =
        plan.indicators.iter().enumerate().map(|(place, of)| {
            (of.code.as_str(), Question::Row(Kind::Figures, place, Column::Figure))
        });
    let tasks =
        plan.tasks.iter().enumerate().map(|(place, of)| {
            (of.code.as_str(), Question::Row(Kind::Tasks, place, Column::Status))
        });
    let fields = Kind::LABELLED
        .into_iter()
        .flat_map(Kind::fields)
        .map(|field| (Field::label(*field), Question::Field(*field)));
    figures.chain(tasks).chain(fields)
}

/// Whether a label is a name or a list with it; names may have commas of their own.
fn lists(label: &str, name: &str) -> bool {
    let label = format!(", {label}, ");
    label.contains(&format!(", {name}, "))
}

/// Whether two questions are one, or of one row.
fn is_beside(one: Question, other: Question) -> bool {
    match (one, other) {
        (Question::Row(kind, row, _), Question::Row(other, place, _)) => {
            (kind, row) == (other, place)
        }
        _ => one == other,
    }
}

/// Where a sheet or a column stands that the unit's file lacked or had twice.
fn of_layout(code: &str, label: &str) -> Vec<FormCell> {
    if code == "B101" {
        return Kind::ALL
            .into_iter()
            .filter(|kind| lists(label, kind.title()))
            .map(FormCell::top_of)
            .collect();
    }
    let headings = Kind::TABLES
        .into_iter()
        .flat_map(|kind| kind.columns().iter().map(move |spec| (kind, spec)));
    let meant =
        headings.filter(|(_, spec)| matches!(code, "B102" | "B109") && lists(label, spec.heading));
    meant.filter_map(|(kind, spec)| FormCell::of_heading(kind, spec.column)).collect()
}
