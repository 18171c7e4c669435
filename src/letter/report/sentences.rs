//! Writes figures as sentences, by the plan's own pattern or else from the wording and unit of
//! measure of each indicator.

use super::super::collective::lower_first;
use super::super::context::{LetterContext, plain};
use super::super::{Line, Look, Piece};
use crate::consolidate::{SameUnits, Total};
use crate::model::id::IndicatorCode;
use crate::model::key::Key;
use crate::model::number::{rounded, to_message};
use crate::model::plan::{Clause, Indicator, Nature, Sentence, SentencePart};
use crate::msg;
use crate::text::{Lang, Message, Text};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

/// An indicator with its total.
#[derive(Clone, Copy)]
pub(super) struct Stated<'a> {
    pub(super) indicator: &'a Indicator,
    pub(super) total: &'a Total,
}

impl Stated<'_> {
    /// Returns whether the units' answers make no common figure: days, texts, what the plan does not add up.
    fn is_apart(&self) -> bool {
        self.total.all.units > 0 && !self.is_known()
    }

    /// Returns whether any unit has a figure.
    fn is_known(&self) -> bool {
        self.total.all.units > 0 && (self.total.all.number.is_some() || self.has_answers())
    }

    fn has_answers(&self) -> bool {
        !self.total.all.answers.is_empty()
    }

    /// Returns whether the units' figures add up to 0.
    pub(super) fn is_zero(&self) -> bool {
        self.is_known() && self.total.all.number.is_some_and(|number| number.is_zero())
    }

    /// Returns its wording as used within a sentence; that of a part names the whole too.
    pub(super) fn name(&self) -> String {
        lower_first(self.indicator.full_name())
    }

    /// Returns its wording after another indicator: that of a part is short after its whole or
    /// another part of it.
    fn name_after(&self, previous: Option<&Self>) -> String {
        let follows = self.indicator.part.as_ref().zip(previous).is_some_and(|(part, previous)| {
            let previous = previous.indicator;
            previous.code == part.parent
                || previous.part.as_ref().is_some_and(|other| other.parent == part.parent)
        });
        if follows { lower_first(&self.indicator.name) } else { self.name() }
    }
}

/// Returns the matching indicators with their totals, without those that have no common total.
pub(super) fn stated<'a>(
    context: &LetterContext<'a>,
    wanted: impl Fn(&Indicator) -> bool,
) -> Vec<Stated<'a>> {
    let plan = context.case().scope.plan;
    let totals = context.outcome.consolidation.totals.iter();
    let all = totals
        .filter_map(|total| Some(Stated { indicator: plan.indicator(&total.indicator)?, total }));
    all.filter(|one| !one.is_apart() && wanted(one.indicator)).collect()
}

/// Returns sentences on several indicators as one paragraph, or nothing without indicators.
pub(super) fn paragraph<'a>(
    context: &LetterContext<'a>,
    sentence: &Sentence,
    all: &[Stated<'a>],
) -> Option<Line> {
    if all.is_empty() {
        return None;
    }
    let find = |code: &IndicatorCode| all.iter().find(|one| one.indicator.code == *code);
    // the plan's sentences are in Vietnamese
    let clauses = if context.lang == Lang::Vi { sentence.clauses.as_slice() } else { &[] };
    let is_stated = |clause: &&Clause| {
        clause.indicators().filter_map(find).any(|one| one.is_known() && !one.is_zero())
    };
    let by_plan: Vec<&Clause> = clauses.iter().filter(is_stated).collect();
    let covered: Vec<&IndicatorCode> =
        by_plan.iter().flat_map(|clause| clause.indicators()).collect();
    let (of_plan, others): (Vec<Stated<'_>>, Vec<Stated<'_>>) =
        all.iter().partition(|one| covered.contains(&&one.indicator.code));
    let (zero, others): (Vec<Stated<'_>>, Vec<Stated<'_>>) =
        others.into_iter().partition(Stated::is_zero);
    let (known, unknown): (Vec<Stated<'_>>, Vec<Stated<'_>>) =
        others.into_iter().partition(Stated::is_known);
    let mut line = Line::new();
    if !by_plan.is_empty() {
        line.push(plain(context.say(Text::new("Các đơn vị đã ", "The units have "))));
        for (place, clause) in by_plan.into_iter().enumerate() {
            line.extend((place > 0).then(|| plain("; ")));
            line.extend(clause.parts.iter().map(|part| part_of(context, part, find)));
        }
        line.push(plain(format!(" {}. ", coverage(context, &of_plan))));
    }
    if !known.is_empty() {
        let texts = joined(&known, |one, name| usual_clause(context, one, &name));
        let coverage = coverage(context, &known);
        line.push(plain(context.said(msg!(
            "Số liệu các đơn vị báo cáo: {texts} {coverage}. ",
            "Figures reported: {texts} {coverage}. "
        ))));
    }
    line.extend(names(&zero).map(|names| {
        let coverage = coverage(context, &zero);
        plain(
            context
                .said(msg!("Không phát sinh: {names} {coverage}. ", "None: {names} {coverage}. ")),
        )
    }));
    line.extend(names(&unknown).map(|names| {
        plain(context.said(msg!("Chưa có số liệu: {names}. ", "No figures yet: {names}. ")))
    }));
    line.extend(changes(context, all).map(plain));
    trim_end(&mut line);
    Some(line)
}

