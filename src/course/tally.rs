//! 附件4 counted: how many businesses of each department, category and team are how far.

use super::{Worklist, WorklistItem};
use crate::model::{Conduct, Inspection, Rectification, Settings, Status};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A row of 附件4: how many businesses of a department, a category, a team.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Of what.
    pub label: String,
    /// 应检查数.
    pub listed: u32,
    /// 已检查数: day and result are entered.
    pub inspected: u32,
    /// 已公示数.
    pub published: u32,
    /// 完结数.
    pub closed: u32,
    /// 发现问题: inspected, and the result says so or a problem is written down.
    pub found: u32,
    /// 需整改: something was to be put right.
    pub ordered: u32,
    /// 已复查: re-inspected, whatever came of it.
    pub reinspected: u32,
    /// 已整改: the re-inspection found it put right.
    pub rectified: u32,
    /// How many had each result, in the order of [`Summary::results`].
    pub results: Vec<u32>,
    /// How many had each follow-up, in the order of [`Summary::follow_ups`].
    pub follow_ups: Vec<u32>,
    /// How many are how far, in the order of [`Status::ALL`].
    pub statuses: [u32; 5],
}

impl Tally {
    /// 完成率 = 已公示 ÷ 应检查.
    pub fn completion(&self) -> String {
        percent(self.published, self.listed)
    }

    /// 整改率 = 已整改 ÷ 需整改.
    pub fn rectifying(&self) -> String {
        percent(self.rectified, self.ordered)
    }

    /// 完结率 = 完结 ÷ 已公示.
    pub fn closing(&self) -> String {
        percent(self.closed, self.published)
    }
}

/// A share with one decimal, rounded half up, but `100.0%` only for all; `—` of nothing.
pub fn percent(part: u32, whole: u32) -> String {
    if whole == 0 {
        return "—".into();
    }
    let (part, whole) = (u64::from(part), u64::from(whole));
    let tenths = (part * 2_000 + whole) / (whole * 2);
    let tenths = if part < whole { tenths.min(999) } else { tenths };
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// 附件4: how a campaign stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The results that are counted: those of the settings, then those met besides.
    pub results: Vec<String>,
    /// The follow-ups that are counted: those of the settings, then those met besides.
    pub follow_ups: Vec<String>,
    /// By department; a business counts for each department that applies to it.
    pub by_department: Vec<Tally>,
    /// What the strata are: 类别, 信用等级.
    pub stratum: &'static str,
    /// By stratum.
    pub by_category: Vec<Tally>,
    /// By team; empty where each business has a team of its own.
    pub by_team: Vec<Tally>,
    /// 合计.
    pub total: Tally,
    /// Whether 整改 is recorded at all: else its columns are not those of this campaign's forms.
    pub rectifies: bool,
    /// Transfers that are open, and all.
    pub transfers: (u32, u32),
    /// How it went on, day by day; the first is the day of the draw.
    pub progress: Vec<Progress>,
    /// The list of businesses.
    pub lines: Vec<SummaryLine>,
}

/// How far it was at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The day.
    pub on: NaiveDate,
    /// Inspected until then.
    pub inspected: u32,
    /// Published until then.
    pub published: u32,
}

/// A business on the list of 附件4.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryLine {
    /// 序号.
    pub number: u32,
    /// Its key.
    pub key: String,
    /// 企业.
    pub name: String,
    /// Its code as the roster has it.
    pub code: String,
    /// Its category.
    pub category: String,
    /// 检查组.
    pub team: String,
    /// 检查日期.
    pub date: Option<NaiveDate>,
    /// 结果.
    pub result: String,
    /// 问题, each with the department that found it.
    pub problems: Vec<String>,
    /// 处置: what was done about each problem, then the follow-up.
    pub handling: Vec<String>,
    /// 公示日期.
    pub published: Option<NaiveDate>,
    /// How far it is.
    pub status: Status,
}

