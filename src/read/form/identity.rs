//! Whose report a workbook is, of which period, and whether it may be read at all.

use super::super::grid::{Value, Workbook};
use super::Reading;
use super::cells::{Place, tidy};
use crate::model::form::Field;
use crate::model::id::UnitCode;
use crate::model::key::{Key, bare_words};
use crate::model::origin::{Origin, Sourced};
use crate::model::plan::Plan;
use crate::model::submission::{Claim, ClaimedBy, Identity, Observed, PeriodClaim, Unreadable};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Secrecy stamps (Luật Bảo vệ bí mật nhà nước 2018, Điều 8).
const STAMPS: [&str; 3] = ["MẬT", "TỐI MẬT", "TUYỆT MẬT"];

/// Refuses a workbook in which a secrecy stamp stands alone in a cell, a page head or a page foot.
pub(super) fn refuse_classified(workbook: &Workbook) -> Result<(), Unreadable> {
    for sheet in &workbook.sheets {
        for cell in &sheet.cells {
            if let Value::Text(text) = &cell.value
                && let Some(stamp) = stamp(text)
            {
                return Err(Unreadable::Classified { sheet: Arc::clone(&sheet.name), cell: Some(cell.at), stamp });
            }
        }
        if let Some(stamp) = sheet.margins.iter().flat_map(|text| margin_lines(text)).find_map(|line| stamp(&line)) {
            return Err(Unreadable::Classified { sheet: Arc::clone(&sheet.name), cell: None, stamp });
        }
    }
    Ok(())
}

/// The stamp a text is; `None` where other words stand beside it or it is not in capitals.
fn stamp(text: &str) -> Option<String> {
    if text.chars().any(char::is_lowercase) || text.chars().count() > 40 {
        return None;
    }
    let key = Key::of(&tidy(text));
    STAMPS.into_iter().find(|stamp| Key::of(stamp) == key).map(str::to_owned)
}

/// The texts of a page head or foot without its codes: `&C&"Times New Roman,Bold"&14MẬT` says `MẬT`.
pub(super) fn margin_lines(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match (c, letters.peek()) {
            ('&', Some('"')) => {
                letters.next();
                letters.by_ref().find(|c| *c == '"');
            }
            ('&', Some('L' | 'C' | 'R')) => {
                letters.next();
                lines.push(String::new());
            }
            ('&', Some(code)) if code.is_ascii_digit() => while letters.next_if(char::is_ascii_digit).is_some() {},
            ('&', Some(_)) => {
                letters.next();
            }
            ('\n', _) => lines.push(String::new()),
            (c, _) => lines.last_mut().into_iter().for_each(|line| line.push(c)),
        }
    }
    lines
}

/// Tells whose report it is and of which period, from inside the workbook.
pub(super) fn identify(reading: &mut Reading<'_, '_>, workbook: &Workbook) -> Identity {
    reading.report.period = period(reading, workbook);
    let plan = reading.form.plan;
    let mut claims = Vec::new();
    if let Some(code) = reading.report.info.get(&Field::UnitCode) {
        claims.push(claim(ClaimedBy::Code, code, plan.registry.by_code(&code.value).map(|unit| unit.code.clone())));
    }
    if let Some(name) = reading.report.info.get(&Field::UnitName) {
        claims.push(claim(ClaimedBy::Name, name, plan.registry.named(&name.value).cloned()));
    }
    if let Some(stamped) = &reading.report.stamp.unit {
        let unit = plan.registry.by_code(stamped).map(|unit| unit.code.clone());
        claims.push(Claim { by: ClaimedBy::Stamp, written: stamped.clone(), unit, at: None });
    }
    if !claims.iter().any(|claim| claim.by != ClaimedBy::Stamp) {
        claims.extend(title_claims(reading, workbook));
    }
    judge(reading, claims)
}

/// Whose report it is by all that was claimed.
fn judge(reading: &mut Reading<'_, '_>, claims: Vec<Claim>) -> Identity {
    let registry = &reading.form.plan.registry;
    let units: BTreeSet<&UnitCode> = claims.iter().filter_map(|claim| claim.unit.as_ref()).collect();
    let unknown_name = claims.iter().find(|claim| claim.by == ClaimedBy::Name && claim.unit.is_none());
    let mut identity = Identity::default();
    match units.into_iter().collect::<Vec<_>>().as_slice() {
        // a name that the unit of the code does not have makes another body of it, unless only diacritics are missing
        [unit] if unknown_name.is_none_or(|name| is_loosely(reading.form.plan, unit, &name.written)) => {
            identity.unit = Some((*unit).clone());
        }
        [] => {
            let words: Vec<&str> = claims.iter().map(|claim| claim.written.as_str()).collect();
            identity.suggestions = words.iter().flat_map(|words| registry.suggestions(words)).collect();
        }
        _ => identity.conflict = true,
    }
    identity.suggestions.dedup();
    if identity.unit.is_some() {
        let odd = claims.iter().find(|claim| matches!(claim.by, ClaimedBy::Title) || (claim.by == ClaimedBy::Code && claim.unit.is_none()));
        if let Some(Claim { written, at: Some(at), .. }) = odd {
            reading.notes.add(Observed::UnitByWording, Some(&at.sheet), [at.cell], Some(Field::UnitCode.label()), Some(written.clone()));
        }
    }
    identity.claims = claims;
    identity
}

