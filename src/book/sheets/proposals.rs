//! `Kiến nghị`: difficulties and proposals, task by task, in the units' own words; below them what the units say of their own
//! shortcomings, causes and plans.

use super::desk::Desk;
use super::long::go_on;
use super::table::{CODE, UNIT, UNIT_CODE, begin, code, end, source, text, unit, words};
use crate::book::{Cell, Role, Sheet};
use crate::model::form::Field;
use crate::text::Text;

/// The parts of a unit's own assessment that stand here, and whether they tell of what is planned.
const ASSESSMENT: [(Field, Text, bool); 3] = [
    (Field::Shortcomings, Text::new("Tự đánh giá: tồn tại, hạn chế", "Own assessment: shortcomings"), false),
    (Field::Causes, Text::new("Tự đánh giá: nguyên nhân", "Own assessment: causes"), false),
    (Field::Outlook, Text::new("Tự đánh giá: phương hướng, nhiệm vụ trọng tâm", "Own assessment: what comes next"), true),
];

/// The sheet.
pub(super) fn sheet(desk: &Desk<'_>) -> Sheet {
    let headings = [
        (CODE, 7.0),
        (Text::new("Nhiệm vụ", "Task"), 36.0),
        (UNIT_CODE, 12.0),
        (UNIT, 24.0),
        (Text::new("Khó khăn, vướng mắc", "Difficulties"), 46.0),
        (Text::new("Đề xuất, kiến nghị", "Proposals"), 46.0),
        (Text::new("Ô", "Cell"), 16.0),
    ];
    let remark = Text::new(
        "Nguyên văn của đơn vị, không sửa. Cuối bảng là phần tự đánh giá của đơn vị. Cột “Ô” mở tệp gốc.",
        "The units' own words, unchanged. Their own assessments stand at the end. The column “Cell” opens the file.",
    );
    let title = Text::new("KHÓ KHĂN, VƯỚNG MẮC VÀ ĐỀ XUẤT, KIẾN NGHỊ", "DIFFICULTIES AND PROPOSALS");
    let columns = headings.map(|(heading, width)| (desk.say(heading), width));
    let mut sheet = begin(desk, super::PROPOSALS, (title, desk.say(remark)), &columns, 4);
    for task in &desk.case().brief.plan.tasks {
        for (dossier, report) in desk.reports() {
            let Some(answer) = report.task(&task.code) else { continue };
            let (difficulty, proposal) = (answer.difficulty.as_ref(), answer.proposal.as_ref());
            if difficulty.is_none() && proposal.is_none() {
                continue;
            }
            let [unit_code, name] = unit(desk, Some(&dossier.unit));
            sheet.push(vec![
                code(task.code.as_str()),
                text(task.title.as_str()),
                unit_code,
                name,
                words(difficulty),
                words(proposal),
                source(desk, difficulty.or(proposal)),
            ]);
        }
    }
    for (field, about, planned) in ASSESSMENT {
        for (dossier, report) in desk.reports() {
            let Some(answer) = report.info.get(&field) else { continue };
            let [unit_code, name] = unit(desk, Some(&dossier.unit));
            let (first, second) = if planned { (None, Some(answer)) } else { (Some(answer), None) };
            let about = text(desk.say(about));
            sheet.push(vec![Cell::blank(Role::Code), about, unit_code, name, words(first), words(second), source(desk, Some(answer))]);
        }
    }
    go_on(desk, &mut sheet);
    end(&mut sheet);
    sheet
}
