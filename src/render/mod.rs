//! Findings and results as text, as JSON and as a page.

pub mod board;
pub mod catalogue;
pub mod difference;
pub mod findings;
pub mod glance;
pub mod json;
pub mod paint;
pub mod received;
pub mod screen;
pub mod terminal;
pub mod verdict;
pub mod wrap;
