//! L104: a figure in the text contradicts the cell.
//!
//! Reports only contradictions without another explanation: a plain count directly before the words
//! of an indicator (or after all of them and a colon), in the result of the indicator's task, in a
//! sentence about this period and the whole unit, if neither a number in the text nor a sum of some
//! of them equals the cell.

use super::prose::{Token, tokens};
use super::{Check, Ready, Reporter, Rule, Severity, figures};
use crate::model::case::RunScope;
use crate::model::key::Key;
use crate::model::number::written_vi;
use crate::model::origin::Sourced;
use crate::model::plan::{Indicator, Plan};
use crate::model::submission::{Figure, Submission};
use crate::msg;
use crate::text::Text;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

pub(super) static RULE: Rule = Rule {
    code: "L104",
    severity: Severity::Warning,
    title: Text::new(
        "Số trong lời văn khác số trong ô",
        "A figure in the text contradicts the cell",
    ),
    why: Text::new(
        "Kết quả thực hiện và trang Số liệu phải nói cùng một số; khác nhau thì một trong hai sai. Chỉ xét số đứng liền với đúng lời của chỉ tiêu trong nhiệm vụ của nó; bỏ qua số ước chừng, số của một phần, của tháng, quý hoặc kỳ khác, và số mà cộng lại thì bằng số trong ô.",
        "The result and the sheet Số liệu must agree; if they differ, one of the two is wrong. Only a number right beside the indicator's own words under its own task is checked; estimates, parts, months, quarters, other periods, and numbers that add up to the cell are ignored.",
    ),
    bad: Text::new(
        "II.2.1: “Tổ chức 12 buổi tuyên truyền trực tiếp”, CT04 = 21",
        "II.2.1: “Tổ chức 12 buổi tuyên truyền trực tiếp” (12 sessions), CT04 = 21",
    ),
    good: Text::new(
        "II.2.1: “Tổ chức 21 buổi tuyên truyền trực tiếp”, CT04 = 21",
        "II.2.1: “Tổ chức 21 buổi tuyên truyền trực tiếp” (21 sessions), CT04 = 21",
    ),
    fix: Text::new(
        "Xem số nào đúng rồi sửa ô số liệu hoặc lời văn cho khớp.",
        "Find out which figure is right and correct the cell or the text.",
    ),
    check: Check::Prepared(prepare),
    ..Rule::DEFAULT
};

/// Words that restrict a sentence to a part, another time or the future.
static OTHER_SCOPE: LazyLock<Vec<Key>> = LazyLock::new(|| {
    keys(&[
        "trong đó",
        "riêng",
        "mỗi",
        "bình quân",
        "trung bình",
        "cùng kỳ",
        "kỳ trước",
        "năm trước",
        "năm ngoái",
        "trước đó",
        "so với",
        "tăng",
        "giảm",
        "dự kiến",
        "sẽ",
        "phấn đấu",
        "chỉ tiêu",
        "đề nghị",
        "đề xuất",
        "quý",
        "hằng tháng",
        "hàng tháng",
        "lũy kế",
        "giai đoạn",
        "điển hình",
        "tiêu biểu",
        "kế hoạch đề ra",
        "theo kế hoạch",
    ])
});
/// Words before a number that is not a total: estimates, ordinals, limits, places.
static NOT_A_TOTAL: LazyLock<Vec<Key>> = LazyLock::new(|| {
    keys(&[
        "khoảng", "gần", "hơn", "trên", "dưới", "ước", "chừng", "thứ", "số", "tháng", "ngày",
        "năm", "từ", "đến", "tới", "thêm", "còn", "lần", "đợt", "kỳ", "khóa", "mục", "thiểu",
        "nhất", "tại", "ở", "trong",
    ])
});
/// Words after the first words of an indicator that do not narrow the count; all others do.
static CONTINUATIONS: LazyLock<Vec<Key>> = LazyLock::new(|| {
    keys(&["cho", "với", "và", "để", "bằng", "nhằm", "gồm", "được", "có", "thu", "đến", "tới"])
});
/// Words before an indicator's unit of measure without meaning of their own.
static COUNTING: LazyLock<Vec<Key>> = LazyLock::new(|| keys(&["tổng", "số"]));
/// Maximum number of numbers in a text; with more, some sum always equals the cell.
const MOST_NUMBERS: usize = 12;

