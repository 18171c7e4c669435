//! Reads the plan from `ke-hoach.toml`.

use super::file::{At, File};
use super::indicator::{Indicators, Known};
use super::table::Table;
use super::task::Tasks;
use super::units::Units;
use super::validate::Codes;
use super::{
    assignment, form, headings, indicator, period, relation, sentence, series, severity, task,
};
use crate::model::period::Calendar;
use crate::model::plan::{Area, Citation, Indicator, Issuer, Office, Plan, Task};
use crate::model::severity::Grade;
use crate::msg;

/// `[plan]`: identity of the plan and its paragraph on reporting.
struct Head {
    id: String,
    title: String,
    topics: Vec<String>,
    citation: Citation,
    year: u32,
    form_version: u32,
    clause: String,
    clause_place: String,
}

/// Reads the plan; `None` only if errors were recorded.
pub(super) fn read(
    file: &File,
    units: Units,
    calendar: Calendar,
    sha256: String,
    rules: &[Grade],
) -> Option<Plan> {
    let mut root = Table::root(file)?;
    let mut top = root.required("plan").table();
    let duty = top.as_mut().and_then(|top| top.optional("reporting_duty").text());
    let own_plan = top.as_mut().and_then(|top| top.optional("own_plan_task").text());
    let head = top.and_then(head);
    let office = root.required("office").table().and_then(office);
    let year = head.as_ref().map(|head| head.year);
    let series = series::read(file, &mut root, year);
    let periods = period::read(file, &mut root, year, series);
    let Tasks { all: tasks, codes: task_codes, sentences } = task::read(file, &mut root);
    check_duty(file, duty.as_ref(), &task_codes);
    let own_plan = own_plan.filter(|code| task_codes.check(file, code));
    let assignments = assignment::read(file, &mut root, &units, &tasks, &task_codes);
    let duty = duty.as_ref().map(|duty| duty.value.as_str());
    let has_tasks = root.has("task");
    let known = Known { tasks: &task_codes, has_tasks, duty, units: &units };
    let Indicators { list: indicators, codes, parts } = indicator::read(file, &mut root, &known);
    sentence::check(file, &sentences, (&indicators, &codes), &task_codes);
    let mut relations = relation::read(file, &mut root, &codes, parts);
    relations.extend(relation::of_ratios(&indicators));
    check_asks(file, &tasks, &indicators);
    let asked =
        form::Asked { tasks: &tasks, indicators: &indicators, own_plan_task: own_plan.as_ref() };
    let sheets = form::read(file, &mut root, &asked);
    let heading_aliases = headings::read(file, &mut root);
    let severities = severity::read(file, &mut root, rules);
    root.done();
    let (head, mut office) = (head?, office?);
    office.reporting_clause = head.clause;
    office.reporting_clause_place = head.clause_place;
    Some(Plan {
        id: head.id,
        sha256,
        title: head.title,
        topics: head.topics,
        citation: head.citation,
        year: i32::try_from(head.year).ok()?,
        office,
        form_version: head.form_version,
        sheets,
        periods,
        tasks,
        indicators,
        relations,
        assignments,
        registry: units.registry,
        own_plan_task: own_plan.map(|code| code.value.as_str().into()),
        calendar,
        heading_aliases,
        severities,
    })
}

/// Checks that the plan has tasks or indicators.
fn check_asks(file: &File, tasks: &[Task], indicators: &[Indicator]) {
    if file.count() == 0 && tasks.is_empty() && indicators.is_empty() {
        file.fault(
            1,
            msg!(
                "Kế hoạch không có nhiệm vụ ([[task]]) và cũng không có chỉ tiêu ([[indicator]]); ghi ít nhất một mục.",
                "The plan has neither tasks ([[task]]) nor indicators ([[indicator]]); add at least one."
            ),
        );
    }
}

