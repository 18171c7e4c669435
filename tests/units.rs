//! Tests of what offices receive: forms issued by this program, filled in and edited by people and
//! programs; files and folders as they arrive; and the register. Each row of a table was really
//! done to a report.
//!
//! A figure counts as a person sees it, or it does not count; text that is not used is reported;
//! correct content gives no finding.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::needless_pass_by_value,
    reason = "a test stops where it fails"
)]

pub(crate) mod form;
pub(crate) mod inbox;
pub(crate) mod judged;
pub(crate) mod package;

mod appearance;
mod figures;
mod files;
mod formats;
mod headings;
mod lists;
mod merged;
mod places;
mod programs;
mod register;
mod sender;
mod sheets;
mod sound;
mod tables;
mod typed;
mod wordings;
