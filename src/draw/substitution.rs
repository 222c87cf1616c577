//! Substitutions, in the open (protocol §7): people decide that someone leaves, and say why; who comes in is not theirs to
//! choose.

use super::outcome::{Team, Who};
use super::seal::present;
use super::time::Time;
use crate::model::EntityKind;
use serde::{Deserialize, Serialize};

/// An entry of the record (protocol §7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Substitution {
    /// Who approved it.
    pub approved_by: String,
    /// When.
    pub at: Time,
    /// The key of the one that the protocol brings in; `None` when nobody is left, or where officers are withheld.
    #[serde(rename = "in", deserialize_with = "present")]
    pub incoming: Option<String>,
    /// What is replaced.
    pub kind: EntityKind,
    /// The key of the one replaced; `None` where officers are withheld.
    #[serde(deserialize_with = "present")]
    pub out: Option<String>,
    /// Why.
    pub reason: String,
    /// In which team.
    pub team: u32,
}

impl Substitution {
    /// The entry for publication: of an officer, without names (protocol §8).
    #[must_use]
    pub fn withheld(&self) -> Self {
        match self.kind {
            EntityKind::Business => self.clone(),
            EntityKind::Officer => Self { incoming: None, out: None, ..self.clone() },
        }
    }
}

/// Which rule of protocol §7 brought someone in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// The first unnamed of the stratum's or department's reserve.
    Reserve,
    /// Mode `per-business`, nobody of the reserve: of the pool, below the limit.
    Pool,
    /// The same, all at the limit: of the pool, beyond it.
    PoolBeyondLimit,
    /// Nobody is left: the place stays empty.
    Nobody,
}

/// Who comes in, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Who; `None` when nobody is left.
    pub who: Option<Who>,
    /// By which rule.
    pub via: Via,
    /// For a business: the officers of the team who are recused from it and must be replaced in turn. The protocol takes
    /// the first of the reserve whoever is in the team.
    pub recused: Vec<Who>,
}

/// Why nobody is replaced (protocol §7).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubstitutionRefusal {
    /// No such team.
    #[error("没有第{0}组，请核对组号")]
    NoTeam(u32),
    /// The one to be replaced is not in the team, or no more.
    #[error("第{team}组里现在没有{out}，请核对组号和对象")]
    NotInTeam {
        /// The team.
        team: u32,
        /// Whom it lacks.
        out: Who,
    },
}

/// The teams after substitutions that were made: who came in is taken from the entries, no ticket is computed. Where
/// officers are withheld, only businesses move.
pub fn teams_after(teams: &[Team], substitutions: &[Substitution]) -> Vec<Team> {
    let mut teams = teams.to_vec();
    for s in substitutions {
        if let (Some(out), Some(team)) = (&s.out, teams.iter_mut().find(|t| t.number == s.team)) {
            exchange(team, s.kind, out, s.incoming.as_deref());
        }
    }
    teams
}

/// The business that stands now where this one was drawn; `None` where its place stays empty.
pub fn in_place_of<'a>(substitutions: &'a [Substitution], drawn: &'a str) -> Option<&'a str> {
    let mut businesses = substitutions.iter().filter(|s| s.kind == EntityKind::Business);
    businesses.try_fold(drawn, |now, s| if s.out.as_deref() == Some(now) { s.incoming.as_deref() } else { Some(now) })
}

/// Whoever comes in takes the very place; a place that nobody takes is gone.
pub(super) fn exchange(team: &mut Team, kind: EntityKind, out: &str, incoming: Option<&str>) {
    let lists = match kind {
        EntityKind::Business => vec![&mut team.businesses],
        EntityKind::Officer => team.officers.iter_mut().flat_map(|all| all.values_mut()).collect(),
    };
    for list in lists {
        let Some(place) = list.iter().position(|key| key == out) else { continue };
        match incoming {
            Some(key) => key.clone_into(&mut list[place]),
            None => drop(list.remove(place)),
        }
    }
}
