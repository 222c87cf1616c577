//! Days as offices write them: 2030.6.5, 2030年6月5日, 20300605, a period of which the last day counts.

use crate::text::plain::line;
use chrono::{Datelike, Months, NaiveDate};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// What may stand around and between the numbers of a day, besides white space.
const AROUND: [&str; 16] =
    ["有效期限", "有效期", "截止", "期限", "年", "月", "日", "号", "时", "分", "秒", "自", "从", "起", "止", "T"];
/// What may stand between the two days of a period.
const BETWEEN: &str = "-/.,:~—–至到()";

/// The day as ISO text if the text names one, else the text as a line.
pub fn fold(text: &str) -> String {
    match parse(text) {
        Some(_) if is_iso(text) => text.to_owned(),
        Some(day) => day.to_string(),
        None => line(text),
    }
}

/// Whether the text is written like 2030-12-31.
fn is_iso(text: &str) -> bool {
    let shape = |(i, c): (usize, u8)| if i == 4 || i == 7 { c == b'-' } else { c.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(shape)
}

/// The day that the text names; of a period its last. `2018年12月` and `30.6.5` name no day for sure and are none;
/// see [`valid_until`].
pub fn parse(text: &str) -> Option<NaiveDate> {
    if is_iso(text) {
        return ymd(&text[..4], &text[5..7], &text[8..]);
    }
    // Few texts are days, and only those with digits need folding.
    if !text.contains(char::is_numeric) {
        return None;
    }
    match days(&numbers(&plain(text)?))?[..] {
        [day] => Some(day),
        [first, last] if first <= last => Some(last),
        _ => None,
    }
}

/// The day that the text names, if it is one and no period.
pub fn single(text: &str) -> Option<NaiveDate> {
    match days(&numbers(&plain(text.trim())?))?[..] {
        [day] => Some(day),
        _ => None,
    }
}

/// The days that the text names: one, or a period from its first to its last, of which the end may be a day of the same
/// month alone (2027年2月6日至12日).
pub fn period(text: &str) -> Option<(NaiveDate, NaiveDate)> {
    let text = plain(text.trim())?;
    let numbers = numbers(&text);
    if let [rest @ .., (between, last)] = &numbers[..]
        && is_until(between)
        && let Some(&[first]) = days(rest).as_deref()
        && last.len() <= 2
    {
        let last = first.with_day(last.parse().ok()?)?;
        return (first <= last).then_some((first, last));
    }
    match days(&numbers)?[..] {
        [day] => Some((day, day)),
        [first, last] if first <= last => Some((first, last)),
        _ => None,
    }
}

/// The day that is typed into a box: whole; without its year (12月8日, 11.29), the one nearest to `near`; or a month
/// (2027年8月, 8月), its first day, and its last where the box is of an end.
pub fn typed(text: &str, near: NaiveDate, is_end: bool) -> Option<NaiveDate> {
    let text = plain(text.trim())?;
    let of_month = |year: i32, month: u32| {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        if is_end { first.checked_add_months(Months::new(1))?.pred_opt() } else { Some(first) }
    };
    // A 29 February is four years away at the most, eight where a century is passed.
    let nearest = |day: &dyn Fn(i32) -> Option<NaiveDate>| {
        let years = near.year().saturating_sub(8)..=near.year().saturating_add(8);
        years.filter_map(day).min_by_key(|day| (*day - near).num_days().abs())
    };
    match numbers(&text)[..] {
        [(_, year), (ref parted, month)] if year.len() == 4 && month.len() <= 2 && is_parted(parted, "年") => {
            of_month(year.parse().ok().filter(|y| *y >= 1900)?, month.parse().ok()?)
        }
        [(_, month), (ref parted, day)] if month.len() <= 2 && day.len() <= 2 && is_parted(parted, "月") => {
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            nearest(&|year| NaiveDate::from_ymd_opt(year, month, day))
        }
        [(_, month)] if month.len() <= 2 && text.contains('月') => {
            let month = month.parse().ok()?;
            nearest(&|year| of_month(year, month))
        }
        _ => single(&text),
    }
}

/// Whether this stands between two numbers of a day, the first of which is the word's.
fn is_parted(between: &str, word: &str) -> bool {
    between == word || matches!(between, "-" | "/" | ".")
}

/// The text in one width, if it is plain.
fn plain(text: &str) -> Option<Cow<'_, str>> {
    // Most texts have a common character that stands in no day, and folding leaves that as it is.
    if text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}') && !stands_around(c)) {
        return None;
    }
    let folded: Cow<'_, str> =
        if text.is_ascii() { text.into() } else { text.nfkc().filter(|c| !c.is_control()).collect::<String>().into() };
    is_plain(&folded).then_some(folded)
}

