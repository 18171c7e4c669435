//! The units of the board by group: their files, states and answers to every task.

use super::class;
use super::shown;
use crate::consolidate;
use crate::model::case::Dossier;
use crate::model::date::to_message;
use crate::model::file_role::Archives;
use crate::model::highlight::Highlight;
use crate::model::id::{TaskCode, UnitCode};
use crate::model::revision::Revision;
use crate::model::status::{Punctuality, State};
use crate::outcome::Outcome;
use crate::rules::Severity;
use crate::text::{Lang, counted};
use minijinja::value::Serde;
use minijinja::{Environment, HtmlEscape, Value};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Punctuality in the order in which it is sorted.
const ORDER: [Punctuality; 7] = [
    Punctuality::Missing,
    Punctuality::Awaited,
    Punctuality::Undated,
    Punctuality::Late,
    Punctuality::OnTime,
    Punctuality::Exempt,
    Punctuality::NotDue,
];
/// All severities, most severe first.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];
/// Maximum length of a file name on one line, in characters.
const WHOLE: usize = 18;
/// How many findings of a severity weigh as much as one of the next.
const SCALE: usize = 1000;

/// A group with its units.
#[derive(Serialize)]
pub(super) struct Group<'a> {
    name: &'a str,
    /// The rows of all its units.
    units: Value,
    /// The marks of those that report; empty if there are none.
    marks: Value,
}

#[derive(Serialize)]
struct Unit<'a> {
    code: &'a str,
    name: &'a str,
    punctuality: Badge,
    received: Option<Received>,
    state: Option<Badge>,
    found: Vec<Badge>,
    /// Severity of its findings, for sorting.
    weight: usize,
    file: Option<File<'a>>,
    /// Whether its report is new or changed since the earlier run.
    changed: bool,
}

/// A word with its color.
#[derive(Serialize)]
struct Badge {
    word: String,
    /// The sort key.
    key: usize,
    tone: &'static str,
}

#[derive(Serialize)]
struct Received {
    on: String,
    /// The date as a sortable text.
    key: String,
    evidence: &'static str,
}

/// A received file: its name and its path from the page.
#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    /// Whether it is short enough for one line.
    whole: bool,
    path: String,
}

/// Status of a unit's task: a sign, its meaning, its color.
#[derive(Serialize)]
pub(super) struct Mark {
    sign: &'static str,
    title: &'static str,
    tone: &'static str,
}

impl Mark {
    pub(super) fn new(mark: consolidate::Mark, lang: Lang) -> Self {
        Self {
            sign: mark.sign().in_lang(lang),
            title: mark.title().in_lang(lang),
            tone: class(mark.highlight()),
        }
    }
}

/// Data for the rows of units.
struct Lookup<'o, 'e> {
    outcome: &'o Outcome<'o>,
    lang: Lang,
    revision: Revision,
    archives: Archives<'o>,
    marks: BTreeMap<(&'o UnitCode, &'o TaskCode), consolidate::Mark>,
    changed: BTreeSet<&'o UnitCode>,
    /// The cell of each mark.
    cells: BTreeMap<consolidate::Mark, String>,
    environment: &'e Environment<'e>,
}

/// Returns the groups that have units. Each row is rendered by itself, so that memory does not grow with their number.
pub(super) fn groups<'o>(
    outcome: &'o Outcome<'o>,
    environment: &Environment<'_>,
    (lang, revision): (Lang, Revision),
    changed: BTreeSet<&'o UnitCode>,
) -> Result<Vec<Group<'o>>, minijinja::Error> {
    let cell = |mark: consolidate::Mark| {
        let shown = environment
            .get_template(super::MARK.0)?
            .render(Value::from(Serde(Mark::new(mark, lang))))?;
        Ok((mark, shown.trim_end().to_owned()))
    };
    let cells =
        consolidate::Mark::ALL.into_iter().map(cell).collect::<Result<_, minijinja::Error>>()?;
    let (archives, marks) = (outcome.case.archives(), outcome.consolidation.marks());
    let lookup = Lookup { outcome, lang, revision, archives, marks, changed, cells, environment };
    let groups = outcome.case.by_group().into_iter().filter(|(_, members)| !members.is_empty());
    groups.map(|(group, members)| lookup.group(group.in_lang(lang), &members)).collect()
}

