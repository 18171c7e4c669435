//! Tests of reminders over time: the scheduled batch keeps valid ones, rewrites those whose content
//! changed, and loses no edits by the office.

use crate::tree::{code, files, printed, root, said, tonghop};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Output;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

/// A group with units that must report.
const DISTRICTS: &str = "qua-han-huyen-thi-xa-thanh-pho.docx";
const DEPARTMENTS: &str = "qua-han-so-nganh.docx";

struct Office(TempDir);

impl Office {
    fn new() -> Self {
        let folder = crate::tree::workspace();
        let office = Self(folder);
        office.receive("S-YT");
        office
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("w")
    }

    /// Receives the blank form of a unit as its report.
    fn receive(&self, unit: &str) {
        assert_eq!(
            code(&tonghop(
                &self.root(),
                &["template", "--period", "2024-6T", "--as-of", "2024-03-01", "--unit", unit]
            )),
            0
        );
        std::fs::copy(
            self.root().join(format!("mau/2024-6T/{unit}.xlsx")),
            self.root().join(format!("nhan/2024-6T/{unit}.xlsx")),
        )
        .unwrap();
    }

    fn run(&self, command: &str, day: &str, more: &[&str]) -> Output {
        let words =
            [&[command, "--period", "2024-6T", "--as-of", day, "--exit-zero"], more].concat();
        let run = tonghop(&self.root(), &words);
        assert_eq!(code(&run), 0, "{}", said(&run));
        run
    }

    /// Consolidates as of a day of May 2024, and checks that the results can be rebuilt.
    fn day(&self, day: u32) -> Output {
        let run = self.run("consolidate", &format!("2024-05-{day:02}"), &[]);
        self.verified();
        run
    }

    fn verified(&self) -> String {
        let verified = tonghop(&self.root(), &["verify", "--period", "2024-6T"]);
        assert_eq!(code(&verified), 0, "{}{}", printed(&verified), said(&verified));
        printed(&verified)
    }

    fn folder(&self) -> PathBuf {
        self.root().join("ket-qua/2024-6T/don-doc")
    }

    /// Returns the content of a reminder and the time of writing.
    fn reminder(&self, name: &str) -> (Vec<u8>, SystemTime) {
        let path = self.folder().join(name);
        (std::fs::read(&path).unwrap(), std::fs::metadata(path).unwrap().modified().unwrap())
    }

    fn names(&self) -> Vec<String> {
        files(&self.folder())
            .iter()
            .map(|path| path.file_name().unwrap().to_string_lossy().into_owned())
            .collect()
    }

    /// Edits a reminder at another time.
    fn write_into(&self, name: &str, text: &str) -> (Vec<u8>, SystemTime) {
        let path = self.folder().join(name);
        std::fs::write(&path, text).unwrap();
        let earlier = self.reminder(name).1 - Duration::from_hours(1);
        std::fs::File::options().write(true).open(path).unwrap().set_modified(earlier).unwrap();
        self.reminder(name)
    }
}

/// Returns the text of a letter.
fn text(docx: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap()
}

#[test]
fn a_reminder_is_kept_while_only_the_day_changes() {
    let office = Office::new();
    office.day(2);
    let (names, first) = (office.names(), office.reminder(DISTRICTS));
    let run = office.day(3);
    assert_eq!(office.reminder(DISTRICTS), first);
    assert_eq!(office.names(), names);
    assert!(!printed(&run).contains("don-doc/"), "{}", printed(&run));
    assert!(
        said(&run).contains(&format!("Giữ nguyên {} công văn đôn đốc", names.len())),
        "{}",
        said(&run)
    );
    assert!(text(&first.0).contains("Tính đến ngày 02/5/2024, đã quá thời hạn 02 ngày"));
    // without earlier files, equal inputs give equal bytes
    office.day(3);
    std::fs::remove_dir_all(office.root().join("ket-qua/2024-6T")).unwrap();
    office.day(2);
    assert_eq!(office.reminder(DISTRICTS).0, first.0);
}

#[test]
fn a_new_report_changes_only_the_reminder_of_its_group() {
    let office = Office::new();
    office.day(2);
    let (districts, departments) = (office.reminder(DISTRICTS), office.reminder(DEPARTMENTS));
    office.receive("H-THOXUAN");
    let run = office.day(4);
    let anew = office.reminder(DISTRICTS);
    assert_ne!(anew.0, districts.0);
    assert!(
        text(&anew.0).contains("Tính đến ngày 04/5/2024")
            && !text(&anew.0).contains("huyện Thọ Xuân")
    );
    assert!(printed(&run).contains(&format!("don-doc/{DISTRICTS}\n")), "{}", printed(&run));
    assert_eq!(office.reminder(DEPARTMENTS), departments);
    office.day(5);
    assert_eq!(office.reminder(DISTRICTS), anew);
    assert!(office.names().iter().all(|name| !name.contains('(')), "{:?}", office.names());
}

