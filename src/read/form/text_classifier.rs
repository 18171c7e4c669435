//! Classifies words at a figure: neutral, about something else, or possibly changing what it
//! counts.

use super::document_lines;
use super::lexicon::Lexicon;
use crate::model::form_texts::SIGNS;
use crate::model::key::{Key, bare_words};
use crate::model::period::Period;
use crate::model::plan::{Indicator, Plan};
use crate::model::qualifier::{Parsed, Qualifier, Span, TimeRelation, parse};
use chrono::{NaiveDate, TimeDelta};

/// Words in the names of sheets without a report: drafts, earlier versions, examples, discarded
/// sheets.
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

/// Complete names of sheets without a report.
const EMPTY_FORMS: [&str; 6] = ["mẫu", "biểu mẫu", "mẫu biểu", "bản mẫu", "form", "template"];

/// Money without a scale.
const MONEY: [&str; 6] = ["đồng", "đ", "vnđ", "vnd", "đồng việt nam", "việt nam đồng"];

/// Maximum time between a period's end and the signing of its report.
pub(super) const SIGNED_AFTER: TimeDelta = TimeDelta::days(200);

/// Effect of words on a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// None: the words are neutral or the form's own.
    None,
    /// The figure is something else that is understood: another period, a part, a plan.
    Elsewhere,
    /// The words may change what the figure counts.
    Unclear,
}

/// A classified heading.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) effect: Effect,
    /// Whether it names figures.
    pub(super) names_figures: bool,
    /// Whether it is the form's heading or an alias of the plan.
    pub(super) is_own: bool,
    /// Whether it names no time and no part.
    pub(super) may_be_alias: bool,
}

/// Words of a plan, for a file of one period.
#[derive(Clone, Copy)]
pub(super) struct TextClassifier<'w> {
    pub(super) lexicon: &'w Lexicon,
    pub(super) plan: &'w Plan,
    /// Period that the file names, or else that of its folder in the inbox.
    pub(super) period: Option<&'w Period>,
}

