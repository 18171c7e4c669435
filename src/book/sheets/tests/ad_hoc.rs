//! Ad hoc reports in the workbook.

use super::*;

#[test]
fn ad_hoc_reports_are_listed_with_the_periods_incidents() {
    let day = |d| Some(day(2024, 3, d));
    let beside = case()
        .report("A", |report| {
            report.incidents.push(crate::rules::fixture::incident(
                day(9),
                "Cháy rừng",
                &"nhan/P/A.xlsx".into(),
            ));
        })
        .ad_hoc("A", "1/BC", &[(day(9), "Cháy rừng"), (None, "Chưa rõ")])
        .ad_hoc("B", "2/BC", &[(day(2), "Sạt lở")]);
    let rows = lines(&book(&beside), INCIDENTS);
    let expected = [
        "1|B|Đơn vị B|2024-03-02||Sạt lở|||đột xuất|2024-04-22|theo ngày ký|nhan/2024-DX/B-2-BC.xlsx|Đột xuất!D2",
        "2|A|Đơn vị A|2024-03-09||Cháy rừng|||cả hai|2024-04-26|theo sổ văn bản đến|nhan/2024-DX/A-1-BC.xlsx|Đột xuất!D2",
        "3|A|Đơn vị A|chưa rõ ngày||Chưa rõ|||đột xuất|2024-04-22|theo ngày ký|nhan/2024-DX/A-1-BC.xlsx|Đột xuất!D2",
    ];
    assert_eq!(rows, expected);
    assert!(
        lines(&book(&beside), SOURCES).iter().any(|line| line.contains("nhan/2024-DX/B-2-BC.xlsx"))
    );
}

#[test]
fn the_ad_hoc_workbook_names_the_period_of_each_incident_and_has_no_figures() {
    let fixture = case()
        .ad_hoc(
            "A",
            "1/BC",
            &[(Some(day(2024, 4, 30)), "Trong kỳ"), (Some(day(2024, 5, 1)), "Ngoài kỳ")],
        )
        .for_ad_hoc_period();
    let book = book(&fixture);
    let periods: Vec<String> = lines(&book, INCIDENTS)
        .iter()
        .map(|line| line.split('|').nth(8).unwrap_or_default().to_owned())
        .collect();
    assert_eq!(periods, ["2024-6T", "ngoài các kỳ"]);
    for name in [FIGURES, RESULTS, PROPOSALS, DOCUMENTS] {
        assert_eq!(lines(&book, name), [""; 0], "{name}");
    }
    assert!(
        lines(&book, OVERVIEW)
            .join("\n")
            .contains("Đã nhận 1 báo cáo đột xuất của 1 đơn vị, 2 vụ việc")
    );
    assert_eq!(sheet(&book, OVERVIEW).charts.len(), 0);
}
