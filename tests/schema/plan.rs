//! Shape of `ke-hoach.toml`.

use super::Day;
use super::form::{Area, Form};
use super::periods::{Period, Series};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tonghop::model::plan::Duty;

/// ke-hoach.toml: kế hoạch · the plan
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ke-hoach.toml")]
pub(super) struct Plan {
    plan: Head,
    office: Office,
    form: Option<Form>,
    /// Cần ít nhất một kỳ hoặc một chuỗi kỳ · at least one period or series is needed
    #[serde(default)]
    period: Vec<Period>,
    /// Kỳ lặp lại trong năm · periods that repeat in the year
    #[serde(default)]
    series: Vec<Series>,
    #[serde(default)]
    task: Vec<Task>,
    #[serde(default)]
    assignment: Vec<Assignment>,
    #[serde(default)]
    indicator: Vec<Indicator>,
    #[serde(default)]
    relation: Vec<Relation>,
    thresholds: Option<Thresholds>,
    /// Mức độ do văn phòng đặt lại, theo mã quy tắc · severities of the office's own, by the rule's code
    #[serde(default)]
    severity: BTreeMap<String, Severity>,
    /// Tên gọi khác của tiêu đề biểu mẫu, theo trang · other wordings of the form's headings, by sheet
    #[serde(default)]
    headings: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// Kế hoạch · the plan itself
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    title: String,
    /// Lĩnh vực của kế hoạch, các cách viết · the plan's subject in the words of titles
    #[serde(default)]
    topics: Vec<String>,
    /// Số, ký hiệu để viện dẫn; dấu … là chỗ trống · number and symbol; … is a gap
    number: Option<String>,
    /// Ngày ban hành · the day it was issued
    date: Option<Day>,
    /// Cơ quan ban hành · who issued it
    issuer: Option<String>,
    #[schemars(range(min = 2000, max = 2100))]
    year: u32,
    /// Phiên bản biểu mẫu; đổi biểu mẫu thì tăng thêm 1 · the form's version
    #[schemars(range(min = 1, max = 9999))]
    form_version: u32,
    /// Mục quy định chế độ báo cáo · the item that asks for reports
    reporting_duty: Option<String>,
    /// Nhiệm vụ xây dựng kế hoạch của đơn vị · the task of making a plan of one's own
    own_plan_task: Option<String>,
    reporting_clause_place: String,
    reporting_clause: String,
}

/// Cơ quan lập báo cáo · the office
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Office {
    /// Cơ quan chủ quản · the body above
    parent: String,
    /// Cơ quan ban hành · the issuing body
    body: String,
    /// Văn phòng thường trực · the standing office
    name: String,
    /// Cách gọi văn phòng trong câu · the office within a sentence
    short_name: Option<String>,
    /// Phạm vi của số liệu tổng hợp · the area of which figures are added up
    area: Option<Area>,
    /// Địa danh · the place
    place: String,
    address: String,
    /// Nơi báo cáo gửi lên, tên đầy đủ · to whom the report is addressed
    #[serde(default)]
    addressees: Vec<String>,
    /// Nơi nhận · recipients of copies
    recipients: Vec<String>,
    /// Chức vụ người ký · the post of who signs
    signer_post: Option<String>,
    /// Chức vụ ở cơ quan có con dấu · the post in the agency whose seal is used
    signer_agency_post: Option<String>,
    /// Họ và tên người ký · the name of who signs
    signer: Option<String>,
    /// Người liên hệ · contact
    contact: Option<String>,
    /// Điện thoại · telephone
    phone: Option<String>,
    /// Ký hiệu công văn · symbol of letters
    letter_symbol: Option<String>,
    /// Ký hiệu báo cáo · symbol of the report
    report_symbol: Option<String>,
    /// Số ngày để gửi lại · days for sending back
    #[schemars(range(min = 1, max = 60))]
    return_days: Option<u32>,
    /// Cơ quan ký công văn gửi các đơn vị, nếu khác · who issues letters, if it is another
    letters: Option<Issuer>,
}

/// Cơ quan ban hành công văn · who issues letters
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Issuer {
    /// Cơ quan chủ quản · the body above
    parent: String,
    /// Cơ quan ban hành · the issuing body
    body: String,
    /// Quyền hạn, chức vụ người ký · the post of who signs
    signer_post: Option<String>,
    /// Chức vụ ở cơ quan có con dấu · the post in the agency whose seal is used
    signer_agency_post: Option<String>,
    /// Họ và tên người ký · the name of who signs
    signer: Option<String>,
}

/// Nhiệm vụ · a task
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Task {
    code: String,
    title: String,
    text: String,
    #[serde(default)]
    basis: Vec<String>,
    #[serde(default)]
    aliases: Vec<String>,
    /// Câu nêu số liệu, mã chỉ tiêu trong ngoặc nhọn · the sentence that states its figures, codes in braces
    sentence: Option<String>,
}

