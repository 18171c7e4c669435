//! Arguments of `decide`.

use super::{When, day, subcommand, when};
use crate::text::{Lang, Text};
use chrono::NaiveDate;
use clap::{Arg, ArgAction, ArgMatches, Command};

/// A subcommand of `decide`.
#[derive(Debug, Clone)]
pub(in crate::cli) enum Decide {
    /// Go through the findings that need a decision.
    Walk(When),
    /// Write one.
    Record(Record),
    /// List those there are.
    List(When),
    /// Undo one.
    Undo(Undo),
}

/// A decision to record.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Record {
    pub(in crate::cli) when: When,
    pub(in crate::cli) what: DecisionRequest,
    pub(in crate::cli) reason: String,
    pub(in crate::cli) by: String,
    /// The last day of the decision.
    pub(in crate::cli) until: Option<NaiveDate>,
}

/// A decision to undo.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Undo {
    pub(in crate::cli) when: When,
    pub(in crate::cli) number: usize,
    pub(in crate::cli) by: String,
    pub(in crate::cli) reason: Option<String>,
}

/// Subject of a decision, named by the id of a finding, by a unit, or by a part of a file's name.
#[derive(Debug, Clone)]
pub(in crate::cli) enum DecisionRequest {
    Waive {
        about: String,
    },
    Receipt {
        about: String,
        received: NaiveDate,
    },
    Extend {
        about: String,
        to: NaiveDate,
    },
    Exempt {
        about: String,
    },
    Identity {
        about: String,
        unit: String,
    },
    /// Which of a unit's files counts; `which` selects one if `about` is ambiguous.
    Choice {
        about: String,
        which: Option<String>,
    },
    Ignore {
        about: String,
    },
}

/// Parses the arguments of `decide`.
pub(super) fn parse(top: &ArgMatches) -> Option<Decide> {
    let when = |of: &ArgMatches| {
        let period =
            of.get_one::<String>("period").or_else(|| top.get_one::<String>("period")).cloned();
        When {
            period,
            as_of: of
                .get_one::<NaiveDate>("as-of")
                .or_else(|| top.get_one::<NaiveDate>("as-of"))
                .copied(),
        }
    };
    let Some((name, of)) = top.subcommand() else {
        return Some(Decide::Walk(when(top)));
    };
    let when = when(of);
    let text = |key: &str| of.get_one::<String>(key).cloned();
    let day = |key: &str| of.get_one::<NaiveDate>(key).copied();
    if name == "list" {
        return Some(Decide::List(when));
    }
    if name == "undo" {
        let number = *of.get_one::<usize>("number")?;
        return Some(Decide::Undo(Undo { when, number, by: text("by")?, reason: text("reason") }));
    }
    let about = text("about")?;
    let what = match name {
        "waive" => DecisionRequest::Waive { about },
        "receipt" => DecisionRequest::Receipt { about, received: day("received")? },
        "extend" => DecisionRequest::Extend { about, to: day("to")? },
        "exempt" => DecisionRequest::Exempt { about },
        _ if of.get_flag("ignore") => DecisionRequest::Ignore { about },
        _ => match text("unit") {
            Some(unit) => DecisionRequest::Identity { about, unit },
            None => DecisionRequest::Choice {
                about,
                which: text("counts").filter(|which| !which.is_empty()),
            },
        },
    };
    Some(Decide::Record(Record {
        when,
        what,
        reason: text("reason")?,
        by: text("by")?,
        until: day("until"),
    }))
}

/// Returns the command with its subcommands.
pub(super) fn command(lang: Lang) -> Command {
    let about = Text::new(
        "Ghi, xem, hủy quyết định của văn phòng trong quyet-dinh.toml (lệnh tương đương: quyet-dinh); \
         không ghi gì thêm thì lần lượt hỏi từng nội dung đang chờ quyết định",
        "Record, list and undo the office's decisions in quyet-dinh.toml (also: quyet-dinh); \
         alone, ask about each finding that awaits a decision",
    );
    let example = "tonghop decide exempt S-NV --period 6T --reason 12/BCĐ-ANND --by Bình";
    subcommand(
        lang,
        ["decide", "quyet-dinh"],
        Text::new("[LOẠI]", "[KIND]").in_lang(lang),
        about,
        example,
    )
    .subcommand_help_heading(Text::new("Các loại quyết định", "Kinds of decisions").in_lang(lang))
    .subcommand_value_name(Text::new("LOẠI", "KIND").in_lang(lang))
    .disable_help_subcommand(true)
    .args(when(lang))
    .subcommands([
        waive(lang),
        receipt(lang),
        extend(lang),
        exempt(lang),
        file(lang),
        list(lang),
        undo(lang),
    ])
}

