//! The register of incoming documents, and received dates.

use super::form::{Form, TT, day};
use super::inbox::{Inbox, lines};
use super::judged::Judged;
use tonghop::book::{Area, Cell, Role};

const SUBJECT: &str = "Báo cáo kết quả công tác phòng, chống khủng bố 6 tháng đầu năm 2024";
const OTHER: [&str; 5] =
    ["2024-05-03", "Ủy ban nhân dân huyện Hà Trung", "172/BC-UBND", "2024-04-16", SUBJECT];
const OWN: [&str; 5] =
    ["2024-05-03", "Ủy ban nhân dân huyện Thọ Xuân", "215/BC-UBND", "2024-04-22", SUBJECT];

fn judged(register: &[u8]) -> Judged {
    let mut inbox = Inbox::new();
    inbox.put("bc.xlsx", &Form::filled().bytes()).register(register).judged("2024-05-06")
}

/// Returns the punctuality of the unit, with the days late and the evidence.
fn said(judged: &Judged) -> String {
    let line = judged.line();
    format!(
        "{} {} {}",
        line["punctuality"].as_str().unwrap(),
        line["days_late"],
        line["received"]["evidence"].as_str().unwrap_or("-")
    )
}

/// Returns whether a finding is about the register.
fn is_of_register(judged: &Judged) -> bool {
    judged.findings().any(|finding| finding.to_string().contains("so-den"))
}

#[test]
fn the_register_gives_the_received_date() {
    let judged = judged(&lines(&[OTHER, OWN], |_| ()));
    assert_eq!(said(&judged), "late 3 register", "{:?}", judged.codes());
}

#[test]
fn a_day_without_a_year_is_read() {
    let judged = judged(&lines(&[OTHER, ["3/5", OWN[1], OWN[2], OWN[3], OWN[4]]], |_| ()));
    assert_eq!(said(&judged), "late 3 register", "{:?}", judged.codes());
}

#[test]
fn a_date_merged_over_lines_applies_to_each() {
    for area in [Area::new(1, 0, 2, 0), Area::new(1, 0, 3, 0)] {
        let blank = ["", OWN[1], OWN[2], OWN[3], OWN[4]];
        let third = ["", "Sở Nội vụ", "57/BC-NV", "2024-04-17", SUBJECT];
        let judged = judged(&lines(&[OTHER, blank, third], |sheet| sheet.merges.push(area)));
        assert_eq!(said(&judged), "late 3 register", "{:?}", judged.codes());
    }
}

#[test]
fn an_author_merged_over_lines_applies_to_each() {
    let first = [OTHER[0], OWN[1], "200/BC-UBND", "2024-04-20", "Báo cáo công tác khác"];
    let second = [OWN[0], "", OWN[2], OWN[3], OWN[4]];
    let judged = judged(&lines(&[first, second], |sheet| sheet.merges.push(Area::new(1, 2, 2, 2))));
    assert_eq!(said(&judged), "late 3 register", "{:?}", judged.codes());
}

#[test]
fn an_unreadable_line_is_reported_and_the_others_are_read() {
    let after = ["2024-05-02", "Sở Nội vụ", "57/BC-NV", "2024-04-30", SUBJECT];
    let lines_of = [
        ("no day", ["", OWN[1], OWN[2], OWN[3], OWN[4]]),
        ("a withdrawn line", [OWN[0], OWN[1], OWN[2], OWN[3], "Báo cáo 6 tháng (đã trả lại)"]),
        ("a ditto mark", ["\"", OWN[1], OWN[2], OWN[3], OWN[4]]),
        ("ditto in words", ["nt", OWN[1], OWN[2], OWN[3], OWN[4]]),
        ("no author", [OWN[0], "", OWN[2], OWN[3], OWN[4]]),
        ("no such day", ["31/4/2024", OWN[1], OWN[2], OWN[3], OWN[4]]),
    ];
    for (about, line) in lines_of {
        let mut inbox = Inbox::new();
        inbox.put("bc.xlsx", &Form::filled().bytes()).put("nv.xlsx", &Form::of("S-NV").bytes());
        let judged = inbox.register(&lines(&[OTHER, line, after], |_| ())).judged("2024-05-06");
        assert!(
            judged.has("N107") && is_of_register(&judged),
            "{about}: {} {:?}",
            said(&judged),
            judged.codes()
        );
    }
}

