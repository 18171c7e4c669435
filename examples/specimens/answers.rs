//! C and L: answers that do not go together, and words.

use super::office::Office;
use super::report::{number, status};
use super::specimen::{Made, Specimen};

pub(super) fn c101(office: &Office) -> Made {
    let bytes = office.changed(|report| number(report, "CT04", 45.0))?;
    Ok(Specimen::of(
        bytes,
        "Số liệu!D8:D9: CT04 = 45 là một phần của CT03 = 40",
        "Số liệu!D8:D9: CT04 = 45 is a part of CT03 = 40",
    ))
}

pub(super) fn c105(office: &Office) -> Made {
    let bytes = office.changed(|report| number(report, "CT01", 3.0))?;
    Ok(Specimen::of(
        bytes,
        "Số liệu!D6: 3 văn bản; trang Văn bản chỉ có một dòng",
        "Số liệu!D6: 3 documents; the sheet Văn bản has one row",
    ))
}

pub(super) fn l101(office: &Office) -> Made {
    let bytes = office.changed(|report| status(report, "1", ""))?;
    Ok(Specimen::of(bytes, "Nhiệm vụ!D6: tình trạng để trống", "Nhiệm vụ!D6: no status"))
}

pub(super) fn l102(office: &Office) -> Made {
    let bytes = office.changed(|report| status(report, "2", "Không phát sinh"))?;
    Ok(Specimen::of(
        bytes,
        "Nhiệm vụ!D7: “Không phát sinh”, bên cạnh có kết quả và Số liệu!D7:D9 có số",
        "Nhiệm vụ!D7: “Không phát sinh” (nothing arose) beside a result and the figures of Số liệu!D7:D9",
    ))
}
