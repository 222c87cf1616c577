//! A campaign made ready to seal: what would be sealed (protocol §3), and what that was made of.

use super::check::Readiness;
use super::sizes::{StratumCount, over_ceiling};
use crate::draw::{self, Businesses, Nonce, Officers, Salt, SealPlan, Sealed, Time, first_ten};
use crate::model::{Business, Digest, EntityKind, Matching, Officer, Plan, Stratum, normal_key};
use crate::roster::Severity;
use crate::roster::checks::Strata;
use crate::state::campaign::{Blob, Campaign, StoredFault, link, part_text};
use crate::state::plan::PlanDraft;
use crate::state::rosters::{CheckedRoster, RosterRef};
use crate::state::typed::clean;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

/// What a seal is made with besides the campaign: the moment, and fresh entropy from the browser's generator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealInput {
    /// When it is sealed.
    pub at: Time,
    /// The secret that the seal commits to.
    pub nonce: Nonce,
    /// The salt of the officers' roster.
    pub salt: Salt,
}

impl SealInput {
    /// For a look at what would be sealed, which nobody is shown the digests of.
    pub fn trial(at: Time) -> Self {
        Self { at, nonce: Nonce::from_bytes([0; 16]), salt: Salt::from_bytes([0; 16]) }
    }
}

/// What is sealed (protocol §3).
///
/// # Errors
/// A sentence that says what must be put right first.
pub fn sealed(campaign: &Campaign, ready: &Readiness, input: &SealInput) -> Result<Sealed, String> {
    let plan = ready.plan.as_ref().map_err(|_| "方案还有未填好的地方，请到“方案”页按提示改正".to_owned())?;
    let missing = |kind: EntityKind| format!("还没有载入{}，请到“名录”页载入", kind.roster_name());
    let businesses = ready.businesses.as_ref().ok_or_else(|| missing(EntityKind::Business))?;
    let officers = ready.officers.as_ref().ok_or_else(|| missing(EntityKind::Officer))?;
    let errors = businesses.count(Severity::Error) + officers.count(Severity::Error);
    if errors > 0 {
        return Err(format!("名录中还有{errors}处错误，请到“名录”页逐条改正，或说明理由后不让该行参加抽取"));
    }
    let listed = business_lines(plan, businesses)?;
    let counts = counts(plan, &listed);
    if let Some(over) = over_ceiling(plan, &counts) {
        return Err(over);
    }
    let (people, recusals) = officer_lines(plan, businesses, officers)?;
    let seal_plan = seal_plan(campaign, plan, input, counts);
    let (businesses, officers) = (Businesses::new(listed), Officers::new(people, recusals, input.salt));
    let sealed = Sealed::new(seal_plan, &input.nonce, Rc::new(businesses), Rc::new(officers));
    let impossible = {
        // The digests were computed just now.
        let checked = sealed.check_rules().map_err(|faults| first_ten(&faults))?;
        draw::impossibilities(&checked)
    };
    if impossible.is_empty() { Ok(sealed) } else { Err(first_ten(&impossible)) }
}

fn business_lines(plan: &Plan, businesses: &CheckedRoster<Business>) -> Result<Vec<draw::SealedBusiness>, String> {
    let strata = Strata::of(plan.by, plan.strata.iter().map(|s| s.label.as_str()));
    let line = |b: Business| {
        let stratum = strata.find(&b).map_err(|_| format!("“{}”不属于方案的任何一层，或属于几层", b.name))?;
        Ok(draw::SealedBusiness { key: b.key(), name: clean(&b.name), stratum: stratum.to_owned() })
    };
    businesses.rows().map(line).collect()
}

fn seal_plan(campaign: &Campaign, plan: &Plan, input: &SealInput, counts: Vec<StratumCount>) -> SealPlan {
    SealPlan {
        campaign: draw::Campaign {
            attempt: campaign.attempt_number(),
            lead: plan.departments[0].name.clone(),
            title: plan.title.clone(),
        },
        contributors: plan.contributors.clone(),
        departments: department_lines(plan),
        matching: match plan.matching {
            Matching::Teams(teams) => draw::MatchingRule { mode: draw::Mode::Teams, teams: Some(teams) },
            Matching::PerBusiness => draw::MatchingRule { mode: draw::Mode::PerBusiness, teams: None },
        },
        previous: campaign.last_sealed().map(link),
        sealed_at: input.at.clone(),
        strata: counts.into_iter().map(|c| (c.label, c.sample)).collect(),
    }
}

/// How many are listed in and drawn of each stratum.
fn counts(plan: &Plan, listed: &[draw::SealedBusiness]) -> Vec<StratumCount> {
    let count = |label: &str| listed.iter().filter(|b| b.stratum == label).count();
    let of = |s: &Stratum| StratumCount::of(s, u32::try_from(count(&s.label)).unwrap_or(u32::MAX));
    plan.strata.iter().map(of).collect()
}