#[test]
fn a_line_that_contradicts_the_report_is_no_evidence() {
    let of_report = |line: [&str; 5]| judged(&lines(&[OTHER, line], |_| ()));
    let before = of_report(["2024-02-26", OWN[1], OWN[2], "2024-02-25", "Báo cáo công tác khác"]);
    assert_ne!(before.line()["received"]["evidence"], "register", "{:?}", before.codes());
    let earlier = of_report(["2024-04-20", OWN[1], OWN[2], OWN[3], OWN[4]]);
    assert_ne!(
        earlier.line()["received"]["evidence"],
        "register",
        "before it was signed {:?}",
        earlier.codes()
    );
    assert!(earlier.has("N107"), "{:?}", earlier.codes());
    let future = of_report(["2024-06-03", OWN[1], OWN[2], OWN[3], OWN[4]]);
    assert_ne!(future.line()["received"]["evidence"], "register", "{:?}", future.codes());

    // the report of the year has the number of a report in February
    let mut inbox = Inbox::of("2024-NAM");
    let mut form = Form::filled();
    form.put(TT, "C6", "năm 2024")
        .put(TT, "C10", day(11, 5))
        .put(TT, "C9", "45/BC-UBND")
        .without_stamp();
    let line = [
        "2024-02-26",
        "UBND huyện Thọ Xuân",
        "45/BC-UBND",
        "2024-02-25",
        "Báo cáo kết quả thực hiện công tác PCKB",
    ];
    let judged =
        inbox.put("bc.xlsx", &form.bytes()).register(&lines(&[line], |_| ())).judged("2024-11-10");
    let on_time: Vec<_> = judged.facts()["units"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|unit| unit["punctuality"] == "on-time")
        .collect();
    assert!(on_time.is_empty(), "{on_time:?}");
}

#[test]
fn every_sheet_of_a_register_is_read() {
    let mut book = tonghop::book::Book::default();
    for (name, rows) in [
        ("Tháng 4", [["2024-04-16", "Sở Nội vụ", "57/BC-NV", "2024-04-15", SUBJECT]]),
        ("Tháng 5", [OWN]),
    ] {
        let mut sheet = tonghop::book::Sheet { name: name.to_owned(), ..Default::default() };
        let headings = [
            "Ngày đến",
            "Số đến",
            "Tác giả",
            "Số, ký hiệu",
            "Ngày tháng",
            "Tên loại và trích yếu nội dung",
        ];
        sheet.push(headings.map(|heading| Cell::text(heading, Role::Heading)).into());
        for [on, author, number, written, subject] in rows {
            let day = |text: &str| {
                Cell::day(chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap(), Role::Day)
            };
            let words = |text: &str| Cell::text(text, Role::Text);
            sheet.push(vec![
                day(on),
                Cell::number(1, Role::Code),
                words(author),
                words(number),
                day(written),
                words(subject),
            ]);
        }
        book.sheets.push(sheet);
    }
    let judged = judged(&tonghop::xlsx::write(&book).unwrap());
    assert_eq!(said(&judged), "late 3 register", "{:?}", judged.codes());
}

#[test]
fn other_wordings_of_register_headings_are_recognized() {
    for words in ["Nơi gửi", "Cơ quan gửi", "Nơi gửi VB", "Tác giả VB"] {
        let register =
            lines(&[OTHER, OWN], |sheet| sheet.rows[0].cells[2] = Cell::text(words, Role::Heading));
        let judged = judged(&register);
        assert!(
            said(&judged) == "late 3 register" || judged.has("N107"),
            "{words}: {} {:?}",
            said(&judged),
            judged.codes()
        );
    }
}

#[test]
fn a_dated_folder_is_evidence_also_for_duplicates() {
    let mut form = Form::filled();
    form.put(TT, "C10", day(4, 30));
    let bytes = form.bytes();
    let mut inbox = Inbox::new();
    let judged =
        inbox.put("zz/x.xlsx", &bytes).put("2024-05-02/bc.xlsx", &bytes).judged("2024-05-06");
    assert_eq!(said(&judged), "late 2 folder", "{:?}", judged.codes());
}

#[test]
fn a_dated_folder_in_an_archive_or_of_an_impossible_date_is_no_evidence() {
    let report = Form::filled().bytes();
    let mut inbox = Inbox::new();
    let archive = super::inbox::zipped(&[("2024-04-23/bc.xlsx", &report)]);
    let judged = inbox.put("bc.zip", &archive).judged("2024-05-06");
    assert_ne!(judged.line()["received"]["evidence"], "folder");
    for folder in ["2024-04-01", "2024-05-30", "2023-04-24"] {
        let mut inbox = Inbox::new();
        let judged = inbox.put(&format!("{folder}/bc.xlsx"), &report).judged("2024-05-06");
        assert_ne!(judged.line()["received"]["evidence"], "folder", "{folder}");
    }
}

#[test]
fn a_report_without_a_received_date_is_not_late() {
    let mut form = Form::filled();
    form.put(TT, "C10", "");
    let mut inbox = Inbox::new();
    let judged = inbox.put("bc.xlsx", &form.bytes()).judged("2024-05-20");
    assert_eq!(judged.line()["punctuality"], "undated", "{:?}", judged.codes());
    assert!(judged.has("N108"), "{:?}", judged.codes());
}

