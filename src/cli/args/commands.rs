//! Definitions of `init`, `check`, `consolidate` and `explain`.

use super::exit_options::{annex, gate};
use super::{filter, period, subcommand, when};
use crate::text::{Lang, Text};
use clap::{Arg, ArgAction, Command, value_parser};
use std::path::PathBuf;

pub(super) fn init(lang: Lang) -> Command {
    let about = Text::new(
        "Lập thư mục làm việc mới với kế hoạch và danh sách đơn vị kèm theo (lệnh tương đương: khoi-tao)",
        "Lay out a new workspace with the shipped plan and units (also: khoi-tao)",
    );
    let year = Text::new(
        "Năm của kế hoạch mới: lập kế hoạch khung có đánh dấu những chỗ phải xác nhận (mặc định: năm của kế hoạch kèm theo)",
        "The year of the new plan: writes a skeleton that marks what must be confirmed (default: the shipped plan's year)",
    );
    let no_year =
        Text::new("không phải là một năm từ 2000 đến 2100", "is not a year from 2000 to 2100")
            .in_lang(lang);
    let from = Text::new(
        "Thư mục của năm trước: mang sang kế hoạch, đơn vị còn hoạt động, tên gọi khác, thông tin văn phòng",
        "Last year's folder: carries over its plan, the units that still exist, their other names, the office",
    );
    let excel = Text::new(
        "Kế hoạch và danh sách đơn vị là bảng tính: ke-hoach.xlsx, don-vi.xlsx (mặc định: tệp văn bản .toml)",
        "Plan and units are workbooks: ke-hoach.xlsx, don-vi.xlsx (default: text files, .toml)",
    );
    subcommand(lang, ["init", "khoi-tao"], "<DIR>", about, "tonghop init ban-chi-dao")
        .arg(
            Arg::new("dir")
                .value_name("DIR")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help(Text::new("Thư mục cần lập", "The folder to lay out").in_lang(lang)),
        )
        .arg(
            Arg::new("year")
                .long("year")
                .value_name(Text::new("NĂM", "YEAR").in_lang(lang))
                .value_parser(move |written: &str| {
                    let year = written.parse().ok();
                    year.filter(|year: &i32| (2000..=2100).contains(year)).ok_or(no_year)
                })
                .help(year.in_lang(lang)),
        )
        .arg(
            Arg::new("from")
                .long("from")
                .value_name("DIR")
                .value_parser(value_parser!(PathBuf))
                .requires("year")
                .help(from.in_lang(lang)),
        )
        .arg(Arg::new("excel").long("excel").action(ArgAction::SetTrue).help(excel.in_lang(lang)))
}

pub(super) fn check(lang: Lang) -> Command {
    let about = Text::new(
        "Đọc và kiểm tra báo cáo, in kết quả kiểm tra, không ghi gì (lệnh tương đương: kiem-tra)",
        "Read and check reports, print findings, write nothing (also: kiem-tra)",
    );
    let files = Text::new(
        "Chỉ kiểm tra các tệp này; - là đầu vào chuẩn (mặc định: cả thư mục nhan/<kỳ>/)",
        "Check only these files; - is standard input (default: all of nhan/<period>/)",
    );
    subcommand(
        lang,
        ["check", "kiem-tra"],
        "[FILE]...",
        about,
        "tonghop check --period 2024-6T --as-of 2024-05-02",
    )
    .args(when(lang))
    .args(filter::options(lang))
    .args(gate(lang))
    .arg(
        Arg::new("file")
            .value_name("FILE")
            .num_args(0..)
            .value_parser(value_parser!(PathBuf))
            .help(files.in_lang(lang)),
    )
}

pub(super) fn consolidate(lang: Lang) -> Command {
    let about = Text::new(
        "Kiểm tra rồi ghi kết quả tổng hợp vào ket-qua/<kỳ>/ (lệnh tương đương: tong-hop)",
        "Check, then write the results into ket-qua/<period>/ (also: tong-hop)",
    );
    let say = move |vi, en| Text::new(vi, en).in_lang(lang);
    let report = say(
        "Lập thêm báo cáo theo biểu mẫu của cấp trên: thư mục làm việc hoặc tệp kế hoạch của cấp trên",
        "Also write a report in the form of the level above: its workspace, or the file of its plan",
    );
    let unit = say(
        "Mã của cơ quan mình trong danh sách đơn vị của cấp trên (mặc định: tìm theo tên ở [office])",
        "The office's own code among the units of the level above (default: found by the names in [office])",
    );
    subcommand(
        lang,
        ["consolidate", "tong-hop"],
        "",
        about,
        "tonghop consolidate --period 2024-6T --as-of 2024-05-02",
    )
    .args(when(lang))
    .arg(period::plain(lang))
    .args(gate(lang))
    .arg(annex(lang))
    .arg(Arg::new("if-due").long("if-due").action(ArgAction::SetTrue).help(say(
        "Không làm gì trong ngày không có kỳ nào đang mở (dùng cho lịch chạy tự động)",
        "Do nothing on a day when no period is open (for a scheduled job)",
    )))
    .arg(
        Arg::new("as-report")
            .long("as-report")
            .value_name("CAP_TREN")
            .value_parser(value_parser!(PathBuf))
            .help(report),
    )
    .arg(Arg::new("as-unit").long("as-unit").value_name("MA").requires("as-report").help(unit))
}

pub(super) fn explain(lang: Lang) -> Command {
    let about = Text::new(
        "Giải thích một quy tắc; không ghi mã thì liệt kê tất cả (lệnh tương đương: giai-thich)",
        "Explain a rule; without a code, list them all (also: giai-thich)",
    );
    subcommand(lang, ["explain", "giai-thich"], "[MA]", about, "tonghop explain G101").arg(
        Arg::new("code")
            .value_name("MA")
            .help(Text::new("Mã quy tắc, như G101", "A rule's code, such as G101").in_lang(lang)),
    )
}
