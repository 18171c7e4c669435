use super::*;

#[test]
fn units_that_are_overdue_are_reminded_group_by_group() {
    let fixture = office().missing("A").missing("B").missing("C");
    assert_eq!(
        paths(&fixture),
        ["bao-cao.docx", "don-doc/qua-han-g1.docx", "don-doc/qua-han-g2.docx"]
    );
    let letter = letter(&fixture, "don-doc/qua-han-g1.docx");
    assert!(has(&letter, "Kính gửi: Đơn vị A; Đơn vị B"));
    assert!(has(
        &letter,
        "Kế hoạch số […] ngày […] của […] về năm 2024 (mục III.2) quy định: “Định kỳ 6 tháng (trước 01/5), các đơn vị báo cáo”."
    ));
    assert!(has(
        &letter,
        "trước ngày 01/5/2024 (chậm nhất hết ngày 30/4/2024). Tính đến ngày 06/5/2024, đã quá thời hạn 06 ngày"
    ));
    assert!(has(&letter, "Như trên; Lưu: VT, TH"));
}

#[test]
fn units_are_reminded_shortly_before_the_deadline() {
    let mut fixture = office().missing("C");
    fixture.as_of = day(2024, 3, 30);
    assert_eq!(paths(&fixture), ["bao-cao.docx"]);
    fixture.as_of = day(2024, 3, 31);
    assert_eq!(paths(&fixture), ["bao-cao.docx", "don-doc/sap-den-han-g2.docx"]);
    assert!(has(&letter(&fixture, "don-doc/sap-den-han-g2.docx"), "còn 30 ngày"));
}

#[test]
fn units_with_an_extension_have_their_own_letter() {
    let given = || {
        office()
            .missing("A")
            .missing("B")
            .decided(Ruling::Extend { unit: "A".into(), to: day(2024, 5, 10) })
    };
    assert_eq!(
        paths(&given()),
        ["bao-cao.docx", "don-doc/qua-han-g1.docx", "don-doc/sap-den-han-g1-2024-05-10.docx"]
    );
    assert!(has(&letter(&given(), "don-doc/qua-han-g1.docx"), "Kính gửi: Đơn vị B"));
    let near = letter(&given(), "don-doc/sap-den-han-g1-2024-05-10.docx");
    assert!(has(&near, "Kính gửi: Đơn vị A"), "{:#?}", lines(&near));
    assert!(
        has(
            &near,
            "đơn vị đã được gia hạn gửi báo cáo đến hết ngày 10/5/2024. Tính đến ngày 06/5/2024, còn 04 ngày"
        ),
        "{:#?}",
        lines(&near)
    );
    assert!(has(&near, "chậm nhất ngày 10/5/2024."), "{:#?}", lines(&near));
    let late = Fixture { as_of: day(2024, 5, 12), ..given() };
    let overdue = letter(&late, "don-doc/qua-han-g1-2024-05-10.docx");
    assert!(
        has(&overdue, "đến hết ngày 10/5/2024. Tính đến ngày 12/5/2024, đã quá thời hạn 02 ngày"),
        "{:#?}",
        lines(&overdue)
    );
    assert!(has(&letter(&late, "don-doc/qua-han-g1.docx"), "đã quá thời hạn 12 ngày"));
    // an extension to the plan's own deadline is no other date
    let same =
        office().missing("A").decided(Ruling::Extend { unit: "A".into(), to: day(2024, 4, 30) });
    assert_eq!(paths(&same), ["bao-cao.docx", "don-doc/qua-han-g1.docx"]);
}

#[test]
fn registered_reports_without_a_file_are_noted_for_the_office() {
    let mut fixture = office();
    fixture.inputs.submissions.retain(|submission| submission.file != "nhan/P/A.xlsx".into());
    let letter = letter(&fixture, "don-doc/qua-han-g1.docx");
    assert!(
        has(
            &letter,
            "[Văn phòng kiểm tra rồi bỏ dòng này: Đơn vị A: Sổ văn bản đến (dòng 3) có 15/BC-A"
        ),
        "{:#?}",
        lines(&letter)
    );
}

#[test]
fn a_fingerprint_does_not_depend_on_the_date_of_the_reminder() {
    let path = "don-doc/qua-han-g1.docx";
    let mut fixture = office().missing("A").missing("B").missing("C");
    let matter =
        |fixture: &Fixture, lang| matters(&fixture.outcome(), lang, Revision::FIRST)[path].clone();
    fixture.as_of = day(2024, 5, 2);
    let (first, resting_on) = (letter(&fixture, path), matter(&fixture, Lang::Vi));
    fixture.as_of = day(2024, 5, 6);
    assert_eq!(matter(&fixture, Lang::Vi), resting_on);
    assert_ne!(letter(&fixture, path), first);
    let days = Days::from([(path.to_owned(), day(2024, 5, 2))]);
    let again = reminders(&fixture.outcome(), Lang::Vi, Revision::FIRST, &days)
        .into_iter()
        .find(|written| written.path == path)
        .expect("a letter");
    assert_eq!(again.letter, first);
    assert_eq!(first.created, day(2024, 5, 2));

    // any other change of a letter is a change
    assert_ne!(matter(&fixture, Lang::En), resting_on);
    let elsewhere =
        office().missing("A").missing("B").plan(|plan| plan.office.place = "Hà Nội".into());
    assert_ne!(matter(&elsewhere, Lang::Vi), resting_on);
    assert_ne!(matter(&office().missing("A").missing("C"), Lang::Vi), resting_on);
    assert_eq!(
        matter(&office().missing("A").missing("B"), Lang::Vi),
        resting_on,
        "another group's report is no change"
    );
}

#[test]
fn a_letter_before_the_deadline_says_that_its_last_day_is_a_day_off() {
    let mut fixture = office().missing("C").plan(|plan| {
        let day = day(2024, 4, 30);
        let (name, name_en) = ("Ngày Chiến thắng".to_owned(), "Victory Day".to_owned());
        plan.calendar.holidays.push(crate::model::period::Holiday { day, name, name_en });
    });
    fixture.as_of = day(2024, 4, 20);
    let near = letter(&fixture, "don-doc/sap-den-han-g2.docx");
    assert!(has(
        &near,
        "Ngày 30/4/2024 là ngày nghỉ (Ngày Chiến thắng); ngày làm việc cuối cùng trước đó là ngày 29/4/2024."
    ));
    fixture.as_of = day(2024, 5, 6);
    assert!(!has(&letter(&fixture, "don-doc/qua-han-g2.docx"), "ngày nghỉ"));
}

#[test]
fn letters_of_another_body_have_its_head_and_signer() {
    let fixture = office().missing("C").plan(|plan| {
        plan.office.letter_symbol = "ANND".into();
        plan.office.letter_issuer = Some(crate::model::plan::Issuer {
            parent: "CÔNG AN TỈNH".into(),
            body: "PHÒNG AN NINH NỘI ĐỊA".into(),
            signer_post: "TRƯỞNG PHÒNG".into(),
            ..Default::default()
        });
    });
    let body = |letter: &Letter| match &letter.parts[0].blocks[0] {
        Block::Head(head) => head.body.clone(),
        _ => String::new(),
    };
    let reminder = letter(&fixture, "don-doc/qua-han-g2.docx");
    assert_eq!(body(&reminder), "PHÒNG AN NINH NỘI ĐỊA");
    assert!(has(&reminder, "TRƯỞNG PHÒNG") && has(&reminder, "Số: […]/ANND"));
    assert_eq!(body(&letter(&fixture, "bao-cao.docx")), "BAN CHỈ ĐẠO");
}
