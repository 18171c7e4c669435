//! The verification of recorded results, as text and as JSON.

use super::style::Style;
use crate::model::date;
use crate::model::record::Manifest;
use crate::model::results::Tool;
use crate::msg;
use crate::text::{Message, Text, counted};
use serde_json::json;
use std::fmt::Write as _;

/// Verdict on a recorded output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Unchanged, and reproduced.
    Same,
    /// A reminder with recorded manual changes; the program's version is reproduced.
    ByHand,
    /// Changed since it was written.
    Altered,
    /// Missing.
    Missing,
    /// Unchanged, but not reproduced.
    OtherBytes,
}

impl Verdict {
    /// Returns whether the output is as recorded.
    pub(crate) const fn is_sound(self) -> bool {
        matches!(self, Self::Same | Self::ByHand)
    }

    const fn title(self) -> Text {
        match self {
            Self::Same => Text::new("đúng như đã ghi", "as recorded"),
            Self::ByHand => Text::new(
                "đúng như đã ghi, có chỗ sửa tay",
                "as recorded, with what was edited by hand",
            ),
            Self::Altered => Text::new("đã bị sửa sau khi ghi", "changed since it was written"),
            Self::Missing => Text::new("không còn", "missing"),
            Self::OtherBytes => Text::new("dựng lại ra khác", "differs when rebuilt"),
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::ByHand => "by-hand",
            Self::Altered => "altered",
            Self::Missing => "missing",
            Self::OtherBytes => "differs",
        }
    }
}

/// The verification of a record.
#[derive(Debug)]
pub(crate) struct Verification<'t> {
    pub record: &'t str,
    pub manifest: &'t Manifest,
    pub verdicts: &'t [(String, Verdict)],
}

/// Returns how many outputs are as recorded, one line for each other output, then the conclusion.
pub(crate) fn report(verification: &Verification<'_>, style: Style) -> String {
    let (record, period) = (verification.record, &verification.manifest.period);
    let Message { vi: as_of, en: as_of_en } = date::to_message(verification.manifest.as_of);
    let head = msg!(
        "Kỳ {period}, tính đến ngày {as_of}, dựng lại theo {record}:",
        "Period {period}, as of {as_of_en}, rebuilt from {record}:"
    );
    let mut text = format!("{}\n", style.ansi.strong(head.in_lang(style.lang)));
    let (same, others): (Vec<_>, Vec<_>) =
        verification.verdicts.iter().partition(|(_, verdict)| *verdict == Verdict::Same);
    let line = |text: &mut String, what: &str, verdict: Verdict| {
        let title = verdict.title().in_lang(style.lang);
        let title = if verdict.is_sound() { style.ansi.good(title) } else { style.ansi.bad(title) };
        let _ = writeln!(text, "  {what}: {title}");
    };
    if !same.is_empty() {
        let (count, files) = (same.len(), counted(same.len(), "file"));
        let files = msg!("{count} tệp", "{files}");
        line(&mut text, files.in_lang(style.lang), Verdict::Same);
    }
    for (file, verdict) in others {
        line(&mut text, file, *verdict);
    }
    let bad = verification.verdicts.iter().filter(|(_, verdict)| !verdict.is_sound()).count();
    let by_hand = verification.verdicts.iter().any(|(_, verdict)| *verdict == Verdict::ByHand);
    let end = if bad == 0 && by_hand {
        msg!(
            "Trừ chỗ đã sửa tay trong công văn đôn đốc, mọi tệp kết quả giống hoàn toàn với bản dựng lại.",
            "Except for manual edits in reminders, every output is identical when rebuilt."
        )
    } else if bad == 0 {
        msg!(
            "Mọi tệp kết quả giống hoàn toàn với bản dựng lại.",
            "Every output is identical when rebuilt."
        )
    } else {
        let files = counted(bad, "result file");
        msg!("{bad} tệp kết quả không đúng như đã ghi.", "{files} not as recorded.")
    };
    let _ = writeln!(text, "{}", end.in_lang(style.lang));
    let (then, now) = (&verification.manifest.tool.version, Tool::this().version);
    if *then != now {
        let versions = msg!(
            "Kết quả do phiên bản {then} ghi, đang chạy phiên bản {now}: khác phiên bản có thể cho ra khác byte.",
            "The results were written by version {then}, this is version {now}: another version may give other bytes."
        );
        let _ = writeln!(text, "{}", style.ansi.warn(versions.in_lang(style.lang)));
    }
    text
}

/// Returns the verification as JSON text.
pub(crate) fn document(verification: &Verification<'_>) -> String {
    let outputs: Vec<_> = verification
        .verdicts
        .iter()
        .map(|(file, verdict)| json!({ "file": file, "state": verdict.word() }))
        .collect();
    let value = json!({
        "schema": 1,
        "period": verification.manifest.period,
        "as_of": verification.manifest.as_of,
        "record": verification.record,
        "written_by": verification.manifest.tool,
        "rebuilt_by": Tool::this(),
        "outputs": outputs,
    });
    format!("{value:#}\n")
}
