//! The numbers that decide a draw, while its plan is written: how many businesses of how many, officers, teams.

use super::campaign::Campaign;
use super::check_plan::{clean, count, strata};
use super::draft::{Mode, PlanDraft};
use super::model::Model;
use super::ready::{Strata, laid};
use crate::model::{SampleSize, Stratum};
use std::collections::BTreeMap;

/// How many take part, as far as the rosters are in memory: those left out are not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Population {
    /// The businesses of each stratum of the plan.
    by_stratum: BTreeMap<String, u32>,
    /// All businesses.
    pub businesses: Option<u32>,
    /// All officers.
    pub officers: Option<u32>,
}

/// Counts who takes part.
pub fn population(model: &Model, campaign: &Campaign) -> Population {
    // Whatever their sizes are.
    let size = SampleSize::Count(0);
    let strata: Vec<_> = campaign.plan.labels().iter().map(|label| Stratum { label: clean(label), size }).collect();
    let sorted = Strata::of(&strata);
    let mut by_stratum = BTreeMap::new();
    let businesses = campaign.businesses.as_ref().and_then(|used| {
        let roster = model.businesses(used.blob)?;
        let mut all = 0_u32;
        for row in laid(&roster, used).rows(&roster.reading.rows).filter(|row| row.out.is_none()) {
            all = all.saturating_add(1);
            if let Some(stratum) = sorted.stratum_of(&row.row) {
                *by_stratum.entry(stratum.to_owned()).or_default() += 1;
            }
        }
        Some(all)
    });
    let officers = campaign.officers.as_ref().and_then(|used| {
        let roster = model.officers(used.blob)?;
        let rows = laid(&roster, used).rows(&roster.reading.rows).filter(|row| row.out.is_none()).count();
        u32::try_from(rows).ok()
    });
    Population { by_stratum, businesses, officers }
}

impl Population {
    /// How many businesses the plan draws.
    pub fn sample(&self, plan: &PlanDraft) -> Option<u32> {
        let of = |s: &Stratum| s.size.of(self.by_stratum.get(&s.label).copied().unwrap_or_default());
        self.businesses.map(|_| strata(plan).iter().map(of).fold(0, u32::saturating_add))
    }
}

/// How many teams the plan has, as far as that can be read: none 按户.
pub fn teams(plan: &PlanDraft) -> Option<u32> {
    count(&plan.teams).filter(|_| plan.mode == Mode::Teams)
}

/// How many officers its teams take; `None` 按户, and while a number can't be read.
pub fn officers_needed(plan: &PlanDraft) -> Option<u32> {
    let each = plan.departments.iter().map(|d| count(&d.per_team)).try_fold(0_u32, |all, n| all.checked_add(n?))?;
    each.checked_mul(teams(plan)?)
}
