//! The consolidated report.

use super::*;
use crate::model::plan::Sentence;

fn report_of(fixture: &Fixture) -> Letter {
    letter(fixture, "bao-cao.docx")
}

/// Returns the report with the given placement of appendices, and the names of all files.
fn placed(fixture: &Fixture, placement: AnnexPlacement) -> (Letter, Vec<String>) {
    let outcome = fixture.outcome();
    let written = all(&outcome, Lang::Vi, Revision::FIRST, &Days::new(), placement);
    let paths = written.iter().map(|written| written.path.clone()).collect();
    (written.into_iter().next().expect("a report").letter, paths)
}

#[test]
fn the_report_states_punctuality_in_words_and_by_group() {
    let report = report_of(&office().missing("A").arrived("C", Some(day(2024, 5, 3))));
    assert!(has(
        &report,
        "[Văn phòng kiểm tra rồi bỏ dòng này: số liệu tạm tính, tổng hợp được 2 trong 2 báo cáo đã nhận, trên tổng số 3 đơn vị]"
    ));
    assert!(has(
        &report,
        "Thời hạn gửi báo cáo là trước ngày 01/5/2024 (chậm nhất hết ngày 30/4/2024). Tính đến ngày 06/5/2024, đã nhận báo cáo của 2/3 đơn vị (01 đơn vị đúng hạn, 01 đơn vị chậm); còn 01 đơn vị quá thời hạn chưa gửi: Đơn vị A."
    ));
    let table = rows(&report, "02 báo cáo đã được tổng hợp.");
    assert_eq!(table, ["g1|2|1|1|0|0|1", "g2|1|1|0|1|0|0", "Cộng|3|2|1|1|0|1"]);
}

#[test]
fn superior_bodies_see_outstanding_reports_but_no_file_problems() {
    let fixture = office().unreadable("A", Unreadable::Encrypted).figure("B", "CT04", "12 buổi");
    let report = report_of(&fixture);
    assert!(has(
        &report,
        "02 báo cáo đã được tổng hợp, trong đó 01 báo cáo đang đề nghị đơn vị chỉnh sửa một số nội dung; 01 báo cáo đang đề nghị đơn vị gửi lại."
    ));
    for trouble in ["mật khẩu", "xlsx", "G101", "lỗi"] {
        assert!(!has(&report, trouble), "{trouble}");
    }
}

#[test]
fn a_report_of_all_units_is_not_provisional() {
    let report = report_of(&office());
    assert!(!has(&report, "số liệu tạm tính"));
    assert!(has(&report, "đã nhận báo cáo của 3/3 đơn vị"));
}

#[test]
fn the_report_is_addressed_upward_and_copied_to_others() {
    let closing = |report: &Letter| {
        let lines = lines(report);
        let place = lines.iter().position(|line| line.starts_with("Như trên")).expect("recipients");
        (lines[place - 1].ends_with("./.")).then(|| lines[place].clone())
    };
    let report = report_of(&office());
    assert!(has(&report, "Kính gửi: BCĐ quốc gia"));
    assert_eq!(
        closing(&report).as_deref(),
        Some("Như trên (để báo cáo); Các thành viên; Lưu: VT, TH")
    );
    assert!(has(&report, "[Văn phòng ghi: quyền hạn, chức vụ người ký]"));
    // full names are not among the recipients of copies
    let named = office().plan(|plan| {
        plan.office.addressees = vec!["Ban Chỉ đạo quốc gia".into(), "Thường trực Tỉnh ủy".into()];
        plan.office.recipients = vec!["Các thành viên".into()];
        plan.office.letter_symbol = "BCĐ-ANND".into();
    });
    let report = report_of(&named);
    assert!(has(&report, "Kính gửi: Ban Chỉ đạo quốc gia; Thường trực Tỉnh ủy"));
    assert_eq!(
        closing(&report).as_deref(),
        Some("Như trên (để báo cáo); Các thành viên; Lưu: VT, ANND")
    );
}

