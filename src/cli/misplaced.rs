//! Commands that move files of the inbox outside any period's folder to where they are read.

use super::shell::Shell;
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::store::layout::INBOX;
use std::collections::BTreeMap;

/// Moves of whole folders and of single files, by source.
pub(super) struct Moves(BTreeMap<String, Move>);

struct Move {
    whole_folder: bool,
    to: String,
}

impl Moves {
    /// Plans the moves: a folder that may mean a period goes to that period, everything else to the
    /// one at hand.
    pub(super) fn new(strays: &[String], plan: &Plan, at_hand: &Period) -> Self {
        let mut moves = BTreeMap::new();
        for name in strays {
            let inside =
                name.strip_prefix(INBOX).and_then(|rest| rest.strip_prefix('/')).unwrap_or(name);
            let folder = inside.split_once('/').map(|(folder, _)| folder);
            let meant = folder.and_then(|folder| plan.period_of_folder(folder)).unwrap_or(at_hand);
            let from = folder.map_or_else(|| name.clone(), |folder| format!("{INBOX}/{folder}"));
            moves.insert(
                from,
                Move { whole_folder: folder.is_some(), to: format!("{INBOX}/{}", meant.code) },
            );
        }
        Self(moves)
    }

    /// Returns the sources; folders end in `/`.
    pub(super) fn names(&self) -> Vec<String> {
        self.0
            .iter()
            .map(|(from, what)| if what.whole_folder { format!("{from}/") } else { from.clone() })
            .collect()
    }

    /// Returns the commands, one per folder or file.
    pub(super) fn commands(&self, shell: Shell, path: impl Fn(&str) -> String) -> Vec<String> {
        self.0
            .iter()
            .map(|(from, what)| shell.moves(&path(from), what.whole_folder, &path(&what.to)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::shipped;

    #[test]
    fn a_folder_named_like_a_period_is_moved_to_it() {
        let plan = shipped::plan().unwrap();
        let strays =
            ["nhan/6 tháng/b.xlsx", "nhan/6 tháng/c.xlsx", "nhan/a.xlsx", "nhan/khác/d.xlsx"]
                .map(str::to_owned);
        let moves = Moves::new(&strays, &plan, plan.period("2024-NAM").unwrap());
        assert_eq!(
            moves.commands(Shell::Posix, |name| format!("w/{name}")),
            [
                "mv -n 'w/nhan/6 tháng'/* w/nhan/2024-6T/",
                "mv -n w/nhan/a.xlsx w/nhan/2024-NAM/",
                "mv -n w/nhan/khác/* w/nhan/2024-NAM/",
            ]
        );
        assert_eq!(moves.names(), ["nhan/6 tháng/", "nhan/a.xlsx", "nhan/khác/"]);
    }
}