#[test]
fn another_wording_or_language_rewrites_the_reminder() {
    let office = Office::new();
    office.day(2);
    let first = office.reminder(DISTRICTS).0;
    let plan = office.root().join("ke-hoach.toml");
    let words = std::fs::read_to_string(&plan).unwrap();
    assert!(words.contains("place = \""));
    std::fs::write(&plan, words.replacen("place = \"", "place = \"Tỉnh ", 1)).unwrap();
    office.day(3);
    let second = office.reminder(DISTRICTS).0;
    assert_ne!(second, first);
    office.run("consolidate", "2024-05-03", &["--lang", "en"]);
    office.verified();
    assert!(
        text(&office.reminder(DISTRICTS).0).contains("By 3 May 2024, 3 days past the deadline")
    );
}

#[test]
fn edits_are_kept_while_the_reminder_is_valid() {
    let office = Office::new();
    office.day(2);
    let edited = office.write_into(DISTRICTS, "Số: 15/CV");
    for day in [3, 4] {
        let run = office.day(day);
        assert_eq!(office.reminder(DISTRICTS), edited);
        assert!(said(&run).contains("kể cả chỗ đã ghi tay"), "{}", said(&run));
        let verified = office.verified();
        assert!(
            verified.contains(&format!("{DISTRICTS}: đúng như đã ghi, có chỗ sửa tay")),
            "{verified}"
        );
        assert!(verified.contains("Trừ chỗ đã sửa tay"), "{verified}");
    }
    // edits after the last run were seen by no run
    office.write_into(DISTRICTS, "Số: 16/CV");
    let verified = tonghop(&office.root(), &["verify", "--period", "2024-6T", "--format", "json"]);
    let told: Value = serde_json::from_slice(&verified.stdout).unwrap();
    let states =
        told["outputs"].as_array().unwrap().iter().filter(|output| output["state"] != "same");
    let states: Vec<&str> = states.map(|output| output["state"].as_str().unwrap()).collect();
    assert_eq!((code(&verified), states), (1, vec!["altered"]));
}

#[test]
fn edits_are_copied_when_the_reminder_is_rewritten() {
    let office = Office::new();
    office.day(2);
    let edited = office.write_into(DISTRICTS, "Số: 15/CV").0;
    office.receive("H-THOXUAN");
    let run = office.day(3);
    let aside = "qua-han-huyen-thi-xa-thanh-pho (đã sửa tay).docx";
    assert_eq!(office.reminder(aside).0, edited);
    assert!(text(&office.reminder(DISTRICTS).0).contains("Tính đến ngày 03/5/2024"));
    assert!(
        said(&run).contains(&format!("được giữ ở:\n  ket-qua/2024-6T/don-doc/{aside}")),
        "{}",
        said(&run)
    );
    // again: both edits are kept, none twice
    let again = office.write_into(DISTRICTS, "Số: 18/CV").0;
    office.receive("H-NONGCONG");
    let run = tonghop(
        &office.root(),
        &["consolidate", "--period", "2024-6T", "--as-of", "2024-05-04", "--quiet"],
    );
    assert!(said(&run).contains("(đã sửa tay 2).docx"), "{}", said(&run));
    assert_eq!(office.reminder("qua-han-huyen-thi-xa-thanh-pho (đã sửa tay 2).docx").0, again);
    assert_eq!(office.reminder(aside).0, edited);
    let names = office.names();
    office.day(4);
    assert_eq!(office.names(), names);
}

#[test]
fn edits_are_copied_when_the_reminder_is_obsolete() {
    let office = Office::new();
    office.run("consolidate", "2024-04-20", &[]);
    let near = "sap-den-han-huyen-thi-xa-thanh-pho.docx";
    let edited = office.write_into(near, "Số: 9/CV").0;
    let run = office.day(2);
    assert!(!office.folder().join(near).exists() && office.folder().join(DISTRICTS).is_file());
    assert!(!office.folder().join("sap-den-han-so-nganh (đã sửa tay).docx").exists());
    assert_eq!(office.reminder("sap-den-han-huyen-thi-xa-thanh-pho (đã sửa tay).docx").0, edited);
    assert!(
        printed(&run).contains(&format!("don-doc/{near} (đã bỏ: không còn cần)\n")),
        "{}",
        printed(&run)
    );
    // without a record, the file may be the office's own
    std::fs::remove_dir_all(office.root().join("ket-qua/2024-6T/nhat-ky")).unwrap();
    let unknown = office.write_into(DISTRICTS, "Số: 20/CV").0;
    office.day(3);
    assert_eq!(office.reminder("qua-han-huyen-thi-xa-thanh-pho (đã sửa tay).docx").0, unknown);
}

