//! Why a business was drawn, or not: its ticket among those of its stratum (protocol §6), to be recomputed by hand.

use super::outcome::{Team, TicketedKey, Who};
use super::record::{Attempt, Record};
use super::roster::{Businesses, SealedBusiness};
use super::seal::size;
use super::seed::Shell;
use super::substitution::Substitution;
use super::ticket::Tickets;
use crate::model::normal_key;
use crate::model::{Digest, EntityKind};
use serde::{Deserialize, Serialize};

/// The most matches that are listed.
const LISTED: usize = 20;

/// What a question about a business finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyAnswer {
    /// No attempt of the record came to a seed.
    NoSeed,
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
    /// Which attempt, from 1: the last one that came to a seed.
    pub attempt: usize,
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
    pub last_drawn: Option<TicketedKey>,
    /// The stratum's first one not drawn, and its ticket.
    pub first_left: Option<TicketedKey>,
    /// In which team it was drawn, as recorded.
    pub team: Option<u32>,
    /// That it was replaced, as recorded.
    pub replaced: Option<Exchange>,
    /// That it came in for another, as recorded.
    pub came_in: Option<Exchange>,
    /// The line that recomputes the ticket in a POSIX shell.
    pub posix: String,
    /// The line that recomputes the ticket in PowerShell.
    pub power_shell: String,
}

/// A substitution, seen from one of the two businesses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// Its number, from 1.
    pub number: usize,
    /// In which team.
    pub team: u32,
    /// The other business; `None` where nobody was left to come in.
    pub other: Option<Who>,
    /// The reason.
    pub reason: String,
}

impl Why {
    /// Whether its ticket is among the smallest of its stratum.
    pub const fn drawn(&self) -> bool {
        self.place <= self.sample
    }
}

/// Looks a business up by key or name, else by a part of its name, in the last attempt that came to a seed.
pub fn why(record: &Record, text: &str) -> WhyAnswer {
    let last = record.attempts.iter().enumerate().rev().find_map(|(i, a)| Some((i + 1, a, a.seed?)));
    let Some((place, attempt, seed)) = last else { return WhyAnswer::NoSeed };
    let Some(businesses) = record.businesses_of(attempt) else { return WhyAnswer::Nobody };
    match matches(businesses, text).as_slice() {
        [] => WhyAnswer::Nobody,
        [one] => WhyAnswer::One(Box::new(explain(businesses, attempt, place, seed, one))),
        several => WhyAnswer::Several(several.iter().take(LISTED).map(|b| who(b)).collect(), several.len()),
    }
}

fn matches<'a>(businesses: &'a Businesses, text: &str) -> Vec<&'a SealedBusiness> {
    let wanted = normal_key(text);
    let by = |test: &dyn Fn(&SealedBusiness) -> bool| -> Vec<_> {
        businesses.iter().filter(|b| !wanted.is_empty() && test(b)).collect()
    };
    let mut found = by(&|b| b.key == wanted || b.key == text);
    if found.is_empty() {
        found = by(&|b| normal_key(&b.name) == wanted);
    }
    if found.is_empty() {
        found = by(&|b| normal_key(&b.name).contains(&wanted));
    }
    found
}

fn explain(businesses: &Businesses, attempt: &Attempt, place: usize, seed: Digest, business: &SealedBusiness) -> Why {
    let tickets = Tickets::new(&seed).beginning("business", &[]);
    let stratum = businesses.iter().filter(|b| b.stratum == business.stratum);
    let mut all: Vec<_> = stratum.map(|b| (tickets.ending(&b.key), b.key.as_str())).collect();
    all.sort_unstable();
    let ticket = tickets.ending(&business.key);
    let sealed = attempt.seal.strata.iter().find(|s| s.label == business.stratum);
    let sample = sealed.map_or(0, |s| size(s.sample)).min(all.len());
    let placed =
        |i: usize| all.get(i).map(|(ticket, key)| TicketedKey { key: (*key).to_owned(), ticket: ticket.digest() });
    let holds = |t: &&Team| t.businesses.contains(&business.key);
    let command = |shell: Shell| shell.ticket_command(&seed, "business", &[&business.key]);
    let exchange = |side: Side| exchange(businesses, attempt, side, &business.key);
    Why {
        business: who(business),
        attempt: place,
        stratum: business.stratum.clone(),
        population: all.len(),
        sample,
        ticket: ticket.digest(),
        place: all.partition_point(|one| *one < (ticket, business.key.as_str())) + 1,
        last_drawn: sample.checked_sub(1).and_then(placed),
        first_left: placed(sample),
        team: attempt.outcome.as_ref().and_then(|o| o.teams.iter().find(holds)).map(|t| t.number),
        replaced: exchange(Side::Out),
        came_in: exchange(Side::In),
        posix: command(Shell::Posix),
        power_shell: command(Shell::PowerShell),
    }
}

/// On which side of a substitution a business stands.
#[derive(Clone, Copy)]
enum Side {
    Out,
    In,
}

/// The first substitution of a business on whose side the key stands.
fn exchange(businesses: &Businesses, attempt: &Attempt, side: Side, key: &str) -> Option<Exchange> {
    let sides = |s: &Substitution| match side {
        Side::Out => (s.out.clone(), s.incoming.clone()),
        Side::In => (s.incoming.clone(), s.out.clone()),
    };
    let mut all = (1..).zip(&attempt.substitutions).filter(|(_, s)| s.kind == EntityKind::Business);
    let (number, s) = all.find(|(_, s)| sides(s).0.as_deref() == Some(key))?;
    let other = sides(s).1.map(|key| businesses.get(&key).map_or_else(|| Who::new("", &key), who));
    Some(Exchange { number, team: s.team, other, reason: s.reason.clone() })
}

fn who(business: &SealedBusiness) -> Who {
    Who::new(&business.name, &business.key)
}
