//! The recorded walk: from an empty folder to a closed period by pasting printed commands. Its
//! transcript is an example.
#![cfg(unix)]
#![expect(clippy::string_slice, reason = "the text is cut where a letter was found")]

use crate::tree::{copy, root};
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const TRANSCRIPT: &str = "examples/05_tu-dau-den-chot/ghi-lai.txt";
const INBOX: &str = "ban-chi-dao/nhan/2026-6T";

/// A person at a terminal, who types `tonghop` once and pastes the rest.
struct Person {
    folder: TempDir,
    transcript: String,
    /// Everything printed so far.
    printed: String,
}

impl Person {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Records an event outside the program.
    fn note(&mut self, what: &str) {
        self.transcript.push_str(&["# ", what, "\n\n"].concat());
    }

    fn run(&mut self, command: &str) {
        let program = Path::new(env!("CARGO_BIN_EXE_tonghop"));
        let others = std::env::var("PATH").unwrap();
        let output = Command::new("/bin/sh")
            .args(["-c", &format!("{command} 2>&1")])
            .current_dir(self.folder.path())
            .env("PATH", format!("{}:{others}", program.parent().unwrap().display()))
            .output()
            .unwrap();
        let code = output.status.code().unwrap();
        assert!(matches!(code, 0 | 1), "{command} ends with {code}");
        let text = String::from_utf8(output.stdout).unwrap();
        self.transcript.push_str(&["$ ", command, "\n", &without_clock(&text), "\n"].concat());
        self.printed += &text;
    }

    /// Pastes the last printed command that contains some words, with its placeholders filled in.
    fn paste(&mut self, words: &str, filled: &[(&str, &str)]) {
        let mut printed = self.printed.lines().filter_map(|line| {
            let start = line.find("tonghop ")?;
            Some(line[start..].trim()).filter(|command| command.contains(words))
        });
        let found = printed.next_back().map(str::to_owned);
        let command = found.unwrap_or_else(|| panic!("no “{words}” in:\n{}", self.printed));
        let fill = |command: String, (gap, with): &(&str, &str)| command.replacen(gap, with, 1);
        self.run(&filled.iter().fold(command, fill));
    }

    /// Pastes the command for the screen, with a day, because examples have no current day.
    fn look(&mut self, day: &str) {
        self.run(&format!("tonghop -C ban-chi-dao --as-of {day}"));
    }

    /// Returns the id of the finding whose line contains some words.
    fn id(&self, words: &str) -> String {
        let mut lines = self.printed.lines().filter(|line| line.contains(words));
        lines.next_back().unwrap().split_whitespace().next().unwrap().to_owned()
    }
}

/// Removes the time and day of this run from the output.
fn without_clock(text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for line in &mut lines {
        for mark in ["lúc ", "chốt ngày "] {
            if let Some(start) = line.find(mark).map(|at| at + mark.len()) {
                let is_clock = |c: char| c.is_ascii_digit() || matches!(c, ':' | '/');
                let rest = line[start..].trim_start_matches(is_clock).to_owned();
                line.replace_range(start.., &format!("…{rest}"));
            }
        }
        if let Some((run, rest)) = line.split_once("lúc … ngày ") {
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '/');
            *line = format!("{run}lúc … ngày …{rest}");
        }
    }
    lines.join("\n") + "\n"
}

/// Types into cells of a workbook: sheet, cell, content.
fn typed(workbook: &Path, cells: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(std::fs::read(workbook).unwrap())).unwrap();
    let mut whole = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..archive.len() {
        let mut member = archive.by_index(place).unwrap();
        let name = member.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        member.read_to_end(&mut bytes).unwrap();
        for (_, cell, content) in cells.iter().filter(|(sheet, ..)| name.ends_with(sheet)) {
            let text = String::from_utf8(bytes).unwrap();
            let start = text.find(&format!("<c r=\"{cell}\"")).unwrap();
            let end = start + text[start..].find(['/', '>']).unwrap();
            let style = text[start..end].split(" t=").next().unwrap().to_owned();
            let after = match &text[end..] {
                rest if rest.starts_with("/>") => end + 2,
                rest => end + rest.find("</c>").unwrap() + 4,
            };
            bytes = format!("{}{style}{content}</c>{}", &text[..start], &text[after..]).into();
        }
        whole.start_file(name, SimpleFileOptions::default()).unwrap();
        whole.write_all(&bytes).unwrap();
    }
    whole.finish().unwrap().into_inner()
}