#[test]
fn the_plan_is_cited_with_number_day_and_issuer() {
    let cited = |fixture: Fixture| {
        let lines = lines(&report_of(&fixture));
        lines.into_iter().find(|line| line.starts_with("Thực hiện ")).expect("an opening")
    };
    assert!(cited(office()).starts_with(
        "Thực hiện Kế hoạch số […] ngày […] của […] về năm 2024 (mục III.2), kết quả 6 tháng đầu năm 2024"
    ));
    let set = office().plan(|plan| {
        plan.title = "Kế hoạch trọng tâm năm 2024".into();
        plan.citation.number = "…/KH-BCĐ".into();
        plan.citation.date = Some(day(2024, 3, 5));
        plan.citation.issuer = "Ban Chỉ đạo tỉnh".into();
    });
    assert!(has(&report_of(&set), "Kết quả thực hiện Kế hoạch trọng tâm 6 tháng đầu năm 2024"));
    assert!(cited(set).starts_with(
        "Thực hiện Kế hoạch số […]/KH-BCĐ ngày 05/3/2024 của Ban Chỉ đạo tỉnh về trọng tâm năm 2024"
    ));
}

#[test]
fn figures_use_the_plans_sentence_or_else_their_wording() {
    let fixture = office().number("C", "CT04", 1250.0);
    let usual = report_of(&fixture);
    assert!(
        has(
            &usual,
            "Số liệu các đơn vị báo cáo: chỉ tiêu CT03: 12 cuộc; chỉ tiêu CT04: 1.450 cuộc (3/3 đơn vị có số liệu)."
        ),
        "{:#?}",
        lines(&usual)
    );
    let spoken = |fixture: Fixture, sentence: &str| {
        let sentence = Sentence::parse(sentence).expect("a sentence");
        report_of(&fixture.plan(|plan| plan.tasks[0].sentence = sentence))
    };
    let both = spoken(office().number("C", "CT04", 1250.0), "tổ chức {CT04} buổi, {CT03} cuộc");
    assert!(has(&both, "Các đơn vị đã tổ chức 1.450 buổi, 12 cuộc (3/3 đơn vị có số liệu)."));
    // indicators that the sentence omits or that are 0 everywhere are listed
    let none = |fixture: Fixture, unit| fixture.number(unit, "CT03", 0.0).number(unit, "CT04", 0.0);
    let none = ["A", "B", "C"].into_iter().fold(office(), none);
    let none = spoken(none, "tổ chức {CT04} buổi");
    assert!(has(&none, "Không phát sinh: chỉ tiêu CT03; chỉ tiêu CT04 (3/3 đơn vị có số liệu)."));
    let unknown = |fixture: Fixture, unit| fixture.figure(unit, "CT04", "nhiều");
    let unknown = ["A", "B", "C"].into_iter().fold(office(), unknown);
    assert!(has(&report_of(&unknown), "Chưa có số liệu: chỉ tiêu CT04."));
}

#[test]
fn a_count_is_said_before_its_things_and_a_rate_behind_its_name() {
    use crate::model::indicator::Aggregation;
    let named = |name: &'static str, measure: &'static str, total: Aggregation| {
        let fixture = office().plan(move |plan| {
            let indicator = &mut plan.indicators[3];
            (indicator.name, indicator.measure) = (name.into(), measure.into());
            indicator.total = total;
        });
        lines(&report_of(&fixture)).join("\n")
    };
    let said = named("Cuộc họp", "cuộc", Aggregation::Sum);
    assert!(said.contains("; 300 cuộc họp (3/3"), "{said}");
    let said = named("Tỷ lệ hộ", "%", Aggregation::Mean);
    assert!(said.contains("; tỷ lệ hộ: 100% (3/3"), "{said}");
    let said = named("Điểm đánh giá", "điểm", Aggregation::Mean);
    assert!(said.contains("; điểm đánh giá: 100 điểm (3/3"), "{said}");
    // answers without a common figure are neither said nor missing
    let apart = named("Ngày họp", "ngày", Aggregation::None);
    assert!(!apart.contains("ngày họp"), "{apart}");
}

#[test]
fn the_figures_of_the_appendix_are_the_totals_of_the_outcome() {
    let fixture = office().figure("A", "CT01", "12 buổi").number("C", "CT04", 1250.0);
    let table = rows(&report_of(&fixture), "(Kèm theo Báo cáo số […]/BC-[…] ngày […] tháng");
    assert_eq!(table[0], "CT01|Chỉ tiêu CT01|cuộc|4|2|2|2");
    assert_eq!(table[3], "CT04|Chỉ tiêu CT04|cuộc|1.450|3|200|1.250");
}

