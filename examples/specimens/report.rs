//! The sound report of which each specimen is a variation, and ways to vary it.

use chrono::NaiveDate;
use std::error::Error;
use std::sync::Arc;
use tonghop::model::form::Field;
use tonghop::model::number::{count_from_number, count_from_text};
use tonghop::model::origin::{CellRef, Origin, Sourced};
use tonghop::model::reading::{Day, Reading, Status};
use tonghop::model::submission::{Document, Figure, Report, TaskAnswer};

type Done = Result<(), Box<dyn Error>>;

/// A report in which no rule finds anything.
pub(super) fn sound() -> Result<Report, Box<dyn Error>> {
    let mut report = Report::default();
    for (field, answer) in [
        (Field::Symbol, "15/BC-UBND"),
        (Field::Signer, "Nguyễn Văn Thung"),
        (Field::SignerTitle, "Chủ tịch"),
    ] {
        label(&mut report, field, answer);
    }
    report.days.insert(Field::SignedOn, day("2024-04-25")?);
    for (code, number) in [("CT01", 1.0), ("CT02", 2.0), ("CT03", 40.0), ("CT04", 18.0)] {
        let (reading, raw) = (count_from_number(number, None), number.to_string());
        report.figures.push(Figure {
            indicator: code.into(),
            reading,
            raw: Some(raw.into()),
            at: None,
            as_text: false,
            rivals: Vec::new(),
            note: None,
        });
    }
    for (code, result) in [
        ("1", "Đã ban hành kế hoạch của xã."),
        ("2", "Đã mở hai lớp dạy bơi cho học sinh tiểu học."),
    ] {
        let status = Some(words(Status::Done.word())).map(|status| Sourced {
            value: Some(Status::Done),
            raw: status.raw,
            at: status.at,
        });
        report.tasks.push(TaskAnswer {
            task: Some(code.into()),
            status,
            result: Some(words(result)),
            ..TaskAnswer::default()
        });
    }
    report.documents.push(Document {
        symbol: Some(words("12/KH-UBND")),
        issued: Some(day("2024-03-15")?),
        kind: Some(words("Kế hoạch")),
        subject: Some(words("Phòng, chống đuối nước trẻ em năm 2024")),
        task: Some(words("1")),
    });
    Ok(report)
}

/// Answers a label.
pub(super) fn label(report: &mut Report, field: Field, answer: &str) {
    report.info.insert(field, words(answer));
}

/// Writes a number where a figure is asked.
pub(super) fn number(report: &mut Report, code: &str, number: f64) -> Done {
    let figure = figure(report, code)?;
    figure.reading = count_from_number(number, None);
    figure.raw = Some(number.to_string().into());
    Ok(())
}

/// Writes words where a figure is asked.
pub(super) fn text(report: &mut Report, code: &str, written: &str) -> Done {
    let figure = figure(report, code)?;
    (figure.reading, figure.as_text) = count_from_text(written);
    figure.raw = Some(written.into());
    Ok(())
}

/// Leaves a figure blank.
pub(super) fn blank(report: &mut Report, code: &str) -> Done {
    let figure = figure(report, code)?;
    (figure.reading, figure.raw) = (Reading::Blank, None);
    Ok(())
}

/// Gives a task another status; none where the word is empty.
pub(super) fn status(report: &mut Report, task: &str, written: &str) -> Done {
    let status = (!written.is_empty()).then(|| words(written));
    answer(report, task)?.status = status.map(|status| Sourced {
        value: Status::from_word(written),
        raw: status.raw,
        at: status.at,
    });
    Ok(())
}

/// Gives a task another result.
pub(super) fn result(report: &mut Report, task: &str, written: &str) -> Done {
    answer(report, task)?.result = Some(words(written));
    Ok(())
}

/// Gives the document of the report another day of issue.
pub(super) fn issued(report: &mut Report, on: Sourced<Option<Day>>) -> Done {
    report.documents.first_mut().ok_or("no document")?.issued = Some(on);
    Ok(())
}

/// A day, as the files of the specimens name it.
pub(super) fn day(written: &str) -> Result<Sourced<Option<Day>>, Box<dyn Error>> {
    let date = NaiveDate::parse_from_str(written, "%Y-%m-%d")
        .map_err(|error| format!("{written}: {error}"))?;
    Ok(Sourced { value: Some(Day { date, typed: true }), raw: written.into(), at: nowhere() })
}

/// Words that are no day where one is asked.
pub(super) fn no_day(written: &str) -> Sourced<Option<Day>> {
    Sourced { value: None, raw: written.into(), at: nowhere() }
}

/// Words as an answer.
pub(super) fn words(written: &str) -> Sourced<Arc<str>> {
    let written: Arc<str> = written.into();
    Sourced { value: Arc::clone(&written), raw: written, at: nowhere() }
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

/// What is not read from a file stands nowhere.
fn nowhere() -> Origin {
    Origin { file: "".into(), sheet: "".into(), cell: CellRef::default() }
}
