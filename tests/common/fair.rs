//! Whether a draw favours anybody: counts over many seeds against those of a fair draw. Shared by `tests/it/fairness.rs`
//! and `examples/fairness.rs`.
//!
//! The counts of one draw depend on each other: whoever is drawn takes a place from all others. A plain chi-square would
//! be too small. Each statistic here follows from the symmetry of a fair draw, which leaves the distribution the same
//! under any exchange of names, so that the covariance of the counts is a multiple of a projection:
//! - *n* counts with a fixed sum: covariance v·(I − J/n), so that Σ D² / v has n − 1 degrees of freedom, where
//!   (n − 1)·v is the expected sum of squares within one draw (for *k* of *n* drawn: k·(n − k)/n, which gives the
//!   well-known factor (n − 1)/n);
//! - pairs drawn together, beyond what the single counts explain: n·(n − 3)/2 degrees of freedom, variance
//!   π₂ − 2π₃ + π₄ (the smallest eigenvalue of the Johnson scheme), π_j the chance that j given ones are all drawn;
//! - who in which place, all places of a draw being given: Pearson's statistic with the factor (n − 1)/n;
//! - which officer with which business: both margins taken out, (n − 1)(m − 1) degrees of freedom.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code)]

use mingchou::draw::*;
use mingchou::model::Digest;
use statrs::distribution::{ChiSquared, ContinuousCDF};
use std::collections::HashMap;

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

/// A county's campaign: 40 businesses of which 10 are drawn; officers of three departments, 12 in each.
pub fn campaign(mode: Mode, recusals: bool) -> Manifest {
    let two = mode == Mode::PerBusiness;
    let stratum = |i: usize| if two && i >= 24 { "危货" } else { "客运" };
    let strata = if two { vec![("客运", 24, 6), ("危货", 16, 4)] } else { vec![("客运", 40, 10)] };
    let department = |(name, per_team, draw, reach): (&str, u32, Option<u32>, Option<&str>)| SealedDepartment {
        name: name.into(),
        per_team,
        strata: reach.map(|label| vec![label.to_owned()]).filter(|_| two),
        draw: draw.filter(|_| two),
        cap: None,
    };
    let departments = [("交通局", 2, None, None), ("公安局", 1, Some(8), None), ("安监局", 2, None, Some("危货"))];
    let business = |i: usize| SealedBusiness {
        key: format!("9164022{i:011}"),
        name: format!("第{i}号"),
        stratum: stratum(i).into(),
    };
    let officer = |d: usize, i: usize| SealedOfficer {
        key: format!("宁C{d}{i:02}"),
        name: format!("执法员{d}-{i}"),
        department: departments[d].0.into(),
    };
    let manifest = Manifest {
        protocol: PROTOCOL.into(),
        campaign: Campaign { title: "公平性".into(), lead: departments[0].0.into(), attempt: 1 },
        previous: None,
        nonce_sha256: Digest::of(""),
        contributors: vec!["甲".into()],
        strata: strata
            .into_iter()
            .map(|(label, population, sample)| SealedStratum { label: label.into(), population, sample })
            .collect(),
        departments: departments.map(department).into(),
        matching: MatchingRule { mode, teams: (!two).then_some(4) },
        businesses: (0..40).map(business).collect(),
        officers: (0..3).flat_map(|d| (0..12).map(move |i| officer(d, i))).collect(),
        recusals: if recusals { recused() } else { Vec::new() },
    };
    let manifest = manifest.sorted();
    manifest.check().unwrap();
    manifest
}

/// Business 0 has eight of 交通局's twelve officers against it, business 1 four, 2 to 9 one each.
fn recused() -> Vec<(String, String)> {
    let pair = |b: usize, o: usize| (format!("宁C0{o:02}"), format!("9164022{b:011}"));
    let heavy = (0..8).map(|o| pair(0, o)).chain((0..4).map(|o| pair(1, o)));
    heavy.chain((2..10).map(|b| pair(b, b))).collect()
}

pub fn seed_of(number: u32) -> Digest {
    Digest::of(format!("fairness {number}"))
}

/// Counts of many draws of one manifest.
pub struct Study {
    manifest: Manifest,
    business: HashMap<String, usize>,
    officer: HashMap<String, usize>,
    strata: Vec<Vec<usize>>,
    /// Inclusion in all draws, per stratum: of businesses, of their pairs.
    all: Vec<(Counts, Pairs)>,
    /// The same in draws that had an assignment.
    assigned: Vec<(Counts, Pairs)>,
    /// Per department: drawn into the pool or a team; businesses served; places in teams; met whom, per stratum.
    officers: Vec<(Counts, Counts, Places, Vec<Meetings>)>,
    teams: Places,
    pub draws: u32,
    pub void: u32,
}

impl Study {
    pub fn new(manifest: Manifest) -> Self {
        let index = |keys: Vec<&String>| keys.into_iter().enumerate().map(|(i, k)| (k.clone(), i)).collect();
        let of = |label: &str| -> Vec<usize> {
            (0..manifest.businesses.len()).filter(|i| manifest.businesses[*i].stratum == label).collect()
        };
        let strata: Vec<_> = manifest.strata.iter().map(|s| of(&s.label)).collect();
        let inclusion = || -> Vec<_> { strata.iter().map(|s| (Counts::new(s.len()), Pairs::new(s.len()))).collect() };
        let meetings = || strata.iter().map(|s| Meetings::new(s.len(), 12)).collect();
        let each = || (Counts::new(12), Counts::new(12), Places::new(12), meetings());
        Self {
            business: index(manifest.businesses.iter().map(|b| &b.key).collect()),
            officer: index(manifest.officers.iter().map(|o| &o.key).collect()),
            all: inclusion(),
            assigned: inclusion(),
            officers: manifest.departments.iter().map(|_| each()).collect(),
            teams: Places::new(40),
            strata,
            draws: 0,
            void: 0,
            manifest,
        }
    }

