//! The period and the day as they are typed: as options, as plain words, or before the command.

use super::When;
use crate::text::{Lang, Text};
use chrono::NaiveDate;
use clap::{Arg, ArgMatches};

/// The words after a command that name its period without `--period`.
const PLAIN: &str = "plain-period";

/// A period as plain words: `consolidate 6T`. Help does not show it.
pub(super) fn plain(lang: Lang) -> Arg {
    Arg::new(PLAIN)
        .value_name(Text::new("KỲ", "PERIOD").in_lang(lang))
        .num_args(0..)
        .conflicts_with("period")
        .hide(true)
        .help(Text::new("Kỳ báo cáo, như --period", "The period, as --period").in_lang(lang))
}

/// Which period and day a command is asked for; what it does not say itself may stand before it.
pub(super) fn asked(all: &ArgMatches, of: &ArgMatches) -> When {
    let text =
        |matches: &ArgMatches| matches.try_get_one::<String>("period").ok().flatten().cloned();
    let day =
        |matches: &ArgMatches| matches.try_get_one::<NaiveDate>("as-of").ok().flatten().copied();
    let words = of
        .try_get_many::<String>(PLAIN)
        .ok()
        .flatten()
        .map(|words| words.map(String::as_str).collect::<Vec<_>>().join(" "));
    When { period: text(of).or(words).or_else(|| text(all)), as_of: day(of).or_else(|| day(all)) }
}