impl<'o> Lookup<'o, '_> {
    fn group(&self, name: &'o str, members: &[&'o Dossier]) -> Result<Group<'o>, minijinja::Error> {
        let line = |dossier: &&'o Dossier| {
            self.environment
                .get_template(super::UNIT.0)?
                .render(Value::from(Serde(self.unit(dossier))))
        };
        let units = members.par_iter().map(line).collect::<Result<Vec<String>, _>>()?;
        let takes_part = members.par_iter().filter(|dossier| dossier.is_expected_or_received());
        let marks: Vec<String> = takes_part.map(|dossier| self.marks(dossier)).collect();
        let safe = |lines: Vec<String>| Value::from_safe_string(lines.join("\n"));
        Ok(Group { name, units: safe(units), marks: safe(marks) })
    }

    /// Returns the row of a unit's marks.
    fn marks(&self, dossier: &Dossier) -> String {
        let name = HtmlEscape(&shown(self.outcome.case.name(&dossier.unit))).to_string();
        let code = HtmlEscape(&shown(dossier.unit.as_str())).to_string();
        let changed = if self.changed.contains(&dossier.unit) { " data-changed=\"1\"" } else { "" };
        let mut line = format!(
            "<tr class=\"unit\" data-code=\"{code}\"{changed}><th scope=\"row\">{name}</th>"
        );
        for task in &self.outcome.case.scope.plan.tasks {
            let mark = self.marks.get(&(&dossier.unit, &task.code));
            line.push_str(
                mark.and_then(|mark| self.cells.get(mark)).map_or("<td></td>", String::as_str),
            );
        }
        line + "</tr>"
    }

    fn unit(&self, dossier: &'o Dossier) -> Unit<'o> {
        let (outcome, lang) = (self.outcome, self.lang);
        let (case, state) = (&outcome.case, outcome.state(dossier));
        let counts = SEVERITIES.map(|severity| {
            let findings = outcome.findings_of(&dossier.unit);
            findings.filter(|finding| finding.is_unwaived(severity)).count()
        });
        let shown = dossier.shown().and_then(|version| case.submission(version));
        let file = shown.map(|submission| {
            let name = submission.file.rsplit('/').next().unwrap_or_default();
            File {
                name,
                whole: name.chars().count() <= WHOLE,
                path: format!(
                    "{}{}",
                    self.revision.to_workspace(),
                    self.archives.path(&submission.file)
                ),
            }
        });
        Unit {
            code: dossier.unit.as_str(),
            name: case.name(&dossier.unit),
            punctuality: badge(
                dossier.punctuality_message().in_lang(lang),
                ORDER.iter().position(|one| *one == dossier.punctuality).unwrap_or(ORDER.len()),
                dossier.punctuality.highlight(),
            ),
            received: dossier.received.map(|receipt| Received {
                on: to_message(receipt.on).in_lang(lang).to_owned(),
                key: receipt.on.to_string(),
                evidence: receipt.evidence.title().in_lang(lang),
            }),
            // a unit that is not expected and sent nothing has no state
            state: (state != State::None || dossier.expected)
                .then(|| badge(state.title().in_lang(lang), state as usize, state.highlight())),
            found: self.findings(&counts),
            weight: counts.iter().fold(0, |weight, count| weight * SCALE + count),
            file,
            changed: self.changed.contains(&dossier.unit),
        }
    }

    /// Returns the numbers of findings, without those that are 0.
    fn findings(&self, counts: &[usize; SEVERITIES.len()]) -> Vec<Badge> {
        let found = SEVERITIES.into_iter().zip(counts).filter(|(_, count)| **count > 0);
        let said = found.map(|(severity, count)| {
            let word = severity.title().in_lang(self.lang).to_lowercase();
            let said = match self.lang {
                Lang::Vi => format!("{count} {word}"),
                Lang::En => counted(*count, &word),
            };
            badge(&said, *count, severity.highlight())
        });
        said.collect()
    }
}

fn badge(word: &str, key: usize, tone: Highlight) -> Badge {
    Badge { word: word.to_owned(), key, tone: class(tone) }
}
