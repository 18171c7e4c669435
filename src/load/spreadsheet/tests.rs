//! Round trips between texts and sheets.

use super::layout::{Field, Kind, Layout};
use super::toml_text::{string, strings};
use super::{BareNames, GroupNames, PLAN, SheetTable, UNITS, is_same, sheets, workbook_text};
use crate::load::shipped;
use crate::model::origin::CellRef;
use crate::model::plain_sheet::{PlainSheet, PlainValue};
use crate::text::Lang;
use proptest::prelude::*;

fn plain(table: &SheetTable) -> PlainSheet {
    let headings = table.columns.iter().map(|column| PlainValue::Text(column.heading.clone()));
    let rows = std::iter::once(headings.map(Some).collect()).chain(table.rows.clone());
    let cells = (0..).zip(rows).flat_map(|(row, cells): (u32, Vec<Option<PlainValue>>)| {
        (0..).zip(cells).filter_map(move |(col, value)| Some((CellRef::new(row, col), value?)))
    });
    PlainSheet { name: table.name.clone(), cells: cells.collect(), merged: Vec::new() }
}

/// Returns the text that is read from the sheets for a text.
fn again(text: &str, layout: &'static Layout, names: &GroupNames) -> String {
    let tables = sheets(text, layout, names, Lang::Vi).expect("a text in TOML");
    let plain: Vec<PlainSheet> = tables.iter().map(plain).collect();
    let read = workbook_text(&plain, layout, names, BareNames::Refused);
    assert_eq!(read.faults, [], "{text}");
    assert_eq!(read.text.lines().count(), read.places.len());
    read.text
}

#[test]
fn the_shipped_files_are_the_same_after_a_round_trip() {
    let names = super::group_names(shipped::UNITS);
    let plans = [
        shipped::PLAN,
        include_str!("../../../examples/06_hang-thang/ke-hoach.toml"),
        include_str!("../../../examples/03_hai-cap/tinh/ke-hoach.toml"),
    ];
    for text in plans {
        assert!(is_same(&again(text, &PLAN, &names), text));
        assert!(is_same(&again(text, &PLAN, &GroupNames::new()), text), "unknown groups");
    }
    for text in [shipped::UNITS, shipped::UNITS_2026] {
        assert!(is_same(&again(text, &UNITS, &names), text));
    }
    assert!(!is_same("a = 1", "a = 2") && !is_same("a = [\"b\"]", "a = [\"b\", \"c\"]"));
}

/// Returns a value of a kind as TOML.
fn value(kind: Kind) -> BoxedStrategy<String> {
    let text = || "[ -~ăâđêôơưếệọ\n\"\\\\;=#\\[\\]]{1,12}";
    match kind {
        Kind::Text => text().prop_map(|text| string(&text)).boxed(),
        Kind::List => prop::collection::vec(text(), 0..4)
            .prop_map(|texts| strings(texts.iter().map(String::as_str)))
            .boxed(),
        Kind::Number => prop_oneof![
            any::<u16>().prop_map(|number| number.to_string()),
            Just("3.5".to_owned()),
            Just("false".to_owned()),
        ]
        .boxed(),
        Kind::Day => prop_oneof![
            "20[0-9]{2}-0[1-9]-[12][0-8]",
            Just("\"[cần xác nhận] 2026-05-01\"".to_owned())
        ]
        .boxed(),
        Kind::Truth => any::<bool>().prop_map(|truth| truth.to_string()).boxed(),
        Kind::Word(words) => prop::sample::select(words).prop_map(|(word, _)| string(word)).boxed(),
        Kind::Literal => Just("[1, { a = 2 }]".to_owned()).boxed(),
    }
}

/// Returns lines for some of the fields, and a key that no layout has.
fn lines(fields: &'static [Field]) -> BoxedStrategy<String> {
    let line = |field: &Field| {
        let key = field.key;
        prop::option::of(value(field.kind).prop_map(move |value| format!("{key} = {value}\n")))
    };
    let other =
        prop::option::of(value(Kind::Literal).prop_map(|value| format!("other_key = {value}\n")));
    let all: Vec<_> = fields.iter().map(line).collect();
    (all, other)
        .prop_map(|(lines, other)| lines.into_iter().chain([other]).flatten().collect())
        .boxed()
}

/// Returns a text with every part of a layout.
fn any_text(layout: &'static Layout) -> impl Strategy<Value = String> {
    let tables: Vec<_> = layout
        .tables
        .iter()
        .map(|table| {
            let (key, first) = (table.key, table.fields[0].key);
            // a row has a cell in its first column, without which it is none
            let rest = &table.fields[1..];
            let row = (value(table.fields[0].kind), lines(rest)).prop_filter_map(
                "a first cell",
                move |(head, lines)| {
                    let inner = head.trim_matches('"');
                    let is_blank =
                        inner.is_empty() || inner.trim() != inner || inner.contains("\\n");
                    (!is_blank).then(|| format!("[[{key}]]\n{first} = {head}\n{lines}"))
                },
            );
            prop::collection::vec(row, 1..3).prop_map(|rows| rows.concat())
        })
        .collect();
    (lines(layout.single.1), tables).prop_map(|(single, tables)| single + &tables.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_plan_loses_anything(text in any_text(&PLAN)) {
        prop_assume!(text.parse::<toml::Table>().is_ok());
        prop_assert!(is_same(&again(&text, &PLAN, &GroupNames::new()), &text));
    }

    #[test]
    fn no_list_of_units_loses_anything(text in any_text(&UNITS)) {
        prop_assume!(text.parse::<toml::Table>().is_ok());
        prop_assert!(is_same(&again(&text, &UNITS, &GroupNames::new()), &text));
    }
}
