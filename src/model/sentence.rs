//! Sentences of the plan that state figures: words, with the codes of indicators in braces.

use super::id::IndicatorCode;

/// A sentence of clauses, which semicolons separate in the plan. A plan without one for a task has an empty sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sentence {
    /// The clauses.
    pub clauses: Vec<Clause>,
}

/// A clause: it is left out where none of its indicators has a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its words and figures, in order.
    pub parts: Vec<SentencePart>,
}

/// A part of a clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SentencePart {
    /// Words of the plan.
    Words(String),
    /// The total of an indicator.
    Figure(IndicatorCode),
}

impl Sentence {
    /// Parses a sentence, `tổ chức {CT04} buổi với {CT05} lượt người dự; phát {CT07} lượt`; `None` if its braces do not pair, or
    /// a clause has no figure.
    pub fn parse(text: &str) -> Option<Self> {
        let clauses = text.trim_end_matches('.').split(';').map(Clause::parse);
        clauses.collect::<Option<_>>().map(|clauses| Self { clauses })
    }

    /// Returns the indicators it states, in order.
    pub(crate) fn indicators(&self) -> impl Iterator<Item = &IndicatorCode> {
        self.clauses.iter().flat_map(Clause::indicators)
    }
}

impl Clause {
    fn parse(text: &str) -> Option<Self> {
        let (mut parts, mut rest) = (Vec::new(), text.trim());
        while let Some((words, code)) = rest.split_once('{') {
            let (code, after) = code.split_once('}')?;
            if words.contains('}') || code.contains('{') {
                return None;
            }
            parts.push(SentencePart::Words(words.to_owned()));
            parts.push(SentencePart::Figure(code.trim().into()));
            rest = after;
        }
        let has_figure = !parts.is_empty();
        parts.push(SentencePart::Words(rest.to_owned()));
        (has_figure && !rest.contains('}')).then_some(Self { parts })
    }

    /// Returns the indicators it states, in order.
    pub(crate) fn indicators(&self) -> impl Iterator<Item = &IndicatorCode> {
        self.parts.iter().filter_map(|part| match part {
            SentencePart::Figure(code) => Some(code),
            SentencePart::Words(_) => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_words_and_codes() {
        let sentence =
            Sentence::parse("tổ chức {CT04} buổi với { CT05 } lượt người; phát {CT07} lượt.")
                .expect("a sentence");
        let codes: Vec<&str> = sentence.indicators().map(IndicatorCode::as_str).collect();
        assert_eq!(codes, ["CT04", "CT05", "CT07"]);
        assert_eq!(sentence.clauses.len(), 2);
        assert_eq!(sentence.clauses[1].parts[0], SentencePart::Words("phát ".into()));
    }

    #[test]
    fn braces_pair_and_every_clause_has_a_figure() {
        for wrong in [
            "{CT01",
            "CT01}",
            "{CT01} và }",
            "tổ chức",
            "{CT01} cuộc; và hết",
            "{CT01 và {CT02}",
            "",
        ] {
            assert_eq!(Sentence::parse(wrong), None, "{wrong}");
        }
    }
}
