//! What words at a figure do to it: nothing, make it something else, or leave open what it counts.

use super::lexicon::Lexicon;
use crate::model::form_texts::SIGNS;
use crate::model::key::Key;
use crate::model::period::Period;
use crate::model::plan::{Indicator, Plan};
use crate::model::qualifier::{Parsed, Qualifier, Span, TimeRelation, parse};
use chrono::{NaiveDate, TimeDelta};

/// Names of sheets that hold no report: drafts, earlier versions, examples, what is to be deleted.
const NO_REPORT: [&str; 16] = [
    "nháp",
    "bản nháp",
    "cũ",
    "bản cũ",
    "draft",
    "old",
    "ví dụ",
    "tham khảo",
    "backup",
    "hủy",
    "xóa",
    "bỏ",
    "test",
    "thử",
    "bản thử",
    "tạm",
];

/// Whole names of sheets that hold no report.
const EMPTY_FORMS: [&str; 6] = ["mẫu", "biểu mẫu", "mẫu biểu", "bản mẫu", "form", "template"];

/// Days after a period's end on which its report may still be signed.
pub(super) const SIGNED_AFTER: TimeDelta = TimeDelta::days(200);

/// What words do to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// They say nothing, or what the form says.
    None,
    /// They make it something else that is understood: another period, a part, a plan.
    Elsewhere,
    /// They may change what it counts.
    Unclear,
}

/// A heading, read.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) effect: Effect,
    /// Whether it names figures.
    pub(super) names_figures: bool,
    /// Whether it is the form's own heading or an alias of the plan.
    pub(super) is_own: bool,
    /// Whether it says nothing about a time or a part.
    pub(super) may_be_alias: bool,
}

/// The words of a plan, for a file of one period.
#[derive(Clone, Copy)]
pub(super) struct TextClassifier<'w> {
    pub(super) lexicon: &'w Lexicon,
    pub(super) plan: &'w Plan,
    /// The period the file says it is of.
    pub(super) period: Option<&'w Period>,
}

