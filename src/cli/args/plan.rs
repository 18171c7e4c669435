//! Arguments of `plan`.

use super::subcommand;
use crate::text::{Lang, Text};
use clap::{Arg, ArgMatches, Command};

/// The form in which the plan and the units are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum PlanForm {
    Excel,
    Toml,
}

impl PlanForm {
    const NAMES: [(&'static str, Self); 2] = [("to-excel", Self::Excel), ("to-toml", Self::Toml)];
}

/// Returns the form that is asked for.
pub(super) fn form(of: &ArgMatches) -> Option<PlanForm> {
    let asked = of.get_one::<String>("to")?;
    PlanForm::NAMES.into_iter().find(|(name, _)| name == asked).map(|(_, form)| form)
}

pub(super) fn plan(lang: Lang) -> Command {
    let about = Text::new(
        "Chuyển kế hoạch và danh sách đơn vị sang bảng tính hoặc sang tệp văn bản (lệnh tương đương: ke-hoach)",
        "Turn the plan and the units into workbooks, or into text files (also: ke-hoach)",
    );
    let to = Text::new(
        "to-excel: sang ke-hoach.xlsx và don-vi.xlsx, điền mã, khối, thứ tự đề nghị cho đơn vị mới có tên; to-toml: sang ke-hoach.toml và don-vi.toml. Tệp cũ được thay; lời chú thích trong tệp .toml không giữ",
        "to-excel: into ke-hoach.xlsx and don-vi.xlsx, with proposed codes, groups and order for units that only have a name; to-toml: into ke-hoach.toml and don-vi.toml. The old files are replaced; comments of TOML are not kept",
    );
    let names = PlanForm::NAMES.map(|(name, _)| name);
    subcommand(lang, ["plan", "ke-hoach"], "to-excel|to-toml", about, "tonghop plan to-excel").arg(
        Arg::new("to")
            .value_name(names.join("|"))
            .value_parser(names)
            .hide_possible_values(true)
            .required(true)
            .help(to.in_lang(lang)),
    )
}
