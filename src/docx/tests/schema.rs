//! Checks written parts against the schema of ISO/IEC 29500-1, as far as its elements are used
//! here, and that relationships have targets.

use super::*;
use std::collections::{BTreeMap, BTreeSet};

/// Children of the properties of a paragraph, a run and a table.
const PARAGRAPH: &str = "w:pStyle w:keepNext w:pBdr w:spacing w:ind w:jc w:outlineLvl w:sectPr";
const RUN: &str = "w:rFonts w:b w:bCs w:i w:iCs w:sz w:szCs w:shd w:lang";
const TABLE: &str = "w:tblW w:jc w:tblBorders w:tblLayout w:tblCellMar";

/// Allowed attributes of an element, and its children in order. `*` follows repeatable children,
/// and `|` separates those in any order.
const ELEMENTS: [(&str, &str, &str); 72] = [
    ("Types", "xmlns", "Default|Override*"),
    ("Default", "Extension ContentType", ""),
    ("Override", "PartName ContentType", ""),
    ("Relationships", "xmlns", "Relationship*"),
    ("Relationship", "Id Type Target", ""),
    (
        "cp:coreProperties",
        "xmlns:cp xmlns:dc xmlns:dcterms xmlns:xsi",
        "dc:title dc:creator dc:language cp:lastModifiedBy dcterms:created dcterms:modified",
    ),
    ("dc:title", "", ""),
    ("dc:creator", "", ""),
    ("dc:language", "", ""),
    ("cp:lastModifiedBy", "", ""),
    ("dcterms:created", "xsi:type", ""),
    ("dcterms:modified", "xsi:type", ""),
    ("w:document", "xmlns:w xmlns:r", "w:body"),
    ("w:body", "", "w:p|w:tbl* w:sectPr"),
    ("w:hdr", "xmlns:w", "w:p|w:tbl*"),
    ("w:p", "", "w:pPr w:r|w:fldSimple*"),
    ("w:pPr", "", PARAGRAPH),
    ("w:pStyle", "w:val", ""),
    ("w:keepNext", "", ""),
    ("w:pBdr", "", "w:top"),
    ("w:spacing", "w:before w:after w:line w:lineRule", ""),
    ("w:ind", "w:left w:right w:hanging w:firstLine", ""),
    ("w:jc", "w:val", ""),
    ("w:outlineLvl", "w:val", ""),
    ("w:r", "", "w:rPr w:t|w:br|w:tab|w:drawing*"),
    ("w:rPr", "", RUN),
    ("w:rFonts", "w:ascii w:hAnsi w:eastAsia w:cs", ""),
    ("w:b", "", ""),
    ("w:bCs", "", ""),
    ("w:i", "", ""),
    ("w:iCs", "", ""),
    ("w:sz", "w:val", ""),
    ("w:szCs", "w:val", ""),
    ("w:shd", "w:val w:color w:fill", ""),
    ("w:lang", "w:val w:eastAsia w:bidi", ""),
    ("w:t", "xml:space", ""),
    ("w:br", "", ""),
    ("w:tab", "", ""),
    ("w:fldSimple", "w:instr", "w:r*"),
    ("w:tbl", "", "w:tblPr w:tblGrid w:tr*"),
    ("w:tblPr", "", TABLE),
    ("w:tblW", "w:w w:type", ""),
    ("w:tblBorders", "", "w:top w:left w:bottom w:right w:insideH w:insideV"),
    ("w:tblLayout", "w:type", ""),
    ("w:tblCellMar", "", "w:top w:left w:bottom w:right"),
    ("w:tblGrid", "", "w:gridCol*"),
    ("w:gridCol", "w:w", ""),
    ("w:tr", "", "w:trPr w:tc*"),
    ("w:trPr", "", "w:cantSplit|w:tblHeader*"),
    ("w:cantSplit", "", ""),
    ("w:tblHeader", "", ""),
    ("w:tc", "", "w:tcPr w:p*"),
    ("w:tcPr", "", "w:tcW w:gridSpan w:shd w:vAlign"),
    ("w:tcW", "w:w w:type", ""),
    ("w:gridSpan", "w:val", ""),
    ("w:vAlign", "w:val", ""),
    ("w:sectPr", "", "w:headerReference* w:pgSz w:pgMar w:pgNumType w:cols w:titlePg"),
    ("w:headerReference", "w:type r:id", ""),
    ("w:pgSz", "w:w w:h w:orient", ""),
    ("w:pgMar", "w:top w:right w:bottom w:left w:header w:footer w:gutter", ""),
    ("w:pgNumType", "w:start", ""),
    ("w:cols", "w:space", ""),
    ("w:titlePg", "", ""),
    ("w:styles", "xmlns:w", "w:docDefaults w:style*"),
    ("w:docDefaults", "", "w:rPrDefault w:pPrDefault"),
    ("w:rPrDefault", "", "w:rPr"),
    ("w:pPrDefault", "", "w:pPr"),
    (
        "w:style",
        "w:type w:default w:styleId",
        "w:name w:basedOn w:next w:uiPriority w:semiHidden w:unhideWhenUsed w:qFormat w:pPr w:rPr w:tblPr",
    ),
    ("w:settings", "xmlns:w", "w:defaultTabStop w:characterSpacingControl w:compat"),
    ("w:characterSpacingControl", "w:val", ""),
    ("w:compat", "", "w:compatSetting*"),
    ("w:compatSetting", "w:name w:uri w:val", ""),
];

