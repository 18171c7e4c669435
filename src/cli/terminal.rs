//! Capabilities of the terminal. Encoding needs no care, because the standard library converts
//! output for Windows consoles.

/// Returns whether to use color by default: as `NO_COLOR`, `CLICOLOR_FORCE` and `CLICOLOR` say, or
/// else on a terminal that supports it. Old Windows consoles must be switched to it.
pub(super) fn wants_color(is_terminal: bool) -> bool {
    let is_forced =
        std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
    if anstyle_query::no_color() || is_forced {
        return !anstyle_query::no_color();
    }
    let understood = || {
        anstyle_query::term_supports_color()
            && anstyle_query::windows::enable_ansi_colors().unwrap_or(true)
    };
    is_terminal && anstyle_query::clicolor().unwrap_or(true) && understood()
}

/// Returns whether the terminal can overwrite output, which a progress bar needs.
pub(super) fn can_overwrite() -> bool {
    std::env::var_os("TERM").is_none_or(|kind| kind != "dumb")
}
