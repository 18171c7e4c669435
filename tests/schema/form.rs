//! Shape of `[form]` and of the area of an office in `ke-hoach.toml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Phạm vi của số liệu tổng hợp · the area of which figures are added up
#[derive(Serialize, Deserialize, JsonSchema)]
pub(super) enum Area {
    #[serde(rename = "cả nước")]
    Country,
    #[serde(rename = "toàn tỉnh")]
    Province,
    #[serde(rename = "toàn thành phố")]
    City,
    #[serde(rename = "toàn huyện")]
    District,
    #[serde(rename = "toàn xã")]
    Commune,
    #[serde(rename = "toàn phường")]
    Ward,
    #[serde(rename = "toàn ngành")]
    Sector,
}

/// Biểu mẫu · the form
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    /// Các trang đơn vị phải điền, ngoài trang Thông tin · the sheets that units fill in
    sheets: Option<Vec<FormSheet>>,
}

/// Trang của biểu mẫu · a sheet of the form
#[derive(Serialize, Deserialize, JsonSchema)]
enum FormSheet {
    #[serde(rename = "Thông tin")]
    Info,
    #[serde(rename = "Nhiệm vụ")]
    Tasks,
    #[serde(rename = "Số liệu")]
    Figures,
    #[serde(rename = "Văn bản")]
    Documents,
    #[serde(rename = "Đột xuất")]
    Incidents,
    #[serde(rename = "Đánh giá")]
    Assessment,
}
