//! A small sound case for the rules' tests, changed by one fact at a time.
//!
//! Units A and B of one group and C of another, each with a clean report in the register; deadline before 01/5/2024, today
//! 06/5/2024. CT01 counts the documents listed, CT02 is part of it; CT03 and CT04 go together and CT04 is at least CT03, both
//! of the required task T1; CT05 belongs to T2, which is by function.

use crate::model::case::Brief;
use crate::model::form::{Column, Field, Sheet};
use crate::model::id::{GroupCode, TaskCode, UnitCode};
use crate::model::number::{Shown, count_from_number, count_from_text};
use crate::model::origin::{CellRef, Origin, Sourced};
use crate::model::period::{Calendar, Deadline, Period};
use crate::model::plan::{Assignment, Duty, Indicator, Nature, Office, Plan, Relation, Role, RowsOf, Task};
use crate::model::reading::{Day, Reading, Status, Why};
use crate::model::register::RegisterLine;
use crate::model::submission::{
    Content, Document, Figure, Identity, Observation, Observed, PeriodClaim, Report, Submission, TaskAnswer, Unreadable,
};
use crate::model::unit::{Group, Naming, Registry, Unit};
use crate::model::wording::Wording;
use crate::outcome::examine;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A case being put together.
pub(crate) struct Fixture {
    pub(crate) plan: Plan,
    pub(crate) submissions: Vec<Submission>,
    pub(crate) register: Vec<RegisterLine>,
    pub(crate) as_of: NaiveDate,
}

/// The sound case.
pub(crate) fn case() -> Fixture {
    let units = ["A", "B", "C"];
    Fixture {
        plan: plan(),
        submissions: units.iter().map(|unit| submission(unit)).collect(),
        register: units.iter().map(|unit| line(unit, &symbol(unit), day(2024, 4, 26))).collect(),
        as_of: day(2024, 5, 6),
    }
}

/// A day.
pub(crate) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

/// The findings as `CODE UNIT`, in order; `-` where a finding is no unit's.
pub(crate) fn codes(fixture: &Fixture) -> Vec<String> {
    let brief = Brief { plan: &fixture.plan, period: &fixture.plan.periods[0], as_of: fixture.as_of };
    let outcome = examine(brief, fixture.submissions.clone(), fixture.register.clone());
    let unit = |unit: &Option<UnitCode>| unit.as_ref().map_or("-".to_owned(), ToString::to_string);
    outcome.findings.iter().map(|finding| format!("{} {}", finding.rule.code, unit(&finding.unit))).collect()
}

/// The total of an indicator and the number of units it is made of.
pub(crate) fn total(fixture: &Fixture, indicator: &str) -> (String, usize) {
    let brief = Brief { plan: &fixture.plan, period: &fixture.plan.periods[0], as_of: fixture.as_of };
    let outcome = examine(brief, fixture.submissions.clone(), fixture.register.clone());
    let total = outcome.consolidation.total(&indicator.into()).expect("an indicator");
    (total.all.sum.to_string(), total.all.units)
}

impl Fixture {
    /// Changes a unit's first submission.
    pub(crate) fn edit(mut self, unit: &str, change: impl FnOnce(&mut Submission)) -> Self {
        let found = self.submissions.iter_mut().find(|s| s.identity.unit.as_ref().is_some_and(|code| code.as_str() == unit));
        change(found.expect("a submission"));
        self
    }

    /// Changes a unit's first report.
    pub(crate) fn report(self, unit: &str, change: impl FnOnce(&mut Report)) -> Self {
        self.edit(unit, |submission| match &mut submission.content {
            Content::Report(report) => change(report),
            _ => panic!("no report"),
        })
    }

    /// Changes the plan.
    pub(crate) fn plan(mut self, change: impl FnOnce(&mut Plan)) -> Self {
        change(&mut self.plan);
        self
    }

    /// Puts a text into a figure's cell.
    pub(crate) fn figure(self, unit: &str, code: &str, text: &str) -> Self {
        let (reading, as_text) = count_from_text(text);
        self.reading(unit, code, reading, text, as_text)
    }

