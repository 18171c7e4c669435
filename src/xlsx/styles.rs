//! How each role and each tone looks: Times New Roman in the role's own size (`book::typography`), shades that stay legible on a grey
//! print.

use crate::book::{Highlight, Role, Style};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};
use std::collections::BTreeMap;

/// The only font.
pub(super) const FONT: &str = "Times New Roman";
/// Letters, lines and shades.
pub(super) const INK: u32 = 0x00_0000;
const RULE: u32 = 0x80_8080;
const HEAD: u32 = 0xD9_E2F3;
const GROUP: u32 = 0xED_F1F9;
const LOCKED: u32 = 0xF2_F2F2;
const PALE: u32 = 0xFF_FDF0;
/// Formats of numbers.
const COUNT: &str = "#,##0";
const DAY: &str = "dd/mm/yyyy";
const TEXT: &str = "@";
const LINK: u32 = 0x05_63C1;

/// The formats of the styles met so far.
#[derive(Default)]
pub(super) struct Formats(BTreeMap<(Style, bool), Format>);

impl Formats {
    /// The format of a style, of a cell that leads somewhere or not.
    pub(super) fn format(&mut self, style: Style, linked: bool) -> &Format {
        self.0.entry((style, linked)).or_insert_with(|| {
            let format = highlighted(of_style(style), style.tone);
            if linked && shows_link(style) {
                format.set_font_color(LINK).set_underline(FormatUnderline::Single)
            } else {
                format
            }
        })
    }
}

/// Words that lead somewhere look it; figures and shaded cells keep their own look, or a table of figures could not be read.
fn shows_link(style: Style) -> bool {
    style.tone == Highlight::None
        && !matches!(
            style.role,
            Role::KeyFigure | Role::Number | Role::Share | Role::Total | Role::Day
        )
}

/// The colour of a tone in a table.
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

/// The colour of a tone in a chart: each of another darkness, so that they differ on a grey print.
pub(super) const fn strong(tone: Highlight) -> u32 {
    match tone {
        Highlight::None => 0x4F_6D8F,
        Highlight::Good => 0x2E_7D32,
        Highlight::Watch => 0xF2_B705,
        Highlight::Bad => 0xA6_1C1C,
        Highlight::Busy => 0x7F_B2DE,
        Highlight::Muted => 0xD0_D0D0,
    }
}

fn highlighted(format: Format, tone: Highlight) -> Format {
    let format = match fill(tone) {
        Some(colour) => format.set_background_color(colour),
        None => format,
    };
    if tone == Highlight::Muted { format.set_font_color(0x59_5959) } else { format }
}

/// The role's typeface, without borders and shades.
fn faced(role: Role) -> Format {
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

/// The look of a style but for its tone.
fn of_style(style: Style) -> Format {
    let format = of_role(style.role);
    match usize::from(style.decimals) {
        0 => format,
        decimals => format.set_num_format(format!("{COUNT}.{}", "0".repeat(decimals))),
    }
}

/// The look of a role.
fn of_role(role: Role) -> Format {
    use FormatAlign::{Center, Left, Right, Top, VerticalCenter};
    let faced = faced(role);
    let loose = |across, down| faced.clone().set_align(across).set_align(down);
    // a cell of a table
    let boxed =
        |across, down| loose(across, down).set_border(FormatBorder::Thin).set_border_color(RULE);
    // a cell the unit fills in
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
        // what stands in a row of a table begins on one line, however many lines its neighbours take
        Role::Text | Role::TotalName => boxed(Left, Top),
        Role::Code => boxed(Center, Top),
        Role::Number | Role::Total => boxed(Right, Top).set_num_format(COUNT),
        Role::Share => boxed(Right, Top).set_num_format("#,##0.0"),
        Role::Day => boxed(Center, Top).set_num_format(DAY),
        Role::Label => boxed(Left, Top).set_background_color(LOCKED),
        Role::Given => boxed(Left, Top).set_num_format(TEXT),
        Role::Answer => answer(Left, Top).set_num_format(TEXT),
        // as it is held: a fraction, which is wrong here, must not look like a whole number
        Role::AnswerNumber | Role::AmissNumber => answer(Right, Top).set_num_format("General"),
        Role::AnswerDay | Role::AmissDay => answer(Center, Top).set_num_format(DAY),
        Role::AnswerChoice => answer(Center, Top).set_num_format(TEXT),
    }
}
