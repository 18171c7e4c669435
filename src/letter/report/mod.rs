//! `bao-cao.docx`: the draft of the committee's consolidated report. The program gives the facts; what must be judged is left to
//! the office as gaps.

mod annex;
mod figures;
mod proposals;
mod tasks;
mod turnout;

use super::clerk::{Clerk, body, is_filing, paragraph, plain, strong};
use super::{Block, Letter, Part, Role};
use crate::model::case::Dossier;
use crate::model::plan::Task;
use crate::model::submission::Report;
use crate::say;
use crate::text::{Said, Text};
use annex::{Annex, Annexes};
use std::collections::BTreeMap;

/// The numbers of sections and appendices.
const ROMAN: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];

/// The report.
pub(super) fn letter(clerk: &Clerk<'_>) -> Letter {
    let annexes = Annexes::of(clerk);
    let title = &clerk.case().brief.plan.title;
    let subject = clerk.said(say!("Kết quả thực hiện {title}", "Results of the plan “{title}”"));
    let mut blocks = head(clerk, &subject);
    let sections = [
        (Text::new("TÌNH HÌNH GỬI BÁO CÁO", "REPORTS RECEIVED"), turnout::blocks(clerk)),
        (Text::new("KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "RESULTS BY TASK"), tasks::blocks(clerk, &annexes)),
        (Text::new("SỐ LIỆU TỔNG HỢP", "FIGURES"), figures::blocks(clerk, &annexes)),
        (
            Text::new("KHÓ KHĂN, VƯỚNG MẮC; ĐỀ XUẤT, KIẾN NGHỊ CỦA CÁC ĐƠN VỊ", "DIFFICULTIES AND PROPOSALS OF THE UNITS"),
            proposals::blocks(clerk, &annexes),
        ),
        (Text::new("ĐÁNH GIÁ CHUNG", "ASSESSMENT"), assessment(clerk, &annexes)),
        (Text::new("PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM", "WHAT COMES NEXT"), outlook(clerk)),
    ];
    for (number, (title, content)) in ROMAN.iter().zip(sections) {
        blocks.push(paragraph(Role::Section, format!("{number}. {}", clerk.say(title))));
        blocks.extend(content);
    }
    let copies: Vec<&str> = recipients(clerk, |recipient| !is_filing(recipient) && above(recipient).is_none());
    blocks.push(clerk.closing(&copies, vec![strong(clerk.say(Text::new("TRƯỞNG BAN", "HEAD OF THE COMMITTEE")))]));
    let main = Part { landscape: false, blocks };
    clerk.document(subject, std::iter::once(main).chain(annexes.parts(clerk)).collect())
}

fn recipients<'a>(clerk: &Clerk<'a>, wanted: impl Fn(&str) -> bool) -> Vec<&'a str> {
    let recipients = clerk.case().brief.plan.office.recipients.iter().map(String::as_str);
    recipients.filter(|recipient| wanted(recipient)).collect()
}

/// The name of a recipient to whom the committee reports upward, *… (để b/c)*.
fn above(recipient: &str) -> Option<&str> {
    ["(để b/c)", "(để báo cáo)"].into_iter().find_map(|mark| recipient.strip_suffix(mark)).map(str::trim_end)
}

fn head(clerk: &Clerk<'_>, subject: &str) -> Vec<Block> {
    let upward: Vec<String> = recipients(clerk, |_| true).into_iter().filter_map(above).map(str::to_owned).collect();
    let (period, today, plan) = (clerk.period(), clerk.today(), &clerk.case().brief.plan.title);
    let mut blocks = vec![
        clerk.head("/BC-", None),
        paragraph(Role::Kind, clerk.say(Text::new("BÁO CÁO", "REPORT"))),
        paragraph(Role::Subject, format!("{subject}\n({})", clerk.said(say!("Kỳ báo cáo: {period}", "Period: {period}")))),
    ];
    if !upward.is_empty() {
        blocks.push(clerk.addressees(upward));
    }
    blocks.extend(standing(clerk));
    let opening = say!(
        "Thực hiện {plan}, kết quả {period} được tổng hợp từ báo cáo của các đơn vị nhận đến ngày {today} như sau:",
        "Under the plan “{plan}”, the results of the {period} are consolidated from the units' reports received by {today} as follows:"
    );
    blocks.push(body(clerk.said(opening)));
    blocks
}

