//! C and L: answers that do not go together, and words.

use super::office::{Office, UNIT};
use super::report::{self, number, result, status};
use super::specimen::{Made, RECEIVED, Specimen};
use std::error::Error;
use tonghop::xlsx;

/// Communes that only stand beside the others.
const NEIGHBOURS: [(&str, &str); 6] = [
    ("X-BENLAU", "xã Bến Lau"),
    ("X-CAUTRE", "xã Cầu Tre"),
    ("X-DONGLUA", "xã Đồng Lúa"),
    ("X-GOMAY", "xã Gò Mây"),
    ("X-HOSEN", "xã Hồ Sen"),
    ("X-KHENUOC", "xã Khe Nước"),
];
/// What two communes both say that they did.
const TOLD: &str =
    "Đã mở hai lớp tại bể bơi của trường, giáo viên thể dục hướng dẫn, phụ huynh thay nhau trông coi, trạm y tế cử người trực.";

pub(super) fn c101(office: &Office) -> Made {
    let bytes = office.changed(|report| number(report, "CT04", 45.0))?;
    Ok(Specimen::of(
        bytes,
        "Số liệu!D8:D9: CT04 = 45 là một phần của CT03 = 40",
        "Số liệu!D8:D9: CT04 = 45 is a part of CT03 = 40",
    ))
}

pub(super) fn c103(office: &Office) -> Made {
    let (plan, units, office) = office.enlarged(&NEIGHBOURS)?;
    let mut made = Specimen::new(
        "Số liệu!D8: CT03 = 400, bảy xã khác từ 36 đến 42",
        "Số liệu!D8: CT03 = 400, the other seven communes between 36 and 42",
    )
    .staffed(&plan, &units);
    let others = ["X-DOITHONG"].into_iter().chain(NEIGHBOURS.map(|(code, _)| code)).zip(36_u8..);
    for (unit, count) in [(UNIT, 400.0)].into_iter().chain(others.map(|(unit, count)| (unit, f64::from(count)))) {
        let mut report = report::sound()?;
        number(&mut report, "CT03", count)?;
        let name = RECEIVED.replace("xa-suoi-co", &unit.to_lowercase());
        made = made.received(&name, xlsx::write(&office.filled(unit, &report)?)?);
    }
    Ok(made)
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

pub(super) fn l103(office: &Office) -> Made {
    let told = |unit| -> Result<Vec<u8>, Box<dyn Error>> {
        let mut report = report::sound()?;
        result(&mut report, "2", TOLD)?;
        Ok(xlsx::write(&office.filled(unit, &report)?)?)
    };
    let made = Specimen::of(
        told(UNIT)?,
        "Nhiệm vụ!E7: kết quả giống từng chữ của xã Đồi Thông, gửi trước một ngày",
        "Nhiệm vụ!E7: a result that is word by word that of Đồi Thông, sent a day before",
    );
    Ok(made.received("2024-04-25/bc-xa-doi-thong.xlsx", told("X-DOITHONG")?))
}

pub(super) fn l104(office: &Office) -> Made {
    let bytes = office.changed(|report| result(report, "2", "Đã mở 3 lớp dạy bơi cho học sinh tiểu học."))?;
    Ok(Specimen::of(bytes, "Nhiệm vụ!E7: “3 lớp dạy bơi”, trong khi Số liệu!D7 ghi 2", "Nhiệm vụ!E7: “3 lớp dạy bơi” (3 classes) where Số liệu!D7 says 2"))
}
