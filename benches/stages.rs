//! Measures the stages of a consolidation on the shipped example, beside the minimum cost of the
//! same bytes: inflating them, and reading their cells with calamine. `cargo bench --bench stages`
//! prints the times; their proportions matter.

#[path = "compare/alone.rs"]
mod alone;

use chrono::NaiveDate;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use tonghop::book::{Book, form, sheets};
use tonghop::letter::{self, Letter};
use tonghop::load::shipped;
use tonghop::model::case::{Inputs, RunScope};
use tonghop::model::plan::Plan;
use tonghop::model::revision::Revision;
use tonghop::model::submission::Submission;
use tonghop::outcome::{self, Outcome};
use tonghop::read::Reader;
use tonghop::render::{board, json};
use tonghop::text::Lang;
use tonghop::{docx, xlsx};

fn plan() -> Plan {
    shipped::plan().unwrap_or_else(|error| unreachable!("the shipped plan is sound: {error}"))
}

/// Returns the workbooks of the example that can be opened.
fn reports() -> Vec<(Arc<str>, Vec<u8>)> {
    let inbox = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/thanh-hoa-2024/nhan");
    let files = walkdir::WalkDir::new(inbox)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file());
    let named = files.filter_map(|entry| {
        Some((entry.file_name().to_str()?.into(), std::fs::read(entry.path()).ok()?))
    });
    named.filter(|(_, bytes)| zip::ZipArchive::new(Cursor::new(bytes)).is_ok()).collect()
}

fn read_all(plan: &Plan, reports: &[(Arc<str>, Vec<u8>)]) -> Vec<Submission> {
    let reader = Reader::new(plan, tonghop::book::form::texts(plan), None);
    reports.iter().flat_map(|(name, bytes)| reader.bytes(name, bytes)).collect()
}

fn reading(criterion: &mut Criterion) {
    let (plan, reports) = (plan(), reports());
    let mut group = criterion.benchmark_group("read");
    group.bench_function("inflating alone", |bench| {
        bench.iter(|| reports.iter().map(|(_, bytes)| alone::inflated(bytes)).sum::<usize>());
    });
    group.bench_function("calamine alone", |bench| {
        bench.iter(|| reports.iter().map(|(_, bytes)| alone::cells(bytes)).sum::<usize>());
    });
    group.bench_function("tonghop", |bench| bench.iter(|| read_all(&plan, &reports)));
    group.finish();
}

fn judging(criterion: &mut Criterion) {
    let (plan, reports) = (plan(), reports());
    let inputs = Inputs { submissions: read_all(&plan, &reports), ..Inputs::default() };
    let as_of = NaiveDate::from_ymd_opt(2024, 5, 6).unwrap_or_default();
    let Some(period) = plan.period("2024-6T") else {
        return;
    };
    let scope = RunScope { plan: &plan, period, as_of };
    criterion.bench_function("examine", |bench| {
        bench.iter_batched(
            || inputs.clone(),
            |inputs| outcome::examine(scope, inputs),
            BatchSize::LargeInput,
        );
    });
    writing(criterion, &outcome::examine(scope, inputs));
    let Some(unit) = plan.registry.by_code("H-THOXUAN") else {
        return;
    };
    criterion.bench_function("write/a blank form", |bench| {
        bench.iter(|| xlsx::write(&form::blank(&plan, unit, period, as_of)));
    });
}

/// Measures laying out and writing every kind of result. The first is tonghop's own work, the
/// second mostly that of libraries.
fn writing(criterion: &mut Criterion, outcome: &Outcome<'_>) {
    let mut lay_out = criterion.benchmark_group("lay out");
    lay_out.bench_function("workbook", |bench| {
        bench.iter(|| sheets::lay_out(outcome, Lang::Vi, Revision::FIRST));
    });
    lay_out.bench_function("letters", |bench| bench.iter(|| letters(outcome)));
    lay_out.bench_function("returned forms", |bench| bench.iter(|| returned(outcome)));
    lay_out.finish();
    let (book, letters, forms) =
        (sheets::lay_out(outcome, Lang::Vi, Revision::FIRST), letters(outcome), returned(outcome));
    let mut write = criterion.benchmark_group("write");
    write.bench_function("workbook", |bench| {
        bench.iter(|| xlsx::write_long(&book, &mut std::io::sink()));
    });
    write.bench_function(format!("{} letters", letters.len()), |bench| {
        bench.iter(|| letters.iter().map(docx::write).collect::<Vec<_>>());
    });
    write.bench_function(format!("{} returned forms", forms.len()), |bench| {
        bench.iter(|| forms.iter().map(xlsx::write).collect::<Vec<_>>());
    });
    write.bench_function("facts as JSON", |bench| bench.iter(|| json::document(outcome)));
    write.bench_function("board", |bench| {
        bench.iter(|| board::page(outcome, Lang::Vi, Revision::FIRST, None));
    });
    write.finish();
}

fn letters(outcome: &Outcome<'_>) -> Vec<Letter> {
    letter::all(
        outcome,
        Lang::Vi,
        Revision::FIRST,
        &letter::Days::new(),
        letter::AnnexPlacement::Within,
    )
    .into_iter()
    .map(|written| written.letter)
    .collect()
}

fn returned(outcome: &Outcome<'_>) -> Vec<Book> {
    outcome.case.dossiers.iter().filter_map(|dossier| form::returned(outcome, dossier)).collect()
}

criterion_group!(benches, reading, judging);
criterion_main!(benches);
