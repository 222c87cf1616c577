//! The rounds (protocol §6): officers are drawn again until no recusal stands against a full assignment.

use super::checked::Part;
use super::drawing::{Drawing, LAST_ROUND, Pools};
use super::outcome::Team;
use super::seal::Mode;
use super::ticket::Tickets;
use super::{per_business, teams};

impl<'a> Drawing<'_, 'a> {
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
