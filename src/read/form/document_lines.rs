//! Lines and words that only identify a document: its number, annexes and pages, place and date,
//! addressee and contacts. They say nothing about the figures below them.

use crate::model::key::Key;

/// Labels of lines that name people and addresses.
const LABELS: [&str; 20] = [
    "người lập",
    "người lập biểu",
    "người nhập liệu",
    "người tổng hợp",
    "người báo cáo",
    "cán bộ",
    "cán bộ tổng hợp",
    "cán bộ phụ trách",
    "cán bộ thống kê",
    "điện thoại",
    "số điện thoại",
    "đt",
    "sđt",
    "email",
    "thư điện tử",
    "địa chỉ",
    "kính gửi",
    "nơi nhận",
    "đơn vị nhận báo cáo",
    "mã",
];

/// Words that a number follows without being a figure: `Phụ lục 01`, `Biểu số 2`, `Trang 1/2`.
const NUMBERED: [&str; 13] = [
    "phụ lục",
    "phụ lục số",
    "biểu",
    "biểu số",
    "mẫu",
    "mẫu số",
    "biểu mẫu",
    "biểu mẫu số",
    "bảng",
    "bảng số",
    "trang",
    "phần",
    "mục",
];

/// Returns whether a line only names an addressee, a contact, or a place and a date.
pub(super) fn identifies(line: &str) -> bool {
    let label = line.split_once(':').map(|(label, _)| Key::new(label));
    label.is_some_and(|label| LABELS.iter().any(|known| Key::new(known) == label))
        || is_place_and_date(line)
}

/// Returns a line without document numbers and their dates, without the numbers of annexes, forms
/// and pages, and without its own number.
pub(super) fn without_numbers(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut kept: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        at += 1;
        if is_document_number(word) {
            at += date_length(words.get(at..).unwrap_or_default());
        } else if !(is_index(word) && (kept.is_empty() && opens(word, &words) || follows(&kept))) {
            kept.push(word);
        }
    }
    kept.join(" ")
}

/// Returns whether a text is a document number or only symbols.
pub(super) fn is_symbol(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 30 && (text.contains('/') || text.contains("BC")) && !text.contains(' ')
        || !text.chars().any(char::is_alphanumeric)
}

/// Returns whether a word is the number of a document: `215/BC-UBND`, `12/2024/KH-BCĐ`.
fn is_document_number(word: &str) -> bool {
    word.contains('/') && word.chars().any(char::is_uppercase)
}

/// Returns the number of words of a date that begins with *ngày*: `ngày 22/4/2024`, `ngày 22 tháng
/// 4 năm 2024`.
fn date_length(words: &[&str]) -> usize {
    let is = |at: usize, word: &str| {
        words.get(at).is_some_and(|found| Key::new(found) == Key::new(word))
    };
    match () {
        () if !is(0, "ngày") => 0,
        () if is(2, "tháng") && is(4, "năm") => words.len().min(6),
        () if words.get(1).is_some_and(|day| day.contains(['/', '-', '.'])) => 2,
        () => 0,
    }
}

/// Returns whether a word is a short number, a Roman numeral or one letter, or a page of several.
fn is_index(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let short = |part: &str| {
        let count = part.chars().count();
        let digits = count <= 2 && part.chars().all(|c| c.is_ascii_digit());
        let roman = count <= 4 && part.chars().all(|c| "IVX".contains(c));
        count > 0 && (digits || roman || count == 1 && part.chars().all(char::is_uppercase))
    };
    bare.split('/').count() <= 2 && bare.split('/').all(short)
}

/// Returns whether an index numbers the line: it is all of it, or a full stop, bracket or colon
/// follows.
fn opens(index: &str, words: &[&str]) -> bool {
    words.len() == 1 || index.ends_with(['.', ')', ':', '/'])
}

/// Returns whether the last words before an index are numbered ones.
fn follows(kept: &[&str]) -> bool {
    let text = Key::new(&kept.join(" "));
    NUMBERED.iter().any(|words| {
        let words = Key::new(words);
        text.as_str()
            .strip_suffix(words.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    })
}

/// Returns whether a line is a place and a date: `Thọ Xuân, ngày 22 tháng 4 năm 2024`.
fn is_place_and_date(line: &str) -> bool {
    let Some((place, date)) = line.split_once(',') else {
        return false;
    };
    let place: Vec<&str> = place.split_whitespace().collect();
    let is_name = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let date: Vec<&str> = date.split_whitespace().collect();
    (1..=4).contains(&place.len())
        && place.iter().all(is_name)
        && date_length(&date) == date.len()
        && !date.is_empty()
}

#[cfg(test)]
mod tests {
    use super::{identifies, without_numbers};

    #[test]
    fn lines_that_identify_a_document_are_known() {
        for line in [
            "Kính gửi: Công an tỉnh (qua Phòng An ninh nội địa)",
            "Người lập biểu: Lê Thị Bình",
            "Thọ Xuân, ngày 22 tháng 4 năm 2024",
            "THỌ XUÂN, NGÀY 22/4/2024",
        ] {
            assert!(identifies(line), "{line}");
        }
        for line in [
            "Số liệu: Công an huyện",
            "Ghi chú: chưa có các xã",
            "Số liệu tính đến, ngày 15/3/2024",
            "Số liệu, ngày 15/3/2024 chốt lần một",
        ] {
            assert!(!identifies(line), "{line}");
        }
    }

    #[test]
    fn numbers_of_documents_and_annexes_are_left_out() {
        for (line, rest) in [
            ("Phụ lục số 01", "Phụ lục số"),
            ("II. SỐ LIỆU", "SỐ LIỆU"),
            ("Biểu 01/PCKB", "Biểu"),
            ("Trang 1/2", "Trang"),
            ("(1)", ""),
            (
                "(Kèm theo Báo cáo số 215/BC-UBND ngày 22/4/2024 của UBND huyện)",
                "(Kèm theo Báo cáo số của UBND huyện)",
            ),
            ("Số: 215/BC-UBND", "Số:"),
        ] {
            assert_eq!(without_numbers(line), rest);
        }
        for line in ["Số liệu 6", "Số liệu đến 15/3/2024", "Đợt 2", "12 xã", "6 tháng"]
        {
            assert_eq!(without_numbers(line), line);
        }
    }
}
