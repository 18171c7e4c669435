//! Sizes and widths that determine what fits on a page, shared by writing and measuring letters.
//! The font is Times New Roman (Nghị định 30/2020/NĐ-CP, phụ lục I).

use super::ParagraphRole;

/// Size of a table's text, in points.
pub(crate) const TABLE: f64 = 11.0;
/// Width of the text on a portrait page, in millimeters: A4 less margins of 30 on the left and 15
/// on the right.
pub(crate) const UPRIGHT: u32 = 165;
/// Width of the text on a landscape page, in millimeters.
pub(crate) const SIDEWAYS: u32 = 247;
/// A point in millimeters.
pub(crate) const POINT: f64 = 25.4 / 72.0;

impl ParagraphRole {
    /// Returns the size of its text, in points.
    pub const fn size(self) -> f64 {
        match self {
            Self::Own => 13.0,
            Self::Remark => 12.0,
            _ => 14.0,
        }
    }
}
