//! What the State Council's notices say of single days (`notices.txt`). A line that cannot be read would leave no notice
//! known, so that every deadline is marked as estimated; a test reads them all.

use chrono::{Days, NaiveDate};
use std::sync::LazyLock;

/// The days of all notices, each list in the order of the calendar.
#[derive(Default)]
pub(super) struct Notices {
    /// The years whose notice is known, without gap.
    pub(super) years: Vec<i32>,
    /// First and last day.
    off: Vec<(NaiveDate, NaiveDate)>,
    worked: Vec<NaiveDate>,
}

pub(super) static NOTICES: LazyLock<Notices> = LazyLock::new(|| read(include_str!("notices.txt")).unwrap_or_default());

impl Notices {
    /// Whether the day is worked, where a notice says so.
    pub(super) fn is_worked(&self, day: NaiveDate) -> Option<bool> {
        if self.worked.binary_search(&day).is_ok() {
            return Some(true);
        }
        let next = self.off.partition_point(|(_, last)| *last < day);
        self.off.get(next).is_some_and(|(first, _)| *first <= day).then_some(false)
    }
}

/// Reads the lines as the head of the file explains them. `None` if anything is not as it should be.
fn read(text: &str) -> Option<Notices> {
    let mut notices = Notices::default();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (year, days) = line.split_once(" off ")?;
        let (off, worked) = days.split_once(" work ")?;
        let year = year.parse().ok()?;
        if notices.years.last().is_some_and(|last| last + 1 != year) {
            return None;
        }
        notices.years.push(year);
        for range in off.split(' ') {
            let (first, last) = range.split_once('-').unwrap_or((range, range));
            let (first, last) = (day(year, first)?, day(year, last)?);
            let follows =
                notices.off.last().is_none_or(|(_, before)| before.checked_add_days(Days::new(1)) < Some(first));
            if !follows || last < first {
                return None;
            }
            notices.off.push((first, last));
        }
        for text in worked.split(' ') {
            let day = day(year, text)?;
            if notices.worked.last().is_some_and(|before| *before >= day) || notices.is_worked(day).is_some() {
                return None;
            }
            notices.worked.push(day);
        }
    }
    Some(notices)
}

/// A day of a notice: `1226` to `1231` are of the year before.
fn day(year: i32, text: &str) -> Option<NaiveDate> {
    let number: u32 = text.parse().ok().filter(|_| text.len() == 4)?;
    NaiveDate::from_ymd_opt(year - i32::from(number > 1225), number / 100, number % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// That no line was passed over: as many years as lines, the first and the last as the file has them.
    #[test]
    fn every_line_of_the_file_is_read() {
        let lines: Vec<_> = include_str!("notices.txt").lines().filter(|line| !line.starts_with('#')).collect();
        let years: Vec<i32> = lines.iter().map(|line| line[..4].parse().unwrap()).collect();
        assert_eq!(NOTICES.years, years);
        assert!(years[0] == 2004 && years.len() >= 23);
    }

    #[test]
    fn a_line_that_is_not_as_the_head_says_is_refused() {
        let good = "2026 off 1231-0103 0215 work 0104 0214\n2027 off 0101 work 0102";
        assert!(read(good).is_some());
        for (part, wrong) in [
            ("2027", "2028"),            // a gap
            ("2027", "2026"),            // twice
            ("2027", "year"),            // no year
            (" off ", " "),              // no days off
            (" work ", " off "),         // no days worked
            ("1231-0103", "0103-1231"),  // ends before it begins
            ("1231-0103", "1231-0103-"), // no day
            ("0215", "0230"),            // not in the calendar
            ("0215", "215"),             // not month and day
            ("0215", "0103"),            // within the range before
            ("0104 0214", "0214 0104"),  // not in order
            ("0104", "0103"),            // both off and worked
            ("0104", "0104\t"),          // not a space
            ("\n", "\n\n"),              // an empty line
        ] {
            assert!(read(&good.replacen(part, wrong, 1)).is_none(), "{wrong:?} for {part:?}");
        }
    }
}
