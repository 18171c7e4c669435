//! `bao-cao.docx`: the draft of the committee's consolidated report. The program states the facts; judgments are gaps for the
//! office.

mod annex;
mod answers;
mod figures;
mod own_words;
mod proposals;
mod tasks;
mod turnout;

use super::context::{LetterContext, REPORT, body, is_filing, paragraph, plain};
use super::{Block, Letter, ParagraphRole, Part};
use crate::model::plan::Task;
use crate::msg;
use crate::text::{Message, Text};
use annex::{Annex, Annexes};
use answers::Answers;

/// The numbers of sections and appendices.
const ROMAN: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];

/// The report.
pub(super) fn letter(context: &LetterContext<'_>) -> Letter {
    let answers = Answers::new(context);
    let annexes = Annexes::new([
        (Annex::Figures, figures::by_group(context)),
        (Annex::Results, own_words::results(context, &answers)),
        (Annex::Assessments, own_words::assessments(context, &answers)),
    ]);
    let title = &context.case().scope.plan.title;
    let subject = context.said(msg!("Kết quả thực hiện {title}", "Results of the plan “{title}”"));
    let mut blocks = head(context, &subject);
    let sections = [
        (Text::new("TÌNH HÌNH GỬI BÁO CÁO", "REPORTS RECEIVED"), turnout::blocks(context)),
        (
            Text::new("KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "RESULTS BY TASK"),
            tasks::blocks(context, &answers, &annexes),
        ),
        (Text::new("SỐ LIỆU TỔNG HỢP", "FIGURES"), figures::blocks(context, &annexes)),
        (
            Text::new(
                "KHÓ KHĂN, VƯỚNG MẮC; ĐỀ XUẤT, KIẾN NGHỊ CỦA CÁC ĐƠN VỊ",
                "DIFFICULTIES AND PROPOSALS OF THE UNITS",
            ),
            proposals::blocks(context, &answers, &annexes),
        ),
        (Text::new("ĐÁNH GIÁ CHUNG", "ASSESSMENT"), assessment(context, &annexes)),
        (Text::new("PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM", "WHAT COMES NEXT"), outlook(context)),
    ];
    for (number, (title, content)) in ROMAN.iter().zip(sections) {
        blocks.push(paragraph(ParagraphRole::Section, format!("{number}. {}", context.say(title))));
        blocks.extend(content);
    }
    let copies: Vec<&str> =
        recipients(context, |recipient| !is_filing(recipient) && above(recipient).is_none());
    let post = Text::new(
        "TRƯỞNG BAN, hoặc KT. TRƯỞNG BAN, PHÓ TRƯỞNG BAN",
        "HEAD OF THE COMMITTEE, or a deputy for the head",
    );
    blocks.push(context.closing(&copies, context.post(post)));
    let main = Part { landscape: false, blocks };
    context.document(subject, std::iter::once(main).chain(annexes.parts(context)).collect())
}

fn recipients<'a>(context: &LetterContext<'a>, wanted: impl Fn(&str) -> bool) -> Vec<&'a str> {
    let recipients = context.case().scope.plan.office.recipients.iter().map(String::as_str);
    recipients.filter(|recipient| wanted(recipient)).collect()
}

/// Returns the name of a recipient to which the committee reports, *… (để b/c)*.
fn above(recipient: &str) -> Option<&str> {
    ["(để b/c)", "(để báo cáo)"]
        .into_iter()
        .find_map(|mark| recipient.strip_suffix(mark))
        .map(str::trim_end)
}

fn head(context: &LetterContext<'_>, subject: &str) -> Vec<Block> {
    let upward: Vec<String> =
        recipients(context, |_| true).into_iter().filter_map(above).map(str::to_owned).collect();
    let (period, today, plan) =
        (context.period(), context.today(), &context.case().scope.plan.title);
    let mut blocks = vec![
        context.head(REPORT, None),
        paragraph(ParagraphRole::Kind, context.say(Text::new("BÁO CÁO", "REPORT"))),
        paragraph(
            ParagraphRole::Subject,
            format!(
                "{subject}\n({})",
                context.said(msg!("Kỳ báo cáo: {period}", "Period: {period}"))
            ),
        ),
    ];
    if !upward.is_empty() {
        blocks.push(context.addressees(upward));
    }
    blocks.extend(
        context
            .outcome
            .incomplete()
            .map(|said| paragraph(ParagraphRole::Standing, context.said(said))),
    );
    blocks.extend(standing(context));
    let opening = msg!(
        "Thực hiện {plan}, kết quả {period} được tổng hợp từ báo cáo của các đơn vị nhận đến ngày {today} như sau:",
        "Under the plan “{plan}”, the results of the {period} are consolidated from the units' reports received by {today} as follows:"
    );
    blocks.push(body(context.said(opening)));
    blocks
}

/// Returns the note on missing reports, if there are any.
fn standing(context: &LetterContext<'_>) -> Option<Block> {
    let (turnout, today) = (context.outcome.turnout(), context.today());
    let Message { vi, en } = turnout.standing();
    let said = msg!("{vi}\n(đến ngày {today})", "{en}\n(as of {today})");
    turnout.is_provisional().then(|| paragraph(ParagraphRole::Standing, context.said(said)))
}

/// Returns an item about a task.
fn headed(number: usize, task: &Task, blocks: Vec<Block>) -> impl Iterator<Item = Block> {
    std::iter::once(paragraph(
        ParagraphRole::Item,
        format!("{number}. {} ({})", task.title, task.code),
    ))
    .chain(blocks)
}

fn assessment(context: &LetterContext<'_>, annexes: &Annexes) -> Vec<Block> {
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
        blocks.push(paragraph(ParagraphRole::Item, format!("{number}. {}", context.say(title))));
        blocks.push(Block::Paragraph(ParagraphRole::Body, vec![context.gap(what)]));
    }
    if let Some(number) = annexes.number(Annex::Assessments) {
        let said = msg!(
            "Tự đánh giá của các đơn vị, nguyên văn, ở Phụ lục {number}.",
            "The units' own assessments stand in appendix {number}, in their words."
        );
        blocks.push(body(context.said(said)));
    }
    blocks
}

fn outlook(context: &LetterContext<'_>) -> Vec<Block> {
    let gap =
        context.gap(Text::new("phương hướng, nhiệm vụ trọng tâm thời gian tới", "what comes next"));
    vec![Block::Paragraph(ParagraphRole::Body, vec![gap, plain("./.")])]
}
