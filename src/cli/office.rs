//! The office's own files as they were read: each is read once, so that what is recorded of a run is what the run rested on.

use crate::error::{Error, Fault};
use crate::load::{self, Settings, Source};
use crate::model::record::{Input, Part, Stamp};
use crate::msg;
use crate::read::register_is_blank;
use std::path::Path;

/// The name of the settings' file.
pub(super) const SETTINGS: &str = "tonghop.toml";

/// The formats in which a register is kept.
const FORMATS: [&str; 6] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv"];

/// The office's own files.
pub(super) struct Office {
    /// What the settings say.
    pub(super) settings: Settings,
    files: Vec<File>,
}

struct File {
    part: Part,
    name: String,
    bytes: Vec<u8>,
}

impl Office {
    /// Reads the files of a workspace.
    ///
    /// # Errors
    /// Where the folder is no workspace, the settings have faults, or a file that is needed is not there.
    pub(super) fn of_workspace(root: &Path) -> Result<Self, Error> {
        if !root.join(SETTINGS).is_file() {
            let shown = root.display();
            return Err(msg!(
                "{shown} không phải là thư mục làm việc: không có {SETTINGS}.\nLập thư mục mới: tonghop init THU-MUC; hoặc chỉ đến thư mục đã có: tonghop -C THU-MUC …",
                "{shown} is not a workspace: it has no {SETTINGS}.\nLay one out: tonghop init DIR; or name the one you have: tonghop -C DIR …"
            )
            .into());
        }
        let first = File {
            part: Part::Settings,
            name: SETTINGS.to_owned(),
            bytes: bytes(&root.join(SETTINGS))?,
        };
        let settings = load::settings(first.source()?)?;
        let needed = [
            (Part::Plan, Some(&settings.plan)),
            (Part::Units, Some(&settings.units)),
            (Part::Holidays, settings.holidays.as_ref()),
        ];
        let register = register(root, &settings)?;
        let if_there = [(Part::Decisions, &settings.decisions), (Part::Register, &register)];
        let usual = Settings::default();
        let must_be = [
            (settings.names_decisions, &settings.decisions),
            (settings.register != usual.register, &settings.register),
        ];
        let is_gone = |(must_be, name): &(bool, &String)| {
            *must_be && !root.join(name).try_exists().unwrap_or(true)
        };
        if let Some((_, name)) = must_be.into_iter().find(is_gone) {
            return Err(gone(name));
        }
        let if_there =
            if_there.into_iter().filter(|(_, name)| root.join(name).try_exists().unwrap_or(true));
        let mut files = vec![first];
        for (part, name) in
            needed.into_iter().filter_map(|(part, name)| Some((part, name?))).chain(if_there)
        {
            files.push(File { part, name: name.clone(), bytes: bytes(&root.join(name))? });
        }
        Ok(Self { settings, files })
    }

    /// Reads a plan and the units' file beside it.
    ///
    /// # Errors
    /// Where one of them is not there.
    pub(super) fn of_plan(path: &Path) -> Result<Self, Error> {
        let (folder, settings) = (path.parent().unwrap_or(Path::new("")), Settings::default());
        let plan = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = |part, name: String| {
            Ok::<_, Error>(File { part, bytes: bytes(&folder.join(&name))?, name })
        };
        Ok(Self {
            files: vec![file(Part::Plan, plan)?, file(Part::Units, settings.units.clone())?],
            settings,
        })
    }

    /// Reads the copies that were kept of recorded files.
    ///
    /// # Errors
    /// Where one of them is not there.
    pub(super) fn of_copies(folder: &Path, inputs: &[Input]) -> Result<Self, Error> {
        let mut files = Vec::new();
        for input in inputs {
            if let Some(copy) = input.part.copy() {
                files.push(File {
                    part: input.part,
                    name: input.stamp.file.clone(),
                    bytes: bytes(&folder.join(copy))?,
                });
            }
        }
        let settings = files.iter().find(|file| file.part == Part::Settings);
        let settings = settings
            .map_or_else(|| Ok(Settings::default()), |file| load::settings(file.source()?))?;
        Ok(Self { settings, files })
    }

    /// Takes in the results of the period before that a record names, where they are not among the copies.
    ///
    /// # Errors
    /// Where they are gone.
    pub(super) fn keep_earlier(&mut self, root: &Path, inputs: &[Input]) -> Result<(), Error> {
        if self.bytes(Part::Earlier).is_none() {
            self.files.extend(earlier(root, inputs)?);
        }
        Ok(())
    }