fn prepare(plan: &Plan) -> Ready<'_> {
    let wordings = wordings(plan);
    Box::new(move |scope, submission, out| check(scope, &wordings, submission, out))
}

fn check(
    scope: &RunScope<'_>,
    wordings: &[Wording<'_>],
    submission: &Submission,
    out: &mut Reporter<'_>,
) {
    let Some(report) = submission.report() else {
        return;
    };
    for answer in &report.tasks {
        // a text without digits contains no count
        let Some(result) = answer
            .result
            .as_ref()
            .filter(|result| result.value.contains(|c: char| c.is_ascii_digit()))
        else {
            continue;
        };
        let text = tokens(&result.value);
        for (indicator, number) in counts(scope.plan, wordings, &text) {
            let figure = report.figure(&indicator.code).filter(|_| indicator.task == answer.task);
            if let Some((figure, amount)) =
                figure.and_then(|figure| Some((figure, figure.reading.amount()?)))
                && !explains(&text, amount)
            {
                report_contradiction(out, figure, amount, result, number);
            }
        }
    }
}

fn report_contradiction(
    out: &mut Reporter<'_>,
    figure: &Figure,
    amount: Decimal,
    result: &Sourced<Arc<str>>,
    number: Decimal,
) {
    let (code, at, in_text, amount) =
        (&figure.indicator, &result.at, written_vi(number), written_vi(amount));
    let (sheet, cell) = (&at.sheet, at.cell);
    let expected =
        msg!("một số như nhau ở ô số liệu và ở lời văn", "one figure in the cell and in the text");
    let message = msg!(
        "{code} ghi {amount}, lời văn ở {sheet}!{cell} ghi {in_text}",
        "{code} says {amount}, the text in {sheet}!{cell} says {in_text}"
    );
    figures::report_one(out, figure, expected, message);
}

/// Returns whether a number in a text, or a sum of some, equals an amount; `true` for too many
/// numbers.
fn explains(text: &[Token], amount: Decimal) -> bool {
    let numbers: Vec<Decimal> = text
        .iter()
        .filter_map(|token| if let Token::Number(number) = token { Some(*number) } else { None })
        .collect();
    let mut sums = BTreeSet::new();
    for number in numbers.iter().take(MOST_NUMBERS) {
        let with: Vec<Decimal> = sums.iter().map(|sum| *sum + *number).chain([*number]).collect();
        sums.extend(with);
    }
    numbers.len() > MOST_NUMBERS || sums.contains(&amount)
}

/// Returns the first count of each indicator in a text.
fn counts<'p>(
    plan: &Plan,
    wordings: &[Wording<'p>],
    text: &[Token],
) -> Vec<(&'p Indicator, Decimal)> {
    let mut counts: Vec<(&Indicator, Decimal)> = Vec::new();
    let has_number =
        |sentence: &[Token]| sentence.iter().any(|token| matches!(token, Token::Number(_)));
    for sentence in
        text.split(|token| *token == Token::Stop).filter(|sentence| has_number(sentence))
    {
        let found = |place: usize| {
            count_before_wording(wordings, sentence, place)
                .or_else(|| count_after_wording(wordings, sentence, place))
        };
        let found: Vec<_> = (0..sentence.len()).filter_map(found).collect();
        if found.is_empty() || has_other_scope(plan, sentence) {
            continue;
        }
        for (indicator, number) in found {
            if !counts.iter().any(|(known, _)| known.code == indicator.code) {
                counts.push((indicator, number));
            }
        }
    }
    counts
}

/// Returns the count at an index if the words of an indicator follow: “12 buổi tuyên truyền trực
/// tiếp”.
fn count_before_wording<'p>(
    wordings: &[Wording<'p>],
    sentence: &[Token],
    place: usize,
) -> Option<(&'p Indicator, Decimal)> {
    let (before, after) = (sentence.get(..place)?, sentence.get(place + 1..)?);
    let Some(Token::Number(number)) = sentence.get(place) else {
        return None;
    };
    if matches!(before.last(), Some(Token::Word(word)) if NOT_A_TOTAL.contains(word)) {
        return None;
    }
    let matched = match_start(wordings, after)?;
    let rest = after.get(matched.tokens..)?;
    let is_closed = match rest {
        [] | [Token::Comma, Token::Number(_), ..] => true,
        [Token::Comma, ..] => matched.whole,
        [Token::Word(word), ..] => CONTINUATIONS.contains(word),
        _ => false,
    };
    is_closed.then_some((matched.indicator, *number))
}

/// Returns the count after all words of an indicator and a colon: “Buổi tuyên truyền trực tiếp:
/// 12”.
fn count_after_wording<'p>(
    wordings: &[Wording<'p>],
    sentence: &[Token],
    place: usize,
) -> Option<(&'p Indicator, Decimal)> {
    if !sentence.contains(&Token::Colon) {
        return None;
    }
    let matched = match_start(wordings, sentence.get(place..)?).filter(|matched| matched.whole)?;
    match sentence.get(place + matched.tokens..)? {
        [Token::Colon, Token::Number(number)]
        | [Token::Colon, Token::Number(number), Token::Comma, ..] => {
            Some((matched.indicator, *number))
        }
        _ => None,
    }
}

/// Wording of an indicator, with the number of words that identify it: the unit of measure and two
/// more.
struct Wording<'p> {
    indicator: &'p Indicator,
    words: Vec<String>,
    least: usize,
}