impl Summary {
    /// Of the businesses on the list; what was entered for others is for [`super::discrepancies`] to name.
    pub fn new(list: &Worklist, conduct: &Conduct, settings: &Settings) -> Self {
        let lines = list.businesses.iter().map(|b| line(list, b, conduct)).collect();
        Self { lines, ..Self::counts(list, conduct, settings) }
    }

    /// [`Summary::new`] without the list of businesses.
    pub fn counts(list: &Worklist, conduct: &Conduct, settings: &Settings) -> Self {
        let entered: Vec<&Inspection> =
            list.businesses.iter().filter_map(|b| conduct.inspections.get(&b.key)).collect();
        let results = names(&settings.results, entered.iter().map(|i| i.result.as_str()));
        let follow_ups = names(&settings.follow_ups, entered.iter().map(|i| i.follow_up.as_str()));
        let found: Vec<BusinessCounts> =
            list.businesses.iter().map(|b| BusinessCounts::of(b, conduct, &results, &follow_ups)).collect();
        let all = || list.businesses.iter().zip(&found);
        let none = |label: &str| Tally {
            label: label.to_owned(),
            results: vec![0; results.len()],
            follow_ups: vec![0; follow_ups.len()],
            ..Tally::default()
        };
        let count = |label: &str, of: &dyn Fn(&WorklistItem) -> bool| {
            let mut tally = none(label);
            all().filter(|(b, _)| of(b)).for_each(|(_, found)| tally.add(found));
            tally
        };
        let department = |name: &String| count(name, &|b| b.shares.iter().any(|s| s.department == *name));
        let category = |label: &String| count(label, &|b| b.stratum == *label);
        let mut by_team: BTreeMap<u32, Tally> = BTreeMap::new();
        for (b, found) in all().filter(|_| list.mode == crate::draw::Mode::Teams) {
            by_team.entry(b.team).or_insert_with(|| none(&list.team_name(b.team))).add(found);
        }
        let open = conduct.transfers.iter().filter(|t| t.closed.is_none()).count();
        Self {
            by_department: list.departments.iter().map(department).collect(),
            stratum: list.by.title(),
            by_category: list.strata.iter().map(category).collect(),
            by_team: by_team.into_values().collect(),
            total: count("合计", &|_| true),
            rectifies: conduct.has_rectifications(),
            transfers: (whole(open), whole(conduct.transfers.len())),
            progress: progress(list.drawn_on, &found),
            lines: Vec::new(),
            results,
            follow_ups,
        }
    }
}

