use super::*;
use crate::cli::lock;
use crate::cli::output::{Console, journal};
use rayon::prelude::*;

fn held(folder: &Path) -> Held {
    lock::hold(folder, &Console::silent("consolidate")).unwrap()
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
fn files_added_by_many_threads_appear_together_in_one_order() {
    let folder = tempfile::TempDir::new().unwrap();
    let place = folder.path().join("ket-qua/P");
    let expected: Vec<PathBuf> = (0..40).map(|number| place.join(format!("{number:02}"))).collect();
    for text in ["old", "new"] {
        let held = held(folder.path());
        let outputs = Outputs::of(&held);
        let stamps: Vec<Stamp> = expected
            .par_iter()
            .map(|path| outputs.add(path.clone(), text.as_bytes()).unwrap())
            .collect();
        assert_eq!(stamps[7], Stamp::of("ket-qua/P/07".to_owned(), text.as_bytes()));
        assert_eq!(
            std::fs::read_to_string(&expected[0]).ok(),
            (text == "new").then(|| "old".to_owned()),
            "nothing appears by itself"
        );
        assert_eq!(outputs.appear().unwrap().written, expected);
        assert!(expected.iter().all(|path| std::fs::read_to_string(path).unwrap() == text));
    }
    assert_eq!(names(&place).len(), 40);
    assert_eq!(names(&folder.path().join("ket-qua")), [".khoa", "P"]);
}

#[test]
fn what_is_made_bit_by_bit_is_stamped_and_told_as_what_is_made_at_once() {
    let folder = tempfile::TempDir::new().unwrap();
    let held = held(folder.path());
    let (outputs, path) = (Outputs::of(&held), folder.path().join("ket-qua/a"));
    let stamp = outputs.stream(path.clone(), |sink| {
        (0..9)
            .try_for_each(|_| sink.write_all(b"abc"))
            .map_err(|error| Error::write(Path::new("x"), error))
    });
    assert_eq!(stamp.unwrap(), Stamp::of("ket-qua/a".to_owned(), &b"abc".repeat(9)));
    let broken =
        outputs.stream(folder.path().join("ket-qua/b"), |_| Err(Error::Workbook("no".to_owned())));
    assert!(matches!(broken, Err(Error::Workbook(_))));
    assert_eq!(outputs.appear().unwrap().written, std::slice::from_ref(&path));
    assert_eq!(std::fs::read(&path).unwrap(), b"abc".repeat(9));
}

#[test]
fn what_is_there_already_is_not_written_again() {
    let folder = tempfile::TempDir::new().unwrap();
    let held = held(folder.path());
    let path = folder.path().join("ket-qua/a");
    let written = |text: &str| {
        let outputs = Outputs::of(&held);
        outputs.add(path.clone(), text.as_bytes()).unwrap();
        let beside = names(&folder.path().join("ket-qua"))
            .into_iter()
            .filter(|name| name.starts_with(BESIDE))
            .count();
        assert_eq!(outputs.appear().unwrap().written, std::slice::from_ref(&path));
        beside
    };
    assert_eq!([written("a"), written("a"), written("b"), written("c")], [1, 0, 1, 1]);
}

#[test]
fn a_set_is_decided_by_a_journal_that_can_be_read_again_wherever_one_stands() {
    let folder = tempfile::TempDir::new_in(".").unwrap();
    // as a workspace is named that one stands in
    let root = Path::new(".").join(folder.path().file_name().unwrap());
    let held = held(&root);
    let outputs = Outputs::of(&held);
    for name in ["a", "b"] {
        outputs.add(root.join("ket-qua").join(name), b"new").unwrap();
    }
    let files = outputs.files.lock().unwrap();
    let journal = outputs.journal(&files, &[]).unwrap();
    journal.decide(&held.results()).unwrap();
    assert_eq!(Journal::left(&held.results()).unwrap().unwrap().len(), 2);
    assert!(
        journal
            .moves
            .iter()
            .all(|step| root.join(&step.from).is_file() && step.to.starts_with("ket-qua/")),
        "{journal:?}"
    );
}

#[test]
fn where_one_file_cannot_be_replaced_none_is() {
    let folder = tempfile::TempDir::new().unwrap();
    let held = held(folder.path());
    let place = folder.path().join("ket-qua");
    std::fs::create_dir(place.join("b")).unwrap();
    std::fs::write(place.join("c"), "old").unwrap();
    let mut outputs = Outputs::of(&held);
    outputs.add(place.join("a"), b"new").unwrap();
    outputs.add(place.join("b"), b"new").unwrap();
    outputs.own(&place, ["c".to_owned()]);
    assert!(matches!(outputs.appear(), Err(Error::Write { path, .. }) if path == place.join("b")));
    assert_eq!(names(&place), [".dang-chay.json", ".khoa", "b", "c"]);
    assert!(!place.join(journal::NAME).exists());
}
