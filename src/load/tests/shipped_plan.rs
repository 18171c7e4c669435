//! Tests of the shipped plan of 2024 against the table of duties and the source text.

use super::*;
use crate::model::period::Deadline;
use chrono::NaiveDate;
use unicode_normalization::is_nfc;

fn shipped() -> Plan {
    Files::shipped().load().unwrap_or_else(|error| panic!("{}", error.message(Lang::Vi)))
}

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

/// Lists duties and roles of a unit by task, in the order of the plan: `R` required, `F` by
/// function; `L` lead, `G` guide, `w` with, `o` own.
fn part(plan: &Plan, unit: &str) -> String {
    let owed = plan.tasks.iter().map(|task| {
        let assignment = plan.assignment(&unit.into(), &task.code).unwrap();
        let duty = if assignment.duty == Duty::Required { 'R' } else { 'F' };
        let role = match assignment.role {
            Role::Lead => 'L',
            Role::Guide => 'G',
            Role::With => 'w',
            Role::Own => 'o',
        };
        format!("{duty}{role}")
    });
    owed.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_shipped_files_are_complete() {
    let plan = shipped();
    let units = plan.registry.units();
    assert_eq!(units.len(), 76);
    assert_eq!(units.iter().filter(|unit| unit.must_report).count(), 54);
    assert_eq!(plan.registry.groups().len(), 9);
    assert_eq!(
        (plan.tasks.len(), plan.indicators.len(), plan.relations.len(), plan.periods.len()),
        (12, 24, 13, 3)
    );
    assert!(
        plan.assignments.len() == 76 && plan.assignments.values().all(|tasks| tasks.len() == 12)
    );
    for text in [shipped::PLAN, shipped::UNITS, shipped::HOLIDAYS] {
        assert!(is_nfc(text) && !text.contains('\r') && text.starts_with("# "));
    }
}

#[test]
fn the_hash_is_that_of_the_three_files_together() {
    let plan = shipped();
    assert_eq!(plan.sha256, digest([&[shipped::PLAN, shipped::UNITS, shipped::HOLIDAYS].concat()]));
    assert_eq!(digest(["abc"]), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn duties_and_roles_agree_with_the_table() {
    let plan = shipped();
    //                                 II.1 2.1 2.2 2.3 2.4 2.5 2.6 2.7 II.3 II.4 II.5 III.1
    for (unit, owed) in [
        ("H-MUONGLAT", "Rw Rw Rw Fw Rw Rw Rw Rw Ro Fw Rw Ro"),
        ("H-THOXUAN", "Rw Rw Rw Fw Rw Rw Rw Rw Ro Rw Rw Ro"),
        ("S-YT", "Fw Rw Fw Fw Fw Fw Fw Fw Ro Fw Rw Ro"),
        ("S-GTVT", "Fw Rw Fw Rw Fw Fw Fw Fw Ro Rw Rw Ro"),
        ("S-CT", "Fw Rw Fw Rw Fw Fw Fw Fw Ro Fw Rw Ro"),
        ("S-BDT", "Fw Rw Fw Fw Rw Fw Fw Fw Ro Fw Rw Ro"),
        ("V-CAT", "RL RL RL FL FL RL RL RL RL RL RL Ro"),
        ("V-CHQS", "Rw Rw Rw Fw Fw Rw Rw Rw RG Rw Rw Ro"),
        ("V-BDBP", "Rw Rw Rw Fw Fw Rw Rw Rw Ro Fw Rw Ro"),
        ("N-NHNN", "Fw Rw Fw Rw Fw Fw Fw Rw RG Fw Rw Ro"),
        ("K-KSKL", "Fw Rw Fw Fw Fw Fw Fw Rw Ro Rw Rw Ro"),
        ("T-LHPN", "Fw Rw Fw Fw Fw Fw Fw Rw Ro Fw Rw Ro"),
    ] {
        assert_eq!(part(&plan, unit), owed, "{unit}");
    }
}

#[test]
fn deadlines_are_strict() {
    let plan = shipped();
    let last = |code| plan.period(code).unwrap().deadline.map(Deadline::last_day);
    assert_eq!(last("2024-6T"), Some(day(2024, 4, 30)));
    assert_eq!(last("2024-NAM"), Some(day(2024, 10, 31)));
    assert_eq!(last("2024-DX"), None);
    assert_eq!(plan.nearest_period(day(2024, 5, 6)).unwrap().code.as_str(), "2024-6T");
    assert!(
        plan.period("2024-6T").unwrap().is_named("6 THÁNG ĐẦU NĂM 2024")
            && !plan.period("2024-6T").unwrap().is_named("6 tháng đầu năm 2023")
    );
}

#[test]
fn the_last_working_day_before_the_deadline_is_the_26th_of_april() {
    let plan = shipped();
    assert_eq!(plan.calendar.last_working_day(day(2024, 4, 30)), day(2024, 4, 26));
    assert!(plan.calendar.day_off(day(2024, 5, 4)).is_none());
    let unsure =
        plan.calendar.holidays.iter().filter(|holiday| holiday.name.contains("chưa xác nhận"));
    assert!(
        unsure.clone().count() > 0
            && unsure.clone().all(|holiday| holiday.name_en.contains("not confirmed"))
    );
}

#[test]
fn indicators_and_relations_agree_with_the_table() {
    let plan = shipped();
    let stock: Vec<&str> = plan
        .indicators
        .iter()
        .filter(|i| i.nature == Nature::Stock)
        .map(|i| i.code.as_str())
        .collect();
    assert_eq!(stock, ["CT11", "CT13", "CT14", "CT15"]);
    let of = |code: &str| plan.indicator(&code.into()).unwrap();
    assert_eq!((of("CT24").task.clone(), of("CT24").rows_of), (None, Some(RowsOf::Incidents)));
    assert_eq!(
        (of("CT01").task.clone(), of("CT01").rows_of),
        (Some("III.1".into()), Some(RowsOf::Documents))
    );
    let at_most = |a: &str, b: &str| plan.relations.contains(&Relation::AtMost(a.into(), b.into()));
    let together =
        |a: &str, b: &str| plan.relations.contains(&Relation::Together(a.into(), b.into()));
    assert!(
        [("CT02", "CT01"), ("CT14", "CT13"), ("CT15", "CT14"), ("CT23", "CT22")]
            .iter()
            .all(|(a, b)| at_most(a, b))
    );
    assert!(
        [("CT04", "CT05"), ("CT09", "CT10"), ("CT16", "CT17"), ("CT18", "CT19")]
            .iter()
            .all(|(a, b)| at_most(a, b) && together(a, b))
    );
    assert!(together("CT20", "CT21") && !at_most("CT20", "CT21") && !at_most("CT21", "CT20"));
}

#[test]
fn units_are_found_by_common_spellings() {
    let plan = shipped();
    for (name, code) in [
        ("UBND TP Thanh Hoá", "TP-THANHHOA"),
        ("UBND H.Thọ Xuân, tỉnh Thanh Hóa", "H-THOXUAN"),
        ("UỶ BAN NHÂN DÂN HUYỆN HOẰNG HOÁ", "H-HOANGHOA"),
        ("S. Nội vụ", "S-NV"),
        ("Sở NN&PTNT", "S-NNPTNT"),
        ("Sở LĐ-TB&XH", "S-LDTBXH"),
        ("CA tỉnh Thanh Hóa", "V-CAT"),
        ("Bộ CHQS tỉnh Thanh Hóa", "V-CHQS"),
        ("VP UBND tỉnh Thanh Hóa", "S-VPUB"),
        ("NHNN Việt Nam - Chi nhánh Thanh Hóa", "N-NHNN"),
        ("Hội LHPN tỉnh Thanh Hóa", "T-LHPN"),
    ] {
        assert_eq!(
            plan.registry.named(name).map(ToString::to_string).as_deref(),
            Some(code),
            "{name}"
        );
    }
    for name in [
        "Thanh Hóa",
        "tỉnh Thanh Hóa",
        "Thọ Xuân",
        "Công an huyện Thọ Xuân",
        "UBND xã Thọ Thanh, huyện Thường Xuân",
        "TX",
        "NS",
    ] {
        assert_eq!(plan.registry.named(name), None, "{name}");
    }
    let in_file =
        |name| plan.registry.in_file_name(name).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(in_file("Bao cao phong, chong khung bo 6T H Tho Xuan"), ["H-THOXUAN"]);
    assert_eq!(in_file("Cong an huyen Tho Xuan"), [""; 0]);
    assert_eq!(in_file("Phòng Nội vụ huyện Thọ Xuân"), [""; 0]);
    assert_eq!(in_file("BC UBND xã Xuân Bái, huyện Thọ Xuân"), [""; 0]);
    let merged = plan.registry.get(&"H-DONGSON".into()).unwrap();
    let heirs = |on| {
        plan.registry
            .successors_on(&merged.code, on)
            .into_iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (heirs(day(2024, 10, 31)), heirs(day(2025, 4, 30))),
        (vec!["H-DONGSON".to_owned()], vec!["TP-THANHHOA".to_owned()])
    );
    assert_eq!(
        (merged.valid_to, merged.successors.clone()),
        (Some(day(2024, 12, 31)), vec!["TP-THANHHOA".into()])
    );
}

#[test]
fn the_plan_has_its_original_wording() {
    let plan = shipped();
    let text = |code: &str| plan.task(&code.into()).unwrap().text.clone();
    assert!(
        text("II.2.2").starts_with("Nâng cao hiệu quả")
            && text("II.2.2").contains("quản lý cư trú, tàng thư, căn cước công dân")
    );
    assert!(text("III.1").contains("để xây dựng kế hoạch triển khai"));
    assert!(plan.tasks.iter().all(|task| task.text.ends_with('.') && !task.text.contains('\n')));
    assert!(plan.office.reporting_clause.contains("(trước 01/5) và 01 năm (trước 01/11)"));
    assert_eq!(plan.office.reporting_clause_place, "mục III.2");
    assert_eq!(plan.office.issuer.body, "BAN CHỈ ĐẠO\nPHÒNG, CHỐNG KHỦNG BỐ");
    assert_eq!(plan.office.addressees.len(), 5);
    assert_eq!(plan.citation.number, "…/KH-BCĐ");
}

#[test]
fn no_other_wording_of_a_heading_names_another_period() {
    use crate::model::form::{Column, Sheet};
    use crate::model::key::Key;
    let plan = shipped();
    let figure =
        plan.heading_aliases.wordings(Sheet::Figures, Sheet::Figures.heading(Column::Figure));
    assert!(figure.iter().any(|other| other == "Kết quả"));
    for other in figure {
        for word in ["kỳ", "lũy kế", "trước"] {
            assert!(!Key::new(other).contains(&Key::new(word)), "{other}");
        }
    }
    for sheet in Sheet::ALL {
        let headings = sheet
            .columns()
            .iter()
            .map(|spec| spec.heading)
            .chain(sheet.fields().iter().map(|field| field.label()));
        assert!(
            headings
                .filter(|heading| !plan.heading_aliases.wordings(sheet, heading).is_empty())
                .count()
                > 3,
            "{sheet:?}"
        );
    }
}
