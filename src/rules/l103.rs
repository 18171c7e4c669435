//! L103: text copied from another unit or from the previous period.

use super::copies::{Boilerplate, OwnWords, nearest};
use super::{Check, Location, Reporter, Rule, Severity};
use crate::model::about::About;
use crate::model::case::{Case, Dossier, Version};
use crate::model::form::{Column, Sheet};
use crate::model::id::{TaskCode, UnitCode};
use crate::model::key::Key;
use crate::model::origin::Sourced;
use crate::model::plan::Plan;
use crate::model::submission::Submission;
use crate::msg;
use crate::text::{Message, Text};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) static RULE: Rule = Rule {
    code: "L103",
    severity: Severity::Warning,
    title: Text::new(
        "Lời văn chép của đơn vị khác hoặc của kỳ trước",
        "Text copied from another unit or from the period before",
    ),
    why: Text::new(
        "Lời chép không nói việc đơn vị đã làm trong kỳ. Chỉ xét đoạn còn từ 20 tiếng trở lên sau khi bỏ lời của kế hoạch và lời mà hơn 5 đơn vị cùng viết (mẫu chung); giống từ chín phần mười trở lên. Bản nhận sau được coi là bản chép. So với kỳ trước thì các số trong đoạn cũng phải y nguyên.",
        "Copied text does not say what the unit did in the period. Only texts of 20 syllables or more are checked, without the plan's words and wordings that more than 5 units share (a form letter); 90% of the words must match. The text received later is taken for the copy. Against the previous period, the numbers in the text must match too.",
    ),
    bad: Text::new("II.5 của hai huyện giống nhau từng chữ", "II.5 of two districts is identical"),
    good: Text::new(
        "Mỗi huyện nói việc của mình: ai làm, ở đâu, kết quả ra sao",
        "Each district reports its own work: who did what, where, with what result",
    ),
    fix: Text::new(
        "Đề nghị đơn vị viết lại bằng việc đã làm trong kỳ; nếu hai đơn vị cùng làm một việc thì văn phòng chấp nhận bằng tonghop decide waive.",
        "Ask the unit to report what it did in this period; if two units worked together, the office accepts it with tonghop decide waive.",
    ),
    unit_fix: Some(Text::new(
        "Viết lại bằng việc đơn vị đã làm trong kỳ; nếu hai đơn vị cùng làm một việc thì báo văn phòng.",
        "Tell what the unit did in this period; where two units did one thing together tell the office.",
    )),
    check: Check::Case(check),
    ..Rule::DEFAULT
};

fn check(case: &Case<'_>, out: &mut Reporter<'_>) {
    let boilerplate = Boilerplate::new(words_of(case.scope.plan));
    let texts = texts(case);
    let own: Vec<Option<OwnWords>> = texts
        .par_iter()
        .map(|text| OwnWords::new(text.unit, &text.words.value, &boilerplate))
        .collect();
    let earlier = earlier(case);
    let before: Vec<Option<&str>> = texts
        .iter()
        .zip(&own)
        .map(|(text, own)| previous_file(&earlier, text, own.as_ref()?, &boilerplate))
        .collect();
    for ((copy, before), nearest) in texts.iter().zip(before).zip(nearest(own)) {
        if let Some(before) = before {
            let label = copy.label();
            copy.report(
                out,
                msg!(
                    "Lời văn của {label} y nguyên kỳ trước ({before})",
                    "The text of {label} is copied from the previous period ({before})"
                ),
            );
        } else if let Some(other) = nearest.and_then(|place| texts.get(place)) {
            let label = copy.label();
            let (name, file, at) =
                (case.name(&other.dossier.unit), &other.submission.file, &other.words.at);
            let (sheet, cell) = (&at.sheet, at.cell);
            copy.report(
                out,
                msg!(
                    "Lời văn của {label} gần như trùng với của {name} ({file}, {sheet}!{cell})",
                    "The text of {label} is nearly that of {name} ({file}, {sheet}!{cell})"
                ),
            );
        }
    }
}

