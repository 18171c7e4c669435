//! The valid report that each specimen is a variation of, and ways to vary it.

use crate::made::Fault;
use crate::made::answers::{self, date, document, task, words};
use tonghop::model::form::Field;
use tonghop::model::origin::Sourced;
use tonghop::model::reading::{Day, Status};
use tonghop::model::submission::{Figure, Report, TaskAnswer};

type Done = Result<(), Fault>;

/// Returns a report without findings.
pub(super) fn sound() -> Result<Report, Fault> {
    let mut report = Report::default();
    for (field, answer) in [
        (Field::Symbol, "15/BC-UBND"),
        (Field::Signer, "Nguyễn Văn Thung"),
        (Field::SignerTitle, "Chủ tịch"),
    ] {
        label(&mut report, field, answer);
    }
    report.days.insert(Field::SignedOn, day("2024-04-25")?);
    let figures = [("CT01", 1.0), ("CT02", 2.0), ("CT03", 40.0), ("CT04", 18.0)];
    report.figures = figures.map(|(code, number)| answers::number(code, number)).to_vec();
    let done = |code, result| task(code, [Status::Done.word(), result, "", ""]);
    report.tasks = vec![
        done("1", "Đã ban hành kế hoạch của xã."),
        done("2", "Đã mở hai lớp dạy bơi cho học sinh tiểu học."),
    ];
    report.documents.push(document(
        date("2024-03-15")?,
        ["12/KH-UBND", "Kế hoạch", "Phòng, chống đuối nước trẻ em năm 2024", "1"],
    ));
    Ok(report)
}

/// Sets the answer to a field.
pub(super) fn label(report: &mut Report, field: Field, answer: &str) {
    report.info.insert(field, words(answer));
}

/// Sets a figure to a number.
pub(super) fn number(report: &mut Report, code: &str, number: f64) -> Done {
    *figure(report, code)? = answers::number(code, number);
    Ok(())
}

/// Sets a figure to a text.
pub(super) fn text(report: &mut Report, code: &str, written: &str) -> Done {
    *figure(report, code)? = answers::written(code, written);
    Ok(())
}

/// Leaves a figure blank.
pub(super) fn blank(report: &mut Report, code: &str) -> Done {
    text(report, code, "")
}

/// Sets the status of a task; none if the word is empty.
pub(super) fn status(report: &mut Report, task: &str, written: &str) -> Done {
    answer(report, task)?.status = answers::status(written);
    Ok(())
}

/// Sets the result of a task.
pub(super) fn result(report: &mut Report, task: &str, written: &str) -> Done {
    answer(report, task)?.result = Some(words(written));
    Ok(())
}

/// Sets the date of issue of the report's document.
pub(super) fn issued(report: &mut Report, on: Sourced<Option<Day>>) -> Done {
    report.documents.first_mut().ok_or("no document")?.issued = Some(on);
    Ok(())
}

/// Returns a date as in data files.
pub(super) fn day(written: &str) -> Result<Sourced<Option<Day>>, Fault> {
    Ok(answers::day(date(written)?))
}

fn answer<'r>(report: &'r mut Report, task: &str) -> Result<&'r mut TaskAnswer, String> {
    let answer = report
        .tasks
        .iter_mut()
        .find(|answer| answer.task.as_ref().is_some_and(|code| code.as_str() == task));
    answer.ok_or_else(|| format!("no task {task}"))
}

fn figure<'r>(report: &'r mut Report, code: &str) -> Result<&'r mut Figure, String> {
    let figure = report.figures.iter_mut().find(|figure| figure.indicator.as_str() == code);
    figure.ok_or_else(|| format!("no figure {code}"))
}
