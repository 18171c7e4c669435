//! Lays out the consolidated workbook, `tong-hop.xlsx`, one module per sheet.
//!
//! Every table has its headings in row 4, below a title, the status and a remark, then one record
//! per row, so that filters and sorting work and a program finds `Mã đơn vị` and `Mã`. The names of
//! the sheets and these two headings are stable and the same in both languages. A colored cell also
//! states the meaning of its color by a word or a sign.

mod catalogue;
mod compliance;
mod context;
mod documents;
mod figures;
mod files;
mod findings;
mod incidents;
mod link_limit;
mod overview;
mod proposals;
mod results;
mod row_split;
mod sources;
mod table;
mod targets;
mod tasks;
mod total_formulas;
mod turnout;
mod unit_columns;
mod unit_figures;

use super::row_stream::most_rows;
use super::{Book, Properties, RowStream, Sheet, StreamedBook, measure};
use crate::model::form::Sheet as Kind;
use crate::model::indicator::AnswerKind;
use crate::model::plan::Plan;
pub(crate) use crate::model::result_names::sheets::{
    CATALOGUE, COMPLIANCE, DOCUMENTS, FINDINGS, INCIDENTS, OVERVIEW, SOURCES, TASKS, TURNOUT,
    UNIT_FIGURES,
};
pub use crate::model::result_names::sheets::{FIGURES, NAMES, PROPOSALS, RESULTS};
use crate::model::revision::Revision;
use crate::msg;
use crate::outcome::Outcome;
use crate::text::Lang;
use context::SheetContext;
use std::sync::Arc;
use table::Table;

/// The row of the headings, from 0.
const HEAD: u32 = 3;

/// Converts a count to a row or column index.
fn index(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Lays out the consolidated workbook of a revision of the results, whose folder determines the
/// links to received files.
pub fn lay_out<'o>(outcome: &'o Outcome<'_>, lang: Lang, revision: Revision) -> StreamedBook<'o> {
    let context = Arc::new(SheetContext::new(outcome, lang, revision));
    let tables = [
        overview::sheet(&context).into(),
        turnout::sheet(&context),
        tasks::sheet(&context),
        figures::sheet(&context).into(),
        unit_figures::sheet(&context),
        results::sheet(&context),
        proposals::sheet(&context),
        documents::sheet(&context),
        incidents::sheet(&context),
        findings::sheet(&context),
        sources::sheet(&context),
        catalogue::sheet(&context).into(),
    ];
    let (mut sheets, mut streams) = (Vec::new(), Vec::new());
    let plan = outcome.case.scope.plan;
    let tables = tables.into_iter().filter(|table| is_needed(plan, &table.sheet.name));
    let tables = tables.chain(compliance::sheet(&context));
    for mut table in tables.flat_map(|table| in_parts(&context, table)) {
        measure::fit(&mut table.sheet);
        sheets.push(table.sheet);
        streams.push(table.stream);
    }
    let (scope, period) = (&outcome.case.scope, context.period());
    let properties = Properties {
        title: msg!("Tổng hợp báo cáo {period}", "Consolidated reports, {period}")
            .in_lang(lang)
            .to_owned(),
        subject: scope.plan.title.clone(),
        author: scope.plan.office.issuer.organization_name(),
        created: scope.as_of,
        custom: Vec::new(),
    };
    StreamedBook { book: Book { sheets, names: Vec::new(), properties }, streams }
}

/// Returns whether the plan asks for what a sheet shows.
fn is_needed(plan: &Plan, name: &str) -> bool {
    let asks = |sheet| plan.has_sheet(sheet);
    let in_words = || plan.indicators.iter().any(|one| one.answer == AnswerKind::Text);
    match name {
        TASKS => asks(Kind::Tasks),
        FIGURES | UNIT_FIGURES => asks(Kind::Figures),
        RESULTS => asks(Kind::Tasks) || asks(Kind::Assessment) || in_words(),
        PROPOSALS => asks(Kind::Tasks) || asks(Kind::Assessment),
        DOCUMENTS => asks(Kind::Documents),
        INCIDENTS => asks(Kind::Incidents),
        _ => true,
    }
}

/// Divides a table over as many sheets as it needs, each with the headings.
fn in_parts<'a>(context: &SheetContext<'_>, table: Table<'a>) -> Vec<Table<'a>> {
    let Table { sheet, stream: Some(stream) } = table else {
        return vec![table];
    };
    let most = most_rows(sheet.next_row());
    if stream.rows() <= most {
        return vec![Table { sheet, stream: Some(stream) }];
    }
    let parts = stream.parts(most);
    let count = parts.len();
    let part = |(at, stream): (usize, RowStream<'a>)| {
        let (name, number) = (numbered(&sheet.name, at), at + 1);
        let said = msg!(
            " Phần {number}/{count} của bảng, các phần ở các trang kế nhau.",
            " Part {number}/{count} of the table, on sheets one after the other."
        );
        let mut part = Sheet { name, ..sheet.clone() };
        table::remark(&mut part, said.in_lang(context.lang));
        Table::new(part, stream)
    };
    parts.into_iter().enumerate().map(part).collect()
}

/// Returns the name of a part of a table; the first has the table's own.
fn numbered(name: &str, part: usize) -> String {
    if part == 0 { name.to_owned() } else { format!("{name} ({})", part + 1) }
}

#[cfg(test)]
mod tests;
