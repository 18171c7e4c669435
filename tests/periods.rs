//! Tests of the previous period from the command line.

use crate::tree::{code, copy, printed, root, said, tonghop};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;

/// Returns the rules with findings in the first half-year.
fn found(folder: &Path) -> Vec<String> {
    let run = tonghop(
        &folder.join("C102"),
        &["check", "--period", "2024-6T", "--as-of", "2024-05-06", "--format", "json"],
    );
    assert!(code(&run) < 2, "{}", said(&run));
    let facts: serde_json::Value = serde_json::from_str(&printed(&run)).unwrap();
    facts["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["rule"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_previous_period_is_read_from_results_or_reports() {
    let folder = TempDir::new().unwrap();
    copy(&root().join("examples/specimens"), folder.path());
    let workspace = folder.path().join("C102");
    assert_eq!(found(folder.path()), ["C102"]);
    let run = tonghop(
        &workspace,
        &["consolidate", "--period", "2024-Q1", "--as-of", "2024-04-02", "--exit-zero"],
    );
    assert_eq!(code(&run), 0, "{}", said(&run));
    std::fs::remove_dir_all(workspace.join("nhan/2024-Q1")).unwrap();
    assert_eq!(found(folder.path()), ["C102"]);
    let results = workspace.join("ket-qua/2024-Q1/tong-hop.json");
    let text = std::fs::read_to_string(&results).unwrap();
    // the results take precedence over the reports
    std::fs::write(&results, text.replacen("\"value\": \"3\"", "\"value\": \"2\"", 1)).unwrap();
    assert_eq!(found(folder.path()), [""; 0]);
    std::fs::write(&results, text.split_at(text.len() / 2).0).unwrap();
    let run = tonghop(&workspace, &["check", "--period", "2024-6T", "--as-of", "2024-05-06"]);
    assert_eq!(code(&run), 2);
    assert!(
        said(&run).contains("ket-qua/2024-Q1/tong-hop.json:")
            && said(&run).contains("consolidate --period 2024-Q1"),
        "{}",
        said(&run)
    );
    std::fs::remove_file(&results).unwrap();
    assert_eq!(found(folder.path()), [""; 0]);
}

#[test]
fn closed_results_depend_on_previous_and_ad_hoc_reports() {
    let folder = TempDir::new().unwrap();
    copy(&root().join("examples/specimens"), folder.path());
    let workspace = folder.path().join("C102");
    let run = |words: &[&str]| tonghop(&workspace, words);
    let on =
        |command| run(&[command, "--period", "2024-6T", "--as-of", "2024-05-06", "--exit-zero"]);
    let verified = || run(&["verify", "--period", "2024-6T"]);
    // an ad hoc report of the same unit is recorded too
    std::fs::create_dir_all(workspace.join("nhan/2024-DX")).unwrap();
    let plan = std::fs::read_to_string(workspace.join("ke-hoach.toml")).unwrap();
    let ad_hoc = "\n[[period]]\ncode = \"2024-DX\"\nname = \"đột xuất năm 2024\"\nname_en = \"ad hoc, 2024\"\n";
    std::fs::write(workspace.join("ke-hoach.toml"), plan + ad_hoc).unwrap();
    std::fs::write(workspace.join("nhan/2024-DX/a.pdf"), "%PDF-1.7").unwrap();
    // closed while the previous period has only reports
    assert_eq!(code(&on("close")), 0, "{}", said(&on("close")));
    assert_eq!(code(&verified()), 0, "{}", said(&verified()));
    let closing =
        std::fs::read_to_string(workspace.join("ket-qua/2024-6T/chot/chot.json")).unwrap();
    for input in ["nhan/2024-Q1/2024-03-28/bc-xa-suoi-co.xlsx", "nhan/2024-DX/a.pdf"] {
        assert!(closing.contains(input), "{input}: {closing}");
    }
    // results of the previous period are another input, on which the closed results are not based
    assert_eq!(
        code(&run(&["consolidate", "--period", "2024-Q1", "--as-of", "2024-04-02", "--exit-zero"])),
        0
    );
    assert_eq!(code(&verified()), 0, "{}", said(&verified()));
    let again = on("close");
    assert!(said(&again).contains("ket-qua/2024-Q1/tong-hop.json"), "{}", said(&again));
    assert_eq!(code(&verified()), 0, "{}", said(&verified()));
    assert!(workspace.join("ket-qua/2024-6T/ban-2/chot/ky-truoc.json").is_file());
    // they may be changed or missing since
    std::fs::write(workspace.join("ket-qua/2024-Q1/tong-hop.json"), "{}").unwrap();
    assert_eq!(code(&verified()), 0, "{}", said(&verified()));
    std::fs::write(workspace.join("nhan/2024-DX/a.pdf"), "%PDF-1.4").unwrap();
    let gone = verified();
    assert!(code(&gone) == 2 && said(&gone).contains("nhan/2024-DX/a.pdf"), "{}", said(&gone));
}

#[test]
fn a_missing_inbox_folder_is_empty() {
    let folder = crate::tree::workspace();
    let workspace = folder.path().join("w");
    let report = root().join("examples/thanh-hoa-2024/nhan/2024-6T/S-BDT.xlsx");
    std::fs::copy(report, workspace.join("nhan/2024-6T/S-BDT.xlsx")).unwrap();
    let workbook = || {
        let run = tonghop(
            &workspace,
            &["consolidate", "--period", "2024-6T", "--as-of", "2024-05-06", "--exit-zero"],
        );
        assert_eq!(code(&run), 0, "{}", said(&run));
        std::fs::read(workspace.join("ket-qua/2024-6T/tong-hop.xlsx")).unwrap()
    };
    let with = workbook();
    // as in a copy or an archive of the workspace
    std::fs::remove_dir(workspace.join("nhan/2024-DX")).unwrap();
    assert!(with == workbook());
    assert_eq!(code(&tonghop(&workspace, &["verify", "--period", "2024-6T"])), 0);
}

#[test]
fn periods_are_recognized_and_the_default_is_explained() {
    let folder = crate::tree::workspace();
    let w = folder.path().join("w");
    for words in [
        &["template", "--period", "6T"][..],
        &["template", "--period", "2024-6t"],
        &["template", "--period", "6 tháng"],
        &["template", "6", "tháng"],
        &["template", "–period", "6t/2024"],
        &["--period", "6T", "template"],
        &["template"],
    ] {
        let words = [words, &["--unit", "S-NV", "--as-of", "2024-04-10"]].concat();
        let run = tonghop(&w, &words);
        assert_eq!(
            (code(&run), printed(&run).trim()),
            (0, "mau/2024-6T/S-NV.xlsx"),
            "{words:?}: {}",
            said(&run)
        );
        assert!(said(&run).starts_with("Kỳ 2024-6T (6 tháng đầu năm 2024): "), "{}", said(&run));
        assert!(
            said(&run).contains("thời hạn trước 01/5/2024") && said(&run).contains("còn 20 ngày"),
            "{}",
            said(&run)
        );
    }
    let year = tonghop(&w, &["check", "NĂM", "--as-of", "2024-10-20"]);
    assert!(
        code(&year) == 3 && printed(&year).contains("(2024-NAM)"),
        "{}{}",
        said(&year),
        printed(&year)
    );
    let english =
        tonghop(&w, &["template", "--unit", "S-NV", "--as-of", "2024-04-10", "--lang", "en"]);
    assert!(
        said(&english)
            .contains("its deadline, before 1 May 2024, is nearest to 10 April 2024, 20 days left"),
        "{}",
        said(&english)
    );
    let quiet = tonghop(&w, &["template", "--unit", "S-NV", "--as-of", "2024-04-10", "--quiet"]);
    assert_eq!(said(&quiet), "");
}

#[test]
fn an_unknown_period_is_refused_with_the_known_ones() {
    let folder = crate::tree::workspace();
    let w = folder.path().join("w");
    for words in [
        &["consolidate", "--period", "2025-6T"][..],
        &["template", "quý I"],
        &["check", "2025-6T"],
        &["verify", "--period", "x"],
    ] {
        let run = tonghop(&w, words);
        assert_eq!(code(&run), 2, "{words:?}");
        assert!(
            said(&run).contains("Các kỳ của kế hoạch: 2024-6T, 2024-NAM, 2024-DX"),
            "{words:?}: {}",
            said(&run)
        );
    }
}

#[test]
#[cfg(unix)]
fn writing_commands_need_a_period_if_the_deadline_is_far() {
    let folder = TempDir::new().unwrap();
    assert_eq!(code(&tonghop(folder.path(), &["init", "văn phòng"])), 0);
    for command in [
        &["template"][..],
        &["consolidate"],
        &["close"],
        &["decide", "exempt", "S-NV", "--reason", "a", "--by", "b"],
    ] {
        for day in ["2025-01-15", "2023-10-01"] {
            let words = [&["-C", "văn phòng"], command, &["--as-of", day]].concat();
            let run = tonghop(folder.path(), &words);
            assert_eq!(code(&run), 2, "{words:?}");
            assert!(
                said(&run).starts_with("Chưa làm gì: ") && said(&run).contains("-C 'văn phòng' "),
                "{}",
                said(&run)
            );
            let pasted = said(&run)
                .lines()
                .find(|line| line.contains(" --period 2024-"))
                .unwrap()
                .trim()
                .to_owned();
            assert!(pasted.contains(command[0]) && pasted.contains(day), "{pasted}");
        }
    }
    // the printed command works
    let run = tonghop(
        folder.path(),
        &["-C", "văn phòng", "template", "--unit", "S-NV", "--as-of", "2025-01-15"],
    );
    let pasted = said(&run).lines().find(|line| line.contains(" --period ")).unwrap().to_owned();
    let done = std::process::Command::new("/bin/sh")
        .args(["-c", &pasted])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(
        (code(&done), printed(&done).trim()),
        (0, "mau/2024-NAM/S-NV.xlsx"),
        "{}",
        said(&done)
    );
    // commands that only read warn and continue
    let read = tonghop(folder.path(), &["-C", "văn phòng", "check", "--as-of", "2025-01-15"]);
    assert!(code(&read) == 3 && said(&read).contains("đã qua 76 ngày"), "{}", said(&read));
}

#[test]
fn several_open_periods_are_processed_except_for_irreversible_commands() {
    let folder = crate::tree::workspace();
    let w = folder.path().join("w");
    let plan = std::fs::read_to_string(w.join("ke-hoach.toml")).unwrap();
    // not the successor of the other, which would open midway between the two deadlines
    let plan = plan
        .replace("before = 2024-11-01", "by = 2024-05-11")
        .replace("previous = \"2024-6T\"\nincludes_previous = true\n", "");
    std::fs::write(w.join("ke-hoach.toml"), plan).unwrap();
    let on = |words: &[&str]| tonghop(&w, &[words, &["--as-of", "2024-04-20"]].concat());
    let forms = on(&["template", "--unit", "S-NV"]);
    assert_eq!(
        (code(&forms), printed(&forms)),
        (0, "mau/2024-6T/S-NV.xlsx\nmau/2024-NAM/S-NV.xlsx\n".to_owned()),
        "{}",
        said(&forms)
    );
    assert!(
        said(&forms).contains("Kỳ 2024-NAM (năm 2024): đang mở trong ngày 20/4/2024"),
        "{}",
        said(&forms)
    );
    std::fs::copy(w.join("mau/2024-NAM/S-NV.xlsx"), w.join("nhan/2024-NAM/S-NV.xlsx")).unwrap();
    let done = on(&["consolidate", "--exit-zero"]);
    assert_eq!(code(&done), 0, "{}", said(&done));
    for period in ["2024-6T", "2024-NAM"] {
        assert!(w.join("ket-qua").join(period).join("tong-hop.json").is_file(), "{period}");
    }
    // one document per command, regardless of the number of periods and their exit codes
    for words in [&["check"][..], &["consolidate"], &["template"]] {
        let run = on(&[words, &["--format", "json"]].concat());
        let document: Value = serde_json::from_str(&printed(&run)).unwrap();
        assert_eq!(document["periods"].as_array().unwrap().len(), 2, "{words:?}: {document}");
    }
    let closed = on(&["close"]);
    assert_eq!(code(&closed), 2);
    assert!(
        said(&closed).contains("close --as-of 2024-04-20 --period 2024-NAM"),
        "{}",
        said(&closed)
    );
}

#[test]
fn closed_results_depend_on_the_same_period_of_the_year_before() {
    let folder = crate::tree::workspace();
    let workspace = folder.path().join("w");
    let report = root().join("examples/thanh-hoa-2024/nhan/2024-6T/S-BDT.xlsx");
    std::fs::copy(report, workspace.join("nhan/2024-6T/S-BDT.xlsx")).unwrap();
    let plan = std::fs::read_to_string(workspace.join("ke-hoach.toml")).unwrap();
    let plan = plan.replace("previous = \"2023-6T\"\n", "");
    std::fs::write(workspace.join("ke-hoach.toml"), plan).unwrap();
    let run = |words: &[&str]| tonghop(&workspace, words);
    let on =
        |command| run(&[command, "--period", "2024-6T", "--as-of", "2024-05-06", "--exit-zero"]);
    assert_eq!(code(&on("consolidate")), 0, "{}", said(&on("consolidate")));
    // what was reported then is what is reported now
    let facts = std::fs::read_to_string(workspace.join("ket-qua/2024-6T/tong-hop.json")).unwrap();
    std::fs::create_dir_all(workspace.join("ket-qua/2023-6T")).unwrap();
    let before = workspace.join("ket-qua/2023-6T/tong-hop.json");
    std::fs::write(&before, facts.replace("2024-6T", "2023-6T")).unwrap();
    assert_eq!(code(&on("close")), 0, "{}", said(&on("close")));
    let closed = workspace.join("ket-qua/2024-6T");
    assert!(closed.join("chot/nam-truoc.json").is_file());
    let file = std::fs::File::open(closed.join("bao-cao.docx")).unwrap();
    let mut letter = String::new();
    std::io::Read::read_to_string(
        &mut zip::ZipArchive::new(file).unwrap().by_name("word/document.xml").unwrap(),
        &mut letter,
    )
    .unwrap();
    assert!(letter.contains("So với cùng kỳ năm trước (1 đơn vị có số liệu ở cả hai kỳ)"));
    std::fs::remove_file(&before).unwrap();
    let verified = run(&["verify", "--period", "2024-6T"]);
    assert_eq!(code(&verified), 0, "{}", said(&verified));
}
