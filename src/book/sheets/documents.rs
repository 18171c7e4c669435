//! `Văn bản`: the combined list of the units' documents.

use super::context::SheetContext;
use super::index;
use super::table::{
    ORDINAL, Table, UNIT, UNIT_CODE, begin, day, listed, names_width, of_tasks, source, unit, words,
};
use crate::book::{Cell, Role};
use crate::model::case::Dossier;
use crate::model::submission::Document;
use crate::text::Text;
use std::sync::Arc;

/// The column of tasks.
const TASK: usize = 7;

pub(super) fn sheet<'a>(context: &Arc<SheetContext<'a>>) -> Table<'a> {
    let headings = [
        (ORDINAL, 5.0),
        (UNIT_CODE, 12.0),
        (UNIT, names_width(context, 40.0)),
        (Text::new("Số, ký hiệu", "Number and symbol"), 18.0),
        (Text::new("Ngày ban hành", "Issued"), 12.0),
        (Text::new("Loại văn bản", "Type"), 14.0),
        (Text::new("Trích yếu", "Subject"), 60.0),
        (Text::new("Mã nhiệm vụ", "Task"), 9.0),
        (Text::new("Ô", "Cell"), 16.0),
    ];
    let remark = Text::new(
        "Danh mục do các đơn vị tự liệt kê, giữ nguyên văn. Cột “Ô” mở tệp gốc.",
        "As the units list them, in their own words. The column “Cell” opens the file.",
    );
    let title = Text::new("VĂN BẢN CÁC ĐƠN VỊ ĐÃ BAN HÀNH", "DOCUMENTS ISSUED BY THE UNITS");
    let headings = headings.map(|(heading, width)| (context.say(heading), width));
    let columns = of_tasks(context, headings.to_vec(), TASK..TASK + 1);
    let sheet =
        begin(context, super::DOCUMENTS, (context.say(title), context.say(remark)), &columns, 3);
    Table::of_texts(
        context,
        sheet,
        listed(context, |report| &report.documents),
        |context, at, (dossier, document), links| line(context, at, (dossier, document), links),
    )
}

fn line<'a>(
    context: &SheetContext<'a>,
    at: usize,
    (dossier, document): (&'a Dossier, &'a Document),
    links: usize,
) -> Vec<Cell> {
    let [unit_code, name] = unit(context, Some(&dossier.unit), links > 1);
    let task = document.task.as_ref().map_or("", |task| &*task.value);
    let at_symbol =
        document.symbol.as_ref().or(document.subject.as_ref()).or(document.kind.as_ref());
    let cells = vec![
        Cell::number(index(at) + 1, Role::Code),
        unit_code,
        name,
        words(document.symbol.as_ref()),
        day(document.issued.as_ref()),
        words(document.kind.as_ref()),
        words(document.subject.as_ref()),
        Cell::text(task, Role::Code),
        source(context, at_symbol, links > 0),
    ];
    of_tasks(context, cells, TASK..TASK + 1)
}
