//! Formats of roles and highlights: Times New Roman in the role's size (`book::typography`), with
//! fills legible in grayscale.

use crate::book::{Highlight, Role, Style};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};
use std::collections::BTreeMap;

pub(super) const FONT: &str = "Times New Roman";
/// Colors of text, lines and fills.
pub(super) const INK: u32 = 0x00_0000;
const RULE: u32 = 0x80_8080;
const HEAD: u32 = 0xD9_E2F3;
const GROUP: u32 = 0xED_F1F9;
const LOCKED: u32 = 0xF2_F2F2;
const PALE: u32 = 0xFF_FDF0;
/// Number formats.
const COUNT: &str = "#,##0";
const DAY: &str = "dd/mm/yyyy";
const TEXT: &str = "@";
const LINK: u32 = 0x05_63C1;

/// Formats by style, created when first used.
#[derive(Default)]
pub(super) struct Formats(BTreeMap<(Style, bool), Format>);

impl Formats {
    /// Returns the format of a style, for a cell with or without a link.
    pub(super) fn format(&mut self, style: Style, linked: bool) -> &Format {
        self.0.entry((style, linked)).or_insert_with(|| {
            let format = highlighted(style_format(style), style.tone);
            if linked && shows_link(style) {
                format.set_font_color(LINK).set_underline(FormatUnderline::Single)
            } else {
                format
            }
        })
    }
}

/// Returns whether a link is formatted as such. Figures and highlighted cells keep their format, to
/// stay readable.
fn shows_link(style: Style) -> bool {
    style.tone == Highlight::None
        && !matches!(
            style.role,
            Role::KeyFigure | Role::Number | Role::Share | Role::Total | Role::Day
        )
}

/// Returns the fill color of a highlight in a table.
const fn fill(tone: Highlight) -> Option<u32> {
    match tone {
        Highlight::None => None,
        Highlight::Good => Some(0xE2_EFDA),
        Highlight::Watch => Some(0xFF_E699),
        Highlight::Bad => Some(0xF8_CBAD),
        Highlight::Busy => Some(0xDD_EBF7),
        Highlight::Muted => Some(0xED_EDED),
    }
}

fn highlighted(format: Format, tone: Highlight) -> Format {
    let format = match fill(tone) {
        Some(colour) => format.set_background_color(colour),
        None => format,
    };
    if tone == Highlight::Muted { format.set_font_color(0x59_5959) } else { format }
}

/// Returns the font format of a role.
fn font_format(role: Role) -> Format {
    let typography = role.typography();
    let mut format =
        Format::new().set_font_name(FONT).set_font_family(1).set_font_size(typography.size);
    if typography.bold {
        format = format.set_bold();
    }
    if typography.italic {
        format = format.set_italic();
    }
    if typography.wraps {
        format = format.set_text_wrap();
    }
    format
}

/// Returns the format of a style without its highlight.
fn style_format(style: Style) -> Format {
    let format = match style.indent {
        0 => role_format(style.role),
        steps => role_format(style.role).set_indent(steps),
    };
    match usize::from(style.decimals) {
        0 => format,
        decimals => format.set_num_format(format!("{COUNT}.{}", "0".repeat(decimals))),
    }
}

/// Returns the format of a role.
fn role_format(role: Role) -> Format {
    use FormatAlign::{Center, Left, Right, Top, VerticalCenter};
    let font_format = font_format(role);
    let loose = |across, down| font_format.clone().set_align(across).set_align(down);
    // a cell of a table
    let boxed =
        |across, down| loose(across, down).set_border(FormatBorder::Thin).set_border_color(RULE);
    // a cell that the unit fills in
    let answer = |across, down| boxed(across, down).set_unlocked().set_background_color(PALE);
    match role {
        Role::Loose | Role::Section => loose(Left, VerticalCenter),
        Role::Paragraph | Role::Remark => loose(Left, Top),
        Role::Parent | Role::Body | Role::Nation | Role::Dated | Role::Title | Role::Subtitle => {
            loose(Center, VerticalCenter)
        }
        Role::Motto => loose(Center, VerticalCenter).set_underline(FormatUnderline::Single),
        Role::KeyName => boxed(Center, VerticalCenter).set_background_color(LOCKED),
        Role::KeyFigure => boxed(Center, VerticalCenter).set_num_format(COUNT),
        Role::Heading => boxed(Center, VerticalCenter).set_background_color(HEAD),
        Role::Upright => boxed(Center, FormatAlign::Bottom).set_rotation(90),
        Role::Group => boxed(Left, VerticalCenter).set_background_color(GROUP),
        Role::Mark => boxed(Center, VerticalCenter),
        // cells of a row start on the same line, however tall their neighbors are
        Role::Text | Role::TotalName => boxed(Left, Top),
        Role::Code => boxed(Center, Top),
        Role::Number | Role::Total => boxed(Right, Top).set_num_format(COUNT),
        Role::Share => boxed(Right, Top).set_num_format("#,##0.0"),
        Role::Day => boxed(Center, Top).set_num_format(DAY),
        Role::Label => boxed(Left, Top).set_background_color(LOCKED),
        Role::Given => boxed(Left, Top).set_num_format(TEXT),
        Role::Answer => answer(Left, Top).set_num_format(TEXT),
        // unrounded, so that an invalid fraction does not look like a whole number
        Role::AnswerNumber | Role::AmissNumber => answer(Right, Top).set_num_format("General"),
        Role::AnswerDay | Role::AmissDay => answer(Center, Top).set_num_format(DAY),
        Role::AnswerChoice => answer(Center, Top).set_num_format(TEXT),
    }
}
