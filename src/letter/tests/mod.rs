mod limits;
mod reminders;

use super::*;
use crate::model::decision::Ruling;
use crate::model::form::{Field, Sheet};
use crate::model::plan::Indicator;
use crate::model::submission::Unreadable;
use crate::rules::fixture::{Fixture, case, day, words};

/// The small case with an office that has all its names.
fn office() -> Fixture {
    office_of(case())
}

/// A case with an office that has all its names.
fn office_of(fixture: Fixture) -> Fixture {
    fixture.plan(|plan| {
        let office = &mut plan.office;
        office.body = "BAN CHỈ ĐẠO".into();
        office.name = "Văn phòng thường trực".into();
        office.place = "Thanh Hóa".into();
        office.recipients =
            ["BCĐ quốc gia (để b/c)", "Các thành viên", "Lưu: VT, TH"].map(str::to_owned).into();
        office.reporting_clause = "Định kỳ 6 tháng (trước 01/5), các đơn vị báo cáo.".into();
        office.reporting_clause_place = "mục III.2".into();
    })
}

fn written(fixture: &Fixture, lang: Lang) -> Vec<Written> {
    all(&fixture.outcome(), lang, Revision::FIRST, &Days::new())
}

fn paths(fixture: &Fixture) -> Vec<String> {
    written(fixture, Lang::Vi).into_iter().map(|written| written.path).collect()
}

fn letter(fixture: &Fixture, path: &str) -> Letter {
    let letters = written(fixture, Lang::Vi).into_iter();
    letters
        .filter(|written| written.path == path)
        .map(|written| written.letter)
        .next()
        .expect("a letter")
}

fn said(line: &Line) -> String {
    line.iter().map(|piece| piece.text.as_str()).collect()
}

/// What stands in a letter, a block a line.
fn lines(letter: &Letter) -> Vec<String> {
    let row = |row: &TableRow| row.cells.iter().map(said).collect::<Vec<_>>().join("|");
    let block = |block: &Block| match block {
        Block::Head(head) => {
            vec![format!("{} {}", said(&head.number), head.about.clone().unwrap_or_default())]
        }
        Block::Addressees { label, names } => vec![format!("{label} {}", names.join("; "))],
        Block::Paragraph(_, line) => vec![said(line)],
        Block::Table(table) => table.rows.iter().map(row).collect(),
        Block::Closing(closing) => vec![closing.recipients.join("; "), said(&closing.post)],
    };
    letter.parts.iter().flat_map(|part| &part.blocks).flat_map(block).collect()
}

fn has(letter: &Letter, text: &str) -> bool {
    lines(letter).iter().any(|line| line.contains(text))
}

/// The rows of the table behind a paragraph that begins so.
fn rows(letter: &Letter, before: &str) -> Vec<String> {
    let lines = lines(letter);
    let start = lines.iter().position(|line| line.starts_with(before)).expect("a paragraph");
    lines.into_iter().skip(start + 1).take_while(|line| line.contains('|')).collect()
}

#[test]
fn no_letter_is_written_where_nothing_is_owed() {
    assert_eq!(paths(&office()), ["bao-cao.docx"]);
}

#[test]
fn no_letter_goes_to_a_unit_for_what_this_machine_could_not_read() {
    let faulty = office().figure("A", "CT04", "12 buổi");
    assert!(paths(&faulty).contains(&"tra-lai/A.docx".to_owned()));
    let mut unread = faulty.another("A", "16/BC-A", day(2024, 4, 27), |_| {});
    let later = unread.inputs.submissions.last_mut().expect("a file");
    later.content =
        crate::model::submission::Content::Unread(crate::msg!("thiếu bộ nhớ", "short of memory"));
    assert_eq!(paths(&unread), ["bao-cao.docx"]);
}

#[test]
fn a_unit_learns_what_to_mend_the_gravest_first() {
    let fixture = office().figure("A", "CT04", "12 buổi").number("A", "CT01", 7.0);
    let letter = letter(&fixture, "tra-lai/A.docx");
    let table = rows(&letter, "Đề nghị đơn vị rà soát, chỉnh sửa");
    let codes: Vec<&str> = table.iter().filter_map(|row| row.rsplit('|').next()).collect();
    assert_eq!(codes, ["G101\nlỗi", "C105\ncảnh báo"]);
    assert!(
        table[0].starts_with("1|“Số liệu”\nD5|12 buổi|CT04: “12 buổi” không phải là một số|"),
        "{}",
        table[0]
    );
    assert!(has(&letter, "số 15/BC-A, nhận ngày 26/4/2024"));
    assert!(has(&letter, "có 1 lỗi phải sửa và 1 điều cần xem lại"));
    assert!(has(&letter, "ô “Thay thế báo cáo số” của biểu mẫu gửi trả đã ghi sẵn “15/BC-A”"));
    assert!(!has(&letter, "xlsx"), "everything fits on the page");
}

