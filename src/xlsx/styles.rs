//! How each role and each tone looks: Times New Roman, sizes and faces after Nghị định 30/2020/NĐ-CP, shades that stay legible
//! on a grey print.

use crate::book::{Role, Style, Tone};
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
const LINK: u32 = 0x05_63C1;

/// The formats of the styles met so far.
#[derive(Default)]
pub(super) struct Formats(BTreeMap<(Style, bool), Format>);

impl Formats {
    /// The format of a style, of a cell that leads somewhere or not.
    pub(super) fn of(&mut self, style: Style, linked: bool) -> &Format {
        self.0.entry((style, linked)).or_insert_with(|| {
            let format = toned(of_role(style.role), style.tone);
            if linked { format.set_font_color(LINK).set_underline(FormatUnderline::Single) } else { format }
        })
    }
}

/// The colour of a tone in a table.
const fn fill(tone: Tone) -> Option<u32> {
    match tone {
        Tone::None => None,
        Tone::Good => Some(0xE2_EFDA),
        Tone::Watch => Some(0xFF_E699),
        Tone::Bad => Some(0xF8_CBAD),
        Tone::Busy => Some(0xDD_EBF7),
        Tone::Muted => Some(0xED_EDED),
    }
}

/// The colour of a tone in a chart: each of another darkness, so that they differ on a grey print.
pub(super) const fn strong(tone: Tone) -> u32 {
    match tone {
        Tone::None => 0x4F_6D8F,
        Tone::Good => 0x2E_7D32,
        Tone::Watch => 0xF2_B705,
        Tone::Bad => 0xA6_1C1C,
        Tone::Busy => 0x7F_B2DE,
        Tone::Muted => 0xD0_D0D0,
    }
}

fn toned(format: Format, tone: Tone) -> Format {
    let format = match fill(tone) {
        Some(colour) => format.set_background_color(colour),
        None => format,
    };
    if tone == Tone::Muted { format.set_font_color(0x59_5959) } else { format }
}

fn plain(size: f64) -> Format {
    Format::new().set_font_name(FONT).set_font_family(1).set_font_size(size).set_align(FormatAlign::VerticalCenter)
}

fn centred(size: f64) -> Format {
    plain(size).set_align(FormatAlign::Center).set_text_wrap()
}

/// A cell of a table.
fn boxed(size: f64) -> Format {
    plain(size).set_border(FormatBorder::Thin).set_border_color(RULE).set_text_wrap()
}

/// A cell of a table the unit fills in.
fn answer() -> Format {
    boxed(12.0).set_unlocked().set_background_color(PALE)
}

fn of_role(role: Role) -> Format {
    match role {
        Role::Loose => plain(12.0),
        Role::Paragraph => plain(12.0).set_text_wrap().set_align(FormatAlign::Top),
        Role::Parent => centred(12.0),
        Role::Body | Role::Nation => centred(13.0).set_bold(),
        Role::Motto => centred(13.0).set_bold().set_underline(FormatUnderline::Single),
        Role::Dated => centred(13.0).set_italic(),
        Role::Title => centred(14.0).set_bold(),
        Role::Subtitle => centred(13.0),
        Role::Section => plain(13.0).set_bold(),
        Role::Remark => plain(11.0).set_italic().set_text_wrap().set_align(FormatAlign::Top),
        Role::KeyName => boxed(11.0).set_align(FormatAlign::Center).set_background_color(LOCKED),
        Role::KeyFigure => boxed(18.0).set_align(FormatAlign::Center).set_bold().set_num_format("#,##0"),
        Role::Heading => boxed(11.0).set_align(FormatAlign::Center).set_bold().set_background_color(HEAD),
        Role::Group => boxed(11.0).set_bold().set_background_color(GROUP),
        Role::Text => boxed(11.0).set_align(FormatAlign::Top),
        Role::Code => boxed(11.0).set_align(FormatAlign::Center).set_align(FormatAlign::Top),
        Role::Number => boxed(11.0).set_align(FormatAlign::Right).set_align(FormatAlign::Top).set_num_format("#,##0"),
        Role::Share => boxed(11.0).set_align(FormatAlign::Right).set_align(FormatAlign::Top).set_num_format("#,##0.0"),
        Role::Day => boxed(11.0).set_align(FormatAlign::Center).set_align(FormatAlign::Top).set_num_format("dd/mm/yyyy"),
        Role::Total => boxed(11.0).set_align(FormatAlign::Right).set_bold().set_num_format("#,##0"),
        Role::TotalName => boxed(11.0).set_bold(),
        Role::Label => boxed(12.0).set_background_color(LOCKED),
        Role::Given => boxed(12.0).set_bold().set_num_format("@"),
        Role::Answer => answer().set_num_format("@").set_align(FormatAlign::Top),
        Role::AnswerNumber => answer().set_align(FormatAlign::Right).set_num_format("#,##0"),
        Role::AnswerDay => answer().set_align(FormatAlign::Center).set_num_format("dd/mm/yyyy"),
        Role::AnswerChoice => answer().set_align(FormatAlign::Center).set_num_format("@"),
    }
}
