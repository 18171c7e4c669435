use super::*;
use crate::model::submission::Unreadable;
use crate::model::unit::{Naming, Registry};
use crate::rules::fixture::{Fixture, case, day};
use quick_xml::Reader;
use quick_xml::events::Event;

fn html(fixture: &Fixture, lang: Lang) -> String {
    page(&fixture.outcome(), lang, Revision::FIRST, None).expect("a page")
}

/// Returns the opening tags of a page, as `name attributes`, after checking that all are closed.
fn elements(page: &str) -> Vec<String> {
    let mut reader = Reader::from_str(page);
    let mut open = 0;
    let mut elements = Vec::new();
    loop {
        let event = reader.read_event().expect("a page in which every element is closed");
        match event {
            Event::Start(start) | Event::Empty(start)
                if start.attributes().any(|attribute| attribute.is_err()) =>
            {
                panic!("{start:?}")
            }
            Event::Start(start) => {
                open += 1;
                elements.push((*start).to_owned());
            }
            Event::Empty(empty) => elements.push((*empty).to_owned()),
            Event::End(_) => open -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open, 0);
    elements
}

/// Returns a case with an overdue unit, a late one with an error, and an unreadable report.
fn mixed() -> Fixture {
    case()
        .missing("A")
        .arrived("B", Some(day(2024, 5, 3)))
        .figure("B", "CT01", "12 buổi")
        .unreadable("C", Unreadable::Encrypted)
}

fn renamed(fixture: Fixture, name: &str) -> Fixture {
    fixture.plan(|plan| {
        let mut units = plan.registry.units().to_vec();
        for unit in &mut units {
            unit.name = format!("{name} {}", unit.code);
        }
        plan.registry = Registry::new(plan.registry.groups().to_vec(), units, &Naming::default()).0;
    })
}

#[test]
fn every_unit_is_in_the_table_once() {
    for lang in [Lang::Vi, Lang::En] {
        let page = html(&mixed(), lang);
        let units: Vec<String> = elements(&page)
            .into_iter()
            .filter(|element| element.starts_with("tr class=\"unit\" id="))
            .collect();
        let row = |unit| format!("tr class=\"unit\" id=\"u-{unit}\" data-code=\"{unit}\"");
        assert_eq!(units, ["A", "B", "C"].map(row));
    }
}

#[test]
fn the_page_shows_the_numbers_of_the_outcome() {
    let page = html(&mixed(), Lang::Vi);
    for (name, number) in [
        ("Đúng hạn", 1),
        ("Gửi chậm", 1),
        ("Quá hạn chưa gửi", 1),
        ("Chấp nhận", 0),
        ("Trả lại", 1),
        ("Không đọc được", 1),
        ("Lỗi", 3),
    ] {
        assert!(page.contains(&format!("<dt>{name}</dt><dd>{number}</dd>")), "{name} {number}");
    }
    assert!(
        page.contains("<dt>Đã nhận</dt><dd>2<small>&#x2f;3 đơn vị</small></dd>")
            || page.contains("<dd>2<small>/3 đơn vị</small></dd>")
    );
    assert!(page.contains("TỔNG HỢP TẠM: mới có báo cáo của 1&#x2f;3 đơn vị, còn thiếu 2 đơn vị"));
    for words in [
        "chậm 3 ngày",
        "03&#x2f;5&#x2f;2024",
        "theo sổ văn bản đến",
        "Chưa gửi, quá hạn 6 ngày",
        "Đôn đốc 1 đơn vị quá hạn chưa gửi",
    ] {
        assert!(page.contains(words), "{words}");
    }
    let complete = html(&case(), Lang::Vi);
    for words in
        ["Đã có báo cáo của 3&#x2f;3 đơn vị", "Không có việc gì gấp.", "Không thiếu đơn vị nào."]
    {
        assert!(complete.contains(words), "{words}");
    }
    assert!(!complete.contains("TỔNG HỢP TẠM"));
}

#[test]
fn the_page_is_in_english_if_requested() {
    let page = html(&mixed(), Lang::En);
    for words in [
        "<html lang=\"en\">",
        "PROVISIONAL",
        "What to do today",
        "3 days late",
        "3 May 2024",
        "by the register",
    ] {
        assert!(page.contains(words), "{words}");
    }
    for words in ["Việc cần làm", "Tình trạng gửi", "đúng hạn", "TỔNG HỢP"] {
        assert!(!page.contains(words), "{words}");
    }
}

#[test]
fn texts_of_units_are_escaped() {
    let evil = "<script>alert('1')</script> & \"x\" {{ 1 + 1 }} \u{1}";
    let fixture = renamed(mixed(), evil)
        .edit("B", |submission| submission.file = "nhan/P/a\"b'<i> #1 100%?\u{7}.xlsx".into());
    let page = html(&fixture, Lang::Vi);
    elements(&page);
    assert!(
        page.matches("<script").count() == 1
            && !page.contains("<i>")
            && !page.chars().any(|c| c.is_control() && c != '\n')
    );
    assert!(page.contains("&lt;script&gt;alert(&#x27;1&#x27;)&lt;&#x2f;script&gt; &amp; &quot;x&quot; {{ 1 + 1 }} \u{fffd} B"));
    assert!(
        page.contains("href=\"..&#x2f;..&#x2f;nhan")
            || page.contains("href=\"../../nhan/P/a%22b%27%3Ci%3E%20%231%20100%25%3F%07.xlsx\"")
    );
    assert!(page.contains("%22b%27%3Ci%3E%20%231%20100%25%3F%07.xlsx\""));
}

#[test]
fn the_page_is_self_contained_and_deterministic() {
    let page = html(&mixed(), Lang::Vi);
    for forbidden in ["http", "<script ", "<link", "@import", "url(", "src=", "fetch(", "import "] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert_eq!(page, html(&mixed(), Lang::Vi));
}

#[test]
fn the_switch_shows_units_with_a_new_report_since_an_earlier_run() {
    let fixture = mixed();
    let since = |files: &[&str]| {
        let files = files.iter().map(|file| (*file).to_owned()).collect();
        let since = Since { as_of: day(2024, 5, 5), files };
        page(&fixture.outcome(), Lang::Vi, Revision::FIRST, Some(&since)).expect("a page")
    };
    let one = since(&["nhan/P/B.xlsx"]);
    assert_eq!(one.matches("data-changed").count() - SCRIPT.matches("data-changed").count(), 2);
    assert!(one.contains("tính đến ngày 05&#x2f;5&#x2f;2024 (1)"), "{one}");
    assert!(!since(&[]).contains("data-changed") && since(&[]).contains("type=\"checkbox\""));
    assert!(!html(&fixture, Lang::Vi).contains("type=\"checkbox\"/>"));
}

#[test]
fn every_table_has_a_caption_and_every_heading_a_scope() {
    let elements = elements(&html(&mixed(), Lang::Vi));
    let count = |name: &str| {
        elements.iter().filter(|element| element.split(' ').next() == Some(name)).count()
    };
    assert_eq!(count("table"), count("caption"));
    // on narrow screens every count stands behind its heading
    let counts = elements.iter().filter(|element| element.starts_with("td class=\"number\" role"));
    assert!(counts.clone().count() > 0 && counts.clone().all(|td| td.contains("data-label=\"")));
    assert!(count("table") >= 5 && count("h1") == 1);
    assert!(
        elements
            .iter()
            .filter(|element| element.starts_with("th ") || *element == "th")
            .all(|th| th.contains("scope="))
    );
}

#[test]
fn pages_without_reports_and_of_ad_hoc_reports_are_valid() {
    elements(&html(&case().missing("A").missing("B").missing("C"), Lang::Vi));
    let ad_hoc = html(&case().plan(|plan| plan.periods[0].deadline = None), Lang::Vi);
    elements(&ad_hoc);
    assert!(ad_hoc.contains("<dt>Không bắt buộc cũng gửi</dt><dd>3</dd>"));
}
