//! 时间 of a row of the yearly plan: 2026年3月至6月, 3—5月, 第二季度, 下半年, 6月底前, 2026年3月1日至31日.

use crate::model::normal_key;
use crate::text::date;
use chrono::{Datelike, Months, NaiveDate};

/// The first day and the last, as far as each is said.
pub type PlanDays = (Option<NaiveDate>, Option<NaiveDate>);

/// A part of a text that says when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Year,
    Half,
    Quarter,
    Month,
    Day,
}

/// Words that say nothing of which days it is.
const WORDS: [&str; 16] = [
    "计划", "预计", "拟", "于", "在", "开展", "实施", "完成", "期间", "左右", "每年", "当年", "份", "度", "第", "检查",
];

/// What stands between the first and the last of a period.
const JOINS: [char; 7] = ['-', '~', '～', '—', '–', '至', '到'];

/// The days that the text names in a plan of this year; none where that can't be told.
pub fn plan_days(text: &str, year: i32) -> Option<PlanDays> {
    if let Some((from, to)) = date::period(text) {
        return Some((Some(from), Some(to)));
    }
    let text = without_brackets(&normal_key(text));
    let (text, ends) = open_end(&text);
    if ["全年", "常年", "年内", "全年度"].contains(&text) {
        return span(&[(Unit::Year, year)]).map(|(from, to)| (Some(from), Some(to)));
    }
    let mut spans = Vec::new();
    let mut point: Vec<(Unit, i32)> = vec![(Unit::Year, year)];
    let found = units(text)?;
    for (place, (unit, n)) in found.iter().enumerate() {
        point.retain(|(known, _)| (*known as u8) < (*unit as u8));
        // 3月10日-20日: the day goes on with the month before it.
        point.push((*unit, *n));
        let goes_on = found.get(place + 1).is_some_and(|(next, _)| (*next as u8) > (*unit as u8));
        if !goes_on {
            spans.push(span(&point)?);
        }
    }
    // 11月-3月 goes into the next year, or comes from the last: which, it does not say.
    if text.contains(JOINS) && spans.windows(2).any(|two| two[1].0 < two[0].0) {
        return None;
    }
    let (from, to) = (spans.iter().map(|s| s.0).min()?, spans.iter().map(|s| s.1).max()?);
    Some(match ends {
        Open::Before if spans.len() == 1 => (None, Some(to)),
        Open::After if spans.len() == 1 => (Some(from), None),
        _ => (Some(from), Some(to)),
    })
}

/// The years that the text names.
pub fn years_named(text: &str) -> Vec<i32> {
    let text = normal_key(text);
    let mut years: Vec<i32> = Vec::new();
    for run in text.split(|c: char| !c.is_ascii_digit()) {
        let year = if run.len() == 8 { run.get(..4) } else { Some(run).filter(|run| run.len() == 4) };
        if let Some(year) = year.and_then(|y| y.parse().ok()).filter(|y| (2000..2100).contains(y) && !years.contains(y))
        {
            years.push(year);
        }
    }
    years
}

/// Whether two rows may be inspected at the same time; not where one says nothing that can be read.
pub fn days_overlap(one: Option<PlanDays>, two: Option<PlanDays>) -> bool {
    let begins = |days: PlanDays| days.0.unwrap_or(NaiveDate::MIN);
    let ends = |days: PlanDays| days.1.unwrap_or(NaiveDate::MAX);
    one.zip(two).is_some_and(|(one, two)| begins(one) <= ends(two) && begins(two) <= ends(one))
}

/// How the text leaves one of its ends open.
enum Open {
    No,
    Before,
    After,
}

/// The text without 底前, 前, 起: which end it leaves open.
fn open_end(text: &str) -> (&str, Open) {
    for (word, open) in [("底前", Open::Before), ("以前", Open::Before), ("之前", Open::Before), ("前", Open::Before)]
    {
        if let Some(rest) = text.strip_suffix(word) {
            return (rest, open);
        }
    }
    for word in ["起", "以后", "之后"] {
        if let Some(rest) = text.strip_suffix(word) {
            return (rest, Open::After);
        }
    }
    (text.strip_suffix('底').unwrap_or(text), Open::No)
}

