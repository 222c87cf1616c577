//! The rounds (protocol §6): officers are drawn again until no recusal stands against a full assignment. The businesses
//! stay, so what depends on them alone is laid out once.

use super::checked::Checked;
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
    /// Per business, the places of the officers of applying departments who are recused from it.
    pub recused: Vec<Vec<usize>>,
}

impl<'c, 'a> Drawing<'c, 'a> {
    pub(super) fn new(checked: &'c Checked<'a>, businesses: Vec<u32>) -> Self {
        let recused = |business: &u32| {
            let stratum = &checked.public.business(*business).stratum;
            let applies = |officer: &usize| checked.parts[checked.department_of[*officer]].department.applies(stratum);
            checked.recused_from(*business).iter().map(|(_, officer)| size(*officer)).filter(applies).collect()
        };
        let recused = businesses.iter().map(recused).collect();
        Self { checked, businesses, recused }
    }

    /// The round that counts, and its pools. `pools` draws the officers of a department in a round.
    pub(super) fn round(&self, mut pool: impl FnMut(usize, u32) -> Vec<u32>) -> (u32, Pools) {
        let departments = 0..self.checked.parts.len();
        let mut pools = |round| departments.clone().map(|d| pool(d, round)).collect::<Pools>();
        let first = pools(0);
        if !self.is_ever_full(&first) {
            return (LAST_ROUND, pools(LAST_ROUND));
        }
        if self.is_full(&first) {
            return (0, first);
        }
        let later = (1..LAST_ROUND).map(|round| (round, pools(round))).find(|(_, pools)| self.is_full(pools));
        later.unwrap_or_else(|| (LAST_ROUND, pools(LAST_ROUND)))
    }

    /// What no round can change: a business that too few officers may inspect, and a department whose officers are all
    /// drawn in every round.
    fn is_ever_full(&self, pools: &Pools) -> bool {
        let mut parts = self.checked.parts.iter().enumerate().zip(pools);
        parts.all(|((d, part), pool)| {
            let enough = |recused: &Vec<usize>| {
                let ours = recused.iter().filter(|o| self.checked.department_of[**o] == d).count();
                ours == 0 || part.officers.len() - ours >= size(part.department.per_team)
            };
            let constant = self.checked.mode() == Mode::PerBusiness && !part.varies();
            self.recused.iter().all(enough) && (!constant || per_business::is_full(self, d, pool))
        })
    }

    /// Whether the round has a full assignment in all departments.
    fn is_full(&self, pools: &Pools) -> bool {
        if self.recused.iter().all(Vec::is_empty) {
            // What passed the counts of protocol §3 has an assignment where nobody is recused.
            return true;
        }
        match self.checked.mode() {
            Mode::Teams => teams::is_full(self, pools),
            Mode::PerBusiness => {
                let mut varying = (0..pools.len()).filter(|d| self.checked.parts[*d].varies());
                varying.all(|d| per_business::is_full(self, d, &pools[d]))
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