/// Returns the wordings that start with the indicator's unit of measure.
fn wordings(plan: &Plan) -> Vec<Wording<'_>> {
    plan.indicators.iter().flat_map(Wording::all).collect()
}

impl<'p> Wording<'p> {
    fn all(indicator: &'p Indicator) -> Vec<Self> {
        indicator.names().filter_map(|wording| Self::parse(indicator, wording)).collect()
    }

    fn parse(indicator: &'p Indicator, wording: &str) -> Option<Self> {
        let words: Vec<String> = Key::new(wording)
            .words()
            .skip_while(|word| COUNTING.iter().any(|counting| counting.as_str() == *word))
            .map(str::to_owned)
            .collect();
        let measures = indicator.measures().map(|measure| Key::new(measure));
        let begins = |measure: &Key| {
            measure.words().eq(words.iter().map(String::as_str).take(measure.words().count()))
        };
        let least = measures.filter(begins).map(|measure| measure.words().count() + 2).min()?;
        (words.len() >= least).then_some(Self { indicator, words, least })
    }
}

/// Words of an indicator at the start of a text.
struct Match<'p> {
    indicator: &'p Indicator,
    /// Number of tokens matched.
    tokens: usize,
    /// Whether a complete wording was matched.
    whole: bool,
}

/// Returns the only indicator whose words start a text.
fn match_start<'p>(wordings: &[Wording<'p>], text: &[Token]) -> Option<Match<'p>> {
    let words: Vec<(usize, &str)> = text
        .iter()
        .enumerate()
        .map_while(|(place, token)| match token {
            Token::Word(word) => Some(Some((place, word.as_str()))),
            Token::Comma => Some(None),
            _ => None,
        })
        .flatten()
        .collect();
    let matched = |wording: &Wording<'_>| {
        wording.words.iter().zip(&words).take_while(|(own, (_, word))| own == word).count()
    };
    let most = wordings.iter().map(matched).max().filter(|most| *most > 0)?;
    let best: Vec<&Wording<'_>> =
        wordings.iter().filter(|wording| matched(wording) == most).collect();
    let first = best
        .first()
        .filter(|first| best.iter().all(|other| other.indicator.code == first.indicator.code))?;
    let last = words.get(most - 1)?.0;
    let whole = best.iter().any(|wording| wording.words.len() == most);
    best.iter().any(|wording| wording.least <= most).then_some(Match {
        indicator: first.indicator,
        tokens: last + 1,
        whole,
    })
}

/// Returns whether a sentence is about a part, a month, another year or the future.
fn has_other_scope(plan: &Plan, sentence: &[Token]) -> bool {
    let words = sentence
        .iter()
        .filter_map(|token| if let Token::Word(word) = token { Some(word.as_str()) } else { None });
    let key = Key::from_words(words);
    let [month, year] = ["tháng", "năm"].map(|word| Token::Word(Key::new(word)));
    let other_time = |pair: &[Token]| match pair {
        [word, Token::Number(_) | Token::Digits] if *word == month => true,
        [word, Token::Number(number)] if *word == year => *number != Decimal::from(plan.year),
        _ => false,
    };
    OTHER_SCOPE.iter().any(|words| key.contains(words)) || sentence.windows(2).any(other_time)
}

fn keys(words: &[&str]) -> Vec<Key> {
    words.iter().map(|word| Key::new(word)).collect()
}

#[cfg(test)]
mod tests;
