//! 统计 of 涉企行政检查台账. What is listed, inspected, ordered and rectified is counted by the tallies of 附件4
//! ([`super::tally`]), which visits count by the rule of 频次核对 ([`super::caps::rule`]): neither is counted a second way.

use super::WorklistItem;
use super::caps::identities;
use super::caps::rule::{Departments, INCOMPLETE, PENALTY, Visit, settle_joint, times, uncounted};
use super::tally::{BusinessCounts, Tally, whole};
use super::visit_line::VisitLine;
use crate::model::{CapRules, Conduct, InOrder, JointVisits, LedgerField};
use crate::roster::uncounted_kinds;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::ops::RangeInclusive;

/// A business of a draw, as it is counted, with the departments that inspect it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedObject {
    departments: Vec<String>,
    /// 检查类型.
    kind: String,
    /// It was drawn in an attempt that was voided later.
    voided: bool,
    counts: BusinessCounts,
}

impl CountedObject {
    /// Of a business on the list.
    pub fn of(b: &WorklistItem, conduct: &Conduct, kind: &str, voided: bool) -> Self {
        Self {
            departments: b.shares.iter().map(|share| share.department.clone()).collect(),
            kind: kind.to_owned(),
            voided,
            counts: BusinessCounts::of(b, conduct, &[], &[]),
        }
    }

    /// The day of its inspection, where its record is complete.
    pub const fn inspected(&self) -> Option<NaiveDate> {
        self.counts.inspected
    }
}

/// What campaigns put down in 涉企行政检查台账: the rows, and what is counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// The departments, in the plan's order.
    pub departments: Vec<String>,
    /// A row a business and department, and one for each 复查.
    pub lines: Vec<VisitLine>,
    /// The businesses drawn that stand; of an attempt that was voided those that it inspected.
    pub objects: Vec<CountedObject>,
}

impl Account {
    /// What happened on these days; whom nobody has inspected is of none.
    #[must_use]
    pub fn within(mut self, days: &RangeInclusive<NaiveDate>) -> Self {
        let is_in = |day: NaiveDate| days.contains(&day);
        self.lines.retain(|line| line.when.parse().is_ok_and(is_in));
        self.objects.retain(|object| object.inspected().is_some_and(is_in));
        self
    }

    /// With another behind it.
    pub fn add(&mut self, other: Self) {
        for name in other.departments {
            if !self.departments.contains(&name) {
                self.departments.push(name);
            }
        }
        self.lines.extend(other.lines);
        self.objects.extend(other.objects);
    }
}

/// A row of 统计.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatRow {
    /// 分项: 部门, 检查类型, 合计.
    pub part: String,
    /// Of what.
    pub label: String,
    /// The counts of 附件4: 应检查, 已检查, 发现问题, 责令改正, 已整改; none of 复查, which 附件4 does not count as inspections.
    pub objects: Option<[u32; 5]>,
    /// Visits that count.
    pub counted: u32,
    /// Visits that do not.
    pub uncounted: u32,
}

/// 统计.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// Whether it is of days, and not of a campaign: then nobody waits to be inspected.
    pub of_days: bool,
    /// By department, by kind, in all.
    pub rows: Vec<StatRow>,
    /// Visits that do not count, by why.
    pub reasons: Vec<(String, u32)>,
    /// 涉及企业.
    pub businesses: u32,
    /// 联合检查: objects inspected by several departments at once.
    pub joint: u32,
    /// 减少入企次数 = Σ (departments − 1).
    pub saved: u32,
    /// The rule of counting, a sentence a line.
    pub rule: Vec<String>,
}

/// What is called by that is counted together.
const IN_ALL: &str = "合计";

