//! Shape of `[[period]]` and `[[series]]` of `ke-hoach.toml`.

use super::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Kỳ báo cáo · a period
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Period {
    code: String,
    name: String,
    name_en: String,
    #[serde(default)]
    aliases: Vec<String>,
    /// Trước ngày này: ngày cuối cùng của thời hạn là ngày liền trước · strictly before this day
    before: Option<Day>,
    /// Chậm nhất là hết ngày này · by the end of this day
    by: Option<Day>,
    /// Ngày đầu lấy số liệu · first day of the data
    from: Option<Day>,
    /// Ngày cuối lấy số liệu · the last day of the figures
    to: Option<Day>,
    /// Kỳ đem so · the period that it is compared with
    previous: Option<String>,
    /// Số liệu gồm cả kỳ trước · its figures include those of that period
    includes_previous: Option<bool>,
}

/// Chuỗi kỳ báo cáo của năm kế hoạch · a series of periods in the plan's year
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Series {
    every: Every,
    /// Số liệu cộng dồn từ đầu năm · figures add up from the start of the year
    cumulative: Option<bool>,
    /// Số của kỳ phải bằng tổng các kỳ này, khi đã chốt · its figures are the sum of these, once closed
    sum_of: Option<Every>,
    due: Due,
    /// Ngày lấy số liệu; không ghi thì theo tháng dương lịch · days of the data; whole months if not given
    window: Option<Window>,
}

/// Hằng tháng, quý, 6 tháng, năm · how often
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Every {
    Month,
    Quarter,
    HalfYear,
    Year,
}

/// Thời hạn: ngày trong tháng cuối của kỳ, ghi before hoặc by · deadline: a day in the last month, as before or by
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Due {
    /// Trước ngày này · strictly before this day
    #[schemars(range(min = 1, max = 28))]
    before: Option<u32>,
    /// Chậm nhất là hết ngày này; tháng không có ngày này thì hết ngày cuối tháng · by the end of this day, or of the month
    #[schemars(range(min = 1, max = 31))]
    by: Option<u32>,
    /// Số tháng sau tháng cuối của kỳ; không ghi là 0 · months after the last month; 0 if not given
    #[schemars(range(min = 0, max = 3))]
    months_after: Option<u32>,
}

/// Từ ngày from của tháng trước kỳ đến ngày to của tháng cuối · from a day of the month before to a day of the last month
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Window {
    #[schemars(range(min = 2, max = 28))]
    from: u32,
    /// Ngày liền trước from · the day before from
    #[schemars(range(min = 1, max = 27))]
    to: u32,
}
