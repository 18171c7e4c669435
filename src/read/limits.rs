//! The limits one input must keep to (product, §8). They hold per file, never for the run.

use crate::model::submission::Unreadable;
use crate::msg;
use cpu_time::ThreadTime;
use std::time::Duration;

/// Largest file on disk, in bytes.
pub(super) const FILE_BYTES: u64 = 50 << 20;
/// Largest sum of what an archive inflates to, in bytes.
pub(super) const INFLATED_BYTES: u64 = 500 << 20;
/// Most cells with something in them.
pub(super) const CELLS: usize = 200_000;
/// Most parts in an archive.
pub(super) const PARTS: usize = 5_000;
/// Most sheets in a workbook.
pub(super) const SHEETS: usize = 256;
/// Longest stretch of a part between two tags, in bytes: a cell's text has at most 32,767 letters.
pub(super) const STRETCH: usize = 1 << 20;
/// Largest table of shared strings, in bytes of its part.
pub(super) const STRINGS_BYTES: u64 = 96 << 20;
/// Largest of the small parts (workbook, styles, relations), in bytes.
pub(super) const SMALL_BYTES: u64 = 8 << 20;
/// Longest time of the processor for one file: how busy the machine is otherwise makes no difference.
pub(super) const TIME: Duration = Duration::from_secs(20);
/// Longest time by the clock that a child process is waited for; past it the machine is at fault, not the file.
pub(super) const WAIT: Duration = Duration::from_mins(1);
/// Memory of the child process that reads old formats, in bytes.
pub(super) const CHILD_BYTES: u64 = 400 << 20;

/// The time of the processor that one file may still take on the thread that reads it.
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

/// What is left to spend on one workbook.
pub(super) struct Budget {
    /// Cells with something in them.
    pub(super) cells: usize,
    /// Letters of text, in bytes.
    pub(super) text: usize,
    /// Time.
    pub(super) clock: Clock,
}

impl Budget {
    pub(super) fn new(clock: Clock) -> Self {
        Self { cells: CELLS, text: 64 << 20, clock }
    }

    /// Takes one cell off.
    pub(super) fn cell(&mut self) -> Result<(), Unreadable> {
        self.cells = self.cells.checked_sub(1).ok_or_else(too_many_cells)?;
        Ok(())
    }

    /// Takes a text off.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Unreadable> {
        self.text = self.text.checked_sub(text.len()).ok_or_else(|| too_long("text"))?;
        Ok(())
    }

    /// Stops where the time is over.
    pub(super) fn time(&self) -> Result<(), Unreadable> {
        if self.clock.is_over() { Err(too_slow()) } else { Ok(()) }
    }
}

/// A file past the limit on disk.
pub(super) fn too_large_on_disk(bytes: u64) -> Unreadable {
    let (size, most) = (bytes >> 20, FILE_BYTES >> 20);
    Unreadable::TooLarge(msg!(
        "tệp nặng {size} MiB, quá mức {most} MiB",
        "the file has {size} MiB, more than {most} MiB"
    ))
}

/// An archive that inflates past the limit.
pub(super) fn too_large_inflated(bytes: u64) -> Unreadable {
    let (size, most) = (bytes >> 20, INFLATED_BYTES >> 20);
    Unreadable::TooLarge(msg!(
        "nội dung sau khi giải nén là {size} MiB, quá mức {most} MiB",
        "the content inflates to {size} MiB, more than {most} MiB"
    ))
}

/// A workbook with too many cells.
pub(super) fn too_many_cells() -> Unreadable {
    Unreadable::TooLarge(msg!(
        "có hơn {CELLS} ô có nội dung",
        "more than {CELLS} cells have something in them"
    ))
}

/// A workbook with too many parts or sheets.
pub(super) fn too_many_parts(count: usize) -> Unreadable {
    Unreadable::TooLarge(msg!(
        "tệp gồm {count} phần hoặc trang tính, quá nhiều cho một báo cáo",
        "the file has {count} parts or sheets, too many for a report"
    ))
}

/// A part or a text that is longer than anything a report holds.
pub(super) fn too_long(part: &str) -> Unreadable {
    Unreadable::TooLarge(msg!(
        "phần “{part}” trong tệp dài quá mức",
        "the part “{part}” of the file is too long"
    ))
}

/// A file that took too long.
pub(super) fn too_slow() -> Unreadable {
    let seconds = TIME.as_secs();
    Unreadable::TooLarge(msg!(
        "đọc quá {seconds} giây chưa xong",
        "not read within {seconds} seconds"
    ))
}
