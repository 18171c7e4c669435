//! Rules G: values.

use super::files::patched;
use super::office::Office;
use super::package::Package;
use super::report::{blank, day, issued, number, status, text};
use super::specimen::{Made, Specimen};
use crate::made::answers::no_day;

pub(super) fn g101(office: &Office) -> Made {
    let bytes = office.changed(|report| text(report, "CT02", "hai lớp"))?;
    Ok(Specimen::of(
        bytes,
        "Số liệu!D7: “hai lớp”",
        "Số liệu!D7: “hai lớp” (two classes, in words)",
    ))
}

pub(super) fn g102(office: &Office) -> Made {
    let bytes = office.changed(|report| issued(report, no_day("cuối tháng 3")))?;
    Ok(Specimen::of(
        bytes,
        "Văn bản!C6: “cuối tháng 3”",
        "Văn bản!C6: “cuối tháng 3” (the end of March)",
    ))
}

pub(super) fn g103(office: &Office) -> Made {
    let bytes = office.changed(|report| blank(report, "CT02"))?;
    Ok(Specimen::of(bytes, "Số liệu!D7: để trống", "Số liệu!D7: blank"))
}

pub(super) fn g104(office: &Office) -> Made {
    let bytes = office.changed(|report| number(report, "CT02", -2.0))?;
    Ok(Specimen::of(bytes, "Số liệu!D7: −2", "Số liệu!D7: −2"))
}

pub(super) fn g105(office: &Office) -> Made {
    let bytes = patched(office, "D7", |style| {
        format!(r#"<c r="D7"{style} t="e"><f>#REF!</f><v>#REF!</v></c>"#)
    })?;
    Ok(Specimen::of(bytes, "Số liệu!D7: #REF!", "Số liệu!D7: #REF!"))
}

pub(super) fn g106(office: &Office) -> Made {
    let bytes = office.changed(|report| number(report, "CT03", 1.25))?;
    Ok(Specimen::of(
        bytes,
        "Số liệu!D8: ô chứa 1,25; có thể là 1.250 gõ nhầm dấu",
        "Số liệu!D8: the cell holds 1.25; it may have been 1.250 (1250)",
    ))
}

pub(super) fn g107(office: &Office) -> Made {
    let bytes = office.changed(|report| text(report, "CT03", "40"))?;
    Ok(Specimen::of(
        bytes,
        "Số liệu!D8: số 40 viết dưới dạng chữ",
        "Số liệu!D8: the number 40 written as text",
    ))
}

pub(super) fn g108(office: &Office) -> Made {
    let bytes = office.changed(|report| status(report, "2", "Xong rồi"))?;
    Ok(Specimen::of(
        bytes,
        "Nhiệm vụ!D7: “Xong rồi”",
        "Nhiệm vụ!D7: “Xong rồi” (not a status of the list)",
    ))
}

pub(super) fn g109(office: &Office) -> Made {
    let bytes = office.changed(|report| issued(report, day("2023-03-15")?))?;
    Ok(Specimen::of(
        bytes,
        "Văn bản!C6: 15/3/2023, trước kỳ báo cáo",
        "Văn bản!C6: 15 March 2023, before the period",
    ))
}

pub(super) fn g110(office: &Office) -> Made {
    let bytes = office.changed(|report| issued(report, day("2024-05-03")?))?;
    Ok(Specimen::of(
        bytes,
        "Văn bản!C6: 03/5/2024, sau kỳ báo cáo; đảo lại là 05/3/2024 thì hợp lý",
        "Văn bản!C6: 3 May 2024, after the period; the other way round, 5 March 2024, it fits",
    ))
}

/// The cell has the first style of the workbook, which is changed to percent.
pub(super) fn g111(office: &Office) -> Made {
    let package =
        Package::open(&patched(office, "D7", |_| r#"<c r="D7" s="0"><v>2</v></c>"#.to_owned())?)?;
    let (plain, per_cent) = (r#"<xf numFmtId="0""#, r#"<xf numFmtId="9""#);
    let styles = package.text("xl/styles.xml")?;
    let (before, cell_styles) = styles.split_once("<cellXfs").ok_or("no cell styles")?;
    let written = format!("{before}<cellXfs{}", cell_styles.replacen(plain, per_cent, 1));
    let bytes = package.replaced("xl/styles.xml", &styles, &written)?.bytes()?;
    Ok(Specimen::of(
        bytes,
        "Số liệu!D7: ô chứa 2, hiện 200%",
        "Số liệu!D7: the cell holds 2 and shows 200%",
    ))
}

pub(super) fn g112(office: &Office) -> Made {
    let bytes = office.changed(|report| text(report, "CT02", "Không thuộc nhiệm vụ"))?;
    let (vi, en) = (
        "Số liệu!D7: “Không thuộc nhiệm vụ”; xã được giao nhiệm vụ 2",
        "Số liệu!D7: “Không thuộc nhiệm vụ”; the commune was given task 2",
    );
    Ok(Specimen::of(bytes, vi, en))
}