/// Returns several indicators as an item of a list: *- Vốn đã giải ngân: 900 triệu đồng (4/6 đơn vị có
/// số liệu).*
pub(super) fn item(context: &LetterContext<'_>, all: &[Stated<'_>]) -> Line {
    let none = Text::new("chưa có số liệu", "no figures yet");
    let amount = |one: &Stated<'_>| {
        if one.is_known() { amount(context, one) } else { context.say(none).to_owned() }
    };
    let texts = upper_first(&joined(all, |one, name| format!("{name}: {}", amount(one))));
    let coverage = coverage(context, all);
    let mut line = vec![plain(format!("- {texts} {coverage}. "))];
    line.extend(changes(context, all).map(plain));
    trim_end(&mut line);
    line
}

fn trim_end(line: &mut Line) {
    if let Some(last) = line.last_mut() {
        last.text.truncate(last.text.trim_end().len());
    }
}

fn names(all: &[Stated<'_>]) -> Option<String> {
    (!all.is_empty()).then(|| joined(all, |_, name| name))
}

/// Returns a text with a capital first letter.
fn upper_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Joins texts on indicators in a row, from the wording of each after the one before.
fn joined(all: &[Stated<'_>], text: impl Fn(&Stated<'_>, String) -> String) -> String {
    let previous = std::iter::once(None).chain(all.iter().map(Some));
    let texts = all.iter().zip(previous).map(|(one, previous)| text(one, one.name_after(previous)));
    texts.collect::<Vec<_>>().join("; ")
}

fn part_of<'s, 'a: 's>(
    context: &LetterContext<'_>,
    part: &SentencePart,
    find: impl Fn(&IndicatorCode) -> Option<&'s Stated<'a>>,
) -> Piece {
    match part {
        SentencePart::Words(words) => plain(words),
        SentencePart::Figure(code) => match find(code).filter(|one| one.is_known()) {
            Some(one) => plain(shown(context, one)),
            None => Piece {
                text: context.say(Text::new("[chưa có số liệu]", "[no figure]")).to_owned(),
                look: Look::Gap,
            },
        },
    }
}

/// Returns a total in the notation of sentences: *02*, *1.250*.
fn shown(context: &LetterContext<'_>, one: &Stated<'_>) -> String {
    let few = one.total.all.number.filter(Decimal::is_integer).and_then(|number| number.to_usize());
    few.filter(|count| *count < 10)
        .map_or_else(|| context.said(one.total.all.shown()), |count| context.count(count))
}

/// Returns a clause from the wording and the unit of measure: *118 phương án đã xây dựng*.
fn usual_clause(context: &LetterContext<'_>, one: &Stated<'_>, name: &str) -> String {
    let shown = shown(context, one);
    // a mean or a rate is no number of things, and a part is not as many as its whole
    let is_number = one.indicator.total.adds_up() && one.indicator.part.is_none();
    if is_number && begins_with(name, &one.indicator.measure) {
        return format!("{shown} {name}");
    }
    format!("{name}: {}", amount(context, one))
}

/// Returns a total with its unit of measure: *118 phương án*, *67,9%*, *3 có / 2 không*.
fn amount(context: &LetterContext<'_>, one: &Stated<'_>) -> String {
    let shown = shown(context, one);
    match (one.has_answers(), one.indicator.measure.as_str()) {
        (true, _) => shown,
        (false, "%") => format!("{shown}%"),
        (false, measure) => format!("{shown} {measure}"),
    }
}

