//! The differences between two results on one page, for a leader.

use super::context::{paragraph, plain, row};
use super::official::ended;
use super::page::{fitting, room};
use super::typography::UPRIGHT;
use super::{Align, Block, Column, Letter, ParagraphRole, Part, Table, TableRow};
use crate::consolidate::compare::{Contribution, Difference, TotalChange};
use crate::model::date::to_message;
use crate::model::id::UnitCode;
use crate::model::number;
use crate::model::plan::Plan;
use crate::msg;
use crate::text::{Lang, Message, Text, counted, listed};
use rust_decimal::Decimal;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Maximum number of units named with a total.
const NAMED: usize = 3;

/// Returns the letter. The plan, if known, gives the names of indicators and of the period.
pub(crate) fn difference(difference: &Difference<'_>, plan: Option<&Plan>, lang: Lang) -> Letter {
    let page = Page { difference, plan, lang };
    let title = page.title();
    let mut blocks = vec![
        paragraph(ParagraphRole::Kind, page.say(TITLE).to_owned()),
        paragraph(ParagraphRole::Subject, page.period()),
        paragraph(ParagraphRole::Body, page.summary()),
    ];
    let (columns, rows) = (page.columns(), page.rows());
    if !rows.is_empty() {
        let shown = fitting(&columns, &rows, room(&blocks));
        let left = rows.len().saturating_sub(shown);
        blocks.push(Block::Table(Table { columns, rows: rows.into_iter().take(shown).collect() }));
        if left > 0 {
            let said = msg!("Còn {left} tổng khác thay đổi.", "{left} more totals differ.");
            blocks.push(paragraph(ParagraphRole::Remark, said.in_lang(lang).to_owned()));
        }
    }
    let end = ended(vec![plain(page.units())]);
    blocks.push(Block::Paragraph(ParagraphRole::Body, end));
    Letter {
        title,
        author: plan.map_or_else(String::new, |plan| plan.office.issuer.organization_name()),
        created: difference.new.as_of,
        lang,
        parts: vec![Part { landscape: false, blocks }],
    }
}

const TITLE: Text = Text::new("SO SÁNH KẾT QUẢ TỔNG HỢP", "RESULTS COMPARED");

struct Page<'d> {
    difference: &'d Difference<'d>,
    plan: Option<&'d Plan>,
    lang: Lang,
}

impl Page<'_> {
    fn say(&self, text: Text) -> &'static str {
        text.in_lang(self.lang)
    }

    fn title(&self) -> String {
        format!("{} {}", self.say(TITLE), self.period())
    }

    /// Returns the name of the period, or its code.
    fn period(&self) -> String {
        let code = &self.difference.new.period;
        let named = self.plan.and_then(|plan| plan.period(code.as_str()));
        named.map_or_else(|| code.to_string(), |period| period.in_lang(self.lang).to_owned())
    }

    /// Returns the totals whose amount changed; a different number of units alone is no change.
    fn changed(&self) -> impl Iterator<Item = &TotalChange<'_>> {
        let is_changed =
            |total: &&TotalChange<'_>| total.change().is_none_or(|change| !change.is_zero());
        self.difference.totals.iter().filter(is_changed)
    }

    fn summary(&self) -> String {
        let Difference { old, new, .. } = self.difference;
        let (then, now) = (to_message(old.as_of), to_message(new.as_of));
        let (then_en, now_en, then, now) = (then.en, now.en, then.vi, now.vi);
        let units: BTreeSet<&UnitCode> =
            self.changed().flat_map(|total| &total.contributions).map(|part| part.unit).collect();
        let (totals, units) = (self.changed().count(), units.len());
        let (totals_en, units_en) = (counted(totals, "total"), counted(units, "unit"));
        let said = if totals == 0 {
            msg!(
                "Kết quả tính đến ngày {now} so với ngày {then}: không có tổng nào thay đổi.",
                "Results as of {now_en} against {then_en}: no total differs."
            )
        } else {
            msg!(
                "Kết quả tính đến ngày {now} so với ngày {then}: {totals} tổng thay đổi, do báo cáo của {units} đơn vị.",
                "Results as of {now_en} against {then_en}: {totals_en} changed because of the reports of {units_en}."
            )
        };
        said.in_lang(self.lang).to_owned()
    }

    fn columns(&self) -> Vec<Column> {
        let column = |(heading, width, align): (Text, u32, Align)| Column {
            heading: self.say(heading).to_owned(),
            width,
            align,
        };
        let columns = [
            (Text::new("Mã", "Code"), 14, Align::Center),
            (Text::new("Chỉ tiêu", "Indicator"), 43, Align::Left),
            (Text::new("Trước", "Before"), 19, Align::Right),
            (Text::new("Sau", "Now"), 19, Align::Right),
            (Text::new("Tăng, giảm", "Change"), 19, Align::Right),
            (Text::new("Do đơn vị", "Because of"), UPRIGHT - 114, Align::Left),
        ];
        columns.map(column).into()
    }

    fn rows(&self) -> Vec<TableRow> {
        self.changed().map(|total| self.row(total)).collect()
    }

    fn row(&self, total: &TotalChange<'_>) -> TableRow {
        let name = self.plan.and_then(|plan| plan.indicator(total.indicator));
        let shown = |said: Message| said.in_lang(self.lang).to_owned();
        let parts = total.contributions.iter().filter(|part| !part.change.is_zero());
        let mut parts: Vec<&Contribution<'_>> = parts.collect();
        parts.sort_by_key(|part| Reverse(part.change.abs()));
        let parts: Vec<String> = parts.into_iter().map(|part| self.part(part)).collect();
        row([
            total.indicator.to_string(),
            name.map_or_else(String::new, |indicator| indicator.full_name().to_owned()),
            shown(total.old.shown()),
            shown(total.new.shown()),
            total.change().map_or_else(String::new, |change| self.signed(change)),
            listed(&parts, NAMED, self.lang),
        ])
    }

    /// Returns a unit with its contribution and the reasons.
    fn part(&self, part: &Contribution<'_>) -> String {
        let reasons: Vec<&str> =
            part.reasons.iter().map(|reason| self.say(reason.title())).collect();
        let (name, change) = (self.name(part.unit), self.signed(part.change));
        format!("{name} {change} ({})", reasons.join(", "))
    }

    fn name(&self, code: &UnitCode) -> String {
        let unit = self.plan.and_then(|plan| plan.registry.get(code));
        unit.map_or_else(|| code.to_string(), |unit| unit.short_name().to_owned())
    }

    fn signed(&self, number: Decimal) -> String {
        let sign = if number.is_sign_negative() || number.is_zero() { "" } else { "+" };
        format!("{sign}{}", number::to_message(number).in_lang(self.lang))
    }

    /// Returns the sentence on the units whose status changed and on the numbers of errors.
    fn units(&self) -> String {
        let units = self.difference.units.len();
        let [[then, now], ..] = self.difference.findings();
        let many = counted(units, "unit");
        let said = msg!(
            "Có {units} đơn vị thay đổi tình trạng báo cáo; số lỗi chưa xử lý từ {then} thành {now}.",
            "The status of {many} changed; unresolved errors went from {then} to {now}."
        );
        said.in_lang(self.lang).to_owned()
    }
}
