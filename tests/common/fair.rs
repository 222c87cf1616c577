//! Whether a draw favours anybody: counts over many seeds against those of a fair draw. Shared by `tests/it/fairness.rs`
//! and `examples/fairness.rs`.
//!
//! The counts of one draw depend on each other: whoever is drawn takes a place from all others. A plain chi-square would
//! be too small. Each statistic here follows from the symmetry of a fair draw, which leaves the distribution the same
//! under any exchange of names, so that the covariance of the counts is a multiple of a projection:
//! - *k* of *n* drawn: the expected count is k/n of the draws, by hand; covariance v·(I − J/n), so that Σ D² / v has n − 1
//!   degrees of freedom, with (n − 1)·v = k·(n − k)/n in each draw, which gives the well-known factor (n − 1)/n;
//! - other counts with a fixed sum: likewise, (n − 1)·v being the spread within the draws;
//! - pairs drawn together, beyond what the single counts explain: n·(n − 3)/2 degrees of freedom, variance
//!   π₂ − 2π₃ + π₄ (the smallest eigenvalue of the Johnson scheme), π_j the chance that j given ones are all drawn;
//! - who in which place, all places of a draw being given: Pearson's statistic with the factor (n − 1)/n;
//! - which officer with which business: both margins taken out, (n − 1)(m − 1) degrees of freedom.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

use mingchou::draw::*;
use mingchou::model::Digest;
use statrs::distribution::{ChiSquared, ContinuousCDF};
use std::collections::HashMap;
use std::rc::Rc;

/// A statistic that is chi-square distributed if the draw is fair.
#[derive(Debug, Clone, Copy)]
pub struct Chi {
    pub statistic: f64,
    pub freedom: usize,
}

impl Chi {
    /// The chance that a fair draw deviates as much.
    pub fn p(&self) -> f64 {
        ChiSquared::new(self.freedom as f64).unwrap().sf(self.statistic)
    }
}

/// How often each was drawn, when `drawn` of them are in each draw.
#[derive(Debug, Clone)]
pub struct Sample {
    /// How often each was drawn.
    pub counts: Vec<f64>,
    drawn: usize,
    draws: f64,
}

impl Sample {
    pub fn new(n: usize, drawn: usize) -> Self {
        Self { counts: vec![0.0; n], drawn, draws: 0.0 }
    }

    /// The places of those drawn.
    pub fn add(&mut self, drawn: &[usize]) {
        self.draws += 1.0;
        drawn.iter().for_each(|i| self.counts[*i] += 1.0);
    }

    /// The chance of each by hand: sample ÷ population.
    pub fn chance(&self) -> f64 {
        self.drawn as f64 / self.counts.len() as f64
    }

    pub fn chi(&self) -> Chi {
        let (n, chance) = (self.counts.len() as f64, self.chance());
        let deviation: f64 = self.counts.iter().map(|x| (x - self.draws * chance).powi(2)).sum();
        let statistic = (n - 1.0) / n * deviation / (self.draws * chance * (1.0 - chance));
        Chi { statistic, freedom: self.counts.len() - 1 }
    }
}

/// Counts with a fixed sum in each draw, of people or businesses that a fair draw does not tell apart.
#[derive(Debug, Clone)]
pub struct Counts {
    /// How often each was counted.
    pub counts: Vec<f64>,
    total: f64,
    squares: f64,
}

impl Counts {
    pub fn new(n: usize) -> Self {
        Self { counts: vec![0.0; n], total: 0.0, squares: 0.0 }
    }

    pub fn add(&mut self, one: &[f64]) {
        let sum: f64 = one.iter().sum();
        let mean = sum / one.len() as f64;
        self.total += sum;
        self.squares += one.iter().map(|x| (x - mean).powi(2)).sum::<f64>();
        self.counts.iter_mut().zip(one).for_each(|(all, x)| *all += x);
    }

    pub fn expected(&self) -> f64 {
        self.total / self.counts.len() as f64
    }

    pub fn chi(&self) -> Chi {
        let freedom = self.counts.len() - 1;
        let deviation: f64 = self.counts.iter().map(|x| (x - self.expected()).powi(2)).sum();
        Chi { statistic: freedom as f64 * deviation / self.squares, freedom }
    }
}