    /// Puts a number into a figure's cell.
    pub(crate) fn number(self, unit: &str, code: &str, number: f64) -> Self {
        self.reading(unit, code, count_from_number(number, Shown::Plain), &number.to_string(), false)
    }

    /// Sets what a figure's cell is read as.
    pub(crate) fn reading(self, unit: &str, code: &str, reading: Reading, raw: &str, as_text: bool) -> Self {
        self.report(unit, |report| {
            let figure = report.figures.iter_mut().find(|figure| figure.indicator.as_str() == code).expect("a figure");
            figure.raw = (reading != Reading::Blank).then(|| raw.into());
            (figure.reading, figure.as_text) = (reading, as_text);
        })
    }

    /// Sets a task's status and result; `None` leaves it blank.
    pub(crate) fn task(self, unit: &str, task: &str, status: Option<&str>, result: Option<&str>) -> Self {
        self.report(unit, |report| {
            let answer = report.tasks.iter_mut().find(|answer| answer.task == Some(task.into())).expect("a task");
            answer.status = status.map(|word| sourced(Status::of(word), word, Sheet::Tasks, 3));
            answer.result = result.map(|text| words(text, Sheet::Tasks, 4));
        })
    }

    /// Sets a labelled answer; `None` leaves it blank.
    pub(crate) fn info(self, unit: &str, field: Field, text: Option<&str>) -> Self {
        self.report(unit, |report| {
            report.info.remove(&field);
            report.info.extend(text.map(|text| (field, words(text, Sheet::Info, 2))));
        })
    }

    /// Sets what the reader noticed.
    pub(crate) fn observed(self, unit: &str, what: Observed, found: Option<&str>) -> Self {
        self.report(unit, |report| {
            report.observations.push(Observation {
                what,
                sheet: Some("Số liệu".into()),
                cells: vec![CellRef::new(6, 3)],
                label: None,
                found: found.map(str::to_owned),
                remedy: None,
            });
        })
    }

    /// Takes a column out of a table.
    pub(crate) fn without_column(self, unit: &str, sheet: Sheet, column: Column) -> Self {
        let spec = *sheet.columns().iter().find(|spec| spec.column == column).expect("a column");
        self.report(unit, |report| {
            if spec.needed {
                let label = Some(spec.heading.to_owned());
                let cells = vec![CellRef::new(0, 0)];
                let sheet_name = Some(sheet.title().into());
                report.observations.push(Observation {
                    what: Observed::MissingColumn(sheet),
                    sheet: sheet_name,
                    cells,
                    label,
                    found: None,
                    remedy: None,
                });
            }
            if column == Column::Figure {
                report.figures.iter_mut().for_each(|figure| figure.reading = Reading::misread(Why::NoColumn, None));
            }
        })
    }

    /// Takes a sheet out of a report.
    pub(crate) fn without_sheet(self, unit: &str, sheet: Sheet) -> Self {
        self.report(unit, |report| {
            let label = Some(sheet.title().to_owned());
            report.observations.push(Observation {
                what: Observed::MissingSheet(sheet),
                sheet: None,
                cells: Vec::new(),
                label,
                found: None,
                remedy: None,
            });
            match sheet {
                Sheet::Figures => report.figures.iter_mut().for_each(|figure| (figure.reading, figure.raw) = (Reading::Blank, None)),
                Sheet::Tasks => report.tasks.iter_mut().for_each(|task| (task.status, task.result) = (None, None)),
                Sheet::Documents => report.documents.clear(),
                Sheet::Incidents => report.incidents.clear(),
                Sheet::Info => report.info.clear(),
                Sheet::Assessment => {}
            }
        })
    }

    /// Makes a unit's file one that could not be read.
    pub(crate) fn unreadable(self, unit: &str, why: Unreadable) -> Self {
        self.edit(unit, |submission| submission.content = Content::Unreadable(why))
    }

    /// Takes a unit's submission and its line in the register away.
    pub(crate) fn missing(mut self, unit: &str) -> Self {
        self.submissions.retain(|s| s.identity.unit.as_ref().is_none_or(|code| code.as_str() != unit));
        self.register.retain(|line| line.author.as_str() != unit);
        self
    }

