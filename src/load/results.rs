//! `tong-hop.json` of the period before → what counted then.

use super::Source;
use crate::error::{Error, Fault};
use crate::model::earlier::Earlier;
use crate::model::id::PeriodCode;
use crate::msg;
use crate::text::Message;
use rust_decimal::Decimal;
use serde::Deserialize;

/// The schemas that are understood: the second has words that the first did not know.
const SCHEMAS: std::ops::RangeInclusive<u32> = 1..=2;

#[derive(Deserialize)]
struct Head {
    schema: u32,
    period: String,
    /// Why the results are not complete, where they are not.
    incomplete: Option<Message>,
}

#[derive(Deserialize)]
struct Results {
    units: Vec<UnitLine>,
    values: Vec<ValueLine>,
}

#[derive(Deserialize)]
struct UnitLine {
    unit: String,
    expected: bool,
}

#[derive(Deserialize)]
struct ValueLine {
    unit: String,
    indicator: String,
    value: Option<String>,
    answer: String,
    counted: bool,
}

/// Why a file is not the results of a period, and on which line.
struct Broken(usize, Message);

impl From<serde_json::Error> for Broken {
    fn from(error: serde_json::Error) -> Self {
        let why = if error.is_data() {
            msg!("nội dung không đúng dạng", "its content has another shape")
        } else {
            msg!("tệp hỏng", "the file is damaged")
        };
        Self(error.line(), why)
    }
}

/// The figures that counted in a period, from its results.
///
/// # Errors
///
/// [`Error::Unsound`] where the file is not the results of that period.
pub fn results(source: Source<'_>, period: &PeriodCode) -> Result<Earlier, Error> {
    read(source.text, period).map_err(|Broken(line, Message { vi, en })| {
        let what = msg!(
            "Đây phải là kết quả của kỳ trước, {period}, nhưng {vi}. Tổng hợp lại kỳ đó (tonghop consolidate --period {period}), hoặc chuyển tệp này đi nơi khác.",
            "These should be the results of the previous period, {period}, but {en}. Consolidate that period again (tonghop consolidate --period {period}), or move the file away."
        );
        Error::Unsound(vec![Fault { file: source.name.to_owned(), line: line.max(1), what }])
    })
}

fn read(text: &str, period: &PeriodCode) -> Result<Earlier, Broken> {
    let Head { schema, period: of, incomplete } = serde_json::from_str(text)?;
    if incomplete.is_some() {
        return Err(Broken(
            1,
            msg!(
                "chưa đầy đủ: có tệp lúc đó máy chưa đọc được",
                "they are not complete: the machine could not read some files then"
            ),
        ));
    }
    if !SCHEMAS.contains(&schema) {
        let newest = SCHEMAS.end();
        return Err(Broken(
            1,
            msg!(
                "tệp theo dạng số {schema}, chương trình đọc đến dạng số {newest}",
                "it has schema {schema}, this program reads schemas up to {newest}"
            ),
        ));
    }
    if of != period.as_str() {
        return Err(Broken(1, msg!("tệp là kết quả của kỳ {of}", "it has the results of {of}")));
    }
    let results: Results = serde_json::from_str(text)?;
    let mut earlier = Earlier { period: Some(period.clone()), ..Earlier::default() };
    earlier.expected = results
        .units
        .iter()
        .filter(|line| line.expected)
        .map(|line| line.unit.as_str().into())
        .collect();
    for line in results.values.iter().filter(|line| line.counted) {
        let (unit, indicator) = (&line.unit, &line.indicator);
        let unclear = || {
            Broken(
                1,
                msg!(
                    "giá trị {indicator} của {unit} không đọc được hoặc ghi hai lần",
                    "the value {indicator} of {unit} cannot be read or stands there twice"
                ),
            )
        };
        let amount = amount(line).ok_or_else(unclear)?;
        if earlier
            .figures
            .insert((unit.as_str().into(), indicator.as_str().into()), amount)
            .is_some()
        {
            return Err(unclear());
        }
    }
    Ok(earlier)
}

/// What a value added to its total: that nothing arose is an answer and adds nothing.
fn amount(line: &ValueLine) -> Option<Decimal> {
    match &line.value {
        Some(value) => value.parse().ok(),
        None => (line.answer == "nil").then_some(Decimal::ZERO),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    const SOUND: &str = r#"{"schema": 1, "period": "2024-6T",
        "units": [{"unit": "A", "expected": true, "name": "Đơn vị A"}, {"unit": "B", "expected": false}],
        "values": [
            {"unit": "A", "indicator": "CT01", "value": "1250", "answer": "number", "counted": true},
            {"unit": "A", "indicator": "CT02", "value": null, "answer": "nil", "counted": true},
            {"unit": "A", "indicator": "CT03", "value": "7", "answer": "number", "counted": false},
            {"unit": "B", "indicator": "CT01", "value": null, "answer": "blank", "counted": false}
        ]}"#;

    fn read(text: &str) -> Result<Earlier, String> {
        results(Source { name: "tong-hop.json", text }, &"2024-6T".into())
            .map_err(|error| error.message(Lang::En))
    }

    #[test]
    fn what_counted_is_known_and_nothing_else() {
        let earlier = read(SOUND).expect("sound results");
        let figures: Vec<String> = earlier
            .figures
            .iter()
            .map(|((unit, code), amount)| format!("{unit} {code} {amount}"))
            .collect();
        assert_eq!(figures, ["A CT01 1250", "A CT02 0"]);
        assert_eq!(
            (earlier.period, earlier.expected),
            (Some("2024-6T".into()), ["A".into()].into())
        );
    }

    #[test]
    fn another_file_is_never_taken_for_results() {
        for (old, new, words) in [
            (
                "2024-6T",
                "2023-6T",
                "tong-hop.json:1: These should be the results of the previous period, 2024-6T, but it has the results of 2023-6T",
            ),
            (
                "\"schema\": 1",
                "\"schema\": 3",
                "it has schema 3, this program reads schemas up to 2",
            ),
            (
                "\"schema\": 1",
                "\"schema\": 2, \"incomplete\": {\"vi\": \"x\", \"en\": \"x\"}",
                "they are not complete",
            ),
            ("\"1250\"", "\"nhiều\"", "the value CT01 of A cannot be read"),
            ("\"1250\"", "null", "the value CT01 of A cannot be read"),
            ("CT02", "CT01", "the value CT01 of A cannot be read or stands there twice"),
            (
                "\"counted\": true",
                "\"counted\": 1",
                "tong-hop.json:4: These should be the results of the previous period, 2024-6T, but its content has another shape",
            ),
            ("]}", "]", "but the file is damaged. Consolidate that period again"),
        ] {
            let said = read(&SOUND.replacen(old, new, 1)).expect_err(new);
            assert!(said.contains(words), "{new}: {said}");
        }
        assert!(read("").is_err() && read("[]").is_err() && read("{}").is_err());
    }
}
