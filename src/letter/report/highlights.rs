//! Highlights of the figures: the largest shares, sharp changes, units that report nothing.

use super::super::collective::NAMED;
use super::super::context::{LetterContext, body, paragraph};
use super::super::{Block, ParagraphRole};
use super::answers::Answers;
use super::sentences::{Stated, change_in_words, compared, previous_name, stated};
use crate::consolidate::SameUnits;
use crate::model::case::Dossier;
use crate::msg;
use crate::text::{Text, counted};
use rust_decimal::Decimal;
use std::cmp::Reverse;

/// Maximum number of items of a kind.
const MOST: usize = 3;
/// Minimum number of units for naming the largest share.
const FEWEST: usize = 5;

/// Returns the item on highlights, or nothing if there are none.
pub(super) fn blocks<'a>(
    context: &LetterContext<'a>,
    answers: &Answers<'a>,
    number: usize,
) -> Vec<Block> {
    let all = stated(context, |indicator| indicator.total.adds_up());
    let texts: Vec<String> =
        [largest(context, &all), changed(context, &all), none(context, answers)]
            .into_iter()
            .flatten()
            .collect();
    if texts.is_empty() {
        return Vec::new();
    }
    let title = context.say(Text::new("Một số số liệu đáng chú ý", "Notable figures"));
    let text =
        [paragraph(ParagraphRole::Item, format!("{number}. {title}")), body(texts.join(" "))];
    text.into_iter().chain(super::chart(context.outcome.chart_of_changes())).collect()
}

/// The unit with the largest amount of an indicator.
struct Largest<'a> {
    stated: Stated<'a>,
    unit: &'a Dossier,
    amount: Decimal,
    share: Decimal,
}

/// Returns the sentence on indicators with the largest share in one unit.
fn largest<'a>(context: &LetterContext<'a>, all: &[Stated<'a>]) -> Option<String> {
    let mut all: Vec<Largest<'a>> =
        all.iter().filter_map(|one| largest_of(context, *one)).collect();
    all.sort_by_key(|one| Reverse(one.share));
    let one = |Largest { stated, unit, amount, .. }: &Largest<'a>| {
        let (name, measure) = (stated.name(), &stated.indicator.measure);
        let unit = context.case().short_name(&unit.unit);
        let (amount, total) = (context.number(*amount), context.said(stated.total.all.shown()));
        context.said(msg!(
            "{name}: {unit} ({amount}/{total} {measure})",
            "{name}: {unit} ({amount} of {total})"
        ))
    };
    let texts: Vec<String> = all.iter().take(MOST).map(one).collect();
    let texts = texts.join("; ");
    (!texts.is_empty()).then(|| {
        context.said(msg!(
            "Đơn vị có số liệu lớn nhất trong tổng số: {texts}.",
            "Units with the largest share of a total: {texts}."
        ))
    })
}

fn largest_of<'a>(context: &LetterContext<'a>, stated: Stated<'a>) -> Option<Largest<'a>> {
    let consolidation = &context.outcome.consolidation;
    let total = stated.total.all.number.filter(|total| *total > Decimal::ZERO)?;
    if stated.total.all.units < FEWEST {
        return None;
    }
    let amounts = context.units(|_| true).into_iter().filter_map(|dossier| {
        Some((consolidation.counted(&dossier.unit, &stated.indicator.code)?, dossier))
    });
    // equal amounts have no largest one
    let (mut first, mut is_alone): (Option<(Decimal, &Dossier)>, bool) = (None, true);
    for (amount, dossier) in amounts {
        match &first {
            Some((most, _)) if amount < *most => {}
            Some((most, _)) if amount == *most => is_alone = false,
            _ => (first, is_alone) = (Some((amount, dossier)), true),
        }
    }
    let (amount, unit) = first.filter(|_| is_alone)?;
    let share = amount.checked_div(total)?;
    // only a share above twice the average is worth naming
    let usual = Decimal::from(2).checked_div(stated.total.all.units.into())?;
    (share > usual && share <= Decimal::ONE).then_some(Largest { stated, unit, amount, share })
}

/// Returns the sentence on the largest changes beyond the plan's thresholds.
fn changed(context: &LetterContext<'_>, all: &[Stated<'_>]) -> Option<String> {
    let beyond = |one: &Stated<'_>, same: &SameUnits| {
        one.indicator.thresholds.are_reached(same.change(), same.then)
    };
    let mut all: Vec<(&Stated<'_>, &SameUnits)> = all
        .iter()
        .filter_map(|one| Some((one, compared(context, one)?)))
        .filter(|(one, change)| beyond(one, change))
        .collect();
    let share = |same: &SameUnits| same.percent().map_or(Decimal::MAX, |percent| percent.abs());
    all.sort_by_key(|(_, change)| Reverse(share(change)));
    let one = |(one, change): &(&Stated<'_>, &SameUnits)| {
        let (name, change) = (one.name(), context.said(change_in_words(one, change)));
        format!("{name} {change}")
    };
    let texts: Vec<String> = all.iter().take(MOST).map(one).collect();
    let (texts, before) = (texts.join("; "), previous_name(context));
    (!texts.is_empty()).then(|| {
        context.said(msg!(
            "Thay đổi nhiều nhất so với {before}: {texts}.",
            "Largest changes against {before}: {texts}."
        ))
    })
}

/// Returns the sentence on units whose figures are all 0.
fn none<'a>(context: &LetterContext<'a>, answers: &Answers<'a>) -> Option<String> {
    let consolidation = &context.outcome.consolidation;
    let is_none = |dossier: &&Dossier| {
        let counted = consolidation.counted_of(&dossier.unit);
        !counted.is_empty() && counted.values().all(Decimal::is_zero)
    };
    let units: Vec<&'a Dossier> =
        answers.reports.iter().map(|(dossier, _)| *dossier).filter(is_none).collect();
    if units.is_empty() {
        return None;
    }
    let (count, names) = (
        context.count(units.len()),
        context.collectively(&units, Dossier::is_expected_or_received),
    );
    let said = counted(units.len(), "unit");
    let names = if units.len() <= NAMED { format!(": {names}") } else { format!(" ({names})") };
    Some(context.said(msg!(
        "Có {count} đơn vị báo cáo không phát sinh ở mọi chỉ tiêu{names}.",
        "{said} with nothing to report under any indicator{names}."
    )))
}
