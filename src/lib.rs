//! **tonghop** collects the reports that the units of a province owe its steering committee every six months and every year,
//! checks them against the plan, and consolidates them into one workbook in which every figure leads back to its cell.
//!
//! # The tour
//!
//! ```text
//! ke-hoach.toml, don-vi.toml ──load──▶ Plan ─┐
//! nhan/<period>/ ──────────────read──▶ Vec<Submission> ─▶ Case ─┬─ rules ───────▶ Vec<Finding> ─┐
//! so-den.xlsx, --as-of, the period before ───┘                  └─ consolidate ─▶ Consolidation ┴─▶ Outcome
//! Outcome ─ book::sheets::lay_out ─▶ Book ─ xlsx::write ─▶ tong-hop.xlsx
//! Outcome ─ render::{terminal, summary, json} ─────────────▶ standard output, tong-hop.json
//! Outcome ─ render::board ────────────────────────────────▶ bang-theo-doi.html
//! Outcome ─ letter::all ────────▶ Letters ─ docx::write ─▶ bao-cao.docx, don-doc/, tra-lai/<unit>.docx
//! Outcome ─ book::form::returned ─▶ Book ─ xlsx::write ─▶ tra-lai/<unit>.xlsx
//! Outcome ─ rollup::report ─▶ Report ─ book::form::filled ─▶ Book: a report in the form of the level above
//! (tong-hop.json, tong-hop.json) ─ consolidate::compare ─▶ Difference ─ render::difference ─▶ standard output
//! (Plan, Unit, Period) ─ book::form::blank ─▶ Book ─ xlsx::write ─▶ mau/<period>/<unit>.xlsx
//! ```
//!
//! 1. [`load`] reads the office's own files into a [`model::plan::Plan`]. A fault in them stops the run: all faults at once,
//!    each with its line. A plan in hand is sound, so that nothing later asks whether a code exists.
//! 2. [`read`] turns every file below a folder into a [`model::submission::Submission`]. Reading never fails: what cannot be
//!    read stays in the model with where and why. Every value keeps its file, sheet, cell and original text.
//! 3. [`outcome::examine`] is the middle. It lets the rules judge each submission, settles which version of a unit's report
//!    counts and whether it was on time ([`model::case::Case`]), lets the rules judge the case, and adds up what no error
//!    keeps out. It is pure: no disk, no clock, no printing.
//!    An ad hoc period has no deadline: its reports stand each by itself, and their incidents are gathered into the dated
//!    periods in whose windows they fall ([`model::incident`]).
//! 4. [`book`] lays an outcome, or a form, out as sheets of typed cells in roles; [`xlsx`] turns them into bytes.
//!    [`letter`] lays an outcome out as official letters: blocks in roles, with marked gaps for what a person must write;
//!    [`docx`] turns them into bytes. Long tables are laid out line by line as they are written ([`book::RowStream`]), so that what
//!    is held does not grow with them. [`render`] turns an outcome into text, JSON and a page. All count by the same
//!    [`outcome::Turnout`]. [`rollup`] makes of an outcome what a unit of the level above reports, which is read there as any
//!    other report.
//! 5. [`store`] reads and writes the workspace. One run at a time writes into it ([`store::lock`]); what it writes appears as a set
//!    ([`store::transaction`]): every file is first written beside its place, then a journal is persisted, then all are put in
//!    place, by this run or, if it is stopped, by the next. A result with the same bytes is not written again. Each run that
//!    writes leaves a [`model::record`] of its inputs and outputs, or [`model::run_without_results`]. Closed results are a
//!    [`model::revision`] that is never written again.
//! 6. [`cli`] is the only place that prints and asks the clock; a command opens the workspace, examines, stages and commits.
//!
//! The form is defined once, in [`model::form`]: its writer ([`book::form`]) and its reader ([`read`]) both work from it.
//! A rule is one file in `rules/`; its text there is also its page in `tonghop explain`.
//!
//! # Floors
//!
//! A floor uses only lower floors, and rooms on one floor do not see each other (`tests/layers.rs`):
//!
//! ```text
//! 7  cli                                 arguments, console, log, exit codes; one file a command
//! 6  store                               workspace, office files, lock, transaction, results, records of runs, the period before
//! 5  xlsx   docx   render                Book → bytes | Letter → bytes | Outcome → text, JSON, page
//! 4  book   letter   rollup              Outcome → Book; (Plan, Unit, Period) → Book: a form | Outcome → Letters | Outcome → Report
//! 3  outcome                             examine(): Case → Outcome
//! 2  load   read   rules   consolidate   files → Plan | files → Submissions | Case → Findings | Case → Consolidation
//! 1  model  error                        the domain | why the job could not be done
//! 0  text                                both languages, the widths of letters
//! ```
//!
//! # Glossary
//!
//! Plan *kế hoạch* · Unit *đơn vị* · Task *nhiệm vụ* · Assignment *phân công* · Indicator *chỉ tiêu* · Period *kỳ báo cáo* ·
//! Deadline *thời hạn* · Form *biểu mẫu* · Submission *bài nộp* · Dossier *hồ sơ của một đơn vị trong kỳ* · Finding *lỗi, cảnh báo, ghi chú* ·
//! Rule *quy tắc* · Decision *quyết định* · Consolidation *tổng hợp*.

pub mod book;
pub mod cli;
pub mod consolidate;
pub mod docx;
pub mod error;
pub mod letter;
pub mod load;
pub mod model;
pub mod outcome;
pub mod read;
pub mod render;
pub mod rollup;
pub mod rules;
pub mod store;
pub mod text;
pub mod xlsx;
