//! Names units in few words: by short names if they are few, otherwise by group.

use super::context::LetterContext;
use crate::model::case::Dossier;
use crate::model::id::UnitCode;
use crate::model::unit::Group;
use crate::msg;
use crate::text::Lang;
use std::collections::BTreeSet;

/// Maximum number of units named one by one.
pub(super) const NAMED: usize = 5;
/// Maximum number of units of a group named as exceptions.
const EXCEPTIONS: usize = 3;

impl<'a> LetterContext<'a> {
    /// Returns the short names of units, separated by semicolons.
    pub(super) fn short_names(&self, dossiers: &[&'a Dossier]) -> String {
        let names = dossiers.iter().map(|dossier| self.case().short_name(&dossier.unit));
        names.collect::<Vec<_>>().join("; ")
    }

    /// Returns units by their short names, or if there are more than a few, by group: *cả 3 đơn vị
    /// khối lực lượng vũ trang*, *17/20 đơn vị khối sở, ban, ngành cấp tỉnh*. The second number
    /// counts the units of the group in `all`.
    pub(super) fn collectively(
        &self,
        dossiers: &[&'a Dossier],
        among: impl Fn(&Dossier) -> bool,
    ) -> String {
        if dossiers.len() <= NAMED {
            return self.short_names(dossiers);
        }
        let wanted: BTreeSet<&UnitCode> = dossiers.iter().map(|dossier| &dossier.unit).collect();
        let groups = self.by_group(|dossier| wanted.contains(&dossier.unit) || among(dossier));
        let share = |(group, members): (&'a Group, Vec<&'a Dossier>)| {
            let (own, others): (Vec<_>, Vec<_>) =
                members.into_iter().partition(|dossier| wanted.contains(&dossier.unit));
            (!own.is_empty()).then(|| self.share(group, &own, &others))
        };
        groups.into_iter().filter_map(share).collect::<Vec<_>>().join("; ")
    }

    fn share(&self, group: &'a Group, own: &[&'a Dossier], others: &[&'a Dossier]) -> String {
        let (count, all, name) = (own.len(), own.len() + others.len(), self.group_in_text(group));
        if count == 1 {
            return self.short_names(own);
        }
        if others.is_empty() {
            return self.said(msg!("cả {count} đơn vị khối {name}", "all {count} units of {name}"));
        }
        let share = msg!("{count}/{all} đơn vị khối {name}", "{count}/{all} units of {name}");
        let mut text = self.said(share);
        if others.len() <= EXCEPTIONS && others.len() < count {
            let less = self.short_names(others);
            text += &self.said(msg!(" (trừ {less})", " (all but {less})"));
        }
        text
    }

    /// Returns a group's name as used within a sentence.
    pub(super) fn group_in_text(&self, group: &'a Group) -> String {
        let name = self.group_name(group);
        match self.lang {
            Lang::Vi => lower_first(name),
            Lang::En => format!("“{name}”"),
        }
    }
}

/// Returns a text as used within a sentence: with a lowercase first letter, unless it begins with
/// an abbreviation.
pub(super) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    if letters.clone().next().is_some_and(char::is_uppercase) {
        return text.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}
