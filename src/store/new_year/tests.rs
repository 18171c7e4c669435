use super::*;
use crate::load::{Source, plan};
use crate::model::plan::Plan;

/// Confirms a skeleton as an officer would: deletes the marks and the quotes of dates.
fn confirmed(text: &str) -> String {
    let mark = format!("{UNCONFIRMED} ");
    let mut lines = Vec::new();
    for line in text.lines() {
        let dated = line.split_once(&format!("\"{mark}2")).filter(|_| !line.starts_with(' '));
        lines.push(match dated {
            Some((key, day)) => format!("{key}2{}", day.replace('"', "")),
            None => line.replace(&mark, ""),
        });
    }
    lines.join("\n")
}

fn loaded(texts: &OfficeTexts) -> Result<Plan, Error> {
    let source = |name, text| Source { name, text };
    plan(
        source("ke-hoach.toml", &texts.plan),
        source("don-vi.toml", &texts.units),
        source("holidays.toml", shipped::HOLIDAYS),
        &[],
    )
}

#[test]
fn a_skeleton_moves_dates_and_marks_values_of_one_year() {
    let new = OfficeTexts::shipped().of_year(2026).unwrap();
    for line in [
        "id = \"PCKB-THANHHOA-2026\"",
        "year = 2026",
        "title = \"[cần xác nhận] Kế hoạch trọng tâm công tác phòng, chống khủng bố năm 2024\"",
        "code = \"2026-6T\"",
        "name = \"6 tháng đầu năm 2026\"",
        "before = \"[cần xác nhận] 2026-05-01\"",
        "from = \"[cần xác nhận] 2025-11-01\"",
        "previous = \"2025-6T\"",
        "groups = [\"[cần xác nhận] xa-phuong\", \"luc-luong-vu-trang\"]",
    ] {
        assert!(new.plan.lines().any(|found| found == line), "{line}");
    }
    // documents of one year are not presented as documents of another
    let documents = new.plan.lines().filter(|line| line.contains("Quyết định số 763/QĐ-UBND"));
    for line in documents {
        assert!(line.contains("21/02/2024") && line.contains(UNCONFIRMED), "{line}");
    }
    assert_eq!(new.unconfirmed(), new.plan.matches(UNCONFIRMED).count() - 1, "all but the heading");
    assert_eq!(
        new.periods().unwrap(),
        (2026, ["2026-6T", "2026-NAM", "2026-DX"].map(str::to_owned).into())
    );
}

#[test]
fn a_series_is_confirmed_once_and_gives_the_periods_of_the_year() {
    let mut old = OfficeTexts::shipped();
    old.plan = include_str!("../../../tests/fixtures/answers/ke-hoach.toml").to_owned();
    old.units = include_str!("../../../tests/fixtures/answers/don-vi.toml").to_owned();
    let mut new = old.of_year(2027).unwrap();
    assert!(new.plan.contains("every = \"[cần xác nhận] month\"\n"), "{}", new.plan);
    let (year, codes) = new.periods().unwrap();
    assert_eq!((year, codes.len(), codes[8].as_str()), (2027, 12, "2027-T09"));
    assert!(loaded(&new).is_err());
    new.plan = confirmed(&new.plan);
    let plan = loaded(&new).unwrap();
    assert!(plan.periods.iter().map(|period| period.code.to_string()).eq(codes));
    assert_eq!(plan.periods[0].name, "tháng 01 năm 2027");
}

