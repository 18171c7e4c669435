//! `Đột xuất`: the incidents of units' lists and ad hoc reports, by date.

use super::context::SheetContext;
use super::index;
use super::table::{
    ORDINAL, Table, UNIT, UNIT_CODE, begin, break_at, code, day, highlighted, names_width,
    source_at, text, unit, words,
};
use crate::book::{Cell, Highlight, Role};
use crate::model::ad_hoc::AdHoc;
use crate::model::file_role::FileRole;
use crate::model::incident::{IncidentSource, JoinedIncident};
use crate::msg;
use crate::text::{Text, counted};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The first column of the source.
const SOURCE: u32 = 8;

pub(super) fn sheet<'a>(context: &Arc<SheetContext<'a>>) -> Table<'a> {
    let is_ad_hoc = context.case().scope.period.is_ad_hoc();
    let headings = [
        (ORDINAL, 5.0),
        (UNIT_CODE, 12.0),
        (UNIT, names_width(context, 26.0)),
        (Text::new("Ngày xảy ra", "Day"), 12.0),
        (Text::new("Địa điểm", "Place"), 15.0),
        (Text::new("Nội dung vụ việc", "What happened"), 34.0),
        (Text::new("Biện pháp xử lý", "Measures"), 24.0),
        (Text::new("Kết quả", "Result"), 18.0),
        if is_ad_hoc {
            (Text::new("Thuộc kỳ", "Of period"), 11.0)
        } else {
            (Text::new("Nguồn", "Reported"), 11.0)
        },
        (Text::new("Ngày nhận", "Received"), 11.0),
        (Text::new("Căn cứ ngày nhận", "Evidence"), 11.0),
        (Text::new("Báo cáo đột xuất", "Ad hoc report"), 18.0),
        (Text::new("Ô", "Cell"), 14.0),
    ];
    let title = Text::new("VỤ VIỆC ĐỘT XUẤT", "INCIDENTS");
    let columns = headings.map(|(heading, width)| (context.say(heading), width));
    let mut sheet =
        begin(context, super::INCIDENTS, (context.say(title), &remark(context)), &columns, 3);
    // the incident and the response are on the first page, the source on the second
    break_at(&mut sheet, SOURCE, 2);
    Table::of_texts(context, sheet, context.case().incidents(), line)
}

fn remark(context: &SheetContext<'_>) -> String {
    let own = Text::new(
        "Nguyên văn của đơn vị, xếp theo ngày xảy ra rồi ngày nhận. Cột “Ô” mở tệp gốc.",
        "The units' own words, by the day it happened, then by arrival. The column “Cell” opens the file.",
    );
    let joined = Text::new(
        " Gồm vụ việc kê trong báo cáo kỳ và vụ việc báo cáo đột xuất có ngày xảy ra trong kỳ hoặc chưa rõ ngày; vụ việc có ở cả hai (cùng đơn \
         vị, cùng ngày, cùng nội dung) ghi một dòng.",
        " Those listed in the period's reports and those reported ad hoc whose day is in the period or not known; what stands in both (same \
         unit, day and words) has one line.",
    );
    let mut remark = context.say(own).to_owned();
    if !context.case().scope.period.is_ad_hoc() {
        remark.push_str(context.say(joined));
    }
    let unread = unread(&context.case().ad_hoc);
    if unread > 0 {
        let files = counted(unread, "ad hoc file");
        let more = msg!(
            " {unread} tệp báo cáo đột xuất chưa đọc được hoặc chưa rõ của đơn vị nào: xem khi kiểm tra kỳ đột xuất.",
            " {files} could not be read or attributed to a unit: see the check of the ad hoc period."
        );
        remark.push_str(more.in_lang(context.lang));
    }
    remark
}

/// Returns the number of ad hoc files that are unreadable or have no known unit.
fn unread(ad_hoc: &AdHoc) -> usize {
    let parts = ad_hoc
        .dossiers
        .iter()
        .flat_map(|dossier| &dossier.versions)
        .map(|version| (version.submission, version.role));
    let parts: std::collections::BTreeMap<_, _> = parts.collect();
    let roles = ad_hoc
        .submissions
        .iter()
        .enumerate()
        .map(|(place, submission)| FileRole::new(submission, parts.get(&place).copied()));
    roles.filter(|role| matches!(role, FileRole::Unreadable | FileRole::Unidentified)).count()
}

fn line<'a>(
    context: &SheetContext<'a>,
    at: usize,
    joined: &JoinedIncident<'a>,
    links: usize,
) -> Vec<Cell> {
    let [unit_code, name] = unit(context, Some(joined.unit), links > 1);
    let (incident, receipt) = (joined.first.incident, joined.first.receipt);
    let files: BTreeSet<&str> =
        joined.sources().filter(|source| source.ad_hoc).filter_map(IncidentSource::file).collect();
    let is_ad_hoc = context.case().scope.period.is_ad_hoc();
    vec![
        Cell::number(index(at) + 1, Role::Code),
        unit_code,
        name,
        happened(context, joined),
        words(incident.place.as_ref()),
        words(incident.event.as_ref()),
        words(incident.measures.as_ref()),
        words(incident.result.as_ref()),
        if is_ad_hoc { periods(context, joined) } else { code(context.say(reported(joined))) },
        receipt.map_or(Cell::blank(Role::Day), |receipt| Cell::day(receipt.on, Role::Day)),
        code(receipt.map_or("", |receipt| context.say(receipt.evidence.title()))),
        text(files.into_iter().collect::<Vec<_>>().join("; ")),
        source_at(context, joined.first.at(), links > 0),
    ]
}

/// Returns the date, or that it is unknown.
fn happened(context: &SheetContext<'_>, joined: &JoinedIncident<'_>) -> Cell {
    let answer = joined.first.incident.happened.as_ref();
    if joined.day().is_some() || !joined.first.ad_hoc {
        return day(answer);
    }
    let unknown = context.say(Text::new("chưa rõ ngày", "day not known"));
    highlighted(
        answer.map_or_else(|| unknown.to_owned(), |answer| format!("{unknown}: {}", answer.raw)),
        Highlight::Watch,
    )
}

/// Returns the dated periods that include an incident.
fn periods(context: &SheetContext<'_>, joined: &JoinedIncident<'_>) -> Cell {
    let Some(day) = joined.day() else {
        return highlighted(context.say(Text::new("chưa rõ", "not known")), Highlight::Watch);
    };
    let dated = context
        .case()
        .scope
        .plan
        .periods
        .iter()
        .filter(|period| !period.is_ad_hoc() && period.contains(day));
    let codes: Vec<&str> = dated.map(|period| period.code.as_str()).collect();
    if codes.is_empty() {
        highlighted(context.say(Text::new("ngoài các kỳ", "in none")), Highlight::Watch)
    } else {
        code(codes.join(", "))
    }
}

const fn reported(joined: &JoinedIncident<'_>) -> Text {
    match (joined.first.ad_hoc, joined.others.is_empty()) {
        (true, _) => Text::new("đột xuất", "ad hoc"),
        (false, true) => Text::new("báo cáo kỳ", "period"),
        (false, false) => Text::new("cả hai", "both"),
    }
}
