//! Splits a short text into words, numbers and signs.

use crate::model::key::Key;
use unicode_normalization::UnicodeNormalization;

/// Kind of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, folded as in a key.
    Word(String),
    /// Digits, as written.
    Number(String),
    /// Any other character except spaces.
    Sign(char),
}

/// Word, number or sign in a text.
#[derive(Debug, Clone)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Text as written.
    pub(super) raw: String,
    /// Whether it follows the previous token without a space.
    pub(super) glued: bool,
    /// Index of the key word that contains it; letters and digits without a space or sign between
    /// them form one word.
    word: Option<usize>,
}

/// Tokens of a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Tokens {
    list: Vec<Token>,
    /// Words of the key, each with its first and last token.
    words: Vec<(String, usize, usize)>,
    /// Whether the text has no lower-case letters.
    pub(super) capitals: bool,
    /// Whether the text has no diacritics.
    pub(super) bare: bool,
}

impl Tokens {
    pub(super) fn parse(text: &str) -> Self {
        let plain: String = text
            .nfc()
            .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'))
            .collect();
        let mut tokens = Self {
            capitals: !plain.chars().any(char::is_lowercase),
            bare: plain.is_ascii(),
            ..Self::default()
        };
        let mut run = String::new();
        let mut glued = false;
        for c in plain.chars() {
            if c.is_alphanumeric() {
                run.push(c);
                continue;
            }
            glued = tokens.close(&mut run, glued);
            if c.is_whitespace() {
                glued = false;
            } else {
                tokens.list.push(Token {
                    kind: Kind::Sign(c),
                    raw: c.to_string(),
                    glued,
                    word: None,
                });
                glued = true;
            }
        }
        tokens.close(&mut run, glued);
        tokens
    }

    /// Ends a run of letters and digits; returns whether the next token is glued.
    fn close(&mut self, run: &mut String, glued: bool) -> bool {
        if run.is_empty() {
            return glued;
        }
        let (word, first) = (self.words.len(), self.list.len());
        let mut pieces: Vec<String> = Vec::new();
        for c in run.chars() {
            let same = |piece: &String| {
                piece
                    .chars()
                    .next_back()
                    .is_some_and(|last| last.is_ascii_digit() == c.is_ascii_digit())
            };
            match pieces.last_mut() {
                Some(piece) if same(piece) => piece.push(c),
                _ => pieces.push(c.to_string()),
            }
        }
        for (place, piece) in pieces.into_iter().enumerate() {
            let digits = piece.chars().all(|c| c.is_ascii_digit());
            let kind = if digits {
                Kind::Number(piece.clone())
            } else {
                Kind::Word(Key::new(&piece).as_str().to_owned())
            };
            self.list.push(Token { kind, raw: piece, glued: glued || place > 0, word: Some(word) });
        }
        self.words.push((
            Key::new(run).as_str().to_owned(),
            first,
            self.list.len().saturating_sub(1),
        ));
        run.clear();
        true
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Token> {
        self.list.get(at)
    }

    /// Returns the folded word at an index.
    pub(super) fn word(&self, at: usize) -> Option<&str> {
        match &self.get(at)?.kind {
            Kind::Word(word) => Some(word),
            Kind::Number(_) | Kind::Sign(_) => None,
        }
    }

    /// Returns the digits at an index.
    pub(super) fn digits(&self, at: usize) -> Option<&str> {
        match &self.get(at)?.kind {
            Kind::Number(digits) => Some(digits),
            Kind::Word(_) | Kind::Sign(_) => None,
        }
    }

    /// Returns the sign at an index.
    pub(super) fn sign(&self, at: usize) -> Option<char> {
        match self.get(at)?.kind {
            Kind::Sign(sign) => Some(sign),
            Kind::Word(_) | Kind::Number(_) => None,
        }
    }

    /// Returns the number at an index.
    pub(super) fn number(&self, at: usize) -> Option<u32> {
        self.digits(at).filter(|digits| digits.len() <= 4)?.parse().ok()
    }

    /// Returns whether the token is one of the given words.
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.word(at).is_some_and(|word| words.contains(&word))
    }

    /// Returns the key word that starts at a token.
    pub(super) fn key_word(&self, at: usize) -> Option<&str> {
        let (word, first, _) = self.words.get(self.get(at)?.word?)?;
        (*first == at).then_some(word.as_str())
    }

    /// Matches a sequence of key words that starts at a token, regardless of signs between them;
    /// returns the index after it.
    pub(super) fn after<'w>(
        &self,
        at: usize,
        phrase: impl Iterator<Item = &'w str>,
    ) -> Option<usize> {
        self.key_word(at)?;
        let start = self.get(at)?.word?;
        let mut end = None;
        for (place, wanted) in phrase.enumerate() {
            let (word, _, last) = self.words.get(start + place)?;
            if word != wanted {
                return None;
            }
            end = Some(last + 1);
        }
        end
    }

    /// Returns the text between two indexes, as written.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        let mut text = String::new();
        for (place, token) in self.list.iter().enumerate().take(to).skip(from) {
            if place > from && !token.glued {
                text.push(' ');
            }
            text.push_str(&token.raw);
        }
        text
    }
}
