//! Why a business was drawn, or not: its ticket among those of its stratum (protocol §5), to be recomputed by hand.

use super::manifest::{Manifest, SealedBusiness};
use super::outcome::{Placed, Who};
use super::record::Record;
use super::sample::size;
use super::seed::quoted;
use super::substitution::Kind;
use super::ticket::{Tickets, digest};
use crate::model::{Digest, normal_key};
use serde::{Deserialize, Serialize};

/// The most matches that are listed.
const LISTED: usize = 20;

/// What a question about a business finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// No business of the roster has this key, code or name.
    Nobody,
    /// More than one: the first twenty, and how many there are in all.
    Several(Vec<Who>, usize),
    /// This one.
    One(Box<Why>),
}

/// Why this business was drawn, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// The business.
    pub business: Who,
    /// Its stratum.
    pub stratum: String,
    /// How many businesses the stratum has.
    pub population: usize,
    /// How many of them are drawn.
    pub sample: usize,
    /// Its ticket.
    pub ticket: Digest,
    /// Its place among the stratum's tickets, from 1: it is drawn if that is at most `sample`.
    pub place: usize,
    /// The stratum's last one drawn, and its ticket.
    pub last_drawn: Option<Placed>,
    /// The stratum's first one not drawn, and its ticket.
    pub first_left: Option<Placed>,
    /// In which team it was drawn, as recorded.
    pub team: Option<u32>,
    /// That it was replaced, as recorded.
    pub replaced: Option<Exchange>,
    /// That it came in for another, as recorded.
    pub came_in: Option<Exchange>,
    /// The line that recomputes the ticket in a shell.
    pub command: String,
}

/// A substitution, seen from one of the two businesses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// Its number, from 1.
    pub number: usize,
    /// In which team.
    pub team: u32,
    /// The other business.
    pub other: Who,
    /// The reason.
    pub reason: String,
}

impl Why {
    /// Whether its ticket is among the smallest of its stratum.
    pub const fn drawn(&self) -> bool {
        self.place <= self.sample
    }
}

/// Looks a business up by key or name, as [`normal_key`] reads them, else by a part of its name.
pub fn why(record: &Record, text: &str) -> Found {
    let all = matches(&record.manifest, &normal_key(text));
    match all.as_slice() {
        [] => Found::Nobody,
        [one] => Found::One(Box::new(explain(record, one))),
        several => Found::Several(several.iter().take(LISTED).map(|b| who(b)).collect(), several.len()),
    }
}

fn matches<'a>(manifest: &'a Manifest, wanted: &str) -> Vec<&'a SealedBusiness> {
    let by = |test: &dyn Fn(&SealedBusiness) -> bool| -> Vec<_> {
        manifest.businesses.iter().filter(|b| !wanted.is_empty() && test(b)).collect()
    };
    let mut found = by(&|b| b.key == wanted);
    if found.is_empty() {
        found = by(&|b| normal_key(&b.name) == wanted);
    }
    if found.is_empty() {
        found = by(&|b| normal_key(&b.name).contains(wanted));
    }
    found
}

fn explain(record: &Record, business: &SealedBusiness) -> Why {
    let manifest = &record.manifest;
    let tickets = Tickets::new(&record.seed).beginning("business", &[]);
    let ticket = |b: &SealedBusiness| tickets.ending(&b.key);
    let mine = ticket(business);
    let stratum = manifest.businesses.iter().filter(|b| b.stratum == business.stratum);
    let mut all: Vec<_> = stratum.map(|b| (ticket(b), b)).collect();
    all.sort_unstable_by_key(|(ticket, b)| (*ticket, &b.key));
    let sealed = manifest.strata.iter().find(|s| s.label == business.stratum);
    let sample = sealed.map_or(0, |s| size(s.sample)).min(all.len());
    let placed = |i: usize| all.get(i).map(|(ticket, b)| Placed { key: b.key.clone(), ticket: digest(*ticket) });
    let holds = |t: &&super::outcome::Team| t.businesses.contains(&business.key);
    Why {
        business: who(business),
        stratum: business.stratum.clone(),
        population: all.len(),
        sample,
        ticket: digest(mine),
        place: all.iter().take_while(|(ticket, b)| (ticket, &b.key) < (&mine, &business.key)).count() + 1,
        last_drawn: sample.checked_sub(1).and_then(placed),
        first_left: placed(sample),
        team: record.outcome.teams.iter().find(holds).map(|t| t.number),
        replaced: exchange(record, |s| (&s.out, &s.incoming), &business.key),
        came_in: exchange(record, |s| (&s.incoming, &s.out), &business.key),
        command: ticket_command(&record.seed, &business.key),
    }
}

type Sides = for<'a> fn(&'a super::substitution::Substitution) -> (&'a String, &'a String);

/// The first substitution of a business on whose first side the key stands.
fn exchange(record: &Record, sides: Sides, key: &str) -> Option<Exchange> {
    let mut all = (1..).zip(&record.substitutions).filter(|(_, s)| s.kind == Kind::Business);
    let (number, s) = all.find(|(_, s)| sides(s).0 == key)?;
    let other = sides(s).1;
    let listed = record.manifest.businesses.iter().find(|b| b.key == *other);
    let other = listed.map_or_else(|| Who::new("", other), who);
    Some(Exchange { number, team: s.team, other, reason: s.reason.clone() })
}

fn who(business: &SealedBusiness) -> Who {
    Who::new(&business.name, &business.key)
}

/// `printf … | sha256sum`, for a POSIX shell: the ticket of the business.
pub fn ticket_command(seed: &Digest, key: &str) -> String {
    format!("printf '%s\\nbusiness\\n%s' {seed} {} | sha256sum", quoted(key))
}
