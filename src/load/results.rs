//! Reads the counted values of the previous period from its `tong-hop.json`.

use super::Source;
use crate::error::{Error, Fault};
use crate::model::earlier::Earlier;
use crate::model::id::PeriodCode;
use crate::model::results::{Answer, Figures, READABLE, SCHEMA, ValueEntry, schema_of};
use crate::msg;
use crate::text::Message;
use rust_decimal::Decimal;

/// Reason why a file does not contain the results of a period, with the line.
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

/// Reads the counted values of a period from its results.
///
/// # Errors
///
/// Returns [`Error::Unsound`] if the file is not the results of that period.
pub fn results(source: Source<'_>, period: &PeriodCode) -> Result<Earlier, Error> {
    read(source.text, period).map_err(|Broken(line, Message { vi, en })| {
        let what = msg!(
            "Đây phải là kết quả của kỳ trước, {period}, nhưng {vi}. Tổng hợp lại kỳ đó (tonghop consolidate --period {period}), hoặc chuyển tệp này đi nơi khác.",
            "These should be the results of the previous period, {period}, but {en}. Consolidate that period again (tonghop consolidate --period {period}), or move the file away."
        );
        Error::Unsound(vec![Fault { file: source.name.to_owned(), line: line.max(1), cell: None, what }])
    })
}

fn read(text: &str, period: &PeriodCode) -> Result<Earlier, Broken> {
    let results = check(text, period)?;
    let mut earlier = Earlier { period: Some(period.clone()), ..Earlier::default() };
    earlier.expected =
        results.units.iter().filter(|line| line.expected).map(|line| line.unit.clone()).collect();
    for line in results.values.iter().filter(|line| line.counted && line.said.is_none()) {
        let (unit, indicator) = (&line.unit, &line.indicator);
        let unclear = || {
            Broken(
                1,
                msg!(
                    "giá trị {indicator} của {unit} không đọc được hoặc ghi hai lần",
                    "the value {indicator} of {unit} cannot be read or occurs twice"
                ),
            )
        };
        let amount = amount(line).ok_or_else(unclear)?;
        if earlier.figures.insert((unit.clone(), indicator.clone()), amount).is_some() {
            return Err(unclear());
        }
    }
    Ok(earlier)
}

/// Reads a file and checks that it has the complete results of a period, in a schema that can be
/// read.
fn check(text: &str, period: &PeriodCode) -> Result<Figures, Broken> {
    let schema = schema_of(text)?.unwrap_or_default();
    if !READABLE.contains(&schema) {
        return Err(Broken(
            1,
            msg!(
                "tệp theo dạng số {schema}, chương trình đọc đến dạng số {SCHEMA}",
                "it has schema {schema}, this program reads schemas up to {SCHEMA}"
            ),
        ));
    }
    let results: Figures = serde_json::from_str(text)?;
    if results.incomplete.is_some() {
        return Err(Broken(
            1,
            msg!(
                "chưa đầy đủ: có tệp lúc đó máy chưa đọc được",
                "they are not complete: the machine could not read some files then"
            ),
        ));
    }
    if results.period != *period {
        let other = &results.period;
        return Err(Broken(
            1,
            msg!("tệp là kết quả của kỳ {other}", "it has the results of {other}"),
        ));
    }
    Ok(results)
}

/// Returns what a value added to its total: “nothing to report” adds 0.
fn amount(value: &ValueEntry) -> Option<Decimal> {
    value.value.or_else(|| (value.answer == Answer::Nil).then_some(Decimal::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    const SOUND: &str = r#"{"schema": 1, "period": "2024-6T", "as_of": "2024-05-02",
        "tool": {"name": "tonghop", "version": "0.1.0"}, "plan": {"id": "P", "sha256": ""},
        "units": [
            {"unit": "A", "name": "Đơn vị A", "group": "g", "expected": true, "punctuality": "on-time", "days_late": 0,
             "state": "accepted", "nil": false, "version": 1, "superseded": []},
            {"unit": "B", "name": "Đơn vị B", "group": "g", "expected": false, "punctuality": "not-due", "days_late": 0,
             "state": "none", "nil": false, "version": 0, "superseded": []}],
        "values": [
            {"unit": "A", "indicator": "CT01", "value": "1250", "answer": "number", "counted": true},
            {"unit": "A", "indicator": "CT02", "value": null, "answer": "nil", "counted": true},
            {"unit": "A", "indicator": "CT03", "value": "7", "answer": "number", "counted": false},
            {"unit": "B", "indicator": "CT01", "value": null, "answer": "blank", "counted": false}
        ],
        "tasks": [], "totals": [], "findings": [], "files": []}"#;

    fn read(text: &str) -> Result<Earlier, String> {
        results(Source { name: "tong-hop.json", text }, &"2024-6T".into())
            .map_err(|error| error.message(Lang::En))
    }

    #[test]
    fn only_counted_values_are_read() {
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
    fn other_files_are_rejected_as_results() {
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
            ("\"1250\"", "\"nhiều\"", "tong-hop.json:9: These should be the results"),
            ("\"1250\"", "null", "the value CT01 of A cannot be read"),
            ("CT02", "CT01", "the value CT01 of A cannot be read or occurs twice"),
            (
                "\"counted\": true",
                "\"counted\": 1",
                "tong-hop.json:9: These should be the results of the previous period, 2024-6T, but its content has another shape",
            ),
            ("[]}", "[]", "but the file is damaged. Consolidate that period again"),
        ] {
            let said = read(&SOUND.replacen(old, new, 1)).expect_err(new);
            assert!(said.contains(words), "{new}: {said}");
        }
        assert!(read("").is_err() && read("[]").is_err() && read("{}").is_err());
    }
}
