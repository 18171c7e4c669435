//! The register of incoming documents, with the ten columns of Nghị định 30/2020/NĐ-CP, Phụ lục IV.

use super::report::day;
use super::{Data, PERIOD};
use chrono::NaiveDate;
use std::error::Error;
use tonghop::book::{Book, Cell, Print, Properties, Role, Sheet, Width};
use tonghop::model::origin::CellRef;
use tonghop::model::plan::Plan;

const HEADINGS: [(&str, f64); 10] = [
    ("Ngày đến", 12.0),
    ("Số đến", 9.0),
    ("Tác giả", 42.0),
    ("Số, ký hiệu", 20.0),
    ("Ngày tháng", 12.0),
    ("Tên loại và trích yếu nội dung", 60.0),
    ("Đơn vị hoặc người nhận", 20.0),
    ("Ngày chuyển", 12.0),
    ("Ký nhận", 10.0),
    ("Ghi chú", 14.0),
];

struct Line<'a> {
    arrived: NaiveDate,
    unit: &'a str,
    number: &'a str,
    signed: Option<NaiveDate>,
    subject: String,
}

/// The register, in the order of arrival.
pub(super) fn book(plan: &Plan, data: &Data) -> Result<Book, Box<dyn Error>> {
    let mut lines = lines(plan, data)?;
    lines.sort_by_key(|line| line.arrived);
    let mut sheet = Sheet {
        name: "Sổ đến 2024".to_owned(),
        freeze: Some(CellRef::new(2, 0)),
        ..Sheet::default()
    };
    sheet.columns = HEADINGS.iter().map(|(_, chars)| Width { chars: *chars, level: 0 }).collect();
    sheet.push(vec![Cell::text("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN (ví dụ, số liệu hư cấu)", Role::Section)]);
    sheet.push(HEADINGS.iter().map(|(heading, _)| Cell::text(*heading, Role::Heading)).collect());
    for (place, line) in lines.iter().enumerate() {
        let name = plan.registry.by_code(line.unit).map_or(line.unit, |unit| &unit.name);
        sheet.push(vec![
            Cell::day(line.arrived, Role::Day),
            Cell::number(i64::try_from(place)? + 101, Role::Number),
            Cell::text(name, Role::Text),
            Cell::text(line.number, Role::Text),
            line.signed
                .map_or_else(|| Cell::blank(Role::Day), |signed| Cell::day(signed, Role::Day)),
            Cell::text(&line.subject, Role::Text),
            Cell::text("Phòng An ninh nội địa", Role::Text),
            Cell::day(line.arrived, Role::Day),
            Cell::blank(Role::Text),
            Cell::blank(Role::Text),
        ]);
    }
    sheet.print = Print { landscape: true, repeat: Some((1, 1)), ..Print::default() };
    tonghop::book::measure::fit(&mut sheet);
    let properties = Properties {
        title: "Sổ đăng ký văn bản đến".to_owned(),
        created: day("2024-05-06")?,
        ..Properties::default()
    };
    Ok(Book { sheets: vec![sheet], properties, ..Book::default() })
}

fn lines<'a>(plan: &'a Plan, data: &'a Data) -> Result<Vec<Line<'a>>, Box<dyn Error>> {
    let period = plan.period(PERIOD).ok_or("no such period")?;
    let mut lines = Vec::new();
    for filled in &data.report {
        if let Some(arrived) = filled.arrived {
            let subject = format!("Báo cáo kết quả công tác phòng, chống khủng bố {}", period.name);
            let signed = Some(day(&filled.signed.to_string())?);
            lines.push(Line {
                arrived: day(&arrived.to_string())?,
                unit: &filled.unit,
                number: &filled.number,
                signed,
                subject,
            });
        }
    }
    for other in &data.registered {
        let arrived = day(&other.arrived.to_string())?;
        lines.push(Line {
            arrived,
            unit: &other.unit,
            number: &other.number,
            signed: None,
            subject: other.subject.clone(),
        });
    }
    Ok(lines)
}