const RUN: [&str; 6] =
    ["consolidate", "--period", "2024-6T", "--as-of", "2024-05-06", "--exit-zero"];

#[test]
fn a_register_in_another_format_is_found_by_its_default_name() {
    let mut inbox = Inbox::new();
    inbox
        .put("bc.xlsx", &Form::filled().bytes())
        .office("so-den.xls", &crate::fixtures::fixture("xlwt-register.xls"));
    let alone = inbox.judged("2024-05-06");
    assert_eq!(
        (said(&alone), &alone.line()["received"]["on"]),
        ("on-time 0 register".to_owned(), &"2024-04-29".into())
    );
    // an empty default register is superseded; one with lines is not
    let beside = inbox.register(&lines(&[], |_| ())).judged("2024-05-06");
    assert_eq!(said(&beside), "on-time 0 register");
    let (code, words) = inbox.register(&lines(&[OWN], |_| ())).run(&RUN);
    assert!(code == 2 && words.contains("so-den.xlsx, so-den.xls"), "{words}");
}

#[test]
fn inputs_of_the_previous_run_must_exist() {
    let mut inbox = Inbox::new();
    // settings without a file of decisions
    inbox
        .put("bc.xlsx", &Form::filled().bytes())
        .office("tonghop.toml", b"plan = \"ke-hoach.toml\"\n");
    assert_eq!(inbox.run(&RUN).0, 0);
    // without decisions so far
    let decisions = inbox.root().join("quyet-dinh.toml");
    std::fs::remove_file(&decisions).unwrap();
    let again = inbox.run(&RUN);
    assert_eq!(again.0, 0, "{}", again.1);
    let extended = inbox.run(&[
        "decide",
        "extend",
        "H-THOXUAN",
        "--period",
        "2024-6T",
        "--to",
        "2024-05-10",
        "--reason",
        "bão",
        "--by",
        "Chánh VP",
    ]);
    assert_eq!(extended.0, 0, "{}", extended.1);
    inbox.register(&lines(&[OTHER, OWN], |_| ()));
    assert_eq!(inbox.run(&RUN).0, 0);
    let before = std::fs::read(inbox.root().join("ket-qua/2024-6T/tong-hop.json")).unwrap();
    for name in ["quyet-dinh.toml", "so-den.xlsx"] {
        let kept = std::fs::read(inbox.root().join(name)).unwrap();
        std::fs::remove_file(inbox.root().join(name)).unwrap();
        for words in [&RUN[..], &["check", "--period", "2024-6T", "--as-of", "2024-05-06"]] {
            let (code, said) = inbox.run(words);
            assert!(
                code == 2 && said.contains(&format!("đã dùng {name}, nay không có tệp này")),
                "{code} {said}"
            );
        }
        inbox.office(name, &kept);
    }
    assert_eq!(std::fs::read(inbox.root().join("ket-qua/2024-6T/tong-hop.json")).unwrap(), before);
    assert_eq!(inbox.run(&RUN).0, 0);
    // an empty file means no decisions
    inbox.office("quyet-dinh.toml", b"");
    assert_eq!(inbox.run(&RUN).0, 0);
}

#[test]
fn a_line_with_only_the_number_matches_if_unique() {
    for symbol in ["BC 215/BC-UBND", "215/BC-UBND ngày 22/4/2024", "Báo cáo số 215"] {
        let found = judged(&lines(&[OTHER, [OWN[0], OWN[1], symbol, OWN[3], OWN[4]]], |_| ()));
        assert_eq!(said(&found), "late 3 register", "{symbol} {:?}", found.codes());
    }
    let alone = [OWN[0], OWN[1], "215", OWN[3], OWN[4]];
    let found = judged(&lines(&[OTHER, alone], |_| ()));
    assert_eq!(said(&found), "late 3 register", "{:?}", found.codes());
    assert!(!found.has("N107"), "{:?}", found.codes());
    let unfound = found.facts()["findings"].as_array().unwrap().iter();
    assert_eq!(
        unfound.filter(|one| one["rule"] == "N106" && one["unit"] == "H-THOXUAN").count(),
        0
    );
    // with two documents of one number, or one that is not a report, none is taken
    let plan = ["2024-04-26", OWN[1], "215/KH-UBND", OWN[3], "Kế hoạch công tác"];
    let invitation = [OWN[0], OWN[1], "215", OWN[3], "Giấy mời họp"];
    for others in [[alone, plan], [invitation, OTHER]] {
        let found = judged(&lines(&others, |_| ()));
        assert_ne!(found.line()["received"]["evidence"], "register", "{:?}", found.codes());
    }
}
