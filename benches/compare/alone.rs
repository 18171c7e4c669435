//! Work that libraries do with the bytes of one file; the baseline of both benches.

use calamine::Reader as _;
use std::hint::black_box;
use std::io::{Cursor, Read as _};

/// Inflates every part; returns the number of bytes.
pub(crate) fn inflated(bytes: &[u8]) -> usize {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return 0;
    };
    let (mut part, mut count) = (Vec::new(), 0);
    for place in 0..archive.len() {
        part.clear();
        count += archive
            .by_index(place)
            .ok()
            .and_then(|mut packed| packed.read_to_end(&mut part).ok())
            .unwrap_or_default();
    }
    count
}

/// Reads every cell with calamine; returns the number of cells.
pub(crate) fn cells(bytes: &[u8]) -> usize {
    let Ok(mut workbook) = calamine::Xlsx::new(Cursor::new(bytes)) else {
        return 0;
    };
    let mut count = 0;
    for name in workbook.sheet_names() {
        let Ok(mut cells) = workbook.worksheet_cells_reader(&name) else {
            continue;
        };
        while let Ok(Some(cell)) = cells.next_cell() {
            black_box(&cell);
            count += 1;
        }
    }
    count
}
