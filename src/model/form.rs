//! Defines the form once, for the writers of blank and returned forms and for the reader. Names and
//! headings are part of the contract with the units.

pub mod stamp;

use super::key::{Key, bare_words};

pub use stamp::Stamp;
pub(crate) use stamp::{STAMPED_FILES, STAMPED_LETTERS};

/// Sheet of the form that contains answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// `Thông tin`: unit, period and signature.
    Info,
    /// `Nhiệm vụ`: progress by task.
    Tasks,
    /// `Số liệu`: figures by indicator.
    Figures,
    /// `Văn bản`: documents issued.
    Documents,
    /// `Đột xuất`: incidents.
    Incidents,
    /// `Đánh giá`: the unit's own assessment.
    Assessment,
}

/// Column of a table in the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// Code of a task or an indicator.
    Code,
    /// Wording of a task or an indicator.
    Name,
    /// Role of the unit in a task.
    Role,
    /// Status of a task.
    Status,
    /// Results of a task, or the outcome of an incident.
    Result,
    Difficulty,
    Proposal,
    /// Unit of measure.
    Measure,
    Figure,
    Note,
    /// Running number.
    Ordinal,
    /// Number and symbol of a document.
    Symbol,
    /// Date of a document or an incident.
    Date,
    /// Type of a document.
    Kind,
    /// Subject of a document.
    Subject,
    /// Code of the task that a document implements.
    Task,
    /// Location of an incident.
    Place,
    /// Description of an incident.
    Event,
    /// Measures taken in response to an incident.
    Measures,
}

/// Column of a table with its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnSpec {
    pub column: Column,
    /// Its exact heading.
    pub heading: &'static str,
    /// Whether the table cannot be checked without it (B102). Code and wording are not required:
    /// either identifies a row.
    pub required: bool,
}

const fn required(column: Column, heading: &'static str) -> ColumnSpec {
    ColumnSpec { column, heading, required: true }
}

const fn optional(column: Column, heading: &'static str) -> ColumnSpec {
    ColumnSpec { column, heading, required: false }
}

const TASKS: &[ColumnSpec] = &[
    optional(Column::Code, "Mã"),
    optional(Column::Name, "Nhiệm vụ"),
    optional(Column::Role, "Vai trò"),
    required(Column::Status, "Tình trạng"),
    required(Column::Result, "Kết quả thực hiện"),
    required(Column::Difficulty, "Khó khăn, vướng mắc"),
    required(Column::Proposal, "Đề xuất, kiến nghị"),
];
const FIGURES: &[ColumnSpec] = &[
    optional(Column::Code, "Mã"),
    optional(Column::Name, "Chỉ tiêu"),
    required(Column::Measure, "Đơn vị tính"),
    required(Column::Figure, "Số liệu"),
    optional(Column::Note, "Ghi chú"),
];
const DOCUMENTS: &[ColumnSpec] = &[
    optional(Column::Ordinal, "STT"),
    required(Column::Symbol, "Số, ký hiệu"),
    required(Column::Date, "Ngày ban hành"),
    optional(Column::Kind, "Loại văn bản"),
    required(Column::Subject, "Trích yếu"),
    optional(Column::Task, "Mã nhiệm vụ"),
];
const INCIDENTS: &[ColumnSpec] = &[
    optional(Column::Ordinal, "STT"),
    required(Column::Date, "Ngày xảy ra"),
    optional(Column::Place, "Địa điểm"),
    required(Column::Event, "Nội dung vụ việc"),
    optional(Column::Measures, "Biện pháp xử lý"),
    optional(Column::Result, "Kết quả"),
];

/// Labeled answer on `Thông tin` or `Đánh giá`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Title of the plan.
    Plan,
    /// Name of the period.
    Period,
    UnitCode,
    UnitName,
    /// Number and symbol of the report.
    Symbol,
    /// Date of signing.
    SignedOn,
    Signer,
    SignerTitle,
    /// Name of the person who compiled the report.
    Officer,
    Phone,
    /// Number of the report that this one replaces.
    Replaces,
    /// Number and symbol of the unit's own plan (task III.1).
    OwnPlan,
    /// Issue date of the unit's own plan.
    OwnPlanDate,
    Strengths,
    Shortcomings,
    Causes,
    /// Next steps and priorities.
    Outlook,
}

const INFO: &[Field] = &[
    Field::Plan,
    Field::Period,
    Field::UnitCode,
    Field::UnitName,
    Field::Symbol,
    Field::SignedOn,
    Field::Signer,
    Field::SignerTitle,
    Field::Officer,
    Field::Phone,
    Field::Replaces,
    Field::OwnPlan,
    Field::OwnPlanDate,
];
const ASSESSMENT: &[Field] =
    &[Field::Strengths, Field::Shortcomings, Field::Causes, Field::Outlook];

