//! Who takes part and who was left out, while a plan is written.

use super::sizes::StratumCount;
use crate::model::{EntityKind, LeftOut, Stratum};
use crate::roster::checks::Strata;
use crate::roster::{EditedRow, Field, Record};
use crate::state::campaign::Campaign;
use crate::state::model::Model;
use crate::state::plan::{PlanDraft, strata};
use crate::state::rosters::{Roster, RosterRef, overlay_of};
use crate::state::typed::clean;
use std::collections::BTreeMap;
use std::rc::Rc;

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
    let labels: Vec<_> = campaign.plan.labels().iter().map(|label| clean(label)).collect();
    let sorted = Strata::of(campaign.plan.by, labels.iter().map(String::as_str));
    let mut by_stratum = BTreeMap::new();
    let businesses = campaign.businesses.as_ref().and_then(|used| {
        let roster = model.businesses(used.blob)?;
        let mut all = 0_u32;
        for row in overlay_of(&roster, used).rows(&roster.reading.rows).filter(|row| row.out.is_none()) {
            all = all.saturating_add(1);
            if let Some(stratum) = sorted.first(&row.row) {
                *by_stratum.entry(stratum.to_owned()).or_default() += 1;
            }
        }
        Some(all)
    });
    let officers = campaign.officers.as_ref().and_then(|used| {
        let roster = model.officers(used.blob)?;
        let rows = overlay_of(&roster, used).rows(&roster.reading.rows).filter(|row| row.out.is_none()).count();
        u32::try_from(rows).ok()
    });
    Population { by_stratum, businesses, officers }
}

impl Population {
    /// The strata of the plan as far as their sizes can be read; `None` while the roster is not in memory.
    pub fn counts(&self, strata: &[Stratum]) -> Option<Vec<StratumCount>> {
        let of = |s: &Stratum| StratumCount::of(s, self.listed(&s.label));
        self.businesses.map(|_| strata.iter().map(of).collect())
    }

    /// How many businesses of the stratum take part.
    pub fn listed(&self, label: &str) -> u32 {
        self.by_stratum.get(label).copied().unwrap_or_default()
    }

    /// How many businesses the plan draws.
    pub fn sample(&self, plan: &PlanDraft) -> Option<u32> {
        Some(self.counts(&strata(plan))?.iter().map(|c| c.sample).fold(0, u32::saturating_add))
    }
}

/// The businesses and the officers who were left out, as far as the rosters are in memory.
pub fn left_out(model: &Model, campaign: &Campaign) -> [Vec<LeftOut>; 2] {
    fn of<T: Record>(roster: Option<Rc<Roster<T>>>, used: Option<&RosterRef>) -> Vec<LeftOut> {
        let Some((roster, used)) = roster.zip(used) else { return Vec::new() };
        let laid = overlay_of(&roster, used);
        let out = laid.left_out(&roster.reading.rows);
        let code = |row: &T| if T::KIND == EntityKind::Business { row.value(Field::Code) } else { String::new() };
        let one = |out: EditedRow<T>| LeftOut {
            name: out.row.name().to_owned(),
            code: code(&out.row),
            reason: out.out.unwrap_or_default(),
        };
        out.map(one).collect()
    }
    let (businesses, officers) = (campaign.businesses.as_ref(), campaign.officers.as_ref());
    [
        of(businesses.and_then(|used| model.businesses(used.blob)), businesses),
        of(officers.and_then(|used| model.officers(used.blob)), officers),
    ]
}
