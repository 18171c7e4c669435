//! What a rule looks at.

use super::finding::Reporter;
use crate::model::case::{Case, RunScope};
use crate::model::decision::Applied;
use crate::model::plan::Plan;
use crate::model::submission::Submission;

/// A look at one submission by itself.
type OfSubmission = fn(&RunScope<'_>, &Submission, &mut Reporter<'_>);
/// A look at one submission by itself that has what it needs of the plan ready.
pub(super) type Ready<'p> =
    Box<dyn Fn(&RunScope<'_>, &Submission, &mut Reporter<'_>) + Send + Sync + 'p>;
/// A look at everything.
type OfCase = fn(&Case<'_>, &mut Reporter<'_>);

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// One submission by itself.
    Submission(OfSubmission),
    /// One submission by itself, with what is made ready of the plan once for all of them.
    Prepared(for<'p> fn(&'p Plan) -> Ready<'p>),
    /// Everything.
    Case(OfCase),
    /// One submission by itself, then everything.
    Both(OfSubmission, OfCase),
    /// The office's decisions, once it is known which of them were used, by their lines.
    Decisions(fn(&Case<'_>, &Applied, &mut Reporter<'_>)),
}
