use super::*;

#[test]
fn a_document_is_recognized_by_its_number_among_other_words() {
    let signed = NaiveDate::from_ymd_opt(2024, 4, 22);
    for words in [
        "139/BC-UBND",
        "139",
        "Báo cáo số 139",
        "BC 139",
        "số 139 ngày 22/4/2024",
        "Thay thế Báo cáo số 139/BC-UBND ngày 22 tháng 4 năm 2024",
        "BC số 0139",
        "139 /bc-ubnd (bản đã gửi)",
        "Số: 139",
        "bổ sung cho báo cáo 139",
    ] {
        assert!(names_document(words, "139/BC-UBND", signed), "{words}");
    }
    for words in [
        "",
        "13",
        "1390",
        "139/KH-UBND",
        "số 139 ngày 21/4/2024",
        "139 và 140",
        "Báo cáo tháng 4",
        "139/BC-UBND ngày 1/4/2024",
    ] {
        assert!(!names_document(words, "139/BC-UBND", signed), "{words}");
    }
    assert!(!names_document("", "", None));
}

#[test]
fn folders_with_a_date_in_another_format_are_reported() {
    for folder in [
        "28.4",
        "28-4-2024",
        "28-4-2024 lan 2",
        "ngày 28 tháng 4",
        "ngay 28 thang 4",
        "20240428",
        "2024.04.28",
        "28_4",
        "Nhận 28.04.2024",
        "28/4".replace('/', "-").as_str(),
    ] {
        let file = format!("nhan/2024-6T/{folder}/a.xlsx");
        assert_eq!(folder_with_other_date(&file), Some(folder));
    }
    for folder in
        ["2024-04-28", "Huyện Thọ Xuân", "Đợt 1", "6 tháng 2024", "2024-6T", "tháng 4", "TT 32"]
    {
        assert_eq!(
            folder_with_other_date(&format!("nhan/2024-6T/{folder}/a.xlsx")),
            None,
            "{folder}"
        );
    }
    assert_eq!(folder_with_other_date("nhan/2024-6T/a 28.4.xlsx"), None);
}

#[test]
fn a_number_without_its_symbol_is_recognized() {
    assert!(is_number_alone("Số 0215", "215/BC-UBND"));
    for (a, b) in [("21", "215/BC-UBND"), ("215/KH-UBND", "215/BC-UBND"), ("", ""), ("BC", "BC")] {
        assert!(!is_number_alone(a, b), "{a} {b}");
    }
}

#[test]
fn symbols_are_compared_regardless_of_spelling() {
    assert!(same_symbol("05/BC-UBND", "5 /BC - UBND"));
    assert!(same_symbol("Số: 15/BC-SYT", "15/bc-syt"));
    assert!(!same_symbol("15/BC-UBND", "51/BC-UBND"));
    assert!(!same_symbol("", ""));
}
