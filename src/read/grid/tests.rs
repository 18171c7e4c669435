use super::*;

#[test]
fn only_the_first_cell_of_a_merged_range_is_displayed() {
    let cell = |row, col| Cell {
        at: CellRef::new(row, col),
        value: Value::Number(1.0),
        legacy_font: LegacyFont::None,
        original: None,
        shown: None,
    };
    let merged = vec![(CellRef::new(0, 0), CellRef::new(1, 1))];
    let mut sheet = Sheet {
        cells: vec![cell(0, 0), cell(0, 1), cell(0, 2), cell(1, 0)],
        merged,
        ..Sheet::default()
    };
    sheet.normalize();
    assert_eq!(
        sheet.cells.iter().map(|cell| cell.shown.is_some()).collect::<Vec<_>>(),
        [false, true, false, true]
    );
}

#[test]
fn two_values_for_one_cell_cannot_be_read() {
    let cell = |row, col, text: &str| Cell {
        at: CellRef::new(row, col),
        value: Value::Text(text.into()),
        legacy_font: LegacyFont::None,
        original: None,
        shown: None,
    };
    let mut sheet = Sheet {
        cells: vec![cell(1, 0, "b"), cell(0, 0, "a"), cell(1, 0, "c")],
        ..Sheet::default()
    };
    sheet.normalize();
    assert_eq!(sheet.cells.len(), 2);
    assert_eq!(
        sheet.get(CellRef::new(1, 0)).map(|cell| cell.value.seen()).as_deref(),
        Some("b | c")
    );
    assert_eq!(sheet.rows().map(|(row, _)| row).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn text_effects_do_not_make_another_number() {
    assert_eq!(TextEffect::Superscript.apply("1)"), "¹)");
    assert_eq!(TextEffect::Strikethrough.apply("1 2"), "1\u{336} 2\u{336}");
    for written in [
        TextEffect::Superscript.apply("1"),
        TextEffect::Subscript.apply("1"),
        TextEffect::Strikethrough.apply("1"),
    ] {
        let (reading, _) = crate::model::number::count_from_text(&format!("{written}2"));
        assert!(matches!(reading, crate::model::reading::Reading::Misread(_)), "{written}2");
    }
}

#[test]
fn legacy_fonts_are_recognized_by_name() {
    assert_eq!(LegacyFont::from_name(".VnTime"), LegacyFont::Tcvn3);
    assert_eq!(LegacyFont::from_name(".VnArialH"), LegacyFont::Tcvn3Capitals);
    assert_eq!(LegacyFont::from_name("VNI-Times"), LegacyFont::Vni);
    assert_eq!(LegacyFont::from_name("Times New Roman"), LegacyFont::None);
}
