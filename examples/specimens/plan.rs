//! Rules K: the plan and the calendar.

use super::office::Office;
use super::report;
use super::specimen::{Made, RECEIVED, Specimen};
use tonghop::xlsx;

pub(super) fn k101(office: &Office) -> Made {
    let (plan, other) = office
        .with_changed_plan("units = [\"X-SUOICO\", \"X-DOITHONG\"]", "units = [\"X-DOITHONG\"]")?;
    let bytes = xlsx::write(&other.sound()?)?;
    let made = Specimen::of(
        bytes,
        "`ke-hoach.toml`: `[[assignment]]` chỉ có X-DOITHONG; X-SUOICO phải báo cáo mà không được giao nhiệm vụ nào",
        "`ke-hoach.toml`: `[[assignment]]` names X-DOITHONG only; X-SUOICO must report and has no task",
    );
    Ok(made.with_plan(&plan))
}

pub(super) fn k102(office: &Office) -> Made {
    let (plan, other) = office.with_changed_plan("before = 2024-04-27", "before = 2024-05-01")?;
    let bytes = xlsx::write(&other.filled(super::office::UNIT, &report::sound()?)?)?;
    let made = Specimen::new(
        "`ke-hoach.toml`: hạn `before = 2024-05-01`, ngày cuối cùng của thời hạn là ngày lễ 30/4",
        "`ke-hoach.toml`: the deadline `before = 2024-05-01`, whose last on-time day is the holiday of 30 April",
    );
    Ok(made.received(RECEIVED, bytes).with_plan(&plan))
}

pub(super) fn k103(office: &Office) -> Made {
    let made = Specimen::of(
        xlsx::write(&office.sound()?)?,
        "`quyet-dinh.toml`: chấp nhận CT04 = “18 buổi”, đơn vị đã gửi lại số 18",
        "`quyet-dinh.toml`: CT04 = “18 buổi” was accepted, the unit has since sent 18",
    );
    Ok(made.with("quyet-dinh.toml", WAIVER.as_bytes().to_vec()))
}

const WAIVER: &str = "\
[[waive]]
period = \"2024-6T\"
unit = \"X-SUOICO\"
rule = \"G101\"
at = \"CT04\"
value = \"18 buổi\"
reason = \"Đã hỏi lại đơn vị: 18\"
by = \"Nguyễn Văn B\"
on = 2024-04-27
";