fn list(lang: Lang) -> Command {
    let about = Text::new(
        "Liệt kê các quyết định: số, nội dung, ai, đến khi nào, còn hiệu lực không",
        "List decisions and whether each is in force",
    );
    let period = Text::new(
        "Chỉ liệt kê quyết định của kỳ này, như 2024-6T",
        "List only decisions of this period, such as 2024-6T",
    );
    let options = Text::new("[TÙY CHỌN]", "[OPTIONS]").in_lang(lang);
    let [of_period, as_of] = when(lang);
    super::with_help_style(Command::new("list"), lang)
        .alias("danh-sach")
        .about(about.in_lang(lang))
        .override_usage(format!("tonghop decide list {options}"))
        .args([of_period.help(period.in_lang(lang)), as_of])
}

fn undo(lang: Lang) -> Command {
    let say = move |vi, en| Text::new(vi, en).in_lang(lang);
    let about = say(
        "Hủy một quyết định; quyết định vẫn được giữ trong tệp, kèm ai hủy, ngày nào",
        "Undo a decision; it stays in the file, with who undid it and when",
    );
    let usage = format!(
        "tonghop decide undo <{}> --by <{}> {}",
        say("SỐ", "NUMBER"),
        say("NGƯỜI", "NAME"),
        say("[TÙY CHỌN]", "[OPTIONS]")
    );
    let complaint = say(
        "không phải là số của một quyết định; xem số: tonghop decide list",
        "is not the number of a decision; to see them: tonghop decide list",
    );
    let number = move |written: &str| written.trim().parse::<usize>().map_err(|_| complaint);
    super::with_help_style(Command::new("undo"), lang)
        .alias("huy")
        .about(about)
        .override_usage(usage)
        .arg(
            Arg::new("number")
                .value_name(say("SỐ", "NUMBER"))
                .required(true)
                .value_parser(number)
                .help(say(
                    "Số của quyết định, xem bằng decide list",
                    "The decision's number, from decide list",
                ))
                .help_heading(say("Đối tượng", "Subject")),
        )
        .args([
            Arg::new("by")
                .long("by")
                .required(true)
                .value_name(say("NGƯỜI", "NAME"))
                .help(say("Người hủy (bắt buộc)", "Who undoes it (required)")),
            Arg::new("reason")
                .long("reason")
                .value_name(say("LÝ-DO", "REASON"))
                .help(say("Lý do hủy", "Why")),
        ])
        .args(when(lang))
}

fn waive(lang: Lang) -> Command {
    let about = Text::new(
        "Chấp nhận giữ nguyên giá trị mà kết quả kiểm tra đã nêu",
        "Accept a value unchanged",
    );
    let matter = Text::new(
        "Mã của lỗi, cảnh báo, như C101-3fa2c1d0; hoặc đơn vị, tệp chỉ có một nội dung có thể chấp nhận",
        "The finding's id, such as C101-3fa2c1d0; or a unit or file that has a single one to accept",
    );
    kind(lang, ["waive", "chap-nhan"], matter, about, "")
}

fn receipt(lang: Lang) -> Command {
    let about = Text::new("Quyết định ngày nhận của một tệp", "Decide the day a file was received");
    let received = Text::new(
        "Ngày nhận, như 2024-04-29 (bắt buộc)",
        "The day it was received, such as 2024-04-29 (required)",
    );
    kind(
        lang,
        ["receipt", "ngay-nhan"],
        FILE,
        about,
        &format!("--received <{}>", DAY.in_lang(lang)),
    )
    .arg(day("received", lang).required(true).help(received.in_lang(lang)))
}

fn extend(lang: Lang) -> Command {
    let about = Text::new("Gia hạn cho một đơn vị", "Give a unit more time");
    let to = Text::new(
        "Ngày cuối cùng của thời hạn mới, như 2024-05-10 (bắt buộc)",
        "The new last on-time day, such as 2024-05-10 (required)",
    );
    kind(lang, ["extend", "gia-han"], UNIT, about, &format!("--to <{}>", DAY.in_lang(lang)))
        .arg(day("to", lang).required(true).help(to.in_lang(lang)))
}