/// How often each pair was drawn together.
#[derive(Debug, Clone)]
pub struct Pairs {
    pairs: Vec<Vec<f64>>,
    draws: f64,
    drawn: usize,
}

impl Pairs {
    pub fn new(n: usize) -> Self {
        Self { pairs: vec![vec![0.0; n]; n], draws: 0.0, drawn: 0 }
    }

    /// The places of those drawn, as many in each draw.
    pub fn add(&mut self, drawn: &[usize]) {
        (self.draws, self.drawn) = (self.draws + 1.0, drawn.len());
        for a in drawn {
            for b in drawn {
                self.pairs[*a][*b] += f64::from(u8::from(a != b));
            }
        }
    }

    pub fn chi(&self) -> Chi {
        let (n, k) = (self.pairs.len(), self.drawn as f64);
        let together = |j: usize| (0..j).map(|i| (k - i as f64) / (n - i) as f64).product::<f64>();
        let variance = self.draws * (together(2) - 2.0 * together(3) + together(4));
        let expected = self.draws * together(2);
        let singles: Vec<f64> =
            self.pairs.iter().map(|row| row.iter().sum::<f64>() - expected * (n - 1) as f64).collect();
        let beyond = |a: usize, b: usize| self.pairs[a][b] - expected - (singles[a] + singles[b]) / (n - 2) as f64;
        let all = (0..n).flat_map(|a| (0..a).map(move |b| (a, b)));
        let statistic = all.map(|(a, b)| beyond(a, b).powi(2)).sum::<f64>() / variance;
        Chi { statistic, freedom: n * (n - 3) / 2 }
    }
}

/// Who got which place, when each draw gives out the same places.
#[derive(Debug, Clone)]
pub struct Places {
    counts: Vec<Vec<f64>>,
    draws: f64,
    /// Per place, how many have it in each draw.
    held: Vec<f64>,
}

impl Places {
    pub fn new(n: usize) -> Self {
        Self { counts: vec![Vec::new(); n], draws: 0.0, held: Vec::new() }
    }

    /// The place of each, from 0.
    pub fn add(&mut self, places: &[usize], kinds: usize) {
        self.draws += 1.0;
        self.held = vec![0.0; kinds];
        for (counts, place) in self.counts.iter_mut().zip(places) {
            counts.resize(kinds, 0.0);
            counts[*place] += 1.0;
            self.held[*place] += 1.0;
        }
    }

    pub fn chi(&self) -> Chi {
        let n = self.counts.len() as f64;
        let cell = |count: f64, held: f64| {
            let expected = self.draws * held / n;
            (count - expected).powi(2) / expected
        };
        let cells =
            self.counts.iter().flat_map(|row| row.iter().zip(&self.held)).map(|(count, held)| cell(*count, *held));
        let statistic = (n - 1.0) / n * cells.sum::<f64>();
        Chi { statistic, freedom: (self.counts.len() - 1) * (self.held.len() - 1) }
    }
}

/// Who met whom, with both margins taken out.
#[derive(Debug, Clone)]
pub struct Meetings {
    sums: Vec<Vec<f64>>,
    squares: f64,
}

impl Meetings {
    pub fn new(n: usize, m: usize) -> Self {
        Self { sums: vec![vec![0.0; m]; n], squares: 0.0 }
    }

    pub fn add(&mut self, met: &[Vec<f64>]) {
        let (n, m) = (met.len() as f64, met[0].len() as f64);
        let rows: Vec<f64> = met.iter().map(|row| row.iter().sum::<f64>() / m).collect();
        let columns: Vec<f64> = (0..met[0].len()).map(|j| met.iter().map(|row| row[j]).sum::<f64>() / n).collect();
        let all = rows.iter().sum::<f64>() / n;
        for (i, row) in met.iter().enumerate() {
            for (j, x) in row.iter().enumerate() {
                let centred = x - rows[i] - columns[j] + all;
                self.sums[i][j] += centred;
                self.squares += centred.powi(2);
            }
        }
    }

