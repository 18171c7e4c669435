//! `bao-cao.docx`: the draft of the committee's consolidated report. The program states facts;
//! judgments are gaps for the office. The main text is short for any number of units; lists and
//! quotations are in appendices.

mod annex;
mod answers;
mod compliance;
mod figures;
mod highlights;
mod own_words;
mod proposals;
mod sentences;
mod tasks;
mod turnout;
mod units;

use super::context::{LetterContext, body, paragraph, plain};
use super::official::{Paper, ended, is_filing};
use super::{AnnexPlacement, Block, Letter, ParagraphRole, Part};
use crate::model::form::Sheet;
use crate::model::plan::{Office, Task};
use crate::msg;
use crate::outcome::BarChart;
use crate::text::{Lang, Message, Text};
use annex::{Annex, Annexes};
use answers::Answers;

/// Numerals of sections and appendices.
const ROMAN: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];

/// Returns the report, and its appendices if they are separate.
pub(super) fn letters(
    context: &LetterContext<'_>,
    placement: AnnexPlacement,
) -> (Letter, Option<Letter>) {
    let answers = Answers::new(context);
    let annexes = Annexes::new(match placement {
        AnnexPlacement::None => Vec::new(),
        AnnexPlacement::Separate | AnnexPlacement::Within => vec![
            (Annex::Figures, figures::blocks(context)),
            (Annex::Units, units::standing(context, &answers)),
            (Annex::UnitFigures, units::figures(context)),
            (Annex::Results, own_words::results(context, &answers)),
            (Annex::Statements, own_words::statements(context, &answers)),
            (Annex::Compliance, compliance::blocks(context)),
        ],
    });
    let subject = subject(context);
    let main = Part { landscape: false, blocks: main_text(context, &answers, &annexes, &subject) };
    let parts = annexes.parts(context);
    if placement == AnnexPlacement::Separate && !parts.is_empty() {
        let title = context.said(msg!("Phụ lục Báo cáo {subject}", "Appendices: {subject}"));
        let annexes = context.document(title, parts);
        return (context.document(subject, vec![main]), Some(annexes));
    }
    (context.document(subject, std::iter::once(main).chain(parts).collect()), None)
}

