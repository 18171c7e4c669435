//! `Kiến nghị`: difficulties and proposals by task, verbatim, followed by the units' shortcomings,
//! causes and plans.

use super::context::SheetContext;
use super::table::{
    CODE, SUBJECT, TASK, Table, UNIT, UNIT_CODE, begin, code, source, text, unit, words,
};
use crate::book::Cell;
use crate::model::case::Dossier;
use crate::model::form::{Field, Sheet as Kind};
use crate::model::origin::Sourced;
use crate::model::plan::Task;
use crate::model::submission::Report;
use crate::text::Text;
use std::sync::Arc;

/// Fields of the assessment on this sheet, and whether they are about plans.
const ASSESSMENT: [(Field, Text, bool); 3] = [
    (
        Field::Shortcomings,
        Text::new("Tự đánh giá: tồn tại, hạn chế", "Own assessment: shortcomings"),
        false,
    ),
    (Field::Causes, Text::new("Tự đánh giá: nguyên nhân", "Own assessment: causes"), false),
    (
        Field::Outlook,
        Text::new(
            "Tự đánh giá: phương hướng, nhiệm vụ trọng tâm",
            "Own assessment: what comes next",
        ),
        true,
    ),
];

pub(super) fn sheet<'a>(context: &Arc<SheetContext<'a>>) -> Table<'a> {
    let has_tasks = context.case().scope.plan.has_sheet(Kind::Tasks);
    let headings = [
        (CODE, 7.0),
        (if has_tasks { TASK } else { SUBJECT }, 36.0),
        (UNIT_CODE, 12.0),
        (UNIT, 24.0),
        (Text::new("Khó khăn, vướng mắc", "Difficulties"), 46.0),
        (Text::new("Đề xuất, kiến nghị", "Proposals"), 46.0),
        (Text::new("Ô", "Cell"), 16.0),
    ];
    let remark = Text::new(
        "Nguyên văn của đơn vị, không sửa. Cuối bảng là phần tự đánh giá của đơn vị. Cột “Ô” mở tệp gốc.",
        "The units' words, verbatim. Their own assessments are at the end. The column “Cell” opens the file.",
    );
    let title =
        Text::new("KHÓ KHĂN, VƯỚNG MẮC VÀ ĐỀ XUẤT, KIẾN NGHỊ", "DIFFICULTIES AND PROPOSALS");
    let columns = headings.map(|(heading, width)| (context.say(heading), width));
    let sheet =
        begin(context, super::PROPOSALS, (context.say(title), context.say(remark)), &columns, 4);
    Table::of_texts(context, sheet, told(context), |context, _, told, links| {
        line(context, told, links)
    })
}

/// A unit's text on a task or in its assessment.
struct Told<'a> {
    task: Option<&'a Task>,
    about: &'a str,
    dossier: &'a Dossier,
    difficulty: Option<&'a Sourced<Arc<str>>>,
    proposal: Option<&'a Sourced<Arc<str>>>,
}

fn told<'a>(context: &SheetContext<'a>) -> Vec<Told<'a>> {
    let reports: Vec<(&Dossier, &Report)> = context.reports().collect();
    let mut all = Vec::new();
    for task in &context.case().scope.plan.tasks {
        for (dossier, report) in &reports {
            let Some(answer) = report.task(&task.code) else {
                continue;
            };
            let (difficulty, proposal) = (answer.difficulty.as_ref(), answer.proposal.as_ref());
            if difficulty.is_some() || proposal.is_some() {
                all.push(Told {
                    task: Some(task),
                    about: task.title.as_str(),
                    dossier,
                    difficulty,
                    proposal,
                });
            }
        }
    }
    for (field, about, planned) in ASSESSMENT {
        for (dossier, report) in &reports {
            let Some(answer) = report.info.get(&field) else {
                continue;
            };
            let (difficulty, proposal) =
                if planned { (None, Some(answer)) } else { (Some(answer), None) };
            all.push(Told { task: None, about: context.say(about), dossier, difficulty, proposal });
        }
    }
    all
}

fn line<'a>(context: &SheetContext<'a>, told: &Told<'a>, links: usize) -> Vec<Cell> {
    let Told { task, about, dossier, difficulty, proposal } = *told;
    let [unit_code, name] = unit(context, Some(&dossier.unit), links > 1);
    vec![
        code(task.map_or("", |task| task.code.as_str())),
        text(about),
        unit_code,
        name,
        words(difficulty),
        words(proposal),
        source(context, difficulty.or(proposal), links > 0),
    ]
}
