//! Capabilities of the terminal. The standard library writes to a Windows console in its own encoding, whatever its code page.

/// Whether colours are wanted where nobody says: by what `NO_COLOR`, `CLICOLOR_FORCE` and `CLICOLOR` hold, else on a terminal that
/// understands them. An old console of Windows must be told to.
pub(super) fn wants_colours(is_terminal: bool) -> bool {
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

/// Whether a terminal can take back what it shows: a progress bar needs that.
pub(super) fn moves_its_cursor() -> bool {
    std::env::var_os("TERM").is_none_or(|kind| kind != "dumb")
}
