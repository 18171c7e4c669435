//! `Đột xuất`: the incidents that the units list, joined.

use super::desk::Desk;
use super::long::go_on;
use super::table::{ORDINAL, UNIT, UNIT_CODE, begin, day, end, listed, names_width, place, source, unit, words};
use crate::book::{Cell, Role, Sheet};
use crate::text::Text;

/// The sheet.
pub(super) fn sheet(desk: &Desk<'_>) -> Sheet {
    let headings = [
        (ORDINAL, 5.0),
        (UNIT_CODE, 12.0),
        (UNIT, names_width(desk, 40.0)),
        (Text::new("Ngày xảy ra", "Day"), 12.0),
        (Text::new("Địa điểm", "Place"), 22.0),
        (Text::new("Nội dung vụ việc", "What happened"), 44.0),
        (Text::new("Biện pháp xử lý", "Measures"), 30.0),
        (Text::new("Kết quả", "Result"), 26.0),
        (Text::new("Ô", "Cell"), 16.0),
    ];
    let remark = Text::new(
        "Danh mục do các đơn vị tự liệt kê, giữ nguyên văn. Cột “Ô” mở tệp gốc.",
        "As the units list them, in their own words. The column “Cell” opens the file.",
    );
    let title = Text::new("VỤ VIỆC ĐỘT XUẤT", "INCIDENTS");
    let columns = headings.map(|(heading, width)| (desk.say(heading), width));
    let mut sheet = begin(desk, super::INCIDENTS, (title, desk.say(remark)), &columns, 3);
    for (at, (dossier, incident)) in listed(desk, |report| &report.incidents).into_iter().enumerate() {
        let [unit_code, name] = unit(desk, Some(&dossier.unit));
        sheet.push(vec![
            Cell::number(place(at) + 1, Role::Code),
            unit_code,
            name,
            day(incident.happened.as_ref()),
            words(incident.place.as_ref()),
            words(incident.event.as_ref()),
            words(incident.measures.as_ref()),
            words(incident.result.as_ref()),
            source(desk, incident.event.as_ref().or(incident.place.as_ref()).or(incident.measures.as_ref())),
        ]);
    }
    go_on(desk, &mut sheet);
    end(&mut sheet);
    sheet
}