/// Checks that the reporting duty is not a task: the report itself fulfills it.
fn check_duty(file: &File, duty: Option<&At<String>>, tasks: &Codes) {
    let Some((duty, task)) = duty.and_then(|duty| Some((duty, tasks.place(&duty.value)?))) else {
        return;
    };
    let (code, line) = (&duty.value, task.line);
    file.fault(
        duty.line,
        msg!(
            "Mục {code} là chế độ báo cáo thì không thể cũng là nhiệm vụ ở dòng {line}.",
            "{code} is the reporting duty and cannot be the task on line {line} as well."
        ),
    );
}

fn head(mut table: Table) -> Option<Head> {
    let (id, title) = (table.required("id").text(), table.required("title").text());
    let (year, form_version) = (
        table.required("year").number(2000..=2100),
        table.required("form_version").number(1..=9999),
    );
    let (clause, place) = (
        table.required("reporting_clause").text(),
        table.required("reporting_clause_place").text(),
    );
    let mut optional = |key| table.optional(key).text().map(|text| text.value).unwrap_or_default();
    let (number, issuer) = (optional("number"), optional("issuer"));
    let date = table.optional("date").day().map(|day| day.value);
    let topics = table.optional("topics").texts();
    table.done();
    Some(Head {
        id: id?.value,
        title: title?.value,
        topics: plain(topics),
        citation: Citation { number, date, issuer },
        year: year?.value,
        form_version: form_version?.value,
        clause: clause?.value,
        clause_place: place?.value,
    })
}

fn office(mut table: Table) -> Option<Office> {
    let letter_issuer = table.optional("letters").table().map(|mut table| {
        let issuer = issuer(&mut table);
        table.done();
        issuer
    });
    let issuer = issuer(&mut table);
    let mut text = |key| table.required(key).text();
    let (name, place, address) = (text("name"), text("place"), text("address"));
    let addressees = table.optional("addressees").texts();
    let recipients = table.required("recipients").texts();
    let (contact, phone) = (lines(&mut table, "contact"), lines(&mut table, "phone"));
    let mut symbol = |key| lines(&mut table, key).trim_start_matches('/').to_owned();
    let (letter_symbol, report_symbol) = (symbol("letter_symbol"), symbol("report_symbol"));
    let short_name = table.optional("short_name").text();
    let area = table.optional("area").word(&Area::ALL.map(|area| (area.text().vi, area)));
    let return_days = table.optional("return_days").number(0..=60).map(|days| days.value);
    table.done();
    let name = name?.value;
    Some(Office {
        issuer: issuer?,
        letter_issuer: letter_issuer.flatten(),
        short_name: short_name.map_or_else(|| name_in_sentence(&name), |short| short.value),
        area: area.map_or_else(Area::default, |area| area.value),
        name,
        place: place?.value,
        address: address?.value,
        addressees: plain(addressees),
        recipients: plain(recipients),
        contact,
        phone,
        letter_symbol,
        report_symbol,
        return_days,
        ..Office::default()
    })
}

/// Returns the usual short name of an office: *văn phòng thường trực*, or its name without the
/// part in brackets.
fn name_in_sentence(name: &str) -> String {
    if name.starts_with("Văn phòng thường trực") {
        return "văn phòng thường trực".to_owned();
    }
    name.split_once(" (").map_or(name, |(short, _)| short).to_owned()
}

fn plain(texts: Vec<At<String>>) -> Vec<String> {
    texts.into_iter().map(|text| text.value).collect()
}

/// Reads who issues papers; `None` only where faults are recorded.
fn issuer(table: &mut Table) -> Option<Issuer> {
    let mut name = |key| table.required(key).lines().map(|text| text.value);
    let (parent, body) = (name("parent"), name("body"));
    Some(Issuer {
        parent: parent?,
        body: body?,
        signer_post: lines(table, "signer_post"),
        signer_agency_post: lines(table, "signer_agency_post"),
        signer: lines(table, "signer"),
    })
}

/// Returns an optional text with its line breaks; empty if it is not set.
fn lines(table: &mut Table, key: &str) -> String {
    table.optional(key).lines().map(|text| text.value).unwrap_or_default()
}
