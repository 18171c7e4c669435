//! Compliance over periods.

use super::*;

const COMPLIANCE: &str = "Chấp hành";

#[test]
fn compliance_is_shown_if_another_period_is_closed() {
    assert!(book(&case()).sheets.iter().all(|sheet| sheet.name != COMPLIANCE));
    let book = book(&case().with_closed_period());
    let rows = lines(&book, COMPLIANCE);
    assert!(rows[0].starts_with("A|Đơn vị A|g1|chậm 3 ngày|đúng hạn|2|1|1|3||2|"), "{}", rows[0]);
    assert!(rows[1].contains("|đúng hạn|1|1|||||100"), "{}", rows[1]);
    let exempt = crate::model::status::Punctuality::Exempt.title().vi;
    assert!(rows[1].contains(exempt) && rows[2].contains("|–|đúng hạn|1|"), "{rows:?}");
}
