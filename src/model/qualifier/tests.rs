//! Tests the reading of qualifiers.

use super::*;
use crate::load::shipped;
use crate::model::period::Period;
use chrono::NaiveDate;

fn months(first: u32, last: u32, year: impl Into<Option<i32>>) -> Span {
    Span::Months { first, last, year: year.into() }
}

fn days(from: (i32, u32, u32), to: (i32, u32, u32)) -> Span {
    let day = |(year, month, day)| NaiveDate::from_ymd_opt(year, month, day);
    Span::Days { from: day(from), to: day(to) }
}

fn period(code: &str) -> Period {
    shipped::plan().expect("sound").period(code).expect("there").clone()
}

#[track_caller]
fn assert_qualifiers(text: &str, qualifiers: &[Qualifier]) {
    assert_eq!(
        parse(text, &Neutral::default()),
        Parsed { qualifiers: qualifiers.to_vec(), rest: Vec::new() },
        "{text}"
    );
}

#[test]
fn time_spans_are_read_in_common_spellings() {
    let year = 2024;
    for (text, span) in [
        ("6 tháng đầu năm 2024", months(1, 6, year)),
        ("06 tháng đầu năm 2024", months(1, 6, year)),
        ("VI tháng đầu năm 2024", months(1, 6, year)),
        ("SÁU THÁNG ĐẦU NĂM 2024", months(1, 6, year)),
        ("Sáu (06) tháng đầu năm 2024", months(1, 6, year)),
        ("6 tháng/2024", months(1, 6, year)),
        ("6 tháng đầu năm/2024", months(1, 6, year)),
        ("6T/2024", months(1, 6, year)),
        ("6T2024", months(1, 6, year)),
        ("2024-6T", months(1, 6, year)),
        ("6 tháng đầu năm", months(1, 6, None)),
        ("6 tháng cuối năm 2024", months(7, 12, year)),
        ("9 tháng năm 2024", months(1, 9, year)),
        ("Năm tháng đầu năm 2024", months(1, 5, year)),
        ("Nửa đầu năm 2024", months(1, 6, year)),
        ("nửa cuối năm", months(7, 12, None)),
        ("H1/2024", months(1, 6, year)),
        ("Kỳ I năm 2024", months(1, 6, year)),
        ("kỳ 1/2024", months(1, 6, year)),
        ("Kỳ II/2024", months(7, 12, year)),
        ("Quý I, II năm 2024", months(1, 6, year)),
        ("Quý I + II/2024", months(1, 6, year)),
        ("quý 1 và quý 2 năm 2024", months(1, 6, year)),
        ("Quý I/2024, Quý II/2024", months(1, 6, year)),
        ("Quý I-II/2024", months(1, 6, year)),
        ("QI/2024", months(1, 3, year)),
        ("Q1/2024", months(1, 3, year)),
        ("Quý I", months(1, 3, None)),
        ("Năm 2024 - Quý II", months(4, 6, year)),
        ("tháng 4/2024", months(4, 4, year)),
        ("tháng tư năm 2024", months(4, 4, year)),
        ("T4/2024", months(4, 4, year)),
        ("tháng mười năm 2024", months(10, 10, year)),
        ("tháng mười một năm 2024", months(11, 11, year)),
        ("tháng mười hai/2024", months(12, 12, year)),
        ("04/2024", months(4, 4, year)),
        ("tháng 1, 2, 3 năm 2024", months(1, 3, year)),
        ("Tháng 1-6/2024", months(1, 6, year)),
        ("từ tháng 1 đến tháng 6 năm 2024", months(1, 6, year)),
        ("cả năm 2024", months(1, 12, year)),
        ("năm 2024", months(1, 12, year)),
        ("2024-NĂM", months(1, 12, year)),
        ("1 năm 2024", months(1, 12, year)),
        ("12 tháng năm 2024", months(1, 12, year)),
        ("2023", months(1, 12, 2023)),
        ("giai đoạn 2023 - 2025", Span::Years { first: 2023, last: 2025 }),
        ("từ 01/11/2023 đến 30/4/2024", days((2023, 11, 1), (2024, 4, 30))),
        ("(01/11/2023 - 30/04/2024)", days((2023, 11, 1), (2024, 4, 30))),
        ("từ ngày 01/11 đến hết ngày 30/4/2024", days((2023, 11, 1), (2024, 4, 30))),
        ("11/2023 - 4/2024", days((2023, 11, 1), (2024, 4, 30))),
        ("tháng 11/2023 đến tháng 4/2024", days((2023, 11, 1), (2024, 4, 30))),
        ("từ tháng 11 năm 2023 đến tháng 4 năm 2024", days((2023, 11, 1), (2024, 4, 30))),
        ("T11/2023–T4/2024", days((2023, 11, 1), (2024, 4, 30))),
    ] {
        let parsed = parse(text, &[Key::new("giai đoạn")].into_iter().collect());
        assert_eq!(parsed.qualifiers, [Qualifier::Period(span)], "{text}");
        assert_eq!(parsed.rest, [""; 0], "{text}");
    }
}