    /// The copies to keep of all that an outcome rests on but what was received: names and bytes.
    ///
    /// # Errors
    /// Where the results of the period before are gone.
    pub(super) fn copies(
        &self,
        root: &Path,
        inputs: &[Input],
    ) -> Result<Vec<(&'static str, Vec<u8>)>, Error> {
        let earlier = earlier(root, inputs)?;
        let files = self.files.iter().chain(&earlier);
        Ok(files.filter_map(|file| Some((file.part.copy()?, file.bytes.clone()))).collect())
    }

    /// What is recorded of the files.
    pub(super) fn inputs(&self) -> impl Iterator<Item = Input> {
        self.files
            .iter()
            .map(|file| Input::new(file.part, Stamp::of(file.name.clone(), &file.bytes)))
    }

    /// A file's name and bytes, where it is there.
    pub(super) fn bytes(&self, part: Part) -> Option<(&str, &[u8])> {
        self.files
            .iter()
            .find(|file| file.part == part)
            .map(|file| (file.name.as_str(), file.bytes.as_slice()))
    }

    /// A file as text, where it is there.
    ///
    /// # Errors
    /// Where it is no Unicode text.
    pub(super) fn source(&self, part: Part) -> Result<Option<Source<'_>>, Error> {
        self.files.iter().find(|file| file.part == part).map(File::source).transpose()
    }
}

impl File {
    fn source(&self) -> Result<Source<'_>, Error> {
        let text = std::str::from_utf8(&self.bytes).map_err(|error| {
            let line =
                self.bytes.iter().take(error.valid_up_to()).filter(|byte| **byte == b'\n').count()
                    + 1;
            let what = msg!(
                "không phải văn bản Unicode (UTF-8); mở tệp và lưu lại dạng UTF-8",
                "is not Unicode text (UTF-8); open the file and save it as UTF-8"
            );
            Error::Unsound(vec![Fault { file: self.name.clone(), line, what }])
        })?;
        Ok(Source { name: &self.name, text })
    }
}

/// The register's file: the one that the settings name, or the usual one in whatever format it is kept.
///
/// # Errors
/// Where there are two.
fn register(root: &Path, settings: &Settings) -> Result<String, Error> {
    let usual = Settings::default().register;
    if settings.register != usual {
        return Ok(settings.register.clone());
    }
    let stem = usual.strip_suffix("xlsx").unwrap_or(&usual);
    let kept: Vec<String> = FORMATS
        .iter()
        .map(|ending| format!("{stem}{ending}"))
        .filter(|name| root.join(name).is_file())
        .collect();
    // the empty one that a workspace begins with gives way
    let is_blank = |name: &String| {
        *name == usual
            && std::fs::read(root.join(name)).is_ok_and(|bytes| {
                register_is_blank(&bytes, std::env::current_exe().ok().as_deref())
            })
    };
    let used: Vec<&String> =
        kept.iter().filter(|name| kept.len() == 1 || !is_blank(name)).collect();
    match used.as_slice() {
        [] => Ok(usual),
        [one] => Ok((*one).clone()),
        several => {
            let names = several.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
            Err(msg!(
                "Có nhiều sổ văn bản đến: {names}.\nGiữ một sổ, chuyển sổ kia sang thư mục khác; hoặc ghi tên sổ được dùng vào {SETTINGS}, dòng register.",
                "There are several registers of incoming documents: {names}.\nKeep one and move the others elsewhere; or name the one to use in {SETTINGS}, line register."
            )
            .into())
        }
    }
}

/// The results of the period before that are among what a run rested on.
fn earlier(root: &Path, inputs: &[Input]) -> Result<Option<File>, Error> {
    let named = inputs.iter().find(|input| input.part == Part::Earlier);
    let file = |Input { part, stamp, .. }: &Input| {
        Ok(File { part: *part, name: stamp.file.clone(), bytes: bytes(&root.join(&stamp.file))? })
    };
    named.map(file).transpose()
}

/// That a file which the settings name is not there: going on would drop what the office decided or recorded in it.
fn gone(name: &str) -> Error {
    msg!(
        "{SETTINGS} ghi tệp {name} nhưng không có tệp này; chạy tiếp thì mất các quyết định, gia hạn hoặc ngày đến đã ghi trong đó.\nĐưa tệp về chỗ cũ hoặc sửa tên trong {SETTINGS}. Nếu chưa có gì để ghi, lập một tệp trống tên {name}.",
        "{SETTINGS} names the file {name}, which is not there; to go on would drop the decisions, extensions or days recorded in it.\nPut the file back or mend its name in {SETTINGS}. Where there is nothing to record yet, make an empty file named {name}."
    )
    .into()
}

fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| Error::read(path, error))
}