/// Returns whether a name begins with the words of a measure.
fn begins_with(name: &str, measure: &str) -> bool {
    let (name, measure) = (Key::new(name), Key::new(measure));
    let rest = name.as_str().strip_prefix(measure.as_str());
    !measure.is_empty() && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Returns how many of the units asked have figures: *(48/54 đơn vị có số liệu)*. The number asked is
/// left out if it differs between the indicators.
pub(super) fn coverage(context: &LetterContext<'_>, all: &[Stated<'_>]) -> String {
    let units = || all.iter().map(|one| one.total.all.units);
    let (least, most) = (units().min().unwrap_or(0), units().max().unwrap_or(0));
    let mut asked = all.iter().map(|one| one.total.expected);
    let expected = asked.next().filter(|first| asked.all(|other| other == *first));
    let of = expected.map_or_else(String::new, |expected| format!("/{expected}"));
    context.said(if least == most {
        msg!("({least}{of} đơn vị có số liệu)", "({least}{of} units have figures)")
    } else {
        msg!(
            "(từ {least} đến {most}{of} đơn vị có số liệu)",
            "({least} to {most}{of} units have figures)"
        )
    })
}

/// Returns an indicator's comparison with the previous period, if known. What adds up is not
/// compared with a part of its own period.
pub(super) fn compared<'a>(context: &LetterContext<'_>, one: &Stated<'a>) -> Option<&'a SameUnits> {
    let previous = context.case().scope.period.previous.as_ref()?;
    if previous.included && one.indicator.nature == Nature::Flow {
        return None;
    }
    one.total.change.as_ref()?.same_units.as_ref()
}

/// Describes the change of a figure: *tăng 45 buổi (13,6%)*.
pub(super) fn change_in_words(one: &Stated<'_>, same: &SameUnits) -> Message {
    let measure = if one.has_answers() { "" } else { one.indicator.measure.as_str() };
    let change = same.change();
    let Message { vi, en } = to_message(change.abs());
    let percent = same.percent().map(|percent| to_message(rounded(percent.abs(), 1)));
    let (share_vi, share_en) = percent.map_or_else(Default::default, |Message { vi, en }| {
        (format!(" ({vi}%)"), format!(" ({en}%)"))
    });
    if change.is_sign_positive() {
        msg!("tăng {vi} {measure}{share_vi}", "up {en}{share_en}")
    } else {
        msg!("giảm {vi} {measure}{share_vi}", "down {en}{share_en}")
    }
}

/// Returns the sentences on changes since the previous period and the same period of the year
/// before, or nothing if none is known.
fn changes(context: &LetterContext<'_>, all: &[Stated<'_>]) -> Option<String> {
    let since_previous = all.iter().filter_map(|one| Some((one, compared(context, one)?)));
    let since_year = all.iter().filter_map(|one| Some((one, one.total.year_before.as_ref()?)));
    let sentences: Vec<String> = [
        since(context, &previous_name(context), &since_previous.collect::<Vec<_>>()),
        since(context, context.say(SAME_PERIOD), &since_year.collect::<Vec<_>>()),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

fn since(
    context: &LetterContext<'_>,
    before: &str,
    compared: &[(&Stated<'_>, &SameUnits)],
) -> Option<String> {
    let least = compared.iter().map(|(_, change)| change.units).min()?;
    let most = compared.iter().map(|(_, change)| change.units).max()?;
    let units = if least == most { most.to_string() } else { format!("{least}–{most}") };
    let one = |(one, change): &(&Stated<'_>, &SameUnits)| {
        let name = one.name();
        let Message { vi, en } = if change.change().is_zero() {
            msg!("không thay đổi", "unchanged")
        } else {
            change_in_words(one, change)
        };
        context.said(msg!("{name} {vi}", "{name} {en}"))
    };
    let texts = compared.iter().map(one).collect::<Vec<_>>().join("; ");
    Some(context.said(msg!(
        "So với {before} ({units} đơn vị có số liệu ở cả hai kỳ): {texts}.",
        "Against {before} ({units} units with figures in both): {texts}."
    )))
}

/// Returns the name of the previous period: *cùng kỳ năm trước* if it is the same period of the year before.
pub(super) fn previous_name(context: &LetterContext<'_>) -> String {
    let (plan, period) = (context.case().scope.plan, context.case().scope.period);
    let Some(previous) = &period.previous else { return String::new() };
    if period.code.year_before().as_ref() == Some(&previous.code) {
        return context.say(SAME_PERIOD).to_owned();
    }
    if let Some(named) = plan.period(previous.code.as_str()) {
        return named.in_lang(context.lang).to_owned();
    }
    let code = &previous.code;
    context.said(msg!("kỳ {code}", "period {code}"))
}

/// The same period of the year before.
const SAME_PERIOD: Text = Text::new("cùng kỳ năm trước", "the same period last year");
