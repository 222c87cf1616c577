//! Random campaigns of `mingchou/2`, each from a number: the same number always gives the same one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

use mingchou::draw::*;
use mingchou::model::Digest;
use mingchou::model::EntityKind;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::Value;
use std::rc::Rc;

/// What is sealed, and what is written on the slips.
#[derive(Debug, Clone)]
pub struct Case {
    pub sealed: Sealed,
    pub nonce: Nonce,
    pub numbers: Vec<Contribution>,
}

impl Case {
    pub fn seed(&self) -> Digest {
        seed(&self.sealed.commitment(), &self.nonce, &self.numbers)
    }

    pub fn drawn(&self) -> Result<Drawn, DrawRefusal> {
        open(&self.sealed, &self.nonce, &self.numbers)
    }

    /// The record of this draw, without substitutions.
    pub fn record(&self, drawn: Drawn) -> Record {
        let Sealed { businesses, officers, seal } = self.sealed.clone();
        let attempt = Attempt {
            commitment: self.sealed.commitment(),
            contributions: self.numbers.clone(),
            nonce: Some(self.nonce),
            outcome: Some(drawn.outcome),
            seal,
            seed: Some(drawn.seed),
            substitutions: Vec::new(),
            void: None,
        };
        Record::new(vec![attempt], [(businesses, officers)])
    }
}

/// A large campaign as plain as can be: of so many businesses so many are drawn for five teams of one department.
pub fn plain(businesses: u32, sample: u32) -> Case {
    let business = |i: u32| SealedBusiness {
        key: format!("9164022{i:011}"),
        name: format!("平罗县第{i}号运输有限公司"),
        stratum: "全部".into(),
    };
    let officer =
        |i: u32| SealedOfficer {
            department: "甲局".into(), key: format!("宁C{i:04}"), name: format!("执法员{i}")
        };
    let plan = SealPlan {
        campaign: Campaign { attempt: 1, lead: "甲局".into(), title: "随机抽查".into() },
        contributors: vec!["甲".into(), "乙".into()],
        departments: vec![SealedDepartment { cap: None, draw: None, name: "甲局".into(), per_team: 2, strata: None }],
        matching: MatchingRule { mode: Mode::Teams, teams: Some(5) },
        previous: None,
        sealed_at: at(0),
        strata: vec![("全部".into(), sample)],
    };
    let nonce = Nonce::from_bytes([3; 16]);
    let officers = Officers::new((0..20).map(officer).collect(), vec![], Salt::from_bytes([1; 16]));
    let businesses = Businesses::new((0..businesses).map(business).collect());
    let sealed = Sealed::new(plan, &nonce, Rc::new(businesses), Rc::new(officers));
    let number = |label: &str| Contribution { label: label.into(), value: "654321".into() };
    Case { sealed, nonce, numbers: vec![number("甲"), number("乙")] }
}

pub fn rng(number: u64) -> StdRng {
    StdRng::seed_from_u64(number)
}

pub fn at(minute: u32) -> Time {
    Time::parse(&format!("2018-12-11T09:{:02}:00+08:00", minute % 60)).unwrap()
}

/// A small campaign in either mode. Some break the counts of protocol §3, some need many rounds or the last one.
pub fn case(number: u64) -> Case {
    let mut rng = rng(number);
    let nonce = Nonce::from_bytes(rng.random());
    let mode = if rng.random_bool(0.5) { Mode::Teams } else { Mode::PerBusiness };
    let departments = departments(&mut rng, mode);
    let teams = (mode == Mode::Teams).then(|| rng.random_range(1..=3));
    let businesses: Vec<_> = (0..rng.random_range(1..=10)).map(|i| business(&mut rng, i)).collect();
    let officers: Vec<_> =
        departments.iter().enumerate().flat_map(|(d, dep)| officers(&mut rng, d, dep, teams)).collect();
    let share = [0.0, 0.05, 0.2, 0.4, 0.6][rng.random_range(0..5)];
    let pairs = officers.iter().flat_map(|o| businesses.iter().map(|b| (o.key.clone(), b.key.clone())));
    let recusals: Vec<_> = pairs.filter(|_| rng.random_bool(share)).collect();
    let contributors: Vec<_> = ["县公安局", "县 应急局", "双色球2018143期红球六个两位数"].map(String::from).into();
    let contributors = contributors[..rng.random_range(2..=3)].to_vec();
    let numbers = numbers(&mut rng, &contributors);
    let count = |label: &str| businesses.iter().filter(|b| b.stratum == label).count();
    let strata = ["客运", "危货"].map(|label| {
        let population = u32::try_from(count(label)).unwrap();
        (label.to_owned(), rng.random_range(0..=population))
    });
    let plan = SealPlan {
        campaign: Campaign { attempt: 1, lead: departments[0].name.clone(), title: "随机 抽查😀".into() },
        contributors,
        departments,
        matching: MatchingRule { mode, teams },
        previous: None,
        sealed_at: at(0),
        strata: strata.into(),
    };
    let officers = Officers::new(officers, recusals, Salt::from_bytes(rng.random()));
    Case { sealed: Sealed::new(plan, &nonce, Rc::new(Businesses::new(businesses)), Rc::new(officers)), nonce, numbers }
}