    pub fn chi(&self) -> Chi {
        let freedom = (self.sums.len() - 1) * (self.sums[0].len() - 1);
        let deviation: f64 = self.sums.iter().flatten().map(|x| x.powi(2)).sum();
        Chi { statistic: freedom as f64 * deviation / self.squares, freedom }
    }
}

/// What was counted, and how far it deviates.
#[derive(Debug, Clone)]
pub struct Finding {
    pub what: String,
    pub chi: Chi,
}

fn finding(what: impl Into<String>, chi: Chi) -> Finding {
    Finding { what: what.into(), chi }
}

/// Who may not inspect what. Nothing here makes a draw impossible: each business keeps as many officers as a team needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recusals {
    None,
    /// Of 交通局's twelve officers eight are recused from business 0, four from business 1, one from each of 2 to 9.
    Heavy,
    /// All but two of 交通局's officers are recused from each of the businesses 0 to 8, which two can't serve if many of
    /// them are drawn; all but one of 公安局's from each of 10 to 12.
    Tight,
}

impl Recusals {
    /// Officer and business, by their numbers, per department.
    fn pairs(self) -> [Vec<(usize, usize)>; 2] {
        let each = |officers: usize, business: usize| (0..officers).map(move |o| (o, business));
        match self {
            Self::None => [Vec::new(), Vec::new()],
            Self::Heavy => [each(8, 0).chain(each(4, 1)).chain((2..10).map(|i| (i, i))).collect(), Vec::new()],
            Self::Tight => [(0..9).flat_map(|b| each(10, b)).collect(), (10..13).flat_map(|b| each(11, b)).collect()],
        }
    }

    /// Whether any officer of the department is recused from anything.
    fn concern(self, department: usize) -> bool {
        self.pairs().get(department).is_some_and(|pairs| !pairs.is_empty())
    }
}

const NONCE: [u8; 16] = [7; 16];
const OFFICERS: usize = 12;

/// A county's campaign: 40 businesses of which 10 are drawn; officers of three departments, 12 in each.
pub fn campaign(mode: Mode, recusals: Recusals) -> Sealed {
    let two = mode == Mode::PerBusiness;
    let code = |i: usize| format!("9164022{i:011}");
    let certificate = |d: usize, i: usize| format!("宁C{d}{i:02}");
    let department = |(name, per_team, draw, reach): (&str, u32, Option<u32>, Option<&str>)| SealedDepartment {
        cap: None,
        draw: draw.filter(|_| two),
        name: name.into(),
        per_team,
        strata: reach.map(|label| vec![label.to_owned()]).filter(|_| two),
    };
    let departments = [("交通局", 2, None, None), ("公安局", 1, Some(8), None), ("安监局", 2, None, Some("危货"))];
    let business = |i: usize| SealedBusiness {
        key: code(i),
        name: format!("第{i}号"),
        stratum: if two && i >= 24 { "危货" } else { "客运" }.into(),
    };
    let officer = |d: usize, i: usize| SealedOfficer {
        department: departments[d].0.into(),
        key: certificate(d, i),
        name: format!("执法员{d}-{i}"),
    };
    let pairs = recusals.pairs().into_iter().enumerate();
    let recused = pairs.flat_map(|(d, pairs)| pairs.into_iter().map(move |(o, b)| (certificate(d, o), code(b))));
    let officers = Officers::new(
        (0..3).flat_map(|d| (0..OFFICERS).map(move |i| officer(d, i))).collect(),
        recused.collect(),
        Salt::from_bytes([0; 16]),
    );
    let plan = SealPlan {
        campaign: Campaign { attempt: 1, lead: departments[0].0.into(), title: "公平性".into() },
        contributors: vec!["甲".into(), "乙".into()],
        departments: departments.map(department).into(),
        matching: MatchingRule { mode, teams: (!two).then_some(4) },
        previous: None,
        sealed_at: Time::parse("2018-12-11T09:30:00+08:00").unwrap(),
        strata: if two { vec![("客运".into(), 6), ("危货".into(), 4)] } else { vec![("客运".into(), 10)] },
    };
    let businesses = Rc::new(Businesses::new((0..40).map(business).collect()));
    Sealed::new(plan, &Nonce::from_bytes(NONCE), businesses, Rc::new(officers))
}

