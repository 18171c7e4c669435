//! Charts of an outcome, as names and numbers, for workbook and report.

use super::Outcome;
use crate::consolidate::{COUNTED, Total};
use crate::model::form::Sheet;
use crate::model::highlight::Highlight;
use crate::model::number::rounded;
use crate::model::plan::Indicator;
use crate::model::status::Punctuality;
use crate::text::Text;
use chrono::{Datelike, NaiveDate, TimeDelta};
use rust_decimal::Decimal;

/// A chart of stacked bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarChart {
    pub title: Text,
    /// Names of the bars.
    pub names: Vec<String>,
    /// Parts of each bar.
    pub series: Vec<BarSeries>,
    /// Whether the bars are horizontal.
    pub lying: bool,
    /// Whether each bar shows its number instead of an axis of numbers.
    pub labeled: bool,
}

/// A part of every bar in a chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarSeries {
    pub title: Text,
    pub tone: Highlight,
    /// One number per bar.
    pub numbers: Vec<Decimal>,
}

/// A change of a total against the previous period, over the units with a figure in both.
#[derive(Debug)]
pub(crate) struct LargestChange<'a> {
    pub indicator: &'a Indicator,
    /// The change in percent, with one decimal place.
    pub percent: Decimal,
    pub units: usize,
}

/// Days shown before the last on-time date (minimum), and days shown altogether (maximum).
const DAYS_BEFORE: [i64; 2] = [10, 30];
const DAYS: usize = 45;
/// Maximum number of changes.
const MOST: usize = 5;
/// Maximum length of a bar's name, in characters.
const NAMED: usize = 44;

impl<'a> Outcome<'a> {
    /// Returns the number of units that had reported by each day around the deadline; without bars
    /// if there is no deadline or no report.
    pub(crate) fn received_by_day(&self) -> BarChart {
        let expected = self.case.dossiers.iter().filter(|dossier| dossier.expected);
        let received: Vec<(NaiveDate, Punctuality)> = expected
            .filter_map(|dossier| Some((dossier.received?.on, dossier.punctuality)))
            .collect();
        let days = self.days_shown(received.iter().map(|(on, _)| *on));
        let by = |until: &NaiveDate, wanted: Punctuality| {
            let so_far = received.iter().filter(|(on, _)| on <= until);
            so_far.filter(|(_, punctuality)| *punctuality == wanted).count().into()
        };
        let series = [Punctuality::OnTime, Punctuality::Late].map(|punctuality| BarSeries {
            title: punctuality.title(),
            tone: punctuality.highlight(),
            numbers: days.iter().map(|day| by(day, punctuality)).collect(),
        });
        BarChart {
            title: Text::new(
                "Số đơn vị đã gửi đến từng ngày",
                "Units that had reported by each day",
            ),
            names: days.iter().map(|day| format!("{}/{}", day.day(), day.month())).collect(),
            series: series.into(),
            lying: false,
            labeled: false,
        }
    }

    /// Returns the days around the deadline on which reports were received.
    fn days_shown(&self, received: impl Iterator<Item = NaiveDate> + Clone) -> Vec<NaiveDate> {
        let deadline = self.case.scope.period.deadline;
        let known = deadline.zip(received.clone().min()).zip(received.max());
        let Some(((deadline, first), latest)) = known else { return Vec::new() };
        let last_day = deadline.last_day();
        let [least, most] = DAYS_BEFORE.map(TimeDelta::days);
        let begin = first.clamp(last_day - most, last_day - least);
        let end = latest.max(last_day).min(self.case.scope.as_of).max(begin);
        begin.iter_days().take_while(|day| *day <= end).take(DAYS).collect()
    }

    /// Returns the number of units by progress of each task; without bars if the plan does not ask
    /// for progress.
    pub(crate) fn progress_by_task(&self) -> BarChart {
        let plan = self.case.scope.plan;
        let tasks = if plan.has_sheet(Sheet::Tasks) { plan.tasks.as_slice() } else { &[] };
        let counts: Vec<_> =
            tasks.iter().map(|task| self.consolidation.marks_of(&task.code)).collect();
        let series = COUNTED.iter().enumerate().map(|(at, (title, _, tone))| BarSeries {
            title: *title,
            tone: *tone,
            numbers: counts
                .iter()
                .filter_map(|units| units.get(at).copied())
                .map(Decimal::from)
                .collect(),
        });
        BarChart {
            title: Text::new("Tình trạng nhiệm vụ (số đơn vị)", "Progress by task (units)"),
            names: tasks.iter().map(|task| named(task.code.as_str(), &task.title)).collect(),
            series: series.collect(),
            lying: true,
            labeled: false,
        }
    }

    /// Returns the totals that changed most, relative to the previous period, over the same units.
    pub(crate) fn largest_changes(&self) -> Vec<LargestChange<'a>> {
        let plan = self.case.scope.plan;
        let change = |total: &Total| {
            let indicator = plan.indicator(&total.indicator)?;
            let same = total.change.as_ref()?.same_units.as_ref()?;
            let floor = Decimal::from(indicator.thresholds.change_floor);
            let percent = same
                .percent()
                .filter(|_| same.change().abs() >= floor && !same.change().is_zero())?;
            Some(LargestChange { indicator, percent: rounded(percent, 1), units: same.units })
        };
        let mut all: Vec<_> = self.consolidation.totals.iter().filter_map(change).collect();
        all.sort_by_key(|change| std::cmp::Reverse(change.percent.abs()));
        all.truncate(MOST);
        all
    }

    /// Returns the [largest changes](Self::largest_changes) as a chart.
    pub(crate) fn chart_of_changes(&self) -> BarChart {
        let changes = self.largest_changes();
        let name = |change: &LargestChange<'_>| {
            named(change.indicator.code.as_str(), change.indicator.full_name())
        };
        BarChart {
            title: Text::new(
                "Chỉ tiêu thay đổi nhiều nhất so với kỳ trước, cùng đơn vị (%)",
                "Largest changes since the previous period, same units (%)",
            ),
            names: changes.iter().map(name).collect(),
            series: vec![BarSeries {
                title: Text::new("Thay đổi (%)", "Change (%)"),
                tone: Highlight::None,
                numbers: changes.iter().map(|change| change.percent).collect(),
            }],
            lying: true,
            labeled: true,
        }
    }
}

/// Returns a code with a title, which is cut at a word if it is too long.
fn named(code: &str, title: &str) -> String {
    if title.chars().count() <= NAMED {
        return format!("{code} {title}");
    }
    let cut: String = title.chars().take(NAMED).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{code} {}…", whole.trim_end_matches([',', ';']))
}