#[test]
fn an_earlier_as_of_day_rewrites_later_reminders() {
    let office = Office::new();
    office.day(6);
    office.day(3);
    assert!(text(&office.reminder(DISTRICTS).0).contains("Tính đến ngày 03/5/2024"));
    std::fs::remove_file(office.folder().join(DISTRICTS)).unwrap();
    office.day(5);
    assert!(
        text(&office.reminder(DISTRICTS).0).contains("Tính đến ngày 05/5/2024"),
        "one that was deleted is written anew"
    );
    assert!(text(&office.reminder(DEPARTMENTS).0).contains("Tính đến ngày 03/5/2024"));
}

#[test]
fn closed_results_contain_the_existing_reminders() {
    let office = Office::new();
    office.day(2);
    let (edited, written) =
        (office.write_into(DISTRICTS, "Số: 15/CV"), office.reminder(DEPARTMENTS));
    office.run("close", "2024-05-06", &[]);
    assert_eq!(
        (office.reminder(DISTRICTS), office.reminder(DEPARTMENTS)),
        (edited.clone(), written)
    );
    assert!(office.verified().contains("có chỗ sửa tay"));
    let again = office.run("consolidate", "2024-05-07", &[]);
    assert!(said(&again).contains("kết quả đã chốt giữ nguyên"), "{}", said(&again));
    // the next revision starts with its own reminders and then keeps them
    office.receive("S-TC");
    office.run("consolidate", "2024-05-08", &[]);
    let beside = office.root().join("ket-qua/2024-6T/ban-2/don-doc").join(DISTRICTS);
    let first = std::fs::read(&beside).unwrap();
    assert!(text(&first).contains("Tính đến ngày 08/5/2024"));
    office.run("consolidate", "2024-05-09", &[]);
    assert_eq!(std::fs::read(&beside).unwrap(), first);
    assert_eq!(office.reminder(DISTRICTS), edited);
    office.verified();
}

#[test]
fn reminders_in_records_of_earlier_versions_are_recognized() {
    let office = Office::new();
    office.day(2);
    let records = office.root().join("ket-qua/2024-6T/nhat-ky");
    for path in files(&records) {
        let mut record: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        if record["command"] != "consolidate" {
            continue;
        }
        assert!(record.as_object_mut().unwrap().remove("reminders").is_some());
        std::fs::write(path, record.to_string()).unwrap();
    }
    office.verified();
    office.day(3);
    assert!(office.names().iter().all(|name| !name.contains('(')), "{:?}", office.names());
    assert!(text(&office.reminder(DISTRICTS).0).contains("Tính đến ngày 03/5/2024"));
}

#[test]
fn the_example_keeps_its_reminders_from_day_to_day() {
    let folder = TempDir::new().unwrap();
    let example = folder.path().join("example");
    crate::tree::copy(&root().join("examples/thanh-hoa-2024"), &example);
    let run = |day| {
        code(&tonghop(
            &example,
            &["consolidate", "--period", "2024-6T", "--as-of", day, "--exit-zero"],
        ))
    };
    assert_eq!(run("2024-05-04"), 0);
    let reminders = || -> Vec<(PathBuf, Vec<u8>)> {
        let paths = files(&example.join("ket-qua/2024-6T/don-doc")).into_iter();
        paths.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
    };
    let first = reminders();
    assert!(!first.is_empty());
    assert_eq!(run("2024-05-06"), 0);
    assert_eq!(reminders(), first);
    let verified = tonghop(&example, &["verify", "--period", "2024-6T"]);
    assert_eq!(code(&verified), 0, "{}", printed(&verified));
}

#[test]
fn an_extended_unit_is_reminded_of_its_own_deadline() {
    let office = Office::new();
    let decisions = office.root().join("quyet-dinh.toml");
    let before = std::fs::read_to_string(&decisions).unwrap();
    office.day(2);
    let extend = [
        "decide",
        "extend",
        "H-THOXUAN",
        "--to",
        "2024-05-10",
        "--period",
        "2024-6T",
        "--as-of",
        "2024-05-02",
    ];
    let run = tonghop(&office.root(), &[&extend[..], &["--reason", "lũ", "--by", "Bình"]].concat());
    assert_eq!(code(&run), 0, "{}", said(&run));
    office.day(3);
    let own = "sap-den-han-huyen-thi-xa-thanh-pho-2024-05-10.docx";
    assert!(text(&office.reminder(own).0).contains("đến hết ngày 10/5/2024"));
    assert!(!text(&office.reminder(DISTRICTS).0).contains("huyện Thọ Xuân"));
    // without the decision the letter is removed too
    std::fs::write(&decisions, before).unwrap();
    office.day(4);
    assert!(!office.names().contains(&own.to_owned()), "{:?}", office.names());
    assert!(text(&office.reminder(DISTRICTS).0).contains("huyện Thọ Xuân"));
}
