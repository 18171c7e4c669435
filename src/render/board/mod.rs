//! `bang-theo-doi.html`: the status board, one page without network access. The content is collected here;
//! `board.html` has the layout and escapes every text.

mod changed;
mod totals;
mod units;

use crate::consolidate::COUNTED;
use crate::error::Error;
use crate::model::date;
use crate::model::form::Sheet;
use crate::model::highlight::Highlight;
use crate::model::plan;
use crate::model::record::Since;
use crate::model::revision::Revision;
use crate::model::status::State;
use crate::msg;
use crate::outcome::{ActionItem, Outcome};
use crate::rules::Severity;
use crate::text::{Lang, Message};
use changed::{ChangedSince, changed_units};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;
use std::borrow::Cow;
use units::Group;

/// The template of the page; its name makes it escape as HTML.
const PAGE: (&str, &str) = ("board.html", include_str!("board.html"));
/// The template of a unit's row and of a mark's cell.
const UNIT: (&str, &str) = ("unit.html", include_str!("unit.html"));
const MARK: (&str, &str) = ("mark.html", include_str!("mark.html"));
/// The script for searching, sorting and folding; without it the page shows everything.
const SCRIPT: &str = include_str!("board.js");
/// Maximum number of missing reports shown at once.
const MAX_UNFOLDED: usize = 24;
/// Maximum number of names listed per action item.
const MAX_NAMES: usize = 12;

#[derive(Serialize)]
struct Board<'a> {
    lang: &'static str,
    parent: String,
    body: String,
    plan: &'a str,
    period: &'a str,
    due: Option<String>,
    as_of: String,
    incomplete: Option<String>,
    standing: String,
    provisional: bool,
    expected: usize,
    tiles: [Vec<Tile>; 2],
    action_items: Vec<Task<'a>>,
    missing: Vec<MissingRow<'a>>,
    punctuality: Vec<Heading>,
    by_group: Vec<Line<'a>>,
    progress: Vec<Heading>,
    by_task: Vec<Line<'a>>,
    totals: Vec<totals::Total<'a>>,
    /// Heading of the totals.
    figures_of: String,
    legend: Vec<units::Mark>,
    groups: Vec<Group<'a>>,
    /// Maximum number of missing reports shown at once.
    folded: usize,
    since: Option<ChangedSince>,
    script: Value,
}

/// A key number.
#[derive(Serialize)]
struct Tile {
    number: usize,
    name: String,
    tone: &'static str,
}

/// An action item with the names it concerns and the rows of units.
#[derive(Serialize)]
struct Task<'a> {
    what: String,
    names: Vec<Name<'a>>,
    more: usize,
}

#[derive(Serialize)]
struct Name<'a> {
    name: &'a str,
    code: Option<&'a str>,
}

/// A missing report with its reason.
#[derive(Serialize)]
struct MissingRow<'a> {
    name: &'a str,
    code: &'a str,
    why: String,
    tone: &'static str,
}

/// The heading of a column of counts, and the color of its part of a bar.
#[derive(Serialize)]
struct Heading {
    name: &'static str,
    tone: &'static str,
}

/// A row of counts with its bar.
#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    name: &'a str,
    counts: Vec<usize>,
}

/// Returns the page.
///
/// # Errors
///
/// Returns an internal error if a template fails.
pub fn page(
    outcome: &Outcome<'_>,
    lang: Lang,
    revision: Revision,
    since: Option<&Since>,
) -> Result<String, Error> {
    let made = environment(lang).and_then(|environment| {
        let changed = since.map(|since| changed_units(outcome, since)).unwrap_or_default();
        let since = since.map(|since| ChangedSince::new(since, &changed, lang));
        let groups = units::groups(outcome, &environment, (lang, revision), changed)?;
        let board = Board { since, ..board(outcome, lang, groups) };
        environment.get_template(PAGE.0)?.render(Value::from(Serde(board)))
    });
    made.map_err(|error| {
        msg!(
            "Không lập được bảng theo dõi (chi tiết kỹ thuật: {error})",
            "The status board could not be made: {error}"
        )
        .into()
    })
}

fn environment(lang: Lang) -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_function("say", move |vi: String, en: String| {
        Message { vi, en }.in_lang(lang).to_owned()
    });
    environment.set_formatter(|out, state, value| {
        // replace characters that are invalid in XML; safe markup was written here
        let shown = value.as_str().filter(|text| !value.is_safe() && text.contains(is_unprintable));
        let shown = shown.map(|text| Value::from(shown_as(text)));
        minijinja::escape_formatter(out, state, shown.as_ref().unwrap_or(value))
    });
    for (name, template) in [PAGE, UNIT, MARK] {
        environment.add_template(name, template)?;
    }
    Ok(environment)
}

/// Returns a text without characters that are invalid in a page.
fn shown(text: &str) -> Cow<'_, str> {
    if text.contains(is_unprintable) { Cow::Owned(shown_as(text)) } else { Cow::Borrowed(text) }
}

fn shown_as(text: &str) -> String {
    text.replace(is_unprintable, "\u{fffd}")
}

