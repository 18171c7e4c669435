//! `tonghop plan`: turns the plan and the units into workbooks, or into text files.

use super::args::{Invocation, PlanForm};
use super::console::Console;
use super::{DONE, lock};
use crate::book::office_workbook;
use crate::error::Error;
use crate::load::UNCONFIRMED;
use crate::load::spreadsheet::{
    BareNames, GroupNames, Layout, PLAN, UNITS, group_names, is_same, sheets, workbook_text,
};
use crate::model::record::InputKind;
use crate::msg;
use crate::read::office_sheets;
use crate::store::layout::SETTINGS;
use crate::store::office_files::OfficeFiles;
use crate::store::office_workbooks::{OfficeText, plan, plan_and_units};
use crate::store::transaction::Transaction;
use crate::text::Lang;
use crate::xlsx;
use std::path::Path;
use toml_edit::{DocumentMut, value};

/// Writes the plan and the units in a form, in place of the files used so far.
pub(super) fn run(
    invocation: &Invocation,
    form: PlanForm,
    console: &mut Console,
) -> Result<u8, Error> {
    let root = invocation.root.as_path();
    let files = OfficeFiles::from_workspace(root)?;
    console.lang = invocation.lang.or(files.settings.lang).unwrap_or_default();
    let (plan, units) = texts(&files)?;
    let old = [files.settings.plan.clone(), files.settings.units.clone()];
    let new = old.clone().map(|name| name_in_form(&name, form));
    let contents = contents(&[plan.text(), units.text()], &new, form, console.lang)?;
    let settings = files.source(InputKind::Settings)?.map_or("", |source| source.text);
    let held = lock::acquire(root, console)?;
    let mut outputs = Transaction::new(&held);
    for (name, bytes) in new.iter().zip(contents) {
        outputs.add(root.join(name), &bytes)?;
    }
    outputs.add(root.join(SETTINGS), with_names(settings, &new).as_bytes())?;
    outputs.remove_unless_written(root, old);
    console.done(root, &outputs.commit()?)?;
    let count = [plan.text(), units.text()].join("").matches(UNCONFIRMED).count();
    if count > 0 {
        let [plan, units] = &new;
        console.tell(&msg!(
            "Còn {count} chỗ có chữ “{UNCONFIRMED}” trong {plan}, {units}: sửa cho đúng rồi xóa chữ đó.",
            "{plan} and {units} have {count} places with “{UNCONFIRMED}”: correct each, then delete the mark."
        ));
    }
    Ok(DONE)
}

/// Returns the plan and the units as text; cells must be readable, but values need not be confirmed.
fn texts(files: &OfficeFiles) -> Result<(OfficeText, OfficeText), Error> {
    let (plan_text, unit_text) = plan_and_units(files, BareNames::Completed)?;
    let faults = [plan_text.cell_faults(), unit_text.cell_faults()].concat();
    if !faults.is_empty() {
        return Err(Error::Unsound(faults));
    }
    if [&plan_text, &unit_text].iter().any(|text| !is_same(text.text(), text.text())) {
        plan(files)?;
    }
    Ok((plan_text, unit_text))
}

/// Returns the contents of the plan and the units in a form.
pub(super) fn contents(
    [plan, units]: &[&str; 2],
    [plan_name, unit_name]: &[String; 2],
    form: PlanForm,
    lang: Lang,
) -> Result<[Vec<u8>; 2], Error> {
    Ok(match form {
        PlanForm::Toml => [plan.as_bytes().to_vec(), units.as_bytes().to_vec()],
        PlanForm::Excel => [
            workbook(plan_name, plan, &PLAN, &group_names(units), lang)?,
            workbook(unit_name, units, &UNITS, &GroupNames::new(), lang)?,
        ],
    })
}

/// Returns the workbook for a text, after checking that it is read as the same content.
fn workbook(
    name: &str,
    text: &str,
    layout: &'static Layout,
    groups: &GroupNames,
    lang: Lang,
) -> Result<Vec<u8>, Error> {
    let lossy = || -> Error {
        msg!(
            "Không chuyển được sang {name} mà giữ đủ nội dung. Chạy tonghop để xem lỗi của kế hoạch và danh sách đơn vị, sửa rồi chuyển lại.",
            "{name} cannot hold all of the content. Run tonghop to see the errors in the plan and the units, correct them, then try again."
        )
        .into()
    };
    let tables = sheets(text, layout, groups, lang).ok_or_else(lossy)?;
    let bytes = xlsx::write(&office_workbook(layout.single.0, &tables, lang))?;
    let again =
        workbook_text(&office_sheets(name, &bytes, None)?, layout, groups, BareNames::Refused);
    if again.faults.is_empty() && is_same(&again.text, text) { Ok(bytes) } else { Err(lossy()) }
}

/// Returns the name of a file in a form.
fn name_in_form(name: &str, form: PlanForm) -> String {
    let ending = if form == PlanForm::Excel { "xlsx" } else { "toml" };
    Path::new(name).with_extension(ending).to_string_lossy().replace('\\', "/")
}

/// Returns the settings with the names of plan and units, in whatever form they are kept.
pub(super) fn with_names(settings: &str, [plan, units]: &[String; 2]) -> String {
    let Ok(mut document) = settings.parse::<DocumentMut>() else {
        return settings.to_owned();
    };
    for (key, name) in [("plan", plan), ("units", units)] {
        if document.get(key).is_some() {
            document.insert(key, value(name.as_str()));
        }
    }
    document.to_string()
}
