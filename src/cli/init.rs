//! `tonghop init`: creates a workspace.

use super::args::{Init, Invocation, PlanForm};
use super::console::Console;
use super::lock::{acquire, recover};
use super::{DONE, plan_form, scripts, shell};
use crate::book::register;
use crate::error::Error;
use crate::load::{UNCONFIRMED, shipped};
use crate::msg;
use crate::read::EXAMPLE;
use crate::store::file_system::make_folder;
use crate::store::layout::SETTINGS;
use crate::store::layout::{FORMS, INBOX, RESULTS};
use crate::store::new_year::OfficeTexts;
use crate::store::transaction::{Committed, Transaction};
use crate::xlsx;
use std::path::Path;

/// Register of incoming documents.
const REGISTER: &str = "so-den.xlsx";

/// Writes the office's files and creates the folders without touching existing files.
pub(super) fn run(invocation: &Invocation, init: &Init, console: &Console) -> Result<u8, Error> {
    let dir = init.dir.as_path();
    let texts = office_texts(init)?;
    let form = if init.excel { PlanForm::Excel } else { PlanForm::Toml };
    let ending = if init.excel { "xlsx" } else { "toml" };
    let names = [format!("ke-hoach.{ending}"), format!("don-vi.{ending}")];
    let [plan, units] =
        plan_form::contents(&[&texts.plan, &texts.units], &names, form, console.lang)?;
    let settings = plan_form::with_names(&texts.settings, &names);
    let files = [
        (SETTINGS, settings.as_bytes()),
        (&names[0], &plan),
        (&names[1], &units),
        ("quyet-dinh.toml", shipped::DECISIONS.as_bytes()),
    ];
    let (year, periods) = texts.periods()?;
    let is_skeleton = texts.unconfirmed() > 0;
    let register = xlsx::write(&register(year, EXAMPLE))?;
    if recover(dir, console)?.is_some_and(|finished| finished.command == console.command) {
        scripts::make_executable(dir, console.lang)?;
        let written = files
            .map(|(name, _)| name)
            .into_iter()
            .chain([REGISTER])
            .map(|name| dir.join(name))
            .collect();
        return done(
            invocation,
            dir,
            (&names, is_skeleton),
            &Committed { written, removed: Vec::new() },
            console,
        );
    }
    refuse_existing(invocation, dir, &files.map(|(name, _)| name))?;
    let held = acquire(dir, console)?;
    let outputs = Transaction::new(&held);
    for (name, text) in files {
        outputs.add(dir.join(name), text)?;
    }
    for (name, text) in
        scripts::all(dir, console.lang).into_iter().filter(|(name, _)| !dir.join(name).exists())
    {
        outputs.add(dir.join(name), text.as_bytes())?;
    }
    outputs.add(dir.join(REGISTER), &register)?;
    for folder in [FORMS, INBOX, RESULTS] {
        for period in &periods {
            let folder = dir.join(folder).join(period);
            make_folder(&folder).map_err(|error| Error::write(&folder, error))?;
        }
    }
    let appeared = outputs.commit()?;
    scripts::make_executable(dir, console.lang)?;
    done(invocation, dir, (&names, is_skeleton), &appeared, console)
}

/// Refuses a folder that already has one of the office's files.
fn refuse_existing(invocation: &Invocation, dir: &Path, files: &[&str]) -> Result<(), Error> {
    let there: Vec<&str> =
        files.iter().copied().chain([REGISTER]).filter(|name| dir.join(name).exists()).collect();
    if there.is_empty() {
        return Ok(());
    }
    let use_it =
        shell::in_workspace(&Invocation { root: dir.to_owned(), ..invocation.clone() }, &[]);
    let (dir, there) = (dir.display(), there.join(", "));
    Err(msg!(
        "{dir} đã có {there}; không ghi đè. Chọn thư mục khác, hoặc dùng thư mục này:\n  {use_it}",
        "{dir} already has {there}; nothing was overwritten. Choose another folder, or use this one:\n  {use_it}"
    )
    .into())
}

/// Returns the shipped office files, or those of another year derived from them or from an earlier
/// workspace.
fn office_texts(init: &Init) -> Result<OfficeTexts, Error> {
    let before = match &init.from {
        Some(from) => OfficeTexts::of_workspace(from)?,
        None => OfficeTexts::shipped(),
    };
    match init.year {
        Some(year) if init.from.is_some() || year != shipped::PLAN_YEAR => before.of_year(year),
        _ => Ok(before),
    }
}

fn done(
    invocation: &Invocation,
    dir: &Path,
    ([plan, units], is_skeleton): (&[String; 2], bool),
    appeared: &Committed,
    console: &Console,
) -> Result<u8, Error> {
    console.done(dir, appeared)?;
    let shown = dir.display();
    let next = shell::in_workspace(&Invocation { root: dir.to_owned(), ..invocation.clone() }, &[]);
    console.tell(&if is_skeleton {
        msg!(
            "Đã lập {shown}. Kế hoạch mới là bản khung: chỗ nào trong {plan} có chữ “{UNCONFIRMED}” thì phải sửa cho đúng rồi xóa chữ đó; \
             xem lại {units}. Xem còn chỗ nào:\n  {next}",
            "{shown} is laid out. The new plan is a skeleton: wherever {plan} has “{UNCONFIRMED}”, correct the text, then delete the mark; \
             check {units}. See what is left:\n  {next}"
        )
    } else {
        msg!(
            "Đã lập {shown}. Việc tiếp theo: xem lại {plan} và {units} trong đó, rồi xem việc cần làm:\n  {next}",
            "{shown} is laid out. Next: check its {plan} and {units}, then see what to do:\n  {next}"
        )
    });
    Ok(DONE)
}
