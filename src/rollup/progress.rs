//! Summarizes the progress of a task over all units.

use super::words;
use crate::consolidate::Progress;
use crate::model::origin::Sourced;
use crate::model::plan::{Duty, Task};
use crate::model::reading::Status;
use crate::model::submission::TaskAnswer;
use crate::outcome::Outcome;

/// Answers a task of the level above. The texts of the units are in the accompanying workbook.
pub(super) fn answer(outcome: &Outcome<'_>, asked: &Task, ours: Option<&Task>) -> TaskAnswer {
    let all = outcome.consolidation.progress.iter();
    let told: Vec<&Progress> =
        all.filter(|progress| ours.is_some_and(|task| task.code == progress.task)).collect();
    let status = status(&told);
    let result = status
        .filter(|status| !matches!(status, Status::NothingArose | Status::NotApplicable))
        .map(|_| words(&counted(&told)));
    let status = status.map(|status| {
        let Sourced { raw, at, .. } = words(status.word());
        Sourced { value: Some(status), raw, at }
    });
    TaskAnswer { status, result, task: Some(asked.code.clone()), ..TaskAnswer::default() }
}

/// Returns the joint status of all units; `None` if a person must decide. No task is done while an
/// answer is outstanding.
fn status(told: &[&Progress]) -> Option<Status> {
    let says = |wanted: Status| told.iter().any(|progress| progress.status == Some(wanted));
    let is_owed =
        told.iter().any(|progress| progress.status.is_none() && progress.duty == Duty::Required);
    if says(Status::Done) || says(Status::InProgress) {
        let is_open = is_owed || says(Status::InProgress) || says(Status::NotStarted);
        return Some(if is_open { Status::InProgress } else { Status::Done });
    }
    let rest = [Status::NotStarted, Status::NothingArose, Status::NotApplicable]
        .into_iter()
        .find(|status| says(*status));
    rest.filter(|status| *status == Status::NotStarted || !is_owed)
}

/// Describes the number of units per status.
fn counted(told: &[&Progress]) -> String {
    let count =
        |wanted: Option<Status>| told.iter().filter(|progress| progress.status == wanted).count();
    let said =
        Status::ALL.into_iter().map(|status| (count(Some(status)), status.word().to_lowercase()));
    let all = said.chain([(count(None), "chưa nêu hoặc chưa có báo cáo".to_owned())]);
    let parts: Vec<String> = all
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} đơn vị {word}"))
        .collect();
    format!(
        "Trong {} đơn vị được giao: {}. Kết quả của từng đơn vị: trang Kết quả của tệp tổng hợp kèm theo.",
        told.len(),
        parts.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::plan::Role;

    fn together(said: &[Option<Status>], duty: Duty) -> Option<Status> {
        let progress = |status: &Option<Status>| Progress {
            unit: "A".into(),
            task: "T".into(),
            duty,
            role: Role::Own,
            has_report: true,
            status: *status,
        };
        let all: Vec<Progress> = said.iter().map(progress).collect();
        status(&all.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_task_is_done_only_if_all_units_are_done() {
        use Status::{Done, InProgress, NotApplicable, NotStarted, NothingArose};
        let required = |said: &[Option<Status>]| together(said, Duty::Required);
        assert_eq!(required(&[Some(Done), Some(NothingArose), Some(NotApplicable)]), Some(Done));
        assert_eq!(required(&[Some(Done), None]), Some(InProgress));
        assert_eq!(together(&[Some(Done), None], Duty::ByFunction), Some(Done));
        assert_eq!(required(&[Some(Done), Some(NotStarted)]), Some(InProgress));
        assert_eq!(required(&[Some(NotStarted), Some(NothingArose), None]), Some(NotStarted));
        assert_eq!(required(&[Some(NothingArose), Some(NothingArose)]), Some(NothingArose));
        assert_eq!(required(&[Some(NotApplicable)]), Some(NotApplicable));
    }

    #[test]
    fn an_unclear_status_is_left_to_a_person() {
        assert_eq!(together(&[None, None], Duty::ByFunction), None);
        assert_eq!(together(&[Some(Status::NothingArose), None], Duty::Required), None);
    }
}
