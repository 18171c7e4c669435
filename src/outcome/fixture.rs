//! Examines the test case of the rules. It is here because rules must not depend on this floor.

use super::{Outcome, examine};
use crate::model::case::RunScope;
use crate::rules::fixture::Fixture;

impl Fixture {
    /// Returns the outcome of the case.
    pub(crate) fn outcome(&self) -> Outcome<'_> {
        let scope = RunScope { plan: &self.plan, period: &self.plan.periods[0], as_of: self.as_of };
        examine(scope, self.inputs.clone())
    }
}
