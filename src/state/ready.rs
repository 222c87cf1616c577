use super::campaign::{Campaign, Roster, RosterKind, RosterRef};
use super::check_plan::{PlanProblem, check_plan};
use super::model::Model;
use crate::draw::{self, Manifest};
use crate::model::{Business, Digest, Matching, Officer, Plan, Stratum, WHOLE, normal_key};
use crate::roster::checks::{self, PlanView};
use crate::roster::{Mended, Problem, Record, Severity, apply_mends, problems_left};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// All that stands between a campaign and its seal.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// The checked plan, or what is wrong with it.
    pub plan: Result<Plan, Vec<PlanProblem>>,
    /// The roster of businesses, its problems beside.
    pub businesses: Option<Rc<Checked<Business>>>,
    /// The roster of officers, its problems beside.
    pub officers: Option<Rc<Checked<Officer>>>,
}

/// A roster as mended, with the problems that it has.
#[derive(Debug, Clone)]
pub struct Checked<T> {
    /// As read.
    pub all: Rc<Roster<T>>,
    /// As mended: every row, those left out included.
    pub mended: Mended<T>,
    /// What is wrong, of the reading and of the checks.
    pub problems: Vec<Problem>,
}

impl<T: Record> Checked<T> {
    fn new(all: Rc<Roster<T>>, used: &RosterRef, checks: impl FnOnce(&Mended<T>) -> Vec<Problem>) -> Self {
        let mended = apply_mends(&all.reading, &used.all_mends());
        let found = checks(&mended);
        let problems = checks::merge(&problems_left(&all.reading.problems, &mended), &found);
        Self { all, mended, problems }
    }

    /// How many problems of this severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|p| p.severity == severity).count()
    }

    /// The rows that take part.
    fn rows(&self) -> impl Iterator<Item = &T> {
        let out: BTreeSet<_> = self.mended.excluded.iter().map(|e| &e.source).collect();
        self.mended.rows.iter().filter(move |row| !out.contains(row.source()))
    }
}

/// Checks plan and rosters against each other. `today` decides which certificates have expired.
pub fn check(model: &Model, campaign: &Campaign, today: NaiveDate) -> Readiness {
    let plan = check_plan(&campaign.plan);
    let needs = plan.as_ref().ok().map(Needs::of);
    let departments = needs.as_ref().map(Needs::departments).unwrap_or_default();
    let categories = needs.as_ref().map(Needs::categories).unwrap_or_default();
    let view = needs.as_ref().map(|_| PlanView { departments: &departments, categories: &categories });
    let businesses = campaign.businesses.as_ref().and_then(|used| {
        let checks = |m: &Mended<Business>| {
            let mut found = checks::check_businesses(&m.rows, &m.excluded, &m.columns);
            found.extend(checks::check_dates(&m.rows, &m.excluded, &m.columns, today, campaign.plan.months()));
            found.extend(
                view.iter().flat_map(|v| checks::check_businesses_with_plan(&m.rows, &m.excluded, &m.columns, v)),
            );
            found
        };
        Some(Rc::new(Checked::new(model.businesses(used.blob)?, used, checks)))
    });
    let officers = campaign.officers.as_ref().and_then(|used| {
        let checks = |m: &Mended<Officer>| {
            let mut found = checks::check_officers(&m.rows, &m.excluded, &m.columns, today);
            found.extend(
                view.iter().flat_map(|v| checks::check_officers_with_plan(&m.rows, &m.excluded, &m.columns, v)),
            );
            let known = businesses.iter().flat_map(|b: &Rc<Checked<Business>>| {
                checks::check_recusals(&m.rows, &m.excluded, &m.columns, &b.mended.rows)
            });
            found.extend(known);
            found
        };
        Some(Rc::new(Checked::new(model.officers(used.blob)?, used, checks)))
    });
    Readiness { plan, businesses, officers }
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

/// The stratum of a business: the first of the plan's that its cell of categories names.
fn stratum_of<'a>(business: &Business, strata: &'a [Stratum]) -> Option<&'a str> {
    if let [only] = strata
        && only.label == WHOLE
    {
        return Some(WHOLE);
    }
    let named: Vec<_> = business.categories.iter().map(|c| normal_key(c)).collect();
    strata.iter().find(|s| named.contains(&normal_key(&s.label))).map(|s| s.label.as_str())
}

/// The manifest to seal (protocol §3).
///
/// # Errors
/// A sentence that says what must be put right first.
pub fn manifest(campaign: &Campaign, ready: &Readiness, nonce_sha256: Digest) -> Result<Manifest, String> {
    let plan = ready.plan.as_ref().map_err(|_| "方案还有未填好的地方，请到“方案”页按提示改正".to_owned())?;
    let missing = |kind: RosterKind| format!("还没有载入{}，请到“名录”页载入", kind.title());
    let businesses = ready.businesses.as_ref().ok_or_else(|| missing(RosterKind::Businesses))?;
    let officers = ready.officers.as_ref().ok_or_else(|| missing(RosterKind::Officers))?;
    let errors = businesses.count(Severity::Error) + officers.count(Severity::Error);
    if errors > 0 {
        return Err(format!("名录中还有{errors}处错误，请到“名录”页逐条改正，或说明理由后不让该行参加抽取"));
    }
    let mut listed: Vec<draw::SealedBusiness> = Vec::new();
    for b in businesses.rows() {
        let stratum = stratum_of(b, &plan.strata).ok_or_else(|| format!("“{}”的类别不在方案的分层中", b.name))?;
        let name = super::check_plan::clean(&b.name);
        listed.push(draw::SealedBusiness { key: b.key(), name, stratum: stratum.to_owned() });
    }
    let (people, recusals) = officer_lines(plan, businesses, officers)?;
    let manifest = Manifest {
        protocol: draw::PROTOCOL.to_owned(),
        campaign: draw::Campaign {
            title: plan.title.clone(),
            lead: plan.departments[0].name.clone(),
            attempt: campaign.attempt_number(),
        },
        previous: campaign.attempts.last().map(|a| a.commitment),
        nonce_sha256,
        contributors: plan.contributors.clone(),
        strata: strata_lines(plan, &listed),
        departments: department_lines(plan),
        matching: match plan.matching {
            Matching::Teams(teams) => draw::MatchingRule { mode: draw::Mode::Teams, teams: Some(teams) },
            Matching::PerBusiness => draw::MatchingRule { mode: draw::Mode::PerBusiness, teams: None },
        },
        businesses: listed,
        officers: people,
        recusals,
    }
    .sorted();
    manifest.check().map_err(|faults| sentences(&faults))?;
    let impossible = draw::impossibilities(&manifest);
    if impossible.is_empty() { Ok(manifest) } else { Err(sentences(&impossible)) }
}

fn sentences(faults: &[impl ToString]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("；")
}

fn strata_lines(plan: &Plan, listed: &[draw::SealedBusiness]) -> Vec<draw::SealedStratum> {
    let count = |label: &str| listed.iter().filter(|b| b.stratum == label).count();
    let line = |s: &Stratum| {
        let population = u32::try_from(count(&s.label)).unwrap_or(u32::MAX);
        draw::SealedStratum { label: s.label.clone(), population, sample: s.size.of(population) }
    };
    plan.strata.iter().map(line).collect()
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
    businesses: &Checked<Business>,
    officers: &Checked<Officer>,
) -> Result<OfficerLines, String> {
    let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for b in businesses.rows() {
        let key = b.key();
        for named in [normal_key(&b.name), normal_key(&b.code)].into_iter().filter(|n| !n.is_empty()) {
            by_name.entry(named).or_default().push(key.clone());
        }
    }
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
