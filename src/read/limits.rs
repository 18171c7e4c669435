//! Limits per input file (product, §8).

use crate::model::submission::Unreadable;
use crate::msg;
use cpu_time::ThreadTime;
use std::time::Duration;

/// Maximum file size on disk, in bytes.
pub(super) const FILE_BYTES: u64 = 50 << 20;
/// Maximum total decompressed size of an archive, in bytes.
pub(super) const INFLATED_BYTES: u64 = 500 << 20;
/// Maximum number of non-empty cells.
pub(super) const CELLS: usize = 200_000;
/// Maximum number of parts in an archive.
pub(super) const PARTS: usize = 5_000;
/// Maximum number of sheets in a workbook.
pub(super) const SHEETS: usize = 256;
/// Maximum distance between two XML tags, in bytes. A cell's text has at most 32,767 characters.
pub(super) const MAX_TAG_DISTANCE: usize = 1 << 20;
/// Maximum size of the shared strings part, in bytes.
pub(super) const STRINGS_BYTES: u64 = 96 << 20;
/// Maximum size of small parts (workbook, styles, relationships), in bytes.
pub(super) const SMALL_BYTES: u64 = 8 << 20;
/// Maximum CPU time per file, which does not depend on the load of the machine.
pub(super) const TIME: Duration = Duration::from_secs(20);
/// Maximum elapsed time for a child process. Exceeding it is a machine failure, not a fault of the
/// file.
pub(super) const WAIT: Duration = Duration::from_mins(1);
/// Memory limit of the child process for binary formats, in bytes.
pub(super) const CHILD_BYTES: u64 = 400 << 20;

/// CPU time used for one file by the reading thread.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock(ThreadTime);

impl Clock {
    pub(super) fn start() -> Self {
        Self(ThreadTime::now())
    }

    pub(super) fn is_over(self) -> bool {
        self.0.elapsed() > TIME
    }
}

/// Remaining allowance for one workbook.
pub(super) struct Budget {
    /// Non-empty cells.
    pub(super) cells: usize,
    /// Text, in bytes.
    pub(super) text: usize,
    pub(super) clock: Clock,
}

impl Budget {
    pub(super) fn new(clock: Clock) -> Self {
        Self { cells: CELLS, text: 64 << 20, clock }
    }

    /// Deducts one cell.
    pub(super) fn cell(&mut self) -> Result<(), Unreadable> {
        self.cells = self.cells.checked_sub(1).ok_or_else(too_many_cells)?;
        Ok(())
    }

    /// Deducts a text.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Unreadable> {
        self.text = self.text.checked_sub(text.len()).ok_or_else(|| too_long("text"))?;
        Ok(())
    }

    /// Fails if the time limit is exceeded.
    pub(super) fn time(&self) -> Result<(), Unreadable> {
        if self.clock.is_over() { Err(too_slow()) } else { Ok(()) }
    }
}

pub(super) fn too_large_on_disk(bytes: u64) -> Unreadable {
    let (size, most) = (bytes >> 20, FILE_BYTES >> 20);
    Unreadable::TooLarge(msg!(
        "tệp nặng {size} MB, quá mức {most} MB",
        "the file has {size} MB, more than {most} MB"
    ))
}

pub(super) fn too_large_inflated(bytes: u64) -> Unreadable {
    let (size, most) = (bytes >> 20, INFLATED_BYTES >> 20);
    Unreadable::TooLarge(msg!(
        "nội dung sau khi giải nén là {size} MB, quá mức {most} MB",
        "the content inflates to {size} MB, more than {most} MB"
    ))
}

pub(super) fn too_many_cells() -> Unreadable {
    Unreadable::TooLarge(msg!(
        "có hơn {CELLS} ô có nội dung",
        "more than {CELLS} cells are not empty"
    ))
}

pub(super) fn too_many_parts(count: usize) -> Unreadable {
    Unreadable::TooLarge(msg!(
        "tệp gồm {count} phần hoặc trang tính, quá nhiều cho một báo cáo",
        "the file has {count} parts or sheets, too many for a report"
    ))
}

pub(super) fn too_long(part: &str) -> Unreadable {
    Unreadable::TooLarge(msg!(
        "phần “{part}” trong tệp dài quá mức",
        "the part “{part}” of the file is too long"
    ))
}

pub(super) fn too_slow() -> Unreadable {
    let seconds = TIME.as_secs();
    Unreadable::TooLarge(msg!(
        "đọc quá {seconds} giây chưa xong",
        "not read within {seconds} seconds"
    ))
}
