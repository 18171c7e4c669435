//! Detects secrecy stamps in a workbook.

use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::submission::Unreadable;
use crate::read::grid::{Sheet as Grid, Value, Workbook};
use crate::read::tidy::tidy;
use std::sync::Arc;

/// Secrecy stamps (Luật Bảo vệ bí mật nhà nước 2018, Điều 8).
const STAMPS: [&str; 3] = ["MẬT", "TỐI MẬT", "TUYỆT MẬT"];

/// Refuses a workbook with a secrecy stamp on its own in a cell, note, text box, page header or
/// footer, or sheet name.
pub(in crate::read::form) fn refuse_classified(workbook: &Workbook) -> Result<(), Unreadable> {
    for sheet in &workbook.sheets {
        if let Some((cell, stamp)) = stamps(sheet).next() {
            return Err(Unreadable::Classified { sheet: Arc::clone(&sheet.name), cell, stamp });
        }
    }
    Ok(())
}

/// Returns the stamps of a sheet, each with its cell if it has one.
fn stamps(sheet: &Grid) -> impl Iterator<Item = (Option<CellRef>, String)> + '_ {
    let cells = sheet.cells.iter().filter_map(|cell| match &cell.value {
        Value::Text(text) => Some((Some(cell.at), stamp_of_line(text)?)),
        _ => None,
    });
    let notes = sheet.notes.iter().filter_map(|(at, text)| Some((Some(*at), stamp_of_line(text)?)));
    let boxes = sheet.boxes.iter().filter_map(|text| Some((None, stamp_of_line(text)?)));
    let margins = sheet
        .margins
        .iter()
        .flat_map(|text| margin_lines(text))
        .filter_map(|line| Some((None, stamp(&line)?)));
    let name = stamp(&sheet.name).map(|stamp| (None, stamp));
    cells.chain(notes).chain(boxes).chain(margins).chain(name)
}

/// Returns the stamp that forms one line of a text.
fn stamp_of_line(text: &str) -> Option<String> {
    text.lines().find_map(stamp)
}

/// Returns the stamp that a text consists of, or `None` if it has other words or is not in
/// capitals.
fn stamp(text: &str) -> Option<String> {
    if text.chars().any(char::is_lowercase) || text.chars().count() > 40 {
        return None;
    }
    let key = Key::new(&tidy(text));
    STAMPS.into_iter().find(|stamp| Key::new(stamp) == key).map(str::to_owned)
}

/// Returns the lines of a page header or footer without codes: `&C&"Times New Roman,Bold"&14MẬT`
/// gives `MẬT`.
pub(in crate::read::form) fn margin_lines(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match (c, letters.peek()) {
            ('&', Some('"')) => {
                letters.next();
                letters.by_ref().find(|c| *c == '"');
            }
            ('&', Some('L' | 'C' | 'R')) => {
                letters.next();
                lines.push(String::new());
            }
            ('&', Some(code)) if code.is_ascii_digit() => {
                while letters.next_if(char::is_ascii_digit).is_some() {}
            }
            ('&', Some(_)) => {
                letters.next();
            }
            ('\n', _) => lines.push(String::new()),
            (c, _) => lines.last_mut().into_iter().for_each(|line| line.push(c)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_stamp_on_its_own_counts() {
        for text in ["MẬT", " TỐI MẬT ", "(TUYỆT MẬT)", "[MẬT]"] {
            assert!(stamp(text).is_some(), "{text}");
        }
        for text in
            ["Mật", "MẬT ONG", "Bí mật nhà nước", "mật", "Tài liệu MẬT", "MAT", "TỐI MẬT SỐ 5"]
        {
            assert!(stamp(text).is_none(), "{text}");
        }
    }

    #[test]
    fn page_headers_are_read_without_codes() {
        assert!(
            margin_lines("&L&\"Times New Roman,Bold\"&14MẬT&CTrang &P")
                .iter()
                .any(|line| stamp(line).is_some())
        );
    }

    #[test]
    fn stamps_are_found_in_all_places() {
        let at = CellRef::new(3, 3);
        let sheet = || Grid { name: "Số liệu".into(), ..Grid::default() };
        let sheets = [
            Grid { notes: vec![(at, "Ghi chú:\nTỐI MẬT".into())], ..sheet() },
            Grid { boxes: vec!["MẬT".into()], ..sheet() },
            Grid { margins: vec!["&R&\"Arial,Bold\"MẬT".to_owned()], ..sheet() },
            Grid { name: "MẬT".into(), ..sheet() },
        ];
        for sheet in sheets {
            assert_eq!(stamps(&sheet).count(), 1);
            assert!(
                refuse_classified(&Workbook { sheets: vec![sheet], ..Workbook::default() })
                    .is_err()
            );
        }
        let plain = Grid {
            notes: vec![(at, "Bảo đảm bí mật".into())],
            boxes: vec!["MẬT ONG".into()],
            ..sheet()
        };
        assert!(
            refuse_classified(&Workbook { sheets: vec![plain], ..Workbook::default() }).is_ok()
        );
    }
}