/// The text without its brackets and what stands in them.
pub(super) fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let kept = text.chars().filter(|c| {
        depth += usize::from("([【".contains(*c));
        let inside = depth > 0;
        depth = depth.saturating_sub(usize::from(")]】".contains(*c)));
        !inside
    });
    kept.collect()
}

/// The numbers of a text with what each counts; none where something else is said.
fn units(text: &str) -> Option<Vec<(Unit, i32)>> {
    let mut text = text.replace("上半年", "1半").replace("下半年", "2半");
    for (place, digit) in ["一", "二", "三", "四"].iter().enumerate() {
        for after in ["季", "、", "至", "-", "—"] {
            text = text.replace(&format!("{digit}{after}"), &format!("{}{after}", place + 1));
        }
    }
    let text = text.replace("季度", "季");
    // Each number, what counts it, and what stands between it and the one before.
    let mut found: Vec<(String, Option<Unit>, String)> = Vec::new();
    let mut between = String::new();
    for c in text.chars() {
        match (c, found.last_mut()) {
            ('0'..='9', Some((digits, None, _))) if between.is_empty() => digits.push(c),
            ('0'..='9', _) => found.push((c.to_string(), None, std::mem::take(&mut between))),
            (_, Some((_, unit @ None, _))) if between.is_empty() && unit_of(c).is_some() => *unit = unit_of(c),
            _ => between.push(c),
        }
    }
    let is_between = |text: &str| {
        let bare = WORDS.iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
        bare.chars().all(|c| "-~～—–至到、,，.。/和及;；从自起止日号".contains(c))
    };
    if found.is_empty() || !is_between(&between) || found.iter().any(|(.., before)| !is_between(before)) {
        return None;
    }
    let mut units: Vec<(Unit, i32)> = Vec::new();
    for (place, (digits, unit, before)) in found.iter().enumerate() {
        let last = units.last().map(|(unit, _)| *unit);
        let next = found.get(place + 1);
        let finer = |unit: Unit| if unit == Unit::Year { Unit::Month } else { Unit::Day };
        let unit = match (unit, last) {
            (Some(unit), _) => *unit,
            (None, _) if digits.len() == 4 => Unit::Year,
            (None, Some(last @ (Unit::Year | Unit::Month))) if matches!(before.as_str(), "." | "/") => finer(last),
            (None, Some(Unit::Year)) if before == "-" || before.is_empty() => Unit::Month,
            // 3-5月: what the next counts.
            (None, _) if next.is_some() => next_unit(&found[place + 1..])?,
            (None, Some(last)) => last,
            (None, None) => return None,
        };
        units.push((unit, digits.parse().ok()?));
    }
    Some(units)
}

/// What the next number that says so counts.
fn next_unit(rest: &[(String, Option<Unit>, String)]) -> Option<Unit> {
    rest.iter().find_map(|(_, unit, _)| *unit)
}

const fn unit_of(c: char) -> Option<Unit> {
    match c {
        '年' => Some(Unit::Year),
        '半' => Some(Unit::Half),
        '季' => Some(Unit::Quarter),
        '月' => Some(Unit::Month),
        '日' | '号' => Some(Unit::Day),
        _ => None,
    }
}

