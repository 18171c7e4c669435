//! The report of a plan without tasks.

use super::*;

#[test]
fn parts_about_tasks_are_left_out() {
    let report = letter(&office_of(case().of_figures_only()), "bao-cao.docx");
    let lines = lines(&report);
    let titles: Vec<&str> = lines
        .iter()
        .map(String::as_str)
        .filter(|line| {
            ["I. ", "II. ", "III. ", "IV. ", "V. "].iter().any(|no| line.starts_with(no))
        })
        .collect();
    assert_eq!(
        titles,
        [
            "I. TÌNH HÌNH GỬI BÁO CÁO",
            "II. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU",
            "III. ĐÁNH GIÁ CHUNG",
            "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM"
        ]
    );
    assert!(lines.iter().all(|line| !line.contains("Tình trạng thực hiện")), "{lines:#?}");
    assert!(lines.contains(&"TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC ĐƠN VỊ".to_owned()), "{lines:#?}");
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("- ") && line.ends_with("(3/3 đơn vị có số liệu).")),
        "{lines:#?}"
    );
}
