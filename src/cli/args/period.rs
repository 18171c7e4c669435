//! Parses the period and the day: as options, as plain words, or before the command.

use super::When;
use crate::model::date::day_from_text;
use crate::text::{Lang, Text};
use chrono::NaiveDate;
use clap::{Arg, ArgMatches};

/// Words after a command that name its period without `--period`.
const PLAIN: &str = "plain-period";

/// Returns the argument for a period as plain words: `consolidate 6T`. Help does not show it.
pub(super) fn plain(lang: Lang) -> Arg {
    Arg::new(PLAIN)
        .value_name(Text::new("KỲ", "PERIOD").in_lang(lang))
        .num_args(0..)
        .conflicts_with("period")
        .hide(true)
        .help(Text::new("Kỳ báo cáo, như --period", "The period, as --period").in_lang(lang))
}

/// Returns the period and day of a command; options before the command apply if it has none of its own.
pub(super) fn parse(all: &ArgMatches, of: &ArgMatches) -> When {
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

/// Returns the options of period and day.
pub(super) fn when(lang: Lang) -> [Arg; 2] {
    let say = move |vi, en| Text::new(vi, en).in_lang(lang);
    [
        Arg::new("period").long("period").value_name("KY").help(say(
            "Kỳ báo cáo, như 2024-6T (mặc định: kỳ có thời hạn gần ngày đang tính nhất)",
            "The period, such as 2024-6T (default: the one whose deadline is nearest)",
        )),
        day("as-of", lang).help(say(
            "Tính đến ngày này, như 2024-05-02 (mặc định: hôm nay theo giờ Việt Nam)",
            "As of this day, such as 2024-05-02 (default: today in Vietnam)",
        )),
    ]
}

/// Returns an option that takes a day.
pub(super) fn day(name: &'static str, lang: Lang) -> Arg {
    let complaint = Text::new(
        "không phải là một ngày; ghi theo dạng 2024-05-02",
        "is not a valid date; write it as 2024-05-02",
    )
    .in_lang(lang);
    let day = move |written: &str| {
        let read =
            NaiveDate::parse_from_str(written, "%Y-%m-%d").ok().or_else(|| day_from_text(written));
        read.ok_or(complaint)
    };
    Arg::new(name).long(name).value_name("NGAY").value_parser(day)
}
