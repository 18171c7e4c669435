//! Describes incomplete results because of files that this machine could not read, which is not an
//! error of the units.

use super::Outcome;
use crate::model::submission::Content;
use crate::msg;
use crate::text::{Lang, Message, counted, listed};
use std::collections::BTreeSet;

/// Maximum number of files named.
const MOST: usize = 5;

impl Outcome<'_> {
    /// Returns whether any report was received.
    pub(crate) fn has_reports(&self) -> bool {
        self.case.submissions.iter().any(|file| !matches!(file.content, Content::Ignored))
    }

    /// Returns the number of files that this machine could not read, in any period that the outcome
    /// uses.
    pub fn unread(&self) -> usize {
        self.case.unread().count() + self.case.earlier.unread.len()
    }

    /// Returns why the results are incomplete; `None` if everything was read.
    pub(crate) fn incomplete(&self) -> Option<Message> {
        let now = self
            .case
            .unread()
            .filter_map(|submission| Some((&*submission.file, submission.unread()?)));
        let before = self.case.earlier.unread.iter().map(|(file, why)| (file.as_str(), why));
        let all: Vec<(&str, &Message)> = now.chain(before).collect();
        let why: BTreeSet<&Message> = all.iter().map(|(_, why)| *why).collect();
        let why = |lang: Lang| {
            listed(&why.iter().map(|why| why.in_lang(lang)).collect::<Vec<_>>(), MOST, lang)
        };
        let files: Vec<&str> = all.iter().map(|(file, _)| *file).collect();
        let (count, vi, en) =
            (files.len(), listed(&files, MOST, Lang::Vi), listed(&files, MOST, Lang::En));
        let (why_vi, why_en) = (why(Lang::Vi), why(Lang::En));
        let files = counted(count, "file");
        let said = msg!(
            "KẾT QUẢ CHƯA ĐẦY ĐỦ: máy này chưa đọc được {count} tệp ({why_vi}): {vi}. Đây không phải lỗi của đơn vị gửi; khắc phục rồi chạy lại trước khi dùng kết quả.",
            "THE RESULTS ARE NOT COMPLETE: this machine could not read {files} ({why_en}): {en}. The units are not at fault; correct this and run again before using the results."
        );
        (count > 0).then_some(said)
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::Days;
    use crate::model::revision::Revision;
    use crate::model::status::{Punctuality, State};
    use crate::rules::fixture::{Fixture, case, codes, day};
    use crate::text::Lang;

    fn unread() -> Fixture {
        case().arrived("A", None).unread("A")
    }

    #[test]
    fn an_unread_file_is_no_error_of_its_unit() {
        let mut fixture = unread();
        fixture.as_of = day(2024, 6, 1);
        assert_eq!(codes(&fixture), [""; 0]);
        let outcome = fixture.outcome();
        let dossier = &outcome.case.dossiers[0];
        assert_eq!(outcome.state(dossier), State::Unread);
        assert!(!matches!(
            dossier.punctuality,
            Punctuality::Late | Punctuality::Missing | Punctuality::Awaited
        ));
        assert!(outcome.incomplete().is_some_and(|said| said.vi.contains("nhan/P/A.xlsx")));
        let action_items: Vec<String> =
            outcome.action_items().iter().map(|item| item.what.vi.clone()).collect();
        assert_eq!(action_items, ["Chạy lại để đọc báo cáo ở 1 nơi máy này chưa đọc được"]);
        assert_eq!(outcome.missing_reports()[0].why.vi, "Đã nhận, máy này chưa đọc được tệp");
        assert!(
            outcome
                .turnout()
                .completeness()
                .vi
                .starts_with("CHƯA ĐẦY ĐỦ: máy này chưa đọc được 1 tệp")
        );
        assert!(crate::book::form::returned(&outcome, dossier).is_none());
        let letters = crate::letter::all(
            &outcome,
            Lang::Vi,
            Revision::FIRST,
            &Days::new(),
            crate::letter::AnnexPlacement::Within,
        );
        assert!(
            letters.iter().all(|written| written.path == "bao-cao.docx"),
            "{:?}",
            letters.iter().map(|written| &written.path).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_register_line_of_an_unread_file_is_not_reported() {
        assert_eq!(codes(&case().unread("A")), [""; 0]);
    }

    #[test]
    fn results_without_unread_files_are_complete() {
        assert_eq!(case().outcome().incomplete(), None);
    }
}