/// Whether a name is one of the unit's when diacritics are left aside.
fn is_loosely(plan: &Plan, unit: &UnitCode, name: &str) -> bool {
    let words = bare_words(name);
    plan.registry.get(unit).is_some_and(|unit| unit.names().any(|known| bare_words(known) == words))
        || plan.registry.in_file_name(name) == BTreeSet::from([unit.clone()])
}

fn claim(by: ClaimedBy, answer: &Sourced<Arc<str>>, unit: Option<UnitCode>) -> Claim {
    Claim { by, written: answer.value.to_string(), unit, at: Some(answer.at.clone()) }
}

/// Texts above the tables that are wholly a unit's name, where all of them are one unit's.
fn title_claims(reading: &Reading<'_, '_>, workbook: &Workbook) -> Vec<Claim> {
    let titles = titles(reading, workbook);
    let named = titles.into_iter().filter_map(|(text, at)| {
        let unit = reading.form.plan.registry.named(&text)?.clone();
        Some(Claim { by: ClaimedBy::Title, written: text, unit: Some(unit), at: Some(at) })
    });
    named.collect()
}

/// The lines of text that stand above the first table of each shown sheet.
fn titles(reading: &Reading<'_, '_>, workbook: &Workbook) -> Vec<(String, Origin)> {
    let mut titles = Vec::new();
    for (place, sheet) in workbook.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.hidden) {
        let first_table = reading.taken.get(&place).and_then(|rows| rows.iter().map(|rows| *rows.start()).min());
        let above = first_table.unwrap_or(12);
        for cell in sheet.cells.iter().take_while(|cell| cell.at.row < above) {
            if let Value::Text(text) = &cell.value {
                let at = Place::of(reading.file, sheet).at(cell.at);
                titles.extend(
                    text.lines()
                        .map(|line| tidy(line).into_owned())
                        .filter(|line| line.chars().count() <= 160)
                        .map(|line| (line, at.clone())),
                );
            }
        }
    }
    titles
}

/// Which period the workbook says it is of: by its label, failing that by its stamp, failing that by a title.
fn period(reading: &Reading<'_, '_>, workbook: &Workbook) -> PeriodClaim {
    let plan = reading.form.plan;
    if let Some(written) = reading.report.info.get(&Field::Plan) {
        let years: Vec<i32> = Key::of(&written.value).words().filter(|word| word.len() == 4).filter_map(|word| word.parse().ok()).collect();
        if !years.is_empty() && !years.contains(&plan.year) {
            return PeriodClaim::Other(written.clone());
        }
    }
    if let Some(written) = reading.report.info.get(&Field::Period) {
        return match plan.periods.iter().find(|period| period.is_named(&written.value)) {
            Some(period) => PeriodClaim::Named(period.code.clone()),
            None => PeriodClaim::Other(written.clone()),
        };
    }
    if let Some(period) = reading.report.stamp.period.as_deref().and_then(|code| plan.period(code)) {
        return PeriodClaim::Named(period.code.clone());
    }
    let titles: Vec<Key> = titles(reading, workbook).iter().map(|(text, _)| Key::of(text)).collect();
    let said = |name: &String| {
        let name = Key::of(name);
        // "năm 2024" stands in the name of every period of the year
        name.words().count() > 2 && titles.iter().any(|title| title.contains(&name))
    };
    let mut named = plan.periods.iter().filter(|period| std::iter::once(&period.name).chain(&period.aliases).any(said));
    match (named.next(), named.next()) {
        (Some(period), None) => PeriodClaim::Named(period.code.clone()),
        _ => PeriodClaim::Unsaid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_stamp_standing_alone_is_a_stamp() {
        for text in ["MẬT", " TỐI MẬT ", "(TUYỆT MẬT)", "[MẬT]"] {
            assert!(stamp(text).is_some(), "{text}");
        }
        for text in ["Mật", "MẬT ONG", "Bí mật nhà nước", "mật", "Tài liệu MẬT", "MAT", "TỐI MẬT SỐ 5"] {
            assert!(stamp(text).is_none(), "{text}");
        }
    }

    #[test]
    fn page_heads_are_read_without_their_codes() {
        assert!(margin_lines("&L&\"Times New Roman,Bold\"&14MẬT&CTrang &P").iter().any(|line| stamp(line).is_some()));
    }
}
