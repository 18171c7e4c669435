//! Rules C and L: inconsistent answers, and texts.

use super::office::{Office, UNIT};
use super::report::{day, label, number, result, sound, status};
use super::specimen::{Made, RECEIVED, Specimen};
use crate::made::Fault;
use std::fmt::Write as _;
use tonghop::model::form::Field;
use tonghop::model::submission::Figure;
use tonghop::xlsx;

/// Communes whose figures are compared with the specimen's.
const OTHER_COMMUNES: [(&str, &str); 6] = [
    ("X-BENLAU", "xã Bến Lau"),
    ("X-CAUTRE", "xã Cầu Tre"),
    ("X-DONGLUA", "xã Đồng Lúa"),
    ("X-GOMAY", "xã Gò Mây"),
    ("X-HOSEN", "xã Hồ Sen"),
    ("X-KHENUOC", "xã Khe Nước"),
];
/// The same result of two communes.
const SHARED_RESULT: &str = "Đã mở hai lớp tại bể bơi của trường, giáo viên thể dục hướng dẫn, phụ huynh thay nhau trông coi, trạm y tế cử người trực.";

pub(super) fn c101(office: &Office) -> Made {
    let bytes = office.changed(|report| number(report, "CT04", 45.0))?;
    Ok(Specimen::of(
        bytes,
        "Số liệu!D8:D9: CT04 = 45 là một phần của CT03 = 40",
        "Số liệu!D8:D9: CT04 = 45 is a part of CT03 = 40",
    ))
}

pub(super) fn c102(office: &Office) -> Made {
    after_a_quarter(
        office,
        [1.0, 3.0, 20.0, 9.0],
        "Số liệu!D7: CT02 = 2, thấp hơn số 3 của quý I (`nhan/2024-Q1/`) mà 6 tháng gồm cả",
        "Số liệu!D7: CT02 = 2, below the 3 of the first quarter (`nhan/2024-Q1/`), which the six months take in",
    )
}

pub(super) fn c104(office: &Office) -> Made {
    after_a_quarter(
        office,
        [1.0, 1.0, 5.0, 4.0],
        "Số liệu!D8: CT03 = 40, tức là thêm 35 sau quý I; cả quý I (`nhan/2024-Q1/`) chỉ có 5",
        "Số liệu!D8: CT03 = 40, which is 35 more since the first quarter; all of that quarter (`nhan/2024-Q1/`) had 5",
    )
}

/// Returns the valid report of six months, and a report of its first quarter with other figures.
fn after_a_quarter(office: &Office, figures: [f64; 4], vi: &'static str, en: &'static str) -> Made {
    let aliases = "aliases = [\"6 tháng năm 2024\"]\n";
    let (plan, office) = office.with_changed_plan(aliases, &format!("{aliases}{QUARTER}"))?;
    let mut quarter = sound()?;
    label(&mut quarter, Field::Symbol, "9/BC-UBND");
    quarter.days.insert(Field::SignedOn, day("2024-03-28")?);
    for (code, figure) in ["CT01", "CT02", "CT03", "CT04"].into_iter().zip(figures) {
        number(&mut quarter, code, figure)?;
    }
    result(&mut quarter, "1", "Đang lấy ý kiến các thôn về dự thảo kế hoạch.")?;
    result(&mut quarter, "2", "Đã lập danh sách học sinh chưa biết bơi, chuẩn bị bể bơi.")?;
    let made = Specimen::of(xlsx::write(&office.sound()?)?, vi, en).with_plan(&plan);
    let quarter = xlsx::write(&office.filled_for("2024-Q1", UNIT, &quarter)?)?;
    Ok(made.with("nhan/2024-Q1/2024-03-28/bc-xa-suoi-co.xlsx", quarter))
}

/// The plan text that makes the quarter part of the six months.
const QUARTER: &str = "\
previous = \"2024-Q1\"
includes_previous = true

# Kỳ trước, nằm trong kỳ 6 tháng.
[[period]]
code = \"2024-Q1\"
name = \"quý I năm 2024\"
name_en = \"first quarter of 2024\"
by = 2024-03-29
from = 2023-11-01
to = 2024-03-29
";

pub(super) fn c103(office: &Office) -> Made {
    let (plan, units, office) = office.with_communes(&OTHER_COMMUNES)?;
    let mut made = Specimen::new(
        "Số liệu!D8: CT03 = 400, bảy xã khác từ 36 đến 42",
        "Số liệu!D8: CT03 = 400, the other seven communes between 36 and 42",
    )
    .with_plan_and_units(&plan, &units);
    let others =
        ["X-DOITHONG"].into_iter().chain(OTHER_COMMUNES.map(|(code, _)| code)).zip(36_u8..);
    for (unit, count) in
        [(UNIT, 400.0)].into_iter().chain(others.map(|(unit, count)| (unit, f64::from(count))))
    {
        let mut report = sound()?;
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

pub(super) fn c106(office: &Office) -> Made {
    let name = "name = \"Trong đó: lượt trẻ em gái\"\nmeasure = \"lượt\"\ntask = \"2\"\nnature = \"flow\"\n";
    let places =
        ["Hồ bơi", "Bến nước", "Ao làng", "Suối", "Đập", "Kênh", "Giếng làng", "Bể bơi trường"];
    let codes: Vec<String> =
        (5..).take(places.len()).map(|number| format!("CT{number:02}")).collect();
    let mut more = String::new();
    for (code, place) in codes.iter().zip(places) {
        write!(
            more,
            "\n[[indicator]]\ncode = \"{code}\"\nname = \"Biển báo ở {place}\"\nmeasure = \"biển\"\ntask = \"2\"\nnature = \"flow\"\n"
        )?;
    }
    let (plan, office) = office.with_changed_plan(name, &format!("{name}{more}"))?;
    let bytes = office.changed(|report| {
        for code in &codes {
            let like = report.figures.first().ok_or("no figure")?.clone();
            report.figures.push(Figure { indicator: code.as_str().into(), ..like });
            number(report, code, 5.0)?;
        }
        Ok(())
    })?;
    let made = Specimen::of(
        bytes,
        "Số liệu!D10:D17: tám chỉ tiêu liền nhau cùng ghi 5",
        "Số liệu!D10:D17: eight indicators in a row all say 5",
    );
    Ok(made.with_plan(&plan))
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
    let told = |unit| -> Result<Vec<u8>, Fault> {
        let mut report = sound()?;
        result(&mut report, "2", SHARED_RESULT)?;
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
    let bytes = office
        .changed(|report| result(report, "2", "Đã mở 3 lớp dạy bơi cho học sinh tiểu học."))?;
    Ok(Specimen::of(
        bytes,
        "Nhiệm vụ!E7: “3 lớp dạy bơi”, trong khi Số liệu!D7 ghi 2",
        "Nhiệm vụ!E7: “3 lớp dạy bơi” (3 classes) where Số liệu!D7 says 2",
    ))
}
