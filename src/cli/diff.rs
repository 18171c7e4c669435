//! `tonghop diff`: which totals differ between two results, and because of which unit and cell.

use super::DONE;
use super::history::facts;
use super::named::is_standard_input;
use super::output::Console;
use crate::consolidate::compare::Difference;
use crate::error::Error;
use crate::render::difference;
use crate::say;
use std::path::Path;

/// Compares two files of facts and prints what differs. That they differ is an answer, not a fault: the exit code is 0.
pub(super) fn run(old: &Path, new: &Path, console: &Console) -> Result<u8, Error> {
    if [old, new].into_iter().all(is_standard_input) {
        return Err(say!(
            "Chỉ một trong hai tệp đọc được từ đầu vào chuẩn (-); ghi đường dẫn của tệp kia.",
            "Only one of the two files can be read from standard input (-); give the path of the other."
        )
        .into());
    }
    let (old, new) = (facts(old)?, facts(new)?);
    let difference = Difference::between(&old, &new)?;
    let text = if console.json { difference::document(&difference) } else { difference::report(&difference, console.style()) };
    console.print(&text)?;
    Ok(DONE)
}
