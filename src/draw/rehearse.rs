//! Rehearsals with throw-away seeds whose results nobody sees (protocol §6).

use super::manifest::{Manifest, Mode, SealedOfficer};
use super::outcome::{Refusal, assignable};
use crate::model::Digest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How often the draw would have had no assignment, and what would help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rehearsal {
    /// How many draws were rehearsed.
    pub runs: u32,
    /// How many of them had no assignment.
    pub without_assignment: u32,
    /// The sentence of the first refusal met, as an example.
    pub example: Option<String>,
    /// What would help, the most helpful first; each was rehearsed with the same seeds.
    pub advice: Vec<Advice>,
}

/// A change that helps, with how often it still fails.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{change}，{runs}次预演中无法安排的由{before}次变为{after}次")]
pub struct Advice {
    /// What to change.
    pub change: Change,
    /// How many draws were rehearsed.
    pub runs: u32,
    /// How many had no assignment as things are.
    pub before: u32,
    /// How many have none with the change.
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
    /// One officer more drawn into the department's pool.
    #[error("“{department}”抽取人数增加到{draw}名")]
    Draw {
        /// The department.
        department: String,
        /// How many to draw.
        draw: u32,
    },
    /// One business more for each officer of the department.
    #[error("“{department}”每人户数上限提高到{cap}户")]
    Cap {
        /// The department.
        department: String,
        /// The new cap.
        cap: u32,
    },
}

/// Rehearses the draw with each of the seeds (protocol §6 asks for 1,000), then the changes that could help with the
/// same seeds. `progress` hears after each rehearsal how many are done; advice adds to them.
///
/// A manifest that fails [`Manifest::check`] has no assignment in any run and gets no advice.
pub fn rehearse(
    manifest: &Manifest,
    seeds: impl IntoIterator<Item = Digest>,
    mut progress: impl FnMut(u32),
) -> Rehearsal {
    let seeds: Vec<_> = seeds.into_iter().collect();
    let runs = u32::try_from(seeds.len()).unwrap_or(u32::MAX);
    if let Err(faults) = manifest.check() {
        let example = Some(Refusal::Manifest(faults).to_string());
        return Rehearsal { runs, without_assignment: runs, example, advice: Vec::new() };
    }
    let mut done = 0;
    let mut tick = || {
        done += 1;
        progress(done);
    };
    let failed = failures(manifest, &seeds, &mut tick);
    let before = count(&failed);
    let mut advice = Vec::new();
    for (change, changed) in changes(manifest, &failed) {
        let after = count(&failures(&changed, &seeds, &mut tick));
        if after < before {
            advice.push(Advice { change, runs, before, after });
        }
    }
    advice.sort_by_key(|a| a.after);
    Rehearsal { runs, without_assignment: before, example: failed.first().map(ToString::to_string), advice }
}

fn failures(manifest: &Manifest, seeds: &[Digest], tick: &mut impl FnMut()) -> Vec<Refusal> {
    let mut failed = Vec::new();
    for seed in seeds {
        failed.extend(assignable(manifest, seed).err());
        tick();
    }
    failed
}

fn count(failed: &[Refusal]) -> u32 {
    u32::try_from(failed.len()).unwrap_or(u32::MAX)
}

/// The changes worth rehearsing: those that touch what failed.
fn changes(manifest: &Manifest, failed: &[Refusal]) -> Vec<(Change, Manifest)> {
    let mut changes = Vec::new();
    if failed.is_empty() {
        return changes;
    }
    let with = |change: Change, edit: &dyn Fn(&mut Manifest)| {
        let mut changed = manifest.clone();
        edit(&mut changed);
        (change, changed)
    };
    if let Some(teams) = manifest.matching.teams.and_then(|t| t.checked_add(1)) {
        changes.push(with(Change::Teams(teams), &|m| m.matching.teams = Some(teams)));
    }
    for name in concerned(manifest, failed) {
        let Some(i) = manifest.departments.iter().position(|d| d.name == name) else { continue };
        if let Some(draw) = manifest.departments[i].draw.and_then(|n| n.checked_add(1)) {
            let change = Change::Draw { department: name.clone(), draw };
            changes.push(with(change, &|m| m.departments[i].draw = Some(draw)));
        }
        if let Some(cap) = manifest.departments[i].cap.and_then(|n| n.checked_add(1)) {
            let change = Change::Cap { department: name.clone(), cap };
            changes.push(with(change, &|m| m.departments[i].cap = Some(cap)));
        }
        changes.push(with(Change::Officer(name.clone()), &|m| m.officers.push(another(m, &name))));
    }
    changes
}

/// The departments that a refusal blames; in mode `teams` any with a recusal may be the one.
fn concerned(manifest: &Manifest, failed: &[Refusal]) -> BTreeSet<String> {
    if manifest.matching.mode == Mode::Teams {
        let recused: BTreeSet<_> = manifest.recusals.iter().map(|(officer, _)| officer).collect();
        let officers = manifest.officers.iter().filter(|o| recused.contains(&o.key));
        return officers.map(|o| o.department.clone()).collect();
    }
    let blamed = |refusal: &Refusal| match refusal {
        Refusal::NoOfficers { department, .. } | Refusal::TooFewOfficers { department, .. } => Some(department.clone()),
        Refusal::NoTeam { .. } | Refusal::Manifest(_) => None,
    };
    failed.iter().filter_map(blamed).collect()
}

/// An officer who does not exist; no roster's key holds a space.
fn another(manifest: &Manifest, department: &str) -> SealedOfficer {
    let key = format!("预演 {}", manifest.officers.len());
    SealedOfficer { name: key.clone(), key, department: department.to_owned() }
}