/// Phân công: đúng một trong everyone, groups, units · an assignment: exactly one of everyone, groups, units
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Assignment {
    everyone: Option<bool>,
    groups: Option<Vec<String>>,
    units: Option<Vec<String>>,
    tasks: Vec<String>,
    duty: Option<Duty>,
    role: Option<Role>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Role {
    Lead,
    Guide,
    With,
    Own,
}

/// Chỉ tiêu · an indicator
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Indicator {
    code: String,
    name: String,
    /// Đơn vị tính · its measure
    measure: String,
    #[serde(default)]
    measure_aliases: Vec<String>,
    /// Nhiệm vụ mà chỉ tiêu thuộc về · the task it belongs to
    task: Option<String>,
    /// Mã chỉ tiêu ngay phía trên mà chỉ tiêu này là một phần (trong đó) · the indicator above of which it counts a part
    parent: Option<String>,
    /// Chỉ hỏi các khối, đơn vị này; mặc định hỏi mọi đơn vị · asked only of these groups and units
    only: Option<Only>,
    /// Mục tiêu, ví dụ ">= 55" · the target
    #[schemars(regex(pattern = r"^\s*(>=|<=|=)\s*-?[0-9]+(\.[0-9]+)?\s*$"))]
    target: Option<String>,
    /// flow: phát sinh trong kỳ; stock: đến cuối kỳ; không cần với chỉ tiêu không cộng được · within the period, or at its end; not needed of what does not add up
    nature: Option<Nature>,
    /// Câu trả lời; mặc định count, với %, tỷ lệ là decimal · what may be answered
    answer: Option<AnswerKind>,
    /// Số chữ số thập phân nhiều nhất · the most decimal places
    #[schemars(range(min = 0, max = 4))]
    decimals: Option<u32>,
    /// Các câu trả lời, với answer = "choice" · the answers to choose from
    #[serde(default)]
    choices: Vec<String>,
    min: Option<f64>,
    max: Option<f64>,
    /// Có thể âm · may be below 0
    signed: Option<bool>,
    /// Số chung của các đơn vị; mặc định sum · what the figures of units make
    total: Option<Aggregation>,
    /// Tử số, với total = "ratio" · the numerator
    of: Option<String>,
    /// Mẫu số, với total = "ratio" · the denominator
    per: Option<String>,
    /// Số dòng của trang này trong báo cáo · counts the rows of this sheet
    rows_of: Option<RowsOf>,
    #[serde(default)]
    aliases: Vec<String>,
    #[schemars(range(min = 1, max = 10_000))]
    change_percent: Option<u32>,
    #[schemars(range(min = 1, max = 1_000_000))]
    change_floor: Option<u32>,
    #[schemars(range(min = 1, max = 1_000_000))]
    outlier_floor: Option<u32>,
    outlier: Option<Outlier>,
}

/// Khối, đơn vị được hỏi · the groups and units that are asked
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Only {
    #[serde(default)]
    groups: Vec<String>,
    #[serde(default)]
    units: Vec<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Nature {
    Flow,
    Stock,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum AnswerKind {
    Count,
    Decimal,
    /// Có hoặc không · yes or no
    YesNo,
    /// Một từ trong “choices” · a word of “choices”
    Choice,
    Text,
    Date,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Aggregation {
    /// Cộng · summed
    Sum,
    /// Không có số chung · no figure of all
    None,
    /// Tỷ lệ của hai chỉ tiêu · the ratio of two indicators
    Ratio,
    /// Trung bình các đơn vị · the mean of the units
    Mean,
    /// Cộng giữa các đơn vị, giữa các kỳ lấy kỳ cuối · summed over units; of periods, the last
    Latest,
}

#[derive(Serialize, Deserialize, JsonSchema)]
enum RowsOf {
    #[serde(rename = "Văn bản")]
    Documents,
    #[serde(rename = "Đột xuất")]
    Incidents,
}

/// Quan hệ giữa các chỉ tiêu · a relation of indicators
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, tag = "kind", rename_all = "kebab-case")]
enum Relation {
    /// Số thứ nhất không lớn hơn số thứ hai · the one is at most the other
    AtMost { smaller: String, larger: String },
    /// Cùng bằng 0 hoặc cùng lớn hơn 0 · both are 0 or neither is
    Together { both: [String; 2] },
    /// Tổng bằng các phần cộng lại · the parts add up to the total
    Sum { total: String, parts: Vec<String> },
}

/// Ngưỡng của C103, C104 · the thresholds of C103, C104
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Thresholds {
    #[schemars(range(min = 1, max = 10_000))]
    change_percent: Option<u32>,
    #[schemars(range(min = 1, max = 1_000_000))]
    change_floor: Option<u32>,
    #[schemars(range(min = 1, max = 1_000_000))]
    outlier_floor: Option<u32>,
    outlier: Option<Outlier>,
}

/// Từ 1 đến 1000, hoặc false để không xét · from 1 to 1000, or false to switch it off
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Outlier {
    Off(bool),
    From(f64),
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Severity {
    Error,
    Warning,
    Note,
}
