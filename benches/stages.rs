//! What the stages of a run cost on the shipped example, beside what the same bytes cost at least: inflating them, and having
//! calamine go through their cells. `cargo bench` prints the times; what matters is how they stand to each other.

use calamine::Reader as _;
use chrono::NaiveDate;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::sync::Arc;
use tonghop::book::{form, sheets};
use tonghop::load::shipped;
use tonghop::model::case::{Brief, Inputs};
use tonghop::model::edition::Edition;
use tonghop::model::plan::Plan;
use tonghop::model::submission::Submission;
use tonghop::outcome;
use tonghop::read::Reader;
use tonghop::text::Lang;
use tonghop::xlsx;

fn plan() -> Plan {
    shipped::plan().unwrap_or_else(|error| unreachable!("the shipped plan is sound: {error}"))
}

/// The workbooks of the example that can be opened.
fn reports() -> Vec<(Arc<str>, Vec<u8>)> {
    let inbox = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/thanh-hoa-2024/nhan");
    let files = walkdir::WalkDir::new(inbox).sort_by_file_name().into_iter().flatten().filter(|entry| entry.file_type().is_file());
    let named = files.filter_map(|entry| Some((entry.file_name().to_str()?.into(), std::fs::read(entry.path()).ok()?)));
    named.filter(|(_, bytes)| zip::ZipArchive::new(Cursor::new(bytes)).is_ok()).collect()
}

fn read_all(plan: &Plan, reports: &[(Arc<str>, Vec<u8>)]) -> Vec<Submission> {
    let reader = Reader::new(plan, None);
    reports.iter().flat_map(|(name, bytes)| reader.bytes(name, bytes)).collect()
}

fn inflate(bytes: &[u8]) -> usize {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return 0 };
    let mut part = Vec::new();
    (0..archive.len()).filter_map(|place| archive.by_index(place).ok()?.read_to_end(&mut part).ok()).sum()
}

fn cells_by_calamine(bytes: &[u8]) -> usize {
    let Ok(mut workbook) = calamine::Xlsx::new(Cursor::new(bytes)) else { return 0 };
    let mut count = 0;
    for name in workbook.sheet_names() {
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else { continue };
        while let Ok(Some(cell)) = cells.next_cell() {
            black_box(&cell);
            count += 1;
        }
    }
    count
}

fn reading(criterion: &mut Criterion) {
    let (plan, reports) = (plan(), reports());
    let mut group = criterion.benchmark_group("read");
    group.bench_function("inflating alone", |bench| bench.iter(|| reports.iter().map(|(_, bytes)| inflate(bytes)).sum::<usize>()));
    group.bench_function("calamine alone", |bench| bench.iter(|| reports.iter().map(|(_, bytes)| cells_by_calamine(bytes)).sum::<usize>()));
    group.bench_function("tonghop", |bench| bench.iter(|| read_all(&plan, &reports)));
    group.finish();
}

fn judging_and_writing(criterion: &mut Criterion) {
    let (plan, reports) = (plan(), reports());
    let inputs = Inputs { submissions: read_all(&plan, &reports), ..Inputs::default() };
    let as_of = NaiveDate::from_ymd_opt(2024, 5, 6).unwrap_or_default();
    let Some(period) = plan.period("2024-6T") else { return };
    let brief = Brief { plan: &plan, period, as_of };
    criterion.bench_function("check and consolidate", |bench| {
        bench.iter_batched(|| inputs.clone(), |inputs| outcome::examine(brief, inputs), BatchSize::LargeInput);
    });
    let outcome = outcome::examine(brief, inputs);
    criterion.bench_function("lay out the workbook", |bench| bench.iter(|| sheets::lay_out(&outcome, Lang::Vi, Edition::FIRST)));
    let book = sheets::lay_out(&outcome, Lang::Vi, Edition::FIRST);
    criterion.bench_function("write the workbook", |bench| bench.iter(|| xlsx::write_long(&book, &mut std::io::sink())));
    let Some(unit) = plan.registry.by_code("H-THOXUAN") else { return };
    criterion.bench_function("write a form", |bench| bench.iter(|| xlsx::write(&form::blank(&plan, unit, period, as_of))));
}

criterion_group!(benches, reading, judging_and_writing);
criterion_main!(benches);