#[test]
fn only_units_that_sent_something_with_an_error_get_it_back() {
    let fixture =
        office().missing("A").number("B", "CT01", 7.0).unreadable("C", Unreadable::Encrypted);
    assert_eq!(paths(&fixture), ["bao-cao.docx", "don-doc/qua-han-g1.docx", "tra-lai/C.docx"]);
    let letter = letter(&fixture, "tra-lai/C.docx");
    assert!(has(&letter, "chưa đọc được tệp"));
    assert!(rows(&letter, "Đề nghị đơn vị rà soát, chỉnh sửa")[0].starts_with("1|C.xlsx|–|"));
}

#[test]
fn what_does_not_fit_on_the_page_is_counted() {
    let codes: Vec<String> = (0..60).map(|place| format!("X{place}")).collect();
    let indicator =
        |code: &String, like: &Indicator| Indicator { code: code.as_str().into(), ..like.clone() };
    let mut fixture = office().plan(|plan| {
        let like = plan.indicators[4].clone();
        plan.indicators.extend(codes.iter().map(|code| indicator(code, &like)));
    });
    fixture = fixture.report("A", |report| {
        let like = report.figures[4].clone();
        report.figures.extend(codes.iter().map(|code| crate::model::submission::Figure {
            indicator: code.as_str().into(),
            ..like.clone()
        }));
    });
    let fixture = codes.iter().fold(fixture, |fixture, code| fixture.figure("A", code, "mười hai"));
    let letter = letter(&fixture, "tra-lai/A.docx");
    let shown = rows(&letter, "Đề nghị đơn vị rà soát, chỉnh sửa").len();
    assert!((4..20).contains(&shown), "{shown}");
    let left = 60 - shown;
    assert!(has(&letter, &format!("Còn {left} lỗi, ghi đủ trong biểu mẫu trả lại")));
    assert!(has(&letter, "A.xlsx"));
}

#[test]
fn the_report_tells_who_was_on_time_in_words_and_by_group() {
    let report = letter(&office().missing("A").arrived("C", Some(day(2024, 5, 3))), "bao-cao.docx");
    assert!(has(&report, "TỔNG HỢP TẠM: mới có báo cáo của 2/3 đơn vị, còn thiếu 1 đơn vị"));
    let table = rows(
        &report,
        "Thời hạn gửi báo cáo: trước 01/5/2024. Đến ngày 06/5/2024, đã có 2/3 đơn vị gửi báo cáo: 1 đúng hạn, 1 chậm; 1 đơn vị quá hạn chưa gửi.",
    );
    assert_eq!(table, ["g1|2|1|1|0|0|1", "g2|1|1|0|1|0|0", "Cộng|3|2|1|1|0|1"]);
    assert!(has(&report, "Gửi chậm (1): Đơn vị C (chậm 3 ngày)."));
    assert!(has(&report, "Quá hạn chưa gửi, g1 (1): Đơn vị A."));
}

#[test]
fn a_report_of_all_units_is_not_provisional() {
    let report = letter(&office(), "bao-cao.docx");
    assert!(!has(&report, "TỔNG HỢP TẠM") && has(&report, "Không thiếu báo cáo của đơn vị nào."));
}

#[test]
fn the_report_goes_up_to_those_it_is_for_and_copies_to_the_others() {
    let report = letter(&office(), "bao-cao.docx");
    assert!(has(&report, "Kính gửi: BCĐ quốc gia"));
    let closing = lines(&report)
        .into_iter()
        .position(|line| line == "Như trên; Các thành viên; Lưu: VT, TH")
        .expect("recipients");
    assert_eq!(
        lines(&report)[closing + 1],
        "[Văn phòng ghi: TRƯỞNG BAN, hoặc KT. TRƯỞNG BAN, PHÓ TRƯỞNG BAN]"
    );
    assert!(lines(&report)[closing - 1].ends_with("./."));
}

