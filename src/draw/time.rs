//! Times as the protocol writes them, `2018-12-05T09:30:00+08:00` (protocol §2). The text is what is hashed, so it is kept:
//! other libraries write the same moment otherwise (`Z` for `+00:00`).

use crate::model::Stamp;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;

/// A time of protocol §2.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Time(String);

/// The text is no time of protocol §2.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是规定写法的时间，应如2018-12-05T09:30:00+08:00")]
pub struct NotATime(pub String);

impl Time {
    /// Reads a time: year 0001–9999, a day that exists, hour 00–23, minute and second 00–59, an offset.
    ///
    /// # Errors
    /// [`NotATime`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotATime> {
        let time = is_time(text.as_bytes()).unwrap_or(false);
        time.then(|| Self(text.to_owned())).ok_or_else(|| NotATime(text.chars().take(40).collect()))
    }

    /// The moment that a machine told, to the second.
    ///
    /// # Errors
    /// [`NotATime`] for a year beyond 9999 and for a leap second.
    pub fn of(stamp: &Stamp) -> Result<Self, NotATime> {
        Self::parse(&stamp.format("%Y-%m-%dT%H:%M:%S%:z").to_string())
    }

    /// The moment, for calendars and forms.
    pub fn stamp(&self) -> Stamp {
        // Every time of the protocol is one of RFC 3339.
        Stamp::parse_from_rfc3339(&self.0).unwrap_or_default()
    }

    /// As it is written and hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `None` where a digit is missing.
fn is_time(text: &[u8]) -> Option<bool> {
    let signs = [(4, b'-'), (7, b'-'), (10, b'T'), (13, b':'), (16, b':'), (22, b':')];
    if text.len() != 25 || signs.iter().any(|(at, sign)| text[*at] != *sign) || !matches!(text[19], b'+' | b'-') {
        return Some(false);
    }
    let number = |from: usize, to: usize| {
        text[from..to].iter().try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
    };
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let (offset_hour, offset_minute) = (number(20, 22)?, number(23, 25)?);
    let clock = hour < 24 && minute < 60 && second < 60 && offset_hour < 24 && offset_minute < 60;
    Some(clock && year > 0 && (1..=days(year, month)).contains(&day))
}

/// How many days the month has; none if there is no such month.
const fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 => 28 + leap as u32,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Time({})", self.0)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Self::parse(&String::deserialize(d)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_time() {
        for right in [
            "2018-12-05T09:30:00+08:00",
            "0001-01-01T00:00:00-00:00",
            "9999-12-31T23:59:59+23:59",
            "2000-02-29T00:00:00+00:00",
            "2024-02-29T00:00:00+00:00",
        ] {
            assert_eq!(Time::parse(right).unwrap().to_string(), right);
        }
        for wrong in [
            "",
            "2018-12-05T09:30:00Z",
            "2018-12-05t09:30:00+08:00",
            "2018-12-05 09:30:00+08:00",
            "2018-12-05T09:30:00.5+08:00",
            "2018-12-05T09:30:60+08:00",
            "2018-12-05T09:60:00+08:00",
            "2018-12-05T24:00:00+08:00",
            "2018-12-05T09:30:00+24:00",
            "2018-12-05T09:30:00+08:60",
            "2018-12-05T09:30:00 08:00",
            "0000-12-05T09:30:00+08:00",
            "1900-02-29T09:30:00+08:00",
            "2100-02-29T09:30:00+08:00",
            "2018-02-30T09:30:00+08:00",
            "2018-04-31T09:30:00+08:00",
            "2018-00-01T09:30:00+08:00",
            "2018-13-01T09:30:00+08:00",
            "2018-01-00T09:30:00+08:00",
            "+018-01-01T09:30:00+08:00",
            "2018-12-05T09:30:00+0800x",
        ] {
            assert!(Time::parse(wrong).is_err(), "{wrong}");
        }
    }

    /// Every day of eight centuries is one here exactly if it is one of the calendar library.
    #[test]
    fn days_are_those_of_the_calendar() {
        for (year, month, day) in
            (1600..2400).flat_map(|y| (0..=13).flat_map(move |m| (0..=32).map(move |d| (y, m, d))))
        {
            let expected = chrono::NaiveDate::from_ymd_opt(year, month, day).is_some();
            let text = format!("{year:04}-{month:02}-{day:02}T00:00:00+08:00");
            assert_eq!(Time::parse(&text).is_ok(), expected, "{text}");
        }
    }

    #[test]
    fn a_moment_is_written_and_read_again() {
        for text in ["2018-12-05T09:30:00+08:00", "2018-12-05T09:30:00+00:00", "0001-01-01T00:00:00-11:30"] {
            assert_eq!(Time::of(&Time::parse(text).unwrap().stamp()).unwrap().as_str(), text);
        }
        assert!(Time::of(&(chrono::DateTime::<chrono::FixedOffset>::MAX_UTC.fixed_offset())).is_err());
    }
}
