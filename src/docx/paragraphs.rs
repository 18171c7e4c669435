//! Builds paragraphs and their text.

use super::markup::{Alignment, Drawing, Indent, LineRule, Paragraph, Run, Spacing, Style};
use super::{half_points, twips};
use crate::letter::typography::{POINT, UPRIGHT};
use crate::letter::{Look, ParagraphRole, Piece};
use crate::text::clean;
use crate::text::width::{BOLD, width_of};

/// Shading of a gap.
const GAP: &str = "D9D9D9";
/// Line spacing, in 240ths of the font's own line spacing.
const LINE: u32 = 259;
/// Indent of the first line, in millimeters.
const FIRST_LINE: u32 = 10;

/// Size of a chart's title, in points.
const CHART_TITLE: f64 = 12.0;

/// Style of a paragraph's text.
#[derive(Clone, Copy, Default)]
pub(super) struct TextStyle {
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) italic: bool,
}

impl TextStyle {
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

/// Returns a piece as a run.
fn run(piece: &Piece, style: TextStyle) -> Run {
    Run {
        bold: style.bold || piece.look == Look::Strong,
        italic: style.italic != (piece.look == Look::Quoted),
        size: half_points(style.size),
        shade: (piece.look == Look::Gap).then_some(GAP),
        text: clean(&piece.text),
    }
}

/// Returns a paragraph of pieces.
pub(super) fn paragraph_of_pieces(
    line: &[Piece],
    style: TextStyle,
    alignment: Alignment,
) -> Paragraph {
    Paragraph {
        alignment: Some(alignment),
        runs: line.iter().map(|piece| run(piece, style)).collect(),
        ..Paragraph::default()
    }
}

/// Returns a paragraph of plain text.
pub(super) fn paragraph_of_text(text: &str, style: TextStyle, alignment: Alignment) -> Paragraph {
    paragraph_of_pieces(&[Piece { text: text.to_owned(), look: Look::Plain }], style, alignment)
}

/// Returns a spacing with this space before, in points.
pub(super) const fn before(points: u32) -> Spacing {
    Spacing { before: points * 20, line: LINE, rule: LineRule::Auto }
}

/// Returns the paragraphs of a role.
pub(super) fn paragraphs_of_role(role: ParagraphRole, line: &[Piece]) -> Vec<Paragraph> {
    let size = TextStyle::plain(role.size());
    let of = |style: TextStyle, alignment: Alignment, space: u32| {
        paragraph_of_pieces(line, style, alignment).spaced(before(space))
    };
    let first_line = Indent { first_line: twips(FIRST_LINE), ..Indent::default() };
    let (both, centre) = (Alignment::Both, Alignment::Center);
    match role {
        ParagraphRole::Kind => vec![of(size.bold(), centre, 18)],
        ParagraphRole::Subject => {
            let sides = Indent { left: twips(15), right: twips(15), ..Indent::default() };
            let text: String = line.iter().map(|piece| piece.text.as_str()).collect();
            let length = widest(&text, role.size()).min(UPRIGHT - 30) * 2 / 5;
            vec![of(size.bold(), centre, 0).indented(sides), rule(UPRIGHT, length), space(160)]
        }
        ParagraphRole::Section => {
            vec![of(size.bold(), both, 12).indented(first_line).keep_next().styled(Style::Heading1)]
        }
        ParagraphRole::Item => {
            vec![of(size.bold(), both, 6).indented(first_line).keep_next().styled(Style::Heading2)]
        }
        ParagraphRole::Point => vec![of(size, both, 6).indented(first_line).keep_next()],
        ParagraphRole::Body => vec![of(size, both, 6).indented(first_line)],
        ParagraphRole::Own => vec![of(size, both, 3).indented(first_line)],
        ParagraphRole::Remark => vec![of(size.italic(), both, 6)],
        ParagraphRole::Annex => vec![of(size.bold(), centre, 0).styled(Style::Heading1)],
        ParagraphRole::AnnexTitle => vec![of(size.bold(), centre, 0)],
        ParagraphRole::AnnexOf => vec![of(size.italic(), centre, 0), space(160)],
    }
}

/// Returns a drawing below its title.
pub(super) fn drawing(title: &str, drawing: Drawing) -> [Paragraph; 2] {
    let title = paragraph_of_text(title, TextStyle::plain(CHART_TITLE).bold(), Alignment::Center);
    let drawing = Paragraph { drawing: Some(drawing), ..Paragraph::default() };
    [title.spaced(before(10)).keep_next(), drawing]
}

/// Indent of *Kính gửi:*, in millimeters.
const LABEL: u32 = 20;

/// Returns the addressees: one after the label; several below each other, their dashes under its colon.
pub(super) fn addressees(label: &str, names: &[String]) -> Vec<Paragraph> {
    let style = TextStyle::plain(14.0);
    let hanging =
        |left: u32, by: u32| Indent { left: twips(left), hanging: twips(by), ..Indent::default() };
    let line = |text: &str, space: u32| {
        paragraph_of_text(text, style, Alignment::Left).spaced(before(space))
    };
    if let [name] = names {
        return vec![line(&format!("{label} {name}"), 18).indented(hanging(42, 22)), space(160)];
    }
    let last = names.len().saturating_sub(1);
    let colon = LABEL + plain_length(label.trim_end_matches(':'), 14.0);
    let one = |(place, name): (usize, &String)| {
        line(&format!("- {name}{}", if place == last { "." } else { ";" }), 0)
            .indented(hanging(colon + 3, 3))
    };
    let label = line(label, 18).indented(hanging(LABEL, 0)).keep_next();
    std::iter::once(label).chain(names.iter().enumerate().map(one)).chain([space(160)]).collect()
}

/// Returns a centered rule, given the width of its column and its length in millimeters.
pub(super) fn rule(width: u32, length: u32) -> Paragraph {
    let side = twips(width.saturating_sub(length)) / 2;
    let thin = Spacing { before: 20, line: 120, rule: LineRule::Exact };
    Paragraph::default()
        .indented(Indent { left: side, right: side, ..Indent::default() })
        .spaced(thin)
        .below_line(6)
}

/// Returns the length of a text, in millimeters.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shorter than a page")]
fn plain_length(text: &str, size: f64) -> u32 {
    (width_of(text) / 1000.0 * size * POINT).round().min(1000.0) as u32
}

/// Returns the length of a bold text, in millimeters.
pub(super) fn length(text: &str, size: f64) -> u32 {
    plain_length(text, size * BOLD)
}

/// Returns the length of the longest line of a bold text, in millimeters.
pub(super) fn widest(text: &str, size: f64) -> u32 {
    text.lines().map(|line| length(line, size)).max().unwrap_or(0)
}

/// Returns an empty paragraph of this height, in twentieths of a point.
pub(super) fn space(twips: u32) -> Paragraph {
    Paragraph::default().spaced(Spacing { before: 0, line: twips, rule: LineRule::Exact })
}
