//! Businesses that were drawn, and whom they need and may not meet (protocol §6): the rounds go over the same businesses, so
//! what depends on them alone is laid out once.

use super::checked::{Checked, Part};
use super::seal::size;
use crate::model::InOrder;

/// The round in which nobody is recused, because none before it had a full assignment.
pub const LAST_ROUND: u32 = 100;

/// Per department, in plan order, the places of the officers drawn, by ticket.
pub(super) type Pools = Vec<Vec<u32>>;

/// Businesses that were drawn, and who is recused from them.
#[derive(Debug)]
pub(super) struct Drawing<'c, 'a> {
    pub checked: &'c Checked<'a>,
    /// Their places in the roster, in the record's order.
    pub businesses: Vec<u32>,
    /// Per business, the places of the officers of applying departments who are recused from it, by department.
    pub recused: Vec<Vec<usize>>,
    /// Per department, the businesses that it applies to, by their places in the record's order.
    pub served: Vec<Vec<usize>>,
}

impl<'c, 'a> Drawing<'c, 'a> {
    pub(super) fn new(checked: &'c Checked<'a>, businesses: Vec<u32>) -> Self {
        let recused = |business: &u32| {
            let stratum = &checked.public.business(*business).stratum;
            let applies = |officer: &usize| checked.parts[checked.department_of[*officer]].department.applies(stratum);
            let officers = checked.recused_from(*business).iter().map(|(_, officer)| size(*officer));
            let mut officers: Vec<_> = officers.filter(applies).collect();
            officers.order_by_key(|officer| checked.department_of[*officer]);
            officers
        };
        let served = |part: &Part<'_>| {
            let applies = |at: &usize| part.department.applies(&checked.public.business(businesses[*at]).stratum);
            (0..businesses.len()).filter(applies).collect()
        };
        let recused = businesses.iter().map(recused).collect();
        let served = checked.parts.iter().map(served).collect();
        Self { checked, businesses, recused, served }
    }

    /// The department's officers who are recused from the business.
    pub(super) fn recused_of(&self, business: usize, department: usize) -> &[usize] {
        let (all, of) = (&self.recused[business], |officer: &usize| self.checked.department_of[*officer]);
        let from = all.partition_point(|officer| of(officer) < department);
        let to = from + all[from..].partition_point(|officer| of(officer) == department);
        &all[from..to]
    }
}

/// Notes for each officer of the pool what is made of its place there.
pub(super) fn note_places(of: &mut [Option<usize>], pool: &[u32], what: impl Fn(usize) -> usize) {
    for (place, officer) in pool.iter().enumerate() {
        of[size(*officer)] = Some(what(place));
    }
}
