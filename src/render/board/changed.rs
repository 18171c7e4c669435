//! Units whose reports are new or changed since an earlier run.

use crate::model::date;
use crate::model::id::UnitCode;
use crate::model::record::Since;
use crate::outcome::Outcome;
use crate::text::Lang;
use serde::Serialize;
use std::collections::BTreeSet;

/// An earlier run, and how many units have a report that is new or changed since.
#[derive(Serialize)]
pub(super) struct ChangedSince {
    as_of: String,
    units: usize,
}

impl ChangedSince {
    pub(super) fn new(since: &Since, units: &BTreeSet<&UnitCode>, lang: Lang) -> Self {
        Self { as_of: date::to_message(since.as_of).in_lang(lang).to_owned(), units: units.len() }
    }
}

/// Returns the units with a report among the files that are new or changed.
pub(super) fn changed_units<'o>(outcome: &'o Outcome<'_>, since: &Since) -> BTreeSet<&'o UnitCode> {
    let archives = outcome.case.archives();
    let files: BTreeSet<&str> = since.files.iter().map(String::as_str).collect();
    let changed = outcome.case.dossiers.iter().filter(|dossier| {
        let submissions =
            dossier.versions.iter().filter_map(|version| outcome.case.submission(version));
        submissions.into_iter().any(|submission| files.contains(archives.path(&submission.file)))
    });
    changed.map(|dossier| &dossier.unit).collect()
}