impl Statistics {
    /// Counts, and says in each row whether it counts.
    pub fn of(account: &mut Account, rules: &CapRules, of_days: bool) -> Self {
        account.lines.order_by(|a, b| a.when.cmp(&b.when));
        let businesses = identities(account.lines.iter().map(VisitLine::ledger_row));
        let mut departments = Departments::of(&account.departments);
        let mut visits: Vec<Visit<'_>> = Vec::with_capacity(account.lines.len());
        for (line, business) in account.lines.iter().zip(&businesses) {
            let (row, department) = (line.ledger_row(), departments.place(&line.department));
            let uncounted = uncounted(&row, rules);
            visits.push(Visit { row, business: *business, ledger: 0, department, uncounted });
        }
        settle_joint(&mut visits, rules);
        let counter = Counter { account, visits: &visits, departments: &departments, rules };
        let inspected = account.objects.iter().filter(|o| o.inspected().is_some());
        let together = inspected.map(|o| o.departments.len().saturating_sub(1)).filter(|more| *more > 0);
        let (joint, saved) = together.fold((0, 0), |(joint, saved), more| (joint + 1, saved + whole(more)));
        let statistics = Self {
            of_days,
            rows: counter.rows(),
            reasons: counter.reasons(),
            businesses: whole(businesses.iter().collect::<HashSet<_>>().len()),
            joint,
            saved,
            rule: rule(rules, of_days, account.lines.iter().any(|line| line.voided)),
        };
        let settled: Vec<_> = visits.into_iter().map(|visit| visit.uncounted).collect();
        account.lines.iter_mut().zip(settled).for_each(|(line, why)| line.uncounted = why);
        statistics
    }

    /// The headings of the table.
    pub fn headings(&self) -> Vec<&'static str> {
        let all =
            ["分项", "部门、类型", "应检查户数", "已检查户数", "计次", "不计次", "发现问题", "责令改正", "已整改"];
        all.into_iter().filter(|heading| !self.of_days || *heading != "应检查户数").collect()
    }

    /// The texts of a row of the table, below [`Statistics::headings`].
    pub fn cells(&self, row: &StatRow) -> Vec<String> {
        let object = |place: usize| row.objects.map_or("—".to_owned(), |counts| counts[place].to_string());
        let mut cells = vec![row.part.clone(), row.label.clone()];
        cells.extend((!self.of_days).then(|| object(0)));
        cells.extend([object(1), row.counted.to_string(), row.uncounted.to_string()]);
        cells.extend([2, 3, 4].map(object));
        cells
    }

    /// What is told besides the table.
    pub fn told(&self) -> Vec<String> {
        let reasons: Vec<_> = self.reasons.iter().map(|(why, n)| format!("{why}{n}次")).collect();
        let mut told = vec![format!("涉及企业{}户。", self.businesses)];
        told.push(format!("减少入企次数：{}次（联合检查{}户次，Σ（部门数－1））。", self.saved, self.joint));
        told.push(if reasons.is_empty() {
            "没有不计次的检查。".into()
        } else {
            format!("不计次的：{}。", reasons.join("、"))
        });
        told
    }
}

/// Counts the rows.
struct Counter<'a> {
    account: &'a Account,
    visits: &'a [Visit<'a>],
    departments: &'a Departments,
    rules: &'a CapRules,
}