fn numbers(rng: &mut StdRng, contributors: &[String]) -> Vec<Contribution> {
    let number = |label: &String| {
        let digits = if rng.random_bool(0.1) { 64 } else { 6 };
        let value = (0..digits).map(|_| char::from(rng.random_range(b'0'..=b'9'))).collect();
        Contribution { label: label.clone(), value }
    };
    contributors.iter().map(number).collect()
}

fn departments(rng: &mut StdRng, mode: Mode) -> Vec<SealedDepartment> {
    let some = |rng: &mut StdRng, to: u32| {
        (mode == Mode::PerBusiness && rng.random_bool(0.4)).then(|| rng.random_range(1..=to))
    };
    let names = ["县交通运输局", "ａ局 2", "县公安局"];
    let department = |rng: &mut StdRng, name: &str| SealedDepartment {
        cap: some(rng, 6),
        draw: some(rng, 4),
        name: name.into(),
        per_team: rng.random_range(1..=2),
        strata: rng.random_bool(0.3).then(|| vec!["危货".to_owned()]),
    };
    names[..rng.random_range(1..=3)].iter().map(|name| department(rng, name)).collect()
}

fn business(rng: &mut StdRng, i: u32) -> SealedBusiness {
    let stratum = if rng.random_bool(0.4) { "危货" } else { "客运" };
    let key =
        if rng.random_bool(0.3) { format!("平罗县第{i}号(货运)😀") } else { format!("91640221MA75X1Y2{i}Z") };
    SealedBusiness { key, name: format!("平罗县 第{i}号"), stratum: stratum.into() }
}

fn officers(rng: &mut StdRng, d: usize, department: &SealedDepartment, teams: Option<u32>) -> Vec<SealedOfficer> {
    let enough = teams.unwrap_or(1) * department.per_team;
    let count = (enough + rng.random_range(0..=3)).saturating_sub(u32::from(rng.random_bool(0.05)));
    let officer = |i| SealedOfficer {
        department: department.name.clone(),
        key: format!("宁C{d}{i}"),
        name: format!("执法员{d}-{i}"),
    };
    (0..count).map(officer).collect()
}

/// A case whose seal passes.
pub fn sound(number: u64) -> Option<Case> {
    let case = case(number);
    case.sealed.check().is_ok().then_some(case)
}

/// A record of one to three attempts, with substitutions; `None` if the case is refused.
pub fn record(number: u64) -> Option<Record> {
    let mut case = sound(number)?;
    let mut rng = rng(number ^ 0x5eed);
    let (mut attempts, mut rosters) = (Vec::<Attempt>::new(), Vec::new());
    let voided = rng.random_range(0..3);
    for n in 0..=voided {
        if let Some(before) = attempts.last() {
            case = again(&mut rng, &case, before);
        }
        rosters.push((case.sealed.businesses.clone(), case.sealed.officers.clone()));
        // 0 before the numbers, 1 between them, 2 the nonce lost, 3 after the seed, 4 after the outcome, 5 not void.
        let last = n == voided;
        let stage = if last && rng.random_bool(0.9) { 5 } else { rng.random_range(0..5) };
        attempts.push(attempt(&mut rng, &case, stage));
    }
    Some(Record::new(attempts, rosters))
}

/// The next attempt: sometimes with a mended roster.
fn again(rng: &mut StdRng, case: &Case, before: &Attempt) -> Case {
    let mut case = case.clone();
    case.nonce = Nonce::from_bytes(rng.random());
    case.numbers = numbers(rng, &case.sealed.seal.contributors);
    if rng.random_bool(0.5) {
        let mut businesses = case.sealed.businesses.to_vec();
        businesses[0].name.push('改');
        case.sealed.businesses = Rc::new(Businesses::new(businesses));
    }
    if rng.random_bool(0.5) {
        let mut officers = Officers::clone(&case.sealed.officers);
        officers.salt = Salt::from_bytes(rng.random());
        case.sealed.officers = Rc::new(officers);
    }
    let seal = &mut case.sealed.seal;
    seal.nonce_sha256 = case.nonce.digest();
    seal.businesses_sha256 = case.sealed.businesses.digest();
    seal.officers_sha256 = case.sealed.officers.digest();
    seal.campaign.attempt += 1;
    seal.previous = Some(before.link());
    case
}

