//! Reads `[form]`: the sheets of the form.

use super::file::{At, File};
use super::suggestion::{did_you_mean, quoted};
use super::table::Table;
use crate::model::form::Sheet;
use crate::model::plan::{Indicator, RowsOf, Task};
use crate::msg;

/// What the plan asks of units.
pub(super) struct Asked<'a> {
    pub(super) tasks: &'a [Task],
    pub(super) indicators: &'a [Indicator],
    /// The task under which units issue their own plans.
    pub(super) own_plan_task: Option<&'a At<String>>,
}

/// Reads the sheets of the form, in its order. Without a list they are all sheets for which the
/// plan asks something; the sheet of information always belongs to the form.
pub(super) fn read(file: &File, root: &mut Table, asked: &Asked) -> Vec<Sheet> {
    let listed = root.optional("form").table().and_then(|mut table| {
        let line = table.line;
        let is_listed = table.has("sheets");
        let listed = table.optional("sheets").texts();
        table.done();
        is_listed.then_some((line, listed))
    });
    let is_possible = |sheet: &Sheet| match sheet {
        Sheet::Tasks => !asked.tasks.is_empty(),
        Sheet::Figures => !asked.indicators.is_empty(),
        _ => true,
    };
    let Some((line, listed)) = listed else {
        return Sheet::ALL.into_iter().filter(is_possible).collect();
    };
    let line = listed.first().map_or(line, |first| first.line);
    let mut sheets = vec![Sheet::Info];
    for title in &listed {
        match Sheet::from_title(&title.value) {
            None => report_unknown_sheet(file, title),
            Some(sheet) if !is_possible(&sheet) => report_nothing_asked(file, title),
            Some(sheet) => sheets.push(sheet),
        }
    }
    sheets.sort();
    sheets.dedup();
    // after another error, the list may be incomplete
    if file.count() == 0 {
        check_needed(file, line, &sheets, asked);
    }
    sheets
}

/// Reports a title that no sheet of the form has.
pub(super) fn report_unknown_sheet(file: &File, title: &At<String>) {
    let (written, hint) =
        (quoted(&title.value), did_you_mean(&title.value, Sheet::ALL.map(Sheet::title)));
    let (ask_vi, ask_en) = (hint.vi, hint.en);
    file.fault(
        title.line,
        msg!(
            "Biểu mẫu không có trang {written}{ask_vi}",
            "The form has no sheet {written}{ask_en}"
        ),
    );
}

fn report_nothing_asked(file: &File, title: &At<String>) {
    let written = quoted(&title.value);
    file.fault(
        title.line,
        msg!(
            "Kế hoạch không có gì để hỏi ở trang {written}; bỏ trang này khỏi “sheets”.",
            "The plan asks nothing on the sheet {written}; remove it from “sheets”."
        ),
    );
}

/// Reports sheets that are left out although the plan needs them.
fn check_needed(file: &File, line: usize, sheets: &[Sheet], asked: &Asked) {
    let need = |sheet: Sheet, why: Option<String>| {
        let Some(why) = why.filter(|_| !sheets.contains(&sheet)) else { return };
        let title = sheet.title();
        file.fault(
            line,
            msg!(
                "“sheets” thiếu trang “{title}”, cần cho {why}; thêm vào.",
                "“sheets” lacks the sheet “{title}”, which {why} needs; add it."
            ),
        );
    };
    need(
        Sheet::Tasks,
        asked.own_plan_task.map(|task| format!("own_plan_task = \"{}\"", task.value)),
    );
    need(Sheet::Figures, asked.indicators.first().map(|indicator| indicator.code.to_string()));
    for (sheet, list) in
        [(Sheet::Documents, RowsOf::Documents), (Sheet::Incidents, RowsOf::Incidents)]
    {
        let counting = asked.indicators.iter().find(|indicator| indicator.rows_of == Some(list));
        need(sheet, counting.map(|indicator| format!("rows_of ({})", indicator.code)));
    }
}
