//! The files of a workspace: the office's own files, the reports received, and the results with the records of their runs.
//!
//! This floor reads and writes the disk. It does not print and does not ask the clock.

pub mod file_system;
pub mod history;
pub mod input_source;
pub mod journal;
pub mod layout;
pub mod lock;
pub mod office_files;
pub mod previous;
mod records;
pub mod reminders;
pub mod run_records;
pub mod temp_file;
pub mod transaction;
pub mod vietnam_time;
pub mod workspace;
