//! Compliance over periods.

use super::*;
use crate::model::compliance::{ClosedPeriod, Completeness, Compliance};
use crate::model::record::FileDigest;
use crate::model::status::Punctuality;

const COMPLIANCE: &str = "Chấp hành";

/// A case with closed results of another period, in which A was late, B exempt, and C unknown.
fn with_closed() -> Fixture {
    let unit = |expected, punctuality, days_late, corrections| Compliance {
        expected,
        punctuality,
        days_late,
        corrections,
        completeness: Completeness { answered: 3, owed: 4 },
    };
    let mut fixture = case().plan(|plan| {
        let other = crate::model::period::Period {
            code: "2024-Q1".into(),
            name: "quý I năm 2024".to_owned(),
            ..plan.periods[0].clone()
        };
        plan.periods.push(other);
    });
    let code = "2024-Q1".into();
    fixture.inputs.closed = vec![ClosedPeriod {
        period: code,
        digest: FileDigest::new("ket-qua/P/tong-hop.json".to_owned(), b""),
        units: [
            ("A".into(), unit(true, Punctuality::Late, 3, 2)),
            ("B".into(), unit(false, Punctuality::Exempt, 0, 0)),
        ]
        .into(),
    }];
    fixture
}

#[test]
fn compliance_is_shown_if_another_period_is_closed() {
    assert!(book(&case()).sheets.iter().all(|sheet| sheet.name != COMPLIANCE));
    let book = book(&with_closed());
    let rows = lines(&book, COMPLIANCE);
    assert!(rows[0].starts_with("A|Đơn vị A|g1|chậm 3 ngày|đúng hạn|2|1|1|3||2|"), "{}", rows[0]);
    assert!(rows[1].contains("|đúng hạn|1|1|||||100"), "{}", rows[1]);
    let exempt = crate::model::status::Punctuality::Exempt.title().vi;
    assert!(rows[1].contains(exempt) && rows[2].contains("|–|đúng hạn|1|"), "{rows:?}");
}
