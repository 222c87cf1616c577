//! The teams as they stand after the substitutions so far, and who would come in next (protocol §7).

use super::checked::{Checked, CheckedPublic, Part};
use super::drawn::Drawn;
use super::outcome::{Team, Who};
use super::sample::{officer_reserve, stratum_reserve};
use super::seal::Mode;
use super::substitution::{Incoming, Substitution, SubstitutionRefusal as Refusal, Via, exchange};
use super::ticket::Tickets;
use crate::model::{Digest, EntityKind};
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// The businesses' side, for which nobody needs to know the officers.
#[derive(Debug)]
pub(super) struct BusinessesInForce<'c, 'a> {
    public: &'c CheckedPublic<'a>,
    tickets: Tickets,
    /// Per stratum, what is left of it by ticket, made when it is first asked for.
    reserves: Vec<OnceCell<Vec<&'a str>>>,
    /// Whom a substitution has named.
    named: HashSet<String>,
    teams: Vec<Team>,
}

impl<'c, 'a> BusinessesInForce<'c, 'a> {
    pub(super) fn new(public: &'c CheckedPublic<'a>, seed: Digest, teams: Vec<Team>) -> Self {
        let reserves = public.strata.iter().map(|_| OnceCell::new()).collect();
        Self { public, tickets: Tickets::new(&seed), reserves, named: HashSet::new(), teams }
    }

    fn team(&self, number: u32) -> Result<&Team, Refusal> {
        self.teams.iter().find(|t| t.number == number).ok_or(Refusal::NoTeam(number))
    }

    /// The first of the reserve of the stratum of `out` that no substitution of a business has named.
    pub(super) fn next(&self, team: u32, out: &str) -> Result<Option<&'a str>, Refusal> {
        let stands = self.team(team)?.businesses.iter().any(|key| key == out);
        let listed = self.public.businesses.get(out).filter(|_| stands);
        let listed = listed.ok_or_else(|| Refusal::NotInTeam { team, out: self.public.who(out) })?;
        let stratum = self.public.seal.strata.iter().position(|s| s.label == listed.stratum);
        let reserve = stratum.map_or(&[][..], |stratum| self.reserve(stratum));
        Ok(reserve.iter().copied().find(|key| !self.named.contains(*key)))
    }

    fn reserve(&self, stratum: usize) -> &[&'a str] {
        self.reserves[stratum].get_or_init(|| {
            let left = stratum_reserve(self.public, stratum, &self.tickets);
            left.into_iter().map(|(_, place)| self.public.business(place).key.as_str()).collect()
        })
    }

    /// Makes the exchange.
    pub(super) fn put(&mut self, team: u32, out: &str, incoming: Option<&str>) {
        self.named.extend([out].into_iter().chain(incoming).map(str::to_owned));
        if let Some(team) = self.teams.iter_mut().find(|t| t.number == team) {
            exchange(team, EntityKind::Business, out, incoming);
        }
    }
}

/// The teams as they stand after the substitutions so far.
#[derive(Debug)]
pub struct InForce<'c, 'a> {
    checked: &'c Checked<'a>,
    drawn: &'c Drawn,
    businesses: BusinessesInForce<'c, 'a>,
    /// Per department, what is left of it by ticket, made when it is first asked for.
    reserves: Vec<OnceCell<Vec<&'a str>>>,
    /// The officers whom a substitution has named.
    named: HashSet<String>,
    /// The officers whom a substitution has put out.
    put_out: HashSet<String>,
}

impl<'c, 'a> InForce<'c, 'a> {
    /// The teams as drawn. `drawn` is a draw of `checked`.
    pub fn new(checked: &'c Checked<'a>, drawn: &'c Drawn) -> Self {
        let businesses = BusinessesInForce::new(&checked.public, drawn.seed, drawn.outcome.teams.clone());
        let reserves = checked.parts.iter().map(|_| OnceCell::new()).collect();
        Self { checked, drawn, businesses, reserves, named: HashSet::new(), put_out: HashSet::new() }
    }

    /// The teams now.
    pub fn teams(&self) -> &[Team] {
        &self.businesses.teams
    }

    /// Who would come in, without changing anything.
    ///
    /// # Errors
    /// [`SubstitutionRefusal`](Refusal) when there is no such team, or `out` does not stand in it now.
    pub fn next(&self, kind: EntityKind, team: u32, out: &str) -> Result<Incoming, Refusal> {
        match kind {
            EntityKind::Business => self.next_business(team, out),
            EntityKind::Officer => self.next_officer(team, out),
        }
    }

    /// Replaces; whoever comes in takes the very place.
    ///
    /// # Errors
    /// Those of [`InForce::next`]; then nothing has changed.
    pub fn apply(&mut self, kind: EntityKind, team: u32, out: &str) -> Result<Incoming, Refusal> {
        let incoming = self.next(kind, team, out)?;
        self.put(kind, team, out, incoming.who.as_ref().map(|who| who.key.as_str()));
        Ok(incoming)
    }

