//! Mode `per-business`: every business gets officers of its own (protocol §6).

use super::flow::Assignment;
use super::manifest::{Manifest, SealedBusiness, SealedDepartment, SealedOfficer};
use super::outcome::{Refusal, Team, Who};
use super::sample::{Sample, Ticketed, barred, size};
use super::ticket::Tickets;
use std::collections::{BTreeMap, HashMap};

/// One department's part: its businesses, by their place in the record's order, and its pool.
pub(super) struct Part<'a> {
    department: &'a SealedDepartment,
    businesses: Vec<(usize, &'a SealedBusiness)>,
    pool: Vec<&'a SealedOfficer>,
    /// Per business, the places in the pool of those recused from it.
    barred: Vec<Vec<usize>>,
}

/// The parts of all departments, in plan order.
pub(super) fn parts<'a>(manifest: &'a Manifest, sample: &Sample<'a>) -> Vec<Part<'a>> {
    let part = |(department, officers): (&'a SealedDepartment, &Vec<Ticketed<'a, SealedOfficer>>)| {
        let pool = officers.iter().map(|(_, o)| *o).collect();
        Part { department, businesses: Vec::new(), pool, barred: Vec::new() }
    };
    let mut parts: Vec<_> = manifest.departments.iter().zip(&sample.officers).map(part).collect();
    let mut places = HashMap::new();
    for (p, part) in parts.iter().enumerate() {
        places.extend(part.pool.iter().enumerate().map(|(i, officer)| (officer.key.as_str(), (p, i))));
    }
    let place = |officer| places.get(officer).copied();
    let all = barred(manifest, sample, place).into_iter().zip(&sample.businesses);
    for (place, (officers, (_, business))) in all.enumerate() {
        let applying: Vec<_> = parts.iter().map(|part| part.department.applies(&business.stratum)).collect();
        for (part, _) in parts.iter_mut().zip(&applying).filter(|(_, applies)| **applies) {
            part.businesses.push((place, business));
            part.barred.push(Vec::new());
        }
        for (p, officer) in officers.into_iter().filter(|(p, _)| applying[*p]) {
            parts[p].barred.last_mut().into_iter().for_each(|barred| barred.push(officer));
        }
    }
    parts
}

/// The most businesses one officer takes: `cap`, or ceil(per_team × businesses / pool) (protocol §6).
pub(super) fn cap(department: &SealedDepartment, businesses: usize, pool: usize) -> usize {
    let fair = || size(department.per_team).saturating_mul(businesses).div_ceil(pool.max(1));
    department.cap.map_or_else(fair, size)
}

impl Part<'_> {
    /// A full assignment of the department's officers to its businesses.
    pub(super) fn assignment(&self) -> Result<Assignment, Refusal> {
        let cap = cap(self.department, self.businesses.len(), self.pool.len());
        // No officer can take a business twice, so more room than businesses is never used.
        let room = vec![cap.min(self.businesses.len()); self.pool.len()];
        Assignment::new(size(self.department.per_team), room, self.barred.clone()).map_err(|unserved| {
            Refusal::NoOfficers {
                department: self.department.name.clone(),
                business: Who::new(&self.businesses[unserved.0].1.name, &self.businesses[unserved.0].1.key),
                wanted: self.department.per_team,
                may: self.pool.len().saturating_sub(self.barred[unserved.0].len()),
                cap,
            }
        })
    }

    /// Chooses for each business in turn the officers in the order of its tickets.
    fn choose(&self, tickets: &Tickets, teams: &mut [Team]) -> Result<(), Refusal> {
        let mut assignment = self.assignment()?;
        for (i, (place, business)) in self.businesses.iter().enumerate() {
            let tickets = tickets.beginning("match", &[&business.key]);
            assignment.choose(i, |officer| tickets.ending(&self.pool[officer].key));
            let chosen = assignment.chosen(i).iter().map(|o| self.pool[*o].key.clone()).collect();
            teams[*place].officers.insert(self.department.name.clone(), chosen);
        }
        Ok(())
    }
}

/// Team *i* serves the *i*-th business, with the officers of every department that applies to it.
pub(super) fn teams(manifest: &Manifest, sample: &Sample<'_>, tickets: &Tickets) -> Result<Vec<Team>, Refusal> {
    let team = |(number, (_, business)): (u32, &Ticketed<'_, SealedBusiness>)| Team {
        number,
        officers: BTreeMap::new(),
        businesses: vec![business.key.clone()],
    };
    let mut teams: Vec<_> = (1..).zip(&sample.businesses).map(team).collect();
    for part in parts(manifest, sample) {
        part.choose(tickets, &mut teams)?;
    }
    Ok(teams)
}
