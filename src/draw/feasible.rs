//! What can never work, before sealing (protocol §6).

use super::manifest::{Manifest, Mode, SealedBusiness, SealedDepartment, SealedOfficer};
use super::outcome::Who;
use super::sample::{size, wanted};
use std::collections::{HashMap, HashSet};

/// Something that no seed can mend. A manifest with one is refused before it is sealed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Impossibility {
    /// More officers are to be drawn than are listed.
    #[error("“{department}”要抽{wanted}名执法人员，名录中只有{listed}名，请增加人员，或减少组数、每组人数")]
    TooFewOfficers {
        /// The department.
        department: String,
        /// How many are to be drawn.
        wanted: usize,
        /// How many are listed.
        listed: usize,
    },
    /// Mode `per-business`: the pool is smaller than what one business needs.
    #[error("“{department}”每户要派{per_team}名，可派的只有{pool}名，请增加人员或抽取人数")]
    PoolTooSmall {
        /// The department.
        department: String,
        /// How many one business needs.
        per_team: u32,
        /// How many are in the pool.
        pool: usize,
    },
    /// Mode `per-business`: the cap leaves places empty.
    #[error("“{department}”{pool}人、每人至多{cap}户，共{}个名额，而检查要{places}个，请提高每人户数上限或增加人员", .pool.saturating_mul(*.cap))]
    CapTooSmall {
        /// The department.
        department: String,
        /// How many are in the pool.
        pool: usize,
        /// The most businesses one officer takes.
        cap: usize,
        /// How many places its businesses have.
        places: usize,
    },
    /// Fewer officers than needed may inspect the business. It works as long as the business is not drawn, but then
    /// the business could never be drawn with effect: protocol §6 refuses it, drawn for certain or not.
    #[error("{business}除去回避后，“{department}”只有{}名能检查（{}），而每组要{per_team}名；须回避的是{}，请增加人员或核对回避", .may.len(), names(.may), names(.recused))]
    BusinessShort {
        /// The business.
        business: Who,
        /// The department.
        department: String,
        /// How many it needs.
        per_team: u32,
        /// Its officers who may inspect.
        may: Vec<Who>,
        /// Its officers who may not.
        recused: Vec<Who>,
    },
}

fn names(all: &[Who]) -> String {
    let shown: Vec<_> = all.iter().take(10).map(ToString::to_string).collect();
    match (all.len(), shown.join("、")) {
        (0, _) => "无".to_owned(),
        (11.., text) => format!("{text}等{}名", all.len()),
        (_, text) => text,
    }
}

/// Everything that can never work, in plan order; empty when a draw may be rehearsed. It judges numbers and recusals
/// of a manifest that passed [`Manifest::check`]; what depends on the seed is for [`rehearse`](super::rehearse).
///
/// Certain refusals of a draw: too few officers, a pool or a cap too small for what is drawn for certain. Refused by
/// the letter of protocol §6 although a draw might miss it: a business in a stratum that is drawn from, which fewer
/// than `per_team` officers of an applying department may inspect. In mode `teams` the same number decides: a team
/// without clash needs `per_team` officers of the department who are not recused.
pub fn impossibilities(manifest: &Manifest) -> Vec<Impossibility> {
    let mut officers = HashMap::<&str, Vec<&SealedOfficer>>::new();
    for officer in &manifest.officers {
        officers.entry(&officer.department).or_default().push(officer);
    }
    let mut found = Vec::new();
    for department in &manifest.departments {
        let listed = officers.get(department.name.as_str()).map(Vec::as_slice).unwrap_or_default();
        found.extend(numbers(manifest, department, listed.len()));
        // With too few officers every business is short; that is already said.
        if listed.len() >= size(department.per_team) {
            found.extend(short(manifest, department, listed));
        }
    }
    found
}

fn numbers(manifest: &Manifest, department: &SealedDepartment, listed: usize) -> Option<Impossibility> {
    let name = || department.name.clone();
    let pool = wanted(manifest, department).unwrap_or(listed);
    if pool > listed {
        return Some(Impossibility::TooFewOfficers { department: name(), wanted: pool, listed });
    }
    let businesses = manifest.strata.iter().filter(|s| department.applies(&s.label)).map(|s| size(s.sample));
    let businesses = businesses.fold(0, usize::saturating_add);
    if manifest.matching.mode == Mode::Teams || businesses == 0 {
        return None;
    }
    if pool < size(department.per_team) {
        return Some(Impossibility::PoolTooSmall { department: name(), per_team: department.per_team, pool });
    }
    let places = businesses.saturating_mul(size(department.per_team));
    let cap = size(department.cap?);
    let short = pool.saturating_mul(cap.min(businesses)) < places;
    short.then(|| Impossibility::CapTooSmall { department: name(), pool, cap, places })
}

/// The businesses that too few of the department's officers may inspect, in the roster's order.
fn short(manifest: &Manifest, department: &SealedDepartment, listed: &[&SealedOfficer]) -> Vec<Impossibility> {
    let ours: HashSet<_> = listed.iter().map(|o| o.key.as_str()).collect();
    let mut recused = HashMap::<&str, HashSet<&str>>::new();
    for (officer, business) in manifest.recusals.iter().filter(|(officer, _)| ours.contains(officer.as_str())) {
        recused.entry(business).or_default().insert(officer);
    }
    let drawn_from: HashSet<_> = manifest.strata.iter().filter(|s| s.sample > 0).map(|s| s.label.as_str()).collect();
    let short = |business: &SealedBusiness| {
        let recused = recused.get(business.key.as_str())?;
        let enough = listed.len() - recused.len() >= size(department.per_team);
        let concerned = department.applies(&business.stratum) && drawn_from.contains(business.stratum.as_str());
        if enough || !concerned {
            return None;
        }
        let (out, may): (Vec<_>, Vec<_>) = listed.iter().partition(|o| recused.contains(o.key.as_str()));
        let who = |officers: Vec<&&SealedOfficer>| officers.into_iter().map(|o| Who::new(&o.name, &o.key)).collect();
        Some(Impossibility::BusinessShort {
            business: Who::new(&business.name, &business.key),
            department: department.name.clone(),
            per_team: department.per_team,
            may: who(may),
            recused: who(out),
        })
    };
    manifest.businesses.iter().filter_map(short).collect()
}
