//! Who is at a cap, near it, or was visited a short while ago.

use super::finder::HeldBusiness;
use super::report::{CAP_REASON, CapFacts, CapLine, CapReport, VISITS_TOLD};
use super::rule::{Departments, Visit, times};
use crate::model::{InOrder, JointVisits};
use chrono::Datelike;

/// Tells of a business that is at a cap, near it, or was visited a short while ago. The caps count the year alone.
pub(super) fn judge(
    business: &HeldBusiness,
    visits: &[Visit<'_>],
    departments: &Departments,
    facts: &CapFacts<'_>,
    report: &mut CapReport,
) {
    let year = report.year;
    let counting = || visits.iter().filter(|visit| visit.uncounted.is_none() && visit.row.year() == Some(year));
    let line =
        |says: String, department: Option<&str>| CapLine::of(business, says, department, told(visits, departments));
    let mut near = Vec::new();
    if let Some(cap) = facts.rules.total {
        let times = times(counting(), facts.rules.joint == JointVisits::Each);
        if times >= cap {
            return report.at_cap.push(line(format!("{CAP_REASON}（{year}年已检查{times}次，上限{cap}次）"), None));
        }
        if times > 0 && times + 1 == cap {
            near.push(format!("{year}年已检查{times}次，再查1次就到上限{cap}次"));
        }
    }
    for (place, name) in departments.names.iter().enumerate().take(departments.planned) {
        let Some(cap) = facts.rules.of_department(name) else { continue };
        let times = times(counting().filter(|visit| visit.department == place), true);
        if times >= cap {
            let says = format!("{CAP_REASON}（{name}{year}年已检查{times}次，上限{cap}次）");
            return report.at_cap.push(line(says, Some(name)));
        }
        if times > 0 && times + 1 == cap {
            near.push(format!("{name}{year}年已检查{times}次，再查1次就到上限{cap}次"));
        }
    }
    near.extend(just_visited(visits, facts));
    if !near.is_empty() {
        report.near.push(line(near.join("；"), None));
    }
}

/// That the business was visited a short while ago, be it in the year before.
fn just_visited(visits: &[Visit<'_>], facts: &CapFacts<'_>) -> Option<String> {
    let last = visits.iter().filter(|visit| visit.was_made()).filter_map(|visit| visit.row.day()).max()?;
    let near_days = facts.rules.near_days;
    if near_days == 0 || (facts.from - last).num_days() >= i64::from(near_days) {
        return None;
    }
    let form = if last.year() == facts.from.year() { "%-m月%-d日" } else { "%Y年%-m月%-d日" };
    Some(format!("{}刚检查过，到本次检查开始不足{near_days}天", last.format(form)))
}

/// The visits in words, the latest first.
fn told(visits: &[Visit<'_>], departments: &Departments) -> Vec<String> {
    let mut order: Vec<&Visit<'_>> = visits.iter().collect();
    order.order_by(|a, b| b.row.when.cmp(a.row.when));
    let one = |visit: &&Visit<'_>| {
        let department = departments.names.get(visit.department).map_or("", String::as_str);
        let parts = [visit.row.when, department, visit.row.kind];
        let said = parts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        match &visit.uncounted {
            None => said,
            Some(why) => format!("{said}（不计入：{why}）"),
        }
    };
    order.iter().take(VISITS_TOLD).map(one).collect()
}
