use super::*;
use crate::store::{journal, lock, temp_file};
use rayon::prelude::*;

fn lock(folder: &Path) -> WorkspaceLock {
    let owner = lock::Owner::new("consolidate", chrono::DateTime::UNIX_EPOCH);
    lock::acquire(folder, owner, &|_| {}).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn files_added_by_many_threads_are_committed_together_in_one_order() {
    let folder = tempfile::TempDir::new().unwrap();
    let place = folder.path().join("ket-qua/P");
    let expected: Vec<PathBuf> = (0..40).map(|number| place.join(format!("{number:02}"))).collect();
    for text in ["old", "new"] {
        let lock = lock(folder.path());
        let transaction = Transaction::new(&lock);
        let digests: Vec<FileDigest> = expected
            .par_iter()
            .map(|path| transaction.add(path.clone(), text.as_bytes()).unwrap())
            .collect();
        assert_eq!(digests[7], FileDigest::new("ket-qua/P/07".to_owned(), text.as_bytes()));
        assert_eq!(
            std::fs::read_to_string(&expected[0]).ok(),
            (text == "new").then(|| "old".to_owned()),
            "nothing appears by itself"
        );
        assert_eq!(transaction.commit().unwrap().written, expected);
        assert!(expected.iter().all(|path| std::fs::read_to_string(path).unwrap() == text));
    }
    assert_eq!(names(&place).len(), 40);
    assert_eq!(names(&folder.path().join("ket-qua")), [".khoa", "P"]);
}

#[test]
fn a_streamed_file_has_the_digest_of_one_added_at_once() {
    let folder = tempfile::TempDir::new().unwrap();
    let lock = lock(folder.path());
    let (transaction, path) = (Transaction::new(&lock), folder.path().join("ket-qua/a"));
    let digest = transaction.stream(path.clone(), |writer| {
        (0..9)
            .try_for_each(|_| writer.write_all(b"abc"))
            .map_err(|error| Error::write(Path::new("x"), error))
    });
    assert_eq!(digest.unwrap(), FileDigest::new("ket-qua/a".to_owned(), &b"abc".repeat(9)));
    let broken = transaction
        .stream(folder.path().join("ket-qua/b"), |_| Err(Error::Workbook("no".to_owned())));
    assert!(matches!(broken, Err(Error::Workbook(_))));
    assert_eq!(transaction.commit().unwrap().written, std::slice::from_ref(&path));
    assert_eq!(std::fs::read(&path).unwrap(), b"abc".repeat(9));
}

#[test]
fn unchanged_files_are_not_written_again() {
    let folder = tempfile::TempDir::new().unwrap();
    let lock = lock(folder.path());
    let path = folder.path().join("ket-qua/a");
    let written = |text: &str| {
        let transaction = Transaction::new(&lock);
        transaction.add(path.clone(), text.as_bytes()).unwrap();
        let temps = names(&folder.path().join("ket-qua"))
            .into_iter()
            .filter(|name| name.starts_with(temp_file::PREFIX))
            .count();
        assert_eq!(transaction.commit().unwrap().written, std::slice::from_ref(&path));
        temps
    };
    assert_eq!([written("a"), written("a"), written("b"), written("c")], [1, 0, 1, 1]);
}

#[test]
fn the_journal_of_a_set_can_be_read_again_from_any_working_folder() {
    let folder = tempfile::TempDir::new_in(".").unwrap();
    // as a workspace in the current folder is named
    let root = Path::new(".").join(folder.path().file_name().unwrap());
    let lock = lock(&root);
    let transaction = Transaction::new(&lock);
    for name in ["a", "b"] {
        transaction.add(root.join("ket-qua").join(name), b"new").unwrap();
    }
    let files = transaction.files.lock().unwrap();
    let journal = transaction.journal(&files, &[]).unwrap();
    journal.persist(&lock.results()).unwrap();
    assert_eq!(Journal::load(&lock.results()).unwrap().unwrap().len(), 2);
    assert!(
        journal
            .moves
            .iter()
            .all(|step| root.join(&step.from).is_file() && step.to.starts_with("ket-qua/")),
        "{journal:?}"
    );
}

#[test]
fn if_one_file_cannot_be_replaced_none_is() {
    let folder = tempfile::TempDir::new().unwrap();
    let lock = lock(folder.path());
    let place = folder.path().join("ket-qua");
    std::fs::create_dir(place.join("b")).unwrap();
    std::fs::write(place.join("c"), "old").unwrap();
    let mut transaction = Transaction::new(&lock);
    transaction.add(place.join("a"), b"new").unwrap();
    transaction.add(place.join("b"), b"new").unwrap();
    transaction.remove_unless_written(&place, ["c".to_owned()]);
    assert!(
        matches!(transaction.commit(), Err(Error::Write { path, .. }) if path == place.join("b"))
    );
    assert_eq!(names(&place), [".dang-chay.json", ".khoa", "b", "c"]);
    assert!(!place.join(journal::NAME).exists());
}
