//! Tests of another year: from an old workspace to forms for its communes.

use crate::tree::{code, printed, said, tonghop};
use std::fs;
use std::path::Path;

/// Edits that the office makes in a skeleton: old and new text.
const EDITS: [(&str, &str); 9] = [
    ("bảo vệ công tác phòng, chống khủng bố năm 2024", ""),
    ("khủng bố năm 2024", "khủng bố năm 2026"),
    ("các huyện, thị xã, thành phố", "các xã, phường"),
    ("S-GTVT (Sở Giao thông vận tải không còn trong danh sách)", "S-XD"),
    ("S-TTTT (Sở Thông tin và Truyền thông không còn trong danh sách)", "S-KHCN"),
    ("S-BDT (Ban Dân tộc tỉnh không còn trong danh sách)", "S-DTTG"),
    (", \"S-LDTBXH (Sở Lao động - Thương binh và Xã hội không còn trong danh sách)\"", ""),
    (", \"H-THOXUAN (Ủy ban nhân dân huyện Thọ Xuân không còn trong danh sách)\"", ""),
    ("phường Ba Đình, thành phố Thanh Hóa, tỉnh", "phường Hạc Thành, tỉnh"),
];

const MARK: &str = "[cần xác nhận] ";

/// Returns the plan without marks and without the quotes of its dates.
fn confirmed(plan: &str) -> String {
    let lines = plan.lines().map(|line| match line.split_once(&format!("\"{MARK}2")) {
        Some((key, day)) if !line.starts_with(' ') => format!("{key}2{}", day.replace('"', "")),
        _ => line.replace(MARK, ""),
    });
    EDITS.iter().fold(lines.collect::<Vec<_>>().join("\n"), |plan, (was, is)| plan.replace(was, is))
}

fn files(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

#[test]
fn from_an_old_workspace_to_the_forms_of_another_year() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    assert_eq!(code(&tonghop(root, &["init", "nam 2024"])), 0);
    let units = root.join("nam 2024/don-vi.toml");
    let own =
        fs::read_to_string(&units).unwrap().replace("\"SNV\"", "\"SNV\", \"Sở NV Thanh Hóa\"");
    fs::write(&units, own).unwrap();

    // with reports in the inbox, the screen and a refusal to choose a period print the same command
    fs::write(root.join("nam 2024/nhan/2024-6T/a.xlsx"), "").unwrap();
    for words in [&["--as-of", "2026-02-02"][..], &["consolidate", "--as-of", "2026-02-02"]] {
        let shown = tonghop(&root.join("nam 2024"), words);
        let text = printed(&shown) + &said(&shown);
        assert!(text.contains("init ../nam-2026 --year 2026 --from .\n"), "{text}");
    }

    let made = tonghop(root, &["init", "nam 2026", "--year", "2026", "--from", "nam 2024"]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    assert!(said(&made).contains("bản khung"), "{}", said(&made));
    let new = root.join("nam 2026");
    assert!(new.join("nhan/2026-6T").is_dir() && new.join("so-den.xlsx").is_file());
    assert!(fs::read_to_string(new.join("don-vi.toml")).unwrap().contains("Sở NV Thanh Hóa"));

    // nothing is issued, read or counted before the plan is confirmed
    for command in ["template", "check", "consolidate", "close"] {
        let refused = tonghop(&new, &[command, "--as-of", "2026-04-01"]);
        let why = said(&refused);
        assert_eq!(code(&refused), 2, "{command}: {why}");
        assert!(why.contains("Chưa xác nhận ngày 2026-05-01"), "{command}: {why}");
        assert!(why.contains("Quyết định số 763/QĐ-UBND ngày 21/02/2024"), "{command}: {why}");
    }
    assert_eq!(files(&new.join("mau/2026-6T")), 0);

    let plan = new.join("ke-hoach.toml");
    fs::write(&plan, confirmed(&fs::read_to_string(&plan).unwrap())).unwrap();
    let issued = tonghop(&new, &["template", "--as-of", "2026-03-01"]);
    assert_eq!(code(&issued), 0, "{}", said(&issued));
    let forms = new.join("mau/2026-6T");
    assert!(forms.join("X-THOXUAN.xlsx").is_file() && forms.join("P-HACTHANH.xlsx").is_file());
    assert!(files(&forms) > 166, "{}", files(&forms));

    // a blank form is attributed to its commune, regardless of its name
    let inbox = new.join("nhan/2026-6T");
    fs::copy(forms.join("P-DONGTIEN.xlsx"), inbox.join("bao cao.xlsx")).unwrap();
    let checked =
        tonghop(&new, &["check", "--as-of", "2026-04-01", "--format", "json", "--exit-zero"]);
    let facts: serde_json::Value = serde_json::from_str(&printed(&checked)).unwrap();
    let units = facts["units"].as_array().unwrap();
    let with_a_file: Vec<&str> = units
        .iter()
        .filter(|unit| !unit["file"].is_null())
        .filter_map(|unit| unit["unit"].as_str())
        .collect();
    assert_eq!(with_a_file, ["P-DONGTIEN"]);
}

#[test]
fn an_invalid_next_year_is_refused_and_nothing_written() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for (arguments, why) in [
        (&["init", "w", "--year", "2023"][..], "trước năm 2023"),
        (&["init", "w", "--year", "2026", "--from", "khong-co"], "không phải là thư mục làm việc"),
        (&["init", "w", "--from", "khong-co"], "--year"),
        (&["init", "w", "--year", "2o26"], "“2o26” không phải là một năm từ 2000 đến 2100"),
    ] {
        let refused = tonghop(root, arguments);
        assert_eq!(code(&refused), 2, "{arguments:?}");
        assert!(said(&refused).contains(why), "{}", said(&refused));
        assert!(!root.join("w").exists(), "{arguments:?}");
    }
}
