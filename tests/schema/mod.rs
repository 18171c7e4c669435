//! Tests of `data/schema/`: JSON schemas of `tong-hop.json`, for programs, and of the office's own
//! files, for editors. The former is derived from the types that are written, the others from the
//! types here.
//!
//! `TONGHOP_SCHEMA=write cargo test --test main schema::` writes them.

#![expect(clippy::struct_field_names, reason = "fields have the names of keys")]

mod form;
mod periods;
mod plan;
mod units;

use crate::tree::{code, files, printed, root, said, sources, tonghop};
use plan::Plan;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, schema_for};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use tonghop::model::results::Results;
use units::Units;

/// tonghop.toml: các tệp mà thư mục làm việc dùng, và ngôn ngữ · which files a workspace uses, and the language
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "tonghop.toml")]
struct Settings {
    /// Tệp kế hoạch (không ghi: ke-hoach.toml) · the plan's file
    plan: Option<String>,
    /// Tệp danh sách đơn vị (không ghi: don-vi.toml) · the units' file
    units: Option<String>,
    /// Tệp ngày nghỉ của văn phòng (không ghi: theo chương trình) · the office's own file of days off
    holidays: Option<String>,
    /// Tệp quyết định (không ghi: quyet-dinh.toml) · the file of decisions
    decisions: Option<String>,
    /// Sổ văn bản đến (không ghi: so-den.xlsx) · the register of incoming documents
    register: Option<String>,
    /// Ngôn ngữ (không ghi: vi) · the language
    lang: Option<Lang>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Lang {
    Vi,
    En,
}

/// Date in TOML.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Day(toml::value::Datetime);

impl JsonSchema for Day {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date" })
    }
}

/// Returns every schema with its file name.
fn all() -> [(&'static str, Value); 4] {
    let written = SchemaSettings::default().for_serialize();
    let results = written.into_generator().into_root_schema_for::<Results>().into();
    [
        ("tong-hop.json", results),
        ("tonghop.toml.json", schema_for!(Settings).into()),
        ("ke-hoach.toml.json", schema_for!(Plan).into()),
        ("don-vi.toml.json", schema_for!(Units).into()),
    ]
}

#[test]
fn schemas_are_up_to_date() {
    let folder = root().join("data/schema");
    for (name, schema) in all() {
        let (path, text) = (folder.join(name), format!("{schema:#}\n"));
        if std::env::var_os("TONGHOP_SCHEMA").is_some_and(|what| what == "write") {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let there = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            there == text,
            "{name} is not up to date: TONGHOP_SCHEMA=write cargo test --test main schema::"
        );
    }
}

/// Checks that some files of the repository have a shape.
fn have_the_shape<Shape: DeserializeOwned>(least: usize, is_one: impl Fn(&str) -> bool) {
    let all = ["data", "examples"].map(|folder| files(&root().join(folder))).concat();
    let named: Vec<_> = all
        .iter()
        .filter(|path| path.file_name().is_some_and(|name| is_one(&name.to_string_lossy())))
        .collect();
    assert!(named.len() >= least, "{named:?}");
    for path in named {
        let text = std::fs::read_to_string(path).unwrap();
        toml::from_str::<Shape>(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}

#[test]
fn office_files_match_their_schemas() {
    let is = |start: &'static str| {
        move |name: &str| name.starts_with(start) && name.strip_suffix(".toml").is_some()
    };
    have_the_shape::<Settings>(2, is("tonghop"));
    have_the_shape::<Plan>(2, is("ke-hoach"));
    have_the_shape::<Units>(2, is("don-vi"));
    assert!(toml::from_str::<Settings>("plan = \"a\"\nplans = \"b\"\n").is_err());
}

/// Collects the names of all properties in a schema.
fn properties(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                names.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| properties(value, names));
        }
        Value::Array(all) => all.iter().for_each(|value| properties(value, names)),
        _ => {}
    }
}

#[test]
fn schemas_list_every_key_that_is_read() {
    let mut known = BTreeSet::new();
    for (name, schema) in all() {
        if name != "tong-hop.json" {
            properties(&schema, &mut known);
        }
    }
    let mut read = BTreeSet::new();
    for (name, text) in sources() {
        let others = ["decisions", "holidays", "results", "tests", "table", "value", "file"];
        if !name.starts_with("src/load/")
            || others.iter().any(|other| name.contains(&format!("src/load/{other}")))
        {
            continue;
        }
        for call in ["required(\"", "optional(\"", "text(\"", "path(\"", "set(\""] {
            read.extend(
                text.split(call)
                    .skip(1)
                    .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())),
            );
        }
    }
    assert!(read.len() >= 50, "{read:?}");
    let unknown: Vec<&String> = read.difference(&known).collect();
    assert!(
        unknown.is_empty(),
        "the program reads keys of which the shapes in tests/schema know nothing: {unknown:?}"
    );
}

/// Checks that a document has the shape, and that the schema lists everything in it.
fn matches_schema(document: &str) {
    let facts: Results = serde_json::from_str(document).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        serde_json::to_value(&facts).unwrap(),
        serde_json::from_str::<Value>(document).unwrap()
    );
}

#[test]
fn results_match_their_schema() {
    let example = root().join("examples/thanh-hoa-2024");
    let specimens = ["B101", "C101", "G101", "N105", "T101"]
        .map(|rule| root().join("examples/specimens").join(rule));
    let rounds = [(&example, "2024-05-06"), (&example, "2024-04-20")]
        .into_iter()
        .chain(specimens.iter().map(|folder| (folder, "2024-05-06")));
    for (folder, day) in rounds {
        let done = tonghop(
            folder,
            &["check", "--period", "2024-6T", "--as-of", day, "--format", "json", "--exit-zero"],
        );
        assert_eq!(code(&done), 0, "{}: {}", folder.display(), said(&done));
        matches_schema(&printed(&done));
    }
}
