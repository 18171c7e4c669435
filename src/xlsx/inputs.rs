//! Writes drop-down lists and input rules.

use super::cells::serial;
use super::coordinates::corners;
use super::words::{clean, shortened};
use crate::book::{Input, InputKind};
use crate::model::origin::CellRef;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_xlsxwriter::{DataValidation, DataValidationRule, Formula, Worksheet, XlsxError};

/// Words that a count accepts: nothing to report, not applicable.
const WORDS_FOR_A_COUNT: [&str; 6] =
    ["-", "không", "không có", "không phát sinh", "KPS", "không thuộc nhiệm vụ"];

/// Adds a drop-down list or input rule.
pub(super) fn add(to: &mut Worksheet, input: &Input) -> Result<(), XlsxError> {
    let rule = DataValidation::new()
        .set_input_title(shortened(&input.title, 32))?
        .set_input_message(shortened(&input.prompt, 255))?
        .set_error_title(shortened(&input.title, 32))?
        .set_error_message(shortened(&input.error, 255))?;
    let rule = match &input.kind {
        InputKind::Words(words) => rule.allow_list_strings(&listed(words)?)?,
        InputKind::Range(range) => {
            rule.allow_list_formula(Formula::new(format!("={}", clean(range))))
        }
        InputKind::Number { least, most, is_whole } => {
            rule.allow_custom(Formula::new(number(input.area.first, *least, *most, *is_whole)))
        }
        InputKind::Day(from, to) => {
            rule.allow_date_formula(DataValidationRule::Between(number_of(*from), number_of(*to)))
        }
        InputKind::Anything => rule.allow_any_value(),
    };
    let (top, left, bottom, right) = corners(input.area)?;
    to.add_data_validation(top, left, bottom, right, &rule)?;
    Ok(())
}

/// Returns the words of a list, which may not contain commas.
fn listed(words: &[String]) -> Result<Vec<String>, XlsxError> {
    match words.iter().find(|word| word.contains(',')) {
        Some(word) => Err(XlsxError::ParameterError(format!(
            "“{word}”: a choice of a list cannot hold a comma"
        ))),
        None => Ok(words.iter().map(|word| clean(word)).collect()),
    }
}

/// Returns the formula of an allowed number. Spreadsheets accept no array constants here, and
/// ignore case.
fn number(cell: CellRef, least: Option<Decimal>, most: Option<Decimal>, is_whole: bool) -> String {
    let conditions: Vec<String> = least
        .map(|least| format!("{cell}>={}", least.normalize()))
        .into_iter()
        .chain(most.map(|most| format!("{cell}<={}", most.normalize())))
        .chain(is_whole.then(|| format!("INT({cell})={cell}")))
        .collect();
    let is_allowed = match conditions.as_slice() {
        [] => "TRUE".to_owned(),
        conditions => format!("AND({})", conditions.join(",")),
    };
    let words: Vec<String> =
        WORDS_FOR_A_COUNT.iter().map(|word| format!("TRIM({cell})=\"{word}\"")).collect();
    format!("=IF(ISNUMBER({cell}),{is_allowed},OR({}))", words.join(","))
}

fn number_of(day: NaiveDate) -> Formula {
    Formula::new(format!("={}", serial(day).unwrap_or(61.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_formula_of_a_count_is_short_enough_for_an_input_rule() {
        let last = number(crate::model::origin::LAST, Some(Decimal::ZERO), None, true);
        let bounds =
            [-999_999_999_999_i64, 999_999_999_999].map(|bound| Some(Decimal::from(bound)));
        let wide = number(CellRef::new(9998, 3), bounds[0], bounds[1], true);
        assert!(last.chars().count().max(wide.chars().count()) <= 255);
    }
}
