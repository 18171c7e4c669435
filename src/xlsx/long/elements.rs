//! Reads and edits the elements after the rows in a sheet's part.

use super::super::markup::unexpected;
use crate::error::Error;
use quick_xml::Reader;
use quick_xml::events::Event;

/// Elements that may follow the rows, in schema order (ECMA-376, `CT_Worksheet`).
const ORDER: [&str; 22] = [
    "sheetProtection",
    "protectedRanges",
    "autoFilter",
    "mergeCells",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "picture",
    "tableParts",
    "extLst",
];

/// The end tag of a sheet.
const END: &str = "</worksheet>";

/// Elements after the rows, each with its position in schema order.
pub(super) struct Elements(Vec<(usize, String)>);

impl Elements {
    /// Reads the markup between the rows and the end of the part.
    pub(super) fn read(behind: &str) -> Result<Self, Error> {
        let text = behind.strip_suffix(END).ok_or_else(|| unexpected("no end of the sheet"))?;
        let (mut reader, mut elements) = (Reader::from_str(text), Vec::new());
        loop {
            let start = position(&reader);
            let name = match reader.read_event().map_err(super::failed)? {
                Event::Start(tag) => {
                    reader.read_to_end(tag.name()).map_err(super::failed)?;
                    tag.name().as_ref().to_owned()
                }
                Event::Empty(tag) => tag.name().as_ref().to_owned(),
                Event::Eof => break,
                other => return Err(unexpected(&format!("{other:?} behind the rows"))),
            };
            let element = text.get(start..position(&reader)).unwrap_or_default();
            elements.push((place(&name)?, element.to_owned()));
        }
        if elements.is_sorted_by_key(|(place, _)| *place) {
            Ok(Self(elements))
        } else {
            Err(unexpected("elements in another order"))
        }
    }

    /// Inserts an element that the library did not write.
    pub(super) fn insert(&mut self, name: &str, element: String) -> Result<(), Error> {
        let place = place(name)?;
        let at = self.0.partition_point(|(other, _)| *other < place);
        if self.0.get(at).is_some_and(|(other, _)| *other == place) {
            return Err(unexpected(&format!("an element {name} of its own")));
        }
        self.0.insert(at, (place, element));
        Ok(())
    }

    /// Appends children to an element, which need not exist.
    pub(super) fn append(
        &mut self,
        name: &str,
        attributes: &str,
        children: &str,
    ) -> Result<(), Error> {
        let end = format!("</{name}>");
        let own = match self.take(name)? {
            Some(element) => {
                let inner = element.split_once('>').and_then(|(_, rest)| rest.strip_suffix(&end));
                inner.ok_or_else(|| unexpected(&element))?.to_owned()
            }
            None => String::new(),
        };
        self.insert(name, format!("<{name}{attributes}>{own}{children}{end}"))
    }

    /// Adds an attribute to an element that the library must have written.
    pub(super) fn add_attribute(&mut self, name: &str, attribute: &str) -> Result<(), Error> {
        let element = self.take(name)?.unwrap_or_default();
        let begin = format!("<{name} ");
        let rest = element
            .strip_prefix(&begin)
            .ok_or_else(|| unexpected(&format!("no element {name} with attributes")))?;
        self.insert(name, format!("{begin}{attribute} {rest}"))
    }

    /// Returns the markup up to the end of the part.
    pub(super) fn text(&self) -> String {
        let elements = self.0.iter().map(|(_, element)| element.as_str());
        elements.chain([END]).collect()
    }

    fn take(&mut self, name: &str) -> Result<Option<String>, Error> {
        let place = place(name)?;
        let at = self.0.iter().position(|(other, _)| *other == place);
        Ok(at.map(|at| self.0.remove(at).1))
    }
}

fn place(name: &str) -> Result<usize, Error> {
    let place = ORDER.iter().position(|known| *known == name);
    place.ok_or_else(|| unexpected(&format!("an element {name} behind the rows")))
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEHIND: &str = "<autoFilter ref=\"A1:B2\"/><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>\
        <pageMargins left=\"1\"/><headerFooter scaleWithDoc=\"0\"><oddHeader>&amp;P</oddHeader></headerFooter></worksheet>";

    fn edited(edit: impl FnOnce(&mut Elements) -> Result<(), Error>) -> Result<String, Error> {
        let mut elements = Elements::read(BEHIND)?;
        edit(&mut elements)?;
        Ok(elements.text())
    }

    #[test]
    fn unedited_markup_is_unchanged() {
        assert_eq!(edited(|_| Ok(())).expect("elements"), BEHIND);
    }

    #[test]
    fn elements_are_inserted_in_schema_order() {
        let text = edited(|all| {
            all.append("mergeCells", " count=\"2\"", "<mergeCell ref=\"A2:B2\"/>")?;
            all.append("hyperlinks", "", "<hyperlink ref=\"A1\"/>")?;
            all.insert("rowBreaks", "<rowBreaks/>".to_owned())?;
            all.add_attribute("headerFooter", "differentFirst=\"1\"")
        });
        let expected = BEHIND
            .replace("count=\"1\"", "count=\"2\"")
            .replace("</mergeCells>", "<mergeCell ref=\"A2:B2\"/></mergeCells><hyperlinks><hyperlink ref=\"A1\"/></hyperlinks>")
            .replace("<headerFooter ", "<headerFooter differentFirst=\"1\" ")
            .replace("</worksheet>", "<rowBreaks/></worksheet>");
        assert_eq!(text.expect("elements"), expected);
    }

    #[test]
    fn unexpected_markup_is_an_error() {
        for behind in [
            "<autoFilter/>",
            "<new/></worksheet>",
            "</sheetData></worksheet>",
            "text</worksheet>",
            "<pageMargins/><autoFilter/></worksheet>",
        ] {
            assert!(Elements::read(behind).is_err(), "{behind}");
        }
        assert!(edited(|all| all.insert("mergeCells", "<mergeCells/>".to_owned())).is_err());
        assert!(edited(|all| all.add_attribute("pageSetup", "a=\"b\"")).is_err());
        assert!(edited(|all| all.append("autoFilter", "", "<a/>")).is_err());
    }
}
