//! Standard parts of official documents (Nghị định 30/2020/NĐ-CP, phụ lục I): head, addressees,
//! end, citation of the plan.

use super::context::{LetterContext, open, plain, strong, with_gaps};
use super::{Block, Closing, Head, Letter, Line, ParagraphRole, Part, Piece};
use crate::model::date::to_message;
use crate::model::key::Key;
use crate::model::plan::Issuer;
use crate::msg;
use crate::text::{Lang, MOTTO, NATION, Text};
use chrono::NaiveDate;

/// Type of a document, which determines its issuer and symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paper {
    /// *Báo cáo*.
    Report,
    /// *Công văn*.
    Letter,
}

/// Prefix of the issuing body's abbreviation in the symbol of a report.
const REPORT: &str = "BC-";
/// Prefix of the recipient line for the office's own copy.
const FILED: &str = "Lưu";

/// Returns whether a recipient is the office's own file copy (*Lưu: …*).
pub(super) fn is_filing(recipient: &str) -> bool {
    recipient.starts_with(FILED)
}

impl LetterContext<'_> {
    fn issuer(&self, paper: Paper) -> &Issuer {
        let office = &self.case().scope.plan.office;
        match (paper, &office.letter_issuer) {
            (Paper::Letter, Some(issuer)) => issuer,
            _ => &office.issuer,
        }
    }

    /// Returns the symbol of a document, with gaps for what the office has not set.
    fn symbol(&self, paper: Paper) -> Line {
        let office = &self.case().scope.plan.office;
        let (set, begins) = match paper {
            Paper::Report => (&office.report_symbol, REPORT),
            Paper::Letter => (&office.letter_symbol, ""),
        };
        if set.is_empty() {
            vec![plain(format!("/{begins}")), open()]
        } else {
            vec![plain(format!("/{set}"))]
        }
    }

    /// Returns the head of a document, with gaps for the number and date assigned by the registry.
    pub(super) fn head(&self, paper: Paper, about: Option<String>) -> Block {
        let label = plain(self.say(Text::new("Số: ", "No.: ")));
        let place = &self.case().scope.plan.office.place;
        let place = if place.is_empty() { String::new() } else { format!("{place}, ") };
        let Issuer { parent, body, .. } = self.issuer(paper);
        Block::Head(Box::new(Head {
            parent: parent.clone(),
            body: body.clone(),
            number: [label, open()].into_iter().chain(self.symbol(paper)).collect(),
            about,
            nation: self.say(NATION).to_owned(),
            motto: self.say(MOTTO).to_owned(),
            dated: std::iter::once(plain(place)).chain(self.day_to_write()).collect(),
        }))
    }

    /// Returns a date with gaps for day, month and year.
    fn day_to_write(&self) -> Line {
        match self.lang {
            Lang::Vi => with_gaps("ngày … tháng … năm …"),
            Lang::En => with_gaps("…"),
        }
    }

    /// Returns the line below an appendix's title that names its document.
    pub(super) fn annexed_to(&self, paper: Paper) -> Block {
        let (begin, before_day) = match paper {
            Paper::Report => {
                (Text::new("(Kèm theo Báo cáo số ", "(To report no. "), Text::new(" ", " of "))
            }
            Paper::Letter => {
                (Text::new("(Kèm theo Công văn số ", "(To letter no. "), Text::new(" ", " of "))
            }
        };
        let body = self.issuer_in_text(paper);
        let mut line = vec![plain(self.say(begin)), open()];
        line.extend(self.symbol(paper));
        line.push(plain(self.say(before_day)));
        line.extend(self.day_to_write());
        line.push(plain(self.said(msg!(" của {body})", " of {body})"))));
        Block::Paragraph(ParagraphRole::AnnexOf, line)
    }

    /// Returns the issuer of a document as written in a text, if the plan has its name in lower
    /// case; otherwise in capitals.
    fn issuer_in_text(&self, paper: Paper) -> String {
        let in_capitals = self.issuer(paper).organization_name();
        let body = Key::new(&in_capitals);
        let names = [&*self.case().scope.plan.citation.issuer, self.office_in_short()];
        let is_body = |name: &&str| Key::new(name).as_str().starts_with(body.as_str());
        names.into_iter().find(is_body).map_or(in_capitals, str::to_owned)
    }

    pub(super) fn addressees(&self, names: Vec<String>) -> Block {
        Block::Addressees { label: self.say(Text::new("Kính gửi:", "To:")).to_owned(), names }
    }

    /// Returns the end of a document, with the recipients of copies.
    pub(super) fn closing(&self, paper: Paper, copies: impl IntoIterator<Item = String>) -> Block {
        let mut recipients: Vec<Line> =
            copies.into_iter().map(|recipient| vec![plain(recipient)]).collect();
        recipients.push(self.filing());
        let Issuer { signer_post, signer_agency_post, signer, .. } = self.issuer(paper);
        let post = Text::new("quyền hạn, chức vụ người ký", "the signer's authority and post");
        let signer_gap = Text::new("họ và tên người ký", "the signer's name");
        let bold = |set: &str, what| if set.is_empty() { self.gap(what) } else { strong(set) };
        Block::Closing(Box::new(Closing {
            label: self.say(Text::new("Nơi nhận:", "Recipients:")).to_owned(),
            recipients,
            post: vec![bold(signer_post, post)],
            agency_post: (!signer_agency_post.is_empty()).then(|| strong(signer_agency_post)),
            signer: vec![bold(signer, signer_gap)],
        }))
    }

    /// Returns the line on the office's own copy. The last group of a letter's symbol is the
    /// drafting unit.
    fn filing(&self) -> Line {
        let office = &self.case().scope.plan.office;
        if let Some(set) = office.recipients.iter().find(|recipient| is_filing(recipient)) {
            return vec![plain(set)];
        }
        let drafter = office.letter_symbol.rsplit('-').next().unwrap_or_default();
        vec![
            plain(self.say(Text::new("Lưu: VT, ", "On file: "))),
            self.or_gap(drafter, Text::new("đơn vị soạn thảo", "the drafting unit")),
        ]
    }

    /// Returns the plan with number, date and issuer, as in the first citation of a document.
    pub(super) fn cited_plan(&self) -> Line {
        let plan = &self.case().scope.plan;
        let number = if plan.citation.number.is_empty() { "…" } else { &plan.citation.number };
        let day =
            plan.citation.date.map_or_else(|| "…".to_owned(), |day| self.said(to_message(day)));
        let issuer = if plan.citation.issuer.is_empty() { "…" } else { &plan.citation.issuer };
        let cited = match (self.lang, plan.title.strip_prefix("Kế hoạch ")) {
            (Lang::Vi, Some(subject)) => {
                format!("Kế hoạch số {number} ngày {day} của {issuer} về {subject}")
            }
            (Lang::Vi, None) => format!("{} (số {number} ngày {day} của {issuer})", plan.title),
            (Lang::En, _) => format!("the plan “{}” (no. {number} of {day}, {issuer})", plan.title),
        };
        with_gaps(&cited)
    }

    /// Returns the place of the reporting clause in the plan, *(mục III.2)*, or an empty text if it
    /// is not set.
    pub(super) fn reporting_place(&self) -> String {
        let place = self.case().scope.plan.office.reporting_clause_place.as_str();
        match (place, self.lang, place.strip_prefix("mục ")) {
            ("", ..) => String::new(),
            (_, Lang::En, Some(section)) => format!(" (section {section})"),
            _ => format!(" ({place})"),
        }
    }

    /// Returns the standing office's name without text in brackets, for repeated mentions.
    pub(super) fn office_in_short(&self) -> &str {
        let name = &self.case().scope.plan.office.name;
        name.split_once(" (").map_or(name.as_str(), |(short, _)| short)
    }

    /// Returns the sentence on the last working day before a day off.
    pub(super) fn day_off(&self, day: NaiveDate) -> Option<String> {
        let calendar = &self.case().scope.plan.calendar;
        let why = calendar.day_off(day)?.to_message();
        let (last, working) = (to_message(day), to_message(calendar.last_working_day(day)));
        let (vi, en, why_vi, why_en) = (last.vi, last.en, why.vi, why.en);
        let (working_vi, working_en) = (working.vi, working.en);
        Some(self.said(msg!(
            "Ngày {vi} là {why_vi}; ngày làm việc cuối cùng trước đó là ngày {working_vi}.",
            "{en} is {why_en}; the last working day before it is {working_en}."
        )))
    }

    /// Returns the last paragraph of a letter to units, with the contact.
    pub(super) fn questions(&self) -> Block {
        let office = &self.case().scope.plan.office;
        let name = self.office_in_short();
        let before = msg!(
            "Nếu có vướng mắc, đề nghị trao đổi với {name}: ",
            "If you have questions, please contact {name}: "
        );
        let line = vec![
            plain(self.said(before)),
            self.or_gap(&office.contact, Text::new("người liên hệ", "the contact person")),
            plain(self.say(Text::new(", điện thoại ", ", telephone "))),
            self.or_gap(&office.phone, Text::new("số điện thoại", "the telephone")),
        ];
        Block::Paragraph(ParagraphRole::Body, ended(line))
    }

    /// Returns a letter to units, with an attached list if there are many.
    pub(super) fn letter(&self, title: String, mut blocks: Vec<Block>) -> Letter {
        let as_above = self.say(Text::new("Như trên", "As above"));
        blocks.push(self.closing(Paper::Letter, [as_above.to_owned()]));
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
            author: scope.plan.office.issuer.organization_name(),
            created: scope.as_of,
            lang: self.lang,
            parts,
        }
    }
}

/// Returns the last line of a text ending in *./.* instead of a full stop.
pub(super) fn ended(mut line: Line) -> Line {
    if let Some(Piece { text, .. }) = line.last_mut() {
        let full_stop = text.trim_end().strip_suffix('.').map(str::len);
        if let Some(length) = full_stop {
            text.truncate(length);
        }
    }
    line.push(plain("./."));
    line
}