impl TextClassifier<'_> {
    /// Classifies a heading of figures.
    pub(super) fn heading(&self, text: &str) -> Heading {
        let key = Key::new(text);
        // a key omits symbols
        if self.lexicon.figures.contains(&key) && !text.contains(SIGNS) {
            return Heading {
                effect: Effect::None,
                names_figures: true,
                is_own: true,
                may_be_alias: true,
            };
        }
        if self.lexicon.bare_figures.contains(&bare_words(text).concat()) && !text.contains(SIGNS) {
            return Heading {
                effect: Effect::None,
                names_figures: true,
                is_own: false,
                may_be_alias: true,
            };
        }
        let parsed = parse(text, &self.lexicon.headings);
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

    /// Classifies the text in brackets of an indicator's wording.
    pub(super) fn bracket(&self, text: &str, indicator: &Indicator) -> Effect {
        let known = indicator.names().any(|name| name.contains(text));
        let parsed = parse(text, &self.lexicon.neutral);
        match self.effect(&parsed) {
            _ if known => Effect::None,
            Effect::None if !parsed.rest.is_empty() => Effect::Unclear,
            effect => effect,
        }
    }

    /// Classifies a note beside a figure. The figure is something else only if the note has no
    /// other words; the note may correct it if it has a number or a question mark or mentions a
    /// correction.
    pub(super) fn note(&self, text: &str) -> Effect {
        let parsed = parse(text, &self.lexicon.neutral);
        let inside = |qualifier: &Qualifier| matches!(qualifier, Qualifier::Part(part) if Key::new(part) == Key::new("trong đó"));
        let corrects = || {
            text.chars().any(|letter| letter.is_numeric() || letter == '?')
                || parsed.qualifiers.contains(&Qualifier::Correction)
        };
        let is_scale = |qualifier: &Qualifier| matches!(qualifier, Qualifier::Scale(_));
        let scales = parsed.rest.is_empty()
            && !parsed.qualifiers.is_empty()
            && parsed.qualifiers.iter().all(is_scale);
        match self.effect(&parsed) {
            _ if scales || self.is_in_money(text) => Effect::Elsewhere,
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

    /// Classifies a line above a table. Words that are neither understood nor standard in reports
    /// may change what the figures count, and so may a date that is not a document's.
    pub(super) fn line(&self, text: &str) -> Effect {
        if document_lines::identifies(text) {
            return Effect::None;
        }
        let words = document_lines::without_numbers(text);
        let rest = parse(&words, &self.lexicon.titles);
        let is_day = |qualifier: &Qualifier| matches!(qualifier, Qualifier::Day(_));
        let is_known = self.is_standard(&words, &rest) && !rest.qualifiers.iter().any(is_day);
        match self.line_of(text, &parse(text, &self.lexicon.titles)) {
            Effect::None if self.is_in_money(text) => Effect::Elsewhere,
            Effect::None if !is_known => Effect::Unclear,
            effect => effect,
        }
    }

    /// Returns whether a text only states that figures are in *đồng*, which no indicator is
    /// measured in.
    fn is_in_money(&self, text: &str) -> bool {
        let key = Key::new(text);
        let measure = ["đơn vị tính", "đơn vị", "đvt", "đv tính", "tính bằng"]
            .iter()
            .find_map(|lead| key.as_str().strip_prefix(Key::new(lead).as_str())?.strip_prefix(' '));
        let is_money = |measure| MONEY.iter().any(|money| Key::new(money).as_str() == measure);
        measure.is_some_and(|measure| {
            is_money(measure) && !self.lexicon.measures.contains(&Key::new(measure))
        })
    }

    /// Returns the effect of a parsed line.
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

    /// Classifies words that apply to one column or sheet only: the cell above a heading, or a
    /// sheet's name.
    pub(super) fn close(&self, text: &str) -> Effect {
        let parsed = parse(text, &self.lexicon.titles);
        match self.line_of(text, &parsed) {
            Effect::None if self.effect(&parsed) == Effect::Elsewhere => Effect::Elsewhere,
            effect => effect,
        }
    }

    /// Returns whether a text is a unit of measure or its scale: *bản*, *nghìn*, *triệu đồng*.
    pub(super) fn is_measure(&self, text: &str) -> bool {
        let parsed = parse(text, &self.lexicon.neutral);
        let is_scale = |qualifier: &Qualifier| matches!(qualifier, Qualifier::Scale(_));
        let scales = !parsed.qualifiers.is_empty() && parsed.qualifiers.iter().all(is_scale);
        scales && parsed.rest.is_empty() || self.lexicon.measures.contains(&Key::new(text))
    }

    /// Returns whether a text means this period and the whole unit.
    pub(super) fn means_this_period(&self, text: &str) -> bool {
        let this = |qualifier: &Qualifier| match qualifier {
            Qualifier::Period(span) => self.relation(*span) == TimeRelation::Same,
            qualifier => matches!(qualifier, Qualifier::ThisPeriod | Qualifier::Whole),
        };
        parse(text, &self.lexicon.titles).qualifiers.iter().any(this)
    }

    /// Returns whether a text has only standard words of reports: names of bodies, titles, dates,
    /// signatures.
    pub(super) fn is_decoration(&self, text: &str) -> bool {
        let titles = &self.lexicon.titles;
        let cut_short = |span| self.is_cut_short(span);
        text.lines().all(|line| self.is_standard(line, &parse(line, titles)))
            && !parse(text, titles).spans().any(cut_short)
    }

    /// Returns whether a parsed line has only standard words of reports and times that may be the
    /// period's.
    fn is_standard(&self, line: &str, parsed: &Parsed) -> bool {
        parsed.rest.iter().all(|rest| document_lines::is_symbol(rest))
            && self.line_of(line, parsed) == Effect::None
    }

    /// Returns whether a sheet's name marks it as not part of the report.
    pub(super) fn is_no_report(name: &str) -> bool {
        let key = Key::new(name);
        let said = |words: &&str| key.contains(&Key::new(words));
        NO_REPORT.iter().any(said) || EMPTY_FORMS.iter().any(|words| key == Key::new(words))
    }

    /// Returns whether a text may be about figures: it has a number or qualifying words.
    pub(super) fn may_affect_figures(&self, text: &str) -> bool {
        text.chars().any(char::is_numeric)
            || !parse(text, &self.lexicon.titles).qualifiers.is_empty()
    }

    /// Returns whether a report of the file's period may be signed on a date.
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

    /// Returns whether a time span begins or ends inside the file's period and leaves its other end
    /// open: `đến ngày 15/3/2024`.
    fn is_cut_short(&self, span: Span) -> bool {
        self.period.is_some_and(|period| span.cuts_short(period))
    }

    /// Returns the effect of the understood words on a figure.
    fn effect(&self, parsed: &Parsed) -> Effect {
        let of_one = |qualifier: &Qualifier| match qualifier {
            Qualifier::Period(span) => match self.relation(*span) {
                TimeRelation::Unclear if self.is_cut_short(*span) => Effect::Elsewhere,
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
            // a single date may start or end another period
            Qualifier::Scale(_) | Qualifier::Correction | Qualifier::Day(_) => Effect::Unclear,
            Qualifier::ThisPeriod | Qualifier::Whole | Qualifier::Actual => Effect::None,
        };
        parsed.qualifiers.iter().map(of_one).fold(Effect::None, Effect::or)
    }
}

impl Effect {
    /// Returns the stronger effect. `Elsewhere` is strongest, because no decision about the words
    /// can make such a figure certain.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Elsewhere, _) | (_, Self::Elsewhere) => Self::Elsewhere,
            (Self::Unclear, _) | (_, Self::Unclear) => Self::Unclear,
            _ => Self::None,
        }
    }
}
