//! guided tour (later)
pub mod error;
pub mod load;
pub mod model;
pub mod read;
pub mod text;
pub mod consolidate;
pub mod outcome;
pub mod rules;
