//! guided tour (later)
pub mod error;
pub mod model;
pub mod text;
