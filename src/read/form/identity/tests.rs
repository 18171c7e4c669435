use crate::load::shipped;
use crate::model::origin::CellRef;
use crate::model::submission::{Identity, PeriodClaim};
use crate::read::form::FormReader;
use crate::read::grid::{Cell, LegacyFont, Sheet as Grid, Value, Workbook};

const PLAN: &str = "Kế hoạch trọng tâm công tác phòng, chống khủng bố năm 2024";

fn grid(name: &str, cells: &[(u32, u32, &str)]) -> Grid {
    let cell = |(row, col, text): &(u32, u32, &str)| Cell {
        at: CellRef::new(*row, *col),
        value: Value::Text((*text).into()),
        legacy_font: LegacyFont::None,
        original: None,
        shown: None,
    };
    Grid { name: name.into(), cells: cells.iter().map(cell).collect(), ..Grid::default() }
}

fn info(plan: &str, period: &str, code: &str, unit: &str) -> Grid {
    let answers = [
        ("Kế hoạch", plan),
        ("Kỳ báo cáo", period),
        ("Mã đơn vị", code),
        ("Tên đơn vị", unit),
        ("Ngày ký báo cáo", "22/4/2024"),
    ];
    let rows = answers
        .iter()
        .zip(4..)
        .flat_map(|((label, answer), row)| [(row, 1, *label), (row, 2, *answer)]);
    let cells: Vec<_> = rows.filter(|(_, _, text)| !text.is_empty()).collect();
    grid("Thông tin", &cells)
}

/// Returns a sheet of figures with lines above and below its table.
fn figures(above: &[&str], below: &[&str]) -> Grid {
    let mut cells: Vec<(u32, u32, &str)> =
        above.iter().zip(0..).map(|(line, row)| (row, 0, *line)).collect();
    cells.extend(
        ["Mã", "Chỉ tiêu", "Đơn vị tính", "Số liệu"]
            .iter()
            .zip(0..)
            .map(|(heading, col)| (4, col, *heading)),
    );
    cells.extend(
        ["CT01", "Văn bản chỉ đạo, triển khai đã ban hành", "văn bản", "5"]
            .iter()
            .zip(0..)
            .map(|(text, col)| (5, col, *text)),
    );
    cells.extend(below.iter().zip(8..).map(|(line, row)| (row, 0, *line)));
    grid("Số liệu", &cells)
}

fn read(sheets: Vec<Grid>) -> (PeriodClaim, Identity) {
    let plan = shipped::plan().expect("sound");
    let workbook = Workbook { sheets, ..Workbook::default() };
    let (report, identity) = FormReader::new(&plan, crate::model::form_texts::FormTexts::default())
        .report(&"bc.xlsx".into(), workbook)
        .expect("readable");
    (report.period, identity)
}

fn period(sheets: Vec<Grid>) -> String {
    match read(sheets).0 {
        PeriodClaim::Named(code) => code.to_string(),
        PeriodClaim::Other(_) | PeriodClaim::OtherInFileName(_) => "other".to_owned(),
        PeriodClaim::Unsaid => String::new(),
    }
}

fn unit(sheets: Vec<Grid>) -> String {
    match read(sheets).1 {
        Identity { unit: Some(unit), .. } => unit.to_string(),
        Identity { conflict: true, .. } => "conflict".to_owned(),
        _ => String::new(),
    }
}

fn labelled(period: &str) -> Vec<Grid> {
    vec![info(PLAN, period, "H-THOXUAN", "UBND huyện Thọ Xuân")]
}