#[derive(Debug, Default, Clone)]
struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Element>,
}

impl Element {
    fn new(tag: &quick_xml::events::BytesStart<'_>) -> Self {
        let attributes = tag.attributes().map(|attribute| attribute.expect("an attribute"));
        let attributes = attributes
            .map(|attribute| (attribute.key.as_ref().to_owned(), attribute.value.to_string()));
        Self {
            name: tag.name().as_ref().to_owned(),
            attributes: attributes.collect(),
            children: Vec::new(),
        }
    }

    /// Parses the root of a part.
    fn root(xml: &str) -> Self {
        let (mut reader, mut open) = (quick_xml::Reader::from_str(xml), vec![Self::default()]);
        loop {
            match reader.read_event().expect("well-formed") {
                Event::Eof => break,
                Event::Start(tag) => open.push(Self::new(&tag)),
                Event::Empty(tag) => {
                    open.last_mut().expect("a parent").children.push(Self::new(&tag));
                }
                Event::End(_) => {
                    let done = open.pop().expect("an element");
                    open.last_mut().expect("a parent").children.push(done);
                }
                _ => {}
            }
        }
        let [root] = open.swap_remove(0).children.try_into().expect("one root");
        root
    }

    fn all<'e>(&'e self, name: &str) -> Vec<&'e Element> {
        let below = self.children.iter().flat_map(|child| child.all(name));
        std::iter::once(self).filter(|element| element.name == name).chain(below).collect()
    }

    fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    fn value(&self, attribute: &str) -> &str {
        self.attributes.get(attribute).map_or("", String::as_str)
    }

    fn number(&self, attribute: &str) -> usize {
        self.value(attribute).parse().expect("a number")
    }
}

/// Collects the errors of an element and its descendants.
fn faults(element: &Element, faults: &mut Vec<String>) {
    let name = &element.name;
    // an element type that depends on its parent
    let is_side = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]
        .contains(&name.as_str());
    let is_named = ["w:name", "w:basedOn", "w:next", "w:uiPriority", "w:defaultTabStop"]
        .contains(&name.as_str());
    let is_flag = ["w:qFormat", "w:semiHidden", "w:unhideWhenUsed"].contains(&name.as_str());
    let is_value_of_chart = name.starts_with("c:") || name == "a:srgbClr";
    let known = ELEMENTS.iter().chain(&charts::ELEMENTS).find(|(known, ..)| known == name);
    let (_, attributes, children) = match known {
        Some(known) => *known,
        None if is_side => ("", "w:val w:sz w:space w:color w:w w:type", ""),
        None if is_named => ("", "w:val", ""),
        None if is_flag => ("", "", ""),
        None if is_value_of_chart => ("", "val", ""),
        None => return faults.push(format!("{name}: unknown")),
    };
    for attribute in
        element.attributes.keys().filter(|key| !attributes.split(' ').any(|known| known == *key))
    {
        faults.push(format!("{name}: attribute {attribute}"));
    }
    let mut places = children.split(' ').map(|place| {
        (place.trim_end_matches('*').split('|').collect::<Vec<_>>(), place.ends_with('*'))
    });
    let mut place = places.next();
    for child in &element.children {
        while place.as_ref().is_some_and(|(names, _)| !names.contains(&child.name.as_str())) {
            place = places.next();
        }
        match &place {
            None => faults.push(format!("{name}: {} out of order", child.name)),
            Some((_, true)) => {}
            Some((_, false)) => place = places.next(),
        }
        self::faults(child, faults);
    }
}

