//! Asks the user about each finding that needs a decision.

use super::decide;
use super::lookup::Lookup;
use super::open_findings;
use crate::cli::args::{DecisionRequest, Record, When};
use crate::cli::console::Console;
use crate::cli::run_context::RunContext;
use crate::cli::settlement::Settlement;
use crate::error::Error;
use crate::model::date::day_from_text;
use crate::msg;
use crate::outcome::Outcome;
use crate::render::findings;
use crate::render::wrap::wrapped;
use crate::rules::Finding;
use crate::text::{Lang, Text};
use chrono::NaiveDate;
use dialoguer::Input;
use dialoguer::theme::Theme;
use std::fmt::Write as _;
use std::io::IsTerminal as _;

/// Returns whether a user can be asked.
pub(super) fn is_possible(console: &Console) -> bool {
    let are_terminals = std::io::stdin().is_terminal()
        && std::io::stdout().is_terminal()
        && std::io::stderr().is_terminal();
    are_terminals && !console.json && !console.quiet
}

/// Choice of the user.
enum Answer {
    Settle(Box<Record>),
    Later,
    Stop,
}

/// Asks about each open finding and writes the decisions.
pub(super) fn run(
    lookup: &Lookup<'_>,
    console: &Console,
    context: &mut RunContext,
) -> Result<(), Error> {
    let asked = Dialog { as_of: lookup.as_of, lang: console.lang, columns: console.columns() };
    let waiting: Vec<_> = lookup
        .outcomes()?
        .iter()
        .flat_map(|outcome| {
            open_findings::with_options(outcome)
                .map(move |(finding, options)| (outcome, finding, options))
        })
        .collect();
    let count = waiting.len();
    let head = match count {
        0 => msg!("Không có nội dung nào chờ quyết định.\n", "No finding waits for a decision.\n"),
        _ => msg!(
            "{count} nội dung có thể quyết định. Mỗi nội dung: gõ số rồi Enter; Enter: để sau; 0: dừng. Quyết định được ghi ngay.\n",
            "{count} findings can be decided. For each: type a number and press Enter; Enter alone: later; 0: stop. Each decision is written at once.\n"
        ),
    };
    console.print(&wrapped(head.in_lang(console.lang), asked.columns))?;
    let (mut by, mut done) = (String::new(), 0);
    for (place, (outcome, finding, options)) in waiting.iter().enumerate() {
        console.print(&asked.shown(place + 1, count, outcome, finding, options))?;
        match asked.ask(outcome, finding, options, &by)? {
            Answer::Stop => break,
            Answer::Later => {}
            Answer::Settle(record) => {
                match decide(lookup, &record, console, context) {
                    Ok(said) => {
                        console.print(&said)?;
                        done += 1;
                    }
                    // report what cannot be decided this way and continue
                    Err(Error::Message(said)) => {
                        console.print(&format!("{}\n", said.in_lang(console.lang)))?;
                    }
                    Err(error) => return Err(error),
                }
                by.clone_from(&record.by);
            }
        }
    }
    let end = msg!("Đã ghi {done} quyết định.\n", "Decisions written: {done}.\n");
    console.print(end.in_lang(console.lang))
}

struct Dialog {
    as_of: NaiveDate,
    lang: Lang,
    columns: Option<usize>,
}

impl Dialog {
    /// Returns a finding with its options.
    fn shown(
        &self,
        place: usize,
        count: usize,
        outcome: &Outcome<'_>,
        finding: &Finding,
        options: &[Settlement],
    ) -> String {
        let line = findings::line(outcome, finding, self.lang);
        let mut text = format!("\n[{place}/{count}] {}  {line}\n", finding.id());
        for (number, option) in (1..).zip(options) {
            let _ = writeln!(text, "  {number}. {}", option.title().in_lang(self.lang));
        }
        wrapped(&text, self.columns)
    }

