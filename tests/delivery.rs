//! Tests of completions, the manual page, the version, and the workflow that builds releases.

use crate::tree::{code, printed, root, said, tonghop};
use std::collections::BTreeSet;
#[cfg(unix)]
use std::io::Write as _;
#[cfg(unix)]
use std::process::{Command, Stdio};

fn out(words: &[&str]) -> String {
    let run = tonghop(root(), words);
    assert_eq!(code(&run), 0, "{}", said(&run));
    printed(&run)
}

/// Returns the names in the first column of a list in help.
fn listed(help: &str, heading: &str) -> Vec<String> {
    let list = help.split(&format!("{heading}:\n")).nth(1).unwrap_or_default();
    let lines = list.lines().take_while(|line| !line.is_empty());
    let named = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    named.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

/// Returns the options on a help page, including global ones.
fn options(help: &str) -> BTreeSet<String> {
    let lists = help
        .split("ptions:\n")
        .skip(1)
        .flat_map(|list| list.lines().take_while(|line| !line.is_empty()));
    let words = lists.flat_map(|line| line.split_whitespace().take(2));
    words
        .map(|word| word.trim_end_matches(',').to_owned())
        .filter(|word| word.starts_with('-'))
        .collect()
}

/// Returns every command with its options according to help; subcommands under both names.
fn commands() -> Vec<(Vec<String>, BTreeSet<String>)> {
    let of = |path: &[String]| {
        let words: Vec<&str> =
            path.iter().map(String::as_str).chain(["--help", "--lang", "en"]).collect();
        out(&words)
    };
    let mut all = Vec::new();
    for name in listed(&of(&[]), "Commands") {
        let help = of(std::slice::from_ref(&name));
        for kind in listed(&help, "Kinds of decisions") {
            let path = vec![name.clone(), kind];
            all.push((path.clone(), options(&of(&path))));
        }
        all.push((vec![name], options(&help)));
    }
    all
}

/// Returns what a shell would offer for the last word.
fn offered(folder: &std::path::Path, words: &[&str]) -> Vec<String> {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_tonghop"))
        .args(["--", "tonghop"])
        .args(words)
        .envs([
            ("TONGHOP_COMPLETE", "bash"),
            ("_CLAP_COMPLETE_INDEX", &words.len().to_string()),
            ("_CLAP_IFS", "\n"),
        ])
        .current_dir(folder)
        .output()
        .unwrap();
    assert_eq!((code(&run), said(&run)), (0, String::new()));
    printed(&run).lines().map(str::to_owned).collect()
}

#[test]
fn completions_offer_all_commands_and_options() {
    let commands = commands();
    assert!(commands.len() >= 18, "{commands:?}");
    let all: BTreeSet<&String> = commands.iter().flat_map(|(_, options)| options).collect();
    assert!(all.len() >= 20, "{all:?}");
    for (path, options) in &commands {
        let (name, above) = path.split_last().unwrap();
        let above: Vec<&str> = above.iter().map(String::as_str).collect();
        assert!(offered(root(), &[above.as_slice(), &[name]].concat()).contains(name), "{path:?}");
        let offered: Vec<String> = ["-", "--"]
            .into_iter()
            .flat_map(|dashes| offered(root(), &[above.as_slice(), &[name, dashes]].concat()))
            .collect();
        for option in options {
            assert!(offered.contains(option), "{path:?} {option}: {offered:?}");
        }
    }
    for other in ["tong-hop", "kiem-tra", "so-tay", "lich"] {
        assert_eq!(offered(root(), &[other]), [other]);
    }
    assert_eq!(offered(root(), &["quyet-dinh", "gia"]), ["gia-han"]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(out(&["completions", shell]).contains("TONGHOP_COMPLETE"), "{shell}");
    }
    assert_eq!(code(&tonghop(root(), &["completions", "cmd"])), 2);
}

#[test]
fn completions_offer_periods_units_and_rules() {
    let folder = crate::tree::workspace();
    let office = folder.path().join("w");
    assert_eq!(offered(&office, &["check", "--period", ""]), ["2024-6T", "2024-NAM", "2024-DX"]);
    assert_eq!(offered(&office.join("nhan"), &["mau", "--unit", "S-TN"]), ["S-TNMT"]);
    assert_eq!(offered(folder.path(), &["-C", "w", "decide", "extend", "H-THO"]), ["H-THOXUAN"]);
    assert_eq!(offered(folder.path(), &["check", "--period", ""]), [""; 0]);
    for words in [["explain", "C10"].as_slice(), &["check", "--rule", "C10"]] {
        assert_eq!(offered(&office, words), ["C101", "C102", "C103", "C104", "C105", "C106"]);
    }
    assert_eq!(offered(&office, &["help", "cons"]), ["consolidate"]);
    // a period added by the office
    let plan = std::fs::read_to_string(office.join("ke-hoach.toml")).unwrap();
    std::fs::write(
        office.join("ke-hoach.toml"),
        plan.replace("\"2024-DX\"", "\"2024-BAT-THUONG\""),
    )
    .unwrap();
    assert_eq!(offered(&office, &["check", "--period", "2024-B"]), ["2024-BAT-THUONG"]);
}

#[test]
#[cfg(unix)]
fn bash_completes_with_the_script() {
    let script = out(&["completions", "bash"]);
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_tonghop"));
    let path = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let run = Command::new("bash")
        .arg("-s")
        .env("PATH", path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut bash) = run else {
        return writeln!(std::io::stderr(), "bash is not here: its script was not run").unwrap();
    };
    let ask = "\nCOMP_WORDS=(tonghop tong-hop --as-)\nCOMP_CWORD=2\nCOMP_TYPE=9\n_clap_complete_tonghop tonghop --as- tong-hop\n\
               IFS=' '\necho \"${COMPREPLY[*]}\"\n";
    bash.stdin.take().unwrap().write_all((script + ask).as_bytes()).unwrap();
    let answer = bash.wait_with_output().unwrap();
    assert_eq!((code(&answer), said(&answer)), (0, String::new()));
    assert_eq!(printed(&answer), "--as-of --as-report --as-unit\n");
}

#[test]
fn the_manual_page_lists_all_commands_and_options() {
    for (lang, headings) in
        [("vi", ["TÊN", "CÁCH DÙNG", "CÁC LỆNH"]), ("en", ["NAME", "SYNOPSIS", "COMMANDS"])]
    {
        let page = out(&["so-tay", "--lang", lang]);
        let plain =
            page.replace("\\-", "-").replace("\\fB", "").replace("\\fI", "").replace("\\fR", "");
        for heading in headings {
            assert!(page.contains(&format!(".SH \"{heading}\"\n")), "{heading}");
        }
        for (path, options) in commands() {
            let name = format!(".SS \"tonghop {}\"\n", path.join(" "));
            let section = plain.split(&name).nth(1).unwrap_or_else(|| panic!("{name}"));
            let section = section.split("\n.S").next().unwrap();
            let global = plain.split("\n.SH ").nth(4).unwrap();
            for option in options {
                assert!(
                    section.contains(&option) || global.contains(&option),
                    "{path:?}: {option}"
                );
            }
        }
        let first: Vec<&str> = page.lines().take(2).collect();
        assert!(first[0].contains("coding: UTF-8") && first[1].starts_with(".ie "), "{first:?}");
        // an apostrophe is a string of the formatter, defined before its use
        let apostrophe = page.find("\\*(Aq");
        assert!(lang == "vi" || apostrophe.is_some());
        assert!(
            page.find(".ds Aq ") < apostrophe.or(Some(usize::MAX))
                && page.matches(".ds Aq ").count() == 2
        );
        assert_eq!(page.matches(".TH ").count(), 1);
    }
}

#[test]
fn the_version_names_plan_and_rules() {
    let plan = tonghop::load::shipped::plan().unwrap();
    let (rules, print) = (tonghop::rules::RULES.len(), tonghop::rules::fingerprint());
    assert_eq!(
        (tonghop::load::shipped::PLAN_ID, tonghop::load::shipped::PLAN_YEAR),
        (plan.id.as_str(), plan.year)
    );
    let (version, id, year) = (env!("CARGO_PKG_VERSION"), &plan.id, plan.year);
    assert_eq!(
        out(&["--version"]),
        format!(
            "tonghop {version} (kế hoạch kèm theo: {id}, năm {year}; bộ quy tắc: {rules} quy tắc, dấu {print})\n"
        )
    );
    let english = out(&["--version", "--lang", "en"]);
    assert_eq!(
        english,
        format!(
            "tonghop {version} (plan shipped: {id}, year {year}; rule set: {rules} rules, fingerprint {print})\n"
        )
    );
    assert!(print.len() == 8 && print.chars().all(|c| c.is_ascii_hexdigit()));
}

/// Returns the release workflow with the values of one machine filled in.
fn workflow(machine: &str) -> String {
    let text = std::fs::read_to_string(root().join(".github/workflows/release.yml")).unwrap();
    let values = machine.trim_start_matches("- {").trim_end_matches('}').split(", ");
    values.fold(text.clone(), |text, value| {
        let (key, value) = value.trim().split_once(": ").unwrap();
        text.replace(&format!("${{{{ matrix.{key} }}}}"), value.trim())
    })
}

#[test]
fn the_release_workflow_is_consistent() {
    let text = std::fs::read_to_string(root().join(".github/workflows/release.yml")).unwrap();
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let machines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| line.contains(" target: ")).collect();
    assert_eq!(machines.len(), 2);
    for (machine, target) in
        machines.into_iter().zip(["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"])
    {
        let text = workflow(machine);
        let text = text.split("\n  exchange:").next().unwrap();
        assert!(!text.contains("matrix."), "{text}");
        let commands: Vec<&str> =
            text.lines().map(str::trim).map(|line| line.trim_start_matches("run: ")).collect();
        let cargo: Vec<&str> =
            commands.iter().filter(|line| line.starts_with("cargo ")).copied().collect();
        let jobs = ["build --locked --profile dist", "test --locked --release"];
        assert_eq!(cargo, jobs.map(|job| format!("cargo {job} --target {target}")));
        let flags = format!("CARGO_TARGET_{}_RUSTFLAGS:", target.to_uppercase().replace('-', "_"));
        assert!(text.contains(&flags), "{flags}");
        let pack = commands.iter().find(|line| line.starts_with(".ci/pack.sh ")).unwrap();
        let [script, program, name, folder] = pack.split(' ').collect::<Vec<_>>()[..] else {
            panic!("{pack}")
        };
        assert!(root().join(script).is_file());
        assert!(program.starts_with(&format!("target/{target}/dist/tonghop")), "{program}");
        assert!(text.contains(&format!("{folder}/{name}.*")));
    }
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))
        .unwrap()
        .trim_matches('"');
    let toolchain = std::fs::read_to_string(root().join("rust-toolchain.toml")).unwrap();
    assert!(toolchain.contains(&format!("channel = \"{version}.")));
    // actions are pinned by commit
    for action in text.lines().filter_map(|line| line.trim().strip_prefix("- uses: ")) {
        let commit = action.split(['@', ' ']).nth(1).unwrap();
        assert!(commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()), "{action}");
    }
}

