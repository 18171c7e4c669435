//! What is delivered beside the program: completions, the manual page, the version; and the workflow that builds them.

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

/// The names in the first column of a list of help.
fn listed(help: &str, heading: &str) -> Vec<String> {
    let list = help.split(&format!("{heading}:\n")).nth(1).unwrap_or_default();
    let lines = list.lines().take_while(|line| !line.is_empty());
    let named = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    named.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

/// The options that a help page names.
fn options(help: &str) -> BTreeSet<String> {
    let list = help.split("Options:\n").nth(1).unwrap_or_default();
    let words = list.lines().take_while(|line| !line.is_empty()).flat_map(|line| line.split_whitespace().take(2));
    words.map(|word| word.trim_end_matches(',').to_owned()).filter(|word| word.starts_with('-')).collect()
}

/// Every command with the options it has, as help tells them; a command of a command by both names.
fn commands() -> Vec<(Vec<String>, BTreeSet<String>)> {
    let of = |path: &[String]| {
        let words: Vec<&str> = path.iter().map(String::as_str).chain(["--help", "--lang", "en"]).collect();
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

#[test]
fn completions_name_every_command_with_its_other_name_and_every_option() {
    let commands = commands();
    assert!(commands.len() >= 17, "{commands:?}");
    let all: BTreeSet<&String> = commands.iter().flat_map(|(_, options)| options).collect();
    assert!(all.len() >= 20, "{all:?}");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = out(&["completions", shell]);
        for (path, _) in &commands {
            assert!(script.contains(path.last().unwrap()), "{shell}: {path:?}");
        }
        for other in ["tong-hop", "kiem-tra", "so-tay", "lich", "gia-han"] {
            assert!(script.contains(other), "{shell}: {other}");
        }
        for option in &all {
            // fish names options without their hyphens
            let (long, short) = (format!("-l {}", option.trim_start_matches('-')), format!("-s {}", option.trim_start_matches('-')));
            let named = if shell == "fish" { script.contains(&long) || script.contains(&short) } else { script.contains(option.as_str()) };
            assert!(named, "{shell}: {option}");
        }
    }
    assert_eq!(code(&tonghop(root(), &["completions", "cmd"])), 2);
}

#[test]
#[cfg(unix)]
fn bash_takes_the_script_and_completes_by_it() {
    let script = out(&["completions", "bash"]);
    let run = Command::new("bash").arg("-s").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut bash) = run else {
        return writeln!(std::io::stderr(), "bash is not here: its script was not run").unwrap();
    };
    let ask = "\nCOMP_WORDS=(tonghop tong-hop --as-)\nCOMP_CWORD=2\n_tonghop tonghop --as- tong-hop\necho \"${COMPREPLY[@]}\"\n";
    bash.stdin.take().unwrap().write_all((script + ask).as_bytes()).unwrap();
    let answer = bash.wait_with_output().unwrap();
    assert_eq!((code(&answer), said(&answer)), (0, String::new()));
    assert_eq!(printed(&answer), "--as-of --as-report --as-unit\n");
}

#[test]
fn the_manual_page_names_every_command_and_every_option_in_either_language() {
    for (lang, headings) in [("vi", ["TÊN", "CÁCH DÙNG", "CÁC LỆNH"]), ("en", ["NAME", "SYNOPSIS", "COMMANDS"])] {
        let page = out(&["so-tay", "--lang", lang]);
        let plain = page.replace("\\-", "-").replace("\\fB", "").replace("\\fI", "").replace("\\fR", "");
        for heading in headings {
            assert!(page.contains(&format!(".SH \"{heading}\"\n")), "{heading}");
        }
        for (path, options) in commands() {
            let name = format!(".SS \"tonghop {}\"\n", path.join(" "));
            let section = plain.split(&name).nth(1).unwrap_or_else(|| panic!("{name}"));
            let section = section.split("\n.S").next().unwrap();
            let global = plain.split("\n.SH ").nth(4).unwrap();
            for option in options {
                assert!(section.contains(&option) || global.contains(&option), "{path:?}: {option}");
            }
        }
        let first: Vec<&str> = page.lines().take(2).collect();
        assert!(first[0].contains("coding: UTF-8") && first[1].starts_with(".TH tonghop 1 "), "{first:?}");
        assert_eq!(page.matches(".TH ").count(), 1);
    }
}

#[test]
fn the_version_says_which_plan_is_shipped_and_which_set_of_rules() {
    let plan = tonghop::load::shipped::plan().unwrap();
    let (rules, print) = (tonghop::rules::RULES.len(), tonghop::rules::fingerprint());
    assert_eq!((tonghop::load::shipped::PLAN_ID, tonghop::load::shipped::PLAN_YEAR), (plan.id.as_str(), plan.year));
    let (version, id, year) = (env!("CARGO_PKG_VERSION"), &plan.id, plan.year);
    assert_eq!(
        out(&["--version"]),
        format!("tonghop {version} (kế hoạch kèm theo: {id}, năm {year}; bộ quy tắc: {rules} quy tắc, dấu {print})\n")
    );
    let english = out(&["--version", "--lang", "en"]);
    assert_eq!(english, format!("tonghop {version} (plan shipped: {id}, year {year}; rule set: {rules} rules, fingerprint {print})\n"));
    assert!(print.len() == 8 && print.chars().all(|c| c.is_ascii_hexdigit()));
}

/// The release workflow with the values of one of its machines in their places.
fn workflow(machine: &str) -> String {
    let text = std::fs::read_to_string(root().join(".github/workflows/release.yml")).unwrap();
    let values = machine.trim_start_matches("- {").trim_end_matches('}').split(", ");
    values.fold(text.clone(), |text, value| {
        let (key, value) = value.trim().split_once(": ").unwrap();
        text.replace(&format!("${{{{ matrix.{key} }}}}"), value.trim())
    })
}

#[test]
fn the_release_workflow_names_what_there_is() {
    let text = std::fs::read_to_string(root().join(".github/workflows/release.yml")).unwrap();
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let machines: Vec<&str> = text.lines().map(str::trim).filter(|line| line.starts_with("- {")).collect();
    assert_eq!(machines.len(), 2);
    for (machine, target) in machines.into_iter().zip(["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"]) {
        let text = workflow(machine);
        assert!(!text.contains("matrix."), "{text}");
        let commands: Vec<&str> = text.lines().map(str::trim).map(|line| line.trim_start_matches("run: ")).collect();
        let cargo: Vec<&str> = commands.iter().filter(|line| line.starts_with("cargo ")).copied().collect();
        let jobs = ["build --locked --profile dist", "test --locked --release"];
        assert_eq!(cargo, jobs.map(|job| format!("cargo {job} --target {target}")));
        let flags = format!("CARGO_TARGET_{}_RUSTFLAGS:", target.to_uppercase().replace('-', "_"));
        assert!(text.contains(&flags), "{flags}");
        let pack = commands.iter().find(|line| line.starts_with(".ci/pack.sh ")).unwrap();
        let [script, program, name, folder] = pack.split(' ').collect::<Vec<_>>()[..] else { panic!("{pack}") };
        assert!(root().join(script).is_file());
        assert!(program.starts_with(&format!("target/{target}/dist/tonghop")), "{program}");
        assert!(text.contains(&format!("{folder}/{name}.*")));
    }
    let version = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap().trim_matches('"');
    assert!(text.contains(&format!("TOOLCHAIN: \"{version}.")));
    // an action is named by the commit it stands for
    for action in text.lines().filter_map(|line| line.trim().strip_prefix("- uses: ")) {
        let commit = action.split(['@', ' ']).nth(1).unwrap();
        assert!(commit.len() == 40 && commit.chars().all(|c| c.is_ascii_hexdigit()), "{action}");
    }
}

#[test]
#[cfg(unix)]
fn what_is_handed_out_is_packed_with_checksums_of_all_of_it() {
    let folder = tempfile::TempDir::new().unwrap();
    let words = [".ci/pack.sh", env!("CARGO_BIN_EXE_tonghop"), "tonghop-x", folder.path().to_str().unwrap()];
    let Ok(run) = Command::new("bash").args(words).current_dir(root()).output() else {
        return writeln!(std::io::stderr(), "bash is not here: nothing was packed").unwrap();
    };
    assert_eq!(code(&run), 0, "{}", said(&run));
    let packed = folder.path().join("tonghop-x");
    let sums = std::fs::read_to_string(packed.join("SHA256SUMS")).unwrap();
    let files = crate::tree::files(&packed);
    assert_eq!(sums.lines().count(), files.len() - 1);
    for name in ["tonghop", "README.md", "completions/tonghop.bash", "completions/tonghop.powershell", "man/man1/tonghop.1"] {
        assert!(sums.contains(&format!("  ./{name}\n")) && std::fs::metadata(packed.join(name)).unwrap().len() > 1000, "{name}");
    }
    let bytes = std::fs::read(folder.path().join("tonghop-x.tar.gz")).unwrap();
    let sum = tonghop::model::record::Stamp::of(String::new(), &bytes).sha256;
    assert!(std::fs::read_to_string(folder.path().join("tonghop-x.tar.gz.sha256")).unwrap().starts_with(&sum));
}
