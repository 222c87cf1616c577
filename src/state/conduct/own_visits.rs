//! The visits that a campaign of this browser made, as rows of 检查台账: a row a business and department, and one for each 复查.

use super::worklist::worklist;
use crate::course::{LedgerRow, LedgerText};
use crate::model::InOrder;
use crate::state::action::Refusal;
use crate::state::campaign::Campaign;
use crate::state::model::Model;
use chrono::{Datelike, NaiveDate};

/// What the visits of a rectification are called.
const REINSPECTED: &str = "整改复查";

/// Whether the campaign has visits of this year. It needs none of its parts.
pub fn has_visits(campaign: &Campaign, year: i32) -> bool {
    let Some(attempt) = campaign.current() else { return false };
    attempt.conduct.inspections.values().any(|i| {
        let again = i.rectification.as_ref().and_then(|r| r.reinspected);
        [i.date, again].into_iter().flatten().any(|day| day.year() == year)
    })
}

/// Adds the visits of this year that the campaign made.
///
/// # Errors
/// As [`worklist`]: when a part of it is not in memory.
pub fn add_visits(text: &mut LedgerText, model: &Model, campaign: &Campaign, year: i32) -> Result<(), Refusal> {
    let list = worklist(model, campaign)?;
    let Some(attempt) = campaign.current() else { return Ok(()) };
    let batch = campaign.title();
    let kind = campaign.plan.inspection_type.map_or("双随机抽查", |kind| kind.title());
    for b in &list.businesses {
        let Some(inspection) = attempt.conduct.inspections.get(&b.key) else { continue };
        let mut push = |day: NaiveDate, kind: &str, department: &str, item: &str| {
            if day.year() != year {
                return;
            }
            let when = day.to_string();
            text.push(&LedgerRow {
                name: &b.name,
                code: &b.code,
                department,
                when: &when,
                kind,
                item,
                batch: &batch,
                source: "本机",
                ..LedgerRow::default()
            });
        };
        if let Some(day) = inspection.date {
            b.shares.iter().for_each(|share| push(day, kind, &share.department, &share.items.join("、")));
        }
        if let Some(day) = inspection.rectification.as_ref().and_then(|r| r.reinspected) {
            let again = inspection.rectification.iter().flat_map(|r| &r.reinspectors);
            let mut departments: Vec<&str> =
                again.filter_map(|key| list.officers.get(key)).map(|o| o.department.as_str()).collect();
            departments.order();
            departments.dedup();
            if departments.is_empty() {
                departments.extend(b.shares.iter().map(|share| share.department.as_str()));
            }
            departments.into_iter().for_each(|department| push(day, REINSPECTED, department, ""));
        }
    }
    Ok(())
}
