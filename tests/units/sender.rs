//! Unit, period and signing date of a report.

use super::form::{Form, SL, TT, edited};
use super::judged::{Judged, Want, all_right, short};

/// Returns the form of a unit with another name.
fn named(unit: &str, name: &str) -> Judged {
    let mut form = Form::of(unit);
    form.put(TT, "C8", name);
    form.judged().about(unit)
}

#[test]
fn other_bodies_do_not_report_for_a_unit() {
    let district = [
        "Ngân hàng CSXH huyện Thọ Xuân",
        "Đội Quản lý thị trường số 5, huyện Thọ Xuân",
        "Nhà máy đường Lam Sơn, huyện Thọ Xuân",
        "Cụm 1 huyện Thọ Xuân",
        "Công ty CP Mía đường Lam Sơn (huyện Thọ Xuân)",
        "Lam Sơn - H. Thọ Xuân",
        "UBND huyện Thọ Xuân - Xuân Lai",
        "Chợ đầu mối huyện Thọ Xuân",
        "Trạm Y tế Xuân Lai huyện Thọ Xuân",
        "UBND huyện Thọ Xuân và huyện Yên Định",
        "Hội Cựu chiến binh huyện Thọ Xuân",
        "Khu di tích Lam Kinh, huyện Thọ Xuân",
        "Thị trấn Sao Vàng, huyện Thọ Xuân",
        "Phòng Nội vụ huyện Thọ Xuân",
        "Văn phòng HĐND và UBND huyện Thọ Xuân",
        "Trường THPT Lê Lợi, huyện Thọ Xuân",
        "Tòa án nhân dân huyện Thọ Xuân",
        "Hội Phụ nữ huyện Thọ Xuân",
        "Huyện đoàn huyện Thọ Xuân",
        "Bệnh viện đa khoa huyện Thọ Xuân",
        "UBMTTQ huyện Thọ Xuân",
        "Công an xã Xuân Lai, huyện Thọ Xuân",
        "Công an huyện Thọ Xuân",
        "Ban CHQS huyện Thọ Xuân",
        "Điện lực Thọ Xuân",
        "UBND xã Xuân Lai",
    ];
    let mut fell: Vec<String> = district
        .into_iter()
        .filter_map(|name| short(name, &named("H-THOXUAN", name), &[], Want::Not))
        .collect();
    let others = [
        ("V-CAT", "Công an tỉnh - Phòng PA02"),
        ("V-CHQS", "Kho K84, Bộ CHQS tỉnh"),
        ("V-CHQS", "Trung đoàn 762 - Bộ Chỉ huy Quân sự tỉnh"),
        ("S-YT", "Bệnh viện Nhi - Sở Y tế"),
        ("S-YT", "Trung tâm Kiểm soát bệnh tật, Sở Y tế"),
        ("S-GDDT", "Trường THPT Lê Lợi - Sở Giáo dục và Đào tạo"),
        ("S-NV", "Ban Tôn giáo - Sở Nội vụ"),
    ];
    fell.extend(
        others
            .into_iter()
            .filter_map(|(unit, name)| short(name, &named(unit, name), &[], Want::Not)),
    );
    all_right(fell);
}

#[test]
fn a_unit_is_recognized_by_other_spellings() {
    let names = [
        ("H-THOXUAN", "Ban Chỉ đạo PCKB huyện Thọ Xuân"),
        ("H-THOXUAN", "UBND huyện Thọ Xuân (Ban Chỉ đạo PCKB huyện)"),
        ("H-THOXUAN", "UBND huyện Thọ Xuân"),
        ("H-THOXUAN", "UBND HUYỆN THỌ XUÂN"),
        ("H-THOXUAN", "UBND H. Thọ Xuân"),
        ("H-THOXUAN", "Huyện Thọ Xuân"),
        ("H-THOXUAN", "Ủy ban nhân dân huyện Thọ Xuân, tỉnh Thanh Hóa"),
        ("S-YT", "Sở Y tế tỉnh Thanh Hóa"),
        ("V-CAT", "Công an tỉnh"),
    ];
    let fell = |(unit, name): (&str, &str)| {
        let judged = named(unit, name);
        short(name, &judged, &[], Want::Own)
            .or_else(|| judged.has_error().then(|| format!("{name}: {:?}", judged.codes())))
    };
    all_right(names.into_iter().filter_map(fell).collect());
}

#[test]
fn a_letterhead_names_the_body_in_its_lowest_line() {
    let headed = |unit: &str, upper: &str, lower: &str| {
        let mut form = Form::of(unit);
        form.without_stamp();
        let titled: Vec<String> = form.book.sheets.iter().map(|sheet| sheet.name.clone()).collect();
        for sheet in titled {
            for row in 1..=3 {
                form.put(&sheet, &format!("A{row}"), "");
            }
        }
        form.put(TT, "C7", "").put(TT, "C8", "").put(SL, "A1", upper).put(SL, "A2", lower);
        form.judged().about(unit)
    };
    let own = headed("S-NV", "UBND TỈNH THANH HÓA", "SỞ NỘI VỤ");
    assert_eq!(
        (own.wrong(&[], Want::Own), own.has_error()),
        (Vec::new(), false),
        "{:?}",
        own.codes()
    );
    let below = [
        ("H-THOXUAN", "UBND HUYỆN THỌ XUÂN", "TRƯỜNG THCS LAM SƠN"),
        ("S-YT", "SỞ Y TẾ THANH HÓA", "BỆNH VIỆN NHI"),
        ("V-CAT", "CÔNG AN TỈNH", "PHÒNG PA02"),
    ];
    all_right(
        below
            .into_iter()
            .filter_map(|(unit, upper, lower)| {
                short(lower, &headed(unit, upper, lower), &[], Want::Not)
            })
            .collect(),
    );
}

