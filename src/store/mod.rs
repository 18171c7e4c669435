//! Reads and writes the files of a workspace: the office's own files, received reports, results and
//! records of runs.
//!
//! This floor does not print and does not read the clock.

pub(crate) mod closed_periods;
pub(crate) mod file_system;
pub(crate) mod history;
pub(crate) mod input_source;
pub(crate) mod journal;
pub(crate) mod layout;
pub(crate) mod lock;
pub(crate) mod new_year;
pub(crate) mod office_files;
pub(crate) mod office_workbooks;
pub(crate) mod period_results;
pub(crate) mod previous;
mod records;
pub(crate) mod reminders;
pub(crate) mod run_records;
pub(crate) mod temp_file;
pub(crate) mod transaction;
pub(crate) mod vietnam_time;
pub(crate) mod workspace;