    fn ask(
        &self,
        outcome: &Outcome<'_>,
        finding: &Finding,
        options: &[Settlement],
        by: &str,
    ) -> Result<Answer, Error> {
        let (last, lang) = (options.len(), self.lang);
        let wrong = move || {
            msg!("Gõ số từ 0 đến {last}.", "Type a number from 0 to {last}.")
                .in_lang(lang)
                .to_owned()
        };
        let is_number = move |typed: &str| {
            typed.is_empty() || typed.trim().parse::<usize>().is_ok_and(|number| number <= last)
        };
        let typed = self.line(Text::new("Chọn", "Choose"), "", true, move |typed| {
            if is_number(typed) { Ok(()) } else { Err(wrong()) }
        })?;
        let number = match typed.trim().parse::<usize>() {
            Err(_) => return Ok(Answer::Later),
            Ok(0) => return Ok(Answer::Stop),
            Ok(number) => number,
        };
        let Some(option) = options.get(number - 1) else {
            return Ok(Answer::Later);
        };
        let about = finding.id();
        let what = match option {
            Settlement::Waive => DecisionRequest::Waive { about },
            Settlement::Exempt => DecisionRequest::Exempt { about },
            Settlement::Extend => DecisionRequest::Extend {
                about,
                to: self
                    .day(Text::new("Ngày cuối cùng của thời hạn mới", "New last on-time day"))?,
            },
            Settlement::Receipt => DecisionRequest::Receipt {
                about,
                received: self.day(Text::new("Ngày nhận", "Received date"))?,
            },
            Settlement::Identity => DecisionRequest::Identity {
                about,
                unit: self.words(Text::new("Mã hoặc tên đơn vị", "The unit’s code or name"), "")?,
            },
            Settlement::Choice(file) => {
                DecisionRequest::Choice { about, which: Some(file.clone()) }
            }
            Settlement::Ignore => DecisionRequest::Ignore { about },
        };
        let reason = self.words(Text::new("Lý do", "Reason"), "")?;
        let by = self.words(Text::new("Người quyết định", "Who decides"), by)?;
        let when = When {
            period: Some(outcome.case.scope.period.code.to_string()),
            as_of: Some(self.as_of),
        };
        Ok(Answer::Settle(Box::new(Record { when, what, reason, by, until: None })))
    }

    fn words(&self, prompt: Text, usual: &str) -> Result<String, Error> {
        let empty = Text::new("Không để trống.", "It cannot be empty.").in_lang(self.lang);
        let is_said = move |typed: &str| {
            if typed.chars().any(char::is_alphanumeric) { Ok(()) } else { Err(empty.to_owned()) }
        };
        self.line(prompt, usual, false, is_said)
    }

    fn day(&self, prompt: Text) -> Result<NaiveDate, Error> {
        let wrong = Text::new(
            "Không phải là một ngày; ghi như 10/5/2024.",
            "Not a valid date; write it as 10/5/2024.",
        )
        .in_lang(self.lang);
        let is_day = move |typed: &str| {
            if read_day(typed).is_some() { Ok(()) } else { Err(wrong.to_owned()) }
        };
        let typed = self.line(prompt, "", false, is_day)?;
        read_day(&typed).ok_or_else(|| {
            msg!("“{typed}” không phải là một ngày.", "“{typed}” is not a valid date.").into()
        })
    }

    /// Reads one line of input.
    fn line(
        &self,
        prompt: Text,
        usual: &str,
        may_be_empty: bool,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Result<String, Error> {
        let input = Input::<String>::with_theme(&Plain)
            .with_prompt(prompt.in_lang(self.lang))
            .with_initial_text(usual)
            .allow_empty(may_be_empty)
            .validate_with(|typed: &String| check(typed));
        input.interact_text().map_err(|_| {
            msg!(
                "Không đọc được câu trả lời. Các quyết định đã ghi vẫn còn.",
                "The answer cannot be read. Decisions already written remain."
            )
            .into()
        })
    }
}

/// Prompt theme without the library's English words.
struct Plain;

impl Theme for Plain {
    fn format_error(&self, to: &mut dyn std::fmt::Write, error: &str) -> std::fmt::Result {
        write!(to, "{error}")
    }
}

fn read_day(typed: &str) -> Option<NaiveDate> {
    let typed = typed.trim();
    NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok().or_else(|| day_from_text(typed))
}
