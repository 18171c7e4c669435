//! `tonghop completions` and `tonghop man`, generated from the same definition as help.

use super::DONE;
use super::args;
use super::completion;
use super::console::Console;
use crate::error::Error;
use crate::msg;
use crate::text::{Lang, Text};
use clap::Command;
use clap_complete::Shell;
use clap_mangen::Man;
use std::io::Write;

/// Prints the completion script of a shell.
pub(super) fn completions(shell: Shell, console: &Console) -> Result<u8, Error> {
    console.print_text(&[("shell", &shell.to_string())], "script", &completion::script(shell)?)?;
    Ok(DONE)
}

/// Prints the manual page.
pub(super) fn manual(console: &Console) -> Result<u8, Error> {
    let page = page(console.lang).map_err(|error| unprintable(&error))?;
    console.print_text(&[], "page", &page)?;
    Ok(DONE)
}

fn unprintable(error: &std::io::Error) -> Error {
    msg!(
        "Không lập được trang sổ tay (chi tiết kỹ thuật: {error}).",
        "The manual page could not be made: {error}."
    )
    .into()
}

/// Declares the encoding of the page.
const CODING: &str = "'\\\" -*- coding: UTF-8 -*-\n";
/// Defines the apostrophe `\\*(Aq`, which the library defines only in complete pages.
const APOSTROPHE: &str = ".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n";

/// Returns the page in roff.
fn page(lang: Lang) -> std::io::Result<String> {
    let heading = |vi, en| Some((".SH", Text::new(vi, en).in_lang(lang).to_owned()));
    let command = args::command(lang);
    let man = Man::new(command.clone())
        .source(concat!("tonghop ", env!("CARGO_PKG_VERSION")))
        .manual(Text::new("Sổ tay tonghop", "The manual of tonghop").in_lang(lang));
    let mut page = CODING.to_owned() + APOSTROPHE;
    page += &section(None, |out| man.render_title(out))?;
    page += &section(heading("TÊN", "NAME"), |out| man.render_name_section(out))?;
    page += &section(heading("CÁCH DÙNG", "SYNOPSIS"), |out| man.render_synopsis_section(out))?;
    page +=
        &section(heading("MÔ TẢ", "DESCRIPTION"), |out| man.render_description_section(out))?;
    page += &section(heading("TÙY CHỌN CHUNG", "GLOBAL OPTIONS"), |out| {
        man.render_options_section(out)
    })?;
    page += &section(heading("CÁC LỆNH", "COMMANDS"), |_| Ok(()))?;
    for sub in command.get_subcommands() {
        page += &command_section("tonghop", sub)?;
    }
    page += &section(heading("VÍ DỤ, MÃ THOÁT", "EXAMPLES, EXIT CODES"), |out| {
        man.render_extra_section(out)
    })?;
    page += &section(heading("PHIÊN BẢN", "VERSION"), |out| man.render_version_section(out))?;
    Ok(page)
}

/// Returns the section of a command and its subcommands, without global options.
fn command_section(parent: &str, command: &Command) -> std::io::Result<String> {
    let name = format!("{parent} {}", command.get_name());
    let man = Man::new(
        command.clone().mut_args(|arg| if arg.get_id() == "help" { arg.hide(true) } else { arg }),
    );
    let mut text = section(Some((".SS", name.clone())), |out| man.render_description_section(out))?;
    text += &section(None, |out| {
        writeln!(out, ".PP")?;
        man.render_synopsis_section(out)
    })?;
    text += &section(None, |out| man.render_options_section(out))?;
    text += &section(None, |out| {
        writeln!(out, ".PP")?;
        man.render_extra_section(out)
    })?;
    for sub in command.get_subcommands() {
        text += &command_section(&name, sub)?;
    }
    Ok(text)
}

/// Returns a section under our own heading, because the library's headings are English only.
fn section(
    heading: Option<(&str, String)>,
    write: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>,
) -> std::io::Result<String> {
    let mut out = Vec::new();
    write(&mut out)?;
    let written = String::from_utf8_lossy(&out);
    let ours = |line: &&str| ![".SH ", ".ie ", ".el "].iter().any(|start| line.starts_with(start));
    let heading =
        heading.map(|(level, words)| format!("{level} \"{words}\"\n")).unwrap_or_default();
    Ok(written.lines().filter(ours).fold(heading, |text, line| text + line + "\n"))
}
