//! Computes the fingerprint of a letter from its text alone, so that later versions of the program
//! get the same. If a record has another kind of fingerprint, the reminder is rewritten once, and a
//! copy of one edited by hand is kept.

use super::{Block, Closing, Column, Head, Letter, Line, Part, Table, TableRow};
use crate::outcome::BarChart;
use crate::text::hex;
use sha2::{Digest, Sha256};

/// Returns the SHA-256 of all words of a letter, in order.
pub(super) fn fingerprint(letter: &Letter) -> String {
    let Letter { title, author, created, lang: _, parts } = letter;
    let mut words = vec![title.clone(), author.clone(), created.to_string()];
    for Part { landscape: _, blocks } in parts {
        words.push("part".to_owned());
        words.extend(blocks.iter().flat_map(of_block));
    }
    let mut hasher = Sha256::new();
    for word in words {
        // the length distinguishes “a”, “bc” from “ab”, “c”
        hasher.update(format!("{}:{word}", word.len()));
    }
    hex(&hasher.finalize())
}

fn of_block(block: &Block) -> Vec<String> {
    match block {
        Block::Head(head) => {
            let Head { parent, body, number, about, nation, motto, dated } = &**head;
            let about = about.clone().unwrap_or_default();
            let texts = [parent, body, nation, motto].map(Clone::clone);
            [texts.to_vec(), vec![of_line(number), about, of_line(dated)]].concat()
        }
        Block::Addressees { label, names } => [vec![label.clone()], names.clone()].concat(),
        Block::Paragraph(_, line) => vec![of_line(line)],
        Block::Table(Table { columns, rows }) => {
            let headings = columns.iter().map(|Column { heading, .. }| heading.clone());
            let cells = rows.iter().flat_map(|TableRow { cells, .. }| cells.iter().map(of_line));
            headings.chain(cells).collect()
        }
        Block::Chart(BarChart { names, series, .. }) => {
            let numbers = series.iter().flat_map(|series| &series.numbers);
            names.iter().cloned().chain(numbers.map(ToString::to_string)).collect()
        }
        Block::Closing(closing) => {
            let Closing { label, recipients, post, agency_post, signer } = &**closing;
            let agency_post = agency_post.iter().map(|piece| piece.text.clone());
            let head = [label.clone(), of_line(post), of_line(signer)].into_iter();
            head.chain(agency_post).chain(recipients.iter().map(of_line)).collect()
        }
    }
}

fn of_line(line: &Line) -> String {
    line.iter().map(|piece| piece.text.as_str()).collect()
}
