//! Closed results compared with the current inputs.

use super::console::Console;
use crate::error::Error;
use crate::model::date;
use crate::model::record::{Changes, Closing, Input};
use crate::model::revision::Revision;
use crate::msg;
use crate::store::history::History;
use crate::text::{Lang, Text, listed};
use chrono::NaiveDate;
use std::fmt::Write as _;

/// Maximum number of files listed per kind.
const MAX_LISTED: usize = 12;

/// Closed results and what has changed since.
pub(super) struct ClosedResults {
    pub(super) revision: Revision,
    closing: Closing,
    /// Inputs added, changed or removed since closing.
    changes: Changes,
    /// Result files changed or missing.
    altered: Vec<String>,
}

impl ClosedResults {
    /// Compares the last closed results of a period with the current inputs.
    ///
    /// # Errors
    /// Returns an error if their record is damaged.
    pub(super) fn compare(history: &History, now: &[Input]) -> Result<Option<Self>, Error> {
        let Some((revision, closing)) = history.closing()? else {
            return Ok(None);
        };
        let changes = Changes::between(&closing.manifest.inputs, now);
        let altered = history
            .changed_files(&closing.manifest.outputs)
            .into_iter()
            .map(|digest| digest.file.clone())
            .collect();
        Ok(Some(Self { revision, closing, changes, altered }))
    }

    /// Returns the closing date and the as-of date of the closed results.
    pub(super) const fn days(&self) -> (NaiveDate, NaiveDate) {
        (self.closing.closed_on, self.closing.manifest.as_of)
    }

    /// Returns whether writing the results again would change nothing.
    pub(super) fn is_current(&self) -> bool {
        self.changes.is_empty() && self.altered.is_empty()
    }

    /// Returns the closing date.
    pub(super) const fn day(&self) -> chrono::NaiveDate {
        self.closing.closed_on
    }

    /// Returns the changes since closing.
    pub(super) const fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Reports the closing date and the changes since.
    pub(super) fn tell(&self, console: &Console) {
        let Closing { closed_on, manifest, .. } = &self.closing;
        let (period, number) = (&manifest.period, self.revision.number());
        let (closed, as_of) = (date::to_message(*closed_on), date::to_message(manifest.as_of));
        let (closed, closed_en, as_of, as_of_en) = (closed.vi, closed.en, as_of.vi, as_of.en);
        let mut said = msg!(
            "Kỳ {period} đã chốt ngày {closed} (bản {number}, tính đến ngày {as_of}).",
            "Period {period} was closed on {closed_en} (version {number}, as of {as_of_en})."
        );
        if self.is_current() {
            said.vi.push_str(" Từ đó không có gì thay đổi: kết quả đã chốt giữ nguyên.");
            said.en.push_str(" Nothing has changed since: the closed results are kept.");
            return console.tell(&said);
        }
        console.warn_text(&format!("{}\n{}", said.in_lang(console.lang), self.since(console.lang)));
    }

    /// Prints the closed facts if JSON is requested.
    ///
    /// # Errors
    /// Returns an error if they cannot be read or printed.
    pub(super) fn print(&self, history: &History, console: &Console) -> Result<(), Error> {
        if console.json { console.print(&history.text(self.revision)?) } else { Ok(()) }
    }

    fn since(&self, lang: Lang) -> String {
        let Changes { added, changed, removed, office } = &self.changes;
        let mut text = Text::new("Từ khi chốt:", "Since closing:").in_lang(lang).to_owned();
        for (title, files) in [
            (Text::new("tệp mới nhận", "received"), added),
            (Text::new("tệp bị sửa hoặc thay", "changed or replaced"), changed),
            (Text::new("tệp không còn", "gone"), removed),
            (Text::new("tệp của văn phòng đã sửa", "files of the office edited"), office),
            (
                Text::new("tệp kết quả đã chốt bị sửa hoặc mất", "closed results altered or gone"),
                &self.altered,
            ),
        ] {
            if !files.is_empty() {
                let _ = write!(
                    text,
                    "\n  {} ({}): {}",
                    title.in_lang(lang),
                    files.len(),
                    listed(files, MAX_LISTED, lang)
                );
            }
        }
        text
    }
}
