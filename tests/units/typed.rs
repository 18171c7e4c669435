//! Content typed into a cell.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use tonghop::book::Content;

#[derive(Debug, Clone)]
pub(crate) enum Typed {
    Text(String),
    Number(Decimal),
    Day(NaiveDate),
    /// A formula with its stored result.
    Formula(String, Decimal),
    /// Nothing: the cell is cleared.
    Nothing,
}

impl From<&str> for Typed {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}
impl From<String> for Typed {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}
impl From<i64> for Typed {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}
impl From<Decimal> for Typed {
    fn from(number: Decimal) -> Self {
        Self::Number(number)
    }
}
impl From<NaiveDate> for Typed {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl Typed {
    pub(super) fn content(&self) -> Content {
        match self {
            Self::Text(text) => Content::Text(text.clone()),
            Self::Number(number) => Content::Number(*number),
            Self::Day(day) => Content::Day(*day),
            Self::Formula(expr, result) => Content::Formula {
                expr: expr.clone(),
                result: tonghop::book::Value::Number(*result),
            },
            Self::Nothing => Content::Blank,
        }
    }
}
