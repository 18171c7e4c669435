//! Where nothing changed, results are not written again, and whatever changes, they are: what is kept from run to run can never
//! pass for what it is not.

use crate::tree::{code, files, printed, root, said, tonghop};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;
use tempfile::TempDir;

const WHEN: [&str; 4] = ["--period", "2024-6T", "--as-of", "2024-05-06"];
/// What a run says that found that nothing changed.
const STANDS: &str = "kết quả giữ nguyên, không ghi lại";

/// Something that is done to a workspace.
type Change = Box<dyn Fn(&Office)>;

struct Office(TempDir);

impl Office {
    fn new() -> Self {
        let folder = crate::tree::workspace();
        let office = Self(folder);
        for name in ["H-THOXUAN.xlsx", "S-BDT.xlsx"] {
            office.receive(name, &format!("nhan/2024-6T/{name}"));
        }
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("w").join(name)
    }

    fn receive(&self, report: &str, name: &str) {
        std::fs::create_dir_all(self.path(name).parent().unwrap()).unwrap();
        std::fs::copy(
            root().join("examples/thanh-hoa-2024/nhan/2024-6T").join(report),
            self.path(name),
        )
        .unwrap();
    }

    fn run(&self, words: &[&str]) -> Output {
        tonghop(&self.path(""), &[&["consolidate"], words].concat())
    }

    fn results(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let folder = self.path("ket-qua/2024-6T");
        let results =
            files(&folder).into_iter().filter(|path| !path.starts_with(folder.join("nhat-ky")));
        results.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
    }

    fn records(&self) -> usize {
        files(&self.path("ket-qua/2024-6T/nhat-ky")).len()
    }

    fn forget(&self) {
        std::fs::remove_dir_all(self.path("ket-qua/.bo-nho")).unwrap();
    }

    /// Runs, and says whether the results were left as they are.
    fn stands(&self, words: &[&str]) -> bool {
        let run = self.run(words);
        assert!(code(&run) < 2, "{}", said(&run));
        said(&run).contains(STANDS)
    }
}

#[test]
fn a_second_run_over_the_same_files_says_the_same_and_writes_only_its_record() {
    let office = Office::new();
    let first = office.run(&WHEN);
    assert!(!said(&first).contains(STANDS));
    let (results, workbook) = (office.results(), office.path("ket-qua/2024-6T/tong-hop.xlsx"));
    let written = std::fs::metadata(&workbook).unwrap().modified().unwrap();
    let again = office.run(&WHEN);
    assert!(said(&again).contains(STANDS), "{}", said(&again));
    assert_eq!([code(&first), code(&again)], [1, 1]);
    assert_eq!(std::fs::metadata(&workbook).unwrap().modified().unwrap(), written);
    assert_eq!((office.results(), office.records()), (results.clone(), 2));
    // as a program asks, and with another bound for the exit code
    let [json, facts] = [
        office.run(&[&WHEN[..], &["--format", "json"]].concat()),
        office.run(&[&WHEN[..], &["--exit-zero"]].concat()),
    ];
    assert!(printed(&json).starts_with('{') && printed(&json).contains("\"schema\": 2"));
    assert_eq!((code(&json), code(&facts)), (1, 0));
    // what is kept is worth nothing but time
    office.forget();
    let anew = office.run(&WHEN);
    assert!(!said(&anew).contains(STANDS));
    assert_eq!((printed(&anew), code(&anew)), (printed(&again), code(&again)));
    assert_eq!(office.results(), results);
    assert_eq!(code(&tonghop(&office.path(""), &["verify", "--period", "2024-6T"])), 0);
}

#[test]
fn whatever_changes_is_seen() {
    let office = Office::new();
    office.run(&WHEN);
    let edit = |name: &'static str, more: &'static str| {
        move |office: &Office| {
            let text = std::fs::read(office.path(name)).unwrap();
            std::fs::write(office.path(name), [&text, more.as_bytes()].concat()).unwrap();
        }
    };
    let changes: [(&str, Change); 11] = [
        (
            "a report that came",
            Box::new(|office| office.receive("S-TC.xlsx", "nhan/2024-6T/muộn/S-TC.xlsx")),
        ),
        (
            "a report of other bytes under the same name",
            Box::new(|office| office.receive("S-YT.xlsx", "nhan/2024-6T/muộn/S-TC.xlsx")),
        ),
        (
            "a report under another name",
            Box::new(|office| {
                std::fs::rename(
                    office.path("nhan/2024-6T/muộn/S-TC.xlsx"),
                    office.path("nhan/2024-6T/muộn/S-YT.xlsx"),
                )
                .unwrap();
            }),
        ),
        (
            "a report that went",
            Box::new(|office| {
                std::fs::remove_file(office.path("nhan/2024-6T/muộn/S-YT.xlsx")).unwrap();
            }),
        ),
        (
            "a report of things that arose",
            Box::new(|office| office.receive("S-YT.xlsx", "nhan/2024-DX/S-YT.xlsx")),
        ),
        (
            "a report of another period",
            Box::new(|office| office.receive("S-YT.xlsx", "nhan/2024-NAM/S-YT.xlsx")),
        ),
        ("the plan", Box::new(edit("ke-hoach.toml", "\n# sửa\n"))),
        ("the units", Box::new(edit("don-vi.toml", "\n# sửa\n"))),
        ("the decisions", Box::new(edit("quyet-dinh.toml", "\n# sửa\n"))),
        ("a result that was altered", Box::new(edit("ket-qua/2024-6T/tong-hop.xlsx", "x"))),
        (
            "a result that is gone",
            Box::new(|office| {
                std::fs::remove_file(office.path("ket-qua/2024-6T/tong-hop.json")).unwrap();
            }),
        ),
    ];
    for (what, change) in changes {
        assert!(office.stands(&WHEN), "before {what}");
        change(&office);
        assert!(!office.stands(&WHEN), "{what}");
        // and it comes to what is made anew
        let results = office.results();
        office.forget();
        assert!(!office.stands(&WHEN), "{what}");
        assert_eq!(office.results(), results, "{what}");
    }
    for other in [
        &["--period", "2024-6T", "--as-of", "2024-05-07"][..],
        &[&WHEN[..], &["--lang", "en"]].concat(),
    ] {
        assert!(office.stands(&WHEN));
        let run = office.run(other);
        assert!(!said(&run).contains(STANDS) && !said(&run).contains("results stand"), "{other:?}");
        assert!(!office.stands(&WHEN), "after {other:?}");
    }
}

#[test]
fn what_is_kept_and_cannot_be_understood_is_as_if_it_were_not_there() {
    let office = Office::new();
    office.run(&WHEN);
    let kept: Vec<PathBuf> = files(&office.path("ket-qua/.bo-nho"));
    let [kept] = kept.as_slice() else { unreachable!("{kept:?}") };
    let whole = std::fs::read_to_string(kept).unwrap();
    let by_another_build = |path: &Path| {
        let program = whole.split("\"program\":\"").nth(1).unwrap().split('"').next().unwrap();
        std::fs::write(path, whole.replace(program, &"0".repeat(64))).unwrap();
    };
    for damage in [
        &(|path: &Path| std::fs::write(path, "").unwrap()) as &dyn Fn(&Path),
        &|path| std::fs::write(path, whole.split_at(whole.len() / 2).0).unwrap(),
        &|path| std::fs::write(path, "{}").unwrap(),
        &by_another_build,
    ] {
        damage(kept);
        assert!(!office.stands(&WHEN));
        assert!(office.stands(&WHEN));
    }
}