#[test]
fn the_figures_are_the_totals_of_the_outcome() {
    let fixture = office().figure("A", "CT01", "12 buổi").number("C", "CT04", 1250.0);
    let report = letter(&fixture, "bao-cao.docx");
    let outcome = fixture.outcome();
    let totals = outcome.consolidation.totals.iter().map(|total| format!("{}/3", total.all.units));
    let table = rows(&report, "Chỉ cộng số liệu không có lỗi");
    assert_eq!(
        table
            .iter()
            .map(|row| row.rsplit('|').next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>(),
        totals.collect::<Vec<_>>()
    );
    assert_eq!(table[0], "CT01|Chỉ tiêu CT01|cuộc|4|2/3");
    assert_eq!(table[3], "CT04|Chỉ tiêu CT04|cuộc|1.450|3/3");
    assert_eq!(
        rows(&report, "(Kèm theo Báo cáo")[3],
        "CT04|Chỉ tiêu CT04|cuộc|1.450|3/3|200|1.250"
    );
}

#[test]
fn the_period_before_stands_beside_the_totals_where_it_is_known() {
    let fixture = office().before(false, &[("A", "CT04", "90"), ("B", "CT04", "80")]);
    let table = rows(&letter(&fixture, "bao-cao.docx"), "Chỉ cộng số liệu không có lỗi");
    assert_eq!(table[3], "CT04|Chỉ tiêu CT04|cuộc|300|3/3|170|30");
    assert!(table[0].ends_with("||"), "{}", table[0]);
}

#[test]
fn statuses_name_units_and_a_group_by_those_it_lacks() {
    let fixture = office().task("B", "T1", Some("Đang triển khai"), Some("Đang làm."));
    let report = letter(&fixture, "bao-cao.docx");
    assert_eq!(
        rows(&report, "3/3 đơn vị được giao nhiệm vụ đã trả lời"),
        ["Đang triển khai|1|Đơn vị B", "Hoàn thành|2|Đơn vị A\nĐơn vị C"]
    );
    let wider = fixture.plan(|plan| {
        // A and B with T2 say the same
        plan.tasks.reverse();
    });
    assert!(has(&letter(&wider, "bao-cao.docx"), "Hoàn thành|3|cả 2 đơn vị khối “g1”\nĐơn vị C"));
}

#[test]
fn the_units_own_words_stand_unchanged_and_what_is_said_alike_once() {
    let long = "Đã rà soát <kỹ> & ghi rõ; ".repeat(120);
    let proposing = |fixture: Fixture, unit: &str, text: &str| {
        let text = words(text, Sheet::Tasks, 6);
        fixture.report(unit, |report| report.tasks[0].proposal = Some(text))
    };
    let fixture = proposing(
        proposing(proposing(office(), "A", "Cấp thêm kinh phí."), "B", &long),
        "C",
        "Không",
    );
    let fixture = fixture.info("A", Field::Strengths, Some("Chủ động.")).info(
        "C",
        Field::Strengths,
        Some("Chủ động."),
    );
    let report = letter(&fixture, "bao-cao.docx");
    assert!(has(&report, "- Đơn vị A: “Cấp thêm kinh phí.”"));
    assert!(has(&report, "- Ghi không có (1 đơn vị): Đơn vị C."));
    assert!(has(&report, "- Đơn vị B: nguyên văn ở Phụ lục III."));
    let own = format!("“{}”", long.trim());
    assert_eq!(lines(&report).iter().filter(|line| line.starts_with(&own)).count(), 1);
    let lines = lines(&report);
    let said = lines.iter().position(|line| line == "Đơn vị A; Đơn vị C:").expect("both units");
    assert_eq!(lines[said + 1], "“Chủ động.”");
}

#[test]
fn what_a_person_must_write_is_a_gap_in_brackets() {
    let gaps = |letter: &Letter| -> Vec<String> {
        let blocks = letter.parts.iter().flat_map(|part| &part.blocks);
        let lines = blocks.flat_map(|block| match block {
            Block::Head(head) => vec![&head.number, &head.dated],
            Block::Paragraph(_, line) => vec![line],
            Block::Closing(closing) => vec![&closing.post, &closing.signer],
            Block::Addressees { .. } | Block::Table(_) => Vec::new(),
        });
        lines
            .flatten()
            .filter(|piece| piece.look == Look::Gap)
            .map(|piece| piece.text.clone())
            .collect()
    };
    let fixture = office().missing("A").figure("B", "CT04", "12 buổi");
    for Written { path, letter } in written(&fixture, Lang::Vi) {
        let gaps = gaps(&letter);
        assert!(
            gaps.len() >= 6 && gaps.iter().all(|gap| gap.starts_with('[') && gap.ends_with(']')),
            "{path}: {gaps:?}"
        );
        assert!(gaps.contains(&"[Văn phòng ghi: họ và tên người ký]".to_owned()), "{path}");
    }
    assert!(
        gaps(&letter(&fixture, "bao-cao.docx"))
            .contains(&"[Văn phòng ghi: nguyên nhân]".to_owned())
    );
}

#[test]
fn letters_in_english_have_the_same_blocks() {
    let fixture = office().missing("A").figure("B", "CT04", "12 buổi");
    let shape = |letter: &Letter| -> Vec<usize> {
        letter.parts.iter().map(|part| part.blocks.len()).collect()
    };
    for (vi, en) in written(&fixture, Lang::Vi).iter().zip(written(&fixture, Lang::En)) {
        assert_eq!((&vi.path, shape(&vi.letter)), (&en.path, shape(&en.letter)));
        assert!(lines(&en.letter).iter().any(|line| line.starts_with("No.: […]")), "{}", en.path);
    }
}
