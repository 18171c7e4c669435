//! Reads the value of a key as the expected type, or reports an error.

use super::file::{At, File};
use super::suggestion::{did_you_mean, quoted};
use crate::model::date::day_from_text;
use crate::msg;
use crate::text::{Message, Text};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::ops::RangeInclusive;
use toml::Spanned;
use toml::de::DeValue;
use unicode_normalization::UnicodeNormalization;

/// Key of a table, with or without a value.
pub(super) struct Value<'f> {
    pub(super) file: &'f File<'f>,
    pub(super) key: String,
    pub(super) found: Option<&'f Spanned<DeValue<'f>>>,
    pub(super) needed: bool,
}

impl<'f> Value<'f> {
    /// Returns a text that is not empty: composed, with line breaks as spaces and blank lines
    /// between paragraphs.
    pub(super) fn text(self) -> Option<At<String>> {
        let found = self.found?;
        self.text_of(found)
    }

    /// Returns a text verbatim.
    pub(super) fn verbatim(self) -> Option<At<String>> {
        let found = self.found?;
        let value = self.string_of(found)?.to_owned();
        Some(At { line: self.line(found), value })
    }

    /// Returns a text with its line breaks, of composed letters. A required text is not empty.
    pub(super) fn lines(self) -> Option<At<String>> {
        let found = self.found?;
        let lines = self.string_of(found)?.trim().lines();
        let lines = lines.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let value: String = lines.collect::<Vec<_>>().join("\n").nfc().collect();
        if value.is_empty() && self.needed {
            return self.text_of(found);
        }
        Some(At { line: self.line(found), value })
    }

    /// Returns a list of texts. A required list is not empty.
    pub(super) fn texts(self) -> Vec<At<String>> {
        self.list().into_iter().filter_map(|item| self.text_of(item)).collect()
    }

    /// Returns a text, or a list of texts.
    pub(super) fn text_or_texts(self) -> Vec<At<String>> {
        match self.found {
            Some(found) if found.get_ref().is_str() => self.text_of(found).into_iter().collect(),
            _ => self.texts(),
        }
    }

    /// Returns a whole number within bounds.
    pub(super) fn number(self, within: RangeInclusive<u32>) -> Option<At<u32>> {
        let found = self.found?;
        let number = found
            .get_ref()
            .as_integer()
            .and_then(|n| u32::from_str_radix(n.as_str(), n.radix()).ok());
        let (least, most) = (*within.start(), *within.end());
        let Some(value) = number.filter(|number| within.contains(number)) else {
            let key = &self.key;
            self.fault_at(
                found,
                msg!(
                    "“{key}” phải là số nguyên từ {least} đến {most}, không có dấu nháy.",
                    "“{key}” must be a whole number from {least} to {most}, without quotes."
                ),
            );
            return None;
        };
        Some(At { line: self.line(found), value })
    }

    pub(super) fn boolean(self) -> Option<At<bool>> {
        let found = self.found?;
        match found.get_ref() {
            DeValue::Boolean(value) => Some(At { line: self.line(found), value: *value }),
            other => self.wrong(
                found,
                Text::new("true hoặc false, không có dấu nháy", "true or false, without quotes"),
                other,
            ),
        }
    }

    /// Returns a number with or without decimal places.
    pub(super) fn decimal(self) -> Option<At<Decimal>> {
        let found = self.found?;
        let number = decimal_of(found.get_ref());
        if number.is_none() {
            let key = &self.key;
            self.fault_at(
                found,
                msg!(
                    "“{key}” phải là một số, ví dụ 100 hoặc 99.5, không có dấu nháy.",
                    "“{key}” must be a number, like 100 or 99.5, without quotes."
                ),
            );
        }
        number.map(|value| At { line: self.line(found), value })
    }

    /// Returns a number from 1 to 1,000; `None` inside for `false`.
    pub(super) fn threshold(self) -> Option<At<Option<Decimal>>> {
        let found = self.found?;
        if let DeValue::Boolean(false) = found.get_ref() {
            return Some(At { line: self.line(found), value: None });
        }
        let number = decimal_of(found.get_ref())
            .filter(|number| (Decimal::ONE..=Decimal::ONE_THOUSAND).contains(number));
        if number.is_none() {
            let key = &self.key;
            self.fault_at(
                found,
                msg!(
                    "“{key}” phải là số từ 1 đến 1000, ví dụ 3.5, hoặc false để không xét.",
                    "“{key}” must be a number from 1 to 1000, like 3.5, or false to switch it off."
                ),
            );
        }
        number.map(|value| At { line: self.line(found), value: Some(value) })
    }

    pub(super) fn day(self) -> Option<At<NaiveDate>> {
        let found = self.found?;
        self.day_of(found)
    }

    pub(super) fn days(self) -> Vec<At<NaiveDate>> {
        self.list().into_iter().filter_map(|item| self.day_of(item)).collect()
    }