/// The last day on which something is valid: the day that the text names, or of a month (2026年12月, 2026.12, the end of
/// 2021.5-2026.12) its last.
pub fn valid_until(text: &str) -> Option<NaiveDate> {
    parse(text).or_else(|| month_end(&numbers(&plain(text)?)))
}

/// The last day that the text may mean of what is past by its nature: of this month, which is not over, today.
pub fn past(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    parse(text).or_else(|| {
        let end = valid_until(text)?;
        Some(if end.with_day(1)? <= today { end.min(today) } else { end })
    })
}

/// Whether a number written out may be a month of which a program dropped the zero at the end: 2026.1 may be 2026.10.
pub fn may_be_october(number: &str) -> bool {
    number.strip_suffix(".1").is_some_and(|year| year.len() == 4 && (1900..2100).contains(&year.parse().unwrap_or(0)))
}

/// The last day of the month, or of the last of two months, that the numbers name.
fn month_end(numbers: &[Number<'_>]) -> Option<NaiveDate> {
    let end = |year: &str, month: &str| {
        let is_month = year.len() == 4 && month.len() <= 2;
        ymd(year, month, "1").filter(|_| is_month)?.checked_add_months(Months::new(1))?.pred_opt()
    };
    match numbers {
        [(_, year), (_, month)] => end(year, month),
        [(_, year), (_, month), (_, last_year), (_, last)] => {
            let first = end(year, month)?;
            end(last_year, last).filter(|last| first <= *last)
        }
        _ => None,
    }
}

/// The last day of the year that the text names without a day: 2020年.
pub fn year_end(text: &str) -> Option<NaiveDate> {
    match numbers(&plain(text)?)[..] {
        [(_, year)] if year.len() == 4 => ymd(year, "12", "31"),
        _ => None,
    }
}

/// Whether the character may stand around or between the numbers of a day, or is a part of a word that does.
fn stands_around(c: char) -> bool {
    BETWEEN.contains(c) || AROUND.iter().any(|word| word.contains(c))
}

/// Whether nothing but the words of a day stands around its numbers.
fn is_plain(text: &str) -> bool {
    let between = |c: char| c.is_ascii_digit() || c.is_whitespace() || BETWEEN.contains(c);
    // Taking the words out takes long.
    if !text.chars().all(|c| between(c) || stands_around(c)) {
        return false;
    }
    let words = AROUND.iter().fold(text.to_owned(), |text, word| text.replace(word, " "));
    words.chars().all(between)
}

/// A number, and what stands before it without its white space.
type Number<'a> = (String, &'a str);

fn numbers(text: &str) -> Vec<Number<'_>> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
        numbers.push((before.split_whitespace().collect(), &from[..end]));
        rest = &from[end..];
    }
    numbers
}

/// The days that the numbers make, the time of day after each passed over; `None` if a number is left. A day's numbers
/// are parted in one way (2026年5-6月 is no day), a period may name the month and day of its end alone.
fn days(numbers: &[Number<'_>]) -> Option<Vec<NaiveDate>> {
    let mut days = Vec::new();
    let mut rest = numbers;
    while let Some(((_, first), after)) = rest.split_first() {
        rest = match (first.len(), after) {
            (8, _) => {
                days.push(ymd(&first[..4], &first[4..6], &first[6..])?);
                time_of_day(after)
            }
            (4, [month, day, after @ ..]) if month.1.len() <= 2 && day.1.len() <= 2 && agree(month, day) => {
                days.push(ymd(first, month.1, day.1)?);
                match time_of_day(after) {
                    [next, last] if next.1.len() <= 2 && last.1.len() <= 2 && is_end(day, next, last) => {
                        days.push(ymd(first, next.1, last.1)?);
                        &[]
                    }
                    after => after,
                }
            }
            // A time of day that ran into the day when its space was dropped: 2018-12-2012:00.
            (4, [month, day, minute, after @ ..])
                if month.1.len() <= 2
                    && day.1.len() <= 4
                    && minute.1.len() == 2
                    && minute.0 == ":"
                    && agree(month, day) =>
            {
                days.push(ymd(first, month.1, day.1.get(..2)?)?);
                clock(after)
            }
            _ => return None,
        };
    }
    Some(days)
}

/// Whether the month and the day are parted alike from what stands before them.
fn agree(month: &Number<'_>, day: &Number<'_>) -> bool {
    (month.0 == "年" && day.0 == "月")
        || (month.0 == day.0 && matches!(&*day.0, "-" | "/" | "." | "," | "" | "—" | "–"))
}

/// Whether the numbers are the month and day on which a period ends that began in the same year: 2026年1月1日-12月31日.
fn is_end(day: &Number<'_>, next: &Number<'_>, last: &Number<'_>) -> bool {
    is_until(&next.0) && last.0 == day.0 && until(&next.0) != day.0
}

/// What stands between the two days of a period, without the words of the first.
fn until(between: &str) -> &str {
    between.trim_start_matches(['日', '号', '起'])
}

fn is_until(between: &str) -> bool {
    matches!(until(between), "至" | "到" | "~" | "-" | "—" | "–" | "--" | "——")
}

/// The numbers after hours, minutes, seconds and their fraction, if a time of day is what comes.
fn time_of_day<'a, 'b>(numbers: &'a [Number<'b>]) -> &'a [Number<'b>] {
    match numbers.first() {
        Some((before, hour)) if hour.len() <= 2 && matches!(&**before, "" | "T" | "日" | "号") => {
            clock(&numbers[1..])
        }
        _ => numbers,
    }
}

