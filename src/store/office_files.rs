//! Reads the office's own files, each once, so that the record of a run contains the hash of
//! exactly what the run used.

use super::layout::SETTINGS;
use crate::error::{Error, Fault};
use crate::load::{self, Settings, Source};
use crate::model::record::{FileDigest, Input, InputKind};
use crate::msg;
use crate::read::register_is_blank;
use std::path::Path;

/// Formats of a register.
const FORMATS: [&str; 6] = ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv"];

pub(crate) struct OfficeFiles {
    pub settings: Settings,
    files: Vec<File>,
}

struct File {
    kind: InputKind,
    name: String,
    bytes: Vec<u8>,
}

impl OfficeFiles {
    /// Reads the files of a workspace.
    ///
    /// # Errors
    /// Returns an error if the folder is not a workspace, the settings are invalid, or a required
    /// file is missing.
    pub(crate) fn from_workspace(root: &Path) -> Result<Self, Error> {
        if !root.join(SETTINGS).is_file() {
            let shown = root.display();
            return Err(msg!(
                "{shown} không phải là thư mục làm việc: không có {SETTINGS}.\nLập thư mục mới: tonghop init THƯ-MỤC; hoặc chỉ đến thư mục đã có: tonghop -C THƯ-MỤC …",
                "{shown} is not a workspace: it has no {SETTINGS}.\nLay one out: tonghop init DIR; or name the one you have: tonghop -C DIR …"
            )
            .into());
        }
        let first = File {
            kind: InputKind::Settings,
            name: SETTINGS.to_owned(),
            bytes: bytes(&root.join(SETTINGS))?,
        };
        let mut settings = load::settings(first.source()?)?;
        settings.plan = either_form(root, &settings.plan)?;
        settings.units = either_form(root, &settings.units)?;
        let needed = [
            (InputKind::Plan, Some(&settings.plan)),
            (InputKind::Units, Some(&settings.units)),
            (InputKind::Holidays, settings.holidays.as_ref()),
        ];
        let register = register(root, &settings)?;
        let if_there =
            [(InputKind::Decisions, &settings.decisions), (InputKind::Register, &register)];
        let usual = Settings::default();
        let must_be = [
            (settings.names_decisions, &settings.decisions),
            (settings.register != usual.register, &settings.register),
        ];
        let is_missing = |(must_be, name): &(bool, &String)| {
            *must_be && !root.join(name).try_exists().unwrap_or(true)
        };
        if let Some((_, name)) = must_be.into_iter().find(is_missing) {
            return Err(missing(name));
        }
        let if_there =
            if_there.into_iter().filter(|(_, name)| root.join(name).try_exists().unwrap_or(true));
        let mut files = vec![first];
        for (kind, name) in
            needed.into_iter().filter_map(|(kind, name)| Some((kind, name?))).chain(if_there)
        {
            files.push(File { kind, name: name.clone(), bytes: bytes(&root.join(name))? });
        }
        Ok(Self { settings, files })
    }

    /// Reads a plan and the file of units beside it.
    ///
    /// # Errors
    /// Returns an error if one of them is missing.
    pub(crate) fn from_plan(path: &Path) -> Result<Self, Error> {
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut settings = Settings::default();
        settings.units = either_form(folder, &settings.units)?;
        let plan = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let file = |kind, name: String| {
            Ok::<_, Error>(File { kind, bytes: bytes(&folder.join(&name))?, name })
        };
        Ok(Self {
            files: vec![
                file(InputKind::Plan, plan)?,
                file(InputKind::Units, settings.units.clone())?,
            ],
            settings,
        })
    }

    /// Reads the copies kept with closed results.
    ///
    /// # Errors
    /// Returns an error if one of them is missing.
    pub(crate) fn from_copies(folder: &Path, inputs: &[Input]) -> Result<Self, Error> {
        let mut files = Vec::new();
        for input in inputs {
            if let Some(copy) = input.kind.copy(&input.digest.file) {
                files.push(File {
                    kind: input.kind,
                    name: input.digest.file.clone(),
                    bytes: bytes(&folder.join(copy))?,
                });
            }
        }
        let settings = files.iter().find(|file| file.kind == InputKind::Settings);
        let settings = settings
            .map_or_else(|| Ok(Settings::default()), |file| load::settings(file.source()?))?;
        Ok(Self { settings, files })
    }

    /// Adds the recorded results of earlier periods, if they are not among the copies.
    ///
    /// # Errors
    /// Returns an error if they are missing.
    pub(crate) fn add_previous(&mut self, root: &Path, inputs: &[Input]) -> Result<(), Error> {
        for kind in EARLIER {
            if self.bytes(kind).is_none() {
                self.files.extend(recorded(root, inputs, kind)?);
            }
        }
        for input in inputs.iter().filter(|input| input.kind == InputKind::Closed) {
            self.files.push(read_recorded(root, input)?);
        }
        Ok(())
    }

