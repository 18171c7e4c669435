//! A form issued by this program, filled in correctly, with the edits of people and programs.

use super::judged::Judged;
use super::package::Package;
pub(crate) use super::sound::{FIGURES, day, report};
pub(crate) use super::typed::Typed;
use crate::reports::{PLAN, period};
use tonghop::book::{Area, Book, Cell, Content, Role, Row, Sheet, form};
use tonghop::model::origin::CellRef;
use tonghop::model::submission::Report;
use tonghop::xlsx;

/// Sheet of the figures.
pub(crate) const SL: &str = "Số liệu";
/// Sheet with the unit.
pub(crate) const TT: &str = "Thông tin";
/// Row of the headings of the figures, from 1.
pub(crate) const HEAD: u32 = 5;

type PartEdit = Box<dyn Fn(&mut Package, &str)>;

/// Form with its edits.
pub(crate) struct Form {
    /// Workbook issued by the program, filled in and edited.
    pub(crate) book: Book,
    parts: Vec<(String, PartEdit)>,
}

impl Form {
    /// Returns the filled-in form of a district.
    pub(crate) fn filled() -> Self {
        Self::of("H-THOXUAN")
    }

    /// Returns the filled-in form of a unit.
    pub(crate) fn of(unit: &str) -> Self {
        Self::with(unit, &report())
    }

    /// Returns the form of a unit with a report.
    pub(crate) fn with(unit: &str, report: &Report) -> Self {
        let unit = unit_of(unit);
        Self { book: form::filled(&PLAN, unit, period(), day(3, 1), report), parts: Vec::new() }
    }

    /// Returns the blank form of a unit.
    pub(crate) fn blank(unit: &str) -> Self {
        let unit = unit_of(unit);
        Self { book: form::blank(&PLAN, unit, period(), day(3, 1)), parts: Vec::new() }
    }

    /// Returns a sheet by name.
    pub(crate) fn sheet(&mut self, name: &str) -> &mut Sheet {
        self.book
            .sheets
            .iter_mut()
            .find(|sheet| sheet.name == name)
            .unwrap_or_else(|| panic!("no sheet {name}"))
    }

    /// Types into a cell; its style is unchanged.
    pub(crate) fn put(&mut self, sheet: &str, at: &str, typed: impl Into<Typed>) -> &mut Self {
        let (at, typed) = (place(at), typed.into());
        let sheet = self.sheet(sheet);
        let old = sheet.cell(at).cloned().unwrap_or_default();
        sheet.put(at.row, at.col, Cell { content: typed.content(), ..old });
        self
    }

