//! A correct report.

use crate::made::answers;
use crate::reports::PLAN;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use tonghop::model::form::Field;
use tonghop::model::plan::{Indicator, Task};
use tonghop::model::reading::Status;
use tonghop::model::submission::Report;

/// Figures of the report, in the order of the plan: all different, and violating no relation.
pub(crate) const FIGURES: [i64; 24] =
    [5, 2, 4, 17, 1348, 23, 214, 2650, 3, 96, 12, 1, 8, 7, 6, 20, 88, 9, 365, 16, 13, 11, 10, 0];

pub(crate) fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).unwrap()
}

pub(crate) fn report() -> Report {
    let figure = |(place, indicator): (usize, &Indicator)| {
        let number = f64::from(i32::try_from(FIGURES[place]).unwrap());
        answers::number(indicator.code.as_str(), number)
    };
    let task = |task: &Task| {
        let told = format!("Đã triển khai theo kế hoạch, bảo đảm tiến độ nội dung {}.", task.code);
        answers::task(task.code.as_str(), [Status::InProgress.word(), &told, "", ""])
    };
    let document = |place: u32| {
        let (short, kind) = if place < 3 { ("KH", "Kế hoạch") } else { ("CV", "Công văn") };
        let symbol = format!("{}/{short}-UBND", 24 + 7 * place);
        let subject = format!("Về việc triển khai nội dung số {place}");
        answers::document(day(1 + place % 3, 4 + place), [&symbol, kind, &subject, "III.1"])
    };
    let info = [
        (Field::Symbol, "215/BC-UBND"),
        (Field::Signer, "Nguyễn Văn An"),
        (Field::SignerTitle, "Phó Chủ tịch"),
        (Field::Officer, "Lê Thị Bình"),
        (Field::Phone, "02373123456"),
        (Field::OwnPlan, "45/KH-UBND"),
        (Field::Strengths, "Triển khai nghiêm túc."),
        (Field::Shortcomings, "Một số xã còn chậm."),
        (Field::Causes, "Cán bộ kiêm nhiệm."),
        (Field::Outlook, "Tiếp tục thực hiện."),
    ];
    Report {
        info: info.into_iter().map(|(field, text)| (field, answers::words(text))).collect(),
        days: BTreeMap::from([
            (Field::SignedOn, answers::day(day(4, 22))),
            (Field::OwnPlanDate, answers::day(day(3, 12))),
        ]),
        tasks: PLAN.tasks.iter().map(task).collect(),
        figures: PLAN.indicators.iter().enumerate().map(figure).collect(),
        documents: (1..=5).map(document).collect(),
        ..Report::default()
    }
}