fn main_text<'a>(
    context: &LetterContext<'a>,
    answers: &Answers<'a>,
    annexes: &Annexes,
    subject: &str,
) -> Vec<Block> {
    let mut blocks = head(context, subject);
    let mut results = tasks::blocks(context, answers, annexes);
    let items =
        results.iter().filter(|block| matches!(block, Block::Paragraph(ParagraphRole::Item, _)));
    let next = items.count() + 1;
    results.extend(highlights::blocks(context, answers, next));
    let plan = context.case().scope.plan;
    let results_title = if plan.tasks.is_empty() {
        Text::new("KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", "RESULTS BY INDICATOR")
    } else {
        Text::new("KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "RESULTS BY TASK")
    };
    let proposals =
        plan.has_sheet(Sheet::Tasks).then(|| proposals::blocks(context, answers, annexes));
    let sections = [
        (Text::new("TÌNH HÌNH GỬI BÁO CÁO", "REPORTS RECEIVED"), turnout::blocks(context, annexes)),
        (results_title, results),
        (
            Text::new(
                "KHÓ KHĂN, VƯỚNG MẮC; ĐỀ XUẤT, KIẾN NGHỊ CỦA CÁC ĐƠN VỊ",
                "DIFFICULTIES AND PROPOSALS OF THE UNITS",
            ),
            proposals.unwrap_or_default(),
        ),
        (Text::new("ĐÁNH GIÁ CHUNG", "ASSESSMENT"), assessment(context, annexes)),
        (Text::new("PHƯƠNG HƯỚNG, NHIỆM VỤ TRỌNG TÂM", "WHAT COMES NEXT"), outlook(context)),
    ];
    let sections = sections.into_iter().filter(|(_, content)| !content.is_empty());
    for (number, (title, content)) in ROMAN.iter().zip(sections) {
        blocks.push(paragraph(ParagraphRole::Section, format!("{number}. {}", context.say(title))));
        blocks.extend(content);
    }
    blocks.push(context.closing(Paper::Report, copies(context)));
    blocks
}

/// Returns the subject: *Kết quả thực hiện Kế hoạch … 6 tháng đầu năm 2024*. The plan's year is
/// omitted if the period names it.
fn subject(context: &LetterContext<'_>) -> String {
    let (period, plan) = (context.period(), context.case().scope.plan);
    let year = format!(" năm {}", plan.year);
    let is_named = context.lang == Lang::Vi && format!(" {period}").ends_with(&year);
    let title = plan.title.strip_suffix(&year).filter(|_| is_named).unwrap_or(&plan.title);
    context.said(msg!(
        "Kết quả thực hiện {title} {period}",
        "Results of the plan “{title}” in the {period}"
    ))
}

/// Returns the recipients of copies, superior bodies first: *Như trên (để báo cáo)*.
fn copies(context: &LetterContext<'_>) -> Vec<String> {
    let office = &context.case().scope.plan.office;
    let as_above = Text::new("Như trên (để báo cáo)", "As above");
    let as_above = (!addressees(office).is_empty()).then(|| context.say(as_above).to_owned());
    let is_copy = |recipient: &&String| !is_filing(recipient) && above(recipient).is_none();
    as_above.into_iter().chain(office.recipients.iter().filter(is_copy).cloned()).collect()
}

/// Returns the addressees set by the office, or else its recipients marked *(để b/c)*.
fn addressees(office: &Office) -> Vec<String> {
    if office.addressees.is_empty() {
        let recipients = office.recipients.iter();
        return recipients.filter_map(|recipient| above(recipient)).map(str::to_owned).collect();
    }
    office.addressees.clone()
}

/// Returns the name of a recipient to which the committee reports: *… (để b/c)*.
fn above(recipient: &str) -> Option<&str> {
    ["(để b/c)", "(để báo cáo)"]
        .into_iter()
        .find_map(|mark| recipient.strip_suffix(mark))
        .map(str::trim_end)
}

fn head(context: &LetterContext<'_>, subject: &str) -> Vec<Block> {
    let mut blocks = vec![
        context.head(Paper::Report, None),
        paragraph(ParagraphRole::Kind, context.say(Text::new("BÁO CÁO", "REPORT"))),
        paragraph(ParagraphRole::Subject, subject),
    ];
    let addressees = addressees(&context.case().scope.plan.office);
    if !addressees.is_empty() {
        blocks.push(context.addressees(addressees));
    }
    blocks.extend(provisional(context));
    let (period, today, place) = (context.period(), context.today(), context.reporting_place());
    let mut line = vec![plain(context.say(Text::new("Thực hiện ", "Under ")))];
    line.extend(context.cited_plan());
    line.push(plain(context.said(msg!(
        "{place}, kết quả {period} được tổng hợp từ báo cáo của các đơn vị, tính đến ngày {today}, như sau:",
        "{place}, the results of the {period} are consolidated from the units' reports received by {today}, as follows:"
    ))));
    blocks.push(Block::Paragraph(ParagraphRole::Body, line));
    blocks
}

/// Returns the remark to the office on unreadable files and outstanding reports.
fn provisional(context: &LetterContext<'_>) -> Vec<Block> {
    let outcome = context.outcome;
    let turnout = outcome.turnout();
    let unread = outcome.incomplete().map(|said| context.reminder_to_check(&context.said(said)));
    let (used, received, all) = (turnout.reported, turnout.received, turnout.expected);
    let wanting = (turnout.is_provisional() && unread.is_none()).then(|| {
        let said: Message = msg!(
            "số liệu tạm tính, tổng hợp được {used} trong {received} báo cáo đã nhận, trên tổng số {all} đơn vị",
            "figures are provisional: {used} of {received} reports received are consolidated, of {all} units"
        );
        context.reminder_to_check(&context.said(said))
    });
    unread.into_iter().chain(wanting).collect()
}

/// Returns an item about a task.
fn headed(
    context: &LetterContext<'_>,
    number: usize,
    task: &Task,
    blocks: Vec<Block>,
) -> impl Iterator<Item = Block> {
    let (title, code) = (&task.title, &task.code);
    let kind = context.case().scope.plan.document_type();
    let head =
        context.said(msg!("{number}. {title} (mục {code} {kind})", "{number}. {title} ({code})"));
    std::iter::once(paragraph(ParagraphRole::Item, head)).chain(blocks)
}

/// Returns a chart, unless it has no bars.
fn chart(chart: BarChart) -> Option<Block> {
    (!chart.names.is_empty()).then_some(Block::Chart(chart))
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
    let mut blocks: Vec<Block> = chart(context.outcome.progress_by_task()).into_iter().collect();
    for (number, (title, what)) in (1..).zip(items) {
        blocks.push(paragraph(ParagraphRole::Item, format!("{number}. {}", context.say(title))));
        blocks.push(Block::Paragraph(ParagraphRole::Body, vec![context.gap(what)]));
    }
    if let Some(number) = annexes.number(Annex::Statements) {
        let said = msg!(
            "(Tự đánh giá của các đơn vị, nguyên văn, tại Phụ lục {number} kèm theo).",
            "(The units' own assessments are in appendix {number}, verbatim.)"
        );
        blocks.push(body(context.said(said)));
    }
    blocks
}

fn outlook(context: &LetterContext<'_>) -> Vec<Block> {
    let gap =
        context.gap(Text::new("phương hướng, nhiệm vụ trọng tâm thời gian tới", "what comes next"));
    vec![Block::Paragraph(ParagraphRole::Body, ended(vec![gap]))]
}
