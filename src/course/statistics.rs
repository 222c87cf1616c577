//! 统计 of 涉企行政检查台账. What is listed, inspected, ordered and rectified is counted by the tallies of 附件4
//! ([`super::tally`]), which visits count by the rule of 频次核对 ([`super::caps::rule`]): neither is counted a second way.

use super::account::{Account, CountedObject};
use super::caps::identities;
use super::caps::rule::{Departments, Visit, settle_joint, times, uncounted};
use super::counting_rule::rule;
use super::tally::{Tally, whole};
use super::visit_line::VisitLine;
use crate::model::{CapRules, InOrder, JointVisits, normal_key};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

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
            // Campaigns may write a department's name in several ways.
            let key = normal_key(name);
            let of = |o: &CountedObject| !o.voided && o.departments.iter().any(|own| normal_key(own) == key);
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
