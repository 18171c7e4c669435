//! The register of incoming documents, with the columns of Nghị định 30/2020/NĐ-CP, Phụ lục IV that are used.

use super::{Fault, Sending, day, report};
use tonghop::book::{Book, Cell, Properties, Role, Sheet, Width};
use tonghop::model::plan::Plan;

const HEADINGS: [(&str, f64); 7] = [
    ("Ngày đến", 12.0),
    ("Số đến", 9.0),
    ("Tác giả", 42.0),
    ("Số, ký hiệu", 20.0),
    ("Ngày tháng", 12.0),
    ("Tên loại và trích yếu nội dung", 60.0),
    ("Đơn vị hoặc người nhận", 20.0),
];

/// The register, in the order of arrival.
pub(super) fn book(plan: &Plan, sent: &[Sending]) -> Result<Book, Fault> {
    let mut registered: Vec<&Sending> = sent.iter().filter(|sending| sending.registered).collect();
    registered.sort_by_key(|sending| (sending.arrived, sending.place));
    let mut sheet = Sheet { name: "Sổ đến 2024".to_owned(), ..Sheet::default() };
    sheet.columns = HEADINGS.iter().map(|(_, chars)| Width { chars: *chars, level: 0 }).collect();
    sheet.push(vec![Cell::text("SỔ ĐĂNG KÝ VĂN BẢN ĐẾN (số liệu hư cấu)", Role::Section)]);
    sheet.push(HEADINGS.iter().map(|(heading, _)| Cell::text(*heading, Role::Heading)).collect());
    for (place, sending) in registered.into_iter().enumerate() {
        let unit = plan.registry.units().get(sending.unit).ok_or("no such unit")?;
        sheet.push(vec![
            Cell::day(sending.arrived, Role::Day),
            Cell::number(i64::try_from(place)? + 101, Role::Number),
            Cell::text(&unit.name, Role::Text),
            Cell::text(report::symbol(sending.number, unit), Role::Text),
            Cell::day(sending.signed, Role::Day),
            Cell::text(
                "Báo cáo kết quả công tác phòng, chống khủng bố 6 tháng đầu năm 2024",
                Role::Text,
            ),
            Cell::text("Phòng An ninh nội địa", Role::Text),
        ]);
    }
    let properties = Properties {
        title: "Sổ đăng ký văn bản đến".to_owned(),
        created: day(5, 6),
        ..Properties::default()
    };
    Ok(Book { sheets: vec![sheet], properties, ..Book::default() })
}
