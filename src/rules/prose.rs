//! Splits prose into words, plain counts and punctuation.

use crate::model::key::Key;
use crate::model::number::count_from_text;
use crate::model::reading::Reading;
use rust_decimal::Decimal;

/// Token of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A word, folded.
    Word(Key),
    /// A count with only one possible reading.
    Number(Decimal),
    /// Other digits: dates, codes, percentages, fractions, ranges.
    Digits,
    Comma,
    /// A colon, which may connect a wording with its number.
    Colon,
    /// The end of a clause.
    Stop,
    /// Any other sign.
    Sign,
}

/// Returns the tokens of a text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let (mut tokens, mut chunk) = (Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_alphanumeric() {
            chunk.clear();
            chunk.push(c);
            loop {
                let mut ahead = chars.clone();
                let (Some(next), after) = (ahead.next(), ahead.next()) else {
                    break;
                };
                // inside numbers and codes: 1.250, 7/8, 15/KH-UBND
                let joins = matches!(next, '.' | ',' | '/' | '-' | ':')
                    && has_digit(&chunk)
                    && after.is_some_and(char::is_alphanumeric);
                if !is_word_char(next) && !joins {
                    break;
                }
                chunk.push(next);
                chars.next();
            }
            tokens.push(token(&chunk));
            continue;
        }
        match c {
            '\n' | '\r' | '.' | ';' | '!' | '?' | '(' | ')' => tokens.push(Token::Stop),
            ',' => tokens.push(Token::Comma),
            ':' => tokens.push(Token::Colon),
            c if c.is_whitespace() || matches!(c, '"' | '“' | '”') => {}
            _ => tokens.push(Token::Sign),
        }
    }
    only_lone_numbers(tokens)
}

/// Returns whether a character is a letter, a digit or a combining diacritic.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

fn has_digit(chunk: &str) -> bool {
    chunk.contains(|c: char| c.is_ascii_digit())
}

fn token(chunk: &str) -> Token {
    if !has_digit(chunk) {
        return Token::Word(Key::new(chunk));
    }
    match count_from_text(chunk) {
        (Reading::Number(number), true) => Token::Number(number),
        _ => Token::Digits,
    }
}

/// Replaces numbers next to other digits or a sign, which are parts of something else: 1 250, 12 -
/// 15, 20 %.
fn only_lone_numbers(mut tokens: Vec<Token>) -> Vec<Token> {
    let joins = |token: Option<&Token>| {
        matches!(token, Some(Token::Number(_) | Token::Digits | Token::Sign))
    };
    for place in 0..tokens.len() {
        let (before, from) = tokens.split_at_mut(place);
        // a number joined to the previous one is already `Digits`, which join as well
        if let [number @ Token::Number(_), after @ ..] = from
            && (joins(before.last()) || joins(after.first()))
        {
            *number = Token::Digits;
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        let numbers = tokens(text).into_iter().filter_map(|token| match token {
            Token::Number(number) => Some(number.to_string()),
            _ => None,
        });
        numbers.collect()
    }

    #[test]
    fn only_isolated_counts_are_numbers() {
        assert_eq!(numbers("Tổ chức 05 buổi, 1.350 lượt người; 2 tin."), ["5", "1350", "2"]);
        for text in [
            "7/8 phương án",
            "ngày 12/4/2024",
            "số 15/KH-UBND",
            "20%",
            "20 % hộ",
            "12 - 15 buổi",
            "3-5 lớp",
            "1 250 lượt",
            "1,25",
            "A2",
            "12h30",
        ] {
            assert_eq!(numbers(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn words_are_folded_and_punctuation_kept() {
        let word = |text: &str| Token::Word(Key::new(text));
        assert_eq!(
            tokens("Buổi, (tin)."),
            [word("buổi"), Token::Comma, Token::Stop, word("tin"), Token::Stop, Token::Stop]
        );
    }
}
