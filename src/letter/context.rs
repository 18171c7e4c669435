//! Data and parts that all letters share: the language, the units by group, and the parts of every official document.

use super::{
    Align, Block, Closing, Column, Head, Letter, Line, Look, ParagraphRole, Part, Piece, TableRow,
};
use crate::model::case::{Case, Dossier};
use crate::model::date;
use crate::model::number;
use crate::model::result_names::workbook;
use crate::model::revision::Revision;
use crate::model::unit::Group;
use crate::msg;
use crate::outcome::Outcome;
use crate::text::{Lang, MOTTO, Message, NATION, Text};
use rust_decimal::Decimal;

/// An outcome, prepared for letters in a language.
pub(super) struct LetterContext<'a> {
    pub(super) outcome: &'a Outcome<'a>,
    pub(super) lang: Lang,
    /// The name of the workbook beside the letters.
    pub(super) workbook: String,
    groups: Vec<(&'a Group, Vec<&'a Dossier>)>,
}

impl<'a> LetterContext<'a> {
    pub(super) fn new(outcome: &'a Outcome<'a>, lang: Lang, revision: Revision) -> Self {
        Self { outcome, lang, workbook: workbook(revision), groups: outcome.case.by_group() }
    }

    pub(super) fn case(&self) -> &'a Case<'a> {
        &self.outcome.case
    }

