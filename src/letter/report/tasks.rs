//! Results by task: how many units say each status, and which. Their own words stand in an appendix.

use super::super::clerk::{Clerk, body, row};
use super::super::{Align, Block, Table};
use super::annex::{Annex, Annexes};
use crate::model::case::Dossier;
use crate::model::id::UnitCode;
use crate::model::plan::Task;
use crate::model::reading::Status;
use crate::say;
use crate::text::Text;
use std::collections::BTreeMap;

pub(super) fn blocks(clerk: &Clerk<'_>, annexes: &Annexes) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(number) = annexes.number(Annex::Results) {
        let said = say!(
            "Việc cụ thể từng đơn vị đã làm, nguyên văn, ở Phụ lục {number}.",
            "What each unit did stands in appendix {number}, in its own words."
        );
        blocks.push(body(clerk.said(said)));
    }
    for (number, task) in (1..).zip(&clerk.case().brief.plan.tasks) {
        blocks.extend(super::headed(number, task, one(clerk, task)));
    }
    blocks
}

fn one(clerk: &Clerk<'_>, task: &Task) -> Vec<Block> {
    let answers = || clerk.outcome.consolidation.progress.iter().filter(|progress| progress.task == task.code);
    let of: Answers<'_> = answers().map(|progress| (&progress.unit, progress.status)).collect();
    let assigned = of.len();
    if assigned == 0 {
        return vec![body(clerk.say(Text::new("Không đơn vị nào được giao nhiệm vụ này.", "No unit has this task.")))];
    }
    let answered = answers().filter(|progress| progress.status.is_some()).count();
    let text =
        say!("{answered}/{assigned} đơn vị được giao nhiệm vụ đã trả lời:", "{answered}/{assigned} units with this task have answered:");
    let columns = clerk.columns([
        (Text::new("Tình trạng", "Status"), 35, Align::Left),
        (Text::new("Số đơn vị", "Units"), 18, Align::Right),
        (Text::new("Đơn vị", "Which"), 112, Align::Left),
    ]);
    let statuses = Status::ALL.map(Some).into_iter().chain([None]);
    let rows = statuses.filter_map(|status| {
        let count = answers().filter(|progress| progress.status == status).count();
        let title = clerk.say(status.map_or(Text::new("Chưa có trả lời", "No answer"), Status::title));
        (count > 0).then(|| row([title.to_owned(), count.to_string(), which(clerk, &of, status)]))
    });
    vec![body(clerk.said(text)), Block::Table(Table { columns, rows: rows.collect() })]
}

/// What each unit that has a task says of it.
type Answers<'a> = BTreeMap<&'a UnitCode, Option<Status>>;

/// The units that say a status: where most of a group say it, the group less those who do not; others one by one.
fn which(clerk: &Clerk<'_>, of: &Answers<'_>, status: Option<Status>) -> String {
    let named = clerk.by_group(|dossier| of.contains_key(&dossier.unit)).into_iter().filter_map(|(group, all)| {
        let says = |dossier: &&Dossier| of.get(&dossier.unit) == Some(&status);
        let (own, others): (Vec<&Dossier>, Vec<&Dossier>) = all.iter().copied().partition(says);
        let (count, of, name, less) = (own.len(), all.len(), clerk.group_name(group), clerk.names(&others));
        match count {
            0 => None,
            1 => Some(clerk.names(&own)),
            _ if others.is_empty() => Some(clerk.said(say!("cả {count} đơn vị khối “{name}”", "all {count} units of “{name}”"))),
            _ if count > others.len() => {
                Some(clerk.said(say!("{count}/{of} đơn vị khối “{name}”, trừ: {less}", "{count}/{of} units of “{name}”, all but: {less}")))
            }
            _ => Some(clerk.names(&own)),
        }
    });
    named.collect::<Vec<_>>().join("\n")
}