    /// Returns the text of a cell.
    pub(crate) fn said(&mut self, sheet: &str, at: &str) -> String {
        match self.sheet(sheet).cell(place(at)).map(|cell| &cell.content) {
            Some(Content::Text(text)) => text.clone(),
            Some(Content::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    }

    /// Types a figure, by indicator code.
    pub(crate) fn figure(&mut self, code: &str, typed: impl Into<Typed>) -> &mut Self {
        let at = format!("D{}", row_of(code));
        self.put(SL, &at, typed)
    }

    /// Inserts rows before a row, counted from 1.
    pub(crate) fn insert_row(
        &mut self,
        sheet: &str,
        before: u32,
        cells: &[(&str, Typed)],
    ) -> &mut Self {
        let sheet = self.sheet(sheet);
        let at = before as usize - 1;
        if sheet.rows.len() < at {
            sheet.rows.resize_with(at, Row::default);
        }
        sheet.rows.insert(at, Row::default());
        let moved = |row: &mut u32| *row += u32::from(*row + 1 >= before);
        for area in
            sheet.merges.iter_mut().chain(sheet.inputs.iter_mut().map(|input| &mut input.area))
        {
            moved(&mut area.first.row);
            moved(&mut area.last.row);
        }
        for (col, typed) in cells {
            let col = place(&format!("{col}1")).col;
            sheet.put(
                before - 1,
                col,
                Cell { content: typed.content(), style: Role::Text.into(), ..Cell::default() },
            );
        }
        self
    }

    /// Deletes a row, counted from 1.
    pub(crate) fn delete_row(&mut self, sheet: &str, row: u32) -> &mut Self {
        let sheet = self.sheet(sheet);
        sheet.rows.remove(row as usize - 1);
        sheet.inputs.clear();
        let moved = |place: &mut u32| *place -= u32::from(*place + 1 > row);
        for area in &mut sheet.merges {
            moved(&mut area.first.row);
            moved(&mut area.last.row);
        }
        self
    }

    /// Inserts a column into the figures: its heading, and a cell beside each indicator.
    pub(crate) fn column(
        &mut self,
        before: &str,
        heading: &str,
        beside: impl Fn(usize) -> Typed,
    ) -> &mut Self {
        let col = place(&format!("{before}1")).col;
        let sheet = self.sheet(SL);
        let rows = u32::try_from(sheet.rows.len()).unwrap();
        for (place, row) in (0..rows).zip(&mut sheet.rows) {
            if row.cells.len() < col as usize {
                row.cells.resize_with(col as usize, Cell::default);
            }
            let content = match place.checked_sub(HEAD - 1) {
                Some(0) => Content::Text(heading.to_owned()),
                Some(row) if (row as usize) <= FIGURES.len() => beside(row as usize - 1).content(),
                _ => Content::Blank,
            };
            let style = if place == HEAD - 1 { Role::Heading } else { Role::AnswerNumber };
            row.cells
                .insert(col as usize, Cell { content, style: style.into(), ..Cell::default() });
        }
        let moved = |place: &mut u32| *place += u32::from(*place >= col);
        for area in sheet.inputs.iter_mut().map(|input| &mut input.area) {
            moved(&mut area.first.col);
            moved(&mut area.last.col);
        }
        if let Some(width) = sheet.columns.get(col.saturating_sub(1) as usize).copied() {
            sheet.columns.insert(col as usize, width);
        }
        self
    }

    /// Merges cells.
    pub(crate) fn merge(&mut self, sheet: &str, area: &str) -> &mut Self {
        let (first, last) = area.split_once(':').unwrap();
        self.sheet(sheet).merges.push(Area { first: place(first), last: place(last) });
        self
    }

    /// Adds a note to a cell.
    pub(crate) fn note(&mut self, sheet: &str, at: &str, words: &str) -> &mut Self {
        let at = place(at);
        let sheet = self.sheet(sheet);
        let old = sheet.cell(at).cloned().unwrap_or_default();
        sheet.put(at.row, at.col, old.noted(words));
        self
    }

    /// Appends a copy of a sheet.
    pub(crate) fn copy(&mut self, sheet: &str, name: &str) -> &mut Self {
        let mut copy = self.sheet(sheet).clone();
        name.clone_into(&mut copy.name);
        self.book.sheets.push(copy);
        self
    }

    /// Appends a sheet of the unit's own; each row has its cells from column A.
    pub(crate) fn extra(&mut self, name: &str, rows: &[&[&str]]) -> &mut Self {
        let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
        for row in rows {
            let cell = |text: &&str| match text.parse::<i64>() {
                Ok(number) => Cell::number(number, Role::Number),
                Err(_) => Cell::text(*text, Role::Text),
            };
            sheet.push(row.iter().map(cell).collect());
        }
        self.book.sheets.push(sheet);
        self
    }

    /// Renames a sheet.
    pub(crate) fn rename(&mut self, sheet: &str, name: &str) -> &mut Self {
        name.clone_into(&mut self.sheet(sheet).name);
        self
    }

    /// Removes the stamp, like programs that do not preserve it.
    pub(crate) fn without_stamp(&mut self) -> &mut Self {
        self.book.names.clear();
        self.book.properties.custom.clear();
        self
    }

    /// Edits the XML part of a sheet after the workbook is written.
    pub(crate) fn part(
        &mut self,
        sheet: &str,
        edit: impl Fn(&mut Package, &str) + 'static,
    ) -> &mut Self {
        self.parts.push((sheet.to_owned(), Box::new(edit)));
        self
    }

    /// Sets the number format of a cell.
    pub(crate) fn format(&mut self, sheet: &str, at: &str, format: &str) -> &mut Self {
        let (at, format) = (at.to_owned(), format.to_owned());
        self.part(sheet, move |package, part| package.format(part, &at, &format))
    }

    /// Hides a column of a sheet, or makes it too narrow to show anything.
    pub(crate) fn hide_column(&mut self, sheet: &str, col: &str, how: &'static str) -> &mut Self {
        let col = place(&format!("{col}1")).col + 1;
        self.part(sheet, move |package, part| {
            let text = package.text(part);
            let (before, rest) = text.split_once("<cols>").unwrap();
            let (cols, after) = rest.split_once("</cols>").unwrap();
            let number = |tag: &str, key: &str| {
                tag.split_once(key)
                    .and_then(|(_, rest)| rest.split('"').next()?.parse::<u32>().ok())
                    .unwrap()
            };
            let mut out = String::new();
            for tag in cols.split("/>").filter(|tag| !tag.is_empty()) {
                let (min, max) = (number(tag, " min=\""), number(tag, " max=\""));
                for one in min..=max {
                    let tag = tag
                        .replace(&format!("min=\"{min}\""), &format!("min=\"{one}\""))
                        .replace(&format!("max=\"{max}\""), &format!("max=\"{one}\""));
                    let tag = if one == col {
                        format!("<col min=\"{one}\" max=\"{one}\" {how}")
                    } else {
                        tag
                    };
                    out.push_str(&tag);
                    out.push_str("/>");
                }
            }
            package.put(part, format!("{before}<cols>{out}</cols>{after}"));
        })
    }

    /// Returns the bytes of the workbook.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let bytes = xlsx::write(&self.book).unwrap();
        if self.parts.is_empty() {
            return bytes;
        }
        let mut package = Package::open(&bytes);
        for (sheet, edit) in &self.parts {
            let place = self.book.sheets.iter().position(|one| one.name == *sheet).unwrap();
            edit(&mut package, &format!("xl/worksheets/sheet{}.xml", place + 1));
        }
        package.bytes()
    }

    /// Returns the program's results.
    pub(crate) fn judged(&self) -> Judged {
        Judged::of("bc.xlsx", &self.bytes())
    }
}

/// Returns the results for an edited form.
pub(crate) fn edited(edit: impl Fn(&mut Form)) -> Judged {
    let mut form = Form::filled();
    edit(&mut form);
    form.judged()
}

fn unit_of(code: &str) -> &'static tonghop::model::unit::Unit {
    PLAN.expected(period())
        .find(|unit| unit.code.as_str() == code)
        .unwrap_or_else(|| panic!("no unit {code}"))
}

/// Parses a cell name.
pub(crate) fn place(at: &str) -> CellRef {
    CellRef::parse(at).unwrap_or_else(|| panic!("no cell {at}"))
}

/// Returns the row of an indicator in an issued form, from 1.
pub(crate) fn row_of(code: &str) -> u32 {
    HEAD + code.trim_start_matches("CT").parse::<u32>().unwrap()
}
