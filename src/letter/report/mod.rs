//! `bao-cao.docx`: the draft of the committee's consolidated report. The program gives the facts; what must be judged is left to
//! the office as gaps.

mod annex;
mod answers;
mod figures;
mod proposals;
mod tasks;
mod turnout;

use super::clerk::{Clerk, REPORT, body, is_filing, paragraph, plain};
use super::{Block, Letter, Part, Role};
use crate::model::plan::Task;
use crate::msg;
use crate::text::{Message, Text};
use annex::{Annex, Annexes};
use answers::Answers;

/// The numbers of sections and appendices.
const ROMAN: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];

/// The report.
pub(super) fn letter(clerk: &Clerk<'_>) -> Letter {
    let answers = Answers::of(clerk);
    let annexes = Annexes::of(clerk, &answers);
    let title = &clerk.case().scope.plan.title;
    let subject = clerk.said(msg!("Kết quả thực hiện {title}", "Results of the plan “{title}”"));
    let mut blocks = head(clerk, &subject);
    let sections = [
        (Text::new("TÌNH HÌNH GỬI BÁO CÁO", "REPORTS RECEIVED"), turnout::blocks(clerk)),
        (
            Text::new("KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "RESULTS BY TASK"),
            tasks::blocks(clerk, &answers, &annexes),
        ),
        (Text::new("SỐ LIỆU TỔNG HỢP", "FIGURES"), figures::blocks(clerk, &annexes)),
        (
            Text::new(
                "KHÓ KHĂN, VƯỚNG MẮC; ĐỀ XUẤT, KIẾN NGHỊ CỦA CÁC ĐƠN VỊ",
                "DIFFICULTIES AND PROPOSALS OF THE UNITS",
            ),
            proposals::blocks(clerk, &answers, &annexes),
        ),
        (Text::new("ĐÁNH GIÁ CHUNG", "ASSESSMENT"), assessment(clerk, &annexes)),
        (Text::new("PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM", "WHAT COMES NEXT"), outlook(clerk)),
    ];
    for (number, (title, content)) in ROMAN.iter().zip(sections) {
        blocks.push(paragraph(Role::Section, format!("{number}. {}", clerk.say(title))));
        blocks.extend(content);
    }
    let copies: Vec<&str> =
        recipients(clerk, |recipient| !is_filing(recipient) && above(recipient).is_none());
    let post = Text::new(
        "TRƯỞNG BAN, hoặc KT. TRƯỞNG BAN, PHÓ TRƯỞNG BAN",
        "HEAD OF THE COMMITTEE, or a deputy for the head",
    );
    blocks.push(clerk.closing(&copies, clerk.post(post)));
    let main = Part { landscape: false, blocks };
    clerk.document(subject, std::iter::once(main).chain(annexes.parts(clerk)).collect())
}

fn recipients<'a>(clerk: &Clerk<'a>, wanted: impl Fn(&str) -> bool) -> Vec<&'a str> {
    let recipients = clerk.case().scope.plan.office.recipients.iter().map(String::as_str);
    recipients.filter(|recipient| wanted(recipient)).collect()
}

/// The name of a recipient to whom the committee reports upward, *… (để b/c)*.
fn above(recipient: &str) -> Option<&str> {
    ["(để b/c)", "(để báo cáo)"]
        .into_iter()
        .find_map(|mark| recipient.strip_suffix(mark))
        .map(str::trim_end)
}

fn head(clerk: &Clerk<'_>, subject: &str) -> Vec<Block> {
    let upward: Vec<String> =
        recipients(clerk, |_| true).into_iter().filter_map(above).map(str::to_owned).collect();
    let (period, today, plan) = (clerk.period(), clerk.today(), &clerk.case().scope.plan.title);
    let mut blocks = vec![
        clerk.head(REPORT, None),
        paragraph(Role::Kind, clerk.say(Text::new("BÁO CÁO", "REPORT"))),
        paragraph(
            Role::Subject,
            format!(
                "{subject}\n({})",
                clerk.said(msg!("Kỳ báo cáo: {period}", "Period: {period}"))
            ),
        ),
    ];
    if !upward.is_empty() {
        blocks.push(clerk.addressees(upward));
    }
    blocks
        .extend(clerk.outcome.incomplete().map(|said| paragraph(Role::Standing, clerk.said(said))));
    blocks.extend(standing(clerk));
    let opening = msg!(
        "Thực hiện {plan}, kết quả {period} được tổng hợp từ báo cáo của các đơn vị nhận đến ngày {today} như sau:",
        "Under the plan “{plan}”, the results of the {period} are consolidated from the units' reports received by {today} as follows:"
    );
    blocks.push(body(clerk.said(opening)));
    blocks
}

/// That reports are wanting, where they are.
fn standing(clerk: &Clerk<'_>) -> Option<Block> {
    let (turnout, today) = (clerk.outcome.turnout(), clerk.today());
    let Message { vi, en } = turnout.standing();
    let said = msg!("{vi}\n(đến ngày {today})", "{en}\n(as of {today})");
    turnout.is_provisional().then(|| paragraph(Role::Standing, clerk.said(said)))
}

/// An item on a task.
fn headed(number: usize, task: &Task, blocks: Vec<Block>) -> impl Iterator<Item = Block> {
    std::iter::once(paragraph(Role::Item, format!("{number}. {} ({})", task.title, task.code)))
        .chain(blocks)
}

fn assessment(clerk: &Clerk<'_>, annexes: &Annexes) -> Vec<Block> {
    let items = [
        (
            Text::new("Ưu điểm", "Strengths"),
            Text::new("đánh giá chung, ưu điểm", "the general assessment and the strengths"),
        ),
        (
            Text::new("Tồn tại, hạn chế", "Shortcomings"),
            Text::new("tồn tại, hạn chế", "the shortcomings"),
        ),
        (Text::new("Nguyên nhân", "Causes"), Text::new("nguyên nhân", "their causes")),
    ];
    let mut blocks = Vec::new();
    for (number, (title, what)) in (1..).zip(items) {
        blocks.push(paragraph(Role::Item, format!("{number}. {}", clerk.say(title))));
        blocks.push(Block::Paragraph(Role::Body, vec![clerk.gap(what)]));
    }
    if let Some(number) = annexes.number(Annex::Assessments) {
        let said = msg!(
            "Tự đánh giá của các đơn vị, nguyên văn, ở Phụ lục {number}.",
            "The units' own assessments stand in appendix {number}, in their words."
        );
        blocks.push(body(clerk.said(said)));
    }
    blocks
}

fn outlook(clerk: &Clerk<'_>) -> Vec<Block> {
    let gap =
        clerk.gap(Text::new("phương hướng, nhiệm vụ trọng tâm thời gian tới", "what comes next"));
    vec![Block::Paragraph(Role::Body, vec![gap, plain("./.")])]
}
