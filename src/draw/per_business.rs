//! Mode `per-business`: every business gets officers of its own (protocol §6).

use super::flow::Assignment;
use super::manifest::{Manifest, SealedBusiness, SealedDepartment, SealedOfficer};
use super::outcome::{Refusal, Team, Who};
use super::sample::{Recusals, Sample, Ticketed, size};
use super::ticket::Tickets;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};

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
    let recusals = Recusals::new(manifest);
    for (place, (_, business)) in sample.businesses.iter().enumerate() {
        let mut barred = vec![Vec::new(); parts.len()];
        for (p, i) in recusals.of(&business.key).iter().filter_map(|officer| places.get(officer)) {
            barred[*p].push(*i);
        }
        for (part, barred) in parts.iter_mut().zip(barred).filter(|(p, _)| p.department.applies(&business.stratum)) {
            part.businesses.push((place, business));
            part.barred.push(barred);
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
            self.serve(i, business, tickets, &mut assignment);
            let chosen = assignment.chosen(i).iter().map(|o| self.pool[*o].key.clone()).collect();
            teams[*place].officers.insert(self.department.name.clone(), chosen);
        }
        Ok(())
    }

    fn serve(&self, i: usize, business: &SealedBusiness, tickets: &Tickets, assignment: &mut Assignment) {
        let tickets = tickets.beginning("match", &[&business.key]);
        let open = self.pool.iter().enumerate().filter(|(o, _)| !self.barred[i].contains(o));
        let order: Vec<_> = open.map(|(i, o)| Reverse((tickets.ending(&o.key), i))).collect();
        let mut order = BinaryHeap::from(order);
        while assignment.chosen(i).len() < size(self.department.per_team) {
            let Some(Reverse((_, officer))) = order.pop() else { return };
            assignment.fix(i, officer);
        }
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
