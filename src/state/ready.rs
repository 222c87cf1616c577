use super::campaign::{Campaign, RosterRef};
use super::check_plan::{PlanProblem, check_plan, stages};
use super::draft::PlanDraft;
use super::findings::Findings;
use super::model::{Blob, Model};
use super::public::link;
use super::roster::Roster;
use super::stored::{StoredFault, part_text};
use crate::course::inspection_days;
use crate::draw::{self, Businesses, Nonce, Officers, Salt, SealPlan, Sealed, Time, first_ten};
use crate::model::{
    Business, Digest, EntityKind, LeftOut, Matching, Officer, Plan, Source, Stratum, WHOLE, normal_key,
};
use crate::roster::checks;
use crate::roster::checks::PlanView;
use crate::roster::{Edited, EditedRow, Field, Overlay, Places, Problem, Record, Rows, Severity, problems_left};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

/// All that stands between a campaign and its seal.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// The checked plan, or what is wrong with it.
    pub plan: Result<Plan, Vec<PlanProblem>>,
    /// The roster of businesses, its problems beside.
    pub businesses: Option<Rc<CheckedRoster<Business>>>,
    /// The roster of officers, its problems beside.
    pub officers: Option<Rc<CheckedRoster<Officer>>>,
}

/// A roster as mended, with the problems that it has.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckedRoster<T> {
    /// As read.
    pub all: Rc<Roster<T>>,
    /// Its mends.
    pub laid: Rc<Overlay>,
    /// What is wrong, of the reading and of the checks.
    pub findings: Rc<Findings>,
}

impl<T: Record> CheckedRoster<T> {
    /// How many problems of this severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.count(severity)
    }

    /// How many rows there are, those left out and those added included.
    pub fn len(&self) -> usize {
        self.laid.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The row at this place as mended.
    pub fn row(&self, place: usize) -> Option<EditedRow<T>> {
        self.laid.row(&self.all.reading.rows, place)
    }

    /// The value of a field of the row at this place, as mended.
    pub fn text(&self, place: usize, field: Field) -> Cow<'_, str> {
        let ledger = &self.all.reading.rows;
        if place < ledger.len() && !self.laid.is_touched(place) {
            return ledger.cell(place, field);
        }
        Cow::Owned(self.row(place).map(|laid| laid.row.value(field)).unwrap_or_default())
    }

    /// Where the row at this place stood.
    pub fn source(&self, place: usize) -> Option<Source> {
        self.laid.source(&self.all.reading.rows, place)
    }

    /// The rows at these places.
    pub fn sources(&self, places: impl IntoIterator<Item = usize>) -> Places {
        places.into_iter().filter_map(|place| self.source(place)).collect()
    }

    /// The rows that take part.
    fn rows(&self) -> impl Iterator<Item = T> {
        self.laid.rows(&self.all.reading.rows).filter(|laid| laid.out.is_none()).map(|laid| laid.row)
    }
}

/// A roster's mends, laid over it.
pub fn laid<T: Record>(roster: &Roster<T>, used: &RosterRef) -> Overlay {
    Overlay::new(&roster.reading.rows, &roster.reading.columns, used.all_mends().cloned().collect())
}

/// The businesses and the officers who were left out, as far as the rosters are in memory.
pub fn left_out(model: &Model, campaign: &Campaign) -> [Vec<LeftOut>; 2] {
    fn of<T: Record>(roster: Option<Rc<Roster<T>>>, used: Option<&RosterRef>) -> Vec<LeftOut> {
        let Some((roster, used)) = roster.zip(used) else { return Vec::new() };
        let laid = laid(&roster, used);
        let out = laid.left_out(&roster.reading.rows);
        out.map(|out| LeftOut { name: out.row.name().to_owned(), reason: out.out.unwrap_or_default() }).collect()
    }
    let (businesses, officers) = (campaign.businesses.as_ref(), campaign.officers.as_ref());
    [
        of(businesses.and_then(|used| model.businesses(used.blob)), businesses),
        of(officers.and_then(|used| model.officers(used.blob)), officers),
    ]
}

/// A roster as mended; `settle` goes over what was told of it when it was read and mends left.
fn checked<T: Record>(
    all: Rc<Roster<T>>,
    used: &RosterRef,
    settle: impl FnOnce(Vec<Problem>, &Edited<T>) -> Vec<Problem>,
    checks: impl FnOnce(&Edited<T>) -> Vec<Problem>,
) -> (CheckedRoster<T>, Edited<T>) {
    let laid = laid(&all, used);
    let mended = laid.over(&all.reading.rows);
    let read = settle(problems_left(&all.problems(), &mended), &mended);
    let found = checks(&mended);
    let problems = checks::merge(&read, &found);
    let findings = Findings::new(&all, &laid, &mended, problems);
    (CheckedRoster { all, laid: Rc::new(laid), findings: Rc::new(findings) }, mended)
}

