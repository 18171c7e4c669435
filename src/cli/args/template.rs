//! Arguments of `template`.

use super::{When, period, subcommand, when};
use crate::text::{Lang, Text};
use clap::{Arg, ArgAction, ArgMatches, Command};

/// Arguments of `template`.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Issue {
    pub(in crate::cli) when: When,
    pub(in crate::cli) units: Vec<String>,
    /// Whether forms that were changed since they were issued are overwritten.
    pub(in crate::cli) overwrite: bool,
}

/// Parses the arguments of `template`.
pub(super) fn parse(of: &ArgMatches, when: When) -> Issue {
    Issue {
        when,
        units: of.get_many::<String>("unit").unwrap_or_default().cloned().collect(),
        overwrite: of.get_flag("overwrite"),
    }
}

pub(super) fn template(lang: Lang) -> Command {
    let about = Text::new(
        "Lập biểu mẫu cho từng đơn vị trong mau/<kỳ>/ (lệnh tương đương: mau)",
        "Write each unit's form into mau/<period>/ (also: mau)",
    );
    subcommand(
        lang,
        ["template", "mau"],
        "",
        about,
        "tonghop template --period 2024-6T --unit H-THOXUAN",
    )
    .args(when(lang))
    .arg(period::plain(lang))
    .arg(
        Arg::new("overwrite").long("overwrite").action(ArgAction::SetTrue).help(
            Text::new(
                "Lập lại cả biểu mẫu đã thay đổi từ khi cấp (mặc định: để nguyên)",
                "Rewrite forms that were changed since they were issued (default: keep them)",
            )
            .in_lang(lang),
        ),
    )
    .arg(
        Arg::new("unit").long("unit").value_name("MA").action(ArgAction::Append).help(
            Text::new(
                "Chỉ lập cho đơn vị có mã này; ghi nhiều lần cho nhiều đơn vị",
                "Only for the unit of this code; may be repeated",
            )
            .in_lang(lang),
        ),
    )
}
