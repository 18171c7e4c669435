//! Reads the permitted answers to an indicator and its aggregation: `answer`, `decimals`, `min`,
//! `max`, `signed`, `total`, `of`, `per`.

use super::file::{At, File};
use super::measure::Measure;
use super::table::Table;
use super::validate::Codes;
use crate::model::indicator::{Aggregation, AnswerKind, Indicator, Ratio};
use crate::model::non_number::yes_no;
use crate::model::number::NumberKind;
use crate::msg;
use rust_decimal::Decimal;

/// Keys of an indicator as written.
pub(super) struct Keys {
    answer: Option<At<Kind>>,
    decimals: Option<At<u32>>,
    min: Option<At<Decimal>>,
    max: Option<At<Decimal>>,
    signed: Option<At<bool>>,
    total: Option<At<Total>>,
    of: Option<At<String>>,
    per: Option<At<String>>,
    choices: Vec<At<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Count,
    Decimal,
    YesNo,
    Choice,
    Text,
    Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Total {
    Sum,
    None,
    Ratio,
    Mean,
    Latest,
}

/// Maximum number of decimal places.
const MOST_DECIMALS: u32 = 4;
/// Default number of decimal places.
const USUAL_DECIMALS: u32 = 2;

/// Reads the keys of an indicator.
pub(super) fn keys(table: &mut Table) -> Keys {
    let answers = [
        ("count", Kind::Count),
        ("decimal", Kind::Decimal),
        ("yes-no", Kind::YesNo),
        ("choice", Kind::Choice),
        ("text", Kind::Text),
        ("date", Kind::Date),
    ];
    let totals = [
        ("sum", Total::Sum),
        ("none", Total::None),
        ("ratio", Total::Ratio),
        ("mean", Total::Mean),
        ("latest", Total::Latest),
    ];
    Keys {
        answer: table.optional("answer").word(&answers),
        decimals: table.optional("decimals").number(0..=MOST_DECIMALS),
        min: table.optional("min").decimal(),
        max: table.optional("max").decimal(),
        signed: table.optional("signed").boolean(),
        total: table.optional("total").word(&totals),
        of: table.optional("of").text(),
        per: table.optional("per").text(),
        choices: table.optional("choices").texts(),
    }
}

impl Keys {
    /// Returns whether figures are added over units, as far as the keys tell.
    pub(super) fn adds_up(&self) -> bool {
        !self.is_non_numeric()
            && self
                .total
                .as_ref()
                .is_none_or(|total| matches!(total.value, Total::Sum | Total::Latest))
    }

    fn kind(&self) -> Option<Kind> {
        self.answer.as_ref().map(|answer| answer.value)
    }

    fn is_non_numeric(&self) -> bool {
        matches!(self.kind(), Some(Kind::YesNo | Kind::Choice | Kind::Text | Kind::Date))
    }

    /// Returns the permitted answers, given the unit of measure.
    pub(super) fn answer(&self, file: &File, measure: &str) -> AnswerKind {
        let choices = || self.choices.iter().map(|word| word.value.as_str().into()).collect();
        match self.kind() {
            Some(Kind::YesNo) => AnswerKind::Choice(yes_no()),
            Some(Kind::Choice) => AnswerKind::Choice(choices()),
            Some(Kind::Text) => AnswerKind::Text,
            Some(Kind::Date) => AnswerKind::Date,
            Some(Kind::Count | Kind::Decimal) | None => self.number(file, measure),
        }
    }

    /// Checks that keys for numbers and choices are used only with such answers.
    pub(super) fn check_words(&self, file: &File) {
        let is_choice = self.kind() == Some(Kind::Choice);
        let comma = self.choices.iter().find(|word| word.value.contains([',', ';']));
        if let Some(at) = self.choices.first().filter(|_| !is_choice).or(comma) {
            file.fault(
                at.line,
                msg!(
                    "“choices” chỉ dùng với answer = \"choice\", mỗi từ không có dấu phẩy, dấu chấm phẩy.",
                    "“choices” goes with answer = \"choice\" only, and no word holds a comma or a semicolon."
                ),
            );
        }
        if let Some(answer) = self.answer.as_ref().filter(|_| is_choice && self.choices.len() < 2) {
            file.fault(
                answer.line,
                msg!(
                    "answer = \"choice\" cần “choices” có từ hai từ trở lên.",
                    "answer = \"choice\" needs “choices” of two words or more."
                ),
            );
        }
        if !self.is_non_numeric() {
            return;
        }
        let lines = [
            self.decimals.as_ref().map(|at| at.line),
            self.min.as_ref().map(|at| at.line),
            self.max.as_ref().map(|at| at.line),
            self.signed.as_ref().map(|at| at.line),
            self.total.as_ref().filter(|total| total.value != Total::None).map(|at| at.line),
        ];
        if let Some(line) = lines.into_iter().flatten().next() {
            file.fault(
                line,
                msg!(
                    "Khóa này chỉ dùng với câu trả lời là số.",
                    "This key goes with answers that are numbers."
                ),
            );
        }
    }