/// The seed of a meeting in which 甲 wrote this number, and 乙 always the same.
fn seed_with(commitment: &Digest, number: u32) -> Digest {
    let slip = |label: &str, value: String| Contribution { label: label.into(), value };
    let numbers = [slip("甲", format!("{number:06}")), slip("乙", "888888".into())];
    seed(commitment, &Nonce::from_bytes(NONCE), &numbers)
}

/// Counts of many draws of one seal.
pub struct Study {
    recusals: Recusals,
    seal: Seal,
    business: HashMap<String, usize>,
    officer: HashMap<String, usize>,
    strata: Vec<Vec<usize>>,
    /// Who was drawn, per stratum: single businesses, their pairs.
    businesses: Vec<(Sample, Pairs)>,
    /// The same, of those draws only that the first round settled.
    first_round: Vec<(Sample, Pairs)>,
    officers: Vec<OfDepartment>,
    teams: Places,
    /// How many draws were made.
    pub draws: u32,
    /// How many of them needed a second round or more.
    pub later: u32,
    /// How many needed the last round, in which recusals give way.
    pub last: u32,
}

/// What was counted of a department's officers.
struct OfDepartment {
    pool: Sample,
    /// How many businesses each serves.
    loads: Counts,
    places: Places,
    /// Who served what, per stratum.
    meetings: Vec<Meetings>,
}

impl Study {
    /// Draws with one number after the other.
    pub fn of(mode: Mode, recusals: Recusals, draws: u32) -> Self {
        let sealed = campaign(mode, recusals);
        let (checked, commitment) = (sealed.check().unwrap(), sealed.commitment());
        assert_eq!(impossibilities(&checked), []);
        let mut study = Self::new(&sealed, recusals);
        (0..draws).for_each(|number| study.add(&checked.draw(seed_with(&commitment, number)).outcome));
        study
    }

    fn new(sealed: &Sealed, recusals: Recusals) -> Self {
        let seal = sealed.seal.clone();
        let of = |label: &str| -> Vec<usize> {
            (0..sealed.businesses.len()).filter(|i| sealed.businesses[*i].stratum == label).collect()
        };
        let strata: Vec<_> = seal.strata.iter().map(|s| of(&s.label)).collect();
        let inclusion = || -> Vec<_> {
            let each = seal.strata.iter().zip(&strata);
            each.map(|(s, of)| (Sample::new(of.len(), s.sample as usize), Pairs::new(of.len()))).collect()
        };
        let officers = |d: &SealedDepartment| OfDepartment {
            pool: Sample::new(OFFICERS, seal.drawn_of(d).unwrap_or(OFFICERS)),
            loads: Counts::new(OFFICERS),
            places: Places::new(OFFICERS),
            meetings: strata.iter().map(|s| Meetings::new(s.len(), OFFICERS)).collect(),
        };
        let keys = sealed.officers.officers.iter().map(|o| o.key.clone());
        Self {
            recusals,
            business: sealed.businesses.iter().map(|b| b.key.clone()).zip(0..).collect(),
            officer: keys.zip(0..).collect(),
            businesses: inclusion(),
            first_round: inclusion(),
            officers: seal.departments.iter().map(officers).collect(),
            teams: Places::new(40),
            strata,
            seal,
            draws: 0,
            later: 0,
            last: 0,
        }
    }

    fn add(&mut self, outcome: &Outcome) {
        self.draws += 1;
        self.later += u32::from(outcome.round > 0);
        self.last += u32::from(outcome.round == LAST_ROUND);
        let drawn: Vec<usize> = outcome.businesses.iter().map(|key| self.business[key]).collect();
        include(&self.strata, &drawn, &mut self.businesses);
        if outcome.round == 0 {
            include(&self.strata, &drawn, &mut self.first_round);
        }
        if let Some(teams) = self.seal.matching.teams {
            let mut places = vec![0; 40];
            for team in &outcome.teams {
                team.businesses.iter().for_each(|key| places[self.business[key]] = team.number as usize);
            }
            self.teams.add(&places, teams as usize + 1);
        }
        (0..self.officers.len()).for_each(|d| self.department(d, outcome));
    }

