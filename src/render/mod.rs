//! Findings and results as text and as JSON.

pub mod catalogue;
pub mod difference;
pub mod json;
pub mod paint;
pub mod terminal;
pub mod verdict;