impl Field {
    /// Returns the exact label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Plan => "Kế hoạch",
            Self::Period => "Kỳ báo cáo",
            Self::UnitCode => "Mã đơn vị",
            Self::UnitName => "Tên đơn vị",
            Self::Symbol => "Số, ký hiệu báo cáo",
            Self::SignedOn => "Ngày ký báo cáo",
            Self::Signer => "Người ký",
            Self::SignerTitle => "Chức vụ người ký",
            Self::Officer => "Cán bộ tổng hợp",
            Self::Phone => "Điện thoại",
            Self::Replaces => "Thay thế báo cáo số",
            Self::OwnPlan => "Kế hoạch triển khai của đơn vị (số, ký hiệu)",
            Self::OwnPlanDate => "Ngày ban hành kế hoạch",
            Self::Strengths => "Ưu điểm",
            Self::Shortcomings => "Tồn tại, hạn chế",
            Self::Causes => "Nguyên nhân",
            Self::Outlook => "Phương hướng, nhiệm vụ trọng tâm",
        }
    }

    /// Returns whether the answer is a date.
    pub const fn is_date(self) -> bool {
        matches!(self, Self::SignedOn | Self::OwnPlanDate)
    }

    /// Returns whether the office fills in the answer when it issues the form.
    pub(crate) const fn is_given(self) -> bool {
        matches!(self, Self::Plan | Self::Period | Self::UnitCode | Self::UnitName)
    }
}

impl Sheet {
    /// All sheets, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Info,
        Self::Tasks,
        Self::Figures,
        Self::Documents,
        Self::Incidents,
        Self::Assessment,
    ];
    /// Sheets with tables.
    pub(crate) const TABLES: [Self; 4] =
        [Self::Tasks, Self::Figures, Self::Documents, Self::Incidents];
    /// Sheets with labels and an answer beside each.
    pub const LABELED: [Self; 2] = [Self::Info, Self::Assessment];

    /// Returns the exact name of the sheet.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Info => "Thông tin",
            Self::Tasks => "Nhiệm vụ",
            Self::Figures => "Số liệu",
            Self::Documents => "Văn bản",
            Self::Incidents => "Đột xuất",
            Self::Assessment => "Đánh giá",
        }
    }

    /// Returns the columns of a table, in order; none for a labeled sheet.
    pub const fn columns(self) -> &'static [ColumnSpec] {
        match self {
            Self::Tasks => TASKS,
            Self::Figures => FIGURES,
            Self::Documents => DOCUMENTS,
            Self::Incidents => INCIDENTS,
            Self::Info | Self::Assessment => &[],
        }
    }

    /// Returns the labels of a labeled sheet, in order; none for a table.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Info => INFO,
            Self::Assessment => ASSESSMENT,
            _ => &[],
        }
    }

    /// Returns the sheet with an exact name.
    pub(crate) fn from_title(title: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sheet| sheet.title() == title)
    }

    /// Returns whether a sheet name in a file is the name of this sheet, by key or without
    /// diacritics.
    pub(crate) fn is_titled(self, name: &str) -> bool {
        Key::new(name) == Key::new(self.title()) || bare_words(name) == bare_words(self.title())
    }

    /// Returns the heading of a column; empty if the sheet does not have the column.
    pub fn heading(self, column: Column) -> &'static str {
        self.columns().iter().find(|spec| spec.column == column).map_or("", |spec| spec.heading)
    }
}

/// Question of the form (*câu hỏi*), answered in one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// A labeled answer.
    Field(Field),
    /// A column of a row; the index is the position among the plan's tasks or indicators, or among
    /// the documents or incidents listed.
    Row(Sheet, usize, Column),
}

/// Name of the first sheet of a returned form: the corrections.
pub const RETURNED: &str = "Cần sửa";
/// Heading of the column on that sheet for the unit's reply.
pub(crate) const REPLY: &str = "Ý kiến của đơn vị";
/// Index of that column.
pub(crate) const REPLY_COLUMN: u32 = 7;
/// Name of the sheet for checking the form before sending.
pub const SELF_CHECK: &str = "Tự kiểm tra";
/// Name of the sheet with instructions.
pub const GUIDE: &str = "Hướng dẫn";

/// Note beside a figure that the unit does not have to report.
pub(crate) const NOT_REQUIRED: &str = "Không bắt buộc";

/// Role of a unit in a task that it was not assigned.
pub(crate) const NOT_ASSIGNED: &str = "Không được giao";

/// Beginning of the note beside a figure summed for a report to the level above.
pub(crate) const SUMMED: &str = "Tổng hợp từ ";

/// Placeholders in a returned form for values missing in the unit's own file. The reader recognizes
/// them as placeholders, not as texts of the unit.
pub mod placeholder {
    /// Prefix of an error value: `(giá trị lỗi) #REF!`.
    pub(crate) const ERROR_VALUE: &str = "(giá trị lỗi)";
    /// Replaces a formula without a stored result.
    pub(crate) const UNCOMPUTED: &str = "(công thức chưa có kết quả)";
    /// Prefix of the content of a cell that could not be read.
    pub(crate) const UNREADABLE: &str = "(ô không đọc được)";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_and_heading_belongs_to_one_sheet() {
        for sheet in Sheet::ALL {
            assert_ne!(sheet.columns().is_empty(), sheet.fields().is_empty(), "{sheet:?}");
            assert_eq!(Sheet::from_title(sheet.title()), Some(sheet));
        }
        assert_eq!(Sheet::Figures.heading(Column::Figure), "Số liệu");
    }
}