/// Checks plan and rosters against each other. `today` decides which certificates have expired.
pub fn check(model: &Model, campaign: &Campaign, today: NaiveDate) -> Readiness {
    let plan = check_plan(&campaign.plan);
    let needs = plan.as_ref().ok().map(Needs::of);
    let departments = needs.as_ref().map(Needs::departments).unwrap_or_default();
    let categories = needs.as_ref().map(Needs::categories).unwrap_or_default();
    let view = needs.as_ref().map(|_| PlanView { departments: &departments, categories: &categories });
    let businesses = campaign.businesses.as_ref().and_then(|used| {
        let checks = |m: &Edited<Business>| {
            let mut found = checks::check_businesses(&m.rows, &m.excluded, &m.columns);
            found.extend(checks::check_dates(&m.rows, &m.excluded, &m.columns, today, campaign.plan.months()));
            found.extend(
                view.iter().flat_map(|v| checks::check_businesses_with_plan(&m.rows, &m.excluded, &m.columns, v)),
            );
            found
        };
        Some(checked(model.businesses(used.blob)?, used, |read, _| read, checks))
    });
    let inspections = inspection_days(&stages(&campaign.plan));
    let officers = campaign.officers.as_ref().and_then(|used| {
        let checks = |m: &Edited<Officer>| {
            let mut found = checks::check_officers(&m.rows, &m.excluded, &m.columns, today);
            found.extend(
                inspections
                    .iter()
                    .flat_map(|days| checks::check_certificates(&m.rows, &m.excluded, &m.columns, today, *days)),
            );
            found.extend(
                view.iter().flat_map(|v| checks::check_officers_with_plan(&m.rows, &m.excluded, &m.columns, v)),
            );
            let known =
                businesses.iter().flat_map(|(_, b)| checks::check_recusals(&m.rows, &m.excluded, &m.columns, &b.rows));
            found.extend(known);
            found
        };
        let settle = |read, m: &Edited<Officer>| {
            checks::propose_recusals(read, &m.rows, businesses.as_ref().map(|(_, b)| &b.rows[..]))
        };
        Some(checked(model.officers(used.blob)?, used, settle, checks))
    });
    Readiness {
        plan,
        businesses: businesses.map(|(checked, _)| Rc::new(checked)),
        officers: officers.map(|(checked, _)| Rc::new(checked)),
    }
}

/// What a plan asks of the rosters, in the form that their checks take.
struct Needs {
    departments: Vec<(String, usize)>,
    categories: Vec<String>,
}

impl Needs {
    fn of(plan: &Plan) -> Self {
        let officers = |d: &crate::model::Department| match plan.matching {
            Matching::Teams(teams) => d.per_team.saturating_mul(teams),
            Matching::PerBusiness => d.draw.unwrap_or(d.per_team).max(d.per_team),
        };
        let departments = plan.departments.iter().map(|d| (d.name.clone(), officers(d) as usize)).collect();
        let labels = plan.strata.iter().map(|s| s.label.clone());
        Self { departments, categories: labels.filter(|l| l != WHOLE).collect() }
    }

    fn departments(&self) -> Vec<(&str, usize)> {
        self.departments.iter().map(|(name, needed)| (name.as_str(), *needed)).collect()
    }

    fn categories(&self) -> Vec<&str> {
        self.categories.iter().map(String::as_str).collect()
    }
}

/// The strata of a plan by the key of their labels.
pub(super) struct Strata<'a>(Vec<(String, &'a str)>);

impl<'a> Strata<'a> {
    pub(super) fn of(strata: &'a [Stratum]) -> Self {
        Self(strata.iter().map(|s| (normal_key(&s.label), s.label.as_str())).collect())
    }

    /// The stratum of a business: the first of the plan's that its cell of categories names.
    pub(super) fn stratum_of(&self, business: &Business) -> Option<&'a str> {
        if let [(_, WHOLE)] = self.0[..] {
            return Some(WHOLE);
        }
        checks::categories_of(business, &self.0).first().copied()
    }
}

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
    let mut listed: Vec<draw::SealedBusiness> = Vec::new();
    let strata = Strata::of(&plan.strata);
    for b in businesses.rows() {
        let stratum = strata.stratum_of(&b).ok_or_else(|| format!("“{}”的类别不在方案的分层中", b.name))?;
        let name = super::check_plan::clean(&b.name);
        listed.push(draw::SealedBusiness { key: b.key(), name, stratum: stratum.to_owned() });
    }
    let (people, recusals) = officer_lines(plan, businesses, officers)?;
    let seal_plan = SealPlan {
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
        strata: sizes(plan, &listed),
    };
    let (businesses, officers) = (Businesses::new(listed), Officers::new(people, recusals, input.salt));
    let sealed = Sealed::new(seal_plan, &input.nonce, Rc::new(businesses), Rc::new(officers));
    let impossible = {
        // The digests were computed just now.
        let checked = sealed.check_rules().map_err(|faults| first_ten(&faults))?;
        draw::impossibilities(&checked)
    };
    if impossible.is_empty() { Ok(sealed) } else { Err(first_ten(&impossible)) }
}

/// How many are drawn of each stratum.
fn sizes(plan: &Plan, listed: &[draw::SealedBusiness]) -> Vec<(String, u32)> {
    let count = |label: &str| listed.iter().filter(|b| b.stratum == label).count();
    let size = |s: &Stratum| (s.label.clone(), s.size.of(u32::try_from(count(&s.label)).unwrap_or(u32::MAX)));
    plan.strata.iter().map(size).collect()
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
        let name = super::check_plan::clean(&o.name);
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
    pub(super) fn is_of(&self, campaign: &Campaign) -> bool {
        let seal = &self.sealed.seal;
        self.basis.holds(campaign)
            && seal.nonce_sha256 == self.nonce.digest()
            && seal.previous == self.basis.previous
            && seal.campaign.attempt == campaign.attempt_number()
    }
}