#[test]
fn the_change_against_the_previous_period_is_over_the_same_units() {
    let fixture = office().before(false, &[("A", "CT04", "90"), ("B", "CT04", "80")]);
    let report = report_of(&fixture);
    assert!(
        has(
            &report,
            "So với kỳ 2024-Q1 (2 đơn vị có số liệu ở cả hai kỳ): chỉ tiêu CT04 tăng 30 cuộc (17,6%)."
        ),
        "{:#?}",
        lines(&report)
    );
    let table = rows(&report, "(Kèm theo Báo cáo số […]/BC-[…] ngày […] tháng");
    assert_eq!(table[3], "CT04|Chỉ tiêu CT04|cuộc|300|3|170|30|2|200|100");
    assert!(table[0].contains("||||"), "{}", table[0]);
    let last_year = fixture.plan(|plan| {
        let previous = plan.periods[0].previous.as_mut().expect("a period");
        previous.code = "2023-6T".into();
    });
    assert!(has(&report_of(&last_year), "So với cùng kỳ năm trước (2 đơn vị"));
}

#[test]
fn the_same_period_of_the_year_before_is_compared_with_beside_the_previous_one() {
    let mut fixture = office().before(true, &[("A", "CT04", "90")]);
    let figure = |unit: &str| (unit.into(), "CT04".into());
    fixture.inputs.year_before.figures =
        [(figure("A"), 80.into()), (figure("B"), 100.into())].into();
    let report = report_of(&fixture);
    assert!(
        has(
            &report,
            "So với cùng kỳ năm trước (2 đơn vị có số liệu ở cả hai kỳ): chỉ tiêu CT04 tăng 20 cuộc (11,1%)."
        ),
        "{:#?}",
        lines(&report)
    );
    // a sum is not compared with a part of its own period
    assert!(!has(&report, "So với kỳ 2024-Q1"));
}

#[test]
fn a_task_has_its_status_in_one_line_with_the_exceptions_named() {
    let fixture = office().task("B", "T1", Some("Đang triển khai"), Some("Đang làm."));
    assert!(has(
        &report_of(&fixture),
        "Tình trạng thực hiện: 3/3 đơn vị đã báo cáo nội dung này, gồm 01 đơn vị đang triển khai (Đơn vị B); 02 đơn vị hoàn thành."
    ));
    let silent = office().task("B", "T1", None, None);
    assert!(has(
        &report_of(&silent),
        "2/3 đơn vị đã báo cáo nội dung này, gồm 02 đơn vị hoàn thành; 01 đơn vị chưa nêu (Đơn vị B)."
    ));
}

fn proposing(fixture: Fixture, unit: &str, text: &str) -> Fixture {
    let text = words(text, Sheet::Tasks, 6);
    fixture.report(unit, |report| report.tasks[0].proposal = Some(text))
}

#[test]
fn identical_texts_are_merged_most_frequent_first() {
    let fixture = proposing(office(), "A", "Tăng biên chế.");
    let fixture = proposing(fixture, "B", "Cấp thêm kinh phí.");
    let fixture = proposing(fixture, "C", "cấp thêm  kinh phí");
    let report = report_of(&fixture);
    let lines = lines(&report);
    let first = lines.iter().position(|line| line == "2. Đề xuất, kiến nghị").expect("an item");
    assert_eq!(
        lines[first + 1..first + 3],
        [
            "- “Cấp thêm kinh phí” (02 đơn vị: Đơn vị B; Đơn vị C; mục T1 Kế hoạch).",
            "- “Tăng biên chế” (Đơn vị A; mục T1 Kế hoạch)."
        ]
    );
    assert!(has(&report, "Các đơn vị không nêu khó khăn, vướng mắc."));
}

#[test]
fn the_units_texts_are_verbatim_in_an_appendix() {
    let long = "Đã rà soát <kỹ> & ghi rõ; ".repeat(120);
    let fixture = proposing(proposing(office(), "A", "Cấp thêm kinh phí."), "B", &long);
    let fixture = proposing(fixture, "C", "Không").info("A", Field::Strengths, Some("Chủ động."));
    let report = report_of(&fixture.info("C", Field::Strengths, Some("Chủ động.")));
    assert!(has(&report, "- Nội dung dài (nguyên văn tại Phụ lục V) (Đơn vị B; mục T1 Kế hoạch)."));
    let own = format!("- Đơn vị B: “{}”", long.trim());
    assert_eq!(lines(&report).iter().filter(|line| **line == own).count(), 1);
    assert!(has(&report, "- Đơn vị A: “Cấp thêm kinh phí.”"));
    assert!(has(&report, "- Đơn vị A; Đơn vị C: “Chủ động.”./."));
    assert!(!has(&report, "“Không”"));
}