/// Returns a letter with every kind of block, role and look.
fn whole() -> Letter {
    use ParagraphRole::{
        Annex, AnnexOf, AnnexTitle, Body, Item, Kind, Own, Point, Remark, Section, Subject,
    };
    let roles =
        [Kind, Subject, Section, Item, Point, Body, Own, Remark, Annex, AnnexTitle, AnnexOf];
    let looks = [Look::Plain, Look::Strong, Look::Quoted, Look::Gap];
    let lines = roles.iter().map(|role| {
        Block::Paragraph(*role, looks.iter().flat_map(|look| line(*look, "a\tb\nc")).collect())
    });
    let addressees = |count: usize| Block::Addressees {
        label: "Kính gửi:".into(),
        names: vec!["Sở".into(); count],
    };
    let mut short = table();
    if let Block::Table(table) = &mut short {
        table.rows.push(TableRow { cells: vec![line(Look::Plain, "cả hàng")], leads: true });
    }
    let all = [head(), addressees(1), addressees(2)].into_iter().chain(lines).chain([
        table(),
        short,
        table(),
        charts::chart(false, false, 2),
        charts::chart(true, true, 1),
        closing(),
    ]);
    let mut letter = letter(all.collect());
    letter.parts.push(Part { landscape: true, blocks: vec![table()] });
    letter.parts.push(Part { landscape: false, blocks: vec![paragraph("cuối"), closing()] });
    letter
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Element> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names = archive.file_names().map(|name| name.expect("a name").into_owned());
    names.map(|name| (name.clone(), Element::root(&part(bytes, &name)))).collect()
}

#[test]
fn elements_follow_the_schema() {
    let mut wrong = Vec::new();
    for lang in [Lang::Vi, Lang::En] {
        for root in parts(&write(&Letter { lang, ..whole() }).expect("bytes")).values() {
            faults(root, &mut wrong);
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn schema_errors_are_found() {
    for (xml, fault) in [
        ("<w:pPr><w:jc/><w:keepNext/></w:pPr>", "w:pPr: w:keepNext out of order"),
        ("<w:rPr><w:b/><w:b/></w:rPr>", "w:rPr: w:b out of order"),
        ("<w:gridCol w:type=\"dxa\"/>", "w:gridCol: attribute w:type"),
        ("<w:tc><w:x/></w:tc>", "w:tc: w:x out of order"),
    ] {
        let mut found = Vec::new();
        faults(&Element::root(xml), &mut found);
        assert_eq!(found.first().map(String::as_str), Some(fault));
    }
}

#[test]
fn relationships_have_targets() {
    let parts = parts(&write(&whole()).expect("bytes"));
    let types = &parts["[Content_Types].xml"];
    let named: BTreeSet<&str> = types
        .all("Override")
        .iter()
        .map(|part| part.value("PartName").trim_start_matches('/'))
        .collect();
    let there: BTreeSet<&str> = parts
        .keys()
        .map(String::as_str)
        .filter(|name| !name.contains("_rels/") && !name.starts_with('['))
        .collect();
    assert_eq!(named, there);
    let mut reached = BTreeSet::new();
    for (rels, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        reached.extend(
            parts[rels]
                .all("Relationship")
                .iter()
                .map(|relation| format!("{folder}{}", relation.value("Target"))),
        );
    }
    assert_eq!(reached.iter().map(String::as_str).collect::<BTreeSet<_>>(), there);
    let ids: Vec<&str> = parts["word/_rels/document.xml.rels"]
        .all("Relationship")
        .iter()
        .map(|relation| relation.value("Id"))
        .collect();
    let (document, styles) = (&parts["word/document.xml"], &parts["word/styles.xml"]);
    assert!(
        document.all("w:headerReference").iter().all(|header| ids.contains(&header.value("r:id")))
    );
    let known: Vec<&str> =
        styles.all("w:style").iter().map(|style| style.value("w:styleId")).collect();
    let used = document.all("w:pStyle");
    assert!(!used.is_empty() && used.iter().all(|style| known.contains(&style.value("w:val"))));
    let defaults: Vec<&str> = styles
        .all("w:style")
        .iter()
        .filter(|style| style.value("w:default") == "1")
        .map(|style| style.value("w:type"))
        .collect();
    assert_eq!(defaults, ["paragraph", "character", "table", "numbering"]);
}

#[test]
fn rows_fill_tables_and_a_paragraph_follows() {
    let parts = parts(&write(&whole()).expect("bytes"));
    let document = &parts["word/document.xml"];
    let tables = document.all("w:tbl");
    assert_eq!(tables.len(), 7);
    for table in tables {
        let columns = table.all("w:gridCol");
        let whole = table.all("w:tblW")[0].number("w:w");
        assert_eq!(columns.iter().map(|column| column.number("w:w")).sum::<usize>(), whole);
        for row in table.all("w:tr") {
            let properties = row.all("w:tcPr");
            let spans = properties
                .iter()
                .map(|cell| cell.child("w:gridSpan").map_or(1, |span| span.number("w:val")));
            assert_eq!(spans.sum::<usize>(), columns.len());
            assert_eq!(
                properties.iter().map(|cell| cell.all("w:tcW")[0].number("w:w")).sum::<usize>(),
                whole
            );
            assert!(
                row.all("w:tc")
                    .iter()
                    .all(|cell| cell.children.last().is_some_and(|last| last.name == "w:p"))
            );
        }
    }
    let body = &document.all("w:body")[0].children;
    assert!(body.windows(2).all(|pair| pair[0].name != "w:tbl" || pair[1].name == "w:p"));
}
