//! Tests of the whole: one binary, one module a kind.

mod properties;