#[test]
fn periods_are_read_in_all_notations() {
    for text in [
        "6 tháng đầu năm 2024 (từ 01/11/2023 đến 30/4/2024)",
        "6 tháng đầu năm",
        "Kỳ I năm 2024",
        "Nửa đầu năm 2024",
        "Quý I, II năm 2024",
        "VI tháng đầu năm 2024",
        "Báo cáo sơ kết 06 tháng đầu năm 2024",
        "6 tháng đầu năm 2024 (số liệu tính đến hết ngày 30/4/2024)",
        "11/2023 - 4/2024",
        "Năm 2024 - 6 tháng đầu năm",
        "6 thang dau nam 2024",
        "BC 6 tháng đầu năm 2024",
    ] {
        assert_eq!(period(labelled(text)), "2024-6T", "{text}");
    }
    assert_eq!(period(labelled("Cả năm 2024 (01/11/2023 - 31/10/2024)")), "2024-NAM");
    assert_eq!(period(labelled("Báo cáo đột xuất tháng 4/2024")), "2024-DX");
    for text in [
        "Quý I năm 2024",
        "6 tháng cuối năm 2024",
        "6 tháng đầu năm 2023",
        "6 tháng đầu năm 2024 (từ 01/01/2024 đến 31/3/2024)",
        "6 tháng đầu năm 2024 và quý III năm 2024",
        "6 tháng đầu năm 2024 lũy kế",
        "Tháng 4/2024",
        "Lần 2",
    ] {
        assert_eq!(period(labelled(text)), "other", "{text}");
    }
}

#[test]
fn a_missing_year_is_certain_only_if_the_report_names_it_elsewhere() {
    let half = |plan, extra: Option<&str>| {
        let mut sheet = info(plan, "6 tháng đầu năm", "H-THOXUAN", "UBND huyện Thọ Xuân");
        if let (Some(day), Some(last)) = (extra, sheet.cells.last_mut()) {
            last.value = Value::Text(day.into());
        }
        vec![sheet]
    };
    assert_eq!(period(half("", None)), "2024-6T");
    assert_eq!(period(half(PLAN, Some("22/4/2023"))), "other");
    assert_eq!(period(half("", Some("tháng Tư"))), "other");
}

#[test]
fn a_plan_of_several_years_must_include_the_plans_year() {
    let of =
        |title: &str| vec![info(title, "6 tháng đầu năm 2024", "H-THOXUAN", "UBND huyện Thọ Xuân")];
    assert_eq!(period(of("Kế hoạch phòng, chống khủng bố giai đoạn 2023 - 2025")), "2024-6T");
    assert_eq!(period(of("Kế hoạch phòng, chống khủng bố giai đoạn 2020 - 2023")), "other");
    assert_eq!(period(of("Kế hoạch phòng, chống khủng bố năm 2023")), "other");
}

#[test]
fn two_periods_in_one_workbook_count_as_none() {
    let second = info(PLAN, "năm 2024", "H-THOXUAN", "UBND huyện Thọ Xuân");
    assert_eq!(period([labelled("6 tháng đầu năm 2024"), vec![second]].concat()), "other");
    assert_eq!(period([labelled("6 tháng đầu năm 2024"), labelled("6T/2024")].concat()), "2024-6T");
    assert_eq!(period(vec![figures(&["SỐ LIỆU QUÝ I NĂM 2024"], &[])]), "other");
    assert_eq!(period(vec![figures(&["SỐ LIỆU 6 THÁNG ĐẦU NĂM 2024"], &[])]), "2024-6T");
}

#[test]
fn a_longer_name_is_another_body() {
    let named = |name: &str| unit(vec![info(PLAN, "6 tháng đầu năm 2024", "H-THOXUAN", name)]);
    for name in [
        "Ban Chỉ đạo PCKB huyện Thọ Xuân",
        "UBND H. Thọ Xuân (BCĐ PCKB)",
        "Ủy ban nhân dân huyện Thọ Xuân (UBND huyện)",
        "UBND huyen Tho Xuan",
        "UBND huyện Thọ Xuân, tỉnh Thanh Hóa",
    ] {
        assert_eq!(named(name), "H-THOXUAN", "{name}");
    }
    for name in [
        "Ngân hàng CSXH huyện Thọ Xuân",
        "UBND huyện Thọ Xuân - Xuân Lai",
        "Cong an xa Xuan Lai, huyen Tho Xuan",
        "Hạt Kiểm lâm Thọ Xuân",
        "huyện Yên Định",
    ] {
        assert_eq!(named(name), "conflict", "{name}");
    }
}

