//! Finds marks by which the office withdraws a line of the register: strikethrough, remarks
//! and cell notes.

use super::headings::{Headings, RegisterColumn};
use super::seen;
use crate::model::key::Key;
use crate::model::origin::CellRef;
use crate::model::register::Unread;
use crate::read::grid::{Sheet, TextEffect};
use std::sync::LazyLock;

/// Columns in which strikethrough withdraws the line.
const STRUCK: [RegisterColumn; 5] = [
    RegisterColumn::Arrived,
    RegisterColumn::Author,
    RegisterColumn::Symbol,
    RegisterColumn::Issued,
    RegisterColumn::Subject,
];

/// Phrases that withdraw a line.
static WITHDRAWN: LazyLock<Vec<Key>> = LazyLock::new(|| {
    let phrases = "hủy|hủy bỏ|nhầm|trả lại|trả về|thu hồi|rút lại|rút về|bỏ|ghi sai|ghi khống|không tính|không nhận|chưa nhận|từ chối|vô hiệu|\
                   đã xóa|xóa dòng|xóa bỏ|chuyển trả|hoàn trả|gửi trả|không có văn bản|chưa đến|chưa có|dự kiến|nháp|vào thử|\
                   trùng số|trùng dòng|vào trùng|ghi trùng";
    phrases.split('|').map(Key::new).collect()
});

/// Words that may stand beside such a phrase in a subject without making it a document about
/// something else: “đã thu hồi” withdraws the line, “thu hồi vũ khí” is the subject.
static FILLERS: LazyLock<Vec<Key>> = LazyLock::new(|| {
    let words = "đã bị do vì gửi ghi vào sổ dòng này văn bản vb báo cáo đơn vị cho của lại ngày và không sử dụng số";
    words.split(' ').map(Key::new).collect()
});

/// Returns why a line is withdrawn, if it is.
pub(super) fn withdrawal_of(sheet: &Sheet, head: &Headings, row: u32) -> Option<Unread> {
    let cell = |field| head.column(field).and_then(|col| sheet.get(CellRef::new(row, col)));
    if STRUCK.into_iter().filter_map(cell).any(|cell| TextEffect::is_struck(&cell.value.seen())) {
        return Some(Unread::Struck);
    }
    let comments = sheet.notes.iter().filter(|(at, _)| at.row == row);
    let note = std::iter::once(seen(cell(RegisterColumn::Note)))
        .chain(comments.map(|(_, words)| words.to_string()))
        .find(|words| withdraws(words));
    let subject = seen(cell(RegisterColumn::Subject));
    let part = || subject.split(SEPARATORS).find(|part| withdraws(part) && says_no_more(part));
    let remark = note.as_deref().or_else(part)?;
    Some(Unread::Withdrawn(remark.trim().to_owned()))
}

const SEPARATORS: [char; 11] = ['(', ')', '[', ']', ',', ';', ':', '.', '–', '—', '-'];

fn withdraws(text: &str) -> bool {
    let words = Key::new(text);
    WITHDRAWN.iter().any(|phrase| words.contains(phrase))
}

/// Returns whether a part of a subject has only withdrawing phrases, fillers and numbers.
fn says_no_more(part: &str) -> bool {
    let is_known = |word: &str| {
        word.chars().all(|c| c.is_ascii_digit())
            || FILLERS.iter().any(|known| known.as_str() == word)
            || WITHDRAWN.iter().any(|phrase| phrase.words().any(|known| known == word))
    };
    Key::new(part).words().all(is_known)
}
