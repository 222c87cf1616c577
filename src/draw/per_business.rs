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
}

/// The parts of all departments, in plan order.
pub(super) fn parts<'a>(manifest: &'a Manifest, sample: &Sample<'a>) -> Vec<Part<'a>> {
    let part = |(department, officers): (&'a SealedDepartment, &Vec<Ticketed<'a, SealedOfficer>>)| {
        let all = sample.businesses.iter().map(|(_, b)| *b).enumerate();
        let businesses = all.filter(|(_, b)| department.applies(&b.stratum)).collect();
        Part { department, businesses, pool: officers.iter().map(|(_, o)| *o).collect() }
    };
    manifest.departments.iter().zip(&sample.officers).map(part).collect()
}

/// The most businesses one officer takes: `cap`, or ceil(per_team × businesses / pool) (protocol §6).
pub(super) fn cap(department: &SealedDepartment, businesses: usize, pool: usize) -> usize {
    let fair = || size(department.per_team).saturating_mul(businesses).div_ceil(pool.max(1));
    department.cap.map_or_else(fair, size)
}

impl<'a> Part<'a> {
    /// A full assignment of the department's officers to its businesses.
    pub(super) fn assignment(&self, recusals: &Recusals<'a>) -> Result<Assignment, Refusal> {
        let cap = cap(self.department, self.businesses.len(), self.pool.len());
        let places: HashMap<_, _> = self.pool.iter().enumerate().map(|(i, o)| (o.key.as_str(), i)).collect();
        let barred = |b: &SealedBusiness| recusals.of(&b.key).filter_map(|o| places.get(o).copied()).collect();
        let barred: Vec<Vec<_>> = self.businesses.iter().map(|(_, b)| barred(b)).collect();
        let recused: Vec<_> = barred.iter().map(Vec::len).collect();
        // No officer can take a business twice, so more room than businesses is never used.
        let room = vec![cap.min(self.businesses.len()); self.pool.len()];
        Assignment::new(size(self.department.per_team), room, barred).map_err(|unserved| Refusal::NoOfficers {
            department: self.department.name.clone(),
            business: Who::new(&self.businesses[unserved.0].1.name, &self.businesses[unserved.0].1.key),
            wanted: self.department.per_team,
            may: self.pool.len().saturating_sub(recused[unserved.0]),
            cap,
        })
    }

    /// Chooses for each business in turn the officers in the order of its tickets.
    fn choose(&self, recusals: &Recusals<'a>, tickets: &Tickets, teams: &mut [Team]) -> Result<(), Refusal> {
        let mut assignment = self.assignment(recusals)?;
        for (i, (place, business)) in self.businesses.iter().enumerate() {
            self.serve(i, business, tickets, &mut assignment);
            let chosen = assignment.chosen(i).iter().map(|o| self.pool[*o].key.clone()).collect();
            teams[*place].officers.insert(self.department.name.clone(), chosen);
        }
        Ok(())
    }

    fn serve(&self, i: usize, business: &SealedBusiness, tickets: &Tickets, assignment: &mut Assignment) {
        let ticket = |o: &SealedOfficer| tickets.of("match", &[&business.key, &o.key]);
        let order: Vec<_> = self.pool.iter().enumerate().map(|(i, o)| Reverse((ticket(o), i))).collect();
        let mut order = BinaryHeap::from(order);
        while assignment.chosen(i).len() < size(self.department.per_team) {
            let Some(Reverse((_, officer))) = order.pop() else { return };
            assignment.fix(i, officer);
        }
    }
}

/// Team *i* serves the *i*-th business, with the officers of every department that applies to it.
pub(super) fn teams(manifest: &Manifest, sample: &Sample<'_>, tickets: &Tickets) -> Result<Vec<Team>, Refusal> {
    let recusals = Recusals::new(manifest);
    let team = |(number, (_, business)): (u32, &Ticketed<'_, SealedBusiness>)| Team {
        number,
        officers: BTreeMap::new(),
        businesses: vec![business.key.clone()],
    };
    let mut teams: Vec<_> = (1..).zip(&sample.businesses).map(team).collect();
    for part in parts(manifest, sample) {
        part.choose(&recusals, tickets, &mut teams)?;
    }
    Ok(teams)
}