/// Text in a report.
struct UnitText<'c> {
    dossier: &'c Dossier,
    version: &'c Version,
    submission: &'c Submission,
    /// Position of the unit in order of receipt.
    unit: usize,
    task: Option<&'c TaskCode>,
    answer: About,
    words: &'c Sourced<Arc<str>>,
}

impl UnitText<'_> {
    /// Returns the parts of the form answered by the text.
    fn about(&self) -> Vec<About> {
        self.task.cloned().map(About::Task).into_iter().chain([self.answer.clone()]).collect()
    }

    fn label(&self) -> String {
        About::label(&self.about()).unwrap_or_default()
    }

    fn report(&self, out: &mut Reporter<'_>, message: Message) {
        let location = Location {
            sheet: Some(Arc::clone(&self.words.at.sheet)),
            cells: vec![self.words.at.cell],
            about: self.about(),
            found: Some(self.words.raw.to_string()),
            expected: Some(msg!(
                "lời của chính đơn vị về việc đã làm trong kỳ",
                "the unit's own words on what it did in the period"
            )),
        };
        out.file(&self.dossier.unit, self.version.submission, self.submission, location, message);
    }
}

/// Returns the texts in all current reports, in order of receipt.
fn texts<'c>(case: &'c Case<'_>) -> Vec<UnitText<'c>> {
    let current = case.dossiers.iter().filter_map(|dossier| Some((dossier, dossier.current()?)));
    let mut current: Vec<_> = current.collect();
    current.sort_by_key(|(_, version)| {
        (version.receipt.is_none(), version.receipt.map(|receipt| receipt.on))
    });
    let each = current.into_iter().enumerate();
    each.flat_map(|(unit, (dossier, version))| {
        case.submission(version)
            .map_or_else(Vec::new, |submission| of_report(unit, dossier, version, submission))
    })
    .collect()
}

fn of_report<'c>(
    unit: usize,
    dossier: &'c Dossier,
    version: &'c Version,
    submission: &'c Submission,
) -> Vec<UnitText<'c>> {
    let Some(report) = submission.report() else {
        return Vec::new();
    };
    let text =
        |task, answer, words| UnitText { dossier, version, submission, unit, task, answer, words };
    let columns = [Column::Result, Column::Difficulty, Column::Proposal];
    let mut all = Vec::new();
    for answer in &report.tasks {
        let texts = [&answer.result, &answer.difficulty, &answer.proposal];
        for (column, words) in columns.into_iter().zip(texts) {
            let about = About::Column(Sheet::Tasks, column);
            all.extend(words.as_ref().map(|words| text(answer.task.as_ref(), about, words)));
        }
    }
    let assessed = Sheet::Assessment
        .fields()
        .iter()
        .filter_map(|field| Some((*field, report.info.get(field)?)));
    all.extend(assessed.map(|(field, words)| text(None, About::Field(field), words)));
    all
}

/// Texts in the reports of the previous period by unit and task.
type Earlier<'c> = BTreeMap<(&'c UnitCode, &'c TaskCode), Vec<&'c Sourced<Arc<str>>>>;

fn earlier<'c>(case: &'c Case<'_>) -> Earlier<'c> {
    let mut all = Earlier::new();
    for narrative in &case.earlier.narratives {
        all.entry((&narrative.unit, &narrative.task)).or_default().push(&narrative.words);
    }
    all
}

/// Returns the file of the previous period in which the unit wrote the same under the task, with
/// the same numbers.
fn previous_file<'c>(
    earlier: &Earlier<'c>,
    text: &UnitText<'_>,
    own: &OwnWords,
    boilerplate: &Boilerplate,
) -> Option<&'c str> {
    let of_task = earlier.get(&(&text.dossier.unit, text.task?))?;
    let is_same = |earlier: &str| {
        let words = OwnWords::new(text.unit, earlier, boilerplate);
        words.is_some_and(|words| own.difference(&words).is_some())
            && numbers(earlier) == numbers(&text.words.value)
    };
    of_task.iter().find(|words| is_same(&words.value)).map(|words| &*words.at.file)
}

/// Returns the words that contain digits.
fn numbers(text: &str) -> Vec<String> {
    Key::new(text)
        .words()
        .filter(|word| word.contains(|c: char| c.is_ascii_digit()))
        .map(str::to_owned)
        .collect()
}

