//! Rules N: sending, versions and deadlines.

use super::office::{Office, UNIT};
use super::register;
use super::report::{label, number, sound};
use super::specimen::{Made, RECEIVED, Specimen};
use chrono::NaiveDate;
use tonghop::model::form::Field;
use tonghop::xlsx;

pub(super) fn n101(office: &Office) -> Made {
    let bytes = xlsx::write(&office.filled("X-DOITHONG", &sound()?)?)?;
    let made = Specimen::new(
        "chỉ có báo cáo của X-DOITHONG (không phải báo cáo kỳ này); X-SUOICO chưa gửi",
        "only X-DOITHONG, which need not report, has sent; X-SUOICO has not",
    );
    Ok(made.received("2024-04-26/bc-xa-doi-thong.xlsx", bytes))
}

pub(super) fn n102(office: &Office) -> Made {
    let bytes = xlsx::write(&office.sound()?)?;
    let made = Specimen::new(
        "thư mục ghi ngày nhận 2024-05-03, sau hạn 26/4",
        "the dated folder 2024-05-03, after the deadline of 26 April",
    );
    Ok(made.received("2024-05-03/bc-xa-suoi-co.xlsx", bytes))
}

pub(super) fn n103(office: &Office) -> Made {
    let bytes = xlsx::write(&office.sound()?)?;
    let made = Specimen::new(
        "không có sổ văn bản đến, không có thư mục ghi ngày: ngày nhận lấy theo Thông tin!C10",
        "no register and no dated folder: the day of receipt is that of Thông tin!C10",
    );
    Ok(made.received("bc-xa-suoi-co.xlsx", bytes))
}

pub(super) fn n104(office: &Office) -> Made {
    versions(
        office,
        "15/BC-UBND",
        "hai bản; bản 21/BC-UBND ghi ở Thông tin!C15 là thay thế 15/BC-UBND",
        "two versions; 21/BC-UBND says in Thông tin!C15 that it replaces 15/BC-UBND",
    )
}

pub(super) fn n105(office: &Office) -> Made {
    versions(
        office,
        "",
        "hai bản khác số liệu (Số liệu!D7), Thông tin!C15 của cả hai đều trống",
        "two versions with different figures (Số liệu!D7), Thông tin!C15 blank in both",
    )
}

pub(super) fn n106(office: &Office) -> Made {
    let bytes = xlsx::write(&office.sound()?)?;
    let day = |day| NaiveDate::from_ymd_opt(2024, 4, day).ok_or("no such day");
    let register = register::workbook(
        "UBND xã Suối Cỏ",
        &[(day(25)?, "21/BC-UBND"), (day(26)?, "15/BC-UBND")],
    )?;
    let made = Specimen::of(
        bytes,
        "`so-den.xlsx`, dòng 2: 21/BC-UBND đã đến, thư mục nhận chỉ có 15/BC-UBND",
        "`so-den.xlsx`, row 2: 21/BC-UBND has arrived, the inbox has 15/BC-UBND only",
    );
    Ok(made.with("so-den.xlsx", register))
}

pub(super) fn n107(office: &Office) -> Made {
    let bytes = xlsx::write(&office.sound()?)?;
    let day = NaiveDate::from_ymd_opt(2024, 3, 26).ok_or("no such day")?;
    let register = register::workbook("UBND xã Suối Cỏ", &[(day, "15/BC-UBND")])?;
    let made = Specimen::of(
        bytes,
        "`so-den.xlsx`, dòng 2: 15/BC-UBND đến ngày 26/3/2024, báo cáo ký sau ngày đó",
        "`so-den.xlsx`, row 2: 15/BC-UBND arrived on 26 March 2024, the report was signed later",
    );
    Ok(made.with("so-den.xlsx", register))
}

pub(super) fn n108(office: &Office) -> Made {
    let mut report = sound()?;
    report.days.remove(&Field::SignedOn);
    let bytes = xlsx::write(&office.filled(UNIT, &report)?)?;
    let made = Specimen::new(
        "không có sổ văn bản đến, không có thư mục ghi ngày; Thông tin!C10 để trống",
        "no register and no dated folder; Thông tin!C10 is blank",
    );
    Ok(made.received("bc-xa-suoi-co.xlsx", bytes))
}

pub(super) fn n109(office: &Office) -> Made {
    let bytes = xlsx::write(&office.sound()?)?;
    let made = Specimen::of(
        bytes.clone(),
        "`nhan/6T/bc-xa-suoi-co.xlsx`: thư mục không mang mã kỳ",
        "`nhan/6T/bc-xa-suoi-co.xlsx`: its folder is named by no period's code",
    );
    Ok(made.with("nhan/6T/bc-xa-suoi-co.xlsx", bytes))
}

/// Returns two reports of one unit, the later with another number and another figure; `replaces` is
/// the number it claims to replace.
fn versions(office: &Office, replaces: &str, vi: &'static str, en: &'static str) -> Made {
    let mut later = sound()?;
    number(&mut later, "CT02", 3.0)?;
    label(&mut later, Field::Symbol, "21/BC-UBND");
    label(&mut later, Field::Replaces, replaces);
    let first = Specimen::new(vi, en)
        .received("2024-04-25/bc-xa-suoi-co.xlsx", xlsx::write(&office.sound()?)?);
    Ok(first.received(RECEIVED, xlsx::write(&office.filled(UNIT, &later)?)?))
}
