//! After the draw: substitutions, in the open (protocol §8).

use super::manifest::{Manifest, Mode, SealedBusiness, SealedDepartment, SealedOfficer};
use super::outcome::{Drawn, Team, Who};
use super::per_business::cap;
use super::sample::{Recusals, Reserve, size};
use super::ticket::Tickets;
use crate::model::Stamp;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// What is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A business: 注销, 失联, 重复…
    Business,
    /// An officer.
    Officer,
}

/// An entry of the record (protocol §9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Substitution {
    /// What is replaced.
    pub kind: Kind,
    /// In which team.
    pub team: u32,
    /// The key of the one replaced.
    pub out: String,
    /// The key of the one that the protocol brings in.
    #[serde(rename = "in")]
    pub incoming: String,
    /// Why.
    pub reason: String,
    /// Who approved it.
    pub approved_by: String,
    /// When.
    pub at: Stamp,
}

/// Which rule of protocol §8 brought someone in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// The first unused of the stratum's or department's reserve.
    Reserve,
    /// Mode `per-business`, no reserve: of the pool, below the cap.
    Pool,
    /// Mode `per-business`, no reserve, all at the cap: of the pool, beyond it.
    PoolBeyondCap,
}

/// Who comes in, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// Who.
    pub who: Who,
    /// By which rule.
    pub via: Via,
    /// For a business: the officers of the team who are recused from it and must be replaced in turn. The protocol
    /// takes the first of the reserve whoever is in the team.
    pub recused: Vec<Who>,
}

/// Why nobody comes in (protocol §8).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubstitutionRefusal {
    /// No such team.
    #[error("没有第{0}组，请核对组号")]
    NoTeam(u32),
    /// The one to be replaced is not in the team.
    #[error("第{team}组里没有{out}，请核对组号和对象")]
    NotInTeam {
        /// The team.
        team: u32,
        /// Whom it lacks.
        out: Who,
    },
    /// The stratum's reserve is used up.
    #[error("类别“{stratum}”的备选市场主体已经用完，{out}无可替补，请如实记录检查结果")]
    NoBusinessLeft {
        /// The stratum.
        stratum: String,
        /// Who cannot be replaced.
        out: Who,
    },
    /// No officer is left who may come in.
    #[error("“{department}”没有可替补第{team}组{out}的人员（备选已用完或均须回避），请由联席会议另行研究")]
    NoOfficerLeft {
        /// The department.
        department: String,
        /// The team.
        team: u32,
        /// Who cannot be replaced.
        out: Who,
    },
}

use SubstitutionRefusal as Refusal;

/// The teams after substitutions that were made: who came in is taken from the entries, no ticket is computed.
pub fn teams_after(teams: &[Team], substitutions: &[Substitution]) -> Vec<Team> {
    let mut teams = teams.to_vec();
    for s in substitutions {
        for team in teams.iter_mut().filter(|t| t.number == s.team) {
            let lists = match s.kind {
                Kind::Business => vec![&mut team.businesses],
                Kind::Officer => team.officers.values_mut().collect(),
            };
            lists.into_iter().flatten().filter(|key| **key == s.out).for_each(|key| key.clone_from(&s.incoming));
        }
    }
    teams
}

/// The teams as they stand after the substitutions so far.
#[derive(Debug, Clone)]
pub struct InForce<'a> {
    manifest: &'a Manifest,
    drawn: &'a Drawn,
    reserve: Reserve,
    businesses: HashMap<&'a str, &'a SealedBusiness>,
    officers: HashMap<&'a str, &'a SealedOfficer>,
    recusals: Recusals<'a>,
    used: HashSet<String>,
    teams: Vec<Team>,
}

impl<'a> InForce<'a> {
    /// The teams as drawn. `drawn` is the draw of `manifest`.
    pub fn new(manifest: &'a Manifest, drawn: &'a Drawn) -> Self {
        Self {
            manifest,
            drawn,
            reserve: Reserve::new(manifest, drawn),
            businesses: manifest.businesses.iter().map(|b| (b.key.as_str(), b)).collect(),
            officers: manifest.officers.iter().map(|o| (o.key.as_str(), o)).collect(),
            recusals: Recusals::new(manifest),
            used: HashSet::new(),
            teams: drawn.outcome.teams.clone(),
        }
    }

    /// The teams now.
    pub fn teams(&self) -> &[Team] {
        &self.teams
    }

    /// Who would come in, without changing anything.
    ///
    /// # Errors
    /// [`SubstitutionRefusal`] when the team or the one to be replaced is unknown, or nobody is left.
    pub fn next(&self, kind: Kind, team: u32, out: &str) -> Result<Incoming, Refusal> {
        match kind {
            Kind::Business => self.next_business(team, out),
            Kind::Officer => self.next_officer(team, out),
        }
    }

    /// Replaces; the incoming one takes the very place of the outgoing one.
    ///
    /// # Errors
    /// Those of [`InForce::next`]; then nothing has changed.
    pub fn apply(&mut self, kind: Kind, team: u32, out: &str) -> Result<Incoming, Refusal> {
        let incoming = self.next(kind, team, out)?;
        let Some(team) = self.teams.iter_mut().find(|t| t.number == team) else { return Err(Refusal::NoTeam(team)) };
        let lists = match kind {
            Kind::Business => vec![&mut team.businesses],
            Kind::Officer => team.officers.values_mut().collect(),
        };
        for place in lists.into_iter().flatten().filter(|key| *key == out) {
            place.clone_from(&incoming.who.key);
        }
        if incoming.via == Via::Reserve {
            self.used.insert(incoming.who.key.clone());
        }
        Ok(incoming)
    }

