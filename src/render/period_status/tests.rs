use super::*;
use crate::render::ansi::Ansi;

fn status() -> PeriodStatus {
    let action = |place: usize| Action {
        what: msg!("Đôn đốc {place} đơn vị quá hạn chưa gửi", "Remind {place} overdue units"),
        names: vec!["Huyện Như Xuân".to_owned(), "Sở Y tế".to_owned()],
        command: format!(
            "tonghop -C '/srv/văn phòng/{}' check --unit H-{place}",
            "thư mục/".repeat(8)
        ),
    };
    PeriodStatus {
        period: "2024-6T".to_owned(),
        name: msg!("6 tháng đầu năm 2024", "first six months of 2024"),
        reason: msg!(
            "thời hạn trước 01/5/2024 gần ngày 06/5/2024 nhất, đã qua 6 ngày",
            "its deadline is nearest, 6 days past"
        ),
        as_of: chrono::NaiveDate::from_ymd_opt(2024, 5, 6).unwrap(),
        days_left: Some(-6),
        others: Vec::new(),
        expected: 54,
        received: 52,
        punctual: [50, 2, 0, 0, 2],
        findings: [12, 5, 4],
        incomplete: None,
        since: None,
        closed: None,
        todo: (1..=7).map(action).collect(),
        results: "ket-qua/2024-6T".to_owned(),
        files: Vec::new(),
    }
}

fn said(status: &PeriodStatus, lang: Lang) -> String {
    text(status, Style { lang, ansi: Ansi(false), columns: None })
}

#[test]
fn the_state_fits_the_screen_with_long_commands() {
    for lang in [Lang::Vi, Lang::En] {
        let text = said(&status(), lang);
        assert!(rows(&text, COLUMNS) <= ROWS, "{}:\n{text}", rows(&text, COLUMNS));
        let commands = text.lines().filter(|line| line.starts_with("     tonghop")).count();
        assert!((1..=5).contains(&commands), "{text}");
    }
    let mut short = status();
    for action in &mut short.todo {
        action.command = "tonghop check".to_owned();
    }
    let text = said(&short, Lang::Vi);
    assert!(rows(&text, COLUMNS) <= ROWS && text.contains("… và 2 việc khác."), "{text}");
    assert_eq!(text.matches("     tonghop check\n").count(), 5, "{text}");
}

#[test]
fn commands_are_not_wrapped() {
    let text = said(&status(), Lang::Vi);
    assert!(text.contains(&status().todo[0].command), "{text}");
}

#[test]
fn the_bar_is_full_only_if_all_reports_are_received() {
    assert!(said(&status(), Lang::Vi).contains(&format!(
        "{}{}  Đã nhận 52/54 đơn vị",
        "█".repeat(38),
        "░".repeat(2)
    )));
    let all = PeriodStatus { punctual: [54, 0, 0, 0, 0], received: 54, ..status() };
    assert!(said(&all, Lang::Vi).contains(&format!("{}  Đã nhận 54/54", "█".repeat(40))));
    let nearly =
        PeriodStatus { punctual: [999, 0, 0, 0, 1], received: 999, expected: 1000, ..status() };
    assert!(said(&nearly, Lang::Vi).contains('░'));
}

#[test]
fn json_has_the_same_facts() {
    let facts: Value = serde_json::from_str(&document(&status(), ".")).unwrap();
    assert_eq!(
        (&facts["received"], &facts["days_left"], &facts["punctuality"]["missing"]),
        (&json!(52), &json!(-6), &json!(2))
    );
    assert_eq!(facts["todo"].as_array().unwrap().len(), 7);
}
