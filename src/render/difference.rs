//! Differences between two results, as text and as JSON.

use super::style::Style;
use crate::consolidate::Aggregate;
use crate::consolidate::compare::{Contribution, Difference, Reason, TotalChange};
use crate::model::date;
use crate::model::id::UnitCode;
use crate::model::number;
use crate::model::results::{Results, UnitEntry, ValueEntry};
use crate::model::status::Punctuality;
use crate::msg;
use crate::text::{Lang, Message, Text, counted};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Maximum number of totals in a short report.
const MAX_SHORT_TOTALS: usize = 12;

impl Reason {
    const fn word(self) -> &'static str {
        match self {
            Self::NewReport => "new-report",
            Self::Withdrawn => "withdrawn",
            Self::ReplacedFile => "replaced-file",
            Self::ValueChanged => "value-changed",
            Self::NowCounted => "now-counted",
            Self::NoLongerCounted => "no-longer-counted",
        }
    }
}

/// Returns the full report: every total with its units and cells, then the differences of units and findings.
pub(crate) fn report(difference: &Difference<'_>, style: Style) -> String {
    let mut text = head(difference, style);
    for total in &difference.totals {
        let _ = writeln!(text, "{}", style.ansi.strong(&total_line(total, style.lang)));
        for part in &total.contributions {
            text.push_str(&contribution(difference, part, style));
        }
        text.push('\n');
    }
    if difference.totals.is_empty() {
        let same = Text::new("Không có tổng nào thay đổi.", "No total differs.");
        let _ = write!(text, "{}\n\n", same.in_lang(style.lang));
    }
    text.push_str(&units(difference, style));
    text.push_str(&findings(difference, style.lang));
    text
}

/// Returns a short report: which totals differ and because of how many units.
pub(crate) fn short(difference: &Difference<'_>, lang: Lang) -> String {
    let mut text = String::new();
    for total in difference.totals.iter().take(MAX_SHORT_TOTALS) {
        let units: Vec<&UnitCode> = total.contributions.iter().map(|part| part.unit).collect();
        let _ = writeln!(
            text,
            "  {} ({})",
            total_line(total, lang),
            crate::text::listed(&units, 4, lang)
        );
    }
    if let Some(more) =
        difference.totals.len().checked_sub(MAX_SHORT_TOTALS).filter(|more| *more > 0)
    {
        let _ = writeln!(
            text,
            "  {}",
            msg!("… và {more} tổng khác", "… and {more} more totals").in_lang(lang)
        );
    }
    if difference.totals.is_empty() {
        let same = Text::new("Không có tổng nào thay đổi.", "No total differs.");
        let _ = writeln!(text, "  {}", same.in_lang(lang));
    }
    text
}

fn head(difference: &Difference<'_>, style: Style) -> String {
    let Difference { old, new, .. } = difference;
    let (period, then, now) =
        (&new.period, date::to_message(old.as_of), date::to_message(new.as_of));
    let (then, then_en, now, now_en) = (then.vi, then.en, now.vi, now.en);
    let line = msg!(
        "So sánh kỳ {period}: tính đến ngày {then} → {now}.",
        "Period {period} compared: as of {then_en} → {now_en}."
    );
    let mut text = format!("{}\n", style.ansi.strong(line.in_lang(style.lang)));
    let mut also = |differs: bool, said: Message| {
        if differs {
            let _ = writeln!(text, "{}", style.ansi.warn(said.in_lang(style.lang)));
        }
    };
    let (then, now) = (&old.tool.version, &new.tool.version);
    also(
        then != now,
        msg!("Phiên bản chương trình: {then} → {now}.", "Version of the program: {then} → {now}."),
    );
    let plan = msg!(
        "Kế hoạch hoặc danh sách đơn vị đã được sửa giữa hai lần.",
        "The plan or the units were edited in between."
    );
    also(old.plan.sha256 != new.plan.sha256, plan);
    text.push('\n');
    text
}

