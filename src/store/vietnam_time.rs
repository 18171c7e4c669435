//! Vietnam's time zone.

use chrono::{DateTime, FixedOffset, Utc};

/// Returns an instant in Vietnam's time, UTC+7 all year, whatever the machine's zone.
pub(crate) fn in_vietnam(instant: DateTime<Utc>) -> DateTime<FixedOffset> {
    let utc = DateTime::<FixedOffset>::from(instant);
    FixedOffset::east_opt(7 * 60 * 60).map_or(utc, |zone| instant.with_timezone(&zone))
}