    pub(super) fn say(&self, text: Text) -> &'static str {
        text.in_lang(self.lang)
    }

    pub(super) fn said(&self, said: Message) -> String {
        match self.lang {
            Lang::Vi => said.vi,
            Lang::En => said.en,
        }
    }

    /// Returns the period's name.
    pub(super) fn period(&self) -> &'a str {
        let period = self.case().scope.period;
        period.in_lang(self.lang)
    }

    pub(super) fn group_name(&self, group: &'a Group) -> &'a str {
        group.in_lang(self.lang)
    }

    pub(super) fn name(&self, dossier: &'a Dossier) -> &'a str {
        self.case().name(&dossier.unit)
    }

    /// Returns the names of units, separated by semicolons.
    pub(super) fn names(&self, dossiers: &[&'a Dossier]) -> String {
        dossiers.iter().map(|dossier| self.name(dossier)).collect::<Vec<_>>().join("; ")
    }

    /// Returns the units by group; groups without any are omitted.
    pub(super) fn by_group(
        &self,
        wanted: impl Fn(&Dossier) -> bool,
    ) -> Vec<(&'a Group, Vec<&'a Dossier>)> {
        let groups = self.groups.iter();
        let of_these = groups.map(|(group, all)| {
            (*group, all.iter().copied().filter(|dossier| wanted(dossier)).collect::<Vec<_>>())
        });
        of_these.filter(|(_, dossiers)| !dossiers.is_empty()).collect()
    }

    /// Returns the units in the order of the tables.
    pub(super) fn units(&self, wanted: impl Fn(&Dossier) -> bool) -> Vec<&'a Dossier> {
        self.by_group(wanted).into_iter().flat_map(|(_, dossiers)| dossiers).collect()
    }

    /// Returns the day of the figures.
    pub(super) fn today(&self) -> String {
        self.said(date::said(self.case().scope.as_of))
    }

    pub(super) fn number(&self, number: Decimal) -> String {
        self.said(number::said(number))
    }

    /// Returns a gap for what the office must write.
    pub(super) fn gap(&self, what: Text) -> Piece {
        let what = self.say(what);
        Piece::new(
            Look::Gap,
            self.said(msg!("[Văn phòng ghi: {what}]", "[The office writes: {what}]")),
        )
    }

    /// Returns the head of a document, with gaps for the number and date that the office’s registry gives.
    pub(super) fn head(&self, symbol: &str, about: Option<String>) -> Block {
        let office = &self.case().scope.plan.office;
        let open = || Piece::new(Look::Gap, "[…]");
        let own = if symbol == REPORT { &office.report_symbol } else { &office.letter_symbol };
        let label = plain(self.say(Text::new("Số: ", "No.: ")));
        let number = if own.is_empty() {
            vec![label, open(), plain(symbol), open()]
        } else {
            vec![label, open(), plain(format!("/{own}"))]
        };
        let place =
            if office.place.is_empty() { String::new() } else { format!("{}, ", office.place) };
        let dated = match self.lang {
            Lang::Vi => vec![
                plain(place + "ngày "),
                open(),
                plain(" tháng "),
                open(),
                plain(" năm "),
                open(),
            ],
            Lang::En => vec![plain(place), open()],
        };
        Block::Head(Box::new(Head {
            parent: office.parent.clone(),
            body: office.body.clone(),
            number,
            about,
            nation: self.say(NATION).to_owned(),
            motto: self.say(MOTTO).to_owned(),
            dated,
        }))
    }

    pub(super) fn addressees(&self, names: Vec<String>) -> Block {
        Block::Addressees { label: self.say(Text::new("Kính gửi:", "To:")).to_owned(), names }
    }

    /// Returns the end of a document.
    pub(super) fn closing(&self, copies: &[&str], post: Line) -> Block {
        let file = Text::new("Lưu: VT, […]", "On file: […]");
        let filed =
            self.case().scope.plan.office.recipients.iter().find(|recipient| is_filing(recipient));
        let last = filed.map_or(self.say(file), String::as_str);
        let as_above = self.say(Text::new("Như trên", "As above"));
        let recipients = std::iter::once(as_above)
            .chain(copies.iter().copied())
            .chain([last])
            .map(str::to_owned)
            .collect();
        Block::Closing(Box::new(Closing {
            label: self.say(Text::new("Nơi nhận:", "Recipients:")).to_owned(),
            recipients,
            post,
            signer: vec![self.signer()],
        }))
    }

    fn signer(&self) -> Piece {
        let signer = &self.case().scope.plan.office.signer;
        if signer.is_empty() {
            self.gap(Text::new("họ và tên người ký", "the signer's name"))
        } else {
            strong(signer)
        }
    }

    /// Returns the signer's authority and post; a gap if the office has not set them.
    pub(super) fn post(&self, what: Text) -> Line {
        let post = &self.case().scope.plan.office.signer_post;
        vec![if post.is_empty() { self.gap(what) } else { strong(post) }]
    }

    /// Returns the last paragraph of a letter to units: whom to contact.
    pub(super) fn questions(&self) -> Block {
        let office = &self.case().scope.plan.office.name;
        let before = msg!(
            "Nếu có vướng mắc, đề nghị đơn vị trao đổi với {office}: ",
            "If you have questions, please contact {office}: "
        );
        let line =
            std::iter::once(plain(self.said(before))).chain(self.contact()).chain([plain("./.")]);
        Block::Paragraph(ParagraphRole::Body, line.collect())
    }

    /// Returns the contact and telephone number.
    fn contact(&self) -> Line {
        let office = &self.case().scope.plan.office;
        let or_gap = |set: &String, what| {
            if set.is_empty() { self.gap(what) } else { plain(set) }
        };
        vec![
            or_gap(&office.contact, Text::new("người liên hệ", "the contact person")),
            plain(self.say(Text::new(", điện thoại ", ", telephone "))),
            or_gap(&office.phone, Text::new("số điện thoại", "the telephone")),
        ]
    }

    /// Returns a letter to units.
    pub(super) fn letter(&self, title: String, mut blocks: Vec<Block>) -> Letter {
        blocks.push(self.closing(
            &[],
            self.post(Text::new("quyền hạn, chức vụ người ký", "the signer's post")),
        ));
        let list = self.annexed(&mut blocks);
        self.document(
            title,
            std::iter::once(Part { landscape: false, blocks }).chain(list).collect(),
        )
    }

    pub(super) fn document(&self, title: String, parts: Vec<Part>) -> Letter {
        let scope = &self.case().scope;
        Letter {
            title,
            author: scope.plan.office.body.clone(),
            created: scope.as_of,
            lang: self.lang,
            parts,
        }
    }

    /// Returns columns from headings, widths in millimetres and alignments.
    pub(super) fn columns(&self, of: impl IntoIterator<Item = (Text, u32, Align)>) -> Vec<Column> {
        of.into_iter()
            .map(|(heading, width, align)| Column {
                heading: self.say(heading).to_owned(),
                width,
                align,
            })
            .collect()
    }
}

/// Precedes the symbol of a report.
pub(super) const REPORT: &str = "/BC-";

/// Returns whether a recipient is the office's own file (*Lưu: …*).
pub(super) fn is_filing(recipient: &str) -> bool {
    recipient.starts_with("Lưu")
}

/// Returns text in the style of its paragraph.
pub(super) fn plain(text: impl Into<String>) -> Piece {
    Piece::new(Look::Plain, text)
}

/// Returns bold text.
pub(super) fn strong(text: impl Into<String>) -> Piece {
    Piece::new(Look::Strong, text)
}

/// Returns a quotation.
pub(super) fn quoted(text: &str) -> Piece {
    Piece::new(Look::Quoted, format!("“{}”", text.trim()))
}

/// Returns a paragraph of text.
pub(super) fn body(text: impl Into<String>) -> Block {
    paragraph(ParagraphRole::Body, text)
}

pub(super) fn paragraph(role: ParagraphRole, text: impl Into<String>) -> Block {
    Block::Paragraph(role, vec![plain(text)])
}

/// Returns a row of plain cells.
pub(super) fn row<T: Into<String>>(cells: impl IntoIterator<Item = T>) -> TableRow {
    TableRow { cells: cells.into_iter().map(|cell| vec![plain(cell)]).collect(), leads: false }
}

/// Returns a row that names or adds up others.
pub(super) fn leading<T: Into<String>>(cells: impl IntoIterator<Item = T>) -> TableRow {
    TableRow { leads: true, ..row(cells) }
}