#[test]
fn a_form_used_by_a_commune_does_not_count_for_its_district() {
    for lines in [
        ["ỦY BAN NHÂN DÂN XÃ XUÂN LAI", "SỐ LIỆU 6 THÁNG ĐẦU NĂM 2024"],
        ["UBND HUYỆN THỌ XUÂN", "UBND XÃ XUÂN LAI"],
        ["CÔNG AN XÃ XUÂN LAI", ""],
    ] {
        for sheet in [SL, TT, "Nhiệm vụ"] {
            let judged =
                edited(|form| _ = form.put(sheet, "A1", lines[0]).put(sheet, "A2", lines[1]));
            all_right(
                short(&format!("{lines:?} {sheet}"), &judged, &[], Want::Not).into_iter().collect(),
            );
        }
    }
}

#[test]
fn the_period_is_read_in_common_spellings() {
    let periods = [
        "6 tháng đầu năm 2024",
        "6 tháng đầu năm 2024.",
        "6 tháng đầu năm 2024 (từ 01/11/2023 đến 30/4/2024)",
        "06 tháng đầu năm 2024",
        "Sáu tháng đầu năm 2024",
        "6 tháng đầu năm",
        "6 THÁNG NĂM 2024",
        "6 tháng/2024",
        "6T/2024",
        "Kỳ 6 tháng đầu năm 2024",
        "Kỳ I năm 2024",
        "Nửa đầu năm 2024",
        "Nửa đầu năm",
        "Quý I, II năm 2024",
        "Quý I và II năm 2024",
        "Quý 1+2 năm 2024",
        "VI tháng đầu năm 2024",
        "Từ 01/11/2023 đến 30/4/2024",
        "Từ ngày 01/11/2023 đến hết ngày 30/4/2024",
        "11/2023 - 4/2024",
        "2024-6T",
    ];
    all_right(
        periods
            .into_iter()
            .filter_map(|period| {
                short(period, &edited(|form| _ = form.put(TT, "C6", period)), &[], Want::Own)
            })
            .collect(),
    );
}

#[test]
fn another_period_does_not_count() {
    let periods = [
        "Quý I năm 2024",
        "Quý II/2024",
        "6 tháng đầu năm 2023",
        "6 tháng cuối năm 2024",
        "6 tháng cuối năm 2023",
        "Năm 2024",
        "Năm 2023",
        "Tháng 4 năm 2024",
        "9 tháng đầu năm 2024",
        "Kỳ II năm 2024",
        "Nửa cuối năm 2024",
        "Quý III, IV năm 2024",
        "Từ 01/5/2024 đến 31/10/2024",
        "2023-6T",
    ];
    all_right(
        periods
            .into_iter()
            .filter_map(|period| {
                short(period, &edited(|form| _ = form.put(TT, "C6", period)), &[], Want::Not)
            })
            .collect(),
    );
}

#[test]
fn the_signing_date_is_read_in_common_spellings() {
    let days = [
        "22/4/24",
        "22/04/2024",
        "22.4.2024",
        "22-4-2024",
        "22-Apr-2024",
        "2024-04-22",
        "4/22/2024",
        "ngày 22/4/2024",
        "22 tháng 4 năm 2024",
        "Ngày 22 tháng 4 năm 2024",
        "Ngày 22 tháng Tư năm 2024",
        "22 tháng Tư năm 2024",
        "Thanh Hóa, ngày 22 tháng 4 năm 2024",
    ];
    let fell = |text: &str, judged: &Judged| {
        let on = &judged.line()["received"]["on"];
        let wrong = judged.has("G102") || *on != "2024-04-22";
        short(text, judged, &[], Want::Own)
            .or_else(|| wrong.then(|| format!("{text}: {on} {:?}", judged.codes())))
    };
    let mut all: Vec<String> = days
        .into_iter()
        .filter_map(|text| fell(text, &edited(|form| _ = form.put(TT, "C10", text))))
        .collect();
    let number = edited(|form| _ = form.put(TT, "C10", 45404).format(TT, "C10", "General"));
    all.extend(fell("a number of days", &number));
    all_right(all);
}

#[test]
fn an_unreadable_date_is_reported() {
    for text in ["22/4", "tháng 4/2024", "31/4/2024", "22/13/2024", "hôm qua", "22/4/20241"] {
        let judged = edited(|form| _ = form.put(TT, "C10", text));
        assert!(judged.has_error(), "{text}: {:?}", judged.codes());
    }
}

#[test]
fn a_plan_name_with_its_years_is_not_another_year() {
    let judged = edited(|form| {
        _ = form.put(TT, "C5", "Kế hoạch công tác phòng, chống khủng bố giai đoạn 2023 - 2025");
    });
    assert_eq!(judged.wrong(&[], Want::Own), [""; 0], "{:?}", judged.codes());
    let other = edited(|form| {
        _ = form.put(TT, "C5", "Kế hoạch trọng tâm công tác phòng, chống khủng bố năm 2023");
    });
    assert_eq!(other.wrong(&[], Want::Not), [""; 0], "{:?}", other.codes());
}