    /// The business that would take the place of `out`: the first unused of its stratum's reserve.
    ///
    /// # Errors
    /// As [`InForce::next`].
    pub fn next_business(&self, team: u32, out: &str) -> Result<Incoming, Refusal> {
        let place = self.team(team)?;
        let listed = self.businesses.get(out).filter(|_| place.businesses.iter().any(|key| key == out));
        let listed = listed.ok_or_else(|| Refusal::NotInTeam { team, out: self.who(out) })?;
        let mut reserve = self.reserve.businesses.get(&listed.stratum).into_iter().flatten();
        let next = reserve
            .find(|placed| !self.used.contains(&placed.key))
            .ok_or_else(|| Refusal::NoBusinessLeft { stratum: listed.stratum.clone(), out: self.who(out) })?;
        Ok(Incoming { who: self.who(&next.key), via: Via::Reserve, recused: self.recused(place, &next.key) })
    }

    /// The officer who would take the place of `out`.
    ///
    /// # Errors
    /// As [`InForce::next`].
    pub fn next_officer(&self, team: u32, out: &str) -> Result<Incoming, Refusal> {
        let place = self.team(team)?;
        let holds = |name: &String| place.officers.get(name).is_some_and(|keys| keys.iter().any(|key| key == out));
        let department = self.manifest.departments.iter().find(|d| holds(&d.name));
        let department = department.ok_or_else(|| Refusal::NotInTeam { team, out: self.who(out) })?;
        let found = self.next_of_reserve(department, place).or_else(|| self.next_of_pool(department, place));
        let (key, via) = found.ok_or_else(|| Refusal::NoOfficerLeft {
            department: department.name.clone(),
            team,
            out: self.who(out),
        })?;
        Ok(Incoming { who: self.who(key), via, recused: Vec::new() })
    }

    fn next_of_reserve(&self, department: &SealedDepartment, team: &Team) -> Option<(&str, Via)> {
        let reserve = self.reserve.officers.get(&department.name)?;
        let free = |key: &str| !self.used.contains(key) && self.may_join(department, team, key);
        reserve.iter().map(|placed| placed.key.as_str()).find(|key| free(key)).map(|key| (key, Via::Reserve))
    }

    /// Mode `per-business` when the reserve has nobody for this team.
    fn next_of_pool(&self, department: &SealedDepartment, team: &Team) -> Option<(&str, Via)> {
        if self.manifest.matching.mode != Mode::PerBusiness {
            return None;
        }
        let business = team.businesses.first()?;
        let tickets = Tickets::new(&self.drawn.seed);
        let pool = self.drawn.officers.get(&department.name)?;
        let mut order: Vec<_> = pool.iter().map(|placed| placed.key.as_str()).collect();
        order.sort_by_cached_key(|officer| tickets.of("match", &[business, officer]));
        let mates = team.officers.get(&department.name)?;
        order.retain(|key| !mates.iter().any(|mate| mate == key) && self.may_join(department, team, key));
        let (cap, loads) = (self.cap(department, pool.len()), self.loads(department));
        let below = order.iter().find(|key| loads.get(**key).copied().unwrap_or(0) < cap);
        below.map(|key| (*key, Via::Pool)).or_else(|| Some((*order.first()?, Via::PoolBeyondCap)))
    }

    /// Substitution keeps the stratum, so the number of businesses is that of the draw.
    fn cap(&self, department: &SealedDepartment, pool: usize) -> usize {
        let applies = |key: &&str| self.businesses.get(*key).is_some_and(|b| department.applies(&b.stratum));
        cap(department, self.drawn.outcome.businesses.iter().map(String::as_str).filter(applies).count(), pool)
    }

    /// How many businesses each officer of the department serves now.
    fn loads(&self, department: &SealedDepartment) -> HashMap<&str, usize> {
        let mut loads = HashMap::new();
        for key in self.teams.iter().filter_map(|t| t.officers.get(&department.name)).flatten() {
            *loads.entry(key.as_str()).or_default() += 1;
        }
        loads
    }

    /// Whether no business of the team, to which the department applies, recuses the officer.
    fn may_join(&self, department: &SealedDepartment, team: &Team, officer: &str) -> bool {
        let applies = |key: &str| self.businesses.get(key).is_some_and(|b| department.applies(&b.stratum));
        !team.businesses.iter().any(|business| applies(business) && self.recusals.bars(officer, business))
    }

    fn recused(&self, team: &Team, business: &str) -> Vec<Who> {
        let Some(listed) = self.businesses.get(business) else { return Vec::new() };
        let applying = self.manifest.departments.iter().filter(|d| d.applies(&listed.stratum));
        let officers = applying.filter_map(|d| team.officers.get(&d.name)).flatten();
        officers.filter(|officer| self.recusals.bars(officer, business)).map(|key| self.who(key)).collect()
    }

    fn team(&self, number: u32) -> Result<&Team, Refusal> {
        let index = size(number).checked_sub(1);
        index.and_then(|i| self.teams.get(i)).ok_or(Refusal::NoTeam(number))
    }

    fn who(&self, key: &str) -> Who {
        let business = self.businesses.get(key).map(|b| b.name.as_str());
        let name = business.or_else(|| self.officers.get(key).map(|o| o.name.as_str()));
        Who::new(name.unwrap_or_default(), key)
    }
}