/// The first and the last day of a year, half, quarter, month, or day.
fn span(point: &[(Unit, i32)]) -> Option<(NaiveDate, NaiveDate)> {
    let of = |unit: Unit| point.iter().find(|(known, _)| *known == unit).map(|(_, n)| *n);
    let year = of(Unit::Year)?;
    let months = |first: i32, count: u32| {
        let from = NaiveDate::from_ymd_opt(year, u32::try_from(first).ok()?, 1)?;
        Some((from, from.checked_add_months(Months::new(count))?.pred_opt()?))
    };
    match (of(Unit::Month), of(Unit::Day), of(Unit::Quarter), of(Unit::Half)) {
        (Some(month), Some(day), ..) => {
            let day = months(month, 1)?.0.with_day(u32::try_from(day).ok()?)?;
            Some((day, day))
        }
        (None, Some(_), ..) => None,
        (Some(month), ..) => months(month, 1),
        (.., Some(n @ 1..=4), _) => months(n * 3 - 2, 3),
        (.., None, Some(n @ 1..=2)) => months(n * 6 - 5, 6),
        (.., None, None) => months(1, 12),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_offices_write() {
        for (text, from, to) in [
            ("2026年3月1日至2026年6月30日", "2026-03-01", "2026-06-30"),
            ("2026-03-01至2026-06-30", "2026-03-01", "2026-06-30"),
            ("2026年3月-6月", "2026-03-01", "2026-06-30"),
            ("2026年3-6月", "2026-03-01", "2026-06-30"),
            ("3月至11月", "2026-03-01", "2026-11-30"),
            ("3-11月", "2026-03-01", "2026-11-30"),
            ("3—5月份", "2026-03-01", "2026-05-31"),
            ("2026.3-2026.6", "2026-03-01", "2026-06-30"),
            ("2026年5月", "2026-05-01", "2026-05-31"),
            ("5月", "2026-05-01", "2026-05-31"),
            ("2月", "2026-02-01", "2026-02-28"),
            ("5月、9月", "2026-05-01", "2026-09-30"),
            ("9月、5月", "2026-05-01", "2026-09-30"),
            ("第二季度", "2026-04-01", "2026-06-30"),
            ("二、三季度", "2026-04-01", "2026-09-30"),
            ("2-4季度", "2026-04-01", "2026-12-31"),
            ("2026年第四季度", "2026-10-01", "2026-12-31"),
            ("上半年", "2026-01-01", "2026-06-30"),
            ("2026年下半年", "2026-07-01", "2026-12-31"),
            ("全年", "2026-01-01", "2026-12-31"),
            ("2026年", "2026-01-01", "2026-12-31"),
            ("2026年度", "2026-01-01", "2026-12-31"),
            ("1-12月", "2026-01-01", "2026-12-31"),
            ("5月（分两批）", "2026-05-01", "2026-05-31"),
            ("2025年12月至2026年2月", "2025-12-01", "2026-02-28"),
            ("3月10日-4月20日", "2026-03-10", "2026-04-20"),
            ("2026年3月10日至20日", "2026-03-10", "2026-03-20"),
            ("6月底前", "", "2026-06-30"),
            ("2026年11月30日前", "", "2026-11-30"),
            ("4月起", "2026-04-01", ""),
        ] {
            let days = plan_days(text, 2026).map(|(from, to)| {
                let text = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
                (text(from), text(to))
            });
            assert_eq!(days, Some((from.to_owned(), to.to_owned())), "{text}");
        }
        for text in [
            "",
            "择机",
            "按上级安排",
            "13月",
            "2月30日",
            "每月一次",
            "根据举报",
            "35",
            "第五季度",
            "11月-3月",
            "11月至次年3月",
            "2025年12月至2月",
            "3月10日~2日",
        ] {
            assert_eq!(plan_days(text, 2026), None, "{text}");
        }
    }

    #[test]
    fn years_and_overlaps() {
        assert_eq!(years_named("2025年12月至2026年2月"), [2025, 2026]);
        assert_eq!(years_named("20260301"), [2026]);
        assert!(years_named("3-5月，100户").is_empty());
        let of = |text: &str| plan_days(text, 2026);
        for (one, two, overlap) in [
            ("3-5月", "5-6月", true),
            ("3-5月", "6月", false),
            ("全年", "6月", true),
            ("6月底前", "3月", true),
            ("6月起", "3月", false),
            ("3月", "择机", false),
        ] {
            assert_eq!(days_overlap(of(one), of(two)), overlap, "{one} {two}");
            assert_eq!(days_overlap(of(two), of(one)), overlap, "{two} {one}");
        }
    }
}