impl Counter<'_> {
    fn rows(&self) -> Vec<StatRow> {
        let mut rows = Vec::new();
        for (place, name) in self.departments.names.iter().enumerate() {
            let of = |o: &CountedObject| !o.voided && o.departments.contains(name);
            let visits = |line: &VisitLine, visit: &Visit<'_>| !line.voided && visit.department == place;
            rows.extend(self.row("部门", name, &of, &visits, true));
        }
        let mut kinds: Vec<&str> = Vec::new();
        let objects = self.account.objects.iter().map(|o| o.kind.as_str());
        for kind in objects.chain(self.account.lines.iter().map(|line| line.kind.as_str())) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let each = self.rules.joint == JointVisits::Each;
        for kind in kinds {
            let of = |o: &CountedObject| !o.voided && o.kind == kind;
            rows.extend(self.row("检查类型", kind, &of, &|line, _| !line.voided && line.kind == kind, each));
        }
        let voided = self.row("作废的抽取", "作废前已作的检查", &|o| o.voided, &|line, _| line.voided, each);
        let all = self.row("", IN_ALL, &|o| !o.voided, &|line, _| !line.voided, each);
        rows.push(all.unwrap_or_else(|| StatRow { label: IN_ALL.into(), objects: Some([0; 5]), ..StatRow::default() }));
        if voided.is_some() {
            rows.extend(voided);
            rows.extend(self.row("", "台账合计", &|_| true, &|_, _| true, each));
        }
        rows
    }

    /// A row; none where there is nothing of it.
    fn row(
        &self,
        part: &str,
        label: &str,
        of: &dyn Fn(&CountedObject) -> bool,
        visits: &dyn Fn(&VisitLine, &Visit<'_>) -> bool,
        of_departments: bool,
    ) -> Option<StatRow> {
        let mut tally = Tally::default();
        self.account.objects.iter().filter(|o| of(o)).for_each(|o| tally.add(&o.counts));
        let these = || self.account.lines.iter().zip(self.visits).filter(|(line, visit)| visits(line, visit));
        let times = |counts: bool| {
            let some = these().map(|(_, visit)| visit).filter(|visit| visit.uncounted.is_none() == counts);
            times(some, of_departments)
        };
        let (counted, uncounted) = (times(true), times(false));
        let Tally { listed, inspected, found, ordered, rectified, .. } = tally;
        let objects = (listed > 0).then_some([listed, inspected, found, ordered, rectified]);
        let row = StatRow { part: part.into(), label: label.into(), objects, counted, uncounted };
        (listed > 0 || counted + uncounted > 0).then_some(row)
    }

    fn reasons(&self) -> Vec<(String, u32)> {
        let mut reasons: Vec<(String, u32)> = Vec::new();
        let each = self.rules.joint == JointVisits::Each;
        for why in self.visits.iter().filter_map(|visit| visit.uncounted.as_ref()) {
            if !reasons.iter().any(|(known, _)| known == why) {
                let of = self.visits.iter().filter(|visit| visit.uncounted.as_ref() == Some(why));
                reasons.push((why.clone(), times(of, each)));
            }
        }
        reasons
    }
}

/// The rule of counting, as it is carried out.
fn rule(rules: &CapRules, of_days: bool, has_voided: bool) -> Vec<String> {
    let objects = if of_days {
        "已检查户数按检查日期在本年度、检查日期和检查结果都已登记（记录完整）的计，等于各次抽查附件4已检查数中属于本年度的之和；一户由几个部门检查的，每个部门各计一户，合计只计一户。"
    } else {
        "应检查、已检查、责令改正（需整改）、已整改户数与附件4相同：检查日期和检查结果都已登记（记录完整）的为已检查；一户由几个部门检查的，每个部门各计一户，合计只计一户。"
    };
    let joint = match rules.joint {
        JointVisits::Once => "几个部门同一天检查的，各部门各计一次，合计只计一次",
        JointVisits::Each => "几个部门同一天检查的，各部门各计一次，合计按部门累加",
        JointVisits::No => "几个部门同一天检查的（联合检查），不计次",
    };
    let ticked = |kind: &&str| rules.counted.iter().any(|counted| counted == kind);
    let (counts, not): (Vec<&str>, Vec<&str>) = uncounted_kinds().into_iter().partition(ticked);
    let counts = if counts.is_empty() { String::new() } else { format!("；{}按设置计次", counts.join("、")) };
    let mut rule = vec![
        objects.to_owned(),
        "发现问题：已检查，并且检查结果以“发现问题”开头或者登记了问题的户数。".into(),
        format!("计次与频次核对用同一规则：同一企业同一天的检查计一次；{joint}。"),
        format!("不计次的检查：{}{counts}。", not.join("、")),
        format!(
            "其中“{INCOMPLETE}”指登记了检查日期、没有登记检查结果；“{PENALTY}”指检查结果、后续处置或处置情况写明处罚、罚款的。计划检查日期不是检查，不计。"
        ),
        "减少入企次数＝Σ（部门数－1）：记录完整、由几个部门一次检查的每一户，按参加检查的部门数减1累加，不含复查。"
            .into(),
    ];
    if has_voided {
        let apart = if of_days { "另列一行" } else { "另列一行，附件4不含" };
        rule.push(format!(
            "抽取作废前已经作了的检查是实际发生的检查，列入台账，{apart}；同一企业同一天在作废前后都有登记的，只计一次。"
        ));
    }
    rule
}

/// 涉企行政检查台账 as it is handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerBook {
    /// Above the rows: 涉企行政检查台账（2018年）.
    pub title: String,
    /// The columns with their headings.
    pub columns: Vec<(LedgerField, String)>,
    /// The rows.
    pub lines: Vec<VisitLine>,
    /// 统计.
    pub statistics: Statistics,
}
