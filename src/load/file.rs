//! Reads a file of the office and collects its errors.

use super::Source;
use super::suggestion::quoted;
use crate::error::Fault;
use crate::model::date::day_from_text;
use crate::msg;
use crate::text::Message;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Mark of a text that must be confirmed before anything is issued or counted.
pub(crate) const UNCONFIRMED: &str = "[cần xác nhận]";

/// Value with its line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At<T> {
    /// Line, from 1.
    pub(super) line: usize,
    pub(super) value: T,
}

/// A file being read, which collects its errors, so that all are reported at once.
pub(super) struct File<'a> {
    name: &'a str,
    text: &'a str,
    line_starts: Vec<usize>,
    root: Option<DeTable<'a>>,
    misspelled: BTreeSet<usize>,
    faults: RefCell<Vec<Fault>>,
}

impl<'a> File<'a> {
    /// Parses a file. Invalid TOML is an error like any other; reading continues if what follows is
    /// readable.
    pub(super) fn open(source: Source<'a>) -> Self {
        let text = source.text.strip_prefix('\u{feff}').unwrap_or(source.text);
        let (root, mut errors) = DeTable::parse_recoverable(text);
        errors.sort_by_key(|error| error.span().map_or(usize::MAX, |span| span.start));
        let mut file = Self {
            name: source.name,
            text,
            line_starts: std::iter::once(0)
                .chain(text.match_indices('\n').map(|(place, _)| place + 1))
                .collect(),
            root: Some(root.into_inner()),
            misspelled: BTreeSet::new(),
            faults: RefCell::default(),
        };
        for error in errors {
            let span = error.span().unwrap_or(text.len()..text.len());
            let line = file.line(span.start);
            let local = is_local(error.message());
            if !file.misspelled.contains(&line) {
                file.fault(line, file.syntax(error.message(), span));
                file.misspelled.insert(line);
            }
            if !local {
                file.root = None;
                break;
            }
        }
        file.find_unconfirmed();
        file
    }

    /// Reports every text that must be confirmed; its other errors are not reported.
    fn find_unconfirmed(&mut self) {
        let mut found = BTreeMap::new();
        for value in self.root.iter().flat_map(|root| root.values()) {
            unconfirmed(value, &mut |span, text| {
                found.entry(self.line(span.start)).or_insert_with(|| excerpt(text));
            });
        }
        for (line, text) in found {
            let fault = if day_from_text(&text).is_some() {
                msg!(
                    "Chưa xác nhận ngày {text}: sửa cho đúng, xóa chữ “{UNCONFIRMED}” và hai dấu nháy.",
                    "The date {text} is not confirmed: correct it, then delete “{UNCONFIRMED}” and the quotes."
                )
            } else {
                msg!(
                    "Chưa xác nhận “{text}”: sửa cho đúng rồi xóa chữ “{UNCONFIRMED}”.",
                    "“{text}” is not confirmed: correct it, then delete “{UNCONFIRMED}”."
                )
            };
            self.fault(line, fault);
            self.misspelled.insert(line);
        }
    }

    /// Returns the entries at the root of the file, unless its TOML is invalid.
    pub(super) fn entries(&self) -> Option<&DeTable<'_>> {
        self.root.as_ref()
    }

    /// Reports an error, unless its line has a misspelled key that is already reported.
    pub(super) fn fault(&self, line: usize, what: Message) {
        if !self.misspelled.contains(&line) {
            self.faults.borrow_mut().push(Fault {
                file: self.name.to_owned(),
                line,
                cell: None,
                what,
            });
        }
    }

    /// Returns the number of errors so far.
    pub(super) fn count(&self) -> usize {
        self.faults.borrow().len()
    }

    /// Returns all errors.
    pub(super) fn into_faults(self) -> Vec<Fault> {
        self.faults.into_inner()
    }

    /// Returns the line of an offset, from 1.
    pub(super) fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// Returns a plain message about invalid TOML.
    fn syntax(&self, message: &str, span: Range<usize>) -> Message {
        let written = self.text.get(span).unwrap_or_default();
        if let Some(day) = day_from_text(written) {
            return msg!(
                "Ngày phải viết theo thứ tự năm-tháng-ngày: {day}.",
                "A date is written year-month-day: {day}."
            );
        }
        let written = quoted(written);
        if message.starts_with("string values must be quoted") {
            return msg!(
                "{written} phải đặt trong dấu nháy kép, ví dụ \"…\". Số, ngày, true và false thì không cần.",
                "{written} must be in double quotes, like \"…\". Numbers, dates, true and false need none."
            );
        }
        if message.starts_with("duplicate key") {
            return msg!(
                "{written} đã ghi ở trên; mỗi khóa chỉ ghi một lần trong một mục.",
                "{written} is already above; use each key once."
            );
        }
        if message.starts_with("invalid unquoted key") {
            return msg!(
                "Tên khóa có dấu tiếng Việt, dấu cách hoặc dấu câu phải đặt trong dấu nháy kép.",
                "A key with diacritics, spaces or punctuation must be in double quotes."
            );
        }
        if message.starts_with("invalid date") {
            return msg!(
                "{written} không phải là một ngày có thật.",
                "{written} is not a day that exists."
            );
        }
        msg!(
            "Dòng này sai cú pháp TOML (bộ đọc báo: {message}). Xem lại dấu nháy kép, dấu ngoặc vuông, dấu phẩy và dấu bằng ở dòng này và dòng trước.",
            "This line is not TOML (the parser says: {message}). Look at the quotes, brackets, commas and equals signs on this line and the one before."
        )
    }
}

/// Returns the beginning of a text, without the mark.
fn excerpt(text: &str) -> String {
    const LETTERS: usize = 50;
    let text = text.replace(UNCONFIRMED, "");
    let mut letters = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = letters.char_indices().nth(LETTERS) {
        letters.truncate(end);
        letters.push('…');
    }
    letters
}

/// Finds the texts in a value that must still be confirmed.
fn unconfirmed(value: &Spanned<DeValue<'_>>, found: &mut impl FnMut(Range<usize>, &str)) {
    match value.get_ref() {
        DeValue::String(text) if text.contains(UNCONFIRMED) => found(value.span(), text),
        DeValue::Array(list) => list.iter().for_each(|item| unconfirmed(item, found)),
        DeValue::Table(table) => table.values().for_each(|item| unconfirmed(item, found)),
        _ => {}
    }
}

/// Returns whether parsing can continue after an invalid value or key.
fn is_local(message: &str) -> bool {
    ["string values must be quoted", "duplicate key", "invalid unquoted key", "invalid date"]
        .iter()
        .any(|start| message.starts_with(start))
}
