//! The machine's clock.

use chrono::{DateTime, FixedOffset, TimeDelta};

/// Now, to the second, with the machine's own offset from UTC.
pub fn now() -> DateTime<FixedOffset> {
    let date = js_sys::Date::new_0();
    // JavaScript gives minutes *behind* UTC; both numbers are small and finite.
    let minutes_behind = date.get_timezone_offset() as i32;
    let offset = FixedOffset::west_opt(minutes_behind * 60);
    let seconds = (date.get_time() / 1000.0) as i64;
    let utc = DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds);
    match offset {
        Some(offset) => utc.with_timezone(&offset),
        None => utc.fixed_offset(),
    }
}
