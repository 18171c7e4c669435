//! Relationships between the parts of a package.

use crate::model::submission::Unreadable;
use crate::read::archive::Archive;
use crate::read::limits;
use crate::read::xml::Token;

/// A relationship from one part to another.
pub(in crate::read) struct Relation {
    pub(in crate::read) id: String,
    /// Last segment of the relationship type.
    pub(in crate::read) kind: String,
    /// Name of the target part in the archive.
    pub(in crate::read) target: String,
}

/// Returns the relationships of a part, or of the package if the name is empty.
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

/// Resolves a target, absolute or relative, to a part name.
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
    fn targets_are_resolved_in_all_notations() {
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
