//! Which cell of a file answers what.

use super::form::Question;
use super::origin::CellRef;
use std::sync::Arc;

/// Which cell, of which sheet of a file, answers or should answer what. There are a hundred of them in a report and very many
/// reports: a list takes half of what a tree would.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AnswerMap {
    sheets: Vec<Arc<str>>,
    cells: Vec<(u16, CellRef, Question)>,
}

impl AnswerMap {
    /// Keeps what a cell answers; what was kept of it before no longer holds.
    pub fn insert(&mut self, sheet: &Arc<str>, cell: CellRef, question: Question) {
        let known = self.sheets.iter().position(|known| known == sheet);
        let place = known.unwrap_or_else(|| {
            self.sheets.push(Arc::clone(sheet));
            self.sheets.len() - 1
        });
        // a workbook has far fewer sheets than that
        self.cells.extend(u16::try_from(place).ok().map(|sheet| (sheet, cell, question)));
    }

    /// What a cell answers.
    pub fn get(&self, sheet: &str, cell: CellRef) -> Option<Question> {
        let place = self.sheets.iter().position(|known| **known == *sheet)?;
        let here =
            |(of, at, _): &&(u16, CellRef, Question)| usize::from(*of) == place && *at == cell;
        self.cells.iter().rev().find(here).map(|(.., question)| *question)
    }

    /// Lets go of the room that was taken and is not used.
    pub(crate) fn settle(&mut self) {
        self.sheets.shrink_to_fit();
        self.cells.shrink_to_fit();
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::Field;
    use super::*;

    #[test]
    fn a_cell_answers_what_was_last_said_of_it() {
        let (mut answers, [a, b]) = (AnswerMap::default(), ["A", "B"].map(Arc::<str>::from));
        let cell = CellRef::new(1, 2);
        answers.insert(&a, cell, Question::Field(Field::Period));
        answers.insert(&b, cell, Question::Field(Field::UnitName));
        answers.insert(&a, cell, Question::Field(Field::Signer));
        answers.settle();
        let got = |sheet: &str, cell| answers.get(sheet, cell);
        assert_eq!(got("A", cell), Some(Question::Field(Field::Signer)));
        assert_eq!(got("B", cell), Some(Question::Field(Field::UnitName)));
        assert_eq!([got("C", cell), got("A", CellRef::new(2, 1))], [None, None]);
    }
}