/// Returns the texts of the plan, which all units may quote.
fn words_of(plan: &Plan) -> impl Iterator<Item = &str> {
    let tasks = plan
        .tasks
        .iter()
        .flat_map(|task| [&task.title, &task.text].into_iter().chain(&task.aliases));
    let indicators = plan.indicators.iter().flat_map(crate::model::plan::Indicator::names);
    [&plan.title, &plan.office.reporting_clause]
        .into_iter()
        .chain(tasks)
        .chain(indicators)
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use crate::model::earlier::Narrative;
    use crate::model::form::Sheet;
    use crate::rules::fixture::{Fixture, case, codes, day, many_units, words};

    const TEXT: &str = "Công an xã phối hợp với đoàn thanh niên rà soát bảy điểm tập kết vật liệu, nhắc nhở ba hộ kinh doanh gas.";

    fn with_result(case: Fixture, unit: &str, text: &str) -> Fixture {
        case.task(unit, "T2", Some("Hoàn thành"), Some(text))
    }

    fn both(a: &str, b: &str) -> Vec<String> {
        codes(&with_result(with_result(case(), "A", a), "B", b))
    }

    #[test]
    fn the_later_of_two_similar_texts_is_the_copy() {
        assert_eq!(both(TEXT, TEXT), ["L103 B"]);
        let first = with_result(with_result(case(), "A", TEXT), "B", TEXT)
            .arrived("A", Some(day(2024, 4, 28)));
        assert_eq!(codes(&first), ["L103 A"]);
        let message = first.outcome().findings[0].message.vi.clone();
        assert_eq!(
            message,
            "Lời văn của T2, Kết quả thực hiện gần như trùng với của Đơn vị B (nhan/P/B.xlsx, Nhiệm vụ!E2)"
        );
    }

    #[test]
    fn one_word_in_ten_may_differ() {
        assert_eq!(both(TEXT, &TEXT.replace("bảy", "BẨY").replace("gas", "ga")), ["L103 B"]);
        assert_eq!(
            both(
                TEXT,
                &TEXT.replace("bảy", "tám").replace("ba hộ", "năm hộ").replace("gas", "xăng")
            ),
            [""; 0]
        );
    }

    #[test]
    fn short_texts_and_texts_of_the_same_unit_are_silent() {
        let short = "Đã tổ chức quán triệt tới toàn thể cán bộ, công chức.";
        assert_eq!(both(short, short), [""; 0]);
        assert_eq!(
            codes(&with_result(case(), "A", TEXT).task("A", "T1", Some("Hoàn thành"), Some(TEXT))),
            [""; 0]
        );
    }

    #[test]
    fn texts_of_the_plan_are_not_copies() {
        let quoting = |case: Fixture| case.plan(|plan| plan.tasks[1].text = TEXT.to_owned());
        assert_eq!(
            codes(&quoting(with_result(with_result(case(), "A", TEXT), "B", TEXT))),
            [""; 0]
        );
    }

    #[test]
    fn a_text_of_six_units_is_a_form_letter() {
        let of = |count: usize| {
            (0..count)
                .fold(many_units(8), |case, unit| with_result(case, &format!("U{unit}"), TEXT))
        };
        assert_eq!(codes(&of(5)), ["L103 U1", "L103 U2", "L103 U3", "L103 U4"]);
        assert_eq!(codes(&of(6)), [""; 0]);
    }

    #[test]
    fn an_unchanged_text_of_the_previous_period_is_found() {
        let before = |text: &str| {
            let mut case = with_result(case(), "A", &format!("{TEXT} Tổng số 12 lượt."));
            let words = words(text, Sheet::Tasks, 4);
            case.inputs.earlier.narratives =
                vec![Narrative { unit: "A".into(), task: "T2".into(), words }];
            case
        };
        let unchanged = before(&format!("{TEXT} Tổng số 12 lượt."));
        assert_eq!(codes(&unchanged), ["L103 A"]);
        assert!(unchanged.outcome().findings[0].message.vi.contains("y nguyên kỳ trước"));
        assert_eq!(codes(&before(&format!("{TEXT} Tổng số 9 lượt."))), [""; 0]);
    }
}
