//! The shape of `tong-hop.json`, schema 2.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A value that is always there, and may be null.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Nullable<T>(Option<T>);

impl<T: JsonSchema> JsonSchema for Nullable<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Option::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Option::<T>::json_schema(generator)
    }
}

/// tong-hop.json, schema 2: the results of a period for programs
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "tong-hop.json")]
pub(super) struct Facts {
    /// 2
    schema: u32,
    tool: Tool,
    plan: PlanId,
    /// The code of the period
    period: String,
    /// The day the results speak of
    #[schemars(extend("format" = "date"))]
    as_of: String,
    /// Why the results are not complete; not there where they are
    #[serde(default, skip_serializing_if = "Option::is_none")]
    incomplete: Option<Said>,
    units: Vec<Unit>,
    values: Vec<Figure>,
    tasks: Vec<Task>,
    totals: Vec<Total>,
    findings: Vec<Finding>,
    files: Vec<File>,
}

/// A text in both languages
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Said {
    vi: String,
    en: String,
}

/// The program that wrote them
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Tool {
    name: String,
    version: String,
}

/// The plan they follow
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PlanId {
    id: String,
    /// SHA-256 of its files
    sha256: String,
}

/// A unit and its report
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Unit {
    unit: String,
    name: String,
    group: String,
    /// Whether a report was expected of it
    expected: bool,
    punctuality: Punctuality,
    days_late: i64,
    received: Nullable<Received>,
    state: State,
    /// Whether all of its report says that nothing arose
    nil: bool,
    /// The file that speaks for it
    file: Nullable<String>,
    version: usize,
    superseded: Vec<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Punctuality {
    OnTime,
    Late,
    Undated,
    Awaited,
    Missing,
    NotDue,
    Exempt,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum State {
    Accepted,
    Returned,
    Unreadable,
    Unread,
    None,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Received {
    #[schemars(extend("format" = "date"))]
    on: String,
    evidence: Evidence,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Evidence {
    Decision,
    Register,
    Folder,
    Signed,
}

/// A unit's answer to an indicator
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Figure {
    unit: String,
    indicator: String,
    /// A decimal number as text
    value: Nullable<String>,
    answer: Answer,
    /// Whether it is in the total
    counted: bool,
    /// What stands in the cell
    raw: Nullable<String>,
    at: Nullable<At>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Answer {
    Number,
    Zero,
    Nil,
    NotApplicable,
    Blank,
    Misread,
}

/// Where it stands
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct At {
    file: String,
    sheet: String,
    cell: String,
}

/// A unit's answer to a task
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Task {
    unit: String,
    task: String,
    duty: Duty,
    status: Status,
    at: Nullable<At>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Duty {
    Required,
    ByFunction,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Status {
    NotStarted,
    InProgress,
    Done,
    NothingArose,
    NotApplicable,
    Unreported,
}

/// The total of an indicator
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Total {
    indicator: String,
    /// A decimal number as text
    sum: String,
    /// How many units it is made of
    units: usize,
    /// Of how many it could be
    expected: usize,
}

/// Something wrong or worth a look
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Finding {
    /// Stays the same from run to run
    id: String,
    rule: String,
    severity: Severity,
    unit: Nullable<String>,
    file: Nullable<String>,
    sheet: Nullable<String>,
    cells: Vec<String>,
    label: Nullable<String>,
    found: Nullable<String>,
    expected: Nullable<String>,
    message: Said,
    fix: Said,
    /// The decision that accepts it
    waived: Nullable<Waived>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Severity {
    Error,
    Warning,
    Note,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Waived {
    reason: String,
    by: String,
}

/// A file received
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct File {
    /// Relative to the workspace, with /
    file: String,
    sha256: String,
    bytes: u64,
    unit: Nullable<String>,
    role: Role,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Role {
    Current,
    Superseded,
    Duplicate,
    Unidentified,
    Unreadable,
    Unread,
    Ignored,
}