    /// Makes an exchange as it is recorded, right or wrong.
    pub(super) fn take(&mut self, entry: &Substitution, out: &str) {
        self.put(entry.kind, entry.team, out, entry.incoming.as_deref());
    }

    fn put(&mut self, kind: EntityKind, team: u32, out: &str, incoming: Option<&str>) {
        if kind == EntityKind::Business {
            return self.businesses.put(team, out, incoming);
        }
        self.named.extend([out].into_iter().chain(incoming).map(str::to_owned));
        self.put_out.insert(out.to_owned());
        if let Some(team) = self.businesses.teams.iter_mut().find(|t| t.number == team) {
            exchange(team, kind, out, incoming);
        }
    }

    fn next_business(&self, team: u32, out: &str) -> Result<Incoming, Refusal> {
        let Some(key) = self.businesses.next(team, out)? else { return Ok(nobody()) };
        let team = self.businesses.team(team)?;
        Ok(Incoming { who: Some(self.who(key)), via: Via::Reserve, recused: self.recused(team, key) })
    }

    fn next_officer(&self, number: u32, out: &str) -> Result<Incoming, Refusal> {
        let team = self.businesses.team(number)?;
        let stands = |part: &Part<'_>| team.officers_of(&part.department.name).iter().any(|key| key == out);
        let department = self.checked.parts.iter().position(stands);
        let department = department.ok_or_else(|| Refusal::NotInTeam { team: number, out: self.who(out) })?;
        let found = self.of_reserve(department, team).or_else(|| self.of_pool(department, team, out));
        let incoming = |(key, via)| Incoming { who: Some(self.who(key)), via, recused: Vec::new() };
        Ok(found.map_or_else(nobody, incoming))
    }

    fn of_reserve(&self, department: usize, team: &Team) -> Option<(&'a str, Via)> {
        let part = &self.checked.parts[department];
        let reserve = self.reserves[department].get_or_init(|| {
            let left = officer_reserve(self.checked, part, self.drawn.outcome.round, &self.businesses.tickets);
            left.into_iter().map(|(_, place)| self.checked.officer(place).key.as_str()).collect()
        });
        let free = |key: &&str| !self.named.contains(*key) && self.may_join(part, team, key);
        reserve.iter().copied().find(free).map(|key| (key, Via::Reserve))
    }

    /// Mode `per-business` when the reserve has nobody for this team.
    fn of_pool(&self, department: usize, team: &Team, out: &str) -> Option<(&'c str, Via)> {
        if self.checked.mode() != Mode::PerBusiness {
            return None;
        }
        let part = &self.checked.parts[department];
        let name = &part.department.name;
        let drawn_into = self.drawn.outcome.team(team.number)?.businesses.first()?;
        let round = self.drawn.outcome.round.to_string();
        let tickets = self.businesses.tickets.beginning("match", &[&round, drawn_into]);
        let mates = team.officers_of(name);
        let free = |key: &&str| {
            !mates.iter().any(|mate| mate == key)
                && !self.put_out.contains(*key)
                && *key != out
                && self.may_join(part, team, key)
        };
        let pool = self.drawn.officers.get(name)?.iter().map(|placed| placed.key.as_str());
        let mut order: Vec<_> = pool.filter(free).collect();
        order.sort_by_cached_key(|officer| tickets.ending(officer));
        let loads = self.loads(name);
        let below = order.iter().find(|key| loads.get(**key).copied().unwrap_or(0) < part.limit);
        below.map(|key| (*key, Via::Pool)).or_else(|| Some((*order.first()?, Via::PoolBeyondLimit)))
    }

    /// In how many teams each officer of the department is now.
    fn loads(&self, department: &str) -> HashMap<&str, usize> {
        let mut loads = HashMap::new();
        for key in self.teams().iter().flat_map(|t| t.officers_of(department)) {
            *loads.entry(key.as_str()).or_default() += 1;
        }
        loads
    }

    /// Whether no business that the team now holds, and to which the department applies, recuses the officer.
    fn may_join(&self, part: &Part<'_>, team: &Team, officer: &str) -> bool {
        !team.businesses.iter().any(|key| {
            let listed = self.checked.public.businesses.get(key);
            listed.is_some_and(|b| part.department.applies(&b.stratum)) && self.checked.officers.recuses(officer, key)
        })
    }

    fn recused(&self, team: &Team, business: &str) -> Vec<Who> {
        let Some(listed) = self.checked.public.businesses.get(business) else { return Vec::new() };
        let applying = self.checked.parts.iter().filter(|p| p.department.applies(&listed.stratum));
        let officers = applying.flat_map(|p| team.officers_of(&p.department.name));
        officers.filter(|o| self.checked.officers.recuses(o, business)).map(|key| self.who(key)).collect()
    }

    fn who(&self, key: &str) -> Who {
        self.checked.who(key)
    }
}

const fn nobody() -> Incoming {
    Incoming { who: None, via: Via::Nobody, recused: Vec::new() }
}
