//! What offices receive: forms that this program issued, filled in and then bent as people and programs bend them, files and folders
//! as they arrive, and the register beside them. By kind; each row of a table is something that was really done to a report.
//!
//! A figure counts as what a person sees there, or it does not count; what was written and not used is said; what is well stays quiet.
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
mod typed;
mod wordings;
