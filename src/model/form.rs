//! The form, defined once: the writer of blank forms, the writer of returned forms and the reader all work from it.
//! Names and headings are part of the contract with the units.

pub mod stamp;

use super::key::{Key, bare_words};
use super::period::Period;

pub use stamp::Stamp;
pub(crate) use stamp::{STAMPED_FILES, STAMPED_LETTERS};

/// A sheet of the form that holds answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sheet {
    /// `Thông tin`: who reports on what.
    Info,
    /// `Nhiệm vụ`: progress by task.
    Tasks,
    /// `Số liệu`: the indicators.
    Figures,
    /// `Văn bản`: documents issued.
    Documents,
    /// `Đột xuất`: incidents.
    Incidents,
    /// `Đánh giá`: the unit's own assessment.
    Assessment,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// A task's or an indicator's code.
    Code,
    /// The wording of a task or an indicator.
    Name,
    /// The unit's part in a task.
    Role,
    /// How far a task is.
    Status,
    /// What was done; for an incident, how it ended.
    Result,
    /// Difficulties.
    Difficulty,
    /// Proposals.
    Proposal,
    /// The unit of measurement.
    Measure,
    /// The figure.
    Figure,
    /// A note.
    Note,
    /// A running number.
    Ordinal,
    /// A document's number and symbol.
    Symbol,
    /// A document's date, an incident's date.
    Date,
    /// A document's type.
    Kind,
    /// A document's subject.
    Subject,
    /// The task a document serves.
    Task,
    /// Where an incident happened.
    Place,
    /// What happened.
    Event,
    /// What was done about it.
    Measures,
}

/// A column with its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnSpec {
    /// Which column.
    pub column: Column,
    /// Its heading, exactly.
    pub heading: &'static str,
    /// Whether a table without it cannot be judged (B102). What a row is called by is either its code or its wording.
    pub needed: bool,
}

const fn needed(column: Column, heading: &'static str) -> ColumnSpec {
    ColumnSpec { column, heading, needed: true }
}

const fn spare(column: Column, heading: &'static str) -> ColumnSpec {
    ColumnSpec { column, heading, needed: false }
}

const TASKS: &[ColumnSpec] = &[
    spare(Column::Code, "Mã"),
    spare(Column::Name, "Nhiệm vụ"),
    spare(Column::Role, "Vai trò"),
    needed(Column::Status, "Tình trạng"),
    needed(Column::Result, "Kết quả thực hiện"),
    needed(Column::Difficulty, "Khó khăn, vướng mắc"),
    needed(Column::Proposal, "Đề xuất, kiến nghị"),
];
const FIGURES: &[ColumnSpec] = &[
    spare(Column::Code, "Mã"),
    spare(Column::Name, "Chỉ tiêu"),
    needed(Column::Measure, "Đơn vị tính"),
    needed(Column::Figure, "Số liệu"),
    spare(Column::Note, "Ghi chú"),
];
const DOCUMENTS: &[ColumnSpec] = &[
    spare(Column::Ordinal, "STT"),
    needed(Column::Symbol, "Số, ký hiệu"),
    needed(Column::Date, "Ngày ban hành"),
    spare(Column::Kind, "Loại văn bản"),
    needed(Column::Subject, "Trích yếu"),
    spare(Column::Task, "Mã nhiệm vụ"),
];
const INCIDENTS: &[ColumnSpec] = &[
    spare(Column::Ordinal, "STT"),
    needed(Column::Date, "Ngày xảy ra"),
    spare(Column::Place, "Địa điểm"),
    needed(Column::Event, "Nội dung vụ việc"),
    spare(Column::Measures, "Biện pháp xử lý"),
    spare(Column::Result, "Kết quả"),
];

/// A labelled answer of `Thông tin` or `Đánh giá`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The plan's title.
    Plan,
    /// The period's name.
    Period,
    /// The unit's code.
    UnitCode,
    /// The unit's name.
    UnitName,
    /// The report's number and symbol.
    Symbol,
    /// The day it was signed.
    SignedOn,
    /// Who signed.
    Signer,
    /// The signer's post.
    SignerTitle,
    /// Who put it together.
    Officer,
    /// Telephone.
    Phone,
    /// The number of the report it replaces.
    Replaces,
    /// Number and symbol of the unit's own plan (task III.1).
    OwnPlan,
    /// The day that plan was issued.
    OwnPlanDate,
    /// Strengths.
    Strengths,
    /// Shortcomings.
    Shortcomings,
    /// Causes.
    Causes,
    /// What comes next.
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
    /// The label, exactly.
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

    /// Whether the answer is a day.
    pub const fn is_date(self) -> bool {
        matches!(self, Self::SignedOn | Self::OwnPlanDate)
    }

    /// Whether the office fills the answer in when it issues the form.
    pub(crate) const fn is_given(self) -> bool {
        matches!(self, Self::Plan | Self::Period | Self::UnitCode | Self::UnitName)
    }
}

