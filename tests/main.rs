//! The tests of the whole program, in one binary.

mod cli;
mod edits;
mod examples;
mod fixtures;
mod fuzz;
mod hostile;
mod layers;
mod properties;
mod readme;
mod reports;
mod tree;
