//! Repairs options whose hyphens a text editor replaced by a dash.

use crate::text::Lang;
use clap::Command;
use std::collections::BTreeSet;
use std::ffi::OsString;

/// Dashes that replace one or two hyphens.
const DASHES: [char; 6] = ['‐', '‑', '‒', '–', '—', '−'];

/// Returns the words with existing options repaired: `–period` is `--period`, `–C` is `-C`.
pub(in crate::cli) fn repair_dashes(words: Vec<OsString>) -> Vec<OsString> {
    if !words.iter().any(|word| word.to_str().is_some_and(|word| word.contains(DASHES))) {
        return words;
    }
    let mut known = BTreeSet::new();
    options(&super::command(Lang::default()), &mut known);
    let mut over = false;
    let repair = |word: OsString| {
        over = over || word == "--";
        if over {
            word
        } else {
            word.to_str().and_then(|text| with_hyphens(text, &known)).map_or(word, OsString::from)
        }
    };
    words.into_iter().map(repair).collect()
}

fn with_hyphens(word: &str, known: &BTreeSet<String>) -> Option<String> {
    let is_dash = |c: char| c == '-' || DASHES.contains(&c);
    let rest = word.trim_start_matches(is_dash);
    let dashes = word.strip_suffix(rest)?;
    let name = rest.split('=').next()?;
    (dashes.contains(DASHES) && known.contains(name)).then(|| {
        let hyphens = if name.chars().count() == 1 { "-" } else { "--" };
        format!("{hyphens}{rest}")
    })
}

fn options(command: &Command, known: &mut BTreeSet<String>) {
    for arg in command.get_arguments() {
        known.extend(arg.get_long().map(str::to_owned));
        known.extend(arg.get_short().map(String::from));
    }
    command.get_subcommands().for_each(|command| options(command, known));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_before_options_become_hyphens() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        let line = repair_dashes(words("tonghop –C w consolidate —period 6T –as-of=2024-05-06 −q"));
        assert_eq!(line, words("tonghop -C w consolidate --period 6T --as-of=2024-05-06 -q"));
        let others = words("tonghop check 2024–6T –bao-cao.xlsx -- –period");
        assert_eq!(repair_dashes(others.clone()), others);
    }
}
