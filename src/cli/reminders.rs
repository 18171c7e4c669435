//! Reminders that lie in `don-doc/` from an earlier run: one that still stands is not written again, and what the office wrote
//! into one by hand is never lost.

use super::history::History;
use super::output::{Console, Outputs};
use crate::docx;
use crate::error::Error;
use crate::letter::{self, Days};
use crate::model::record::{Basis, Reminder, Stamp};
use crate::msg;
use crate::outcome::Outcome;
use crate::text::Lang;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What becomes of the reminders of an earlier run.
pub(super) struct Reminders {
    /// The days on which those were written that still stand.
    pub(super) days: Days,
    as_of: NaiveDate,
    /// What each reminder rests on, by its name within the results.
    matters: BTreeMap<String, String>,
    /// The names of all that may lie there.
    names: BTreeSet<String>,
    /// Those that stay as they lie there.
    kept: BTreeMap<String, Lying>,
    /// What the office wrote by hand into others, with the place where it is kept.
    aside: Vec<(PathBuf, Vec<u8>)>,
}

/// A reminder as it lies there.
struct Lying {
    stamp: Stamp,
    by_hand: bool,
}

impl Reminders {
    /// Looks at what lies in the folder that a run writes, beside the record of the run before.
    ///
    /// # Errors
    /// Where a reminder is there and cannot be read, or one cannot be laid out.
    pub(super) fn of(outcome: &Outcome<'_>, lang: Lang, history: &History) -> Result<Self, Error> {
        let (folder, as_of) = (history.folder(history.standing.open), outcome.case.scope.as_of);
        // where no record can be read, whatever lies there may have been written by hand
        let past = Past(history.last_run().ok().flatten().map(|(_, run)| run.basis));
        let name_of = |name: &str| history.name(&folder.join(name));
        let matters = letter::matters(outcome, lang);
        let stands = |(name, matter): (&String, &String)| {
            let earlier = past.reminder(&name_of(name))?;
            (earlier.matter == *matter && earlier.as_of <= as_of)
                .then(|| (name.clone(), earlier.as_of))
        };
        let days: Days = matters.iter().filter_map(stands).collect();
        let laid = letter::reminders(outcome, lang, &days).into_iter();
        let laid: BTreeMap<String, Vec<u8>> = laid
            .map(|written| Ok((written.path, docx::write(&written.letter)?)))
            .collect::<Result<_, Error>>()?;
        let mut reminders = Self {
            days,
            as_of,
            matters,
            names: BTreeSet::new(),
            kept: BTreeMap::new(),
            aside: Vec::new(),
        };
        // days that units were given no longer may have been those of earlier reminders
        let mut names: BTreeSet<String> = letter::reminder_names(outcome)
            .map(|name| format!("{}/{name}", letter::REMINDERS))
            .collect();
        names.extend(past.names(&history.name(&folder)));
        reminders.names.clone_from(&names);
        for name in names {
            let Some(bytes) = bytes(&folder.join(&name))? else {
                reminders.days.remove(&name);
                continue;
            };
            let stamp = Stamp::of(name_of(&name), &bytes);
            let (as_written, ours) = (laid.get(&name) == Some(&bytes), past.wrote(&stamp));
            if as_written || reminders.days.contains_key(&name) && !ours {
                reminders.kept.insert(name, Lying { stamp, by_hand: !as_written });
                continue;
            }
            reminders.days.remove(&name);
            if !ours {
                reminders.aside.extend(beside(&folder.join(name), bytes)?);
            }
        }
        Ok(reminders)
    }

    /// The names of those that may lie there from an earlier run and do not stay as they are.
    pub(super) fn replaced(&self) -> impl Iterator<Item = String> {
        self.names.iter().filter(|name| !self.kept.contains_key(*name)).cloned()
    }

    /// A reminder that stays, as it lies there.
    pub(super) fn kept(&self, name: &str) -> Option<&Stamp> {
        self.kept.get(name).map(|lying| &lying.stamp)
    }

