//! Working days (domain §6): the official holidays and make-up workdays, and the user's own days over them. Of a year whose
//! notice is not known yet the holidays that the law names are off (全国年节及纪念日放假办法, as revised in 2024).

use crate::model::Settings;
use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

mod notices;

/// A line a year: the year, then month and day of 正月初一, 清明, 端午 and 中秋.
const FEASTS: &str = include_str!("calendar/feasts.txt");

/// More working days than this are not counted.
const MOST: u32 = 2_500;

/// Which days are worked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Calendar<'a> {
    days_off: &'a [NaiveDate],
    workdays: &'a [NaiveDate],
    noted_years: &'a [i32],
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    /// The last day on which it is in time.
    pub on: NaiveDate,
    /// 预估: a year is touched whose notice is not known, so that the day may move.
    pub estimated: bool,
}

impl<'a> Calendar<'a> {
    /// The official calendar with the settings' own days over it.
    pub fn of(settings: &'a Settings) -> Self {
        Self { days_off: &settings.days_off, workdays: &settings.workdays, noted_years: &settings.noted_years }
    }

    /// Whether the day is worked. A day that the user lists both as worked and as off is worked: the deadline is then
    /// the earlier one.
    pub fn is_workday(&self, day: NaiveDate) -> bool {
        if self.workdays.contains(&day) {
            return true;
        }
        !self.days_off.contains(&day) && official(day)
    }

    /// Whether it is known for sure if the day is worked: the user lists it, or the notice that could change it is
    /// known, or the user says that all days of it are listed (已录全).
    pub fn is_known(&self, day: NaiveDate) -> bool {
        let year = year_of_notice(day);
        notice_years().contains(&year)
            || self.noted_years.contains(&year)
            || self.days_off.contains(&day)
            || self.workdays.contains(&day)
    }

    /// The `n`th working day after `from`, which itself does not count.
    pub fn add_working_days(&self, from: NaiveDate, n: u32) -> Due {
        let mut due = Due { on: from, estimated: false };
        let mut left = n.min(MOST);
        while left > 0 {
            let Some(next) = due.on.succ_opt() else { break };
            due = Due { on: next, estimated: due.estimated || !self.is_known(next) };
            left -= u32::from(self.is_workday(next));
        }
        due
    }

    /// The `n`th working day before `from`, which itself does not count.
    pub fn working_days_before(&self, from: NaiveDate, n: u32) -> Due {
        let mut due = Due { on: from, estimated: false };
        let mut left = n.min(MOST);
        while left > 0 {
            let Some(before) = due.on.pred_opt() else { break };
            due = Due { on: before, estimated: due.estimated || !self.is_known(before) };
            left -= u32::from(self.is_workday(before));
        }
        due
    }
}

/// The `n`th day after `from`, as the calendar counts.
pub fn add_days(from: NaiveDate, n: u32) -> NaiveDate {
    from.checked_add_days(Days::new(n.into())).unwrap_or(NaiveDate::MAX)
}

/// The years whose notice is known, in order and without gap.
pub fn notice_years() -> &'static [i32] {
    &notices::NOTICES.years
}

/// The year whose notice speaks of the day. A notice can move the last days of the year before, so that from 26 December
/// on it is the next year's.
fn year_of_notice(day: NaiveDate) -> i32 {
    day.year().saturating_add(i32::from(day.month() == 12 && day.day() > 25))
}

/// Whether the official calendar has the day as worked; where no notice is known, Monday to Friday but the legal holidays.
fn official(day: NaiveDate) -> bool {
    if notice_years().contains(&year_of_notice(day)) {
        return notices::NOTICES.is_worked(day).unwrap_or_else(|| is_weekday(day));
    }
    is_weekday(day) && !is_legal_holiday(day)
}

fn is_weekday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Whether the law has the day as a holiday for all citizens (第二条): 元旦; 春节, four days from 除夕 on; 清明; 劳动节, two days;
/// 端午; 中秋; 国庆节, three days. That one on a weekend is made up for on a workday is for the notice to say: without it a
/// deadline is told too early rather than too late.
fn is_legal_holiday(day: NaiveDate) -> bool {
    match (day.month(), day.day()) {
        (1, 1) | (5, 1 | 2) | (10, 1..=3) => true,
        _ => feasts(day.year()).is_some_and(|[new_year, others @ ..]| {
            let after_eve = day - new_year + TimeDelta::days(1);
            (0..4).contains(&after_eve.num_days()) || others.contains(&day)
        }),
    }
}

