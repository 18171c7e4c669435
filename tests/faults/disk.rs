//! Tests of a full, small or read-only disk. What the machine does not permit is reported as not
//! tested.

use super::{BENCH, NEW, Office};
use crate::tree::{code, files, not_done, said};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// File system for the test, if the machine permits one.
struct Mount(PathBuf);

impl Mount {
    fn new(at: &Path, words: &[&str]) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let mounted = Command::new("mount")
            .args(words)
            .arg(at)
            .output()
            .is_ok_and(|run| run.status.success());
        if !mounted {
            not_done("no file system may be mounted here");
        }
        mounted.then(|| Self(at.to_owned()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).output();
    }
}

fn refused(run: &Output, words: &str, why: &str) {
    assert_eq!(code(run), 2, "{why}: {}", said(run));
    assert!(
        said(run).contains(words) && said(run).contains("Kết quả cũ còn nguyên."),
        "{why}: {}",
        said(run)
    );
}

#[test]
fn a_full_disk_leaves_the_old_results() {
    let folder = TempDir::new().unwrap();
    let disk = folder.path().join("disk");
    let Some(_mount) = Mount::new(&disk, &["-t", "tmpfs", "-o", "size=8m", "tmpfs"]) else {
        return;
    };
    let office = Office::laid(&disk);
    let ballast = disk.join("ballast");
    // from no space at all to nearly enough
    let needed: usize = BENCH.new.values().map(Vec::len).sum();
    for share in [0, 1, 3, 6, 9] {
        let room = needed / 10 * share;
        std::fs::write(&ballast, vec![1; 8 << 20]).unwrap_err();
        let filled = ballast.metadata().unwrap().len();
        std::fs::File::options()
            .write(true)
            .open(&ballast)
            .unwrap()
            .set_len(filled - u64::try_from(room).unwrap())
            .unwrap();
        refused(
            &office.run("consolidate", &NEW),
            "ổ đĩa đã đầy",
            &format!("{room} bytes of {needed}"),
        );
        std::fs::remove_file(&ballast).unwrap();
        office.is_untouched(&format!("{room} bytes of {needed}"));
    }
    office.completes_equally("there is room again");
}

#[test]
fn a_file_size_limit_leaves_the_old_results() {
    let folder = TempDir::new().unwrap();
    let office = Office::laid(folder.path());
    let sizes = BENCH.new.values().map(Vec::len);
    let (largest, smallest) = (sizes.clone().max().unwrap() / 512, sizes.min().unwrap() / 512);
    let limited = |blocks: usize, trap: &str| {
        let line = format!("{trap} ulimit -f {blocks} && exec \"$0\" consolidate \"$@\"");
        Command::new("sh")
            .args(["-c", &line, env!("CARGO_BIN_EXE_tonghop")])
            .args(NEW)
            .current_dir(&office.0)
            .output()
    };
    for blocks in [smallest / 2 + 1, largest / 2] {
        // with the signal ignored, the program receives an error
        let Ok(told) = limited(blocks, "trap '' XFSZ;") else {
            return not_done("no sh here");
        };
        refused(&told, "vượt quá cỡ", &format!("{blocks} blocks"));
        office.is_untouched(&format!("{blocks} blocks"));
        // the result is the same without ignoring it
        refused(&limited(blocks, "").unwrap(), "vượt quá cỡ", &format!("{blocks} blocks"));
        office.is_untouched(&format!("{blocks} blocks"));
    }
    office.completes_equally("the limit is gone");
}

#[test]
fn a_read_only_disk_is_reported() {
    let folder = TempDir::new().unwrap();
    let office = Office::laid(folder.path());
    let seen = folder.path().join("seen");
    let source = office.0.to_string_lossy().into_owned();
    let Some(_mount) = Mount::new(&seen, &["--bind", &source]) else {
        return;
    };
    assert!(
        Command::new("mount")
            .args(["-o", "remount,ro,bind"])
            .arg(&seen)
            .status()
            .unwrap()
            .success()
    );
    let beside = Office(seen);
    for command in ["consolidate", "close"] {
        let run = beside.run(command, &NEW);
        refused(&run, "ổ đĩa chỉ cho đọc", command);
        assert!(said(&run).contains("Chép thư mục làm việc sang ổ đĩa ghi được"), "{}", said(&run));
    }
    assert_eq!(code(&beside.run("check", &NEW)), 0, "what only reads can be done");
    assert_eq!(code(&beside.run("verify", &NEW[..2])), 0);
    // a transaction that cannot be completed here is not ignored
    std::fs::write(
        office.journal(),
        r#"{"schema":1,"command":"consolidate","moves":[],"removals":[]}"#,
    )
    .unwrap();
    refused(&beside.run("verify", &NEW[..2]), "ổ đĩa chỉ cho đọc", "verify");
    std::fs::remove_file(office.journal()).unwrap();
    office.is_untouched("read only");
}

#[test]
fn a_folder_without_write_permission_is_reported() {
    const NOBODY: u32 = 65534;
    let folder = TempDir::new().unwrap();
    let office = Office::laid(folder.path());
    let is_root = std::os::unix::fs::chown(&office.0, Some(NOBODY), None).is_ok();
    for entry in walkdir::WalkDir::new(folder.path()).into_iter().map(Result::unwrap) {
        if is_root {
            std::os::unix::fs::chown(entry.path(), Some(NOBODY), None).unwrap();
        }
    }
    let run = || {
        let mut run = Command::new(env!("CARGO_BIN_EXE_tonghop"));
        run.arg("consolidate").args(NEW).current_dir(&office.0);
        if is_root {
            // permissions do not apply to the administrator
            run.uid(NOBODY);
        }
        run.output()
    };
    let lock = |mode: u32| {
        let folders = ["ket-qua/2024-6T/tra-lai", "ket-qua/2024-6T", "ket-qua"];
        for name in folders {
            std::fs::set_permissions(office.0.join(name), PermissionsExt::from_mode(mode)).unwrap();
        }
    };
    for part in ["ket-qua/2024-6T/tra-lai", "ket-qua/2024-6T", "ket-qua"] {
        std::fs::set_permissions(office.0.join(part), PermissionsExt::from_mode(0o500)).unwrap();
        let Ok(done) = run() else {
            lock(0o700);
            return not_done("no other account may run the program here");
        };
        lock(0o700);
        refused(&done, "không có quyền ghi", part);
        assert!(
            office.results() == BENCH.old && office.leftovers().is_empty(),
            "{part}: {:?}",
            office.leftovers()
        );
    }
    let records = files(&office.period().join("nhat-ky"));
    assert!(
        records.iter().any(|path| path.to_string_lossy().ends_with("-loi.json")),
        "a failed run leaves a record where it can"
    );
}
