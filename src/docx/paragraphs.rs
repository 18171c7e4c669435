//! Paragraphs and the words in them.

use super::twips;
use crate::letter::face::POINT;
use crate::letter::{Look, Piece, Role};
use crate::text::clean;
use crate::text::width::{BOLD, of_text};
use docx_rs::{
    AlignmentType, BorderType, BreakType, LineSpacing, LineSpacingType, Paragraph, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, Run, Shading, SpecialIndentType,
};

/// The shade of what a person must write.
const GAP: &str = "D9D9D9";
/// From one line to the next, in 240ths of the font's own pitch.
const LINE: i32 = 259;
/// The first line of a paragraph stands in, in millimetres.
const FIRST_LINE: u32 = 10;

/// How a paragraph's words look.
#[derive(Clone, Copy, Default)]
pub(super) struct Face {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) italic: bool,
}

impl Face {
    pub(super) const fn plain(size: f64) -> Self {
        Self { size, bold: false, italic: false }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) const fn italic(self) -> Self {
        Self { italic: true, ..self }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size of type")]
pub(super) const fn half_points(size: f64) -> usize {
    (size * 2.0) as usize
}

/// The words of a piece: text is text, its line ends are breaks.
fn run(piece: &Piece, face: Face) -> Run {
    let mut run = Run::new().size(half_points(face.size));
    if face.bold || piece.look == Look::Strong {
        run = run.bold();
    }
    if face.italic != (piece.look == Look::Quoted) {
        run = run.italic();
    }
    if piece.look == Look::Gap {
        run = run.shading(Shading::new().fill(GAP));
    }
    for (place, line) in clean(&piece.text).split('\n').enumerate() {
        if place > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = line.split('\t').enumerate().fold(run, |run, (place, text)| if place > 0 { run.add_tab() } else { run }.add_text(text));
    }
    run
}

/// A paragraph of pieces.
pub(super) fn of_pieces(line: &[Piece], face: Face, align: AlignmentType) -> Paragraph {
    line.iter().fold(Paragraph::new().align(align), |paragraph, piece| paragraph.add_run(run(piece, face)))
}

/// A paragraph of plain words.
pub(super) fn of_text_in(text: &str, face: Face, align: AlignmentType) -> Paragraph {
    of_pieces(&[Piece { text: text.to_owned(), look: Look::Plain }], face, align)
}

/// The space before a paragraph, in points.
pub(super) fn before(points: u32) -> LineSpacing {
    LineSpacing::new().before(points * 20).after(0).line(LINE).line_rule(LineSpacingType::Auto)
}

/// The paragraphs of a role: the words, and what belongs to them.
pub(super) fn of_role(role: Role, line: &[Piece]) -> Vec<Paragraph> {
    let size = Face::plain(role.size());
    let of = |face: Face, align: AlignmentType, space: u32| of_pieces(line, face, align).line_spacing(before(space));
    let first_line =
        |paragraph: Paragraph| paragraph.indent(None, Some(SpecialIndentType::FirstLine(twips(FIRST_LINE).cast_signed())), None, None);
    let (both, centre) = (AlignmentType::Both, AlignmentType::Center);
    match role {
        Role::Kind => vec![of(size.bold(), centre, 18)],
        Role::Subject => vec![
            of(size.bold(), centre, 0).indent(Some(twips(15).cast_signed()), None, Some(twips(15).cast_signed()), None),
            rule(165, 165 / 3),
            space(160),
        ],
        Role::Standing => vec![boxed(of(size.bold(), centre, 12)), space(160)],
        Role::Section => vec![first_line(of(size.bold(), both, 12)).keep_next(true).outline_lvl(0)],
        Role::Item => vec![first_line(of(size.bold(), both, 6)).keep_next(true).outline_lvl(1)],
        Role::Point | Role::Named => vec![first_line(of(size, both, 6)).keep_next(true)],
        Role::Body => vec![first_line(of(size, both, 6))],
        Role::Own => vec![of(size, both, 3).indent(Some(twips(FIRST_LINE).cast_signed()), None, None, None)],
        Role::Remark => vec![of(size.italic(), both, 6)],
        Role::Annex => vec![of(size.bold(), centre, 0).outline_lvl(0)],
        Role::AnnexTitle => vec![of(size.bold(), centre, 0)],
        Role::AnnexOf => vec![of(size.italic(), centre, 0), space(160)],
    }
}

/// To whom a letter goes: one behind the label; several below each other, with dashes.
pub(super) fn addressees(label: &str, names: &[String]) -> Vec<Paragraph> {
    let face = Face::plain(14.0);
    let indent = |paragraph: Paragraph, left: u32, hanging: u32| {
        paragraph.indent(Some(twips(left).cast_signed()), Some(SpecialIndentType::Hanging(twips(hanging).cast_signed())), None, None)
    };
    let line = |text: &str, space: u32| of_text_in(text, face, AlignmentType::Left).line_spacing(before(space));
    if let [name] = names {
        return vec![indent(line(&format!("{label} {name}"), 18), 42, 22), space(160)];
    }
    let last = names.len().saturating_sub(1);
    let one = |(place, name): (usize, &String)| indent(line(&format!("- {name}{}", if place == last { "." } else { ";" }), 0), 45, 4);
    let label = line(label, 18).indent(Some(twips(20).cast_signed()), None, None, None).keep_next(true);
    std::iter::once(label).chain(names.iter().enumerate().map(one)).chain([space(160)]).collect()
}

/// A rule in the middle of a width, both in millimetres.
pub(super) fn rule(width: u32, length: u32) -> Paragraph {
    let side = twips(width.saturating_sub(length)).cast_signed() / 2;
    let line = ParagraphBorder::new(ParagraphBorderPosition::Top).val(BorderType::Single).size(6).space(0).color("000000");
    let thin = LineSpacing::new().before(20).after(0).line(120).line_rule(LineSpacingType::Exact);
    bordered(Paragraph::new().indent(Some(side), None, Some(side), None).line_spacing(thin), line)
}

/// The length of a text in bold, in millimetres.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shorter than a page")]
pub(super) fn length(text: &str, size: f64) -> u32 {
    (of_text(text) / 1000.0 * size * BOLD * POINT).round().min(1000.0) as u32
}

fn bordered(mut paragraph: Paragraph, border: ParagraphBorder) -> Paragraph {
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(border));
    paragraph
}

/// A paragraph in a box, so that it is not overlooked in black and white either.
fn boxed(mut paragraph: Paragraph) -> Paragraph {
    let side = |position| ParagraphBorder::new(position).val(BorderType::Single).size(8).space(4).color("000000");
    let all =
        [ParagraphBorderPosition::Top, ParagraphBorderPosition::Bottom, ParagraphBorderPosition::Left, ParagraphBorderPosition::Right];
    let borders = all.into_iter().fold(ParagraphBorders::with_empty(), |borders, position| borders.set(side(position)));
    paragraph.property = paragraph.property.set_borders(borders);
    paragraph
}

/// An empty space between two blocks, in twentieths of a point.
pub(super) fn space(twips: i32) -> Paragraph {
    Paragraph::new().line_spacing(LineSpacing::new().before(0).after(0).line(twips).line_rule(LineSpacingType::Exact))
}
