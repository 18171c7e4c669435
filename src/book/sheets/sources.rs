//! `Nguồn`: every file read, and below it every figure in it with its cell and what stood there.
//!
//! Files and figures are lines of one table, since a sheet has one filter and one heading: a file's line has its size, SHA-256
//! and day of arrival, a figure's line its sheet and cell. Filter on `Mã` to see one indicator, on the empty ones of `Mã` to see
//! the files.

use super::desk::Desk;
use super::table::{self, CODE, FILE, OPEN, UNIT, UNIT_CODE, begin, code, end, file, linked, text, toned};
use crate::book::{Cell, Role, Sheet, Style, Tone};
use crate::model::case::{Part, Version};
use crate::model::file_role::FileRole;
use crate::model::id::UnitCode;
use crate::model::reading::Reading;
use crate::model::submission::{Figure, Submission};
use crate::outcome::Outcome;
use crate::text::Text;
use std::collections::BTreeMap;

/// A line of the table.
pub(super) enum Line<'a> {
    /// A file.
    File {
        /// It.
        submission: &'a Submission,
        /// Its place among its unit's files.
        version: Option<&'a Version>,
    },
    /// A figure in it.
    Figure {
        /// Whose.
        unit: &'a UnitCode,
        /// It.
        figure: &'a Figure,
        /// Whether it is the unit's answer, and not one of several that stand against each other.
        current: bool,
    },
}

/// The lines, by file.
pub(super) fn lines<'a>(outcome: &'a Outcome<'a>) -> Vec<Line<'a>> {
    let attributed = outcome.case.attributed();
    let mut lines = Vec::new();
    for (at, submission) in outcome.case.submissions.iter().enumerate() {
        let Some((dossier, version)) = attributed.get(&at).copied() else {
            lines.push(Line::File { submission, version: None });
            continue;
        };
        lines.push(Line::File { submission, version: Some(version) });
        let is_conflicting = version.part == Part::Conflicting;
        let is_current = dossier.current().is_some_and(|current| current.submission == at);
        if is_current || is_conflicting {
            let figures = submission.report().map_or(&[][..], |report| report.figures.as_slice());
            let current = is_current && !is_conflicting;
            lines.extend(figures.iter().map(|figure| Line::Figure { unit: &dossier.unit, figure, current }));
        }
    }
    let ad_hoc = &outcome.case.ad_hoc;
    let parts: BTreeMap<usize, &Version> =
        ad_hoc.dossiers.iter().flat_map(|dossier| &dossier.versions).map(|version| (version.submission, version)).collect();
    let beside = ad_hoc.submissions.iter().enumerate();
    lines.extend(beside.map(|(at, submission)| Line::File { submission, version: parts.get(&at).copied() }));
    lines
}

/// The sheet.
pub(super) fn sheet(desk: &Desk<'_>) -> Sheet {
    let headings = [
        (UNIT_CODE, 12.0),
        (UNIT, 22.0),
        (FILE, 30.0),
        (OPEN, 6.0),
        (Text::new("Trang", "Sheet"), 11.0),
        (Text::new("Ô", "Cell"), 6.0),
        (CODE, 7.0),
        (Text::new("Chỉ tiêu", "Indicator"), 26.0),
        (Text::new("Nguyên văn", "As written"), 14.0),
        (Text::new("Giá trị", "Value"), 10.0),
        (Text::new("Trả lời", "Answer"), 12.0),
        (Text::new("Được tính", "Counted"), 8.0),
        (Text::new("Vai trò của tệp", "Role of the file"), 11.0),
        (Text::new("Ngày nhận", "Received"), 11.0),
        (Text::new("Căn cứ", "Evidence"), 11.0),
        (Text::new("Dung lượng (byte)", "Size (bytes)"), 10.0),
        (Text::new("SHA-256", "SHA-256"), 19.0),
    ];
    let remark = Text::new(
        "Mỗi tệp một dòng, dưới đó mỗi số liệu trong tệp một dòng. Lọc cột “Mã” theo một chỉ tiêu để xem mọi đơn vị; lọc ô trống của \
         cột “Mã” để xem danh mục tệp.",
        "One line a file, below it one line for each figure in it. Filter “Mã” by an indicator to see all units, by its empty cells \
         to see the files.",
    );
    let title = Text::new("NGUỒN SỐ LIỆU VÀ TỆP ĐÃ ĐỌC", "SOURCES: EVERY FIGURE AND EVERY FILE READ");
    let columns = headings.map(|(heading, width)| (desk.say(heading), width));
    let mut sheet = begin(desk, super::SOURCES, (title, desk.say(remark)), &columns, 2);
    for line in &desk.sources {
        match line {
            Line::File { submission, version } => sheet.push(file_line(desk, submission, *version)),
            Line::Figure { unit, figure, current } => {
                let row = sheet.push(figure_line(desk, unit, figure, *current));
                if let Some(row) = sheet.rows.get_mut(row as usize) {
                    row.level = 1;
                }
                row
            }
        };
    }
    end(&mut sheet);
    sheet
}

