//! stub
#![allow(missing_docs, clippy::all)]
pub fn lay_out(_: &crate::outcome::Outcome<'_>, _: crate::text::Lang) -> super::Book { super::Book::default() }