    /// Sets the day a unit's report arrived by the register; `None` takes its line away.
    pub(crate) fn arrived(mut self, unit: &str, on: Option<NaiveDate>) -> Self {
        self.register.retain(|line| line.author.as_str() != unit);
        self.register.extend(on.map(|on| line(unit, &symbol(unit), on)));
        self
    }

    /// Adds another file of a unit, changed from its clean report.
    pub(crate) fn another(mut self, unit: &str, number: &str, arrived: NaiveDate, change: impl FnOnce(&mut Report)) -> Self {
        let mut another = submission(unit);
        another.file = format!("nhan/P/{unit}-{number}.xlsx").into();
        another.sha256 = format!("{unit}{number}");
        if let Content::Report(report) = &mut another.content {
            report.info.insert(Field::Symbol, words(number, Sheet::Info, 2));
            change(report);
        }
        self.submissions.push(another);
        self.register.push(line(unit, number, arrived));
        self
    }
}

/// A text answer.
pub(crate) fn words(text: &str, sheet: Sheet, col: u32) -> Sourced<Arc<str>> {
    sourced(Arc::from(text), text, sheet, col)
}

/// What a cell that asks for a day holds.
pub(crate) fn date(day: Option<NaiveDate>, raw: &str, typed: bool, sheet: Sheet) -> Sourced<Option<Day>> {
    sourced(day.map(|date| Day { date, typed }), raw, sheet, 2)
}

fn sourced<T>(value: T, raw: &str, sheet: Sheet, col: u32) -> Sourced<T> {
    Sourced { value, raw: raw.into(), at: Origin { file: "nhan/P/a.xlsx".into(), sheet: sheet.title().into(), cell: CellRef::new(1, col) } }
}

/// A document in a unit's list.
pub(crate) fn document(number: &str) -> Document {
    Document {
        symbol: Some(words(number, Sheet::Documents, 1)),
        issued: Some(sourced(Some(Day { date: day(2024, 3, 1), typed: true }), "01/3/2024", Sheet::Documents, 2)),
        ..Document::default()
    }
}

fn symbol(unit: &str) -> String {
    format!("15/BC-{unit}")
}

fn line(unit: &str, symbol: &str, on: NaiveDate) -> RegisterLine {
    RegisterLine {
        row: 3,
        arrived: Some(on),
        number: "101".into(),
        author: unit.into(),
        symbol: symbol.to_owned(),
        subject: "Báo cáo".into(),
    }
}

fn submission(unit: &str) -> Submission {
    Submission {
        file: format!("nhan/P/{unit}.xlsx").into(),
        sha256: unit.to_owned(),
        bytes: 1000,
        identity: Identity { unit: Some(unit.into()), ..Identity::default() },
        content: Content::Report(Box::new(report(unit))),
    }
}