fn file_line(desk: &Desk<'_>, submission: &Submission, version: Option<&Version>) -> Vec<Cell> {
    let unit = submission.identity.unit.as_ref();
    let role = FileRole::of(submission, version.map(|version| version.part));
    let tone = match role {
        FileRole::Current => Tone::Good,
        FileRole::Unreadable | FileRole::Unidentified => Tone::Bad,
        FileRole::Superseded | FileRole::Duplicate | FileRole::Ignored => Tone::Muted,
    };
    let receipt = version.and_then(|version| version.receipt);
    let [unit_code, name] = table::unit(desk, unit);
    let [path, open] = file(desk, Some(&submission.file));
    let mut cells = vec![unit_code, name, path, open];
    cells.extend((0..8).map(|_| Cell::blank(Style::toned(Role::Text, Tone::Muted))));
    cells.extend([
        toned(desk.say(role.title()), tone),
        receipt.map_or(Cell::blank(Role::Day), |receipt| Cell::day(receipt.on, Role::Day)),
        code(receipt.map_or("", |receipt| desk.say(receipt.evidence.title()))),
        Cell::number(submission.bytes, Role::Number),
        text(&*submission.sha256),
    ]);
    cells
}

fn figure_line(desk: &Desk<'_>, unit: &UnitCode, figure: &Figure, current: bool) -> Vec<Cell> {
    let at = figure.at.as_ref();
    let indicator = desk.case().brief.plan.indicator(&figure.indicator);
    let counted = current && desk.outcome.consolidation.counted(unit, &figure.indicator).is_some();
    let answers = !matches!(figure.reading, Reading::Blank | Reading::NotApplicable);
    let [path, open] = file(desk, at.map(|at| &*at.file));
    let value = match &figure.reading {
        Reading::Number(number) => Cell::number(number.normalize(), Role::Number),
        _ => Cell::blank(Role::Number),
    };
    let (word, tone) = match (counted, answers) {
        (true, _) => (Text::new("có", "yes"), Tone::Good),
        (false, true) => (Text::new("không", "no"), Tone::Bad),
        (false, false) => (Text::new("không", "no"), Tone::Muted),
    };
    let mut cells = vec![
        linked(code(unit.as_str()), desk.unit_figures(unit)),
        text(desk.case().name(unit)),
        path,
        open,
        code(at.map_or("", |at| &*at.sheet)),
        code(at.map_or(String::new(), |at| at.cell.to_string())),
        code(figure.indicator.as_str()),
        text(indicator.map_or("", |indicator| indicator.name.as_str())),
        text(figure.raw.as_deref().unwrap_or_default()),
        value,
        code(desk.say(figure.reading.title())),
        toned(desk.say(word), tone),
    ];
    cells.extend((0..5).map(|_| Cell::blank(Role::Text)));
    cells
}
