//! Findings and results as text and as JSON.

pub mod catalogue;
pub mod json;
pub mod paint;
pub mod terminal;