    /// What is recorded of a file that was laid out, where it is a reminder.
    pub(super) fn recorded(&self, name: &str, laid: &Stamp) -> Option<Reminder> {
        let as_of = self.days.get(name).copied().unwrap_or(self.as_of);
        let matter = self.matters.get(name)?.clone();
        Some(Reminder { file: laid.file.clone(), matter, as_of, sha256: laid.sha256.clone() })
    }

    /// Keeps what the office wrote by hand, before anything takes its place.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub(super) fn put_aside(&self, outputs: &Outputs<'_>) -> Result<(), Error> {
        self.aside.iter().try_for_each(|(path, bytes)| outputs.add(path.clone(), bytes).map(drop))
    }

    /// Says what was not written again, and where what the office wrote by hand is kept.
    pub(super) fn tell(&self, console: &Console, history: &History) {
        let written_today =
            |name: &String| self.days.get(name).is_none_or(|day| *day == self.as_of);
        let count =
            self.kept.iter().filter(|(name, lying)| lying.by_hand || !written_today(name)).count();
        if count > 0 {
            let folder = letter::REMINDERS;
            console.tell(&msg!(
                "Giữ nguyên {count} thư đôn đốc đã lập trước đây trong {folder}/, kể cả chỗ đã ghi tay: ngoài ngày tháng không có gì thay đổi. \
                 Cần thư tính đến hôm nay thì xóa thư cũ rồi chạy lại.",
                "{count} reminder(s) written earlier stay as they are in {folder}/, with what was written in by hand: nothing but the day \
                 changed. For one as of today, delete the old one and run again."
            ));
        }
        if !self.aside.is_empty() {
            let files = self
                .aside
                .iter()
                .map(|(path, _)| history.name(path))
                .collect::<Vec<_>>()
                .join("\n  ");
            let said = msg!(
                "Có thay đổi nên thư đôn đốc được lập lại hoặc không còn cần; bản đã sửa tay được giữ ở:\n  {files}",
                "Something changed, so that reminders were written anew or are no longer called for; what was edited by hand is kept in:\n  {files}"
            );
            // what a person wrote is never moved in silence, however quiet the run
            console.complain(said.in_lang(console.lang));
        }
    }
}

/// The days on which recorded reminders were written, by their names within the folder of the results.
pub(super) fn days(reminders: &[Reminder], folder: &str) -> Days {
    let within = |file: &str| Some(file.strip_prefix(folder)?.trim_start_matches('/').to_owned());
    reminders
        .iter()
        .filter_map(|reminder| Some((within(&reminder.file)?, reminder.as_of)))
        .collect()
}

/// What the run before recorded.
struct Past(Option<Basis>);

impl Past {
    fn reminder(&self, file: &str) -> Option<&Reminder> {
        self.0.as_ref()?.reminders.iter().find(|reminder| reminder.file == file)
    }

    /// The names of the reminders within the folder of the results.
    fn names(&self, folder: &str) -> Vec<String> {
        let recorded = self.0.iter().flat_map(|basis| &basis.reminders);
        recorded
            .filter_map(|reminder| {
                Some(reminder.file.strip_prefix(folder)?.strip_prefix('/')?.to_owned())
            })
            .collect()
    }

    /// Whether a file is as the program wrote it; records of earlier versions say nothing of reminders but among the outputs.
    fn wrote(&self, lying: &Stamp) -> bool {
        match self.reminder(&lying.file) {
            Some(reminder) => reminder.sha256 == lying.sha256,
            None => self.0.as_ref().is_some_and(|basis| basis.outputs.contains(lying)),
        }
    }
}

/// The place beside a file where its bytes are kept under a name of their own; none where they are kept already.
fn beside(path: &Path, kept: Vec<u8>) -> Result<Option<(PathBuf, Vec<u8>)>, Error> {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    for number in 1_u32.. {
        let number = if number == 1 { String::new() } else { format!(" {number}") };
        let place = path.with_file_name(format!("{stem} (đã sửa tay{number}).docx"));
        match bytes(&place)? {
            Some(there) if there == kept => return Ok(None),
            Some(_) => {}
            None => return Ok(Some((place, kept))),
        }
    }
    Ok(None)
}

/// The bytes of a file, where it is there.
fn bytes(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::read(path, error)),
    }
}
