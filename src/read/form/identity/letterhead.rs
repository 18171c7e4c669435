//! The lines above and below the tables, as far as they say whose report it is.

use crate::model::form::Field;
use crate::model::id::UnitCode;
use crate::model::key::Key;
use crate::model::origin::Origin;
use crate::model::qualifier::{Neutral, Qualifier, parse};
use crate::model::submission::{Claim, ClaimedBy};
use crate::model::unit::Registry;
use crate::read::form::context::{ReportReading, is_explanation};
use crate::read::form::observations::SheetOrigin;
use crate::read::grid::{Value, Workbook};
use crate::read::tidy::tidy;
use std::sync::LazyLock;

/// The longest line that is looked at, in letters.
const LONGEST: usize = 160;

/// Rows that are looked at on a sheet without a table.
const ROWS: u32 = 12;

/// What stands before the body for which somebody signs.
const SIGNED: [&str; 11] = [
    "TM.",
    "T/M",
    "T.M",
    "TM ",
    "KT.",
    "Q.",
    "CHỦ TỊCH ",
    "Chủ tịch ",
    "PHÓ CHỦ TỊCH ",
    "Phó Chủ tịch ",
    "Phó chủ tịch ",
];

/// Words with which the name of a body begins.
const BODIES: &str = "ủy ban nhân dân|UBND|HĐND|sở|công an xã|công an huyện|công an phường|công an thị trấn|công an thị xã|\
    công an thành phố|công an tỉnh|CA xã|CA huyện|CA phường|bộ chỉ huy|ban chỉ huy quân sự|ban CHQS|phòng|huyện|thị xã|thành phố|xã|phường|\
    thị trấn|huyện ủy|thị ủy|thành ủy|đảng ủy|tòa án nhân dân|TAND|viện kiểm sát|VKSND|ngân hàng|NHCSXH|agribank|chi nhánh|kho bạc|KBNN|\
    bảo hiểm xã hội|BHXH|chi cục|cục|hạt kiểm lâm|đồn biên phòng|đồn công an|trạm y tế|trung tâm|bệnh viện|trường THPT|trường THCS|\
    trường tiểu học|trường mầm non|trường đại học|trường cao đẳng|trường trung cấp|trường PTDT|công ty|hợp tác xã|HTX|nhà máy|chợ|\
    ban quản lý|BQL|huyện đoàn|thị đoàn|hội nông dân|hội phụ nữ|hội LHPN|hội cựu chiến binh|hội CCB|UBMTTQ|thanh tra huyện|điện lực|\
    bưu điện|viễn thông|đội quản lý thị trường|ban chỉ đạo xã|ban chỉ đạo PCKB xã";

/// Words that begin like the name of a body and name none.
const NO_BODIES: &str = "phòng chống|xã hội|cục bộ|sở hữu|thành phố có|xã phường|huyện thị";

/// Words in a line that say nothing of whose it is.
const BESIDE: &str = "báo cáo|kỳ|kỳ báo cáo|số liệu|biểu mẫu|biểu|mẫu|mẫu số|biểu số|kết quả|kết quả thực hiện|phụ lục|của|đơn vị|đơn vị báo cáo|\
    tên đơn vị|đơn vị gửi|cơ quan báo cáo|cơ quan|tổng hợp|kèm theo|kế hoạch";

static HEADS: LazyLock<Vec<Key>> =
    LazyLock::new(|| BODIES.split('|').map(|head| Key::new(head.trim())).collect());
static NO_HEADS: LazyLock<Vec<Key>> =
    LazyLock::new(|| NO_BODIES.split('|').map(Key::new).collect());
static NEUTRAL: LazyLock<Neutral> =
    LazyLock::new(|| BESIDE.split('|').map(|word| Key::new(word.trim())).collect());

/// A line of text outside the tables.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) at: Origin,
    /// Whether it stands above the first table of its sheet.
    pub(super) above: bool,
}

/// The lines of text above the first and below the last table or label of each shown sheet.
pub(super) fn lines(reading: &ReportReading<'_, '_>, workbook: &Workbook) -> Vec<Line> {
    let mut lines = Vec::new();
    for (place, sheet) in workbook
        .sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| !sheet.hidden && !is_explanation(sheet))
    {
        let no_rows = Vec::new();
        let taken = reading.taken.get(&place).unwrap_or(&no_rows);
        let labels = reading.form.labels.find(sheet, taken).labels;
        let labelled = || labels.iter().map(|(_, at)| at.row);
        let first = taken.iter().map(|rows| *rows.start()).chain(labelled()).min().unwrap_or(ROWS);
        let last = taken.iter().map(|rows| *rows.end()).chain(labelled()).max();
        for cell in &sheet.cells {
            let above = cell.at.row < first;
            if !above && last.is_none_or(|last| cell.at.row <= last) {
                continue;
            }
            if let Value::Text(text) = &cell.value {
                let at = SheetOrigin::of(reading.file, sheet).at(cell.at);
                let texts = text
                    .lines()
                    .map(|line| tidy(line).into_owned())
                    .filter(|line| !line.is_empty());
                lines.extend(
                    texts.filter(|line| line.chars().count() <= LONGEST).map(|text| Line {
                        text,
                        at: at.clone(),
                        above,
                    }),
                );
            }
        }
    }
    lines
}