    /// Returns the copies to keep with closed results: names and bytes of all inputs except received files.
    ///
    /// # Errors
    /// Returns an error if the results of the previous period are missing.
    pub(crate) fn copies(
        &self,
        root: &Path,
        inputs: &[Input],
    ) -> Result<Vec<(&'static str, Vec<u8>)>, Error> {
        let earlier = EARLIER.map(|kind| recorded(root, inputs, kind));
        let earlier: Vec<Option<File>> = earlier.into_iter().collect::<Result<_, Error>>()?;
        let files = self.files.iter().chain(earlier.iter().flatten());
        Ok(files
            .filter_map(|file| Some((file.kind.copy(&file.name)?, file.bytes.clone())))
            .collect())
    }

    pub(crate) fn inputs(&self) -> impl Iterator<Item = Input> {
        self.files
            .iter()
            .map(|file| Input::new(file.kind, FileDigest::new(file.name.clone(), &file.bytes)))
    }

    /// Returns name and content of a file, if it exists.
    pub(crate) fn bytes(&self, kind: InputKind) -> Option<(&str, &[u8])> {
        self.files
            .iter()
            .find(|file| file.kind == kind)
            .map(|file| (file.name.as_str(), file.bytes.as_slice()))
    }

    /// Returns names and contents of all files of a kind.
    pub(crate) fn all(&self, kind: InputKind) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.files.iter().filter(move |file| file.kind == kind);
        files.map(|file| (file.name.as_str(), file.bytes.as_slice()))
    }

    /// Returns a file as text, if it exists.
    ///
    /// # Errors
    /// Returns an error if it is not Unicode text.
    pub(crate) fn source(&self, kind: InputKind) -> Result<Option<Source<'_>>, Error> {
        self.files.iter().find(|file| file.kind == kind).map(File::source).transpose()
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
            Error::Unsound(vec![Fault { file: self.name.clone(), line, cell: None, what }])
        })?;
        Ok(Source { name: &self.name, text })
    }
}

/// Returns the name of a file that may be TOML or a workbook: the given one, or that of the other
/// form where only this one exists.
///
/// # Errors
/// Returns an error if both exist, since only one of them can be meant.
fn either_form(folder: &Path, name: &str) -> Result<String, Error> {
    let path = Path::new(name);
    let other = match path.extension().and_then(|ending| ending.to_str()) {
        Some("toml") => path.with_extension("xlsx"),
        Some("xlsx") => path.with_extension("toml"),
        _ => return Ok(name.to_owned()),
    };
    let other = other.to_string_lossy().replace('\\', "/");
    match (folder.join(name).is_file(), folder.join(&other).is_file()) {
        (true, true) => Err(msg!(
            "Có cả {name} và {other}; không biết dùng tệp nào.\nGiữ tệp đúng, chuyển tệp kia sang thư mục khác.",
            "There are both {name} and {other}; which one counts is unclear.\nKeep the right one and move the other elsewhere."
        )
        .into()),
        (false, true) => Ok(other),
        _ => Ok(name.to_owned()),
    }
}

/// Returns the name of the register: the one in the settings, or the default name in any format.
///
/// # Errors
/// Returns an error if there are several.
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
    // the empty register of a new workspace gives way to another format
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

/// Kinds of inputs that are results of earlier periods.
const EARLIER: [InputKind; 2] = [InputKind::Earlier, InputKind::YearBefore];

/// Reads the results of an earlier period that a record names.
fn recorded(root: &Path, inputs: &[Input], kind: InputKind) -> Result<Option<File>, Error> {
    let named = inputs.iter().find(|input| input.kind == kind);
    named.map(|input| read_recorded(root, input)).transpose()
}

/// Reads a file that a record names.
fn read_recorded(root: &Path, Input { kind, digest, .. }: &Input) -> Result<File, Error> {
    Ok(File { kind: *kind, name: digest.file.clone(), bytes: bytes(&root.join(&digest.file))? })
}

/// Returns the error for a missing file that the settings name; continuing would lose its content.
fn missing(name: &str) -> Error {
    msg!(
        "{SETTINGS} ghi tệp {name} nhưng không có tệp này; chạy tiếp thì mất các quyết định, gia hạn hoặc ngày đến đã ghi trong đó.\nĐưa tệp về chỗ cũ hoặc sửa tên trong {SETTINGS}. Nếu chưa có gì để ghi, lập một tệp trống tên {name}.",
        "{SETTINGS} names the file {name}, which is missing; going on would drop the decisions, extensions or dates recorded in it.\nRestore the file or correct its name in {SETTINGS}. Where there is nothing to record yet, make an empty file named {name}."
    )
    .into()
}

fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| Error::read(path, error))
}
