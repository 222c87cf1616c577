//! Random campaigns, each from a number: the same number always gives the same one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

use mingchou::draw::*;
use mingchou::model::Digest;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::collections::BTreeSet;

/// What is sealed, and what is said afterwards.
#[derive(Debug, Clone)]
pub struct Case {
    pub manifest: Manifest,
    pub nonce: Nonce,
    pub contributions: Vec<Contribution>,
}

impl Case {
    pub fn seed(&self) -> Digest {
        seed(&self.manifest.commitment(), &self.nonce, &self.contributions)
    }
}

pub fn rng(number: u64) -> StdRng {
    StdRng::seed_from_u64(number)
}

/// A small campaign in either mode; about a third of them have no assignment.
pub fn case(number: u64) -> Case {
    let mut rng = rng(number);
    let nonce = Nonce::from_bytes(rng.random());
    let mode = if rng.random_bool(0.5) { Mode::Teams } else { Mode::PerBusiness };
    let departments = departments(&mut rng, mode);
    let teams = (mode == Mode::Teams).then(|| rng.random_range(1..=3));
    let businesses: Vec<_> = (0..rng.random_range(1..=9)).map(|i| business(&mut rng, i)).collect();
    let officers: Vec<_> =
        departments.iter().enumerate().flat_map(|(d, dep)| officers(&mut rng, d, dep, teams)).collect();
    let share = [0.0, 0.1, 0.3, 0.5][rng.random_range(0..4)];
    let pairs = officers.iter().flat_map(|o| businesses.iter().map(|b| (o.key.clone(), b.key.clone())));
    let recusals = pairs.filter(|_| rng.random_bool(share)).collect();
    let contributors: Vec<_> = ["县公安局", "县安监局", "福彩 第2018142期"].map(String::from).into();
    let contributors = contributors[..rng.random_range(1..=3)].to_vec();
    let value = |rng: &mut StdRng| format!("{:06}", rng.random_range(0..1_000_000));
    let contributions =
        contributors.iter().map(|l| Contribution { label: l.clone(), value: value(&mut rng) }).collect();
    let manifest = Manifest {
        protocol: PROTOCOL.into(),
        campaign: Campaign { title: "随机抽查😀".into(), lead: departments[0].name.clone(), attempt: 1 },
        previous: None,
        nonce_sha256: nonce.digest(),
        contributors,
        strata: strata(&mut rng, &businesses),
        departments,
        matching: MatchingRule { mode, teams },
        businesses,
        officers,
        recusals,
    };
    Case { manifest: manifest.sorted(), nonce, contributions }
}

fn departments(rng: &mut StdRng, mode: Mode) -> Vec<SealedDepartment> {
    let some = |rng: &mut StdRng, to: u32| {
        (mode == Mode::PerBusiness && rng.random_bool(0.4)).then(|| rng.random_range(1..=to))
    };
    let names = ["县交通运输局", "ａ局", "县公安局"];
    let department = |rng: &mut StdRng, name: &str| SealedDepartment {
        name: name.into(),
        per_team: rng.random_range(1..=2),
        strata: rng.random_bool(0.3).then(|| vec!["危货".to_owned()]),
        draw: some(rng, 4),
        cap: some(rng, 5),
    };
    names[..rng.random_range(1..=3)].iter().map(|name| department(rng, name)).collect()
}

fn business(rng: &mut StdRng, i: u32) -> SealedBusiness {
    let stratum = if rng.random_bool(0.4) { "危货" } else { "客运" };
    let key =
        if rng.random_bool(0.3) { format!("平罗县第{i}号(货运)😀") } else { format!("91640221MA75X1Y2{i}Z") };
    SealedBusiness { name: format!("平罗县 第{i}号"), key, stratum: stratum.into() }
}

