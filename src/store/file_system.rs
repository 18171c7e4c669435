//! File operations that differ between systems: Windows refuses to replace open files, Unix
//! restricts who may enter a folder.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Pauses while another program uses a file; virus scanners release it soon.
const PAUSES: [Duration; 4] = [
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(250),
    Duration::from_millis(500),
];

/// Number of files from which the whole file system is flushed once, instead of each file.
#[cfg(target_os = "linux")]
const MANY: usize = 8;

/// Creates a folder and its parents. On Unix only the owner may enter; on Windows rights are inherited.
///
/// # Errors
/// Returns the error of the file system.
pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Makes a file executable for its owner. Does nothing on Windows.
///
/// # Errors
/// Returns the error of the file system.
#[cfg_attr(not(unix), expect(clippy::unnecessary_wraps, reason = "it fails on Unix"))]
pub(crate) fn make_executable(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    std::fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Returns options to open a file for writing; on Unix only the owner may read a new file.
pub(crate) fn to_write() -> OpenOptions {
    let mut options = File::options();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Returns whether a file exists that another will replace.
///
/// # Errors
/// Returns an error if it cannot be replaced: it is a folder, or on Windows open in another program.
pub(crate) fn replaceable(path: &Path) -> io::Result<bool> {
    match path.symlink_metadata() {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
        Ok(about) if about.is_dir() => Err(ErrorKind::IsADirectory.into()),
        Ok(_) => with_retries(|| ensure_not_open(path)).map(|()| true),
    }
}

#[cfg(windows)]
fn ensure_not_open(path: &Path) -> io::Result<()> {
    let mut options = File::options();
    options.read(true);
    std::os::windows::fs::OpenOptionsExt::share_mode(&mut options, 0);
    options.open(path).map(drop)
}

#[cfg(not(windows))]
#[expect(clippy::unnecessary_wraps, reason = "it fails on Windows")]
fn ensure_not_open(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Renames a file, replacing another one.
///
/// # Errors
/// Returns the error of the file system.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    stop_point();
    with_retries(|| std::fs::rename(from, to))
}

/// Removes a file if it exists.
///
/// # Errors
/// Returns the error of the file system.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    stop_point();
    match with_retries(|| std::fs::remove_file(path)) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Ends the program before the rename, removal or flush that `TONGHOP_STOP_BEFORE` counts to, so
/// that tests can interrupt a run at any of them. Does nothing in release builds.
fn stop_point() {
    #[cfg(debug_assertions)]
    {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static STEPS: AtomicUsize = AtomicUsize::new(1);
        let step = STEPS.fetch_add(1, Ordering::Relaxed).to_string();
        #[expect(clippy::exit, reason = "nothing may be cleaned up")]
        if std::env::var("TONGHOP_STOP_BEFORE").is_ok_and(|wanted| wanted == step) {
            std::process::exit(86);
        }
    }
}

fn with_retries<T>(act: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    retry(&PAUSES, |error| cfg!(windows) && is_in_use(error.raw_os_error()), act)
}

/// Retries an action after each pause while its error may pass.
fn retry<T>(
    pauses: &[Duration],
    is_passing: impl Fn(&io::Error) -> bool,
    mut act: impl FnMut() -> io::Result<T>,
) -> io::Result<T> {
    for pause in pauses {
        match act() {
            Err(error) if is_passing(&error) => std::thread::sleep(*pause),
            done => return done,
        }
    }
    act()
}

/// Returns whether a Windows error code means that another program uses the file: access denied
/// (virus scanners), sharing, lock.
fn is_in_use(code: Option<i32>) -> bool {
    matches!(code, Some(5 | 32 | 33))
}

/// Flushes files and their folders to the disk.
///
/// # Errors
/// Returns the error of the file system.
pub(crate) fn flush<'p>(
    files: &[&'p Path],
    folders: impl IntoIterator<Item = &'p Path>,
) -> io::Result<()> {
    stop_point();
    let folders: Vec<&Path> = folders.into_iter().collect();
    #[cfg(target_os = "linux")]
    if files.len() >= MANY && !folders.is_empty() {
        // folders may be on several disks; flushing the same disk again takes no time
        return folders.iter().try_for_each(|folder| Ok(rustix::fs::syncfs(File::open(folder)?)?));
    }
    each_of(files)?;
    folders.into_iter().try_for_each(flush_folder)
}

/// Flushes files in parallel.
fn each_of(files: &[&Path]) -> io::Result<()> {
    let flush = |path: &Path| File::options().write(true).open(path)?.sync_all();
    let share = files.len().div_ceil(8).max(1);
    std::thread::scope(|scope| {
        let waiting: Vec<_> = files
            .chunks(share)
            .map(|files| scope.spawn(move || files.iter().try_for_each(|path| flush(path))))
            .collect();
        waiting
            .into_iter()
            .try_for_each(|done| done.join().unwrap_or_else(|_| Err(ErrorKind::Other.into())))
    })
}

/// Flushes a folder to the disk. Does nothing on Windows or if the file system does not support it.
///
/// # Errors
/// Returns the error of the file system.
pub(crate) fn flush_folder(folder: &Path) -> io::Result<()> {
    stop_point();
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
            Ok(())
        }
        done => done,
    }
}