fn department_lines(plan: &Plan) -> Vec<draw::SealedDepartment> {
    let line = |d: &crate::model::Department| draw::SealedDepartment {
        name: d.name.clone(),
        per_team: d.per_team,
        strata: d.categories(),
        draw: d.draw,
        cap: d.cap,
    };
    plan.departments.iter().map(line).collect()
}

type OfficerLines = (Vec<draw::SealedOfficer>, Vec<(String, String)>);

/// The officers that take part, and the pairs that may not meet.
fn officer_lines(
    plan: &Plan,
    businesses: &CheckedRoster<Business>,
    officers: &CheckedRoster<Officer>,
) -> Result<OfficerLines, String> {
    let barred: Vec<Officer> = officers.rows().filter(|o| !o.recusals.is_empty()).collect();
    let named: HashSet<String> = barred.iter().flat_map(|o| &o.recusals).map(|r| normal_key(r)).collect();
    let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
    // Few businesses are named, and a roster that bars nobody is not gone through at all.
    for b in businesses.rows().take_while(|_| !named.is_empty()) {
        for name in [normal_key(&b.name), normal_key(&b.code)].into_iter().filter(|n| named.contains(n)) {
            by_name.entry(name).or_default().push(b.key());
        }
    }
    by_name.remove("");
    let mut people = Vec::new();
    let mut recusals = BTreeSet::new();
    for o in officers.rows() {
        let department = plan.departments.iter().find(|d| normal_key(&d.name) == normal_key(&o.department));
        let department = department.ok_or_else(|| format!("“{}”的单位“{}”不在方案中", o.name, o.department))?;
        let key = o.key();
        let barred = o.recusals.iter().filter_map(|r| by_name.get(&normal_key(r))).flatten();
        recusals.extend(barred.map(|b| (key.clone(), b.clone())));
        let name = clean(&o.name);
        people.push(draw::SealedOfficer { key, name, department: department.name.clone() });
    }
    Ok((people, recusals.into_iter().collect()))
}

/// A campaign made ready to seal: whatever is heavy about it is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Sealing {
    /// The secret that the seal commits to, fresh from the browser's generator.
    pub nonce: Nonce,
    /// What is sealed.
    pub sealed: Sealed,
    /// The stored forms of its businesses and of its officers.
    pub packed: [Rc<[u8]>; 2],
    /// What it was made of.
    pub basis: Basis,
}

/// What a seal is made of: as long as this is the same, so is what is sealed.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    plan: PlanDraft,
    rosters: [Option<RosterRef>; 2],
    previous: Option<Digest>,
}

impl Basis {
    /// That of a campaign.
    pub fn of(campaign: &Campaign) -> Self {
        Self {
            plan: campaign.plan.clone(),
            rosters: [campaign.businesses.clone(), campaign.officers.clone()],
            previous: campaign.last_sealed().map(link),
        }
    }

    fn holds(&self, campaign: &Campaign) -> bool {
        let same = |kept: &Option<RosterRef>, now: &Option<RosterRef>| match (kept, now) {
            (Some(kept), Some(now)) => kept.says_the_same(now),
            (None, None) => true,
            _ => false,
        };
        let [businesses, officers] = &self.rosters;
        self.plan == campaign.plan
            && self.previous == campaign.last_sealed().map(link)
            && same(businesses, &campaign.businesses)
            && same(officers, &campaign.officers)
    }
}

/// The stored forms of what is sealed: of its businesses, and of its officers.
///
/// # Errors
/// As [`part_text`].
pub fn pack_sealed(sealed: &Sealed) -> Result<[Vec<u8>; 2], StoredFault> {
    let businesses = part_text(&Blob::SealedBusinesses(sealed.businesses.clone()))?.pack();
    Ok([businesses, part_text(&Blob::SealedOfficers(sealed.officers.clone()))?.pack()])
}

impl Sealing {
    /// Makes a campaign ready to seal.
    ///
    /// # Errors
    /// As [`sealed`].
    pub fn new(campaign: &Campaign, ready: &Readiness, input: &SealInput) -> Result<Self, String> {
        let sealed = sealed(campaign, ready, input)?;
        let packed = pack_sealed(&sealed).map_err(|fault| fault.to_string())?.map(Rc::from);
        Ok(Self { nonce: input.nonce, sealed, packed, basis: Basis::of(campaign) })
    }

    /// Whether it was made of the campaign as it stands.
    pub(crate) fn is_of(&self, campaign: &Campaign) -> bool {
        let seal = &self.sealed.seal;
        self.basis.holds(campaign)
            && seal.nonce_sha256 == self.nonce.digest()
            && seal.previous == self.basis.previous
            && seal.campaign.attempt == campaign.attempt_number()
    }
}
