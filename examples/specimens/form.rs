//! Rules B: the form.

use super::office::{Office, put, put_text, sheet};
use super::package::Package;
use super::specimen::{Made, Specimen};
use tonghop::book::{Cell, Content, Role, Row};
use tonghop::model::form::{Sheet, stamp};
use tonghop::xlsx;

pub(super) fn b101(office: &Office) -> Made {
    let mut book = office.sound()?;
    book.sheets.retain(|sheet| sheet.name != Sheet::Incidents.title());
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "trang Đột xuất đã bị xóa",
        "the sheet Đột xuất was deleted",
    ))
}

pub(super) fn b102(office: &Office) -> Made {
    let mut book = office.sound()?;
    let figures = sheet(&mut book, Sheet::Figures)?;
    for row in figures.rows.iter_mut().filter(|row| row.cells.len() > 4) {
        row.cells.remove(3);
    }
    figures.columns.remove(3);
    figures.inputs.clear();
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "trang Số liệu: cột Số liệu đã bị xóa",
        "the sheet Số liệu: its column Số liệu was deleted",
    ))
}

pub(super) fn b103(office: &Office) -> Made {
    let mut book = office.sound()?;
    put(&mut book, Sheet::Figures, "B10", Content::Text("Bể bơi lắp ghép".to_owned()))?;
    put(&mut book, Sheet::Figures, "D10", Content::Number(1.into()))?;
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "Số liệu!B10:D10: dòng đơn vị tự thêm",
        "Số liệu!B10:D10: a row the unit added",
    ))
}

pub(super) fn b104(office: &Office) -> Made {
    let mut book = office.sound()?;
    put_text(&mut book, Sheet::Figures, "A7", "")?;
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "Số liệu!A7: mất mã CT02; dòng được nhận ra theo lời văn ở B7",
        "Số liệu!A7: the code CT02 is lost; the row is known by its wording in B7",
    ))
}

pub(super) fn b105(office: &Office) -> Made {
    let mut book = office.sound()?;
    put_text(&mut book, Sheet::Info, "C6", "Quý I năm 2024")?;
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "Thông tin!C6: kỳ khác, “Quý I năm 2024”",
        "Thông tin!C6: another period, “Quý I năm 2024”",
    ))
}

pub(super) fn b106(office: &Office) -> Made {
    let mut book = office.sound()?;
    for (name, value) in book.names.iter_mut().filter(|(name, _)| name == stamp::VERSION) {
        "\"1\"".clone_into(value);
        book.properties.custom.retain(|(known, _)| known != name);
    }
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "dấu của mẫu: phiên bản 1, kế hoạch đang dùng phiên bản 2",
        "the form's stamp: version 1, where the plan is at version 2",
    ))
}

pub(super) fn b107(office: &Office) -> Made {
    let mut book = office.sound()?;
    put_text(&mut book, Sheet::Figures, "C8", "nghìn lượt")?;
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "Số liệu!C8: “lượt” đã đổi thành “nghìn lượt”",
        "Số liệu!C8: “lượt” was changed to “nghìn lượt”",
    ))
}

pub(super) fn b108(office: &Office) -> Made {
    let package = Package::open(&xlsx::write(&office.sound()?)?)?;
    let bytes = package
        .replaced("xl/worksheets/sheet3.xml", "<row r=\"7\"", "<row r=\"7\" hidden=\"1\"")?
        .bytes()?;
    Ok(Specimen::of(
        bytes,
        "Số liệu: dòng 7 (CT02) bị ẩn mà có số",
        "Số liệu: row 7 (CT02) is hidden and holds a figure",
    ))
}

pub(super) fn b109(office: &Office) -> Made {
    let mut book = office.sound()?;
    let figures = sheet(&mut book, Sheet::Figures)?;
    let mut again = figures.rows.get(6).ok_or("no row 7")?.clone();
    *again.cells.get_mut(3).ok_or("no column D")? = Cell::number(5, Role::AnswerNumber);
    figures.rows.push(again);
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "Số liệu: mã CT02 có ở dòng 7 (2) và dòng 10 (5)",
        "Số liệu: the code CT02 stands in row 7 (2) and in row 10 (5)",
    ))
}

pub(super) fn b110(office: &Office) -> Made {
    let mut book = office.sound()?;
    put_text(&mut book, Sheet::Figures, "D5", "Số liệu (nghìn)")?;
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "Số liệu!D5: tiêu đề “Số liệu (nghìn)”, chưa rõ mỗi số đã chia cho một nghìn hay chưa",
        "Số liệu!D5: the heading “Số liệu (nghìn)”; whether the figures are in thousands is not certain",
    ))
}

pub(super) fn b111(office: &Office) -> Made {
    let mut book = office.sound()?;
    let figures = sheet(&mut book, Sheet::Figures)?;
    let note = Cell::text("CT02 tính cả kế hoạch của thôn", Role::Text);
    figures.rows.push(Row { cells: vec![Cell::default(), note], ..Row::default() });
    Ok(Specimen::of(
        xlsx::write(&book)?,
        "Số liệu!B10: dưới bảng ghi “CT02 tính cả kế hoạch của thôn”",
        "Số liệu!B10: “CT02 tính cả kế hoạch của thôn” is written below the table",
    ))
}