/// Returns whether a character is invalid in a page.
fn is_unprintable(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn board<'o>(outcome: &'o Outcome<'_>, lang: Lang, groups: Vec<Group<'o>>) -> Board<'o> {
    let (scope, turnout) = (&outcome.case.scope, outcome.turnout());
    let say = |said: Message| said.in_lang(lang).to_owned();
    let group_lines =
        turnout.groups.iter().filter(|(_, units)| units.iter().any(|units| *units > 0));
    Board {
        lang: match lang {
            Lang::Vi => "vi",
            Lang::En => "en",
        },
        parent: scope.plan.office.issuer.parent_name(),
        body: scope.plan.office.issuer.organization_name(),
        plan: &scope.plan.title,
        period: scope.period.in_lang(lang),
        due: scope.period.deadline.map(|deadline| say(deadline.to_message())),
        as_of: say(date::to_message(scope.as_of)),
        incomplete: outcome.incomplete().map(say),
        standing: say(turnout.completeness()),
        provisional: turnout.is_provisional(),
        expected: turnout.expected,
        tiles: tiles(outcome, lang),
        action_items: outcome.action_items().iter().map(|item| task(outcome, item, lang)).collect(),
        missing: missing_reports(outcome, lang),
        punctuality: turnout
            .columns()
            .map(|(_, one)| Heading {
                name: one.title().in_lang(lang),
                tone: class(one.highlight()),
            })
            .collect(),
        by_group: group_lines
            .map(|(group, units)| Line {
                code: group.code.as_str(),
                name: group.in_lang(lang),
                counts: turnout
                    .columns()
                    .filter_map(|(place, _)| units.get(place).copied())
                    .collect(),
            })
            .collect(),
        progress: COUNTED
            .iter()
            .map(|(title, _, tone)| Heading { name: title.in_lang(lang), tone: class(*tone) })
            .collect(),
        by_task: by_task(outcome),
        totals: totals::all(outcome, lang),
        figures_of: say(totals::heading(scope.plan.office.area)),
        legend: crate::consolidate::Mark::ALL
            .iter()
            .map(|mark| units::Mark::new(*mark, lang))
            .collect(),
        groups,
        folded: MAX_UNFOLDED,
        since: None,
        script: Value::from_safe_string(SCRIPT.to_owned()),
    }
}

fn missing_reports<'o>(outcome: &'o Outcome<'_>, lang: Lang) -> Vec<MissingRow<'o>> {
    let absent = outcome.missing_reports().into_iter();
    absent
        .map(|absent| MissingRow {
            name: outcome.case.name(&absent.dossier.unit),
            code: absent.dossier.unit.as_str(),
            why: absent.why.in_lang(lang).to_owned(),
            tone: class(absent.severity.highlight()),
        })
        .collect()
}

fn by_task<'o>(outcome: &'o Outcome<'_>) -> Vec<Line<'o>> {
    let plan = outcome.case.scope.plan;
    let line = |task: &'o plan::Task| Line {
        code: task.code.as_str(),
        name: &task.title,
        counts: outcome.consolidation.marks_of(&task.code).to_vec(),
    };
    plan.tasks.iter().filter(|_| plan.has_sheet(Sheet::Tasks)).map(line).collect()
}

/// Returns the key numbers on turnout and on the state of reports.
fn tiles(outcome: &Outcome<'_>, lang: Lang) -> [Vec<Tile>; 2] {
    let turnout = outcome.turnout();
    let tile = |number: usize, name: Message, tone: Highlight| Tile {
        number,
        name: name.in_lang(lang).to_owned(),
        tone: class(if number == 0 { Highlight::None } else { tone }),
    };
    let [on_time, late, undated, awaited, missing] = turnout.punctual;
    let mut came = vec![
        tile(turnout.received, msg!("Đã nhận", "Received"), Highlight::None),
        tile(on_time, msg!("Đúng hạn", "On time"), Highlight::Good),
        tile(late, msg!("Gửi chậm", "Late"), Highlight::Watch),
        tile(awaited, msg!("Chưa đến hạn", "Not yet due"), Highlight::Muted),
        tile(missing, msg!("Quá hạn chưa gửi", "Overdue"), Highlight::Bad),
    ];
    if undated > 0 {
        came.insert(3, tile(undated, msg!("Không rõ ngày nhận", "Date unknown"), Highlight::Watch));
    }
    if turnout.voluntary > 0 {
        came.push(tile(
            turnout.voluntary,
            msg!("Không bắt buộc cũng gửi", "Sent though not due"),
            Highlight::Muted,
        ));
    }
    let states = [State::Accepted, State::Returned, State::Unreadable];
    let judged = states
        .iter()
        .map(|state| tile(turnout.state(*state), state.title().to_message(), state.highlight()));
    let found = [Severity::Error, Severity::Warning, Severity::Note];
    let found = found.iter().map(|severity| {
        tile(outcome.count(*severity), severity.title().to_message(), severity.highlight())
    });
    [came, judged.chain(found).collect()]
}

fn task<'o>(outcome: &'o Outcome<'_>, item: &ActionItem<'o>, lang: Lang) -> Task<'o> {
    let units = item.units.iter().map(|dossier| Name {
        name: outcome.case.short_name(&dossier.unit),
        code: Some(dossier.unit.as_str()),
    });
    let files = item.files.iter().map(|file| Name { name: &file.file, code: None });
    let names = units.chain(files).take(MAX_NAMES).collect();
    let more = (item.units.len() + item.files.len()).saturating_sub(MAX_NAMES);
    Task { what: item.what.in_lang(lang).to_owned(), names, more }
}

/// Returns the class of a highlight.
const fn class(tone: Highlight) -> &'static str {
    match tone {
        Highlight::None => "plain",
        Highlight::Good => "good",
        Highlight::Watch => "watch",
        Highlight::Bad => "bad",
        Highlight::Busy => "busy",
        Highlight::Muted => "muted",
    }
}

#[cfg(test)]
mod tests;
