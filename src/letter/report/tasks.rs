//! Results by task: the number and names of units by status. Their own words are in an appendix.

use super::super::context::{LetterContext, body, row};
use super::super::limits::{MOST, WorkbookSheet};
use super::super::{Align, Block, Table};
use super::annex::{Annex, Annexes};
use super::answers::{Answers, Standing};
use crate::model::case::Dossier;
use crate::model::reading::Status;
use crate::model::unit::Group;
use crate::msg;
use crate::text::Text;

pub(super) fn blocks(
    context: &LetterContext<'_>,
    answers: &Answers<'_>,
    annexes: &Annexes,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(number) = annexes.number(Annex::Results) {
        let said = msg!(
            "Việc cụ thể từng đơn vị đã làm, nguyên văn, ở Phụ lục {number}.",
            "What each unit did stands in appendix {number}, in its own words."
        );
        let mut text = context.said(said);
        if answers.reports.len() > MOST {
            let on = context.on(WorkbookSheet::Results);
            text += &context.said(msg!(
                " Nhiệm vụ nào có trên {MOST} nội dung khác nhau thì các nội dung ấy {on}.",
                " Where a task has more than {MOST} different ones, they stand {on}."
            ));
        }
        blocks.push(body(text));
    }
    for (number, task) in (1..).zip(&context.case().scope.plan.tasks) {
        blocks.extend(super::headed(number, task, one(context, answers.progress(task))));
    }
    blocks
}

fn one(context: &LetterContext<'_>, standing: &[Standing<'_>]) -> Vec<Block> {
    let assigned = standing.len();
    if assigned == 0 {
        return vec![body(context.say(Text::new(
            "Không đơn vị nào được giao nhiệm vụ này.",
            "No unit has this task.",
        )))];
    }
    let answered = standing.iter().filter(|one| one.status.is_some()).count();
    let text = msg!(
        "{answered}/{assigned} đơn vị được giao nhiệm vụ đã trả lời:",
        "{answered}/{assigned} units with this task have answered:"
    );
    let columns = context.columns([
        (Text::new("Tình trạng", "Status"), 35, Align::Left),
        (Text::new("Số đơn vị", "Units"), 18, Align::Right),
        (Text::new("Đơn vị", "Which"), 112, Align::Left),
    ]);
    let statuses = Status::ALL.map(Some).into_iter().chain([None]);
    let rows = statuses.filter_map(|status| {
        let count = standing.iter().filter(|one| one.status == status).count();
        let title =
            context.say(status.map_or(Text::new("Chưa có trả lời", "No answer"), Status::title));
        (count > 0)
            .then(|| row([title.to_owned(), count.to_string(), which(context, standing, status)]))
    });
    vec![body(context.said(text)), Block::Table(Table { columns, rows: rows.collect() })]
}

/// The units of a group with a status, and the others.
struct Saying<'s> {
    group: &'s Group,
    own: Vec<&'s Dossier>,
    others: Vec<&'s Dossier>,
}

impl<'s> Saying<'s> {
    /// Returns whether most units of the group have the status, so that the others are named.
    fn is_most(&self) -> bool {
        self.own.len() > 1 && self.own.len() > self.others.len()
    }

    /// Returns the units that are named.
    fn named(&self) -> &[&'s Dossier] {
        if self.is_most() { &self.others } else { &self.own }
    }
}

/// Returns the units with a status: a group except some units if most of it has the status, otherwise unit by unit; their
/// number per group if they are more than a letter names.
fn which(context: &LetterContext<'_>, standing: &[Standing<'_>], status: Option<Status>) -> String {
    let groups = standing.chunk_by(|a, b| a.group.code == b.group.code).filter_map(|members| {
        let of = |wanted: bool| {
            members
                .iter()
                .filter(move |one| (one.status == status) == wanted)
                .map(|one| one.dossier)
                .collect()
        };
        Some(Saying { group: members.first()?.group, own: of(true), others: of(false) })
    });
    let groups: Vec<Saying<'_>> = groups.filter(|saying| !saying.own.is_empty()).collect();
    let is_long = groups.iter().map(|saying| saying.named().len()).sum::<usize>() > MOST;
    let mut lines: Vec<String> =
        groups.iter().map(|saying| in_words(context, saying, is_long)).collect();
    if is_long {
        lines.push(format!("({})", context.names_on(WorkbookSheet::Tasks)));
    }
    lines.join("\n")
}

fn in_words(context: &LetterContext<'_>, saying: &Saying<'_>, is_long: bool) -> String {
    let (count, of, name) = (
        saying.own.len(),
        saying.own.len() + saying.others.len(),
        context.group_name(saying.group),
    );
    let names = |dossiers: &[&Dossier]| {
        dossiers
            .iter()
            .map(|dossier| context.case().name(&dossier.unit))
            .collect::<Vec<_>>()
            .join("; ")
    };
    if count > 1 && saying.others.is_empty() {
        context.said(msg!("cả {count} đơn vị khối “{name}”", "all {count} units of “{name}”"))
    } else if is_long {
        context.said(msg!("{count}/{of} đơn vị khối “{name}”", "{count}/{of} units of “{name}”"))
    } else if saying.is_most() {
        let less = names(saying.named());
        context.said(msg!(
            "{count}/{of} đơn vị khối “{name}”, trừ: {less}",
            "{count}/{of} units of “{name}”, all but: {less}"
        ))
    } else {
        names(saying.named())
    }
}
