//! Reads options before the command line is parsed, because usage errors depend on them.

use crate::cli::log::LogFormat;
use crate::text::Lang;
use clap::ColorChoice;
use std::ffi::OsString;

/// Returns the language, which help and usage errors use.
pub(in crate::cli) fn language(words: &[OsString]) -> Option<Lang> {
    match value_of("--lang", words)? {
        "en" => Some(Lang::En),
        "vi" => Some(Lang::Vi),
        _ => None,
    }
}

/// Returns the format of events, which usage errors use.
pub(in crate::cli) fn log(words: &[OsString]) -> Option<LogFormat> {
    match value_of("--log", words)? {
        "text" => Some(LogFormat::Text),
        "json" => Some(LogFormat::Json),
        _ => None,
    }
}

/// Returns whether help has colors.
pub(in crate::cli) fn color_choice(words: &[OsString]) -> ColorChoice {
    match value_of("--color", words) {
        Some("always") => ColorChoice::Always,
        Some("never") => ColorChoice::Never,
        _ => ColorChoice::Auto,
    }
}

/// Returns whether output is JSON, including usage errors.
pub(in crate::cli) fn json(words: &[OsString]) -> bool {
    value_of("--format", words) == Some("json")
}

fn value_of<'w>(flag: &str, words: &'w [OsString]) -> Option<&'w str> {
    let next = words.windows(2).find(|pair| matches!(pair, [word, _] if word == flag));
    let next = next.and_then(|pair| pair.last()).and_then(|word| word.to_str());
    next.or_else(|| {
        words.iter().find_map(|word| word.to_str()?.strip_prefix(flag)?.strip_prefix('='))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_and_log_format_are_read_in_both_notations() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        let line = words("tonghop --lang en chek --log=json");
        assert_eq!((language(&line), log(&line)), (Some(Lang::En), Some(LogFormat::Json)));
        let line = words("tonghop --lang=vi --log text");
        assert_eq!((language(&line), log(&line)), (Some(Lang::Vi), Some(LogFormat::Text)));
        assert!(
            !json(&line)
                && json(&words("tonghop chek --format json"))
                && json(&words("tonghop --format=json"))
        );
        let line = words("tonghop --lang fr --logs=json --log");
        assert_eq!((language(&line), log(&line)), (None, None));
    }
}
