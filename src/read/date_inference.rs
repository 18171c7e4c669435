//! Infers dates that only the plan's year makes certain: two-digit years, month-first dates and
//! serial numbers without a date format.

use crate::model::date::{day_near, is_serial};
use crate::model::origin::Sourced;
use crate::model::reading::Day;
use crate::model::submission::Report;

/// Fills in unread dates of a report that have one reading near the plan's year.
pub(super) fn infer_dates(report: &mut Report, year: i32) {
    let listed = report.documents.iter_mut().filter_map(|document| document.issued.as_mut());
    let happened = report.incidents.iter_mut().filter_map(|incident| incident.happened.as_mut());
    for answer in report
        .days
        .values_mut()
        .chain(listed)
        .chain(happened)
        .filter(|answer| answer.value.is_none())
    {
        answer.value = day(answer, year);
    }
}

fn day(answer: &Sourced<Option<Day>>, year: i32) -> Option<Day> {
    // a serial number does not show how the date was typed
    day_near(&answer.raw, year).map(|date| Day { date, typed: is_serial(&answer.raw) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::form::{Field, Sheet};
    use crate::rules::fixture::{case, date, day};

    #[test]
    fn certain_dates_are_inferred_and_ambiguous_ones_are_not() {
        let mut fixture = case().report("A", |report| {
            report.days.insert(Field::SignedOn, date(None, "22/4/24", false, Sheet::Info));
            report.documents[0].issued = Some(date(None, "45404", false, Sheet::Documents));
            report.documents[1].issued = Some(date(None, "22/4", false, Sheet::Documents));
        });
        let crate::model::submission::Content::Report(report) =
            &mut fixture.inputs.submissions[0].content
        else {
            panic!("a report")
        };
        infer_dates(report, 2024);
        let expected = |typed| Some(Day { date: day(2024, 4, 22), typed });
        assert_eq!(report.days[&Field::SignedOn].value, expected(false));
        assert_eq!(
            report.documents[0].issued.as_ref().and_then(|issued| issued.value),
            expected(true)
        );
        assert_eq!(report.documents[1].issued.as_ref().and_then(|issued| issued.value), None);
    }
}