    fn department(&mut self, d: usize, outcome: &Outcome) {
        let name = &self.seal.departments[d].name;
        let place = |key: &String| self.officer[key] - OFFICERS * d;
        let of = &mut self.officers[d];
        of.pool.add(&outcome.officers.as_ref().unwrap()[name].iter().map(place).collect::<Vec<_>>());
        let (mut load, mut team_of) = (vec![0.0; OFFICERS], vec![0; OFFICERS]);
        let mut met = vec![vec![0.0; OFFICERS]; 40];
        for team in &outcome.teams {
            for o in team.officers_of(name).iter().map(place) {
                team_of[o] = team.number as usize;
                for b in team.businesses.iter().map(|key| self.business[key]) {
                    load[o] += 1.0;
                    met[b][o] = 1.0;
                }
            }
        }
        of.loads.add(&load);
        for (stratum, meetings) in self.strata.iter().zip(&mut of.meetings) {
            meetings.add(&stratum.iter().map(|b| met[*b].clone()).collect::<Vec<_>>());
        }
        if let Some(teams) = self.seal.matching.teams {
            of.places.add(&team_of, teams as usize + 1);
        }
    }

    /// What has to be as chance has it: all without recusals; with them who is drawn, and the officers of departments
    /// that recuse nobody.
    pub fn findings(&self) -> Vec<Finding> {
        let (teams, free) = (self.seal.matching.teams.is_some(), self.recusals == Recusals::None);
        let mut found = Vec::new();
        for (s, (single, pairs)) in self.seal.strata.iter().zip(&self.businesses) {
            found.push(finding(format!("business drawn, {}", s.label), single.chi()));
            found.push(finding(format!("pair of businesses, {}", s.label), pairs.chi()));
        }
        if teams && free {
            found.push(finding("business in which team", self.teams.chi()));
        }
        for (i, (d, of)) in self.seal.departments.iter().zip(&self.officers).enumerate() {
            if self.recusals.concern(i) {
                continue;
            }
            if of.pool.drawn < OFFICERS {
                found.push(finding(format!("officer drawn, {}", d.name), of.pool.chi()));
            }
            if teams {
                found.push(finding(format!("officer in which team, {}", d.name), of.places.chi()));
            } else {
                found.push(finding(format!("businesses per officer, {}", d.name), of.loads.chi()));
            }
            // Businesses are alike only where nobody is recused from some of them.
            let applying = self.seal.strata.iter().zip(&of.meetings).filter(|(s, _)| free && d.applies(&s.label));
            for (s, meetings) in applying {
                found.push(finding(format!("officer with which business, {}, {}", d.name, s.label), meetings.chi()));
            }
        }
        found
    }

    /// How often business `i` was drawn, as a share of all draws.
    pub fn share(&self, i: usize) -> f64 {
        share(&self.strata, &self.businesses, i)
    }

    /// The same of the draws that the first round settled: what would be left of its chance if a draw without assignment
    /// were void, and everything drawn again.
    pub fn share_of_first_round(&self, i: usize) -> f64 {
        share(&self.strata, &self.first_round, i)
    }

    /// Whether that would be fair.
    pub fn first_round(&self) -> Chi {
        self.first_round[0].0.chi()
    }

    /// The same by hand, if nobody were recused: drawn ÷ listed, and the places of all businesses shared out evenly.
    pub fn officers_by_hand(&self, department: usize) -> (f64, f64) {
        let of = &self.seal.departments[department];
        let places = self.seal.sample_of(of) * of.per_team as usize;
        (self.officers[department].pool.chance(), places as f64 / OFFICERS as f64)
    }

    /// How often one of these officers of a department was drawn, as a share of all draws, and how many businesses it
    /// served in each draw.
    pub fn of_officers(&self, department: usize, officers: &[usize]) -> (f64, f64) {
        let of = &self.officers[department];
        let each = |counts: &[f64]| {
            officers.iter().map(|o| counts[*o]).sum::<f64>() / (officers.len() as f64 * f64::from(self.draws))
        };
        (each(&of.pool.counts), each(&of.loads.counts))
    }
}

