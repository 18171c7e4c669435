//! Which part belongs to which: the relations of a package, however their targets are written.

use crate::model::submission::Unreadable;
use crate::read::archive::Archive;
use crate::read::limits;
use crate::read::xml::Token;

/// One part pointing to another.
pub(in crate::read) struct Relation {
    /// The name by which the source knows it.
    pub(in crate::read) id: String,
    /// What the target is: the last word of the relation's type.
    pub(in crate::read) kind: String,
    /// The target's name in the archive.
    pub(in crate::read) target: String,
}

/// The relations of a part (of the package itself for an empty name).
pub(in crate::read) fn relations(
    archive: &mut Archive<'_>,
    part: &str,
) -> Result<Vec<Relation>, Unreadable> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    let file = format!("{folder}{slash}_rels/{name}.rels");
    let found = archive.scan(&file, limits::SMALL_BYTES, |xml| {
        let mut found = Vec::new();
        loop {
            match xml.next()? {
                Token::Open(tag, _) if tag.name() == "Relationship" => {
                    let get = |key| tag.get(key).unwrap_or_default().into_owned();
                    if get("TargetMode") != "External" {
                        let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
                        found.push(Relation {
                            id: get("Id"),
                            kind,
                            target: resolved(folder, &get("Target")),
                        });
                    }
                }
                Token::End => return Ok(found),
                _ => {}
            }
        }
    })?;
    Ok(found.unwrap_or_default())
}

/// A target as a name in the archive: absolute, relative, with `..`, with backslashes.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut path: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|step| !step.is_empty()).collect()
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn targets_are_found_however_they_are_written() {
        for target in [
            "worksheets/sheet1.xml",
            "/xl/worksheets/sheet1.xml",
            "../xl/worksheets/sheet1.xml",
            "worksheets\\sheet1.xml",
            "./worksheets/sheet1.xml",
        ] {
            assert_eq!(resolved("xl", target), "xl/worksheets/sheet1.xml", "{target}");
        }
        assert_eq!(resolved("", "xl/workbook.xml"), "xl/workbook.xml");
    }
}