/// What the lines claim: of a letterhead the lowest line, of a signature what is signed for.
pub(super) fn claims(reading: &ReportReading<'_, '_>, workbook: &Workbook) -> Vec<Claim> {
    let registry = &reading.form.plan.registry;
    let lines = lines(reading, workbook);
    let mut claims: Vec<Claim> = of_signer(reading).into_iter().collect();
    for (place, line) in lines.iter().enumerate() {
        let next = lines.get(place + 1).filter(|next| follows(line, next));
        let body_named = match body_named(registry, line) {
            BodyNamed::Nothing => continue,
            // the upper line of a letterhead is the parent
            _ if next
                .is_some_and(|next| !matches!(body_named(registry, next), BodyNamed::Nothing)) =>
            {
                continue;
            }
            body_named => body_named,
        };
        let unit = match body_named {
            BodyNamed::Unit(unit) => Some(unit),
            _ => wrapped(registry, &lines, place),
        };
        let claim = Claim {
            by: ClaimedBy::Title,
            written: line.text.clone(),
            unit,
            at: Some(line.at.clone()),
        };
        if !claims.iter().any(|known| {
            known.unit == claim.unit && (claim.unit.is_some() || known.written == claim.written)
        }) {
            claims.push(claim);
        }
    }
    claims
}

/// Whether a line stands right under another, in the same cell or in the next row of the same column.
fn follows(line: &Line, next: &Line) -> bool {
    let (a, b) = (line.at.cell, next.at.cell);
    line.at.sheet == next.at.sheet
        && line.above == next.above
        && a.col == b.col
        && (b.row == a.row || b.row == a.row + 1)
}

/// The unit whose name goes on from one line to the next.
fn wrapped(registry: &Registry, lines: &[Line], place: usize) -> Option<UnitCode> {
    let joined = |from: usize, to: usize| {
        let part = lines.get(from..to)?;
        let whole = part.windows(2).all(|pair| matches!(pair, [a, b] if follows(a, b)));
        let text = part.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
        registry.named(&text).filter(|_| whole).cloned()
    };
    let ways = [
        place.checked_sub(1).map(|before| (before, place + 1)),
        Some((place, place + 2)),
        Some((place, place + 3)),
    ];
    ways.into_iter().flatten().find_map(|(from, to)| joined(from, to))
}

/// What a line says of whose report it is.
enum BodyNamed {
    Unit(UnitCode),
    /// A body that is no unit.
    Other,
    Nothing,
}

fn body_named(registry: &Registry, line: &Line) -> BodyNamed {
    let Some(text) = name_in(line) else {
        return BodyNamed::Nothing;
    };
    if let Some(unit) = registry.named(&text) {
        return BodyNamed::Unit(unit.clone());
    }
    let key = Key::new(&text);
    // what a body is called by itself, without a name, is none
    let begins = |head: &Key| {
        key.as_str().strip_prefix(head.as_str()).is_some_and(|rest| rest.starts_with(' '))
    };
    // the unit by its level only: Chủ tịch UBND huyện
    let unnamed = ["UBND", "Ủy ban nhân dân"].iter().any(|body| {
        ["huyện", "thị xã", "thành phố"]
            .iter()
            .any(|level| key == Key::new(&format!("{body} {level}")))
    });
    let body = !unnamed
        && HEADS.iter().any(begins)
        && !NO_HEADS.iter().any(|head| key == *head || begins(head))
        && !registry.is_above(&text);
    if body { BodyNamed::Other } else { BodyNamed::Nothing }
}

/// What is left of a line when the parts that say nothing of whose it is are gone. Below the tables only what is signed for and
/// lines in capitals may name a body.
fn name_in(line: &Line) -> Option<String> {
    let (text, signed) = signed_for(attached_to(&line.text));
    let key = Key::new(text);
    // a place and a day, a person spoken to
    let says_nothing = (key.contains(&Key::new("ngày")) && key.contains(&Key::new("tháng")))
        || key.contains(&Key::new("kính gửi"));
    if says_nothing || (!line.above && !signed && text.chars().any(char::is_lowercase)) {
        return None;
    }
    let time = |qualifier: &Qualifier| {
        matches!(qualifier, Qualifier::Period(_) | Qualifier::Day(_) | Qualifier::ThisPeriod)
    };
    let silent = |part: &&str| {
        let parsed = parse(part, &NEUTRAL);
        parsed.rest.is_empty() && parsed.qualifiers.iter().all(time)
    };
    let parts: Vec<&str> = text
        .split(['–', '—', ':', '|', ';'])
        .flat_map(|part| part.split(" - "))
        .map(str::trim)
        .collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !silent(part)).collect();
    (!parts.is_empty()).then(|| before_title(&parts.join(" - ")))
}

