//! T105: unit of the report unknown.

use super::{Check, Location, Remedy, Reporter, Rule, Scope, Severity, Waiver};
use crate::model::about::About;
use crate::model::case::RunScope;
use crate::model::form::Field;
use crate::model::submission::Submission;
use crate::msg;
use crate::text::Text;
use std::sync::Arc;

pub(crate) static RULE: Rule = Rule {
    code: "T105",
    severity: Severity::Error,
    has_fixed_severity: true,
    scope: Scope::File,
    waiver: Waiver::Never,
    remedies: &[Remedy::Identity, Remedy::Ignore],
    title: Text::new("Chưa rõ báo cáo của đơn vị nào", "Unit of the report unknown"),
    why: Text::new(
        "Số liệu chỉ được tính cho đơn vị ghi rõ trong tệp. Tên gần giống không được coi là đúng: đơn vị cấp dưới thường mang tên của đơn vị trên.",
        "Figures count only for the unit that the file names. Similar names are never accepted: subordinate bodies often share the unit's name.",
    ),
    bad: Text::new(
        "Tên đơn vị = “UBND xã Thọ Thanh, huyện Thường Xuân”; ô Mã đơn vị để trống",
        "Tên đơn vị = “UBND xã Thọ Thanh, huyện Thường Xuân”; Mã đơn vị is blank",
    ),
    good: Text::new(
        "Mã đơn vị = H-THUONGXUAN; tên đúng như trong danh sách",
        "Mã đơn vị = H-THUONGXUAN; the name as in the list",
    ),
    fix: Text::new(
        "Điền mã và tên đơn vị ở trang Thông tin như biểu mẫu đã cấp. Nếu tên này là của một đơn vị trong danh sách, văn phòng thêm vào tên khác của đơn vị đó (aliases ở don-vi.toml, cột Tên khác ở don-vi.xlsx).",
        "Fill in code and name on the sheet Thông tin as on the form issued. If the name is one of a unit in the list, the office adds it to the other names of that unit (aliases in don-vi.toml, the column Tên khác in don-vi.xlsx).",
    ),
    unit_fix: Some(Text::new(
        "Điền mã và tên đơn vị ở trang Thông tin như biểu mẫu đã cấp rồi gửi lại.",
        "Fill in code and name on the sheet Thông tin as on the form issued and send it again.",
    )),
    check: Check::Submission(check),
    ..Rule::DEFAULT
};

fn check(scope: &RunScope<'_>, submission: &Submission, out: &mut Reporter<'_>) {
    let identity = &submission.identity;
    if submission.report().is_none() || identity.unit.is_some() || identity.conflict {
        return;
    }
    let written: Vec<String> = identity.claims.iter().map(|claim| claim.written.clone()).collect();
    let units = identity.suggestions.iter().filter_map(|code| scope.plan.registry.get(code));
    let near: Vec<String> = units.map(|unit| format!("{} ({})", unit.name, unit.code)).collect();
    let expected = (!near.is_empty()).then(|| {
        let near = near.join("; ");
        msg!(
            "có thể là: {near}; cần đơn vị hoặc văn phòng xác nhận",
            "possibly: {near}; the unit or the office must say"
        )
    });
    let at = identity.claims.iter().find_map(|claim| claim.at.as_ref());
    let location = Location {
        sheet: at.map(|at| Arc::clone(&at.sheet)),
        cells: at.map(|at| at.cell).into_iter().collect(),
        about: vec![About::Field(Field::UnitName)],
        found: Some(written.join("; ")).filter(|found| !found.is_empty()),
        expected,
    };
    let (list_vi, list_en) = match near.as_slice() {
        [] => (String::new(), String::new()),
        near => {
            (format!("; có thể là {}", near.join("; ")), format!("; possibly {}", near.join("; ")))
        }
    };
    let message = match written.as_slice() {
        [] => msg!(
            "Tệp không ghi mã, tên đơn vị nào{list_vi}",
            "The file names no unit, neither by code nor by name{list_en}"
        ),
        [name, ..] => msg!(
            "“{name}” không phải mã hay tên của đơn vị nào trong danh sách{list_vi}",
            "“{name}” is neither the code nor a name of a unit in the list{list_en}"
        ),
    };
    out.report(location, message);
}

#[cfg(test)]
mod tests {
    use crate::model::submission::{Claim, ClaimedBy};
    use crate::rules::fixture::{case, codes};

    #[test]
    fn a_report_without_unit_is_not_attributed() {
        let fixture = case().edit("A", |submission| {
            submission.identity.unit = None;
            let claim = Claim {
                by: ClaimedBy::Name,
                written: "Đơn vị AA".to_owned(),
                unit: None,
                at: None,
            };
            submission.identity.claims = vec![claim];
            submission.identity.suggestions = vec!["A".into()];
        });
        assert_eq!(codes(&fixture), ["T105 -", "N101 A"]);
        let outcome = fixture.outcome();
        assert!(outcome.findings.iter().any(|finding| finding.message.vi.contains("có thể là")
            && finding.message.en.contains("possibly")));
    }
}