    /// Returns one of the given words.
    pub(super) fn word<T: Copy>(self, words: &[(&str, T)]) -> Option<At<T>> {
        let found = self.found?;
        let written = self.text_of(found)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == written.value) {
            return Some(At { line: written.line, value: *value });
        }
        let all =
            words.iter().map(|(word, _)| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
        let (key, text, hint) = (
            &self.key,
            quoted(&written.value),
            did_you_mean(&written.value, words.iter().map(|(word, _)| *word)),
        );
        let (ask_vi, ask_en) = (hint.vi, hint.en);
        self.fault_at(
            found,
            msg!(
                "“{key}” là một trong {all}, không phải {text}{ask_vi}",
                "“{key}” is one of {all}, not {text}{ask_en}"
            ),
        );
        None
    }

    pub(super) fn list(&self) -> Vec<&'f Spanned<DeValue<'f>>> {
        let Some(found) = self.found else {
            return Vec::new();
        };
        match found.get_ref() {
            DeValue::Array(items) => {
                if items.is_empty() && self.needed {
                    let key = &self.key;
                    self.fault_at(
                        found,
                        msg!(
                            "Danh sách “{key}” rỗng; phải có ít nhất một mục.",
                            "The list “{key}” is empty; it needs at least one item."
                        ),
                    );
                }
                items.iter().collect()
            }
            other => self
                .wrong(
                    found,
                    Text::new("một danh sách trong dấu ngoặc vuông", "a list in square brackets"),
                    other,
                )
                .unwrap_or_default(),
        }
    }

    fn string_of<'s>(&self, found: &'s Spanned<DeValue<'_>>) -> Option<&'s str> {
        match found.get_ref() {
            DeValue::String(text) => Some(text),
            other => self.wrong(
                found,
                Text::new("chữ trong dấu nháy kép", "text in double quotes"),
                other,
            ),
        }
    }

    fn text_of(&self, found: &Spanned<DeValue<'_>>) -> Option<At<String>> {
        let value = prose(self.string_of(found)?);
        if value.is_empty() {
            let key = &self.key;
            self.fault_at(
                found,
                msg!("“{key}” để trống; phải ghi.", "“{key}” is empty; fill it in."),
            );
            return None;
        }
        Some(At { line: self.line(found), value })
    }

    fn day_of(&self, found: &Spanned<DeValue<'_>>) -> Option<At<NaiveDate>> {
        let value = found.get_ref();
        let date = value
            .as_datetime()
            .filter(|moment| moment.time.is_none())
            .and_then(|moment| moment.date);
        let day = date.and_then(|date| {
            NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        });
        if let Some(value) = day {
            return Some(At { line: self.line(found), value });
        }
        let key = &self.key;
        if let Some(day) = value.as_str().and_then(day_from_text) {
            self.fault_at(
                found,
                msg!(
                    "Ngày của “{key}” viết không có dấu nháy: {day}.",
                    "The date of “{key}” is written without quotes: {day}."
                ),
            );
            return None;
        }
        self.wrong(
            found,
            Text::new(
                "một ngày, viết năm-tháng-ngày không có dấu nháy, ví dụ 2024-05-01",
                "a date, written year-month-day without quotes, like 2024-05-01",
            ),
            value,
        )
    }

    pub(super) fn wrong<T>(
        &self,
        found: &Spanned<DeValue<'_>>,
        wanted: Text,
        is: &DeValue<'_>,
    ) -> Option<T> {
        let (key, Text { vi, en }, is) = (&self.key, wanted, kind(is));
        let (is_vi, is_en) = (is.vi, is.en);
        self.fault_at(
            found,
            msg!(
                "“{key}” phải là {vi}; ở đây là {is_vi}.",
                "“{key}” must be {en}; here it is {is_en}."
            ),
        );
        None
    }

    pub(super) fn line(&self, found: &Spanned<DeValue<'_>>) -> usize {
        self.file.line(found.span().start)
    }

    fn fault_at(&self, found: &Spanned<DeValue<'_>>, what: Message) {
        self.file.fault(self.line(found), what);
    }
}

/// Returns the type of a value in plain words.
fn kind(value: &DeValue<'_>) -> Text {
    match value {
        DeValue::String(_) => Text::new("chữ", "text"),
        DeValue::Integer(_) | DeValue::Float(_) => Text::new("số", "a number"),
        DeValue::Boolean(_) => Text::new("true hoặc false", "true or false"),
        DeValue::Datetime(_) => Text::new("ngày, giờ", "a date or a time"),
        DeValue::Array(_) => Text::new("một danh sách", "a list"),
        DeValue::Table(_) => Text::new("một mục", "a table"),
    }
}

/// Returns a text with composed letters, line breaks as spaces, and blank lines between paragraphs.
fn prose(text: &str) -> String {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines() {
        match paragraphs.last_mut() {
            Some(words) if !line.trim().is_empty() => words.extend(line.split_whitespace()),
            _ => paragraphs.push(Vec::new()),
        }
    }
    let joined: Vec<String> = paragraphs
        .into_iter()
        .filter(|words| !words.is_empty())
        .map(|words| words.join(" "))
        .collect();
    joined.join("\n").nfc().collect()
}

/// Returns the exact number in a file.
fn decimal_of(value: &DeValue<'_>) -> Option<Decimal> {
    let written = match value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
        DeValue::Float(number) => number.as_str(),
        _ => return None,
    };
    Decimal::from_str_exact(written).ok()
}
