//! guided tour (later)
pub mod book;
pub mod consolidate;
pub mod error;
pub mod load;
pub mod model;
pub mod outcome;
pub mod read;
pub mod render;
pub mod rules;
pub mod text;
pub mod xlsx;
