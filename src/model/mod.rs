//! The domain: plain types without input or output.

pub mod ad_hoc;
pub mod case;
pub mod date;
pub mod decision;
pub mod earlier;
pub mod edition;
pub mod facts;
pub mod file_role;
pub mod form;
pub mod id;
pub mod incident;
pub mod key;
pub mod number;
pub mod origin;
pub mod period;
pub mod plan;
pub mod reading;
pub mod record;
pub mod register;
pub mod severity;
pub mod subject;
pub mod submission;
pub mod title;
pub mod tone;
pub mod unit;
pub mod wording;