#[test]
#[cfg(unix)]
fn release_packages_have_checksums() {
    let folder = tempfile::TempDir::new().unwrap();
    let words = [
        ".ci/pack.sh",
        env!("CARGO_BIN_EXE_tonghop"),
        "tonghop-x",
        folder.path().to_str().unwrap(),
    ];
    let Ok(run) = Command::new("bash").args(words).current_dir(root()).output() else {
        return writeln!(std::io::stderr(), "bash is not here: nothing was packed").unwrap();
    };
    assert_eq!(code(&run), 0, "{}", said(&run));
    let packed = folder.path().join("tonghop-x");
    let sums = std::fs::read_to_string(packed.join("SHA256SUMS")).unwrap();
    let files = crate::tree::files(&packed);
    assert_eq!(sums.lines().count(), files.len() - 1);
    for name in [
        "tonghop",
        "README.md",
        "LICENSE",
        "docs/huong-dan.md",
        "ban-chi-dao/Kiểm tra.sh",
        "completions/tonghop.bash",
        "completions/tonghop.powershell",
        "man/man1/tonghop.1",
    ] {
        assert!(
            sums.contains(&format!("  ./{name}\n"))
                && std::fs::metadata(packed.join(name)).unwrap().len() > 200,
            "{name}"
        );
    }
    let bytes = std::fs::read(folder.path().join("tonghop-x.tar.gz")).unwrap();
    let sum = tonghop::model::record::FileDigest::new(String::new(), &bytes).sha256;
    assert!(
        std::fs::read_to_string(folder.path().join("tonghop-x.tar.gz.sha256"))
            .unwrap()
            .starts_with(&sum)
    );
}