fn officers(rng: &mut StdRng, d: usize, department: &SealedDepartment, teams: Option<u32>) -> Vec<SealedOfficer> {
    let enough = teams.unwrap_or(1) * department.per_team;
    let count = (enough + rng.random_range(0..=3)).saturating_sub(u32::from(rng.random_bool(0.05)));
    let officer = |i| SealedOfficer {
        key: format!("宁C{d}{i}"),
        name: format!("执法员{d}-{i}"),
        department: department.name.clone(),
    };
    (0..count).map(officer).collect()
}

fn strata(rng: &mut StdRng, businesses: &[SealedBusiness]) -> Vec<SealedStratum> {
    let mut stratum = |label: &str| {
        let population = u32::try_from(businesses.iter().filter(|b| b.stratum == label).count()).unwrap();
        SealedStratum { label: label.into(), population, sample: rng.random_range(0..=population) }
    };
    vec![stratum("客运"), stratum("危货")]
}

pub fn at() -> mingchou::model::Stamp {
    "2018-12-11T09:30:00+08:00".parse().unwrap()
}

/// A record with substitutions and voided attempts; `None` if a draw of the case has no assignment.
pub fn record(number: u64) -> Option<Record> {
    let mut rng = rng(number);
    let mut case = case(number);
    let mut voided: Vec<VoidedAttempt> = Vec::new();
    for _ in 0..rng.random_range(0..3) {
        voided.push(void(&mut rng, &case));
        case.nonce = Nonce::from_bytes(rng.random());
        case.manifest.nonce_sha256 = case.nonce.digest();
        case.manifest.campaign.attempt += 1;
        case.manifest.previous = voided.last().map(|v| v.commitment);
    }
    let drawn = draw(&case.manifest, case.seed()).ok()?;
    Some(Record {
        protocol: PROTOCOL.into(),
        commitment: case.manifest.commitment(),
        nonce: case.nonce,
        contributions: case.contributions.clone(),
        seed: case.seed(),
        substitutions: substitutions(&mut rng, &case.manifest, &drawn),
        outcome: drawn.outcome,
        manifest: case.manifest,
        voided,
    })
}

/// Voided before the numbers, between them, after the seed, or after the outcome.
fn void(rng: &mut StdRng, case: &Case) -> VoidedAttempt {
    let step = rng.random_range(0..4);
    let given = [0, case.contributions.len() - 1, case.contributions.len(), case.contributions.len()][step];
    VoidedAttempt {
        manifest: case.manifest.clone(),
        commitment: case.manifest.commitment(),
        nonce: (step >= 2).then_some(case.nonce),
        contributions: case.contributions[..given].to_vec(),
        seed: (step >= 2).then(|| case.seed()),
        outcome: (step == 3).then(|| draw(&case.manifest, case.seed()).ok().map(|d| d.outcome)).flatten(),
        reason: "名录有误".into(),
        approved_by: "县长".into(),
        at: at(),
    }
}

fn substitutions(rng: &mut StdRng, manifest: &Manifest, drawn: &Drawn) -> Vec<Substitution> {
    let mut force = InForce::new(manifest, drawn);
    let mut made = Vec::new();
    for _ in 0..rng.random_range(0..8) {
        let Some(team) = force.teams().get(rng.random_range(0..force.teams().len().max(1))).cloned() else { break };
        let kind = if rng.random_bool(0.5) { Kind::Business } else { Kind::Officer };
        let all: Vec<_> = match kind {
            Kind::Business => team.businesses.clone(),
            Kind::Officer => team.officers.values().flatten().cloned().collect(),
        };
        let Some(out) = (!all.is_empty()).then(|| all[rng.random_range(0..all.len())].clone()) else { continue };
        if let Ok(incoming) = force.apply(kind, team.number, &out) {
            let (incoming, reason, approved_by) = (incoming.who.key, "注销".into(), "县长".into());
            made.push(Substitution { kind, team: team.number, out, incoming, reason, approved_by, at: at() });
        }
    }
    made
}

/// All different?
pub fn distinct<T: Ord>(items: impl IntoIterator<Item = T>) -> bool {
    let mut seen = BTreeSet::new();
    items.into_iter().all(|item| seen.insert(item))
}