/// 正月初一, 清明, 端午 and 中秋 of a year, as far as the table goes.
fn feasts(year: i32) -> Option<[NaiveDate; 4]> {
    let line = FEASTS.lines().find_map(|line| line.strip_prefix(&format!("{year} ")))?;
    let mut days = line.split(' ').map(|day| NaiveDate::parse_from_str(&format!("{year}{day}"), "%Y%m%d").ok());
    let mut next = || days.next().flatten();
    Some([next()?, next()?, next()?, next()?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Domain §6.
    #[test]
    fn the_check_values() {
        let calendar = Calendar::default();
        for (from, n, due) in [
            ("2018-12-20", 10, "2019-01-04"),
            ("2026-02-13", 10, "2026-03-05"),
            ("2026-09-18", 10, "2026-10-09"),
            ("2026-09-30", 10, "2026-10-20"),
            ("2026-04-30", 20, "2026-06-01"),
        ] {
            assert_eq!(calendar.add_working_days(day(from), n), Due { on: day(due), estimated: false }, "{from}");
        }
        assert!(calendar.is_workday(day("2018-12-29")), "a Saturday that the notice of 2019 made a workday");
        assert_eq!(add_days(day("2018-12-31"), 10), day("2019-01-10"));
        assert_eq!(calendar.add_working_days(day("2018-12-20"), 0).on, day("2018-12-20"));
    }

    /// Where the other sources are not as the notice is. Its words, of 2006 (国办发明电〔2005〕35号): 12月31日(星期六)上班; of 2016
    /// (国办发明电〔2015〕18号): 10月8日（星期六）、10月9日（星期日）上班; of 2017 (国办发明电〔2016〕17号): 1月1日放假，1月2日（星期一）补休,
    /// which leaves Friday, 30 December a workday.
    const WRONG_IN_CHINESECALENDAR: [&str; 1] = ["2005-12-31"];
    const WRONG_IN_CHINESE_HOLIDAY: [&str; 2] = ["2016-10-09", "2016-12-30"];

    fn is_one_of(on: NaiveDate, days: &[&str]) -> bool {
        days.iter().any(|text| day(text) == on)
    }

    /// Every day of 2004–2026 as `chinesecalendar` has it (`tests/fixtures/workdays.py`).
    #[test]
    fn every_day_is_as_the_second_source_has_it() {
        let table = include_str!("../tests/fixtures/workdays.txt");
        let mut days = 0;
        for line in table.lines() {
            let (year, marks) = line.split_once(' ').unwrap();
            let mut on = day(&format!("{year}-01-01"));
            for mark in marks.bytes() {
                let worked = (mark == b'1') != is_one_of(on, &WRONG_IN_CHINESECALENDAR);
                assert_eq!(Calendar::default().is_workday(on), worked, "{on}");
                assert_eq!(Calendar::default().is_known(on), on <= day("2026-12-25"), "{on}");
                on = on.succ_opt().unwrap();
                days += 1;
            }
            assert_eq!(on, day(&format!("{}-01-01", year.parse::<i32>().unwrap() + 1)));
        }
        assert_eq!(days, 23 * 365 + 6, "six leap years");
    }

    /// Every day of 2004–2026 as the crate `chinese_holiday` has it. Its data end on 2026-12-25, before and after them it panics.
    #[test]
    fn every_day_is_as_the_third_source_has_it() {
        use chinese_holiday::{Ymd, chinese_holiday};
        for on in day("2004-01-01").iter_days().take_while(|on| *on <= day("2026-12-25")) {
            let ymd = Ymd::new(on.year() as u16, on.month() as u8, on.day() as u8);
            let worked = chinese_holiday(ymd).is_workday() != is_one_of(on, &WRONG_IN_CHINESE_HOLIDAY);
            assert_eq!(Calendar::default().is_workday(on), worked, "{on}");
        }
    }

    /// 2027 without its notice: the legal holidays are off, and all is estimated until the user says that the year is noted.
    #[test]
    fn a_year_without_notice_is_estimated_until_the_user_says_it_is_complete() {
        let calendar = Calendar::default();
        assert!(!calendar.add_working_days(day("2026-12-11"), 10).estimated, "ends on 12-25");
        let due = calendar.add_working_days(day("2026-12-14"), 10);
        assert_eq!(due, Due { on: day("2026-12-28"), estimated: true });
        assert!(!calendar.is_workday(day("2027-01-01")), "元旦, a Friday");
        assert_eq!(calendar.add_working_days(day("2026-12-30"), 2), Due { on: day("2027-01-04"), estimated: true });
        // The first day that is entered says nothing of the others.
        let days_off = [day("2027-01-01")];
        let begun = Calendar { days_off: &days_off, ..Calendar::default() };
        assert_eq!(begun.add_working_days(day("2026-12-30"), 2), Due { on: day("2027-01-04"), estimated: true });
        let noted = Calendar { noted_years: &[2027], ..begun };
        assert_eq!(noted.add_working_days(day("2026-12-30"), 2), Due { on: day("2027-01-04"), estimated: false });
        // 1990: no notice that the data know.
        assert!(calendar.add_working_days(day("1990-05-01"), 1).estimated);
    }

    /// 放假办法第二条, on the days of 2027 that are Monday to Friday, by hand: 春节 is on 6 February, a Saturday.
    #[test]
    fn the_legal_holidays_of_a_year_without_notice() {
        let off = ["01-01", "02-05", "02-08", "04-05", "06-09", "09-15", "10-01"];
        let year = day("2027-01-01").iter_days().take(365);
        let found: Vec<_> = year.filter(|d| is_weekday(*d) && !Calendar::default().is_workday(*d)).collect();
        assert_eq!(found, off.map(|d| day(&format!("2027-{d}"))));
        let days = |year: i32| {
            let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
            first.iter_days().take_while(|d| d.year() == year).filter(|d| is_legal_holiday(*d)).count()
        };
        // 13 in all; in 2028 中秋 is on 3 October, in 2031 on 1 October, and there is no table for 2051.
        assert_eq!([days(2027), days(2028), days(2031), days(2051)], [13, 12, 12, 6]);
    }

    /// Where the notice is known, it leaves every legal holiday of the table off.
    #[test]
    fn the_notices_agree_with_the_table() {
        for year in 2018..=2026 {
            let [new_year, others @ ..] = feasts(year).unwrap();
            let spring = [0, 1, 2].map(|n| add_days(new_year, n));
            for day in spring.into_iter().chain(others) {
                assert!(!Calendar::default().is_workday(day), "{day}");
            }
        }
    }

    #[test]
    fn the_users_days_lie_over_the_official_ones() {
        // A county holiday on a Tuesday, and a Saturday that is worked in its place.
        let (days_off, workdays) = ([day("2018-12-25")], [day("2018-12-22"), day("2018-12-25")]);
        let calendar = Calendar { days_off: &days_off, workdays: &workdays[..1], noted_years: &[] };
        assert!(!calendar.is_workday(day("2018-12-25")) && calendar.is_workday(day("2018-12-22")));
        assert_eq!(calendar.add_working_days(day("2018-12-20"), 10).on, day("2019-01-04"));
        let both = Calendar { days_off: &days_off, workdays: &workdays, noted_years: &[] };
        assert!(both.is_workday(day("2018-12-25")), "listed as both");
    }

    proptest! {
        /// By counting: of the days after `from` up to the due one exactly `n` are worked, the due one is.
        #[test]
        fn the_count_is_right_and_nothing_panics(from in 0..120_000, n in 0u32..60) {
            let from = NaiveDate::from_num_days_from_ce_opt(650_000 + from).unwrap();
            let calendar = Calendar::default();
            let due = calendar.add_working_days(from, n).on;
            let worked = from.iter_days().skip(1).take_while(|d| *d <= due).filter(|d| calendar.is_workday(*d));
            prop_assert_eq!(worked.count(), n as usize);
            prop_assert!(n == 0 || calendar.is_workday(due));
        }
    }

    #[test]
    fn the_ends_of_time_are_no_trap() {
        assert_eq!(Calendar::default().add_working_days(NaiveDate::MAX, 5).on, NaiveDate::MAX);
        assert_eq!(add_days(NaiveDate::MAX, 5), NaiveDate::MAX);
        let _ = Calendar::default().add_working_days(NaiveDate::MIN, u32::MAX);
        for on in [NaiveDate::MIN, NaiveDate::MAX, day("2003-12-25"), day("2026-12-26")] {
            let _ = Calendar::default().is_workday(on) || Calendar::default().is_known(on);
        }
    }
}
