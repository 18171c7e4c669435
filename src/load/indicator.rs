//! Reads `[[indicator]]`.

use super::aggregation::{self, Keys};
use super::file::{At, File};
use super::only;
use super::part::Parts;
use super::table::Table;
use super::target;
use super::units::Units;
use super::validate::{Codes, Names, check_shape};
use crate::model::form::Sheet;
use crate::model::id::{IndicatorCode, TaskCode};
use crate::model::plan::{Indicator, Nature, Relation, RowsOf, Thresholds};
use crate::msg;
use crate::text::Text;

/// What indicators refer to.
pub(super) struct Known<'a> {
    pub(super) tasks: &'a Codes,
    /// Whether the plan has tasks; otherwise indicators have none.
    pub(super) has_tasks: bool,
    /// The code of the reporting duty.
    pub(super) duty: Option<&'a str>,
    pub(super) units: &'a Units,
}

/// What one `[[indicator]]` says.
struct Entry {
    indicator: Indicator,
    /// Its wording and the indicator of which it counts a part.
    parent: Option<(At<String>, At<String>)>,
}

/// The indicators of a plan.
pub(super) struct Indicators {
    pub(super) list: Vec<Indicator>,
    pub(super) codes: Codes,
    /// The relations of parts to their wholes.
    pub(super) parts: Vec<At<Relation>>,
}

/// Reads the indicators and their codes. Indicators of the reporting duty itself have no task.
pub(super) fn read(file: &File, root: &mut Table, known: &Known) -> Indicators {
    let mut codes = Codes::new(Text::new("chỉ tiêu", "indicator"), folded);
    let mut names = Names::default();
    let (mut indicators, mut keys, mut parts) = (Vec::new(), Vec::new(), Parts::default());
    let mut usual = Thresholds::default();
    if let Some(mut table) = root.optional("thresholds").table() {
        usual = thresholds(&mut table, usual);
        table.done();
    }
    for mut table in root.optional("indicator").tables() {
        let thresholds = thresholds(&mut table, usual);
        let aggregation = aggregation::keys(&mut table);
        let read = indicator(file, table, &aggregation, &mut codes, &mut names, known);
        if let Some(Entry { mut indicator, parent }) = read {
            keys.push((indicator.code.clone(), aggregation));
            if let Some((name, parent)) = parent {
                parts.place(file, &mut indicator, (parent, &name), &indicators, &mut names);
            }
            indicators.push(Indicator { thresholds, ..indicator });
        }
    }
    for (code, keys) in &keys {
        keys.check_sides(file, code.as_str(), &codes, &indicators);
    }
    let parts = parts.finish(file, &codes);
    Indicators { list: indicators, codes, parts }
}

/// Reads the thresholds; those not set have the default.
fn thresholds(table: &mut Table, usual: Thresholds) -> Thresholds {
    let mut set = |key, most, usual| {
        table.optional(key).number(1..=most).map_or(usual, |number| number.value)
    };
    let (change_percent, change_floor) = (
        set("change_percent", 10_000, usual.change_percent),
        set("change_floor", 1_000_000, usual.change_floor),
    );
    let outlier_floor = set("outlier_floor", 1_000_000, usual.outlier_floor);
    let outlier =
        table.optional("outlier").threshold().map_or(usual.outlier, |outlier| outlier.value);
    Thresholds { change_percent, change_floor, outlier, outlier_floor }
}

fn indicator(
    file: &File,
    mut table: Table,
    keys: &Keys,
    codes: &mut Codes,
    names: &mut Names,
    known: &Known,
) -> Option<Entry> {
    let code = table.required("code").text();
    let (name, measure) = (table.required("name").text(), table.required("measure").text());
    let task = task(file, &mut table, known);
    let parent = table.optional("parent").text();
    let (aliases, measure_aliases) =
        (table.optional("aliases").texts(), table.optional("measure_aliases").texts());
    let only = only::read(file, &mut table, known.units);
    let nature = nature(file, &mut table, keys.adds_up());
    let lists = [
        (Sheet::Documents.title(), RowsOf::Documents),
        (Sheet::Incidents.title(), RowsOf::Incidents),
    ];
    let rows_of = table.optional("rows_of").word(&lists);
    let target = table.optional("target").text();
    table.done();
    check_shape(
        file,
        code.as_ref(),
        is_plain,
        Text::new("chữ hoa rồi đến số, ví dụ CT01", "capitals and then digits, like CT01"),
    );
    codes.add(file, code.as_ref());
    if let Some(code) = &code {
        // the wording of a part is checked with that of the whole
        for name in name.iter().filter(|_| parent.is_none()).chain(&aliases) {
            names.add(file, &code.value, name);
        }
    }
    let total = measure.as_ref().map(|measure| keys.aggregation(file, measure));
    let answer = measure.as_ref().map(|measure| keys.answer(file, &measure.value));
    keys.check_words(file);
    let plain = |texts: Vec<At<String>>| texts.into_iter().map(|text| text.value).collect();
    let name = name?;
    let mut indicator = Indicator {
        code: code?.value.as_str().into(),
        name: name.value.clone(),
        part: None,
        measure: measure?.value,
        measure_aliases: plain(measure_aliases),
        task,
        only,
        nature: nature?,
        aliases: plain(aliases),
        rows_of: rows_of.map(|list| list.value),
        thresholds: Thresholds::default(),
        answer: answer?,
        total: total?,
        target: None,
    };
    indicator.target = target.and_then(|target| target::read(file, &target, &indicator));
    Some(Entry { indicator, parent: parent.map(|parent| (name, parent)) })
}

/// Reads the task of an indicator; those of the reporting duty, and all of a plan without tasks,
/// have none.
fn task(file: &File, table: &mut Table, known: &Known) -> Option<TaskCode> {
    let value = if known.has_tasks { table.required("task") } else { table.optional("task") };
    let task = value.text().filter(|task| known.duty != Some(task.value.as_str()))?;
    known.tasks.check(file, &task);
    Some(task.value.as_str().into())
}

/// Reads the nature of an indicator. Figures that are not added over units are never cumulative.
fn nature(file: &File, table: &mut Table, adds_up: bool) -> Option<Nature> {
    let words = [("flow", Nature::Flow), ("stock", Nature::Stock)];
    if adds_up {
        return table.required("nature").word(&words).map(|nature| nature.value);
    }
    let nature = table.optional("nature").word(&words);
    if let Some(nature) = nature.filter(|nature| nature.value == Nature::Flow) {
        file.fault(
            nature.line,
            msg!(
                "Chỉ tiêu không cộng được giữa các đơn vị thì cũng không cộng dồn theo thời gian; bỏ “nature” hoặc ghi \"stock\".",
                "What does not add up over the units does not add up over time either; drop “nature” or write \"stock\"."
            ),
        );
    }
    Some(Nature::Stock)
}

/// Normalizes a code.
fn folded(code: &str) -> String {
    IndicatorCode::parts(code)
        .map_or_else(|| code.to_uppercase(), |(letters, number)| format!("{letters}{number}"))
}

fn is_plain(code: &str) -> bool {
    code.chars().all(char::is_alphanumeric)
        && IndicatorCode::parts(code).is_some_and(|(letters, _)| code.starts_with(&letters))
}