/// The body whose report a table belongs to: *(Kèm theo Báo cáo số … của UBND huyện …)*; any other line as it is.
fn attached_to(text: &str) -> &str {
    let attached = ["kèm theo", "ban hành kèm theo"]
        .iter()
        .any(|words| Key::new(text).as_str().starts_with(Key::new(words).as_str()));
    let body = text
        .rsplit_once(" của ")
        .map(|(_, body)| body.trim_end_matches(|c: char| !c.is_alphanumeric()));
    body.filter(|_| attached).unwrap_or(text)
}

/// What a signature is given for: the words behind `TM.` or the post of its chairman, and whether there are such.
fn signed_for(text: &str) -> (&str, bool) {
    let (mut text, mut signed) = (text.trim(), false);
    while let Some(rest) = SIGNED.iter().find_map(|mark| text.strip_prefix(mark)) {
        (text, signed) = (rest.trim_start(), true);
    }
    (text, signed)
}

/// The words before a report's title in one line with the name of the body: `SỞ NỘI VỤ BÁO CÁO SỐ LIỆU`.
fn before_title(text: &str) -> String {
    const TITLES: [&str; 5] = ["báo cáo", "số liệu", "kết quả", "tổng hợp", "biểu mẫu"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_title =
        |pair: &[&str]| TITLES.iter().any(|title| Key::new(&pair.join(" ")) == Key::new(title));
    let title = words.windows(2).position(is_title).filter(|place| *place > 0);
    words.get(..title.unwrap_or(words.len())).unwrap_or_default().join(" ")
}

/// The body in whose name the person who signed holds a post: `Chủ tịch UBND xã Xuân Lai`.
fn of_signer(reading: &ReportReading<'_, '_>) -> Option<Claim> {
    let post = reading.report.info.get(&Field::SignerTitle)?;
    let (body, true) = signed_for(&post.value) else {
        return None;
    };
    let line = Line { text: body.to_owned(), at: post.at.clone(), above: true };
    let unit = match body_named(&reading.form.plan.registry, &line) {
        BodyNamed::Nothing => return None,
        BodyNamed::Unit(unit) => Some(unit),
        BodyNamed::Other => None,
    };
    Some(Claim {
        by: ClaimedBy::Title,
        written: post.value.to_string(),
        unit,
        at: Some(post.at.clone()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::shipped;
    use crate::model::origin::CellRef;

    fn line(text: &str, above: bool) -> Line {
        Line {
            text: text.to_owned(),
            at: Origin { file: "a".into(), sheet: "b".into(), cell: CellRef::new(0, 0) },
            above,
        }
    }

    #[test]
    fn a_line_names_a_unit_another_body_or_nothing() {
        let plan = shipped::plan().expect("sound");
        let found = |text: &str, above| match body_named(&plan.registry, &line(text, above)) {
            BodyNamed::Unit(unit) => unit.to_string(),
            BodyNamed::Other => "other".to_owned(),
            BodyNamed::Nothing => String::new(),
        };
        for (text, expected) in [
            ("Kỳ 6 tháng đầu năm 2024 – Ủy ban nhân dân huyện Thọ Xuân", "H-THOXUAN"),
            ("UBND HUYỆN THỌ XUÂN", "H-THOXUAN"),
            ("Đơn vị báo cáo: Sở Nội vụ", "S-NV"),
            ("ỦY BAN NHÂN DÂN XÃ XUÂN LAI", "other"),
            ("UBND xã Xuân Lai - Kỳ 6 tháng đầu năm 2024", "other"),
            ("Bệnh viện Nhi - Sở Y tế", "other"),
            ("UBND TỈNH THANH HÓA", ""),
            ("BAN CHỈ ĐẠO PCKB TỈNH", ""),
            ("SỐ LIỆU 6 THÁNG ĐẦU NĂM 2024", ""),
            ("PHÒNG, CHỐNG KHỦNG BỐ", ""),
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", ""),
            ("Kính gửi: Công an tỉnh", ""),
            ("UBND huyện Thọ Xuân báo cáo số liệu như sau:", "H-THOXUAN"),
            ("Thành phố Thanh Hóa, ngày 22 tháng 4 năm 2024", ""),
            ("PHÒNG PA02", "other"),
            (
                "(Kèm theo Báo cáo số 12/BC-UBND ngày 22/4/2024 của UBND huyện Thọ Xuân)",
                "H-THOXUAN",
            ),
            ("(Kèm theo Kế hoạch số 5/KH-UBND của UBND tỉnh Thanh Hóa)", ""),
            ("BIỂU MẪU BÁO CÁO KẾT QUẢ THỰC HIỆN KẾ HOẠCH", ""),
        ] {
            assert_eq!(found(text, true), expected, "{text}");
        }
        assert_eq!(found("TM. UBND XÃ XUÂN LAI", false), "other");
        assert_eq!(found("TM. ỦY BAN NHÂN DÂN", false), "");
        assert_eq!(found("CHỦ TỊCH UBND XÃ XUÂN LAI", false), "other");
        assert_eq!(found("- UBND huyện Thọ Xuân;", false), "");
    }
}
