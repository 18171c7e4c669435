//! What is made of the small case of the rules' tests. It stands here since the rules know nothing of the floor above them.

use super::{Outcome, examine};
use crate::model::case::RunScope;
use crate::rules::fixture::Fixture;

impl Fixture {
    /// What is made of the case.
    pub(crate) fn outcome(&self) -> Outcome<'_> {
        let scope = RunScope { plan: &self.plan, period: &self.plan.periods[0], as_of: self.as_of };
        examine(scope, self.inputs.clone())
    }
}
