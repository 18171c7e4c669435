//! Little-endian integers in the records of both binary formats; 0 if the record is too short.

pub(super) fn u16_at(data: &[u8], at: usize) -> u16 {
    match data.get(at..at.saturating_add(2)) {
        Some([low, high]) => u16::from_le_bytes([*low, *high]),
        _ => 0,
    }
}

pub(super) fn u32_at(data: &[u8], at: usize) -> u32 {
    match data.get(at..at.saturating_add(4)) {
        Some([a, b, c, d]) => u32::from_le_bytes([*a, *b, *c, *d]),
        _ => 0,
    }
}
