//! guided tour (later)
pub mod error;
pub mod load;
pub mod model;
pub mod text;
