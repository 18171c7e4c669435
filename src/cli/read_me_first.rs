//! `DOC-TOI-TRUOC.txt`: tells which results of a period are closed and which are the newest.

use crate::error::Error;
use crate::model::date;
use crate::model::id::PeriodCode;
use crate::model::revision::Revision;
use crate::msg;
use crate::store::history::History;
use crate::store::layout;
use crate::store::transaction::Transaction;
use crate::text::Lang;
use chrono::NaiveDate;

/// File name, in the folder of the period's results.
const NAME: &str = "DOC-TOI-TRUOC.txt";

/// A revision of results.
pub(super) struct Results {
    pub(super) revision: Revision,
    pub(super) as_of: NaiveDate,
}

/// Adds the file to a transaction.
///
/// # Errors
/// Returns an error if it cannot be written.
pub(super) fn stage(
    outputs: &Transaction<'_>,
    history: &History,
    period: &PeriodCode,
    (closed, closed_on): (&Results, NaiveDate),
    newest: Option<&Results>,
    lang: Lang,
) -> Result<(), Error> {
    let day = |day: NaiveDate| date::to_message(day).in_lang(lang).to_owned();
    let file = |revision: Revision| {
        revision.folder().map_or_else(String::new, |folder| folder + "/")
            + &layout::workbook(revision)
    };
    let (number, workbook) = (closed.revision.number(), file(closed.revision));
    let (closed_on, as_of) = (day(closed_on), day(closed.as_of));
    let head =
        msg!("KẾT QUẢ KỲ {period}: ĐỌC TỆP NÀO", "RESULTS OF PERIOD {period}: WHICH FILE TO READ");
    let closed = msg!(
        "Đã chốt:  {workbook}  (bản {number}, chốt ngày {closed_on}, tính đến ngày {as_of}). Không bao giờ bị ghi lại.",
        "Closed:   {workbook}  (version {number}, closed on {closed_on}, as of {as_of}). Never written again."
    );
    let newest = newest.map_or_else(
        || msg!("Chưa có kết quả nào mới hơn.", "There are no newer results."),
        |newest| {
            let (number, workbook, as_of) = (newest.revision.number(), file(newest.revision), day(newest.as_of));
            msg!(
                "Mới nhất: {workbook}  (bản {number}, tính đến ngày {as_of}). CHƯA CHỐT.\nHai bản khác nhau ở đâu: tonghop diff --period {period}",
                "Newest:   {workbook}  (version {number}, as of {as_of}). NOT CLOSED.\nWhere the two differ: tonghop --lang en diff --period {period}"
            )
        },
    );
    let text = [head, closed, newest].map(|said| said.in_lang(lang).to_owned()).join("\n\n") + "\n";
    // older Windows editors need the byte order mark and CRLF
    let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    outputs.add(history.period_folder().join(NAME), text.as_bytes()).map(drop)
}