fn total_line(total: &TotalChange<'_>, lang: Lang) -> String {
    let TotalChange { indicator, old, new, .. } = total;
    let (then, now, change) = (total_shown(old, lang), total_shown(new, lang), total.change());
    let change = change.map_or_else(String::new, |change| format!(" ({})", signed(change, lang)));
    let then_units =
        if old.units == new.units { String::new() } else { format!("{} → ", old.units) };
    let (units, many) = (new.units, counted(new.units, "unit"));
    msg!(
        "{indicator}: {then} → {now}{change}, {then_units}{units} đơn vị",
        "{indicator}: {then} → {now}{change}, {then_units}{many}"
    )
    .in_lang(lang)
    .to_owned()
}

fn contribution(difference: &Difference<'_>, part: &Contribution<'_>, style: Style) -> String {
    let lang = style.lang;
    let reasons: Vec<&str> =
        part.reasons.iter().map(|reason| reason.title().in_lang(lang)).collect();
    let mut text = format!(
        "  {:>8}  {}: {}\n",
        signed(part.change, lang),
        name(difference, part.unit),
        crate::text::listed(&reasons, 9, lang)
    );
    for (title, figure) in
        [(Text::new("cũ ", "old"), part.old), (Text::new("mới", "new"), part.new)]
    {
        if let Some(figure) = figure {
            let _ = writeln!(
                text,
                "            {}: {}",
                title.in_lang(lang),
                style.ansi.faint(&place(figure, lang))
            );
        }
    }
    for finding in &part.findings {
        let _ = writeln!(text, "            {}: {}", finding.id, finding.message.in_lang(lang));
    }
    text
}

/// Returns a figure and its cell.
fn place(figure: &ValueEntry, lang: Lang) -> String {
    let raw = figure.raw.as_deref().unwrap_or_default();
    let value = figure.value.map_or_else(|| format!("“{raw}”"), |value| shown(value, lang));
    let out = if figure.counted {
        ""
    } else {
        Text::new(" (không cộng)", " (not counted)").in_lang(lang)
    };
    let at = figure.at.as_ref().map(|at| {
        let (file, sheet, cell) = (&at.file, &at.sheet, &at.cell);
        msg!(
            ", tệp {file}, trang “{sheet}”, ô {cell}",
            ", file {file}, sheet “{sheet}”, cell {cell}"
        )
    });
    format!("{value}{out}{}", at.as_ref().map_or("", |at| at.in_lang(lang)))
}

fn units(difference: &Difference<'_>, style: Style) -> String {
    if difference.units.is_empty() {
        return String::new();
    }
    let mut text =
        format!("{}\n", style.ansi.strong(Text::new("Đơn vị", "Units").in_lang(style.lang)));
    for [then, now] in &difference.units {
        let Some(unit) = now.or(*then) else { continue };
        let standing = |unit: Option<&UnitEntry>| {
            unit.map_or_else(|| "–".to_owned(), |unit| standing(unit, style.lang))
        };
        let (then_said, now_said) = (standing(*then), standing(*now));
        let line = if then_said == now_said {
            let file = |unit: Option<&UnitEntry>| {
                unit.and_then(|unit| unit.file.clone()).unwrap_or_else(|| "–".into())
            };
            format!("{} → {}", file(*then), file(*now))
        } else {
            format!("{then_said} → {now_said}")
        };
        let _ = writeln!(text, "  {} ({}): {line}", unit.name, unit.unit);
    }
    text.push('\n');
    text
}

fn standing(unit: &UnitEntry, lang: Lang) -> String {
    let days = unit.days_late;
    let punctuality = match unit.punctuality {
        Punctuality::Late => {
            let many = counted(days, "day");
            msg!("chậm {days} ngày", "{many} late").in_lang(lang).to_owned()
        }
        other => other.title().in_lang(lang).to_owned(),
    };
    format!("{punctuality}, {}", unit.state.title().in_lang(lang).to_lowercase())
}

