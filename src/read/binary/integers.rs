//! Numbers in the records of both binary formats, the low byte first; 0 where the record is cut.

/// The number of two bytes at a place.
pub(super) fn u16_at(data: &[u8], at: usize) -> u16 {
    match data.get(at..at.saturating_add(2)) {
        Some([low, high]) => u16::from_le_bytes([*low, *high]),
        _ => 0,
    }
}

/// The number of four bytes at a place.
pub(super) fn u32_at(data: &[u8], at: usize) -> u32 {
    match data.get(at..at.saturating_add(4)) {
        Some([a, b, c, d]) => u32::from_le_bytes([*a, *b, *c, *d]),
        _ => 0,
    }
}
