//! Tests of the whole program, in one binary. The `cfg(test)` attributes mark the modules as tests
//! for lints.

#[cfg(test)]
mod accounted;
#[cfg(test)]
mod asked;
#[cfg(test)]
mod certainty;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod closing;
#[cfg(test)]
mod decide;
#[cfg(test)]
mod delivery;
#[cfg(test)]
mod documents;
#[cfg(test)]
mod edits;
#[cfg(test)]
mod events;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod excel;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod indicators;
#[cfg(test)]
mod issued;
#[cfg(test)]
mod layers;
#[cfg(test)]
mod ledger;
#[cfg(test)]
mod letters;
#[cfg(test)]
mod links;
#[cfg(test)]
mod long;
#[cfg(test)]
#[cfg(unix)]
mod machine;
#[cfg(test)]
#[path = "../examples/made/mod.rs"]
mod made;
#[cfg(test)]
mod new_year;
#[cfg(test)]
mod office;
mod other_plans;
#[cfg(test)]
mod paths;
#[cfg(test)]
mod periods;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod quiet;
#[cfg(test)]
mod readme;
#[cfg(test)]
mod received;
#[cfg(test)]
mod reminders;
#[cfg(test)]
mod reports;
#[cfg(test)]
mod returned;
#[cfg(test)]
mod schedule;
#[cfg(test)]
mod schema;
#[cfg(test)]
#[cfg(unix)]
mod screen;
#[cfg(test)]
mod series;
#[cfg(test)]
mod specimens;
#[cfg(test)]
mod standing;
#[cfg(test)]
mod tree;
#[cfg(test)]
mod unchanged;
#[cfg(test)]
mod units;
#[cfg(test)]
mod walk;
#[cfg(test)]
mod worked;