fn findings(difference: &Difference<'_>, lang: Lang) -> String {
    let titles = [
        Text::new("lỗi", "errors"),
        Text::new("cảnh báo", "warnings"),
        Text::new("ghi chú", "notes"),
        Text::new("được chấp nhận", "accepted by decision"),
    ];
    let counts = titles.into_iter().zip(difference.findings());
    let said: Vec<String> = counts
        .map(|(title, [then, now])| format!("{} {then} → {now}", title.in_lang(lang)))
        .collect();
    format!("{}: {}.\n", Text::new("Kết quả kiểm tra", "Findings").in_lang(lang), said.join(", "))
}

fn name(difference: &Difference<'_>, code: &UnitCode) -> String {
    let unit = difference.new.unit(code).or_else(|| difference.old.unit(code));
    unit.map_or_else(|| code.to_string(), |unit| format!("{} ({code})", unit.name))
}

fn shown(number: Decimal, lang: Lang) -> String {
    match lang {
        Lang::Vi => number::written_vi(number),
        Lang::En => number.normalize().to_string(),
    }
}

fn total_shown(total: &Aggregate, lang: Lang) -> String {
    match total.number {
        Some(number) => shown(number, lang),
        None => total.shown().in_lang(lang).to_owned(),
    }
}

fn signed(number: Decimal, lang: Lang) -> String {
    let sign = if number.is_sign_negative() && !number.is_zero() { "" } else { "+" };
    format!("{sign}{}", shown(number, lang))
}

/// Returns the full report as JSON text.
pub(crate) fn document(difference: &Difference<'_>) -> String {
    let side =
        |facts: &Results| json!({ "as_of": facts.as_of, "tool": facts.tool, "plan": facts.plan });
    let [errors, warnings, notes, waived] =
        difference.findings().map(|[then, now]| json!({ "old": then, "new": now }));
    let value = json!({
        "schema": 1,
        "period": difference.new.period,
        "old": side(difference.old),
        "new": side(difference.new),
        "totals": difference.totals.iter().map(total_value).collect::<Vec<_>>(),
        "units": difference.units.iter().map(unit_value).collect::<Vec<_>>(),
        "findings": { "error": errors, "warning": warnings, "note": notes, "waived": waived },
    });
    format!("{value:#}\n")
}

fn total_value(total: &TotalChange<'_>) -> Value {
    let sum = |of: &Aggregate| json!({ "sum": of.number.map(|number| number.normalize()), "units": of.units });
    let figure = |figure: Option<&ValueEntry>| {
        figure.map(|figure| json!({ "value": figure.value, "counted": figure.counted, "raw": figure.raw, "at": figure.at }))
    };
    let part = |part: &Contribution<'_>| {
        json!({
            "unit": part.unit,
            "change": part.change.normalize(),
            "old": figure(part.old),
            "new": figure(part.new),
            "reasons": part.reasons.iter().map(|reason| reason.word()).collect::<Vec<_>>(),
            "findings": part.findings.iter().map(|finding| &finding.id).collect::<Vec<_>>(),
        })
    };
    json!({
        "indicator": total.indicator,
        "old": sum(&total.old),
        "new": sum(&total.new),
        "change": total.change().map(|change| change.normalize()),
        "contributions": total.contributions.iter().map(part).collect::<Vec<_>>(),
    })
}

fn unit_value([then, now]: &[Option<&UnitEntry>; 2]) -> Value {
    let side = |unit: Option<&UnitEntry>| {
        unit.map(|unit| json!({ "punctuality": unit.punctuality, "days_late": unit.days_late, "state": unit.state, "file": unit.file }))
    };
    json!({ "unit": now.or(*then).map(|unit| &unit.unit), "old": side(*then), "new": side(*now) })
}
