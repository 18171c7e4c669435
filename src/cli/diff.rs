//! `tonghop diff`: prints which totals differ between two results, and the units and cells that
//! cause it.

use super::args::{Compare, Invocation};
use super::console::Console;
use super::input_paths::{is_standard_input, resolve};
use super::{DONE, open, periods};
use crate::book;
use crate::consolidate::compare::Difference;
use crate::docx;
use crate::error::Error;
use crate::letter;
use crate::model::plan::Plan;
use crate::model::results::Results;
use crate::msg;
use crate::render::difference;
use crate::store::history::{History, facts};
use crate::store::workspace::Workspace;
use crate::text::Lang;
use crate::xlsx;
use std::io::Read as _;
use std::path::Path;

/// Compares two files of facts. Differences are not an error: the exit code is 0.
pub(super) fn run(
    invocation: &Invocation,
    asked: &Compare,
    console: &mut Console,
) -> Result<u8, Error> {
    if asked
        .files
        .as_ref()
        .is_some_and(|(old, new)| [old, new].into_iter().all(|path| is_standard_input(path)))
    {
        return Err(msg!(
            "Chỉ một trong hai tệp đọc được từ đầu vào chuẩn (-); ghi đường dẫn của tệp kia.",
            "Only one of the two files can be read from standard input (-); give the path of the other."
        )
        .into());
    }
    let (old, new, workspace) = match &asked.files {
        Some((old, new)) => {
            let (old, new) = (read(&invocation.root, old)?, read(&invocation.root, new)?);
            // the files may be of another plan, or of no workspace; the plan only gives names
            let workspace = open::open_quietly(invocation, console).ok();
            let workspace = workspace.filter(|open| open.plan.id == new.plan.id);
            (old, new, workspace)
        }
        None => results_of_period(invocation, asked, console)?,
    };
    let difference = Difference::between(&old, &new)?;
    if let Some(path) = &asked.out {
        let path = resolve(&invocation.root, path);
        if !asked.overwrite && path.try_exists().unwrap_or(true) {
            let name = path.display();
            return Err(msg!(
                "Đã có tệp {name} nên không ghi. Thêm --overwrite để ghi đè, hoặc ghi tên khác sau --out.",
                "{name} already exists and was not written. Add --overwrite to replace it, or give another name after --out."
            )
            .into());
        }
        write(&path, &difference, workspace.as_ref().map(|open| &open.plan), console.lang)?;
        let name = path.display();
        console.tell(&msg!("Đã ghi {name}.", "{name} is written."));
    }
    let text = if console.json {
        difference::document(&difference)
    } else {
        difference::report(&difference, console.style())
    };
    console.print(&text)?;
    Ok(DONE)
}

/// Writes the differences as a page or as a workbook, depending on the file's extension.
fn write(
    path: &Path,
    difference: &Difference<'_>,
    plan: Option<&Plan>,
    lang: Lang,
) -> Result<(), Error> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let bytes = match ending.as_deref() {
        Some("docx") => docx::write(&letter::difference::difference(difference, plan, lang))?,
        Some("xlsx") => xlsx::write(&book::difference::difference(difference, plan, lang))?,
        _ => {
            return Err(msg!(
                "Tên tệp của --out phải có đuôi .docx hoặc .xlsx.",
                "The file of --out must end in .docx or .xlsx."
            )
            .into());
        }
    };
    std::fs::write(path, bytes).map_err(|error| Error::write(path, error))
}

/// Returns the closed and the newest results of a period, and its workspace.
fn results_of_period(
    invocation: &Invocation,
    asked: &Compare,
    console: &mut Console,
) -> Result<(Results, Results, Option<Workspace>), Error> {
    let workspace = open::open(invocation, console)?;
    let (period, _) = periods::when(&workspace, &asked.when)?;
    let (code, history) = (&period.code, History::read(&workspace.root, &period.code)?);
    let Some(closed) = history.revisions.closed else {
        return Err(msg!(
            "Kỳ {code} chưa chốt nên chưa có hai bản để so sánh. So sánh hai tệp bất kỳ: tonghop diff CŨ.json MỚI.json",
            "Period {code} is not closed, so there are no two versions to compare. For any two files: tonghop diff OLD.json NEW.json"
        )
        .into());
    };
    if history.revisions.newest == closed {
        console.tell(&msg!(
            "Từ khi chốt kỳ {code} chưa lập kết quả mới; kết quả đã chốt được so với chính nó.",
            "No newer results of period {code} were written since it was closed; the closed results are compared with themselves."
        ));
    }
    let (old, new) = (history.facts(closed)?, history.facts(history.revisions.newest)?);
    Ok((old, new, Some(workspace)))
}

/// Reads the facts of a file or of standard input.
fn read(root: &Path, written: &Path) -> Result<Results, Error> {
    let path = resolve(root, written);
    let bytes = if is_standard_input(&path) {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(&path)
    };
    facts(&path, &bytes.map_err(|error| Error::read(&path, error))?)
}