/// How often the tight campaign per business takes the first round, a later one, the last, by hand. Two officers of 交通局
/// may serve the nine businesses, two each, and every business needs both: there is no assignment if three of the nine are
/// drawn. One of 公安局 may serve the three others, at most two of them: there is none if all three are drawn, and the first
/// round has one if he is among the eight of twelve, where he is needed. (That he is not in any of a hundred rounds has a
/// chance of 3 to the power of -100.)
pub fn tight_per_business_by_hand() -> [f64; 3] {
    let choose = |n: u32, k: u32| (0..k).map(|i| f64::from(n - i) / f64::from(i + 1)).product::<f64>();
    // 6 of 24: so many of the nine, of the three, of the twelve others.
    let chance = |x: u32, y: u32| choose(9, x) * choose(3, y) * choose(12, 6 - x - y) / choose(24, 6);
    let any = |y: u32| (0..=2).map(|x| chance(x, y)).sum::<f64>();
    let (unneeded, needed) = (any(0), any(1) + any(2));
    [unneeded + needed * 2.0 / 3.0, needed / 3.0, 1.0 - unneeded - needed]
}

fn share(strata: &[Vec<usize>], counted: &[(Sample, Pairs)], i: usize) -> f64 {
    let (stratum, (single, _)) = strata.iter().zip(counted).find(|(s, _)| s.contains(&i)).unwrap();
    let place = stratum.iter().position(|b| *b == i).unwrap();
    single.counts[place] / single.draws
}

/// A seed for the draws that are not ours.
pub fn seed_of(number: u32) -> Digest {
    Digest::of(format!("fairness {number}"))
}

fn include(strata: &[Vec<usize>], drawn: &[usize], counts: &mut [(Sample, Pairs)]) {
    for (stratum, (counts, pairs)) in strata.iter().zip(counts) {
        let places: Vec<_> = (0..stratum.len()).filter(|i| drawn.contains(&stratum[*i])).collect();
        counts.add(&places);
        pairs.add(&places);
    }
}

/// Who is drawn, by their places.
pub type Pick = fn(Digest) -> Vec<usize>;

/// Draws that are not fair, to see that the statistics say so: 10 of 40, by the bytes of a seed.
pub const UNFAIR: [(&str, Pick); 3] = [
    ("a byte modulo 40", modulo),
    ("one start, then each fourth", fixed_step),
    ("a shuffle that swaps with any", naive),
];

fn bytes(seed: Digest, round: usize) -> Vec<u8> {
    let hex = Digest::of(format!("{seed} {round}")).hex();
    (0..32).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect()
}

fn modulo(seed: Digest) -> Vec<usize> {
    let mut drawn = Vec::new();
    for byte in (0..).flat_map(|round| bytes(seed, round)) {
        let i = usize::from(byte) % 40;
        if !drawn.contains(&i) {
            drawn.push(i);
        }
        if drawn.len() == 10 {
            break;
        }
    }
    drawn
}

/// Domain: "one random start and then a fixed step over a sorted list".
fn fixed_step(seed: Digest) -> Vec<usize> {
    let start = usize::from(bytes(seed, 0)[0] % 4);
    (0..10).map(|i| start + 4 * i).collect()
}

fn naive(seed: Digest) -> Vec<usize> {
    let mut all: Vec<usize> = (0..40).collect();
    let random: Vec<u8> = (0..5).flat_map(|round| bytes(seed, round)).collect();
    for i in 0..40 {
        // Four bytes, so that the remainder is not what is unfair.
        let number = random[4 * i..4 * i + 4].iter().fold(0_usize, |n, b| n << 8 | usize::from(*b));
        all.swap(i, number % 40);
    }
    all.truncate(10);
    all
}

/// What the statistics say of such a draw: of single businesses, of pairs.
pub fn study_unfair(draw: Pick, draws: u32) -> (Chi, Chi) {
    let mut counts = vec![(Sample::new(40, 10), Pairs::new(40))];
    let stratum = vec![(0..40).collect()];
    for number in 0..draws {
        include(&stratum, &draw(seed_of(number)), &mut counts);
    }
    (counts[0].0.chi(), counts[0].1.chi())
}
