//! Lists the files to send to each unit: forms with their cover letter, reminders, returned forms
//! with their letters.

use super::context::LetterContext;
use super::eligibility::{ReminderKind, findings_to_correct};
use super::{COVER, RETURNED, reminder, returned};
use crate::model::case::Dossier;
use crate::model::file_name::form_name;
use crate::model::form::Field;
use crate::model::mailing::MailingEntry;
use crate::model::unit::{Contact, Unit};
use crate::text::Text;
use std::collections::BTreeMap;

/// Returns the forms with the cover letter.
pub(super) fn forms<'u>(units: impl IntoIterator<Item = &'u Unit>) -> Vec<MailingEntry> {
    let one = |unit: &Unit| MailingEntry {
        unit: unit.code.clone(),
        contact: unit.contact.clone(),
        what: Text::new("Biểu mẫu báo cáo", "Form of the report"),
        files: vec![COVER.to_owned(), form_name(&unit.code)],
    };
    units.into_iter().map(one).collect()
}

/// Returns the reminders and the returned forms, in the order of the units.
pub(super) fn results(context: &LetterContext<'_>) -> Vec<MailingEntry> {
    let reminders: BTreeMap<_, _> = reminder::recipients(context).into_iter().collect();
    let one = |dossier: &Dossier| {
        let (what, files) = if let Some((kind, path)) = reminders.get(&dossier.unit) {
            let what = match kind {
                ReminderKind::Overdue => Text::new("Đôn đốc gửi báo cáo", "Reminder, overdue"),
                ReminderKind::Near => Text::new("Nhắc thời hạn gửi báo cáo", "Reminder"),
            };
            (what, vec![path.clone()])
        } else if findings_to_correct(context.outcome, dossier).is_empty() {
            return None;
        } else {
            let letter = format!("{RETURNED}/{}", returned::file_name(&dossier.unit));
            let what = Text::new("Chỉnh sửa, gửi lại báo cáo", "Correction of the report");
            (what, vec![letter, format!("{RETURNED}/{}", form_name(&dossier.unit))])
        };
        let contact = contact(context, dossier);
        Some(MailingEntry { unit: dossier.unit.clone(), contact, what, files })
    };
    context.units(|_| true).into_iter().filter_map(one).collect()
}

/// Returns the unit's contact data. The unit's report replaces missing data of the plan.
fn contact(context: &LetterContext<'_>, dossier: &Dossier) -> Contact {
    let mut contact =
        context.case().unit(dossier).map(|unit| unit.contact.clone()).unwrap_or_default();
    let report = context.case().report_on_period(dossier);
    let said = |field| report.and_then(|report| report.text(field)).unwrap_or_default().to_owned();
    if contact.person.is_empty() && contact.phone.is_empty() {
        (contact.person, contact.phone) = (said(Field::Officer), said(Field::Phone));
    }
    contact
}