impl TextClassifier<'_> {
    /// Reads a heading of figures.
    pub(super) fn heading(&self, text: &str) -> Heading {
        let key = Key::new(text);
        // a key leaves signs out
        if self.lexicon.figures.contains(&key) && !text.contains(SIGNS) {
            return Heading {
                effect: Effect::None,
                names_figures: true,
                is_own: true,
                may_be_alias: true,
            };
        }
        let parsed = parse(text, &self.lexicon.neutral);
        let effect = if parsed.rest.is_empty() {
            self.effect(&parsed)
        } else {
            self.effect(&parsed).or(Effect::Unclear)
        };
        let names = |qualifier: &Qualifier| match qualifier {
            Qualifier::Period(span) => self.relation(*span) == TimeRelation::Same,
            Qualifier::ThisPeriod | Qualifier::Whole | Qualifier::Actual => true,
            _ => false,
        };
        let plain = |qualifier: &Qualifier| {
            matches!(qualifier, Qualifier::Whole | Qualifier::Actual | Qualifier::ThisPeriod)
        };
        let names_figures = self.lexicon.naming.iter().any(|name| key.contains(name))
            || parsed.qualifiers.iter().any(names);
        Heading {
            effect,
            names_figures,
            is_own: false,
            may_be_alias: effect == Effect::None && parsed.qualifiers.iter().all(plain),
        }
    }

    /// Reads what stands in the brackets of an indicator's wording.
    pub(super) fn bracket(&self, text: &str, indicator: &Indicator) -> Effect {
        let known = indicator.names().any(|name| name.contains(text));
        let parsed = parse(text, &self.lexicon.neutral);
        match self.effect(&parsed) {
            _ if known => Effect::None,
            Effect::None if !parsed.rest.is_empty() => Effect::Unclear,
            effect => effect,
        }
    }

    /// Reads a note beside a figure. It makes the figure something else only where it says nothing besides; it may correct it where
    /// it holds a number or speaks of a correction.
    pub(super) fn note(&self, text: &str) -> Effect {
        let parsed = parse(text, &self.lexicon.neutral);
        let inside = |qualifier: &Qualifier| matches!(qualifier, Qualifier::Part(part) if Key::new(part) == Key::new("trong đó"));
        let corrects = || {
            text.chars().any(char::is_numeric) || parsed.qualifiers.contains(&Qualifier::Correction)
        };
        match self.effect(&parsed) {
            Effect::None if corrects() => Effect::Unclear,
            Effect::None => Effect::None,
            Effect::Elsewhere
                if parsed.rest.is_empty() && !parsed.qualifiers.iter().any(inside) =>
            {
                Effect::Elsewhere
            }
            _ => Effect::Unclear,
        }
    }

    /// Reads a line above a table, or the name of its sheet.
    pub(super) fn line(&self, text: &str) -> Effect {
        self.line_of(text, &parse(text, &self.lexicon.titles))
    }

    /// What a line does, once its words are taken apart.
    fn line_of(&self, text: &str, parsed: &Parsed) -> Effect {
        let spans: Vec<TimeRelation> = parsed.spans().map(|span| self.relation(span)).collect();
        let of_this = spans
            .iter()
            .any(|relation| matches!(relation, TimeRelation::Same | TimeRelation::Unclear));
        let key = Key::new(text);
        let of_plan = ["thực hiện", "theo", "triển khai", "căn cứ"]
            .iter()
            .any(|words| key.contains(&Key::new(words)))
            && key.contains(&Key::new("kế hoạch"));
        let changes = |qualifier: &Qualifier| match qualifier {
            Qualifier::Period(span) => match self.relation(*span) {
                TimeRelation::Same | TimeRelation::Unclear => false,
                TimeRelation::Contains => !of_this && !of_plan,
                TimeRelation::Within | TimeRelation::Other => true,
            },
            Qualifier::PreviousPeriod
            | Qualifier::Scale(_)
            | Qualifier::Wider
            | Qualifier::Old
            | Qualifier::Cumulative => true,
            Qualifier::Part(part) => Key::new(part) != Key::new("trong đó"),
            Qualifier::Planned => parsed.rest.is_empty() && !of_plan,
            Qualifier::Change | Qualifier::Share => parsed.rest.is_empty(),
            Qualifier::Day(day) => {
                key.contains(&Key::new("kèm theo báo cáo")) && !self.may_be_signed(*day)
            }
            Qualifier::Correction
            | Qualifier::ThisPeriod
            | Qualifier::Whole
            | Qualifier::Actual => false,
        };
        match () {
            () if parsed.qualifiers.iter().any(changes) => Effect::Elsewhere,
            () if parsed.qualifiers.contains(&Qualifier::Correction) => Effect::Unclear,
            () => Effect::None,
        }
    }

    /// Reads the words in the cell above a heading, or the name of a sheet: they speak of that column or sheet alone.
    pub(super) fn close(&self, text: &str) -> Effect {
        let parsed = parse(text, &self.lexicon.titles);
        match self.line_of(text, &parsed) {
            Effect::None if self.effect(&parsed) == Effect::Elsewhere => Effect::Elsewhere,
            effect => effect,
        }
    }

    /// Whether a text is a measure, or how many of one are counted as one: *bản*, *nghìn*, *triệu đồng*.
    pub(super) fn is_measure(&self, text: &str) -> bool {
        let parsed = parse(text, &self.lexicon.neutral);
        let is_scale = |qualifier: &Qualifier| matches!(qualifier, Qualifier::Scale(_));
        let scales = !parsed.qualifiers.is_empty() && parsed.qualifiers.iter().all(is_scale);
        scales && parsed.rest.is_empty() || self.lexicon.measures.contains(&Key::new(text))
    }

    /// Whether a text says that figures are of this period and of the whole unit.
    pub(super) fn is_of_this(&self, text: &str) -> bool {
        let this = |qualifier: &Qualifier| match qualifier {
            Qualifier::Period(span) => self.relation(*span) == TimeRelation::Same,
            qualifier => matches!(qualifier, Qualifier::ThisPeriod | Qualifier::Whole),
        };
        parse(text, &self.lexicon.titles).qualifiers.iter().any(this)
    }

    /// Whether a text is only what reports say of themselves: names of bodies, titles, the day, how they are signed.
    pub(super) fn is_decoration(&self, text: &str) -> bool {
        text.lines().all(|line| {
            let parsed = parse(line, &self.lexicon.titles);
            parsed.rest.iter().all(|rest| is_symbol(rest))
                && self.line_of(line, &parsed) == Effect::None
        })
    }

    /// Whether a sheet's name says that it holds no report.
    pub(super) fn is_no_report(name: &str) -> bool {
        let key = Key::new(name);
        let said = |words: &&str| key.contains(&Key::new(words));
        NO_REPORT.iter().any(said) || EMPTY_FORMS.iter().any(|words| key == Key::new(words))
    }

    /// Whether a text may be about figures: it holds a number, or words that qualify or correct one.
    pub(super) fn may_concern(&self, text: &str) -> bool {
        text.chars().any(char::is_numeric)
            || !parse(text, &self.lexicon.titles).qualifiers.is_empty()
    }

    /// Whether a report of the file's period may be signed on a day.
    fn may_be_signed(&self, day: NaiveDate) -> bool {
        let window = self.period.and_then(|period| Some((period.from?, period.to?)));
        window.is_none_or(|(from, to)| from <= day && day <= to + SIGNED_AFTER)
    }

    fn relation(&self, span: Span) -> TimeRelation {
        match self.period {
            Some(period) => span.relation(period),
            None => self
                .plan
                .periods
                .iter()
                .map(|period| span.relation(period))
                .find(|r| *r == TimeRelation::Same)
                .unwrap_or(TimeRelation::Other),
        }
    }

    /// What the understood words do to a figure.
    fn effect(&self, parsed: &Parsed) -> Effect {
        let of_one = |qualifier: &Qualifier| match qualifier {
            Qualifier::Period(span) => match self.relation(*span) {
                TimeRelation::Same | TimeRelation::Unclear => Effect::None,
                TimeRelation::Contains | TimeRelation::Within | TimeRelation::Other => {
                    Effect::Elsewhere
                }
            },
            Qualifier::PreviousPeriod
            | Qualifier::Cumulative
            | Qualifier::Planned
            | Qualifier::Change
            | Qualifier::Share
            | Qualifier::Part(_)
            | Qualifier::Wider
            | Qualifier::Old => Effect::Elsewhere,
            // a single day may begin or end another stretch of time
            Qualifier::Scale(_) | Qualifier::Correction | Qualifier::Day(_) => Effect::Unclear,
            Qualifier::ThisPeriod | Qualifier::Whole | Qualifier::Actual => Effect::None,
        };
        parsed.qualifiers.iter().map(of_one).fold(Effect::None, Effect::or)
    }
}

impl Effect {
    /// The graver of two: what is something else cannot be made certain by a decision about the words.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Elsewhere, _) | (_, Self::Elsewhere) => Self::Elsewhere,
            (Self::Unclear, _) | (_, Self::Unclear) => Self::Unclear,
            _ => Self::None,
        }
    }
}

/// Whether a text is the number and symbol of a document, or only marks.
fn is_symbol(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 30 && (text.contains('/') || text.contains("BC")) && !text.contains(' ')
        || !text.chars().any(char::is_alphanumeric)
}