#[test]
fn a_plan_with_unconfirmed_places_is_not_loaded() {
    let mut new = OfficeTexts::shipped().of_year(2026).unwrap();
    let Err(Error::Unsound(faults)) = loaded(&new) else { panic!("nothing was refused") };
    let marked: Vec<usize> = (1..)
        .zip(new.plan.lines())
        .filter(|(_, line)| line.contains(UNCONFIRMED) && !line.starts_with('#'))
        .map(|(number, _)| number)
        .collect();
    // a text of several lines is reported at its first line
    let said: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
    assert!(marked.iter().all(|line| said.contains(line) || said.contains(&(line - 1))));
    assert!(faults.iter().all(|fault| fault.what.vi.starts_with("Chưa xác nhận")), "{faults:?}");
    // dissolved units are left after confirming
    new.plan = confirmed(&new.plan);
    let Err(Error::Unsound(faults)) = loaded(&new) else {
        panic!("units that are no more were taken")
    };
    assert!(faults.iter().all(|fault| fault.file == "ke-hoach.toml"), "{faults:?}");
    let gone = |code: &str, name: &str| format!("\"{code} ({name} không còn trong danh sách)\"");
    for (gone, now) in [
        (gone("S-GTVT", "Sở Giao thông vận tải"), "\"S-XD\""),
        (gone("S-TTTT", "Sở Thông tin và Truyền thông"), "\"S-KHCN\""),
        (gone("S-BDT", "Ban Dân tộc tỉnh"), "\"S-DTTG\""),
        // its successor stands beside it
        (format!(", {}", gone("S-LDTBXH", "Sở Lao động - Thương binh và Xã hội")), ""),
        (format!(", {}", gone("H-THOXUAN", "Ủy ban nhân dân huyện Thọ Xuân")), ""),
    ] {
        assert!(new.plan.contains(&gone), "{gone}");
        new.plan = new.plan.replace(&gone, now);
    }
    let plan = loaded(&new).unwrap();
    assert_eq!((plan.year, plan.registry.units().len()), (2026, 209));
}

#[test]
fn changes_of_the_office_are_carried_over() {
    let mut old = OfficeTexts::shipped();
    for (shipped, own) in [
        (
            "aliases = [\"Sở NV\", \"SNV\"]",
            "aliases = [\"Sở NV\", \"SNV\", \"Sở Nội vụ TH\"]\nemail = \"snv@thanhhoa.gov.vn\"",
        ),
        ("decorations = [\n", "decorations = [\n    \"Tổ giúp việc\",\n"),
        ("\"S.\" = \"Sở\"", "\"S.\" = \"Sở\"\n\"TGV\" = \"Tổ giúp việc\""),
    ] {
        assert!(old.units.contains(shipped), "{shipped}");
        old.units = old.units.replace(shipped, own);
    }
    old.units += "\n[[unit]]\ncode = \"K-LHD\"\nname = \"Công ty Lọc hóa dầu Nghi Sơn\"\ngroup = \"doanh-nghiep\"\norder = 77\nmust_report = true\naliases = []\n";
    let new = old.of_year(2026).unwrap();
    for own in [
        "\"Sở Nội vụ TH\"",
        "snv@thanhhoa.gov.vn",
        "\"Tổ giúp việc\"",
        "TGV = \"Tổ giúp việc\"",
        "\"K-LHD\"",
        "order = 210",
    ] {
        assert!(new.units.contains(own), "{own}");
    }
    // entries for districts are not carried over
    for gone in ["\"H-THOXUAN\"", "\"TP.\" = ", "\"CA huyện\""] {
        assert!(old.units.contains(gone) && !new.units.contains(gone), "{gone}");
    }
    // a list without dissolved units is copied byte for byte
    let next = new.of_year(2027).unwrap();
    assert_eq!(next.units, new.units);
}

#[test]
fn the_old_plan_must_be_of_an_earlier_year() {
    assert!(OfficeTexts::shipped().of_year(2024).is_err());
    assert!(OfficeTexts::shipped().of_year(2023).is_err());
}

#[test]
fn the_last_day_of_february_stays_the_last() {
    let mut old = OfficeTexts::shipped();
    old.plan = old.plan.replace("to = 2024-04-30", "to = 2024-02-29");
    assert!(old.of_year(2025).unwrap().plan.contains("to = \"[cần xác nhận] 2025-02-28\""));
    old.plan = old
        .plan
        .replace("year = 2024", "year = 2023")
        .replace("to = 2024-02-29", "to = 2023-02-28");
    assert!(old.of_year(2024).unwrap().plan.contains("to = \"[cần xác nhận] 2024-02-29\""));
}
