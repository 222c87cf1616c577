//! Rehearsals with throw-away seeds whose results nobody sees (protocol §6). Only how many rounds a draw takes is asked, so
//! that a generator stands in for the tickets: what it draws is as likely as what a seed would draw.

use super::checked::Checked;
use super::drawing::{Drawing, LAST_ROUND};
use super::roster::{Officers, SealedOfficer};
use super::seal::{Seal, size};
use crate::model::{InOrder, ToSet};
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::{SliceRandom, index};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many draws protocol §6 asks for.
pub const REHEARSALS: u32 = 1000;

/// How many rounds the draw would take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// How many draws were rehearsed.
    pub runs: u32,
    /// How many of them needed a second round or more, the last included.
    pub second_round: u32,
    /// How many needed the last round, in which recusals give way.
    pub last_round: u32,
    /// What would help where the last round was needed, the most helpful first; rehearsed with the same seeds.
    pub advice: Vec<Advice>,
}

/// A change that helps, with how often the last round is still needed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{change}，{runs}次预演中回避无法全部满足的由{before}次变为{after}次")]
pub struct Advice {
    /// What to change.
    pub change: Change,
    /// How many draws were rehearsed.
    pub runs: u32,
    /// How many needed the last round as things are.
    pub before: u32,
    /// How many need it with the change.
    pub after: u32,
}

/// A change of the plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum Change {
    /// One team more.
    #[error("增加到{0}个检查组")]
    Teams(u32),
    /// One officer more on the department's roster, recused from nothing.
    #[error("“{0}”名录增加1名无须回避的执法人员")]
    Officer(String),
    /// One officer more drawn.
    #[error("“{department}”抽取人数增加到{draw}名")]
    Draw {
        /// The department.
        department: String,
        /// How many to draw.
        draw: u32,
    },
    /// One business more for each officer.
    #[error("“{department}”每人户数上限提高到{cap}户")]
    Cap {
        /// The department.
        department: String,
        /// The new cap.
        cap: u32,
    },
}

/// Rehearses the draw with each of the seeds, of which protocol §6 asks for [`REHEARSALS`], then the changes that could
/// help with the same seeds. `progress` hears after each rehearsal how many are done; those of advice add to them.
pub fn rehearse(
    checked: &Checked<'_>,
    seeds: impl IntoIterator<Item = [u8; 32]>,
    mut progress: impl FnMut(u32),
) -> Rehearsal {
    let seeds: Vec<_> = seeds.into_iter().collect();
    let mut done = 0;
    let mut tick = || {
        done += 1;
        progress(done);
    };
    let rounds = rounds(checked, &seeds, &mut tick);
    let (runs, last_round) = (count(&rounds, |_| true), count(&rounds, |r| r == LAST_ROUND));
    let mut advice = Vec::new();
    if last_round > 0 {
        for (change, seal, officers) in changes(checked) {
            // What breaks a rule of the seal is no advice.
            let Ok(changed) = Checked::new(&seal, checked.public.businesses, &officers) else { continue };
            let after = count(&self::rounds(&changed, &seeds, &mut tick), |r| r == LAST_ROUND);
            if after < last_round {
                advice.push(Advice { change, runs, before: last_round, after });
            }
        }
    }
    advice.order_by_key(|a| a.after);
    Rehearsal { runs, second_round: count(&rounds, |r| r > 0), last_round, advice }
}

fn rounds(checked: &Checked<'_>, seeds: &[[u8; 32]], tick: &mut impl FnMut()) -> Vec<u32> {
    let round = |seed: &[u8; 32]| {
        let round = rehearse_once(checked, seed);
        tick();
        round
    };
    seeds.iter().map(round).collect()
}

fn count(rounds: &[u32], which: impl Fn(u32) -> bool) -> u32 {
    u32::try_from(rounds.iter().filter(|round| which(**round)).count()).unwrap_or(u32::MAX)
}

/// The round that would count.
fn rehearse_once(checked: &Checked<'_>, seed: &[u8; 32]) -> u32 {
    let mut rng = StdRng::from_seed(*seed);
    let mut businesses = Vec::new();
    for (stratum, listed) in checked.seal().strata.iter().zip(&checked.public.strata) {
        businesses.extend(index::sample(&mut rng, listed.len(), size(stratum.sample)).iter().map(|i| listed[i]));
    }
    let pool = |d: usize, _round: u32| {
        let part = &checked.parts[d];
        let mut officers = part.officers.clone();
        officers.partial_shuffle(&mut rng, part.drawn).0.to_vec()
    };
    Drawing::new(checked, businesses).round(pool).0
}

/// The changes worth rehearsing: those that touch a department with recusals.
fn changes(checked: &Checked<'_>) -> Vec<(Change, Seal, Officers)> {
    let mut changes = Vec::new();
    let mut push = |change: Change, edit: &dyn Fn(&mut Seal, &mut Officers)| {
        let (mut seal, mut officers) = (checked.seal().clone(), checked.officers.clone());
        edit(&mut seal, &mut officers);
        changes.push((change, seal, officers));
    };
    if let Some(teams) = checked.seal().matching.teams.map(|t| t.saturating_add(1)) {
        push(Change::Teams(teams), &|seal, _| seal.matching.teams = Some(teams));
    }
    let concerned: BTreeSet<_> = checked.recusals.iter().map(|(_, o)| checked.department_of[size(*o)]).to_set();
    for d in concerned {
        let sealed = checked.parts[d].department;
        let department = || sealed.name.clone();
        if let Some(draw) = sealed.draw.map(|n| n.saturating_add(1)) {
            let change = Change::Draw { department: department(), draw };
            push(change, &|seal, _| seal.departments[d].draw = Some(draw));
        }
        if let Some(cap) = sealed.cap.map(|n| n.saturating_add(1)) {
            let change = Change::Cap { department: department(), cap };
            push(change, &|seal, _| seal.departments[d].cap = Some(cap));
        }
        push(Change::Officer(department()), &|_, roster| {
            let another = another(roster, &sealed.name);
            let at = roster.officers.partition_point(|o| o.key < another.key);
            roster.officers.insert(at, another);
        });
    }
    changes
}

/// An officer who does not exist, by a key that nobody has.
fn another(roster: &Officers, department: &str) -> SealedOfficer {
    let free = (0_u64..).map(|n| format!("预演{n}")).find(|key| roster.get(key).is_none());
    let key = free.unwrap_or_default();
    SealedOfficer { department: department.to_owned(), name: key.clone(), key }
}
