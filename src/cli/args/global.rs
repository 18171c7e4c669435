//! The options that every command takes.

use crate::text::{Lang, Text};
use clap::{Arg, ArgAction, value_parser};
use std::path::PathBuf;

pub(super) fn options(lang: Lang) -> [Arg; 6] {
    let say = move |vi, en| Text::new(vi, en).in_lang(lang);
    let choice = |name: &'static str, values: &'static [&'static str], help| {
        Arg::new(name)
            .long(name)
            .value_name(values.join("|"))
            .value_parser(values.to_vec())
            .hide_possible_values(true)
            .global(true)
            .help(help)
    };
    [
        Arg::new("workspace").short('C').value_name("DIR").value_parser(value_parser!(PathBuf)).global(true).help(say(
            "Thư mục làm việc (mặc định: thư mục hiện tại, hoặc thư mục gần nhất bên trên có tonghop.toml)",
            "The workspace (default: the current folder, or the nearest one above it with a tonghop.toml)",
        )),
        choice(
            "lang",
            &["vi", "en"],
            say("Ngôn ngữ của hướng dẫn, kết quả kiểm tra, bảng tính (mặc định: vi)", "Language of help, findings, workbook (default: vi)"),
        ),
        choice(
            "format",
            &["text", "json"],
            say("Kết quả cho người đọc hay cho chương trình (mặc định: text)", "Results for people or for programs (default: text)"),
        ),
        choice(
            "color",
            &["auto", "always", "never"],
            say("Dùng màu (mặc định: auto; theo NO_COLOR, CLICOLOR, TERM)", "Use color (default: auto; obeys NO_COLOR, CLICOLOR, TERM)"),
        ),
        choice(
            "log",
            &["text", "json"],
            say("Ghi từng việc xảy ra thành một dòng ở đầu ra lỗi", "Write each thing that happens as a line on standard error"),
        ),
        Arg::new("quiet")
            .long("quiet")
            .short('q')
            .action(ArgAction::SetTrue)
            .global(true)
            .help(say("Không hiện tiến độ và lời nhắn, chỉ báo khi có lỗi", "No progress and no messages, only errors")),
    ]
}
