//! The machine's clock.

use crate::error::Error;
use crate::msg;
use crate::store::vietnam_time::in_vietnam;
use chrono::{DateTime, NaiveDate, Utc};

/// Returns the present instant, also where the clock shows a time before 1970.
#[expect(clippy::disallowed_methods, reason = "the only place that asks the clock")]
pub(super) fn now() -> DateTime<Utc> {
    DateTime::from(std::time::SystemTime::now())
}

/// Returns today's date in Vietnam, whatever the machine's zone.
pub(super) fn today() -> NaiveDate {
    day_in_vietnam(now())
}

/// Fails if an instant is before 1970, which only a clock that is not set shows.
///
/// # Errors
/// Returns a message that says to set the clock.
pub(super) fn require_set(instant: DateTime<Utc>) -> Result<(), Error> {
    if instant >= DateTime::UNIX_EPOCH {
        return Ok(());
    }
    let day = instant.format("%d/%m/%Y");
    Err(msg!(
        "Đồng hồ của máy đang chỉ ngày {day}. Chỉnh lại ngày giờ của máy rồi chạy lại.",
        "The clock of this machine shows {day}. Set its date and time, then run again."
    )
    .into())
}

fn day_in_vietnam(instant: DateTime<Utc>) -> NaiveDate {
    in_vietnam(instant).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_in_vietnam_begins_at_17_00_utc() {
        let day = |instant: &str| day_in_vietnam(instant.parse().unwrap()).to_string();
        assert_eq!(day("2024-04-30T16:59:59Z"), "2024-04-30");
        assert_eq!(day("2024-04-30T17:00:00Z"), "2024-05-01");
        assert_eq!(day("2024-02-28T17:00:00Z"), "2024-02-29");
        assert_eq!(day("2024-12-31T17:00:00Z"), "2025-01-01");
        // the same instants in other time zones
        assert_eq!(day("2024-05-01T05:59:59+13:00"), "2024-04-30");
        assert_eq!(day("2024-04-30T07:00:00-10:00"), "2024-05-01");
    }
    #[test]
    fn a_clock_before_1970_is_a_message() {
        let at = |instant: &str| require_set(instant.parse().unwrap());
        assert!(at("1970-01-01T00:00:00Z").is_ok());
        let said = at("1969-12-31T23:59:59Z").unwrap_err().to_message();
        assert!(said.vi.contains("31/12/1969") && said.en.contains("31/12/1969"), "{said:?}");
    }
}
