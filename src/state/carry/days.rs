//! The days of the stages, moved as one: the first begins on a day that is asked for, every length and every gap is kept.

use crate::calendar::{Calendar, notice_years};
use crate::course::weekday;
use crate::model::{Settings, Stage};
use crate::state::plan::{PlanDraft, StageDraft, stages};
use chrono::{Datelike, Months, NaiveDate};
use std::collections::BTreeSet;

/// The first day of a plan, where it says one.
pub fn first_day(plan: &PlanDraft) -> Option<NaiveDate> {
    stages(plan).iter().flat_map(|s| [s.from, s.to]).flatten().min()
}

/// The same day a year later; 28 February after the 29th.
pub fn year_later(day: NaiveDate) -> NaiveDate {
    day.checked_add_months(Months::new(12)).unwrap_or(day)
}

/// The stages of a plan with their days moved so that the earliest is `first`. A day that can't be read is none.
pub fn moved(plan: &PlanDraft, first: NaiveDate) -> Vec<StageDraft> {
    let by = first_day(plan).map(|was| first - was);
    let text = |day: Option<NaiveDate>| {
        let day = by.and_then(|by| day?.checked_add_signed(by));
        day.map(|day| day.to_string()).unwrap_or_default()
    };
    let read = stages(plan);
    plan.stages
        .iter()
        .zip(read)
        .map(|(s, Stage { from, to, .. })| StageDraft { from: text(from), to: text(to), ..s.clone() })
        .collect()
}

/// Which first and last days of the stages are not worked, a sentence each, and of which years that is only estimated.
pub fn days_told(plan: &PlanDraft, settings: &Settings) -> Vec<String> {
    let calendar = Calendar::of(settings);
    let (mut told, mut unknown) = (Vec::new(), BTreeSet::new());
    for stage in stages(plan) {
        for (what, day) in [("开始", stage.from), ("结束", stage.to)] {
            let Some(day) = day else { continue };
            if !calendar.is_known(day) {
                unknown.insert(day.year());
            }
            if !calendar.is_workday(day) {
                let on = day.format("%Y年%-m月%-d日");
                told.push(format!("“{}”的{what}日期{on}（{}）是休息日", stage.name, weekday(day)));
            }
        }
    }
    let known = notice_years().last().copied().unwrap_or_default();
    let beyond: Vec<_> = unknown.into_iter().map(|year| format!("{year}年")).collect();
    if !beyond.is_empty() {
        told.push(format!(
            "{}的放假安排还没有录入（已有到{known}年的通知），是不是休息日按周末和法定节假日推算；通知公布后请在“单位设置”中补上",
            beyond.join("、")
        ));
    }
    told
}

/// The title of a campaign of one year for one of another: 2026年 becomes 2027年. Another year in it stays.
pub fn title_of_year(title: &str, was: i32, is: i32) -> String {
    title.replace(&format!("{was}年"), &format!("{is}年"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(plan: &PlanDraft) -> Vec<(&str, &str)> {
        plan.stages.iter().map(|s| (&*s.from, &*s.to)).collect()
    }

    /// The founding campaign, 28 November to 31 December 2018, by hand.
    #[test]
    fn lengths_and_gaps_are_kept() {
        let plan = PlanDraft::pingluo();
        assert_eq!(first_day(&plan), Some(day("2018-11-28")));
        let next = PlanDraft { stages: moved(&plan, day("2027-03-01")), ..plan.clone() };
        // 93 days, and 2,922 years' days: each moved by as many.
        let moved_days = [
            ("2027-03-01", "2027-03-03"),
            ("2027-03-06", "2027-03-11"),
            ("2027-03-13", "2027-03-23"),
            ("2027-03-24", "2027-04-03"),
            ("2027-03-24", "2027-04-03"),
        ];
        assert_eq!(days(&next), moved_days);
        let names = |plan: &PlanDraft| plan.stages.iter().map(|s| (s.id, s.name.clone())).collect::<Vec<_>>();
        assert_eq!(names(&next), names(&plan));
    }

    #[test]
    fn half_a_stage_and_a_day_that_is_none() {
        let mut plan = PlanDraft::default();
        plan.add_stage("抽取", "", "2026-05-08");
        plan.add_stage("检查", "五月", "2026-05-20");
        plan.add_stage("总结", "", "");
        plan.stages = moved(&plan, day("2028-02-29"));
        assert_eq!(days(&plan), [("", "2028-02-29"), ("", "2028-03-12"), ("", "")]);
        let none = PlanDraft::blank();
        assert_eq!(moved(&none, day("2027-01-01")), none.stages);
        assert_eq!(
            (year_later(day("2028-02-29")), year_later(day("2026-03-01"))),
            (day("2029-02-28"), day("2027-03-01"))
        );
    }

    /// 2026: 国庆节 1 to 7 October, 10 October worked; 2027 has no notice yet, 1 May is a Saturday.
    #[test]
    fn what_falls_on_a_holiday_is_told() {
        let mut plan = PlanDraft::default();
        plan.add_stage("抽取", "2026-09-30", "2026-10-05");
        plan.add_stage("检查", "2026-10-10", "2027-05-01");
        let told = days_told(&plan, &Settings::default());
        assert_eq!(told.len(), 3, "{told:?}");
        assert_eq!(told[0], "“抽取”的结束日期2026年10月5日（周一）是休息日");
        assert_eq!(told[1], "“检查”的结束日期2027年5月1日（周六）是休息日");
        assert!(told[2].starts_with("2027年的放假安排还没有录入"), "{}", told[2]);
        let noted = Settings { noted_years: vec![2027], workdays: vec![day("2027-05-01")], ..Settings::default() };
        assert_eq!(days_told(&plan, &noted).len(), 1);
    }

    #[test]
    fn only_the_year_of_the_campaign_moves() {
        let title = "平罗县2026年度道路运输（2025年整改回头看）2026年第一批";
        let next = "平罗县2027年度道路运输（2025年整改回头看）2027年第一批";
        assert_eq!(title_of_year(title, 2026, 2027), next);
        assert_eq!(title_of_year("道路运输抽查", 2026, 2027), "道路运输抽查");
    }
}