/// The numbers after minutes, seconds and their fraction.
fn clock<'a, 'b>(numbers: &'a [Number<'b>]) -> &'a [Number<'b>] {
    let short = numbers.iter().take(2).take_while(|n| n.1.len() <= 2 && matches!(&*n.0, ":" | "时" | "分")).count();
    let fraction = usize::from(short == 2 && numbers.get(2).is_some_and(|n| n.0 == "." && n.1.len() <= 9));
    &numbers[short + fraction..]
}

fn ymd(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year.parse().ok().filter(|y| *y >= 1900)?, month.parse().ok()?, day.parse().ok()?)
}

/// Whether the text says that something never expires.
pub fn is_forever(text: &str) -> bool {
    ["长期", "永久", "无固定期限", "无期限"].iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_as_offices_write_them() {
        for text in [
            "2030-6-5",
            "2030/06/05",
            "2030.6.5",
            "2030年6月5日",
            "20300605",
            "２０３０年６月５日",
            "2030. 6. 5",
            "2030 06 05",
            "2030，6，5",
            "2030年06月05号",
            "2030-06-05T00:00:00",
            "2030-06-05 10:20:30.000",
            "2030/6/5 0:00:00",
            "有效期至2030年6月5日",
            "至2030年6月5日止",
            "2030年6月5日24时",
        ] {
            assert_eq!(fold(text), "2030-06-05", "{text}");
        }
        for text in [
            "长期",
            "2030年6月",
            "2030-13-01",
            "12345",
            "2030-02-30",
            "30.6.5",
            "6/5/2030",
            "2030.6.5前",
            "5年",
            "2030-5",
        ] {
            assert_eq!(fold(text), text);
        }
    }

    #[test]
    fn a_validity_of_a_month_ends_with_its_last_day() {
        for (text, day) in [
            ("2020年5月", "2020-05-31"),
            ("2020.2", "2020-02-29"),
            ("２０２６年１２月", "2026-12-31"),
            ("2026.12", "2026-12-31"),
            ("2026-12", "2026-12-31"),
            ("2026/2", "2026-02-28"),
            ("有效期至2026年12月", "2026-12-31"),
            ("至2026年12月止", "2026-12-31"),
            ("2021.5-2026.12", "2026-12-31"),
            ("2021年5月至2026年5月", "2026-05-31"),
            ("2026-12-01", "2026-12-01"),
            ("2025.05.01-2030.04.30", "2030-04-30"),
        ] {
            assert_eq!(valid_until(text).map(|d| d.to_string()).as_deref(), Some(day), "{text}");
        }
        for text in ["长期", "5年", "2020.13", "12345", "30.6", "2020年", "2026.12-2021.5", "2027年1-6月", "2026.12前"]
        {
            assert_eq!(valid_until(text), None, "{text}");
        }
        assert_eq!(year_end("2019年"), NaiveDate::from_ymd_opt(2019, 12, 31));
        for text in ["5年", "2020年前后", "2020.5", "20205"] {
            assert_eq!(year_end(text), None, "{text}");
        }
    }

    #[test]
    fn days_as_they_are_typed() {
        let near = "2026-11-29".parse().unwrap();
        for (text, first, last) in [
            ("2026-12-08", "2026-12-08", "2026-12-08"),
            ("20261208", "2026-12-08", "2026-12-08"),
            ("２０２６年１２月８日", "2026-12-08", "2026-12-08"),
            ("12月8日", "2026-12-08", "2026-12-08"),
            ("11.29", "2026-11-29", "2026-11-29"),
            ("11-30", "2026-11-30", "2026-11-30"),
            ("1/8", "2027-01-08", "2027-01-08"),
            ("1月8号", "2027-01-08", "2027-01-08"),
            ("6.1", "2026-06-01", "2026-06-01"),
            ("2月29日", "2028-02-29", "2028-02-29"),
            ("2027年8月", "2027-08-01", "2027-08-31"),
            ("2027.2", "2027-02-01", "2027-02-28"),
            ("2028-2", "2028-02-01", "2028-02-29"),
            ("12月", "2026-12-01", "2026-12-31"),
            ("1月", "2027-01-01", "2027-01-31"),
        ] {
            for (is_end, day) in [(false, first), (true, last)] {
                assert_eq!(typed(text, near, is_end).map(|d| d.to_string()).as_deref(), Some(day), "{text}");
            }
        }
        for text in ["", "8", "8日", "13.1", "2.30", "26.12.8", "明天", "2027年", "12.8-12.9", "2027.13", "12月中旬"]
        {
            assert_eq!(typed(text, near, true), None, "{text}");
        }
    }

    #[test]
    fn a_day_or_a_period() {
        for (text, days) in [
            ("2027年2月6日", "2027-02-06 2027-02-06"),
            ("2027年2月6日至2月12日", "2027-02-06 2027-02-12"),
            ("2027年2月6日—12日", "2027-02-06 2027-02-12"),
            ("2027-02-06至2027-02-12", "2027-02-06 2027-02-12"),
            ("2027.2.6-2.12", "2027-02-06 2027-02-12"),
            ("2026年12月31日至2027年1月3日", "2026-12-31 2027-01-03"),
        ] {
            let found = period(text).map(|(first, last)| format!("{first} {last}"));
            assert_eq!(found.as_deref(), Some(days), "{text}");
        }
        for text in ["2027年2月", "2027年2月12日至6日", "2027年2月6日至31日", "2027年2月12日至2月6日", "春节"]
        {
            assert_eq!(period(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_past_was_so_by_today() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-29");
        for (text, last) in [
            ("2026-11-03", "2026-11-03"),
            ("2026年10月", "2026-10-31"),
            ("2026年11月", "2026-11-29"),
            ("2026年12月", "2026-12-31"),
        ] {
            assert_eq!(past(text, today), Some(day(last)), "{text}");
        }
        assert_eq!(past("2026年", today), None);
    }

    #[test]
    fn months_whose_zero_may_be_dropped() {
        assert!(may_be_october("2026.1"));
        for text in ["2026.10", "2026.2", "2026", "12.1", "-026.1", "12345.1", "2026.11", "x.1"] {
            assert!(!may_be_october(text), "{text}");
        }
    }

    /// A certificate that reads 2025.05.01-2030.04.30 ends in 2030: its first day would call it expired.
    #[test]
    fn the_last_day_of_a_period_counts() {
        for text in [
            "2025.05.01-2030.04.30",
            "2025-05-01-2030-04-30",
            "2025/5/1—2030/4/30",
            "20250501-20300430",
            "2025.05.01~2030.04.30",
            "2025-05-01 00:00:00至2030-04-30 00:00:00",
            "自2025年5月1日起至2030年4月30日止",
            "2025年5月1日到2030年4月30日",
            "2030年1月1日-4月30日",
            "2030.1.1-4.30",
            "2030.1.1至4.30",
        ] {
            assert_eq!(fold(text), "2030-04-30", "{text}");
        }
        for text in [
            "2026年5月至6月",
            "2026年5-6月",
            "2026.5-6",
            "2027年1-6月",
            "2024.6.1起5年",
            "2026-5-6-8",
            "2025.5-2030.5",
            "2030.04.30-2025.05.01",
            "2025.1.1-2026.1.1-2027.1.1",
        ] {
            assert_eq!(fold(text), text);
        }
        assert_eq!(parse("2018-12-2012:00"), NaiveDate::from_ymd_opt(2018, 12, 20));
    }
}