    /// Draws once more.
    pub fn add(&mut self, seed: Digest) {
        self.draws += 1;
        let drawn = draw(&self.manifest, seed);
        let lists = with_teams(&self.manifest, seed, Vec::new()).unwrap();
        let places: Vec<usize> = lists.outcome.businesses.iter().map(|key| self.business[key]).collect();
        include(&self.strata, &places, &mut self.all);
        let Ok(drawn) = drawn else {
            self.void += 1;
            return;
        };
        include(&self.strata, &places, &mut self.assigned);
        self.places(&drawn.outcome);
        for d in 0..self.officers.len() {
            self.department(d, &drawn.outcome);
        }
    }

    fn places(&mut self, outcome: &Outcome) {
        let mut places = vec![0; 40];
        for team in outcome.teams.iter().filter(|_| self.manifest.matching.mode == Mode::Teams) {
            team.businesses.iter().for_each(|key| places[self.business[key]] = team.number as usize);
        }
        self.teams.add(&places, self.manifest.matching.teams.unwrap_or(0) as usize + 1);
    }

    fn department(&mut self, d: usize, outcome: &Outcome) {
        let name = self.manifest.departments[d].name.clone();
        let place = |key: &String| self.officer[key] - 12 * d;
        let (pool, loads, places, meetings) = &mut self.officers[d];
        let mut one = vec![0.0; 12];
        outcome.officers[&name].iter().for_each(|key| one[place(key)] = 1.0);
        pool.add(&one);
        let (mut load, mut team_of, mut met) = (vec![0.0; 12], vec![0; 12], vec![vec![0.0; 12]; 40]);
        for team in &outcome.teams {
            for o in team.officers.get(&name).into_iter().flatten().map(place) {
                team_of[o] = team.number as usize;
                for b in team.businesses.iter().map(|key| self.business[key]) {
                    load[o] += 1.0;
                    met[b][o] = 1.0;
                }
            }
        }
        loads.add(&load);
        for (stratum, meetings) in self.strata.iter().zip(meetings) {
            meetings.add(&stratum.iter().map(|b| met[*b].clone()).collect::<Vec<_>>());
        }
        if let Some(teams) = self.manifest.matching.teams {
            places.add(&team_of, teams as usize + 1);
        }
    }

    /// What was found.
    pub fn findings(&self) -> Vec<Finding> {
        let teams = self.manifest.matching.teams.is_some();
        let mut found = Vec::new();
        for (s, (counts, pairs)) in self.manifest.strata.iter().zip(&self.all) {
            found.push(finding(format!("business drawn, {}", s.label), counts.chi()));
            found.push(finding(format!("pair of businesses, {}", s.label), pairs.chi()));
        }
        if self.void > 0 {
            for (s, (counts, _)) in self.manifest.strata.iter().zip(&self.assigned) {
                found.push(finding(format!("business drawn, {}, void draws left out", s.label), counts.chi()));
            }
        }
        if teams {
            found.push(finding("business in which team", self.teams.chi()));
        }
        for (d, (pool, loads, places, meetings)) in self.manifest.departments.iter().zip(&self.officers) {
            if pool.squares > 0.0 {
                found.push(finding(format!("officer drawn, {}", d.name), pool.chi()));
            }
            if teams {
                found.push(finding(format!("officer in which team, {}", d.name), places.chi()));
            } else {
                found.push(finding(format!("businesses per officer, {}", d.name), loads.chi()));
            }
            for (s, meetings) in self.manifest.strata.iter().zip(meetings).filter(|(s, _)| d.applies(&s.label)) {
                found.push(finding(format!("officer with which business, {}, {}", d.name, s.label), meetings.chi()));
            }
        }
        found
    }

    /// How often business `i` was drawn, as a share of the draws that had an assignment.
    pub fn share(&self, i: usize) -> f64 {
        let at = self.strata.iter().position(|s| s.contains(&i)).unwrap();
        let place = self.strata[at].iter().position(|b| *b == i).unwrap();
        self.assigned[at].0.counts[place] / f64::from(self.draws - self.void)
    }

    /// Over all draws.
    pub fn share_of_all(&self, i: usize) -> f64 {
        let at = self.strata.iter().position(|s| s.contains(&i)).unwrap();
        let place = self.strata[at].iter().position(|b| *b == i).unwrap();
        self.all[at].0.counts[place] / f64::from(self.draws)
    }
}

fn include(strata: &[Vec<usize>], drawn: &[usize], counts: &mut [(Counts, Pairs)]) {
    for (stratum, (counts, pairs)) in strata.iter().zip(counts) {
        let places: Vec<_> = (0..stratum.len()).filter(|i| drawn.contains(&stratum[*i])).collect();
        let mut one = vec![0.0; stratum.len()];
        places.iter().for_each(|i| one[*i] = 1.0);
        counts.add(&one);
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
    let mut counts = vec![(Counts::new(40), Pairs::new(40))];
    let stratum = vec![(0..40).collect()];
    for number in 0..draws {
        include(&stratum, &draw(seed_of(number)), &mut counts);
    }
    (counts[0].0.chi(), counts[0].1.chi())
}
