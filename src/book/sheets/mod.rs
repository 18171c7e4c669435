//! The consolidated workbook, `tong-hop.xlsx` (product, §5): one file a sheet.
//!
//! Every table has its heading in row 4, below a title, the state of things and a remark; then one line a row, so that filter
//! and sorting work and a program finds `Mã đơn vị` and `Mã` in the heading. The names of the sheets and these two headings
//! are the contract and the same in both languages; everything else follows the language. A cell whose shade has a meaning says
//! it by a word or a sign too.

mod catalogue;
mod desk;
mod documents;
mod figures;
mod files;
mod findings;
mod incidents;
mod links;
mod long;
mod overview;
mod proposals;
mod results;
mod sources;
mod table;
mod tasks;
mod turnout;
mod unit_figures;

use super::lines::most_rows;
use super::{Book, Lines, LongBook, Properties, Sheet, measure};
pub use crate::model::result_names::sheets::{
    CATALOGUE, DOCUMENTS, FIGURES, FINDINGS, INCIDENTS, NAMES, OVERVIEW, PROPOSALS, RESULTS,
    SOURCES, TASKS, TURNOUT, UNIT_FIGURES,
};
use crate::model::revision::Revision;
use crate::msg;
use crate::outcome::Outcome;
use crate::text::Lang;
use desk::Desk;
use std::sync::Arc;
use table::Table;

/// Lays out the consolidated workbook of a revision of the results: where it lies says how its links lead to what was received.
pub fn lay_out<'o>(outcome: &'o Outcome<'_>, lang: Lang, revision: Revision) -> LongBook<'o> {
    let desk = Arc::new(Desk::new(outcome, lang, revision));
    let tables = [
        overview::sheet(&desk).into(),
        turnout::sheet(&desk),
        tasks::sheet(&desk),
        figures::sheet(&desk).into(),
        unit_figures::sheet(&desk),
        results::sheet(&desk),
        proposals::sheet(&desk),
        documents::sheet(&desk),
        incidents::sheet(&desk),
        findings::sheet(&desk),
        sources::sheet(&desk),
        catalogue::sheet(&desk).into(),
    ];
    let (mut sheets, mut lines) = (Vec::new(), Vec::new());
    for mut table in tables.into_iter().flat_map(|table| in_parts(&desk, table)) {
        measure::fit(&mut table.sheet);
        sheets.push(table.sheet);
        lines.push(table.lines);
    }
    let (scope, period) = (&outcome.case.scope, desk.period());
    let properties = Properties {
        title: msg!("Tổng hợp báo cáo {period}", "Consolidated reports, {period}")
            .in_lang(lang)
            .to_owned(),
        subject: scope.plan.title.clone(),
        author: scope.plan.office.body.clone(),
        created: scope.as_of,
        custom: Vec::new(),
    };
    LongBook { book: Book { sheets, names: Vec::new(), properties }, lines }
}

/// A table on as many sheets as it needs: what does not fit on one goes on on the next, under the same headings.
fn in_parts<'a>(desk: &Desk<'_>, table: Table<'a>) -> Vec<Table<'a>> {
    let Table { sheet, lines: Some(lines) } = table else {
        return vec![table];
    };
    let most = most_rows(sheet.next_row());
    if lines.rows() <= most {
        return vec![Table { sheet, lines: Some(lines) }];
    }
    let parts = lines.parts(most);
    let count = parts.len();
    let part = |(at, lines): (usize, Lines<'a>)| {
        let (name, number) = (numbered(&sheet.name, at), at + 1);
        let said = msg!(
            " Phần {number}/{count} của bảng, các phần ở các trang kế nhau.",
            " Part {number}/{count} of the table, on sheets one after the other."
        );
        let mut part = Sheet { name, ..sheet.clone() };
        table::remark(&mut part, said.in_lang(desk.lang));
        Table::of(part, lines)
    };
    parts.into_iter().enumerate().map(part).collect()
}

/// The name of a part of a table: the first has the table's own.
fn numbered(name: &str, part: usize) -> String {
    if part == 0 { name.to_owned() } else { format!("{name} ({})", part + 1) }
}

#[cfg(test)]
mod tests;