fn attempt(rng: &mut StdRng, case: &Case, stage: u32) -> Attempt {
    let given = match stage {
        0 => 0,
        1 => rng.random_range(0..case.numbers.len()),
        _ => case.numbers.len(),
    };
    let drawn = (stage >= 4).then(|| case.drawn().unwrap());
    let void = Void {
        approved_by: "张局长".into(),
        at: at(59),
        reason: "名录有误".into(),
        witnesses: vec!["县纪委监委 王某".into(), "企业代表".into()],
    };
    Attempt {
        commitment: case.sealed.commitment(),
        contributions: case.numbers[..given].to_vec(),
        nonce: (stage != 2).then_some(case.nonce),
        substitutions: drawn.as_ref().map_or_else(Vec::new, |drawn| substitutions(rng, &case.sealed, drawn)),
        outcome: drawn.map(|drawn| drawn.outcome),
        seal: case.sealed.seal.clone(),
        seed: (stage >= 3).then(|| case.seed()),
        void: (stage < 5).then_some(void),
    }
}

fn substitutions(rng: &mut StdRng, sealed: &Sealed, drawn: &Drawn) -> Vec<Substitution> {
    let checked = sealed.check().unwrap();
    let mut force = InForce::new(&checked, drawn);
    let mut made = Vec::new();
    for minute in 0..rng.random_range(0..12) {
        let Some(team) = force.teams().get(rng.random_range(0..force.teams().len().max(1))).cloned() else { break };
        let kind = if rng.random_bool(0.5) { EntityKind::Business } else { EntityKind::Officer };
        let all: Vec<_> = match kind {
            EntityKind::Business => team.businesses.clone(),
            EntityKind::Officer => team.all_officers().cloned().collect(),
        };
        let Some(out) = (!all.is_empty()).then(|| all[rng.random_range(0..all.len())].clone()) else { continue };
        let incoming = force.apply(kind, team.number, &out).unwrap().who.map(|who| who.key);
        made.push(Substitution {
            approved_by: "县长".into(),
            at: at(minute),
            incoming,
            kind,
            out: Some(out),
            reason: "注销".into(),
            team: team.number,
        });
    }
    made
}

/// The JSON pointers of all values within.
pub fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(i, item)| places(item, &format!("{at}/{i}"), found));
        }
        Value::Object(map) => map.iter().for_each(|(key, item)| {
            let key = key.replace('~', "~0").replace('/', "~1");
            places(item, &format!("{at}/{key}"), found);
        }),
        _ => {}
    }
}

/// Changes one value somewhere within, and says where.
pub fn change(rng: &mut StdRng, value: &mut Value, within: &str) -> String {
    let mut all = Vec::new();
    places(value.pointer(within).unwrap(), within, &mut all);
    let place = all[rng.random_range(0..all.len())].clone();
    let other = value.pointer(&all[rng.random_range(0..all.len())]).unwrap().clone();
    let target = value.pointer_mut(&place).unwrap();
    if rng.random_bool(0.1) {
        *target = other;
        return place;
    }
    match target {
        Value::Null => {
            *target = [1.into(), "".into(), "0".repeat(64).into(), Value::Array(vec![])][rng.random_range(0..4)].clone()
        }
        Value::Bool(b) => *b = !*b,
        Value::Number(n) => {
            let n = n.as_u64().unwrap();
            let others = [0, 1, n + 1, n.saturating_sub(1), (1 << 31) - 1, 1 << 31];
            *target = others[rng.random_range(0..6)].into();
        }
        Value::String(text) => change_text(rng, text),
        Value::Array(items) => change_items(rng, items),
        Value::Object(map) => match map.keys().nth(rng.random_range(0..map.len().max(1))).cloned() {
            Some(key) if rng.random_bool(0.7) => drop(map.remove(&key)),
            _ => drop(map.insert("phone".into(), 1.into())),
        },
    }
    place
}

fn change_text(rng: &mut StdRng, text: &mut String) {
    let chars: Vec<_> = text.chars().collect();
    let strange = [
        '0', 'a', 'A', ' ', '=', '\n', '\u{85}', '\u{200b}', '\u{3164}', '\u{fe0f}', '６', '甲', '\u{ffff}', '𠮷', '"',
    ];
    let (at, c) = (rng.random_range(0..=chars.len()), strange[rng.random_range(0..strange.len())]);
    let (before, after) = (&chars[..at], &chars[at..]);
    let rest = if rng.random_bool(0.5) { after } else { after.get(1..).unwrap_or_default() };
    let added = rng.random_bool(0.8).then_some(c);
    *text = before.iter().copied().chain(added).chain(rest.iter().copied()).collect();
}

fn change_items(rng: &mut StdRng, items: &mut Vec<Value>) {
    if items.is_empty() {
        return items.push(Value::Null);
    }
    let (a, b) = (rng.random_range(0..items.len()), rng.random_range(0..items.len()));
    match rng.random_range(0..3) {
        0 => drop(items.remove(a)),
        1 => items.insert(b, items[a].clone()),
        _ => items.swap(a, b),
    }
}

/// The digest of a value's canonical JSON: its maps are sorted.
pub fn digest(value: &Value) -> Value {
    Digest::of(value.to_string()).hex().into()
}
