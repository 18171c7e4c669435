//! Findings and results as text, as JSON and as a page.

pub(crate) mod ansi;
pub mod board;
pub(crate) mod catalogue;
pub(crate) mod difference;
pub(crate) mod findings;
pub mod json;
pub(crate) mod period_status;
pub(crate) mod received;
pub(crate) mod style;
pub(crate) mod summary;
pub(crate) mod terminal;
pub(crate) mod verification;
pub(crate) mod wrap;
