//! Tests of the units since districts were abolished.

use super::super::{Source, plan, shipped};
use crate::model::plan::Plan;
use std::collections::BTreeSet;

/// Returns the shipped plan with the units of 2026, without entries for single units.
fn of_2026() -> Plan {
    let assigned = shipped::PLAN.find("[[assignment]]\nunits").expect("assignments to units");
    let indicators = shipped::PLAN.find("[[indicator]]").expect("indicators");
    let text = [
        shipped::PLAN.get(..assigned).unwrap_or_default(),
        shipped::PLAN.get(indicators..).unwrap_or_default(),
    ]
    .concat()
    .replace("huyen-thi-xa-thanh-pho", "xa-phuong");
    let source = |name, text| Source { name, text };
    plan(
        source("ke-hoach.toml", &text),
        source("don-vi.toml", shipped::UNITS_2026),
        source("holidays.toml", shipped::HOLIDAYS),
        &[],
    )
    .expect("sound")
}

#[test]
fn all_147_communes_and_19_wards_are_found_by_every_spelling() {
    let plan = of_2026();
    let mut count = [0, 0];
    for unit in plan.registry.units().iter().filter(|unit| unit.group.as_str() == "xa-phuong") {
        let name = unit.name.strip_prefix("Ủy ban nhân dân ").expect("a committee");
        let (level, place) = name.split_once(' ').expect("a level");
        count[usize::from(level == "phường")] += 1;
        let old_tones = name.replace("òa", "oà").replace("óa", "oá").replace("ủy", "uỷ");
        for written in [
            unit.name.clone(),
            format!("UBND {name}"),
            format!("UBND {}", name.to_uppercase()),
            format!("Uỷ ban nhân dân {old_tones}"),
            format!("UBND {name}, tỉnh Thanh Hóa"),
            format!("Ban Chỉ đạo PCKB {name}"),
            format!("UBND {name} (Ban Chỉ đạo {level})"),
            name.to_owned(),
        ] {
            assert_eq!(plan.registry.named(&written), Some(&unit.code), "{written}");
        }
        // a place alone does not name a unit: two units may have it, or a former district
        assert_eq!(plan.registry.named(place), None, "{place}");
        for file in [format!("UBND {name}.xlsx"), format!("BC 6T - {}.xlsx", name.to_lowercase())] {
            let found = plan.registry.in_file_name(&file);
            assert_eq!(found, BTreeSet::from([unit.code.clone()]), "{file}");
        }
    }
    assert_eq!(count, [147, 19]);
}

#[test]
fn similar_names_are_distinguished() {
    let plan = of_2026();
    let code = |text: &str| plan.registry.named(text).map(ToString::to_string);
    for (written, expected) in [
        ("UBND xã Đồng Tiến", Some("X-DONGTIEN")),
        ("UBND phường Đông Tiến", Some("P-DONGTIEN")),
        ("UBND xã Đông Tiến", None),
        ("UBND P. Sầm Sơn", Some("P-SAMSON")),
        ("UBND phường Nam Sầm Sơn", Some("P-NAMSAMSON")),
        ("UBND thành phố Sầm Sơn", None),
        ("UBND huyện Thọ Xuân", None),
        ("UBND xã Thọ Xuân, huyện Thọ Xuân", None),
        ("Công an xã Thọ Xuân", None),
    ] {
        assert_eq!(code(written).as_deref(), expected, "{written}");
    }
    let in_file = |name: &str| plan.registry.in_file_name(name).len();
    assert_eq!(in_file("UBND xa Dong Tien.xlsx"), 1);
    assert_eq!(in_file("UBND phuong Nam Sam Son.xlsx"), 1);
    assert_eq!(in_file("UBND huyen Tho Xuan.xlsx"), 0);
    assert_eq!(in_file("Cong an xa Tho Xuan.xlsx"), 0);
}
