//! The visits that a campaign of this browser made, as rows of 检查台账: those of its [`account`], also of attempts that were voided
//! later.

use super::account::account;
use crate::course::LedgerText;
use crate::state::action::Refusal;
use crate::state::campaign::Campaign;
use crate::state::model::Model;
use chrono::NaiveDate;
use std::ops::RangeInclusive;

/// The days on which the campaign made visits. It needs none of its parts.
pub fn visit_days(campaign: &Campaign) -> impl Iterator<Item = NaiveDate> {
    let inspections = campaign.attempts.iter().flat_map(|attempt| attempt.conduct.inspections.values());
    inspections.flat_map(|i| [i.date, i.rectification.as_ref().and_then(|r| r.reinspected)]).flatten()
}

/// Whether the campaign has visits on these days.
pub fn has_visits(campaign: &Campaign, days: &RangeInclusive<NaiveDate>) -> bool {
    visit_days(campaign).any(|day| days.contains(&day))
}

/// Adds the visits that the campaign made on these days.
///
/// # Errors
/// As [`account`]: when a part of it is not in memory.
pub fn add_visits(
    text: &mut LedgerText,
    model: &Model,
    campaign: &Campaign,
    days: &RangeInclusive<NaiveDate>,
) -> Result<(), Refusal> {
    let visits = account(model, campaign, None)?.within(days);
    visits.lines.iter().for_each(|line| text.push(&line.ledger_row()));
    Ok(())
}