    fn number(&self, file: &File, measure: &str) -> AnswerKind {
        let of_measure = Measure::from_text(measure);
        let usual = if of_measure.is_rate() { Kind::Decimal } else { Kind::Count };
        let is_count = self.answer.as_ref().map_or(usual, |answer| answer.value) == Kind::Count;
        if let Some(decimals) =
            self.decimals.as_ref().filter(|decimals| is_count && decimals.value > 0)
        {
            file.fault(
                decimals.line,
                msg!(
                    "Số đếm không có chữ số thập phân; ghi answer = \"decimal\" hoặc bỏ “decimals”.",
                    "A count has no decimal places; write answer = \"decimal\" or drop “decimals”."
                ),
            );
        }
        let decimals = self.decimals.as_ref().map_or(USUAL_DECIMALS, |decimals| decimals.value);
        let [min, max] =
            [&self.min, &self.max].map(|bound| bound.as_ref().map(|bound| bound.value));
        if let Some(at) = self.max.as_ref().filter(|max| min.is_some_and(|min| min > max.value)) {
            file.fault(
                at.line,
                msg!("“max” nhỏ hơn “min”; xem lại.", "“max” is less than “min”; check it."),
            );
        }
        AnswerKind::Number(NumberKind {
            decimals: if is_count { 0 } else { decimals },
            is_signed: self.signed.as_ref().is_some_and(|signed| signed.value)
                || min.is_some_and(|min| min.is_sign_negative()),
            min,
            max,
            is_count,
            is_percent: of_measure == Measure::Percent,
        })
    }

    /// Returns the aggregation, given the unit of measure.
    pub(super) fn aggregation(&self, file: &File, measure: &At<String>) -> Aggregation {
        let of_measure = Measure::from_text(&measure.value);
        let written = &measure.value;
        let sides = [("of", &self.of), ("per", &self.per)];
        if self.total.as_ref().is_none_or(|total| total.value != Total::Ratio) {
            for (key, side) in sides {
                if let Some(side) = side {
                    file.fault(
                        side.line,
                        msg!(
                            "“{key}” chỉ dùng với total = \"ratio\".",
                            "“{key}” goes with total = \"ratio\" only."
                        ),
                    );
                }
            }
        }
        if self.is_non_numeric() {
            return Aggregation::None;
        }
        let Some(total) = &self.total else {
            if of_measure == Measure::YesNo {
                file.fault(
                    measure.line,
                    msg!(
                        "Chỉ tiêu “{written}” phải ghi answer = \"yes-no\".",
                        "What is measured in “{written}” needs answer = \"yes-no\"."
                    ),
                );
                return Aggregation::None;
            }
            if of_measure != Measure::Amount {
                file.fault(
                    measure.line,
                    msg!(
                        "Chỉ tiêu tính bằng “{written}” phải ghi “total”: \"ratio\" (tỷ lệ của hai chỉ tiêu, ghi thêm “of” và “per”), \"mean\" (trung bình các đơn vị) hoặc \"none\" (không tính số chung). Cộng các tỷ lệ, các điểm là sai.",
                        "An indicator measured in “{written}” needs “total”: \"ratio\" (of two indicators, with “of” and “per”), \"mean\" (of the units) or \"none\" (no figure of all). To add up rates or scores is wrong."
                    ),
                );
            }
            return Aggregation::Sum;
        };
        if self.adds_up() && of_measure.is_rate() {
            file.fault(
                total.line,
                msg!(
                    "Chỉ tiêu tính bằng “{written}” không cộng được; “total” phải là \"ratio\", \"mean\" hoặc \"none\".",
                    "What is measured in “{written}” does not add up; “total” must be \"ratio\", \"mean\" or \"none\"."
                ),
            );
        }
        match total.value {
            Total::Sum => Aggregation::Sum,
            Total::None => Aggregation::None,
            Total::Mean => Aggregation::Mean,
            Total::Latest => Aggregation::Latest,
            Total::Ratio => self.ratio(file, total.line, of_measure.times()),
        }
    }

    fn ratio(&self, file: &File, line: usize, times: u32) -> Aggregation {
        let (Some(of), Some(per)) = (&self.of, &self.per) else {
            file.fault(
                line,
                msg!(
                    "total = \"ratio\" phải ghi cả “of” (tử số) và “per” (mẫu số): mã của hai chỉ tiêu.",
                    "total = \"ratio\" needs both “of” and “per”: the codes of the numerator and the denominator."
                ),
            );
            return Aggregation::None;
        };
        Aggregation::Ratio(Ratio {
            of: of.value.as_str().into(),
            per: per.value.as_str().into(),
            times,
        })
    }

    /// Checks that the two indicators of a ratio are added over units.
    pub(super) fn check_sides(&self, file: &File, code: &str, codes: &Codes, all: &[Indicator]) {
        let sides: Vec<&At<String>> = self.of.iter().chain(&self.per).collect();
        for side in &sides {
            let written = &side.value;
            if !codes.check(file, side) {
                continue;
            }
            let adds_up = all
                .iter()
                .find(|indicator| indicator.code.as_str() == written)
                .is_none_or(|indicator| indicator.total.adds_up());
            if written == code || !adds_up {
                file.fault(
                    side.line,
                    msg!(
                        "“{written}” không phải chỉ tiêu cộng được nên không làm tử số hay mẫu số được.",
                        "“{written}” does not add up, so it is neither numerator nor denominator."
                    ),
                );
            }
        }
        if let [of, per] = sides.as_slice()
            && of.value == per.value
        {
            file.fault(
                per.line,
                msg!(
                    "“of” và “per” là một chỉ tiêu; xem lại.",
                    "“of” and “per” are one indicator; check it."
                ),
            );
        }
    }
}