fn report(unit: &str) -> Report {
    let text = |field: Field, text: &str| (field, words(text, Sheet::Info, 2));
    let task = |code: &str| TaskAnswer {
        task: Some(code.into()),
        status: Some(sourced(Some(Status::Done), "Hoàn thành", Sheet::Tasks, 3)),
        result: Some(words("Đã tổ chức quán triệt, phân công rõ trách nhiệm.", Sheet::Tasks, 4)),
        at: Some(sourced((), "", Sheet::Tasks, 3).at),
        ..TaskAnswer::default()
    };
    let figures = [("CT01", 2), ("CT02", 1), ("CT03", 4), ("CT04", 100), ("CT05", 0)];
    let figure = |(row, (code, number)): (usize, &(&str, i64))| Figure {
        indicator: (*code).into(),
        reading: Reading::Number(Decimal::from(*number)),
        raw: Some(number.to_string().into()),
        at: Some(Origin { cell: CellRef::new(u32::try_from(row).unwrap_or(0) + 1, 3), ..sourced((), "", Sheet::Figures, 3).at }),
        as_text: false,
        rivals: Vec::new(),
    };
    Report {
        info: BTreeMap::from([
            text(Field::Plan, "Kế hoạch năm 2024"),
            text(Field::Period, "6 tháng đầu năm 2024"),
            text(Field::UnitCode, unit),
            text(Field::UnitName, &format!("Đơn vị {unit}")),
            text(Field::Symbol, &symbol(unit)),
            text(Field::SignedOn, "22/4/2024"),
            text(Field::Signer, "Nguyễn Văn A"),
            text(Field::OwnPlan, "10/KH"),
            text(Field::OwnPlanDate, "12/3/2024"),
        ]),
        days: BTreeMap::from([
            (Field::SignedOn, sourced(Some(Day { date: day(2024, 4, 22), typed: true }), "22/4/2024", Sheet::Info, 2)),
            (Field::OwnPlanDate, sourced(Some(Day { date: day(2024, 3, 12), typed: true }), "12/3/2024", Sheet::Info, 2)),
        ]),
        period: PeriodClaim::Named("2024-6T".into()),
        tasks: vec![task("T1"), task("T2")],
        figures: figures.iter().enumerate().map(figure).collect(),
        documents: vec![document("1/KH"), document("2/CV")],
        ..Report::default()
    }
}

fn plan() -> Plan {
    let unit = |code: &str, group: &str| Unit {
        code: code.into(),
        name: format!("Đơn vị {code}"),
        group: group.into(),
        aliases: Vec::new(),
        must_report: true,
        valid_from: None,
        valid_to: None,
        successor: None,
    };
    let group = |code: &str| Group { code: GroupCode::from(code), name: code.to_owned(), name_en: code.to_owned() };
    let units = vec![unit("A", "g1"), unit("B", "g1"), unit("C", "g2")];
    let both = |code: &UnitCode| {
        let assignment = |duty| Assignment { duty, role: Role::With };
        let tasks =
            BTreeMap::from([(TaskCode::from("T1"), assignment(Duty::Required)), (TaskCode::from("T2"), assignment(Duty::ByFunction))]);
        (code.clone(), tasks)
    };
    let assignments = units.iter().map(|unit| both(&unit.code)).collect();
    let task = |code: &str| Task {
        code: code.into(),
        title: format!("Nhiệm vụ {code}"),
        text: String::new(),
        basis: Vec::new(),
        aliases: Vec::new(),
    };
    let indicator = |code: &str, task: Option<&str>, rows_of: Option<RowsOf>| Indicator {
        code: code.into(),
        name: format!("Chỉ tiêu {code}"),
        measure: "cuộc".into(),
        measure_aliases: Vec::new(),
        task: task.map(TaskCode::from),
        nature: Nature::Flow,
        aliases: Vec::new(),
        rows_of,
    };
    Plan {
        id: "KH-2024".into(),
        sha256: String::new(),
        title: "Kế hoạch năm 2024".into(),
        year: 2024,
        office: Office::default(),
        form_version: 1,
        periods: vec![Period {
            code: "2024-6T".into(),
            name: "6 tháng đầu năm 2024".into(),
            name_en: "first half of 2024".into(),
            aliases: Vec::new(),
            deadline: Some(Deadline::Before(day(2024, 5, 1))),
            from: Some(day(2023, 11, 1)),
            to: Some(day(2024, 4, 30)),
        }],
        tasks: vec![task("T1"), task("T2")],
        indicators: vec![
            indicator("CT01", None, Some(RowsOf::Documents)),
            indicator("CT02", None, None),
            indicator("CT03", Some("T1"), None),
            indicator("CT04", Some("T1"), None),
            indicator("CT05", Some("T2"), None),
        ],
        relations: vec![
            Relation::AtMost("CT02".into(), "CT01".into()),
            Relation::Together("CT03".into(), "CT04".into()),
            Relation::AtMost("CT03".into(), "CT04".into()),
        ],
        assignments,
        registry: Registry::new(vec![group("g1"), group("g2")], units, &Naming::default()).0,
        own_plan_task: None,
        calendar: Calendar::default(),
        wording: Wording::default(),
    }
}
