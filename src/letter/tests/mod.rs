mod figures_only;
mod limits;
mod mailing;
mod reminders;
mod report;

use super::*;
use crate::model::decision::Ruling;
use crate::model::form::{Field, Sheet};
use crate::model::plan::Indicator;
use crate::model::submission::Unreadable;
use crate::rules::fixture::{Fixture, case, day, words};

/// Returns the small case with complete data of the office.
fn office() -> Fixture {
    office_of(case())
}

/// Returns a case with complete data of the office.
fn office_of(fixture: Fixture) -> Fixture {
    fixture.plan(|plan| {
        let office = &mut plan.office;
        office.issuer.body = "BAN CHỈ ĐẠO".into();
        office.name = "Văn phòng thường trực".into();
        office.place = "Thanh Hóa".into();
        office.recipients =
            ["BCĐ quốc gia (để b/c)", "Các thành viên", "Lưu: VT, TH"].map(str::to_owned).into();
        office.reporting_clause = "Định kỳ 6 tháng (trước 01/5), các đơn vị báo cáo.".into();
        office.reporting_clause_place = "mục III.2".into();
    })
}

fn written(fixture: &Fixture, lang: Lang) -> Vec<Written> {
    all(&fixture.outcome(), lang, Revision::FIRST, &Days::new(), AnnexPlacement::Within)
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

/// Returns the text of a letter, one line per block.
fn lines(letter: &Letter) -> Vec<String> {
    let row = |row: &TableRow| row.cells.iter().map(said).collect::<Vec<_>>().join("|");
    let block = |block: &Block| match block {
        Block::Head(head) => {
            vec![format!("{} {}", said(&head.number), head.about.clone().unwrap_or_default())]
        }
        Block::Addressees { label, names } => vec![format!("{label} {}", names.join("; "))],
        Block::Paragraph(_, line) => vec![said(line)],
        Block::Table(table) => table.rows.iter().map(row).collect(),
        Block::Chart(chart) => vec![chart.title.vi.to_owned()],
        Block::Closing(closing) => {
            let recipients: Vec<String> = closing.recipients.iter().map(said).collect();
            vec![recipients.join("; "), said(&closing.post)]
        }
    };
    letter.parts.iter().flat_map(|part| &part.blocks).flat_map(block).collect()
}

fn has(letter: &Letter, text: &str) -> bool {
    lines(letter).iter().any(|line| line.contains(text))
}

/// Returns the rows of the table after a paragraph with this beginning.
fn rows(letter: &Letter, before: &str) -> Vec<String> {
    let lines = lines(letter);
    let start = lines.iter().position(|line| line.starts_with(before)).expect("a paragraph");
    lines.into_iter().skip(start + 1).take_while(|line| line.contains('|')).collect()
}

#[test]
fn no_letter_is_written_without_need() {
    assert_eq!(paths(&office()), ["bao-cao.docx"]);
}

#[test]
fn files_unreadable_only_on_this_machine_cause_no_letter() {
    let faulty = office().figure("A", "CT04", "12 buổi");
    assert!(paths(&faulty).contains(&"tra-lai/A.docx".to_owned()));
    let mut unread = faulty.another("A", "16/BC-A", day(2024, 4, 27), |_| {});
    let later = unread.inputs.submissions.last_mut().expect("a file");
    later.content =
        crate::model::submission::Content::Unread(crate::msg!("thiếu bộ nhớ", "short of memory"));
    assert_eq!(paths(&unread), ["bao-cao.docx"]);
}

#[test]
fn a_unit_learns_what_to_correct_the_most_severe_first() {
    let fixture = office().figure("A", "CT04", "12 buổi").number("A", "CT01", 7.0);
    let letter = letter(&fixture, "tra-lai/A.docx");
    let table = rows(&letter, "Đề nghị đơn vị rà soát, chỉnh sửa");
    assert_eq!(table.len(), 2);
    assert!(
        table[0].starts_with(
            "1|Chỉ tiêu CT04 (Chỉ tiêu CT04)\nTrang “Số liệu”, ô D5|12 buổi|“12 buổi” không phải là một số|"
        ),
        "{}",
        table[0]
    );
    assert!(!table.iter().any(|row| row.contains("G101") || row.contains("C105")), "{table:?}");
    assert!(has(&letter, "số 15/BC-A, nhận ngày 26/4/2024"));
    assert!(has(
        &letter,
        "báo cáo còn 01 nội dung cần chỉnh sửa và 01 nội dung cần xem lại; số liệu liên quan tạm thời chưa đưa vào tổng hợp."
    ));
    assert!(has(&letter, "ô “Thay thế báo cáo số” của biểu mẫu gửi trả đã ghi sẵn “15/BC-A”"));
    assert!(!has(&letter, "xlsx"), "everything fits on the page");
}

#[test]
fn only_reports_with_errors_are_returned() {
    let fixture =
        office().missing("A").number("B", "CT01", 7.0).unreadable("C", Unreadable::Encrypted);
    assert_eq!(paths(&fixture), ["bao-cao.docx", "don-doc/qua-han-g1.docx", "tra-lai/C.docx"]);
    let letter = letter(&fixture, "tra-lai/C.docx");
    assert!(has(&letter, "V/v gửi lại tệp báo cáo 6 tháng đầu năm 2024"));
    assert!(has(&letter, "tệp gửi kèm không mở được hoặc không phải là bảng tính"));
    assert!(rows(&letter, "Đề nghị đơn vị kiểm tra và gửi lại")[0].starts_with("1|C.xlsx|–|"));
}

#[test]
fn findings_beyond_the_page_are_counted() {
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
    assert!(has(
        &letter,
        &format!("Còn {left} nội dung cần chỉnh sửa, ghi đủ trong biểu mẫu gửi trả")
    ));
    assert!(has(&letter, "A.xlsx"));
}

#[test]
fn text_to_be_written_by_hand_is_a_gap() {
    let gaps = |letter: &Letter| -> Vec<String> {
        let blocks = letter.parts.iter().flat_map(|part| &part.blocks);
        let lines = blocks.flat_map(|block| match block {
            Block::Head(head) => vec![&head.number, &head.dated],
            Block::Paragraph(_, line) => vec![line],
            Block::Closing(closing) => vec![&closing.post, &closing.signer],
            Block::Addressees { .. } | Block::Table(_) | Block::Chart(_) => Vec::new(),
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
            gaps.len() >= 5 && gaps.iter().all(|gap| gap.starts_with('[') && gap.ends_with(']')),
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
