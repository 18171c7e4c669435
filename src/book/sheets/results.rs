//! `Kết quả`: what the units did, task by task, in their own words. Units that say nothing arose and add no words are gathered
//! in one line a task. The strengths they name in their own assessment stand at the end.

use super::desk::Desk;
use super::long::go_on;
use super::table::{CODE, UNIT, UNIT_CODE, begin, code, end, source, text, unit, words};
use crate::book::{Cell, Role, Sheet, Style, Tone};
use crate::model::case::Dossier;
use crate::model::form::Field;
use crate::model::plan::Task;
use crate::model::reading::Status;
use crate::model::submission::TaskAnswer;
use crate::say;
use crate::text::Text;

/// The sheet.
pub(super) fn sheet(desk: &Desk<'_>) -> Sheet {
    let headings = [
        (CODE, 7.0),
        (Text::new("Nhiệm vụ", "Task"), 36.0),
        (UNIT_CODE, 12.0),
        (UNIT, 24.0),
        (Text::new("Vai trò", "Part"), 9.0),
        (Text::new("Tình trạng", "Status"), 12.0),
        (Text::new("Kết quả thực hiện", "Result"), 66.0),
        (Text::new("Ô", "Cell"), 16.0),
    ];
    let remark = Text::new(
        "Nguyên văn của đơn vị, không sửa. Đơn vị không phát sinh gộp một dòng mỗi nhiệm vụ. Cột “Ô” mở tệp gốc.",
        "The units' own words, unchanged. Units that say nothing arose stand in one line a task. The column “Cell” opens the file.",
    );
    let title = Text::new("KẾT QUẢ THỰC HIỆN THEO NHIỆM VỤ", "RESULTS BY TASK");
    let columns = headings.map(|(heading, width)| (desk.say(heading), width));
    let mut sheet = begin(desk, super::RESULTS, (title, desk.say(remark)), &columns, 4);
    for task in &desk.case().brief.plan.tasks {
        let answers = || desk.reports().filter_map(|(dossier, report)| Some((dossier, report.task(&task.code)?)));
        answers().filter(|(_, answer)| answer.result.is_some()).for_each(|(dossier, answer)| {
            sheet.push(line(desk, task, dossier, answer));
        });
        let nothing: Vec<&str> = answers()
            .filter(|(_, answer)| answer.result.is_none() && status(answer) == Some(Status::NothingArose))
            .map(|(dossier, _)| desk.case().name(&dossier.unit))
            .collect();
        if !nothing.is_empty() {
            sheet.push(gathered(desk, task, &nothing));
        }
    }
    for (dossier, report) in desk.reports() {
        if let Some(strengths) = report.info.get(&Field::Strengths) {
            let [unit_code, name] = unit(desk, Some(&dossier.unit));
            let about = Cell::text(desk.say(STRENGTHS), Role::Text);
            let (none, own) = (Cell::blank(Role::Code), words(Some(strengths)));
            sheet.push(vec![none.clone(), about, unit_code, name, none.clone(), none, own, source(desk, Some(strengths))]);
        }
    }
    go_on(desk, &mut sheet);
    end(&mut sheet);
    sheet
}

const STRENGTHS: Text = Text::new("Tự đánh giá: ưu điểm", "Own assessment: strengths");

fn status(answer: &TaskAnswer) -> Option<Status> {
    answer.status.as_ref()?.value
}

fn line(desk: &Desk<'_>, task: &Task, dossier: &Dossier, answer: &TaskAnswer) -> Vec<Cell> {
    let [unit_code, name] = unit(desk, Some(&dossier.unit));
    let role = desk.case().brief.plan.assignment(&dossier.unit, &task.code).map_or("", |assignment| desk.say(assignment.role.title()));
    let said = answer.status.as_ref();
    // a word that is not in the list stands as the unit wrote it
    let status = match said.map(|said| (said.value, &*said.raw)) {
        Some((Some(status), _)) => code(desk.say(status.title())),
        Some((None, raw)) => Cell::text(raw, Style::toned(Role::Code, Tone::Bad)),
        None => Cell::blank(Role::Code),
    };
    let result = answer.result.as_ref();
    vec![code(task.code.as_str()), text(task.title.as_str()), unit_code, name, code(role), status, words(result), source(desk, result)]
}

fn gathered(desk: &Desk<'_>, task: &Task, units: &[&str]) -> Vec<Cell> {
    let count = units.len();
    let many = say!("{count} đơn vị", "{count} unit(s)");
    let list = units.join("; ");
    let said = say!("Không phát sinh: {count} đơn vị: {list}.", "Nothing arose: {count} unit(s): {list}.");
    let muted = |text: &str| Cell::text(text, Style::toned(Role::Text, Tone::Muted));
    vec![
        code(task.code.as_str()),
        text(task.title.as_str()),
        Cell::blank(Role::Code),
        muted(many.in_lang(desk.lang)),
        Cell::blank(Role::Code),
        Cell::text(desk.say(Status::NothingArose.title()), Style::toned(Role::Code, Tone::Muted)),
        muted(said.in_lang(desk.lang)),
        Cell::blank(Role::Code),
    ]
}
