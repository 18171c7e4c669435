//! One run at a time that writes into a workspace. The system lets go of the lock when the program ends, however it ends.

use crate::error::Error;
use crate::say;
use std::fs::{File, TryLockError};
use std::path::Path;

/// The lock file's name, in `ket-qua/`.
const NAME: &str = ".khoa";

/// Holds a workspace for this run.
///
/// # Errors
/// Where another run holds it, or the lock file cannot be made.
pub(super) fn hold(results: &Path) -> Result<File, Error> {
    let path = results.join(NAME);
    std::fs::create_dir_all(results).map_err(|error| Error::write(results, error))?;
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(|error| Error::write(&path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(say!(
            "Một lần chạy khác đang ghi vào thư mục làm việc này. Đợi lần đó xong rồi chạy lại.",
            "Another run is writing into this workspace. Wait until it is done, then run again."
        )
        .into()),
        Err(TryLockError::Error(error)) => Err(Error::write(&path, error)),
    }
}