#[test]
fn a_period_goes_from_an_empty_folder_to_closed_results_by_pasting() {
    let mut person = Person {
        folder: TempDir::new().unwrap(),
        transcript: String::new(),
        printed: String::new(),
    };
    let example = root().join("examples/04_mot-ky");

    person.note("Thư mục trống. Chỉ lệnh này được gõ; mọi lệnh sau được dán từ những gì chương trình in ra.");
    person.run("tonghop");
    person.paste(" init ", &[]);
    person.note("Văn phòng ghi kế hoạch và danh sách năm thôn vào ke-hoach.toml, don-vi.toml.");
    for name in ["ke-hoach.toml", "don-vi.toml"] {
        std::fs::copy(example.join(name), person.path("ban-chi-dao").join(name)).unwrap();
    }
    person.look("2026-05-20");
    person.paste(" template ", &[]);

    person.note("Ba thôn gửi báo cáo; văn phòng chép vào nhan/2026-6T/ theo ngày nhận.");
    copy(&example.join("nhan"), &person.path("ban-chi-dao/nhan"));
    person.look("2026-06-22");
    person.paste(" check --severity error ", &[]);
    person.paste(" decide --period ", &[]);
    let by = ("--by …", "--by 'Trần Thị B'");
    let waived = person.id("Thôn Đình: MT02");
    let reason = ("--reason …", "--reason '11 hộ tự phân loại từ năm 2025'");
    person.paste(&format!("waive {waived}"), &[reason, by]);
    let merging = ("--reason …", "--reason 'Đang sáp nhập thôn'");
    let mistaken = person.id("Thôn Bãi chưa gửi");
    person.paste(&format!("exempt {mistaken}"), &[merging, by]);
    person.note("Nhầm thôn: hủy quyết định ấy, ghi lại cho đúng thôn.");
    person.paste(" decide undo 2 ", &[by]);
    let meant = person.id("Thôn Đồi chưa gửi");
    person.paste(&format!("exempt {meant}"), &[merging, by]);
    person.paste(" consolidate ", &[]);
    person.look("2026-06-22");

    person.note("Thôn Sông nhận biểu mẫu gửi trả, sửa ô tô màu (670 thành 67), ghi số và ngày ký mới, không đụng đến ô C15 “Thay thế báo cáo số”, rồi gửi lại. Thôn Bãi gửi báo cáo, chậm 5 ngày.");
    let returned = person.path("ban-chi-dao/ket-qua/2026-6T/tra-lai/T-SONG.xlsx");
    let again = typed(
        &returned,
        &[
            ("sheet2.xml", "C9", " t=\"inlineStr\"><is><t>04/BC-T</t></is>"),
            ("sheet2.xml", "C10", "><v>46196</v>"),
            ("sheet4.xml", "D7", "><v>67</v>"),
        ],
    );
    let day = person.path(INBOX).join("2026-06-24");
    std::fs::create_dir_all(&day).unwrap();
    std::fs::write(day.join("T-SONG.xlsx"), again).unwrap();
    std::fs::copy(example.join("den-sau/thon-bai.xlsx"), day.join("thon-bai.xlsx")).unwrap();
    person.look("2026-06-24");
    person.paste(" consolidate ", &[]);
    person.look("2026-06-24");
    person.paste(" close ", &[]);
    person.look("2026-06-24");

    check_results(&person.path("ban-chi-dao/ket-qua/2026-6T"));
    check_transcript(&person.transcript);
}

fn check_results(results: &Path) {
    assert!(results.join("chot").is_dir() && results.join("DOC-TOI-TRUOC.txt").is_file());
    let facts: serde_json::Value =
        serde_json::from_slice(&std::fs::read(results.join("tong-hop.json")).unwrap()).unwrap();
    let total = facts["totals"].as_array().unwrap().iter().find(|one| one["indicator"] == "MT02");
    assert_eq!(total.unwrap()["sum"], "273", "95 + 51 + 67 + 60");
    let replaced = |finding: &serde_json::Value| finding["rule"] == "N104";
    assert!(
        facts["findings"].as_array().unwrap().iter().any(replaced),
        "the form sent back replaces the report it answers"
    );
}

fn check_transcript(transcript: &str) {
    let path = root().join(TRANSCRIPT);
    if std::env::var_os("TONGHOP_WALK").is_some_and(|what| what == "write") {
        std::fs::write(&path, transcript).unwrap();
    }
    let there = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        there == transcript,
        "the transcript is not up to date: TONGHOP_WALK=write cargo test --test main walk::\n{transcript}"
    );
}
