//! Arguments of `close`, `diff` and `verify`.

use super::exit_options::{annex, gate};
use super::period::plain;
use super::{When, subcommand, when};
use crate::text::{Lang, Text};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use std::path::PathBuf;

/// Arguments of `diff`.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Compare {
    pub(in crate::cli) when: When,
    /// Two files of results; otherwise the closed results of a period are compared with the newest.
    pub(in crate::cli) files: Option<(PathBuf, PathBuf)>,
    /// The Word file or workbook for the differences.
    pub(in crate::cli) out: Option<PathBuf>,
    /// Whether that file is overwritten.
    pub(in crate::cli) overwrite: bool,
}

/// Parses the arguments of `diff`.
pub(super) fn compare(of: &ArgMatches, when: When) -> Compare {
    Compare {
        when,
        files: of.get_one::<PathBuf>("old").cloned().zip(of.get_one::<PathBuf>("new").cloned()),
        out: of.get_one::<PathBuf>("out").cloned(),
        overwrite: of.get_flag("overwrite"),
    }
}

pub(super) fn close(lang: Lang) -> Command {
    let about = Text::new(
        "Chốt kết quả của kỳ; tệp nhận sau khi chốt được ghi thành bản mới, không thay kết quả đã chốt (lệnh tương đương: chot)",
        "Freeze a period's results; later files make a new version beside them (also: chot)",
    );
    subcommand(
        lang,
        ["close", "chot"],
        "",
        about,
        "tonghop close --period 2024-6T --as-of 2024-05-06",
    )
    .args(when(lang))
    .arg(plain(lang))
    .args(gate(lang))
    .arg(annex(lang))
}

pub(super) fn diff(lang: Lang) -> Command {
    let about = Text::new(
        "So sánh hai kết quả: tổng nào thay đổi, vì đơn vị nào, ô nào (lệnh tương đương: so-sanh)",
        "Compare two results: which totals differ, because of which unit and cell (also: so-sanh)",
    );
    let example = "tonghop diff --period 2024-6T";
    let file = |name: &'static str, value: &'static str, other: &'static str, help: Text| {
        Arg::new(name)
            .value_name(value)
            .requires(other)
            .value_parser(value_parser!(PathBuf))
            .help(help.in_lang(lang))
    };
    let before = Text::new(
        "Tệp tong-hop.json của lần trước; - là đầu vào chuẩn (không ghi hai tệp: so bản đã chốt với bản mới nhất của kỳ)",
        "The earlier tong-hop.json; - is standard input (without the two files: the period's closed results and the newest)",
    );
    let out = Text::new(
        "Ghi thêm vào tệp này: .docx là một trang cho lãnh đạo, .xlsx là từng đơn vị, từng ô",
        "Also write into this file: .docx is one page for a leader, .xlsx has every unit and cell",
    );
    let overwrite = Text::new(
        "Ghi đè tệp của --out nếu đã có (mặc định: không ghi)",
        "Overwrite the file of --out if it exists (default: refuse)",
    );
    subcommand(lang, ["diff", "so-sanh"], "[OLD.json NEW.json]", about, example)
        .args(when(lang))
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .help(out.in_lang(lang)),
        )
        .arg(
            Arg::new("overwrite")
                .long("overwrite")
                .action(ArgAction::SetTrue)
                .requires("out")
                .help(overwrite.in_lang(lang)),
        )
        .args([
            file("old", "OLD.json", "new", before),
            file(
                "new",
                "NEW.json",
                "old",
                Text::new(
                    "Tệp tong-hop.json của lần sau; - là đầu vào chuẩn",
                    "The later tong-hop.json; - is standard input",
                ),
            ),
        ])
}

pub(super) fn verify(lang: Lang) -> Command {
    let about = Text::new(
        "Dựng lại kết quả từ các tệp đã ghi nhận rồi đối chiếu xem có giống hoàn toàn không, không ghi gì (lệnh tương đương: doi-chieu)",
        "Rebuild the results from the recorded inputs and compare byte for byte; write nothing (also: doi-chieu)",
    );
    let [period, _] = when(lang);
    subcommand(lang, ["verify", "doi-chieu"], "", about, "tonghop verify --period 2024-6T")
        .arg(period)
        .arg(plain(lang))
}
