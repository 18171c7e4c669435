//! What a rule asks of a unit, where its `fix` speaks to the office: a unit asks nobody but itself and has no settings.

use super::Rule;
use crate::text::Text;

/// What the unit can do about what a rule found.
pub(super) fn of_unit(rule: &Rule) -> Text {
    match rule.code {
        "B107" => Text::new(
            "Ghi số theo đơn vị tính của biểu mẫu và giữ nguyên cột Đơn vị tính.",
            "Give the figure in the form's measurement and leave the column Đơn vị tính as it is.",
        ),
        "B108" => Text::new(
            "Cho hiện phần bị ẩn, kiểm tra lại số liệu ở đó rồi gửi lại.",
            "Show what is hidden, check the figures there and send it again.",
        ),
        "B111" => Text::new(
            "Nếu đây là câu trả lời hoặc đính chính thì ghi vào đúng ô của biểu mẫu rồi gửi lại.",
            "If this is an answer or a correction, enter it in the form's own cells and resubmit.",
        ),
        "C103" => Text::new(
            "Xem lại số này: sai thì sửa và gửi lại; đúng thì báo văn phòng.",
            "Look at this figure again: where it is wrong mend it and send the report again; where it is right tell the office.",
        ),
        "C104" => Text::new(
            "Xem lại số này; nếu đúng thì không cần sửa gì.",
            "Look at this figure again; where it is right nothing need be done.",
        ),
        "L103" => Text::new(
            "Viết lại bằng việc đơn vị đã làm trong kỳ; nếu hai đơn vị cùng làm một việc thì báo văn phòng.",
            "Tell what the unit did in this period; where two units did one thing together tell the office.",
        ),
        "N105" => Text::new(
            "Cho biết bản nào đúng: ghi số, ký hiệu của bản kia vào ô Thay thế báo cáo số của bản đúng rồi gửi lại.",
            "Say which is right: put the number of the other into Thay thế báo cáo số on that one and send it again.",
        ),
        "T105" => Text::new(
            "Điền mã và tên đơn vị ở trang Thông tin như biểu mẫu đã cấp rồi gửi lại.",
            "Fill in code and name on the sheet Thông tin as on the form issued and send it again.",
        ),
        "T107" => Text::new(
            "Đối chiếu các số này với số liệu gốc; lần sau gửi tệp .xlsx không macro, không liên kết.",
            "Check the figures against your own records; next time send an .xlsx without macros and links.",
        ),
        "T110" => Text::new(
            "Nếu là tài liệu mật: xử lý theo quy định về bảo vệ bí mật nhà nước. Nếu không phải: bỏ dấu này rồi gửi lại.",
            "If the document is secret: handle it by the rules on state secrets. If it is not: remove the stamp and send it again.",
        ),
        "T111" => Text::new(
            "Chép câu trả lời vào biểu mẫu cấp cho chính đơn vị rồi gửi lại.",
            "Copy the answers into the form issued to the unit itself and send it again.",
        ),
        _ => rule.fix,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{RULES, Severity};
    use super::of_unit;

    #[test]
    fn no_unit_is_asked_to_do_what_only_the_office_can() {
        let of_office = [
            "tonghop",
            ".toml",
            "so-den",
            "Hỏi ",
            "ới đơn vị",
            "ề nghị đơn vị",
            "văn phòng thêm",
            "văn phòng ghi",
            "khỏi máy",
        ];
        let reach_units =
            RULES.iter().filter(|rule| rule.code == "N105" || !rule.code.starts_with(['K', 'N']));
        for rule in reach_units.filter(|rule| rule.severity != Severity::Note) {
            let asked = of_unit(rule).vi;
            assert!(!of_office.iter().any(|words| asked.contains(words)), "{}: {asked}", rule.code);
        }
    }
}
