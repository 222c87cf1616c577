//! The rounds (protocol §6): officers are drawn again until no recusal stands against a full assignment. The businesses
//! stay, so what depends on them alone is laid out once.

use super::checked::{Checked, Part};
use super::outcome::Team;
use super::seal::{Mode, size};
use super::ticket::Tickets;
use super::{per_business, teams};

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
            officers.sort_by_key(|officer| checked.department_of[*officer]);
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

    /// The round that counts, and its pools. `pools` draws the officers of a department in a round.
    pub(super) fn round(&self, mut pool: impl FnMut(usize, u32) -> Vec<u32>) -> (u32, Pools) {
        let departments = 0..self.checked.parts.len();
        let mut pools = |round| departments.clone().map(|d| pool(d, round)).collect::<Pools>();
        let first = pools(0);
        if self.is_full(&first, |_| true) {
            return (0, first);
        }
        if !self.can_be_full() {
            return (LAST_ROUND, pools(LAST_ROUND));
        }
        let mut later = (1..LAST_ROUND).map(|round| (round, pools(round)));
        let later = later.find(|(_, pools)| self.is_full(pools, Part::varies));
        later.unwrap_or_else(|| (LAST_ROUND, pools(LAST_ROUND)))
    }

    /// Whether some round may have a full assignment. If each department's places can't be filled by all its officers, the
    /// drawn and the others, no round can fill them; and where all are drawn, this answers for every round.
    fn can_be_full(&self) -> bool {
        self.checked.parts.iter().enumerate().all(|(d, part)| {
            let most = match self.checked.mode() {
                Mode::Teams => self.businesses.len().div_ceil(self.checked.teams()),
                Mode::PerBusiness => part.limit,
            };
            per_business::is_full(self, d, &part.officers, most)
        })
    }

    /// Whether the round has a full assignment in all departments, of which mode `per-business` asks those `which` names.
    fn is_full(&self, pools: &Pools, which: impl Fn(&Part<'a>) -> bool) -> bool {
        if self.recused.iter().all(Vec::is_empty) {
            // What passed the counts of protocol §3 has an assignment where nobody is recused.
            return true;
        }
        match self.checked.mode() {
            Mode::Teams => teams::is_full(self, pools),
            Mode::PerBusiness => {
                let mut parts = self.checked.parts.iter().enumerate().filter(|(_, part)| which(part));
                parts.all(|(d, part)| per_business::is_full(self, d, &pools[d], part.limit))
            }
        }
    }

    /// The teams of the round that counts.
    pub(super) fn teams(&self, pools: &Pools, round: u32, tickets: &Tickets) -> Vec<Team> {
        let heeded = round < LAST_ROUND;
        match self.checked.mode() {
            Mode::Teams => teams::teams(self, pools, round, heeded, tickets),
            Mode::PerBusiness => per_business::teams(self, pools, round, heeded, tickets),
        }
    }
}

/// Notes for each officer of the pool what is made of its place there.
pub(super) fn note_places(of: &mut [Option<usize>], pool: &[u32], what: impl Fn(usize) -> usize) {
    for (place, officer) in pool.iter().enumerate() {
        of[size(*officer)] = Some(what(place));
    }
}
