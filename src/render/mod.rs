//! Findings and results as text, as JSON and as a page.

pub mod ansi;
pub mod board;
pub mod catalogue;
pub mod difference;
pub mod findings;
pub mod json;
pub mod period_status;
pub mod received;
pub mod style;
pub mod summary;
pub mod terminal;
pub mod verification;
pub mod wrap;
