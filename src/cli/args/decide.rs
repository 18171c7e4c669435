//! `decide` as it is typed, and as it is meant.

use super::{When, day, subcommand, when};
use crate::text::{Lang, Text};
use chrono::NaiveDate;
use clap::{Arg, ArgAction, ArgMatches, Command};

/// What is decided, and on whose word.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Decide {
    pub(in crate::cli) when: When,
    pub(in crate::cli) what: Matter,
    pub(in crate::cli) reason: String,
    pub(in crate::cli) by: String,
    /// The last day the decision holds.
    pub(in crate::cli) until: Option<NaiveDate>,
}

/// What is decided. A matter is named by the id of a finding about it, or by itself: a file, a unit's code.
#[derive(Debug, Clone)]
pub(in crate::cli) enum Matter {
    Waive { finding: String },
    Receipt { about: String, received: NaiveDate },
    Extend { about: String, to: NaiveDate },
    Exempt { about: String },
    Identity { about: String, unit: String },
    Choice { about: String },
}

/// Understands what was typed after `decide`.
pub(super) fn parse(of: &ArgMatches) -> Option<Decide> {
    let (name, of) = of.subcommand()?;
    let text = |key: &str| of.get_one::<String>(key).cloned();
    let day = |key: &str| of.get_one::<NaiveDate>(key).copied();
    let about = text("about")?;
    let what = match name {
        "waive" => Matter::Waive { finding: about },
        "receipt" => Matter::Receipt { about, received: day("received")? },
        "extend" => Matter::Extend { about, to: day("to")? },
        "exempt" => Matter::Exempt { about },
        _ => match text("unit") {
            Some(unit) => Matter::Identity { about, unit },
            None => Matter::Choice { about },
        },
    };
    let when = When { period: text("period"), as_of: day("as-of") };
    Some(Decide { when, what, reason: text("reason")?, by: text("by")?, until: day("until") })
}

/// The command with its own commands.
pub(super) fn command(lang: Lang) -> Command {
    let about = Text::new(
        "Ghi một quyết định của văn phòng vào quyet-dinh.toml (lệnh tương đương: quyet-dinh)",
        "Write a decision of the office into quyet-dinh.toml (also: quyet-dinh)",
    );
    let example = "tonghop decide exempt H-THOXUAN --period 2024-6T --reason 12/CV-BCĐ --by Bình";
    subcommand(lang, ["decide", "quyet-dinh"], Text::new("<LOẠI>", "<KIND>").in_lang(lang), about, example)
        .subcommand_help_heading(Text::new("Các loại quyết định", "Kinds of decisions").in_lang(lang))
        .subcommand_value_name(Text::new("LOẠI", "KIND").in_lang(lang))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommands([waive(lang), receipt(lang), extend(lang), exempt(lang), file(lang)])
}

fn waive(lang: Lang) -> Command {
    let about = Text::new("Chấp nhận điều mà một phát hiện nêu ra, giữ nguyên giá trị", "Accept what a finding is about as it stands");
    kind(lang, ["waive", "chap-nhan"], Text::new("Mã của phát hiện, như C101-3fa2c1d0", "The finding's id, such as C101-3fa2c1d0"), about)
}

fn receipt(lang: Lang) -> Command {
    let about = Text::new("Quyết định ngày nhận của một tệp", "Decide the day a file was received");
    let received = Text::new("Ngày nhận, như 2024-04-29", "The day it was received, such as 2024-04-29");
    kind(lang, ["receipt", "ngay-nhan"], FILE, about).arg(day("received", lang).required(true).help(received.in_lang(lang)))
}

fn extend(lang: Lang) -> Command {
    let about = Text::new("Gia hạn cho một đơn vị", "Give a unit more time");
    let to = Text::new("Ngày cuối còn đúng hạn, như 2024-05-10", "The last on-time day, such as 2024-05-10");
    kind(lang, ["extend", "gia-han"], UNIT, about).arg(day("to", lang).required(true).help(to.in_lang(lang)))
}

fn exempt(lang: Lang) -> Command {
    kind(lang, ["exempt", "mien"], UNIT, Text::new("Miễn báo cáo cho một đơn vị trong kỳ", "Ask no report of a unit in the period"))
}

fn file(lang: Lang) -> Command {
    let say = move |vi, en| Text::new(vi, en).in_lang(lang);
    let about = Text::new(
        "Quyết định một tệp là của đơn vị nào, hoặc là bản được tính",
        "Decide whose a file is, or that it is the one that counts",
    );
    let unit =
        Arg::new("unit").long("unit").value_name("MA").help(say("Tệp là của đơn vị có mã này", "The file is of the unit with this code"));
    let counts = Arg::new("counts")
        .long("counts")
        .action(ArgAction::SetTrue)
        .help(say("Trong các bản của đơn vị, số liệu lấy theo tệp này", "Of the unit's versions the figures are those of this file"));
    kind(lang, ["file", "tep"], FILE, about)
        .group(clap::ArgGroup::new("which").args(["unit", "counts"]).required(true))
        .args([unit, counts])
}

const FILE: Text =
    Text::new("Tệp trong thư mục nhan/, hoặc mã của phát hiện về tệp đó", "The file below nhan/, or the id of a finding about it");
const UNIT: Text = Text::new("Mã đơn vị, hoặc mã của phát hiện về đơn vị đó", "The unit's code, or the id of a finding about it");

/// A kind of decision: what it is about, and what every decision must say.
fn kind(lang: Lang, [name, other]: [&'static str; 2], matter: Text, about: Text) -> Command {
    let say = move |vi, en| Text::new(vi, en).in_lang(lang);
    let text = |key: &'static str, help| Arg::new(key).long(key).required(true).help(help);
    let subject = say("ĐỐI-TƯỢNG", "SUBJECT");
    let usage = format!("tonghop decide {name} <{subject}> {}", say("[TÙY CHỌN]", "[OPTIONS]"));
    super::dressed(Command::new(name), lang)
        .alias(other)
        .about(about.in_lang(lang))
        .override_usage(usage)
        .arg(Arg::new("about").value_name(subject).required(true).help(matter.in_lang(lang)).help_heading(say("Đối tượng", "Subject")))
        .args([
            text("reason", say("Lý do (bắt buộc)", "Why (required)")).value_name(say("LÝ-DO", "REASON")),
            text("by", say("Người quyết định (bắt buộc)", "Who decides (required)")).value_name(say("NGƯỜI", "NAME")),
            day("until", lang).help(say(
                "Có hiệu lực đến hết ngày này (không ghi: cả kỳ)",
                "Holds until the end of this day (default: the whole period)",
            )),
        ])
        .args(when(lang))
}
