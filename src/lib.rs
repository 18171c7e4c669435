//! **tonghop** collects the reports that some 70 units of a province owe its steering committee twice a year, checks them
//! against the plan, and consolidates them into one workbook in which every figure leads back to its cell.
//!
//! # The tour
//!
//! ```text
//! ke-hoach.toml, don-vi.toml ──load──▶ Plan ─┐
//! nhan/<period>/ ──────────────read──▶ Vec<Submission> ─▶ Case ─┬─ rules ───────▶ Vec<Finding> ─┐
//! so-den.xlsx, --as-of ──────────────────────┘                  └─ consolidate ─▶ Consolidation ┴─▶ Outcome
//! Outcome ─ book::sheets::lay_out ─▶ Book ─ xlsx::write ─▶ tong-hop.xlsx
//! Outcome ─ render::{terminal, json} ─────────────────────▶ standard output, tong-hop.json
//! Outcome ─ rollup::report ─▶ Report ─ book::form::filled ─▶ Book: a report in the form of the level above
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
//!    [`render`] turns an outcome into text and JSON.
//!    [`rollup`] makes of it what a unit of the level above reports, which is read there as any other report.
//! 5. [`cli`] is the only place that prints, asks the clock, locks and writes files.
//!
//! The form is defined once, in [`model::form`]: its writer ([`book::form`]) and its reader ([`read`]) both work from it.
//! A rule is one file in `rules/`; its text there is also its page in `tonghop explain`.
//!
//! # Floors
//!
//! A floor uses only lower floors, and rooms on one floor do not see each other (`tests/layers.rs`):
//!
//! ```text
//! 6  cli                                 arguments, files, locks, exit codes
//! 5  xlsx   render                       Book → bytes | Outcome → text, JSON
//! 4  book   rollup                       Outcome → Book; (Plan, Unit, Period) → Book: a form | Outcome → Report
//! 3  outcome                             examine(): Case → Outcome
//! 2  load   read   rules   consolidate   files → Plan | files → Submissions | Case → Findings | Case → Consolidation
//! 1  model  error                        the domain | why the job could not be done
//! 0  text                                both languages
//! ```
//!
//! # Glossary
//!
//! Plan *kế hoạch* · Unit *đơn vị* · Task *nhiệm vụ* · Assignment *phân công* · Indicator *chỉ tiêu* · Period *kỳ báo cáo* ·
//! Deadline *thời hạn* · Form *biểu mẫu* · Submission *bài nộp* · Dossier *hồ sơ của một đơn vị trong kỳ* · Finding *phát hiện* ·
//! Rule *quy tắc* · Decision *quyết định* · Consolidation *tổng hợp*.

pub mod book;
pub mod cli;
pub mod consolidate;
pub mod error;
pub mod load;
pub mod model;
pub mod outcome;
pub mod read;
pub mod render;
pub mod rollup;
pub mod rules;
pub mod text;
pub mod xlsx;