#[test]
fn appendices_are_in_the_report_or_in_a_separate_file_or_omitted() {
    let (within, paths) = placed(&office(), AnnexPlacement::Within);
    assert_eq!((within.parts.len(), paths), (5, vec!["bao-cao.docx".to_owned()]));
    assert!(has(&within, "kết quả cụ thể của từng đơn vị tại Phụ lục IV"));
    let (separate, paths) = placed(&office(), AnnexPlacement::Separate);
    assert_eq!((separate.parts.len(), paths), (1, vec!["bao-cao.docx".into(), ANNEXES.to_owned()]));
    assert!(has(&separate, "Phụ lục IV"));
    let (none, paths) = placed(&office(), AnnexPlacement::None);
    assert_eq!((none.parts.len(), paths), (1, vec!["bao-cao.docx".to_owned()]));
    assert!(!has(&none, "Phụ lục"));
}

#[test]
fn the_status_of_every_unit_is_in_a_table() {
    let fixture = office().missing("A").task("B", "T1", Some("Đang triển khai"), Some("Làm."));
    let report = report_of(&fixture);
    let lines = lines(&report);
    assert!(lines.contains(&"1|Đơn vị A|quá hạn||".to_owned()), "{lines:#?}");
    assert!(lines.iter().any(|line| line.starts_with("2|Đơn vị B|đúng hạn|ĐTK|")), "{lines:#?}");
}

#[test]
fn charts_show_who_reported_when_the_state_of_tasks_and_the_largest_changes() {
    let charts = |fixture: &Fixture| -> Vec<String> {
        let blocks = report_of(fixture).parts.swap_remove(0).blocks;
        let charts = blocks.into_iter().filter_map(|block| match block {
            Block::Chart(chart) => Some(format!("{:?} {:?}", chart.names, chart.series)),
            _ => None,
        });
        charts.collect()
    };
    let changed = office().before(false, &[("A", "CT04", "50")]).missing("C");
    let all = charts(&changed);
    assert_eq!(all.len(), 3);
    assert!(all[0].contains("\"30/4\"") && all[0].contains("numbers: [0, 0"), "{}", all[0]);
    assert!(
        all[1].starts_with("[\"CT04 Chỉ tiêu CT04\"]") && all[1].contains("[100]"),
        "{}",
        all[1]
    );
    assert!(all[2].starts_with("[\"T1 "), "{}", all[2]);
    // without a previous period nothing has changed, and without reports nobody is in
    assert_eq!(charts(&office()).len(), 2);
    let none = ["A", "B", "C"].into_iter().fold(office(), Fixture::missing);
    assert_eq!(charts(&none).len(), 1);
}

#[test]
fn compliance_over_the_periods_is_an_appendix_once_another_period_is_closed() {
    let before = "Phụ lục VI";
    assert!(!has(&report_of(&office()), "Qua 02 kỳ") && !has(&report_of(&office()), before));
    let report = report_of(&office().with_closed_period());
    assert!(
        has(
            &report,
            "Qua 02 kỳ báo cáo (quý I năm 2024; 6 tháng đầu năm 2024), 2/3 đơn vị gửi đúng hạn ở mọi kỳ phải báo cáo; 01 đơn vị có kỳ gửi chậm (Đơn vị A); chi tiết tại Phụ lục"
        ),
        "{:#?}",
        lines(&report)
    );
    let all = lines(&report);
    let title = all.iter().position(|line| line.starts_with("CHẤP HÀNH")).expect("an appendix");
    let table: Vec<&String> = all[title..].iter().filter(|line| line.contains('|')).collect();
    assert!(table[1].starts_with("1|Đơn vị A|chậm 03 ngày|đúng hạn|2|1|1|3|0|2|"), "{table:?}");
    assert!(table[2].starts_with("2|Đơn vị B|được miễn|đúng hạn|1|1|0|0|0|0|100"), "{table:?}");
    assert!(table[4].starts_with("3|Đơn vị C|–|đúng hạn|1|1|"), "{table:?}");
}
