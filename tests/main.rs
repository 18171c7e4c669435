//! Tests of the whole: one binary, one module a kind.

#[cfg(test)]
mod properties;
#[cfg(test)]
mod reports;
