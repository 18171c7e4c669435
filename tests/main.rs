//! The tests of the whole program, in one binary.

mod cli;
mod examples;
mod hostile;
mod layers;
mod properties;
mod readme;
mod reports;
mod specimens;
mod tree;
