//! Collects all answers to a labeled question in a workbook.

use crate::model::form::Field;
use crate::model::origin::Sourced;
use crate::read::form::context::ReportReading;
use crate::read::form::observations::SheetOrigin;
use crate::read::grid::{Value, Workbook};
use crate::read::tidy::tidy;
use std::sync::Arc;

/// Returns the answers to a labeled question on all visible sheets, the report's own first.
pub(super) fn answers(
    reading: &ReportReading<'_, '_>,
    workbook: &Workbook,
    field: Field,
) -> Vec<Sourced<Arc<str>>> {
    let mut answers: Vec<Sourced<Arc<str>>> =
        reading.report.info.get(&field).cloned().into_iter().collect();
    let no_rows = Vec::new();
    for (place, sheet) in workbook.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.hidden) {
        let found =
            reading.form.labels.find(sheet, reading.table_rows.get(&place).unwrap_or(&no_rows));
        let Some(labelled) = found.answers.get(&field) else {
            continue;
        };
        let text = match (&labelled.behind, &labelled.cell.value) {
            (Some(behind), _) => behind.clone(),
            (None, Value::Text(text)) => tidy(text).into_owned(),
            (None, _) => continue,
        };
        let at = SheetOrigin::new(reading.file, sheet).at(labelled.cell.at);
        // the label *Đơn vị* may also introduce a unit of measure: Đơn vị: nghìn
        if field == Field::UnitName && reading.words().is_measure(&text) {
            continue;
        }
        if !text.is_empty() && answers.iter().all(|known| known.at != at || *known.value != *text) {
            answers.push(Sourced { value: text.as_str().into(), raw: text.as_str().into(), at });
        }
    }
    answers
}