impl Sheet {
    /// All of them, in the form's order.
    pub const ALL: [Self; 6] = [
        Self::Info,
        Self::Tasks,
        Self::Figures,
        Self::Documents,
        Self::Incidents,
        Self::Assessment,
    ];
    /// The sheets that are tables.
    pub(crate) const TABLES: [Self; 4] =
        [Self::Tasks, Self::Figures, Self::Documents, Self::Incidents];
    /// The sheets that are labels with answers beside them.
    pub const LABELLED: [Self; 2] = [Self::Info, Self::Assessment];

    /// The sheets of a period's form, in order: an ad hoc report only tells what happened.
    pub const fn of_period(period: &Period) -> &'static [Self] {
        if period.is_ad_hoc() { &[Self::Info, Self::Incidents] } else { &Self::ALL }
    }

    /// The labels of a labelled sheet in a period's form: an ad hoc report does not tell of the unit's own plan.
    pub fn fields_of(self, period: &Period) -> impl Iterator<Item = Field> {
        let short = period.is_ad_hoc();
        self.fields()
            .iter()
            .copied()
            .filter(move |field| !(short && matches!(field, Field::OwnPlan | Field::OwnPlanDate)))
    }

    /// The sheet's name, exactly.
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

    /// The columns of a table, in order; none for a labelled sheet.
    pub const fn columns(self) -> &'static [ColumnSpec] {
        match self {
            Self::Tasks => TASKS,
            Self::Figures => FIGURES,
            Self::Documents => DOCUMENTS,
            Self::Incidents => INCIDENTS,
            Self::Info | Self::Assessment => &[],
        }
    }

    /// The labels of a labelled sheet, in order; none for a table.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Info => INFO,
            Self::Assessment => ASSESSMENT,
            _ => &[],
        }
    }

    /// The sheet of a name.
    pub(crate) fn from_title(title: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sheet| sheet.title() == title)
    }

    /// Whether a sheet of a file is called as this one, by key or without diacritics.
    pub(crate) fn is_titled(self, name: &str) -> bool {
        Key::new(name) == Key::new(self.title()) || bare_words(name) == bare_words(self.title())
    }

    /// The heading of a column of this sheet; empty where the sheet has no such column.
    pub fn heading(self, column: Column) -> &'static str {
        self.columns().iter().find(|spec| spec.column == column).map_or("", |spec| spec.heading)
    }
}

/// What the form asks in one cell: *câu hỏi*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// A labelled answer.
    Field(Field),
    /// A column of a row: the place among the plan's tasks or indicators, or among the documents or incidents listed.
    Row(Sheet, usize, Column),
}

/// Name of the first sheet of a form that is returned: what is to be mended.
pub const RETURNED: &str = "Cần sửa";
/// Heading of the column of that sheet in which the unit may reply.
pub(crate) const REPLY: &str = "Ý kiến của đơn vị";
/// The place of that column.
pub(crate) const REPLY_COLUMN: u32 = 7;
/// Name of the sheet that checks the form before it is sent.
pub const SELF_CHECK: &str = "Tự kiểm tra";
/// Name of the sheet that explains the form.
pub const GUIDE: &str = "Hướng dẫn";

/// What the form says beside a figure that the unit does not owe.
pub(crate) const NOT_REQUIRED: &str = "Không bắt buộc";

/// The role the form shows in a task that the unit was not assigned.
pub(crate) const NOT_ASSIGNED: &str = "Không được giao";

/// How the note begins beside a figure that a report to the level above adds up.
pub(crate) const SUMMED: &str = "Tổng hợp từ ";

/// What a returned form writes where the unit's own file held no value. Read again it is that, not words of the unit.
pub mod lost {
    /// Stands before an error value: `(giá trị lỗi) #REF!`.
    pub(crate) const ERROR_VALUE: &str = "(giá trị lỗi)";
    /// Stands for a formula without a stored result.
    pub(crate) const UNCOMPUTED: &str = "(công thức chưa có kết quả)";
    /// Stands before what was found in a cell that could not be read.
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