pub(super) fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The names of the settings, then others in the order in which they are met.
fn names<'a>(known: &'a [String], met: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in known.iter().map(String::as_str).chain(met).map(str::trim).filter(|name| !name.is_empty()) {
        if !names.iter().any(|n| n == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// What counts of a business, in 附件4 and in 统计 of 涉企行政检查台账.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BusinessCounts {
    status: Status,
    /// The places of its result and its follow-up among the names, and the day, of one that was inspected.
    result: Option<usize>,
    follow_up: Option<usize>,
    pub inspected: Option<NaiveDate>,
    published: Option<NaiveDate>,
    found: bool,
    /// 需整改, 已复查, 已整改.
    rectification: [bool; 3],
}

impl BusinessCounts {
    pub fn of(b: &WorklistItem, conduct: &Conduct, results: &[String], follow_ups: &[String]) -> Self {
        let status = conduct.status(&b.key);
        let inspection = conduct.inspections.get(&b.key).filter(|_| status >= Status::Inspected);
        let place = |names: &[String], name: &str| names.iter().position(|n| n == name.trim());
        Self {
            status,
            result: inspection.and_then(|i| place(results, &i.result)),
            follow_up: inspection.and_then(|i| place(follow_ups, &i.follow_up)),
            inspected: inspection.and_then(|i| i.date),
            published: conduct.published(&b.key),
            found: inspection.is_some_and(has_problems),
            rectification: inspection.map_or([false; 3], |i| {
                let own = i.rectification.as_ref();
                [
                    i.orders_rectification(),
                    own.is_some_and(|r| r.verified().is_some()),
                    own.is_some_and(Rectification::is_rectified),
                ]
            }),
        }
    }
}

/// Whether an inspection found problems: its result says so, or one is written down.
fn has_problems(inspection: &Inspection) -> bool {
    inspection.says_problems() || inspection.findings.iter().any(|f| !f.problem.trim().is_empty())
}

impl Tally {
    pub(super) fn add(&mut self, found: &BusinessCounts) {
        let status = found.status;
        self.listed += 1;
        self.statuses[status as usize] += 1;
        self.inspected += u32::from(status >= Status::Inspected);
        self.published += u32::from(status >= Status::Published);
        self.closed += u32::from(status == Status::Closed);
        self.found += u32::from(found.found);
        let counts = [&mut self.ordered, &mut self.reinspected, &mut self.rectified];
        counts.into_iter().zip(found.rectification).for_each(|(n, is)| *n += u32::from(is));
        found.result.into_iter().for_each(|place| self.results[place] += 1);
        found.follow_up.into_iter().for_each(|place| self.follow_ups[place] += 1);
    }
}

fn progress(drawn_on: NaiveDate, found: &[BusinessCounts]) -> Vec<Progress> {
    let mut days: BTreeMap<NaiveDate, (u32, u32)> = BTreeMap::from([(drawn_on, (0, 0))]);
    for found in found {
        if let Some(day) = found.inspected {
            days.entry(day).or_default().0 += 1;
        }
        if let Some(day) = found.published {
            days.entry(day).or_default().1 += 1;
        }
    }
    let mut so_far = (0, 0);
    let points = days.into_iter().map(|(on, (inspected, published))| {
        so_far = (so_far.0 + inspected, so_far.1 + published);
        Progress { on, inspected: so_far.0, published: so_far.1 }
    });
    points.collect()
}

fn line(list: &Worklist, b: &WorklistItem, conduct: &Conduct) -> SummaryLine {
    let inspection = conduct.inspections.get(&b.key).cloned().unwrap_or_default();
    let told = |text: &str, department: &str| format!("{department}：{}", text.trim());
    let texts = |get: &dyn Fn(&crate::model::Finding) -> String| {
        let all = inspection.findings.iter().map(|f| (get(f), f.department.as_str()));
        all.filter(|(text, _)| !text.trim().is_empty()).map(|(text, of)| told(&text, of)).collect::<Vec<_>>()
    };
    let problems = texts(&|f| f.problem.clone());
    let mut handling = texts(&|f| f.handling.clone());
    handling.extend(Some(inspection.follow_up.trim().to_owned()).filter(|f| !f.is_empty()));
    handling.extend(inspection.rectification.iter().map(told_rectification));
    SummaryLine {
        number: b.number,
        key: b.key.clone(),
        name: b.name.clone(),
        code: b.code.clone(),
        category: b.stratum.clone(),
        team: list.team_name(b.team),
        date: inspection.date,
        result: inspection.result,
        problems,
        handling,
        published: conduct.published(&b.key),
        status: conduct.status(&b.key),
    }
}

/// 整改期限2018-12-20，2018-12-21复查：已整改到位.
pub fn told_rectification(r: &Rectification) -> String {
    let due = r.due.map_or("责令改正".to_owned(), |due| format!("整改期限{due}"));
    match r.reinspected.zip(r.outcome) {
        Some((on, outcome)) => format!("{due}，{on}复查：{}", outcome.title()),
        None => format!("{due}，未复查"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 10 of 11 are 90.909…, 1 of 8 is 12.5, 2 of 3 are 66.67 up to 66.7, 1999 of 2000 are 99.95, not all.
    #[test]
    fn shares_are_rounded_and_only_all_is_all() {
        for (part, whole, told) in [
            (10, 11, "90.9%"),
            (1, 8, "12.5%"),
            (2, 3, "66.7%"),
            (1999, 2000, "99.9%"),
            (11, 11, "100.0%"),
            (0, 11, "0.0%"),
            (0, 0, "—"),
            (u32::MAX, u32::MAX, "100.0%"),
        ] {
            assert_eq!(percent(part, whole), told);
        }
    }
}