#[test]
fn spans_are_compared_with_names_and_days_of_a_period() {
    let half = period("2024-6T");
    for (text, relation) in [
        ("6 tháng đầu năm 2024", TimeRelation::Same),
        ("quý I, II năm 2024", TimeRelation::Same),
        ("11/2023 - 4/2024", TimeRelation::Same),
        ("6 tháng đầu năm", TimeRelation::Unclear),
        ("tính đến 30/4/2024", TimeRelation::Unclear),
        ("quý I", TimeRelation::Within),
        ("tháng 4/2024", TimeRelation::Within),
        ("tháng 11/2023", TimeRelation::Within),
        ("năm 2024", TimeRelation::Contains),
        ("cả năm", TimeRelation::Contains),
        ("2023 - 2025", TimeRelation::Contains),
        ("6 tháng cuối năm", TimeRelation::Other),
        ("6 tháng đầu năm 2023", TimeRelation::Other),
        ("năm 2023", TimeRelation::Other),
        ("từ 01/01/2024 đến 30/6/2024", TimeRelation::Other),
        ("từ 01/11/2022 đến 30/4/2023", TimeRelation::Other),
    ] {
        let found: Vec<TimeRelation> =
            parse(text, &Neutral::default()).spans().map(|span| span.relation(&half)).collect();
        assert_eq!(found, [relation], "{text}");
    }
    let year = period("2024-NAM");
    assert_eq!(months(1, 12, 2024).relation(&year), TimeRelation::Same);
    assert_eq!(months(1, 6, 2024).relation(&year), TimeRelation::Within);
    assert_eq!(months(1, 6, 2024).relation(&period("2024-DX")), TimeRelation::Within);
}

#[test]
fn open_spans_that_end_or_begin_inside_a_period_cut_it_short() {
    let half = period("2024-6T");
    for (text, cut) in [
        ("đến ngày 15/3/2024", true),
        ("đến 29/4/2024", true),
        ("từ 01/01/2024", true),
        ("đến ngày 30/4/2024", false),
        ("từ 01/11/2023", false),
        ("từ 01/11/2023 đến 30/4/2024", false),
        ("6 tháng đầu năm 2024", false),
    ] {
        let parsed = parse(text, &Neutral::default());
        assert_eq!(parsed.spans().any(|span| span.cuts_short(&half)), cut, "{text}");
    }
}

#[test]
fn qualifying_words_are_recognized() {
    use Qualifier::{
        Actual, Change, Correction, Cumulative, Old, Part, Planned, PreviousPeriod, Scale, Share,
        ThisPeriod, Whole, Wider,
    };
    assert_qualifiers("Kỳ trước", &[PreviousPeriod]);
    assert_qualifiers("Cùng kỳ năm trước", &[PreviousPeriod]);
    assert_qualifiers("LŨY KẾ", &[Cumulative]);
    assert_qualifiers("Kế hoạch", &[Planned]);
    assert_qualifiers("Ước thực hiện", &[Planned]);
    assert_qualifiers("Thực hiện", &[Actual]);
    assert_qualifiers("Tăng, giảm", &[Change]);
    assert_qualifiers("Tỷ lệ %", &[Share, Share]);
    assert_qualifiers("nghìn", &[Scale(3)]);
    assert_qualifiers("x1000", &[Scale(3)]);
    assert_qualifiers("1.000 ", &[Scale(3)]);
    assert_qualifiers("chục nghìn", &[Scale(4)]);
    assert_qualifiers("Đính chính", &[Correction]);
    assert_qualifiers("Xem lại", &[Correction]);
    assert_qualifiers("Ghi nhầm", &[Correction]);
    assert_qualifiers("số liệu cũ", &[Old]);
    assert_qualifiers("Huỷ", &[Old]);
    assert_qualifiers("đã hủy", &[Old]);
    assert_qualifiers("Tiêu hủy", &[]);
    assert_qualifiers("Chưa chốt", &[Correction]);
    assert_qualifiers("Chưa ký", &[Correction]);
    assert_qualifiers("Thu hồi số liệu", &[Old]);
    assert_qualifiers("Tổng số", &[Whole]);
    assert_qualifiers("Toàn huyện", &[Whole]);
    assert_qualifiers("Toàn tỉnh", &[Wider]);
    assert_qualifiers("kỳ này", &[ThisPeriod]);
    assert_qualifiers("Trong đó: nữ", &[Part("Trong đó".into()), Part("nữ".into())]);
    assert_qualifiers("xã Xuân Lai", &[Part("xã Xuân Lai".into())]);
    assert_qualifiers("XÃ XUÂN LAI", &[Part("XÃ XUÂN LAI".into())]);
    assert_qualifiers("Bản Lát", &[Part("Bản Lát".into())]);
    assert_qualifiers("Cụm 3", &[Part("Cụm 3".into())]);
}