/// That reports are wanting, where they are.
fn standing(clerk: &Clerk<'_>) -> Option<Block> {
    let (turnout, today) = (clerk.outcome.turnout(), clerk.today());
    let Said { vi, en } = turnout.standing();
    let said = say!("{vi}\n(đến ngày {today})", "{en}\n(as of {today})");
    turnout.is_provisional().then(|| paragraph(Role::Standing, clerk.said(said)))
}

/// The most passages of the units' own words that stand in the report, or in one of its appendices. More are no longer read on
/// paper: the workbook has them all.
const MOST: usize = 2_000;

/// Where the units' own words stand, where they are too many for paper.
fn in_workbook(clerk: &Clerk<'_>, passages: usize, sheet: &str) -> Option<Vec<Block>> {
    let said = say!(
        "Các đơn vị nêu {passages} đoạn, quá nhiều để in ở đây: xem nguyên văn ở trang {sheet} của tong-hop.xlsx.",
        "The units wrote {passages} passages, too many to be printed here: they stand in full on the sheet {sheet} of tong-hop.xlsx."
    );
    (passages > MOST).then(|| vec![body(clerk.said(said))])
}

/// The units with a report on this period.
fn reports<'a>(clerk: &Clerk<'a>) -> Vec<(&'a Dossier, &'a Report)> {
    let units = clerk.units(|dossier| clerk.case().report_on_period(dossier).is_some());
    units.into_iter().filter_map(|dossier| Some((dossier, clerk.case().report_on_period(dossier)?))).collect()
}

/// An item on a task.
fn headed(number: usize, task: &Task, blocks: Vec<Block>) -> impl Iterator<Item = Block> {
    std::iter::once(paragraph(Role::Item, format!("{number}. {} ({})", task.title, task.code))).chain(blocks)
}

/// Words with all the units that say them, in the order in which they first come: what several say alike stands once.
fn alike<'a, W: Ord + Clone>(said: impl IntoIterator<Item = (W, &'a str)>) -> Vec<(W, Vec<&'a str>)> {
    let mut all: Vec<(W, Vec<&str>)> = Vec::new();
    let mut places = BTreeMap::new();
    for (words, unit) in said {
        let place = *places.entry(words.clone()).or_insert(all.len());
        if let Some((_, units)) = all.get_mut(place) {
            units.push(unit);
        } else {
            all.push((words, vec![unit]));
        }
    }
    all
}

fn assessment(clerk: &Clerk<'_>, annexes: &Annexes) -> Vec<Block> {
    let items = [
        (Text::new("Ưu điểm", "Strengths"), Text::new("đánh giá chung, ưu điểm", "the general assessment and the strengths")),
        (Text::new("Tồn tại, hạn chế", "Shortcomings"), Text::new("tồn tại, hạn chế", "the shortcomings")),
        (Text::new("Nguyên nhân", "Causes"), Text::new("nguyên nhân", "their causes")),
    ];
    let mut blocks = Vec::new();
    for (number, (title, what)) in (1..).zip(items) {
        blocks.push(paragraph(Role::Item, format!("{number}. {}", clerk.say(title))));
        blocks.push(Block::Paragraph(Role::Body, vec![clerk.gap(what)]));
    }
    if let Some(number) = annexes.number(Annex::Assessments) {
        let said = say!(
            "Tự đánh giá của các đơn vị, nguyên văn, ở Phụ lục {number}.",
            "The units' own assessments stand in appendix {number}, in their words."
        );
        blocks.push(body(clerk.said(said)));
    }
    blocks
}

fn outlook(clerk: &Clerk<'_>) -> Vec<Block> {
    let gap = clerk.gap(Text::new("phương hướng, nhiệm vụ trọng tâm thời gian tới", "what comes next"));
    vec![Block::Paragraph(Role::Body, vec![gap, plain("./.")])]
}