fn exempt(lang: Lang) -> Command {
    kind(
        lang,
        ["exempt", "mien"],
        UNIT,
        Text::new(
            "Miễn báo cáo cho một đơn vị trong kỳ",
            "Exempt a unit from reporting in the period",
        ),
        "",
    )
}

fn file(lang: Lang) -> Command {
    let say = move |vi, en| Text::new(vi, en).in_lang(lang);
    let about = Text::new(
        "Quyết định một tệp là của đơn vị nào, là bản được tính, hoặc không phải là báo cáo",
        "Assign a file to a unit, use its figures, or set it aside as no report",
    );
    let unit = Arg::new("unit").long("unit").value_name(say("MÃ", "CODE")).help(say(
        "Tệp là của đơn vị này (mã hoặc tên)",
        "The file is of this unit (code or name)",
    ));
    let counts = Arg::new("counts").long("counts").value_name(say("BẢN", "VERSION")).num_args(0..=1).default_missing_value("").help(say(
        "Trong các bản của đơn vị, số liệu lấy theo tệp này; đối tượng là mã N105 hay đơn vị thì ghi thêm một phần tên của bản được chọn",
        "Use this version's figures; for an N105 id or a unit, add a part of the chosen version's file name",
    ));
    let ignore = Arg::new("ignore").long("ignore").action(ArgAction::SetTrue).help(say(
        "Tệp không phải là báo cáo: bỏ qua, không nhắc lại",
        "The file is not a report: set it aside for good",
    ));
    let one_of = say("--unit <MÃ> | --counts | --ignore", "--unit <CODE> | --counts | --ignore");
    kind(lang, ["file", "tep"], FILE, about, one_of)
        .group(clap::ArgGroup::new("which").args(["unit", "counts", "ignore"]).required(true))
        .args([unit, counts, ignore])
}

const FILE: Text = Text::new(
    "Một phần tên tệp trong thư mục nhan/, đơn vị, hoặc mã của lỗi, cảnh báo về tệp đó",
    "A part of the name of a file in nhan/, a unit, or the id of a finding about the file",
);
const UNIT: Text = Text::new(
    "Mã hoặc tên đơn vị, mã của lỗi, cảnh báo về đơn vị đó, hoặc một phần tên tệp của đơn vị",
    "The unit's code or name, the id of a finding about it, or a part of the name of its file",
);
const DAY: Text = Text::new("NGÀY", "DATE");

/// Returns the subcommand of a kind of decision.
fn kind(
    lang: Lang,
    [name, other]: [&'static str; 2],
    matter: Text,
    about: Text,
    own: &str,
) -> Command {
    let say = move |vi, en| Text::new(vi, en).in_lang(lang);
    let text = |key: &'static str, help| Arg::new(key).long(key).required(true).help(help);
    let subject = say("ĐỐI-TƯỢNG", "SUBJECT");
    let (reason, by, others) =
        (say("LÝ-DO", "REASON"), say("NGƯỜI", "NAME"), say("[TÙY CHỌN]", "[OPTIONS]"));
    let own = if own.is_empty() { String::new() } else { format!("{own} ") };
    let usage = format!(
        "tonghop decide {name} <{subject}>\n    {own}--reason <{reason}> --by <{by}> {others}"
    );
    let period = say(
        "Kỳ của quyết định, như 2024-6T; chỉ cần khi có thể là nhiều kỳ",
        "The decision's period, such as 2024-6T; needed only if it may be several",
    );
    let [of_period, as_of] = when(lang);
    super::with_help_style(Command::new(name), lang)
        .alias(other)
        .about(about.in_lang(lang))
        .override_usage(usage)
        .arg(
            Arg::new("about")
                .value_name(subject)
                .required(true)
                .help(matter.in_lang(lang))
                .help_heading(say("Đối tượng", "Subject")),
        )
        .args([
            text("reason", say("Lý do (bắt buộc)", "Why (required)")).value_name(reason),
            text("by", say("Người quyết định (bắt buộc)", "Who decides (required)")).value_name(by),
            day("until", lang).help(say(
                "Có hiệu lực đến hết ngày này (không ghi: cả kỳ)",
                "Holds until the end of this day (default: the whole period)",
            )),
        ])
        .args([of_period.help(period), as_of])
}