#[test]
fn texts_without_diacritics_match_whole_phrases() {
    use Qualifier::{Cumulative, Part, Period, Planned, PreviousPeriod};
    let neutral: Neutral = [Key::new("Số liệu")].into_iter().collect();
    for (text, qualifiers) in [
        ("So lieu nam 2023", vec![Period(months(1, 12, 2023))]),
        ("SOLIEU thang 4", vec![Period(months(4, 4, None))]),
        ("LUYKE", vec![Cumulative]),
        ("Luy ke", vec![Cumulative]),
        ("So lieu cung ky", vec![PreviousPeriod]),
        ("ke hoach giao", vec![Planned]),
        ("Xa Xuan Lap", vec![Part("Xa Xuan Lap".into())]),
        ("SoLieu", vec![]),
    ] {
        assert_eq!(parse(text, &neutral), Parsed { qualifiers, rest: Vec::new() }, "{text}");
    }
    // single syllables are ambiguous
    assert_eq!(parse("Can bo", &neutral).qualifiers, []);
}

#[test]
fn neutral_words_are_skipped_and_unknown_ones_kept() {
    let neutral: Neutral =
        ["Số liệu", "huyện Thọ Xuân", "kế hoạch"].map(Key::new).into_iter().collect();
    let parsed = parse("Số liệu (kế hoạch)", &neutral);
    assert!(parsed.qualifiers.is_empty() && parsed.rest.is_empty());
    assert_eq!(parse("SỐ LIỆU toàn huyện Thọ Xuân", &neutral).qualifiers, [Qualifier::Whole]);
    // the longer phrase wins
    assert_eq!(parse("Số liệu cũ", &neutral).qualifiers, [Qualifier::Old]);
    let parsed = parse("Số liệu của lực lượng dân phòng kỳ này", &neutral);
    assert_eq!(
        (parsed.qualifiers, parsed.rest),
        (vec![Qualifier::ThisPeriod], vec!["lực lượng dân phòng".to_owned()])
    );
    assert_eq!(parse("bản", &Neutral::default()).rest, ["bản"]);
    assert_eq!(parse("xã hội", &Neutral::default()), Parsed::default());
    for number in ["45/BC-UBND", "Công văn số 5/2024/UBND"] {
        assert_eq!(parse(number, &Neutral::default()).qualifiers, [], "{number}");
    }
}

#[test]
fn a_date_is_not_a_time_span() {
    let day = NaiveDate::from_ymd_opt(2024, 4, 22).map(Qualifier::Day);
    for text in ["ngày 22 tháng 4 năm 2024", "22/4/2024", "22/4/24", "2024-04-22"] {
        assert_eq!(
            parse(text, &Neutral::default()).qualifiers,
            day.iter().cloned().collect::<Vec<_>>(),
            "{text}"
        );
    }
}

#[test]
fn composed_and_decomposed_texts_are_equal() {
    use unicode_normalization::UnicodeNormalization as _;
    let text = "Quý I, II năm 2024 (lũy kế) xã Xuân Lai";
    assert_eq!(
        parse(text, &Neutral::default()),
        parse(&text.nfd().collect::<String>(), &Neutral::default())
    );
    assert_eq!(parse("luỹ kế", &Neutral::default()).qualifiers, [Qualifier::Cumulative]);
}
