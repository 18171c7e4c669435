//! Recognizes files left by operating systems and programs: deleted copies by their folder, other
//! leftovers by content and name. A report counts whatever its name begins with.

use super::{file_types, sniff};
use crate::model::submission::{ForeignKind, Unreadable};

/// Folders that hold deleted, older or temporary copies.
const DISCARDED: [&str; 39] = [
    "$recycle.bin",
    "recycler",
    "recycled",
    "#recycle",
    "@recycle",
    ".recycle",
    ".deleted",
    "system volume information",
    "lost+found",
    "network trash folder",
    "temporary items",
    ".temporaryitems",
    ".spotlight-v100",
    ".fseventsd",
    ".documentrevisions-v100",
    ".appledouble",
    ".appledb",
    ".appledesktop",
    ".git",
    ".svn",
    ".hg",
    ".cache",
    "__pycache__",
    ".tmp",
    "~tmp",
    ".temp",
    ".~tmp~",
    ".rsync-partial",
    "@eadir",
    "@tmp",
    "#snapshot",
    ".snapshot",
    ".snapshots",
    ".zfs",
    ".stversions",
    ".stfolder",
    ".thumbnails",
    ".vscode",
    ".idea",
];
/// Prefixes of further such folder names.
const DISCARDED_PREFIXES: [&str; 5] = [".trash", ".sync", ".dropbox", ".tmp.drive", "$windows.~"];
/// Prefixes of deleted files that a system still keeps.
const DELETED_PREFIXES: [&str; 3] = [".trashed-", ".nfs0", ".fuse_hidden"];
/// Extensions of unfinished downloads.
const PARTIAL: [&str; 15] = [
    "crdownload",
    "part",
    "partial",
    "download",
    "opdownload",
    "filepart",
    "dtapart",
    "aria2",
    "!ut",
    "!qb",
    "bc!",
    "xltd",
    "tmp",
    "temp",
    "~tmp",
];
/// Extensions of shortcuts and of files that programs write beside others.
const SIDE_FILE_EXTENSIONS: [&str; 23] = [
    "lnk",
    "url",
    "webloc",
    "website",
    "desktop",
    "library-ms",
    "search-ms",
    "appref-ms",
    "gsheet",
    "gdoc",
    "gslides",
    "gform",
    "gdraw",
    "gshortcut",
    "lock",
    "lck",
    "ldb",
    "laccdb",
    "aae",
    "xmp",
    "thm",
    "trashinfo",
    "jbf",
];
/// Extensions of Apple documents that may be folders, whose content is in `Document.iwa`.
const APPLE_DOCUMENTS: [&str; 3] = ["numbers", "pages", "key"];
/// Names of files that operating systems write for themselves.
const SYSTEM: [&str; 13] = [
    "thumbs.db",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "sthumbs.dat",
    "iconcache.db",
    "desktop.ini",
    "folder.htt",
    "autorun.inf",
    "picasa.ini",
    "indexervolumeguid",
    "wpsettings.dat",
    "zbthumbnail.info",
    "@synoresource",
];
/// Signatures of `AppleDouble` and `AppleSingle` files, in which macOS keeps file metadata.
const APPLE: [&[u8]; 2] = [&[0, 5, 0x16, 7], &[0, 5, 0x16, 0]];
/// Maximum size of a lock file, which names the person who has a file open.
const LOCK_BYTES: usize = 1024;

/// Returns whether a file is in a folder for deleted files. `path` is relative to a period's folder
/// or to an archive.
pub(super) fn is_in_trash(path: &str) -> bool {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let kept = |folder: &str| {
        let folder = folder.trim().to_lowercase();
        let lost_chain = folder.strip_prefix("found.").is_some_and(|number| {
            number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        lost_chain
            || DISCARDED.contains(&folder.as_str())
            || DISCARDED_PREFIXES.iter().any(|start| folder.starts_with(start))
    };
    let file = file.to_lowercase();
    folders.split('/').any(kept) || DELETED_PREFIXES.iter().any(|start| file.starts_with(start))
}

/// Returns whether an unreadable file was left by an operating system or program.
pub(super) fn is_system_file(name: &str, bytes: &[u8], why: &Unreadable) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name).trim().to_lowercase();
    let ending = ending(&file);
    let nature = match why {
        Unreadable::NotSpreadsheet(_, nature) => Some(*nature),
        Unreadable::Empty(_) | Unreadable::Damaged(_) => None,
        Unreadable::Encrypted
        | Unreadable::TooLarge(_)
        | Unreadable::Doubled(_)
        | Unreadable::Classified { .. } => return false,
    };
    let says_nothing = matches!(why, Unreadable::Empty(_))
        || nature == Some(ForeignKind::Other)
        || file_types::is_plain_text(bytes);
    let whole = sniff::begins_as_workbook(bytes);
    match () {
        () if APPLE.iter().any(|mark| bytes.starts_with(mark)) => true,
        () if PARTIAL.contains(&ending) || SYSTEM.contains(&file.as_str()) => true,
        () if file.starts_with("~$") || file.starts_with(".~") => {
            !whole && bytes.len() <= LOCK_BYTES
        }
        // Safari downloads into a folder with this extension
        () if below(name, &["download"]) => {
            matches!(why, Unreadable::Damaged(_) | Unreadable::Empty(_))
        }
        () if below(name, &APPLE_DOCUMENTS) => !whole && file != "document.iwa",
        // a `.icloud` placeholder shows that a file is missing
        () if file.starts_with('.') => !whole && says_nothing && ending != "icloud",
        () if SIDE_FILE_EXTENSIONS.contains(&ending)
            || file.ends_with("zone.identifier")
            || file.contains("@syno") =>
        {
            !whole
        }
        () => is_icon(&file) && (bytes.is_empty() || says_nothing),
    }
}

fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

/// Returns whether a file is in a folder with one of these extensions.
fn below(name: &str, endings: &[&str]) -> bool {
    let folders = name.rsplit_once('/').map_or("", |(folders, _)| folders).to_lowercase();
    folders.split('/').any(|folder| endings.contains(&ending(folder)))
}

/// Returns whether a name is that of a folder icon on macOS: `Icon` and an invisible character.
fn is_icon(file: &str) -> bool {
    file.strip_prefix("icon").is_some_and(|rest| {
        rest.chars().count() <= 1 && rest.chars().all(|letter| !letter.is_alphanumeric())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deleted_copies_are_known_by_their_folder() {
        for path in [
            "$RECYCLE.BIN/S-1-5-21/cu.xlsx",
            "2024-04-28/.Trash-1000/files/cu.xlsx",
            "System Volume Information/x",
            ".cache/cu.xlsx",
            "~tmp/cu.xlsx",
            "@eaDir/cu.xlsx/SYNOFILE",
            "found.000/file0000.chk",
            "a/.git/objects/ab",
            ".trashed-1690000000-bc.xlsx",
        ] {
            assert!(is_in_trash(path), "{path}");
        }
        for path in [
            "bc.xlsx",
            ".BC huyen Tho Xuan.xlsx",
            "__MACOSX/bc.xlsx",
            "tmp/bc.xlsx",
            ".moi/bc.xlsx",
            "~$bc.xlsx",
            "trash.xlsx",
        ] {
            assert!(!is_in_trash(path), "{path}");
        }
    }

    #[test]
    fn files_left_by_programs_are_known_by_content() {
        let left = |name: &str, bytes: &[u8]| {
            sniff::kind(bytes).err().is_some_and(|why| is_system_file(name, bytes, &why))
        };
        let owner: &[u8] = &[&[6, b'N', b'g', b'u', b'y', b'e', b'n'][..], &[0; 158]].concat();
        let rows: [(&str, &[u8]); 18] = [
            ("nhan/.DS_Store", b"\0\0\0\x01Bud1\0"),
            ("~$bao cao.xlsx", owner),
            ("a/Thumbs.db", b"\x01\x02\x03\0"),
            ("desktop.ini", b"[.ShellClassInfo]\r\n"),
            ("__MACOSX/._a.xlsx", &[0, 5, 0x16, 7, 0, 2, 0, 0]),
            (".~lock.a.xlsx#", ",nguyen,may1,26.04.2024 10:00,file;\n".as_bytes()),
            ("Icon\r", b""),
            ("Icon\u{fffd}", b""),
            ("bc.xlsx.crdownload", b"PK\x03\x04 cut"),
            ("bc.pdf.part", b"%PDF-1.7"),
            ("bc.lnk", &[0x4C, 0, 0, 0, 1, 0x14, 2, 0, 0]),
            ("bc.url", b"[InternetShortcut]\r\nURL=https://x\r\n"),
            (".directory", b"[Desktop Entry]\nIcon=folder\n"),
            ("bc.gsheet", b"{\"url\": \"https://docs.google.com/open?id=1\"}"),
            ("bc.xlsx:Zone.Identifier", b"[ZoneTransfer]\r\nZoneId=3\r\n"),
            (".gitkeep", b""),
            ("bc.xlsx.download/bc.xlsx", b"PK\x03\x04 cut"),
            ("bc.numbers/preview.jpg", b"\xFF\xD8\xFF"),
        ];
        for (name, bytes) in rows {
            assert!(left(name, bytes), "{name}");
        }
        let rows: [(&str, &[u8]); 9] = [
            (".bc.pdf", b"%PDF-1.7"),
            ("~$bc.xlsx", b"PK\x03\x04 cut"),
            (".bc.csv", b"a;b\n1;2\n"),
            ("bao cao.xlsx", b""),
            ("bc.txt", b"a text"),
            ("bc.lnk", b"PK\x03\x04 cut"),
            ("icons.xlsx", b"a text"),
            (".bc.xlsx.icloud", b"bplist00"),
            ("bc.numbers/Index/Document.iwa", b"\0\x01\x02"),
        ];
        for (name, bytes) in rows {
            assert!(!left(name, bytes), "{name}");
        }
    }
}
