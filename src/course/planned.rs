//! 计划检查日期: when a business is to be visited. It changes no status and starts no deadline of the inspection; a day that is
//! unusual is taken, and told of.

use super::{Deadline, DeadlineState, Matter, Worklist, WorklistItem};
use crate::calendar::Calendar;
use crate::draw::Mode;
use crate::model::{Conduct, HalfDay, PlannedDay, Settings};
use chrono::{Datelike, NaiveDate};

/// More days than this are not offered at once.
const MOST_DAYS: usize = 62;

/// The days from the first to the last, each with whether it is worked.
pub fn days_between(settings: &Settings, first: NaiveDate, last: NaiveDate) -> Vec<(NaiveDate, bool)> {
    let calendar = Calendar::of(settings);
    let days = first.iter_days().take_while(|day| *day <= last).take(MOST_DAYS);
    days.map(|day| (day, calendar.is_workday(day))).collect()
}

/// Spreads the businesses over the halves of days, evenly and in both orders: each half gets as many as another, or one more.
/// With fewer businesses than halves, those in between stay free.
pub fn spread<'a>(businesses: &[&'a str], halves: &[PlannedDay]) -> Vec<(&'a str, PlannedDay)> {
    let (n, all) = (halves.len(), businesses.len());
    let planned = businesses.iter().enumerate();
    planned.filter_map(|(place, key)| Some((*key, *halves.get(place * n / all)?))).collect()
}

/// Spreads the businesses of each team by themselves, for teams are under way on the same days; where each business has
/// officers of its own, all of them. `picked` says of which businesses.
pub fn spread_over(
    list: &Worklist,
    halves: &[PlannedDay],
    picked: impl Fn(&WorklistItem) -> bool,
) -> Vec<(String, PlannedDay)> {
    let teams = if list.mode == Mode::Teams { list.teams().into_iter().map(Some).collect() } else { vec![None] };
    let of = |team: Option<u32>| -> Vec<&str> {
        let own = list.businesses.iter().filter(|b| team.is_none_or(|team| b.team == team) && picked(b));
        own.map(|b| b.key.as_str()).collect()
    };
    let planned = teams.into_iter().flat_map(|team| spread(&of(team), halves));
    planned.map(|(key, day)| (key.to_owned(), day)).collect()
}

/// 周六.
pub fn weekday(day: NaiveDate) -> String {
    let name = "一二三四五六日".chars().nth(day.weekday().num_days_from_monday() as usize);
    format!("周{}", name.unwrap_or_default())
}

/// What is told of a planned day, which is taken all the same: that it is no workday, outside the stage 检查, before the draw.
pub fn planned_told(
    day: NaiveDate,
    settings: &Settings,
    stage: Option<(NaiveDate, NaiveDate)>,
    drawn_on: NaiveDate,
) -> Option<String> {
    let mut told = Vec::new();
    if !Calendar::of(settings).is_workday(day) {
        told.push(format!("{day}（{}）是休息日，没有要紧的原因请改到工作日", weekday(day)));
    }
    if day < drawn_on {
        told.push(format!("{day}早于抽取日期{drawn_on}，请改正"));
    } else if let Some((first, last)) = stage.filter(|(first, last)| day < *first || day > *last) {
        told.push(format!("{day}不在方案的检查阶段（{first}至{last}）内，请改到阶段之内，或者在“方案”中调整阶段日期"));
    }
    (!told.is_empty()).then(|| told.join("；"))
}

/// The visits that are planned and not yet made, as dates for a calendar.
pub fn planned_visits(list: &Worklist, conduct: &Conduct) -> Vec<Deadline> {
    let open = list.businesses.iter().filter(|b| !is_inspected(conduct, &b.key));
    let visit = |b: &WorklistItem| {
        let planned = conduct.planned(&b.key)?;
        let team = (list.mode == Mode::Teams).then(|| list.team_name(b.team));
        let half = (planned.half != HalfDay::Either).then(|| planned.half.title().to_owned());
        let about: Vec<String> = half.into_iter().chain(team).collect();
        let about = if about.is_empty() { String::new() } else { format!("（{}）", about.join("，")) };
        Some(Deadline {
            matter: Matter::Visit(b.key.clone()),
            whom: format!("{}{about}", b.name),
            due: planned.on,
            estimated: false,
            after_end: false,
            standing: DeadlineState::Open,
        })
    };
    open.filter_map(visit).collect()
}

/// Whether a day of inspection is entered: what was planned has no say any more.
pub fn is_inspected(conduct: &Conduct, business: &str) -> bool {
    conduct.inspections.get(business).is_some_and(|i| i.date.is_some())
}
