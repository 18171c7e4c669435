//! Workspace with received files.

use super::judged::Judged;
use crate::tree::{code, printed, said, tonghop, workspace};
use chrono::NaiveDate;
use std::io::{Cursor, Write as _};
use tempfile::TempDir;
use tonghop::book::{Book, Cell, Role, Sheet};
use tonghop::xlsx;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Default period whose folder receives the files.
pub(crate) const PERIOD: &str = "2024-6T";

/// New workspace.
pub(crate) struct Inbox {
    folder: TempDir,
    period: &'static str,
}

impl Inbox {
    pub(crate) fn new() -> Self {
        Self { folder: workspace(), period: PERIOD }
    }

    /// Returns a workspace for another period.
    pub(crate) fn of(period: &'static str) -> Self {
        Self { folder: workspace(), period }
    }

    /// Adds a received file in the folder of the period.
    pub(crate) fn put(&mut self, path: &str, bytes: &[u8]) -> &mut Self {
        let path = self.folder.path().join("w/nhan").join(self.period).join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// Sets the register of incoming documents.
    pub(crate) fn register(&mut self, book: &[u8]) -> &mut Self {
        std::fs::write(self.folder.path().join("w/so-den.xlsx"), book).unwrap();
        self
    }

    /// Sets one of the office's own files.
    pub(crate) fn office(&mut self, name: &str, bytes: &[u8]) -> &mut Self {
        std::fs::write(self.folder.path().join("w").join(name), bytes).unwrap();
        self
    }

    pub(crate) fn root(&self) -> std::path::PathBuf {
        self.folder.path().join("w")
    }

    /// Runs a command in the workspace; returns its exit code and output.
    pub(crate) fn run(&self, words: &[&str]) -> (i32, String) {
        let run = tonghop(self.folder.path(), &[&["-C", "w"], words].concat());
        (code(&run), said(&run))
    }

    /// Returns the results as of a day.
    pub(crate) fn judged(&self, as_of: &str) -> Judged {
        let words = [
            "-C",
            "w",
            "check",
            "--period",
            self.period,
            "--as-of",
            as_of,
            "--exit-zero",
            "--format",
            "json",
        ];
        let run = tonghop(self.folder.path(), &words);
        assert_eq!(code(&run), 0, "{}", said(&run));
        Judged::read(serde_json::from_str(&printed(&run)).unwrap())
    }
}

/// Returns an archive of members; names may be repeated.
pub(crate) fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut renamed = Vec::new();
    for (place, (name, bytes)) in members.iter().enumerate() {
        let twice = members[..place].iter().any(|(other, _)| other == name);
        // the writer rejects repeated names, so that the name is replaced afterwards
        let stand_in: String = if twice {
            name.chars().map(|letter| if letter.is_ascii() { '~' } else { 'ệ' }).collect()
        } else {
            (*name).to_owned()
        };
        archive.start_file(stand_in.clone(), options).unwrap();
        archive.write_all(bytes).unwrap();
        if twice {
            renamed.push((stand_in, (*name).to_owned()));
        }
    }
    let mut bytes = archive.finish().unwrap().into_inner();
    for (from, to) in renamed {
        assert_eq!(from.len(), to.len());
        replace_all(&mut bytes, from.as_bytes(), to.as_bytes());
    }
    bytes
}

/// Replaces all occurrences of some bytes by as many others.
pub(crate) fn replace_all(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    for at in 0..bytes.len().saturating_sub(from.len()) {
        if bytes[at..].starts_with(from) {
            bytes[at..at + from.len()].copy_from_slice(to);
        }
    }
}

/// Marks a member of an archive as encrypted; it cannot be read without a password, although its
/// bytes are plain.
pub(crate) fn encrypted(mut bytes: Vec<u8>, name: &str) -> Vec<u8> {
    for at in 0..bytes.len().saturating_sub(46) {
        let (flags, named) = match bytes[at..at + 4] {
            [b'P', b'K', 3, 4] => (at + 6, at + 30),
            [b'P', b'K', 1, 2] => (at + 8, at + 46),
            _ => continue,
        };
        if bytes[named..].starts_with(name.as_bytes()) {
            bytes[flags] |= 1;
        }
    }
    bytes
}

/// Returns a register with lines of date, author, number, document date and subject.
pub(crate) fn lines(rows: &[[&str; 5]], bend: impl Fn(&mut Sheet)) -> Vec<u8> {
    let headings = [
        "Ngày đến",
        "Số đến",
        "Tác giả",
        "Số, ký hiệu",
        "Ngày tháng",
        "Tên loại và trích yếu nội dung",
        "Đơn vị hoặc người nhận",
        "Ngày chuyển",
        "Ký nhận",
        "Ghi chú",
    ];
    let mut sheet = Sheet { name: "Sổ đến 2024".to_owned(), ..Sheet::default() };
    sheet.push(headings.map(|heading| Cell::text(heading, Role::Heading)).into());
    for (place, [on, author, number, written, subject]) in rows.iter().enumerate() {
        let day = |text: &str| match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            Ok(day) => Cell::day(day, Role::Day),
            Err(_) => Cell::text(text, Role::Text),
        };
        let ordinal = Cell::number(i64::try_from(place).unwrap() + 101, Role::Code);
        sheet.push(vec![
            day(on),
            ordinal,
            Cell::text(*author, Role::Text),
            Cell::text(*number, Role::Text),
            day(written),
            Cell::text(*subject, Role::Text),
        ]);
    }
    bend(&mut sheet);
    xlsx::write(&Book { sheets: vec![sheet], ..Book::default() }).unwrap()
}
