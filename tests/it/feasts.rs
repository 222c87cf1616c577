//! The table of feasts that follow moon and sun, against both computed: new moons and the sun's longitude (Meeus, Astronomical
//! Algorithms, chapters 49 and 25), and the calendar's rules (GB/T 33661): a month begins on the day of the new moon by Beijing
//! time, the winter solstice is in month 11, and of thirteen months from one to the next the first without a 中气 is leap.

use chrono::{Datelike, NaiveDate, TimeDelta};

/// Dynamical time minus universal time, in days: 70 to 90 seconds in these years.
const DELTA: f64 = 0.0009;

fn sin(degrees: f64) -> f64 {
    degrees.to_radians().sin()
}

/// The moment of a Julian ephemeris day as day and fraction of Beijing.
fn beijing(jde: f64) -> f64 {
    jde - DELTA + 8.0 / 24.0 + 0.5
}

/// The Julian ephemeris day at which a day of Beijing begins.
fn midnight(day: NaiveDate) -> f64 {
    number(day) as f64 + DELTA - 8.0 / 24.0 - 0.5
}

/// The Julian day number of a day, at its noon.
fn number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce()) + 1_721_425
}

fn day_of(number: i64) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(number - 1_721_425).unwrap()).unwrap()
}

/// The day of the new moon of this number since that of 2000-01-06 (chapter 49, every term of a new moon).
fn new_moon(k: i32) -> NaiveDate {
    let k = f64::from(k);
    let t = k / 1236.85;
    let e = 1.0 - 0.002516 * t - 0.000_007_4 * t * t;
    let m = 2.5534 + 29.105_356_70 * k - 0.000_001_4 * t * t;
    let moon = 201.5643 + 385.816_935_28 * k + 0.010_758_2 * t * t + 0.000_012_38 * t.powi(3);
    let f = 160.7108 + 390.670_502_84 * k - 0.001_611_8 * t * t - 0.000_002_27 * t.powi(3);
    let node = 124.7746 - 1.563_755_88 * k + 0.002_067_2 * t * t;
    let terms = -0.40720 * sin(moon)
        + 0.17241 * e * sin(m)
        + 0.01608 * sin(2.0 * moon)
        + 0.01039 * sin(2.0 * f)
        + 0.00739 * e * sin(moon - m)
        - 0.00514 * e * sin(moon + m)
        + 0.00208 * e * e * sin(2.0 * m)
        - 0.00111 * sin(moon - 2.0 * f)
        - 0.00057 * sin(moon + 2.0 * f)
        + 0.00056 * e * sin(2.0 * moon + m)
        - 0.00042 * sin(3.0 * moon)
        + 0.00042 * e * sin(m + 2.0 * f)
        + 0.00038 * e * sin(m - 2.0 * f)
        - 0.00024 * e * sin(2.0 * moon - m)
        - 0.00017 * sin(node)
        - 0.00007 * sin(moon + 2.0 * m)
        + 0.00004 * sin(2.0 * moon - 2.0 * f)
        + 0.00004 * sin(3.0 * m)
        + 0.00003 * sin(moon + m - 2.0 * f)
        + 0.00003 * sin(2.0 * moon + 2.0 * f)
        - 0.00003 * sin(moon + m + 2.0 * f)
        + 0.00003 * sin(moon - m + 2.0 * f)
        - 0.00002 * sin(moon - m - 2.0 * f)
        - 0.00002 * sin(3.0 * moon + m)
        + 0.00002 * sin(4.0 * moon);
    let planets: f64 = [
        (299.77 - 0.009_173 * t * t, 0.107_408, 0.000_325),
        (251.88, 0.016_321, 0.000_165),
        (251.83, 26.651_886, 0.000_164),
        (349.42, 36.412_478, 0.000_126),
        (84.66, 18.206_239, 0.000_110),
        (141.74, 53.303_771, 0.000_062),
        (207.14, 2.453_732, 0.000_060),
        (154.84, 7.306_860, 0.000_056),
        (34.52, 27.261_239, 0.000_047),
        (207.19, 0.121_824, 0.000_042),
        (291.34, 1.844_379, 0.000_040),
        (161.72, 24.198_154, 0.000_037),
        (239.56, 25.513_099, 0.000_035),
        (331.55, 3.592_518, 0.000_023),
    ]
    .iter()
    .map(|(angle, rate, size)| size * sin(angle + rate * k))
    .sum();
    let jde = 2_451_550.097_66 + 29.530_588_861 * k + 0.000_154_37 * t * t - 0.000_000_150 * t.powi(3);
    day_of(beijing(jde + terms + planets).floor() as i64)
}

/// The sun's apparent longitude when a day of Beijing begins, in degrees (chapter 25, to 0.01°: a quarter of an hour).
fn longitude(day: NaiveDate) -> f64 {
    let t = (midnight(day) - 2_451_545.0) / 36_525.0;
    let m = 357.52911 + 35_999.050_29 * t - 0.000_153_7 * t * t;
    let centre =
        (1.914_602 - 0.004_817 * t) * sin(m) + (0.019_993 - 0.000_101 * t) * sin(2.0 * m) + 0.000_289 * sin(3.0 * m);
    let mean = 280.46646 + 36_000.769_83 * t + 0.000_303_2 * t * t;
    (mean + centre - 0.00569 - 0.00478 * sin(125.04 - 1934.136 * t)).rem_euclid(360.0)
}

/// The day of the year on which the sun reaches this longitude.
fn term(year: i32, degrees: f64) -> NaiveDate {
    let passed = |day: NaiveDate| (longitude(day) - degrees + 180.0).rem_euclid(360.0) >= 180.0;
    let mut days = NaiveDate::from_ymd_opt(year, 1, 1).unwrap().iter_days().take(366);
    days.find(|day| !passed(*day) && passed(*day + TimeDelta::days(1))).unwrap()
}

/// The number of the last new moon on or before the day.
fn last_moon(day: NaiveDate) -> i32 {
    let about = ((number(day) as f64 - 2_451_550.1) / 29.530_588_861) as i32;
    (about - 2..=about + 2).rev().find(|k| new_moon(*k) <= day).unwrap()
}

/// The first days of the months 1 to 10 of a year.
fn months(year: i32) -> Vec<NaiveDate> {
    let [from, to] = [year - 1, year].map(|year| last_moon(term(year, 270.0)));
    let sign = |k: i32| (longitude(new_moon(k)) / 30.0).floor();
    let leap = (to - from == 13).then(|| (from + 1..to).find(|k| sign(*k) == sign(*k + 1)).unwrap());
    // The first is month 11 of the year before.
    (from..to).filter(|k| Some(*k) != leap).skip(2).map(new_moon).collect()
}

#[test]
fn the_feasts_are_where_moon_and_sun_have_them() {
    let mut years = 0;
    for line in include_str!("../../src/calendar/feasts.txt").lines() {
        let year: i32 = line[..4].parse().unwrap();
        let months = months(year);
        assert_eq!(months.len(), 10);
        let day = |month: usize, day: i64| months[month - 1] + TimeDelta::days(day - 1);
        let found = [day(1, 1), term(year, 15.0), day(5, 5), day(8, 15)].map(|day| day.format("%m%d").to_string());
        assert_eq!(line, format!("{year} {}", found.join(" ")));
        years += 1;
    }
    assert_eq!(years, 33, "2018 to 2050");
}
