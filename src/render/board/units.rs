//! The units of the board, group by group: what each sent, what was made of it, what it says of every task.

use super::class;
use crate::consolidate;
use crate::model::case::{Dossier, State};
use crate::model::date::said;
use crate::model::edition::Edition;
use crate::model::file_role::Archives;
use crate::model::id::{TaskCode, UnitCode};
use crate::outcome::Outcome;
use crate::rules::Severity;
use crate::say;
use crate::text::Lang;
use serde::Serialize;
use std::collections::BTreeMap;

/// A group with its units.
#[derive(Serialize)]
pub(super) struct Group<'a> {
    name: &'a str,
    units: Vec<Unit<'a>>,
}

#[derive(Serialize)]
struct Unit<'a> {
    code: &'a str,
    name: &'a str,
    /// Whether it stands among those who report.
    takes_part: bool,
    punctuality: Badge,
    received: Option<Received>,
    state: Option<Badge>,
    found: Vec<Badge>,
    file: Option<File<'a>>,
    marks: Vec<Option<Mark>>,
}

/// A word with its shade.
#[derive(Serialize)]
struct Badge {
    word: String,
    tone: &'static str,
}

#[derive(Serialize)]
struct Received {
    on: String,
    evidence: &'static str,
}

/// A received file: its name, and the path that leads to it from the page.
#[derive(Serialize)]
struct File<'a> {
    name: &'a str,
    path: String,
}

/// What a unit says of a task: a sign, its meaning, its shade.
#[derive(Serialize)]
pub(super) struct Mark {
    sign: &'static str,
    title: &'static str,
    tone: &'static str,
}

impl Mark {
    pub(super) fn of(mark: consolidate::Mark, lang: Lang) -> Self {
        Self { sign: mark.sign().in_lang(lang), title: mark.title().in_lang(lang), tone: class(mark.tone()) }
    }
}

type Marks<'o> = BTreeMap<(&'o UnitCode, &'o TaskCode), consolidate::Mark>;

/// The groups that have units.
pub(super) fn groups<'o>(outcome: &'o Outcome<'_>, lang: Lang, edition: Edition) -> Vec<Group<'o>> {
    let marks = outcome.consolidation.marks();
    let groups = outcome.case.by_group().into_iter().filter(|(_, members)| !members.is_empty());
    let archives = outcome.case.archives();
    let looked_up = (&marks, &archives);
    let units = |members: Vec<&'o Dossier>| members.into_iter().map(|dossier| unit(outcome, dossier, looked_up, (lang, edition))).collect();
    groups.map(|(group, members)| Group { name: group.in_lang(lang), units: units(members) }).collect()
}

fn unit<'o>(
    outcome: &'o Outcome<'_>,
    dossier: &'o Dossier,
    (marks, archives): (&Marks<'_>, &Archives<'o>),
    (lang, edition): (Lang, Edition),
) -> Unit<'o> {
    let (case, state) = (&outcome.case, outcome.state(dossier));
    let badge = |word: &str, tone| Badge { word: word.to_owned(), tone: class(tone) };
    let shown = dossier.shown().and_then(|version| case.submission(version));
    let file = shown.map(|submission| {
        let name = submission.file.rsplit('/').next().unwrap_or_default();
        File { name, path: format!("{}{}", edition.to_workspace(), archives.openable(&submission.file)) }
    });
    let found = [Severity::Error, Severity::Warning, Severity::Note].into_iter().filter_map(|severity| {
        let count = outcome.findings_of(&dossier.unit).filter(|finding| finding.stands_as(severity)).count();
        let word = severity.title().in_lang(lang).to_lowercase();
        (count > 0).then(|| badge(say!("{count} {word}", "{count} {word}(s)").in_lang(lang), severity.tone()))
    });
    let tasks = case.brief.plan.tasks.iter();
    Unit {
        code: dossier.unit.as_str(),
        name: case.name(&dossier.unit),
        takes_part: dossier.takes_part(),
        punctuality: badge(dossier.punctuality_said().in_lang(lang), dossier.punctuality.tone()),
        received: dossier
            .received
            .map(|receipt| Received { on: said(receipt.on).in_lang(lang).to_owned(), evidence: receipt.evidence.title().in_lang(lang) }),
        // what is not expected and not there is no state
        state: (state != State::None || dossier.expected).then(|| badge(state.title().in_lang(lang), state.tone())),
        found: found.collect(),
        file,
        marks: tasks.map(|task| marks.get(&(&dossier.unit, &task.code)).map(|mark| Mark::of(*mark, lang))).collect(),
    }
}
