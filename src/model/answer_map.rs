//! Maps the cells of a file to the questions they answer.

use super::form::Question;
use super::origin::CellRef;
use std::sync::Arc;

/// Question of each cell of a file that contains, or should contain, an answer.
///
/// A list, because a report has about a hundred such cells and there are many reports: it takes
/// half the memory of a tree.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerMap {
    sheets: Vec<Arc<str>>,
    cells: Vec<(u16, CellRef, Question)>,
}

impl AnswerMap {
    /// Sets the question of a cell; replaces an earlier one.
    pub fn insert(&mut self, sheet: &Arc<str>, cell: CellRef, question: Question) {
        let known = self.sheets.iter().position(|known| known == sheet);
        let place = known.unwrap_or_else(|| {
            self.sheets.push(Arc::clone(sheet));
            self.sheets.len() - 1
        });
        // workbooks with more than 65,536 sheets are not supported
        self.cells.extend(u16::try_from(place).ok().map(|sheet| (sheet, cell, question)));
    }

    pub fn get(&self, sheet: &str, cell: CellRef) -> Option<Question> {
        let place = self.sheets.iter().position(|known| **known == *sheet)?;
        let here =
            |(of, at, _): &&(u16, CellRef, Question)| usize::from(*of) == place && *at == cell;
        self.cells.iter().rev().find(here).map(|(.., question)| *question)
    }

    pub(crate) fn shrink_to_fit(&mut self) {
        self.sheets.shrink_to_fit();
        self.cells.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::Field;
    use super::*;

    #[test]
    fn a_later_question_of_a_cell_replaces_an_earlier_one() {
        let (mut answers, [a, b]) = (AnswerMap::default(), ["A", "B"].map(Arc::<str>::from));
        let cell = CellRef::new(1, 2);
        answers.insert(&a, cell, Question::Field(Field::Period));
        answers.insert(&b, cell, Question::Field(Field::UnitName));
        answers.insert(&a, cell, Question::Field(Field::Signer));
        answers.shrink_to_fit();
        let got = |sheet: &str, cell| answers.get(sheet, cell);
        assert_eq!(got("A", cell), Some(Question::Field(Field::Signer)));
        assert_eq!(got("B", cell), Some(Question::Field(Field::UnitName)));
        assert_eq!([got("C", cell), got("A", CellRef::new(2, 1))], [None, None]);
    }
}
