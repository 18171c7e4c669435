//! Common parts of help: names of values in the language, required arguments, global options in their own section.

use super::{command, subcommand};
use crate::text::{Lang, Text};
use clap::{Arg, ArgMatches, Command};

/// Displayed names of values.
const VALUES: [(&str, Text); 9] = [
    ("DIR", Text::new("THƯ-MỤC", "DIR")),
    ("KY", Text::new("KỲ", "PERIOD")),
    ("NGAY", Text::new("NGÀY", "DATE")),
    ("MA", Text::new("MÃ", "CODE")),
    ("FILE", Text::new("TỆP", "FILE")),
    ("CAP_TREN", Text::new("CẤP-TRÊN", "ABOVE")),
    ("SHELL", Text::new("TRÌNH-LỆNH", "SHELL")),
    ("OLD.json", Text::new("CŨ.json", "OLD.json")),
    ("NEW.json", Text::new("MỚI.json", "NEW.json")),
];
const REQUIRED: Text = Text::new("(bắt buộc)", "(required)");
/// Headings of options, global options and arguments.
pub(super) const OPTIONS: Text = Text::new("Tùy chọn", "Options");
const ARGUMENTS: Text = Text::new("Đối tượng", "Arguments");
const GLOBAL: Text = Text::new("Tùy chọn chung", "Global options");

/// Returns the operand in the usage: `[FILE]...` is `[TỆP]...` in Vietnamese.
pub(super) fn operand(written: &str, lang: Lang) -> String {
    VALUES.iter().fold(written.to_owned(), |text, (name, shown)| {
        let shown = shown.in_lang(lang);
        text.replace(&format!("<{name}>"), &format!("<{shown}>"))
            .replace(&format!("[{name}]"), &format!("[{shown}]"))
            .replace(&format!("[{name} "), &format!("[{shown} "))
            .replace(&format!(" {name}]"), &format!(" {shown}]"))
    })
}

/// Adds the common parts of help to a command and its subcommands.
pub(super) fn with_common_parts(command: Command, lang: Lang) -> Command {
    let mut place = 0;
    let command = command.mut_args(|arg| {
        place += 1;
        // in the order of the definition, not by name
        let arg = if arg.is_positional() { arg.display_order(place) } else { arg };
        argument(arg, lang)
    });
    command.mut_subcommands(|command| with_common_parts(command, lang))
}

fn argument(arg: Arg, lang: Lang) -> Arg {
    let names: Vec<String> =
        arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect();
    let shown = |name: &String| {
        VALUES
            .iter()
            .find(|(known, _)| known == name)
            .map_or(name.clone(), |(_, text)| text.in_lang(lang).to_owned())
    };
    let arg = if names.is_empty() {
        arg
    } else {
        arg.value_names(names.iter().map(shown).collect::<Vec<_>>())
    };
    let is_plain = arg.get_help_heading() == Some(OPTIONS.in_lang(lang));
    let arg = match (arg.is_global_set(), arg.is_positional()) {
        (true, _) => arg.help_heading(GLOBAL.in_lang(lang)),
        (false, true) if is_plain => arg.help_heading(ARGUMENTS.in_lang(lang)),
        _ => arg,
    };
    let (help, mark) =
        (arg.get_help().map(ToString::to_string).unwrap_or_default(), REQUIRED.in_lang(lang));
    if arg.is_required_set() && !help.contains(mark) {
        arg.help(format!("{help} {mark}"))
    } else {
        arg
    }
}

/// Returns the command `help`.
pub(super) fn help(lang: Lang) -> Command {
    let about = Text::new(
        "In hướng dẫn, chung hoặc của một lệnh (lệnh tương đương: huong-dan)",
        "Print help, of one command or of all (also: huong-dan)",
    );
    let of = Text::new(
        "Tên lệnh cần xem; không ghi thì xem chung",
        "The command; without one, help of all",
    );
    let name = Text::new("LỆNH", "COMMAND").in_lang(lang);
    subcommand(
        lang,
        ["help", "huong-dan"],
        &format!("[{name}]..."),
        about,
        "tonghop help consolidate",
    )
    .arg(Arg::new("command").value_name(name).num_args(0..).help(of.in_lang(lang)))
}

/// Returns the help that `tonghop help COMMAND` prints.
pub(super) fn requested(of: &ArgMatches, lang: Lang) -> clap::Error {
    let named = of.get_many::<String>("command").unwrap_or_default().map(String::as_str);
    let words: Vec<&str> = std::iter::once("tonghop").chain(named).chain(["--help"]).collect();
    let answered = command(lang).try_get_matches_from(words);
    answered.err().unwrap_or_else(|| clap::Error::new(clap::error::ErrorKind::MissingSubcommand))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(command: &Command) -> Vec<&Command> {
        std::iter::once(command).chain(command.get_subcommands().flat_map(all)).collect()
    }

    #[test]
    fn help_uses_one_language_and_marks_required_arguments() {
        for lang in [Lang::Vi, Lang::En] {
            let command = command(lang);
            for command in all(&command) {
                let help = command.clone().render_help().to_string();
                assert!(
                    !["<KY>", "<NGAY>", "<MA>", "[MA]", "CAP_TREN"]
                        .iter()
                        .any(|name| help.contains(name)),
                    "{help}"
                );
                assert!(
                    lang == Lang::En
                        || !["DIR>", "FILE]", "<SHELL>"].iter().any(|name| help.contains(name)),
                    "{help}"
                );
                for arg in command.get_arguments().filter(|arg| arg.is_required_set()) {
                    assert!(
                        arg.get_help()
                            .is_some_and(|help| help.to_string().contains(REQUIRED.in_lang(lang))),
                        "{help}"
                    );
                }
            }
        }
    }

    #[test]
    fn global_options_have_their_own_section() {
        let error =
            command(Lang::Vi).try_get_matches_from(["tonghop", "check", "--help"]).unwrap_err();
        let help = error.to_string();
        let (own, global) =
            help.split_once("Tùy chọn chung:\n").unwrap_or_else(|| panic!("{help}"));
        assert!(
            own.contains("--period <KỲ>") && own.contains("[TỆP]...") && !own.contains(" --lang"),
            "{help}"
        );
        assert!(
            global.contains("--lang")
                && global.contains("-C <THƯ-MỤC>")
                && !global.contains("--period <"),
            "{help}"
        );
    }

    #[test]
    fn help_is_a_command_too() {
        let said = |words: &[&str]| {
            let matches = command(Lang::En)
                .try_get_matches_from([&["tonghop", "help"], words].concat())
                .unwrap();
            requested(matches.subcommand().unwrap().1, Lang::En)
        };
        assert!(said(&[]).to_string().contains("Commands:"));
        assert!(said(&["kiem-tra"]).to_string().contains("tonghop check"));
        assert!(said(&["decide", "extend"]).to_string().contains("--to <DATE>"));
        assert_eq!(said(&["chek"]).kind(), clap::error::ErrorKind::InvalidSubcommand);
    }
}