/// Returns whether a lock failed because the file system has no locks, as some network folders.
pub(crate) fn cannot_lock(error: &io::Error) -> bool {
    error.kind() == ErrorKind::Unsupported || has_no_locks(error.raw_os_error(), cfg!(windows))
}

fn has_no_locks(code: Option<i32>, windows: bool) -> bool {
    match code {
        // ERROR_INVALID_FUNCTION, ERROR_NOT_SUPPORTED
        Some(1 | 50) => windows,
        // ENOLCK
        Some(37) => !windows,
        _ => false,
    }
}

/// Returns the canonical path, without the `\\?\` prefix of Windows.
///
/// # Errors
/// Returns the error of the file system.
pub(crate) fn canonical(path: &Path) -> io::Result<PathBuf> {
    dunce::canonicalize(path)
}

/// Returns whether a folder contains a file at any depth.
pub(crate) fn has_files(folder: &Path) -> bool {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .any(|entry| entry.file_type().is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT_ONCE: [Duration; 3] = [Duration::ZERO; 3];

    #[test]
    fn only_files_in_use_are_retried() {
        let tried = |until: usize, code: i32| {
            let mut times = 0;
            let done = retry(
                &AT_ONCE,
                |error| is_in_use(error.raw_os_error()),
                || {
                    times += 1;
                    if times > until { Ok(()) } else { Err(io::Error::from_raw_os_error(code)) }
                },
            );
            (times, done.is_ok())
        };
        assert_eq!(tried(2, 32), (3, true));
        assert_eq!(tried(9, 5), (4, false));
        assert_eq!(tried(9, 2), (1, false));
    }

    #[test]
    fn a_folder_is_never_replaced_by_a_file() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("a/b");
        assert!(!replaceable(&path).unwrap());
        make_folder(&path).unwrap();
        assert_eq!(replaceable(&path).unwrap_err().kind(), ErrorKind::IsADirectory);
        let file = path.join("c");
        to_write().create_new(true).open(&file).unwrap();
        assert!(replaceable(&file).unwrap());
        remove(&file).unwrap();
        remove(&file).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn new_files_and_folders_are_private() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::TempDir::new().unwrap();
        let (above, below) = (folder.path().join("a"), folder.path().join("a/b"));
        make_folder(&below).unwrap();
        let file = below.join("c");
        to_write().create_new(true).open(&file).unwrap();
        let modes =
            [above, below, file].map(|path| path.metadata().unwrap().permissions().mode() & 0o777);
        assert_eq!(modes, [0o700, 0o700, 0o600]);
    }

    #[test]
    fn few_files_and_many_are_flushed() {
        let folder = tempfile::TempDir::new().unwrap();
        for count in [0, 1, 30] {
            let paths: Vec<PathBuf> =
                (0..count).map(|number| folder.path().join(format!("{number}"))).collect();
            for path in &paths {
                std::fs::write(path, "x").unwrap();
            }
            flush(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>(), [folder.path()])
                .unwrap();
        }
        assert!(flush(&[&folder.path().join("gone")], []).is_err());
    }

    #[test]
    fn a_file_system_without_locks_is_recognized() {
        assert!(has_no_locks(Some(37), false) && !has_no_locks(Some(37), true));
        assert!(has_no_locks(Some(50), true) && !has_no_locks(Some(50), false));
        assert!(
            cannot_lock(&ErrorKind::Unsupported.into())
                && !cannot_lock(&ErrorKind::PermissionDenied.into())
        );
    }

    #[test]
    fn canonical_paths_have_no_windows_prefix() {
        let folder = tempfile::TempDir::new().unwrap();
        let full = canonical(folder.path()).unwrap();
        assert!(full.is_absolute() && !full.display().to_string().starts_with(r"\\?\"));
    }
}