#[test]
fn the_lowest_line_of_a_letterhead_reports() {
    let beside = |above: &[&str], below: &[&str]| {
        unit(vec![
            info(PLAN, "6 tháng đầu năm 2024", "H-THOXUAN", "UBND huyện Thọ Xuân"),
            figures(above, below),
        ])
    };
    for (above, below) in [
        (
            &["UBND TỈNH THANH HÓA", "UBND HUYỆN THỌ XUÂN"][..],
            &["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"][..],
        ),
        (&["ỦY BAN NHÂN DÂN", "HUYỆN THỌ XUÂN"], &["TM. UBND HUYỆN THỌ XUÂN"]),
        (&["UBND HUYỆN THỌ XUÂN\nBAN CHỈ ĐẠO PCKB"], &["Nơi nhận:", "- UBND huyện Yên Định;"]),
        (&["SỐ LIỆU 6 THÁNG ĐẦU NĂM 2024", "Kính gửi: Công an tỉnh"], &["Người lập biểu"]),
    ] {
        assert_eq!(beside(above, below), "H-THOXUAN", "{above:?} {below:?}");
    }
    for (above, below) in [
        (&["UBND HUYỆN THỌ XUÂN", "UBND XÃ XUÂN LAI"][..], &[][..]),
        (&["ỦY BAN NHÂN DÂN XÃ XUÂN LAI"], &[]),
        (&["UBND HUYỆN THỌ XUÂN\nPHÒNG NỘI VỤ HUYỆN"], &[]),
        (&["SỐ LIỆU"], &["TM. UBND XÃ XUÂN LAI"]),
        (&["Đơn vị báo cáo: Công an xã Xuân Lai"], &[]),
        (&["UBND HUYỆN YÊN ĐỊNH"], &[]),
    ] {
        assert_eq!(beside(above, below), "conflict", "{above:?} {below:?}");
    }
    let signed = |post: &str| {
        let mut sheet = info(PLAN, "6 tháng đầu năm 2024", "H-THOXUAN", "UBND huyện Thọ Xuân");
        sheet.cells.extend(grid("", &[(9, 1, "Chức vụ người ký"), (9, 2, post)]).cells);
        unit(vec![sheet])
    };
    assert_eq!(
        ["Phó Chủ tịch", "Chủ tịch UBND huyện", "Phó Chủ tịch UBND huyện Thọ Xuân"].map(signed),
        ["H-THOXUAN"; 3]
    );
    assert_eq!(signed("Chủ tịch UBND xã Xuân Lai"), "conflict");
    assert_eq!(unit(vec![figures(&["UBND TỈNH THANH HÓA", "SỞ NỘI VỤ"], &[])]), "S-NV");
    assert_eq!(
        unit(vec![figures(&["NGÂN HÀNG NHÀ NƯỚC VIỆT NAM", "CHI NHÁNH THANH HÓA"], &[])]),
        "N-NHNN"
    );
    assert_eq!(unit(vec![figures(&["UBND HUYỆN THỌ XUÂN", "UBND XÃ XUÂN LAI"], &[])]), "");
}

#[test]
fn two_units_in_one_workbook_conflict() {
    let of = |code, name| info(PLAN, "6 tháng đầu năm 2024", code, name);
    let thoxuan = || of("H-THOXUAN", "UBND huyện Thọ Xuân");
    assert_eq!(unit(vec![thoxuan(), of("H-YENDINH", "UBND huyện Yên Định")]), "conflict");
    assert_eq!(unit(vec![thoxuan(), of("H-THOXUAN", "Huyện Thọ Xuân")]), "H-THOXUAN");
    let hidden = Grid { hidden: true, ..of("H-YENDINH", "UBND huyện Yên Định") };
    assert_eq!(unit(vec![thoxuan(), hidden]), "H-THOXUAN");
    // no unit, with the unit in the title as a suggestion
    let unknown = vec![of("", "UBND xã Xuân Lai"), figures(&["UBND HUYỆN YÊN ĐỊNH"], &[])];
    let (_, identity) = read(unknown);
    assert!(
        identity.unit.is_none()
            && !identity.conflict
            && identity.suggestions.contains(&"H-YENDINH".into())
    );
}
