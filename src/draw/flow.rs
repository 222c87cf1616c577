//! "Leaves a full assignment" (protocol §6): a yes-or-no question, asked at every choice. Any algorithm for it gives the
//! same draw.
//!
//! A full assignment stands throughout. Fixing a choice that differs from it looks for an augmenting path that
//! repairs it; if there is none, the choice leaves no assignment and the standing one stays as it was. So a choice
//! costs a short search and not a new flow.

use super::ticket::Ticket;
use std::cmp::Reverse;
use std::collections::VecDeque;

/// A standing full assignment of *seekers* (businesses), each to `demand` different *takers* (teams, officers),
/// none barred, no taker beyond its room. Some of it is fixed for good, the rest can still move.
#[derive(Debug, Clone)]
pub(super) struct Assignment {
    /// How many takers each seeker has in the end.
    demand: usize,
    /// Per seeker, the takers that it may not have, sorted.
    barred: Vec<Vec<usize>>,
    /// Per seeker, the takers that it holds for now.
    held: Vec<Vec<usize>>,
    /// Per seeker, the takers chosen for good.
    fixed: Vec<Vec<usize>>,
    /// Per taker, the seekers that hold it for now.
    holders: Vec<Vec<usize>>,
    /// Per taker, the room that is neither held nor fixed.
    slack: Vec<usize>,
    /// Per taker, the room that is not fixed.
    left: Vec<usize>,
    /// The last offers, kept for their room in memory.
    scratch: Vec<(Ticket, usize)>,
}

/// How a taker was reached: the seeker that would take it, giving up the other taker.
type Step = (usize, usize);

impl Assignment {
    /// A full assignment, if one exists.
    pub(super) fn new(demand: usize, room: &[usize], mut barred: Vec<Vec<usize>>) -> Option<Self> {
        for takers in &mut barred {
            takers.sort_unstable();
            takers.dedup();
        }
        let seekers = barred.len();
        if demand > room.len() && seekers > 0 {
            return None;
        }
        let none = || vec![Vec::new(); seekers];
        let (held, fixed, holders) = (none(), none(), vec![Vec::new(); room.len()]);
        let (left, slack) = (room.to_vec(), room.to_vec());
        let mut it = Self { demand, barred, held, fixed, holders, left, slack, scratch: Vec::new() };
        // Those with the least choice come first: where there is no assignment, it shows soon.
        let mut order: Vec<_> = (0..seekers).collect();
        order.sort_by_key(|seeker| Reverse(it.barred[*seeker].len()));
        for seeker in order {
            for _ in 0..demand {
                it.serve(seeker)?;
            }
        }
        Some(it)
    }

    /// The takers chosen for good for the seeker, in the order in which they were.
    pub(super) fn chosen(&self, seeker: usize) -> &[usize] {
        &self.fixed[seeker]
    }

    /// Offers the seeker its takers in the order of their tickets, until it has all that it needs.
    pub(super) fn choose(&mut self, seeker: usize, ticket: impl Fn(usize) -> Ticket) {
        let mut offers = std::mem::take(&mut self.scratch);
        offers.clear();
        offers.extend(self.offers(seeker).map(|taker| (ticket(taker), taker)));
        // Mostly the first ones are taken, so that all are not sorted.
        while self.fixed[seeker].len() < self.demand {
            let first = (0..offers.len()).min_by(|a, b| offers[*a].cmp(&offers[*b]));
            let Some(first) = first else { break };
            let (_, taker) = offers.swap_remove(first);
            self.fix(seeker, taker);
        }
        self.scratch = offers;
    }

    /// The takers that are not barred and have room that is not fixed.
    fn offers(&self, seeker: usize) -> impl Iterator<Item = usize> {
        let mut barred = self.barred[seeker].iter().peekable();
        let open = move |taker: &usize| barred.next_if_eq(&taker).is_none();
        (0..self.left.len()).filter(open).filter(|taker| self.left[*taker] > 0)
    }

    /// Chooses the taker for the seeker for good, if there is room and the rest keeps a full assignment.
    fn fix(&mut self, seeker: usize, taker: usize) -> bool {
        if let Some(place) = self.held[seeker].iter().position(|t| *t == taker) {
            self.held[seeker].swap_remove(place);
            self.leave(seeker, taker);
        } else if !self.open(seeker, taker) || !self.exchange(seeker, taker) {
            return false;
        }
        self.fixed[seeker].push(taker);
        self.left[taker] -= 1;
        true
    }

    /// Gives up one of the takers held by the seeker for a place at this one.
    fn exchange(&mut self, seeker: usize, taker: usize) -> bool {
        let Some(&last) = self.held[seeker].last() else { return false };
        if self.slack[taker] > 0 {
            self.drop_held(seeker, last);
            self.slack[taker] -= 1;
            return true;
        }
        if self.swap(seeker, taker) {
            return true;
        }
        let Some((end, steps)) = self.search(seeker, vec![taker], &self.held[seeker]) else { return false };
        let given = if self.held[seeker].contains(&end) { end } else { last };
        self.drop_held(seeker, given);
        self.walk(end, &steps);
        true
    }

    /// The shortest way, tried first: another holder of the taker moves to one that the seeker gives up.
    fn swap(&mut self, seeker: usize, taker: usize) -> bool {
        let given = |other: usize| self.held[seeker].iter().copied().find(|given| self.open(other, *given));
        let others = self.holders[taker].iter().copied().filter(|other| *other != seeker);
        let Some((other, given)) = others.filter_map(|other| Some((other, given(other)?))).next() else { return false };
        self.held[seeker].retain(|t| *t != given);
        self.leave(seeker, given);
        self.pass(other, taker, given);
        true
    }

    /// Finds one more taker for the seeker, moving others if need be.
    fn serve(&mut self, seeker: usize) -> Option<()> {
        let first = match self.roomiest(seeker) {
            Some(taker) => {
                self.slack[taker] -= 1;
                taker
            }
            None => {
                let open = (0..self.slack.len()).filter(|t| self.open(seeker, *t)).collect();
                let (end, steps) = self.search(seeker, open, &[])?;
                self.walk(end, &steps)
            }
        };
        self.held[seeker].push(first);
        self.holders[first].push(seeker);
        Some(())
    }

    /// The open taker with the most room, so that the standing assignment is balanced and later searches are short.
    fn roomiest(&self, seeker: usize) -> Option<usize> {
        let (mut best, mut most) = (None, 0);
        for (taker, slack) in self.slack.iter().enumerate() {
            if *slack > most && self.open(seeker, taker) {
                (best, most) = (Some(taker), *slack);
            }
        }
        best
    }

    /// Whether the seeker could have the taker in addition: not barred, not already its own.
    fn open(&self, seeker: usize, taker: usize) -> bool {
        self.barred[seeker].binary_search(&taker).is_err()
            && !self.held[seeker].contains(&taker)
            && !self.fixed[seeker].contains(&taker)
    }

    /// The shortest way from full takers to one with slack, or to one that the seeker itself has given up: along it
    /// every other seeker gives up one taker for the next. Breadth first, each taker at most once.
    fn search(&self, seeker: usize, from: Vec<usize>, given: &[usize]) -> Option<(usize, Vec<Option<Step>>)> {
        let mut steps: Vec<Option<Step>> = vec![None; self.slack.len()];
        let mut seen = vec![false; self.slack.len()];
        from.iter().for_each(|taker| seen[*taker] = true);
        let mut unseen: Vec<_> = (0..self.slack.len()).filter(|taker| !seen[*taker]).collect();
        let mut queue = VecDeque::from(from);
        while let Some(full) = queue.pop_front() {
            for &other in self.holders[full].iter().filter(|s| **s != seeker) {
                let mut i = 0;
                while let Some(&next) = unseen.get(i) {
                    if !self.open(other, next) {
                        i += 1;
                        continue;
                    }
                    steps[next] = Some((other, full));
                    if self.slack[next] > 0 || given.contains(&next) {
                        return Some((next, steps));
                    }
                    unseen.swap_remove(i);
                    queue.push_back(next);
                }
            }
        }
        None
    }

    /// Moves everyone along the way that ends at `end`; the place freed at its beginning is the caller's.
    fn walk(&mut self, end: usize, steps: &[Option<Step>]) -> usize {
        self.slack[end] = self.slack[end].saturating_sub(1);
        let mut at = end;
        while let Some((seeker, full)) = steps[at] {
            self.pass(seeker, full, at);
            at = full;
        }
        at
    }

    /// The seeker holds another taker in place of the one.
    fn pass(&mut self, seeker: usize, from: usize, to: usize) {
        if let Some(place) = self.held[seeker].iter_mut().find(|t| **t == from) {
            *place = to;
        }
        self.leave(seeker, from);
        self.holders[to].push(seeker);
    }

    fn drop_held(&mut self, seeker: usize, taker: usize) {
        self.held[seeker].retain(|t| *t != taker);
        self.leave(seeker, taker);
        self.slack[taker] += 1;
    }

    fn leave(&mut self, seeker: usize, taker: usize) {
        if let Some(place) = self.holders[taker].iter().position(|s| *s == seeker) {
            self.holders[taker].swap_remove(place);
        }
    }
}

/// Whether there is a full assignment. Those who are barred from nothing are all alike: it is mostly enough to assign the
/// few others, and to count what room that leaves.
pub(super) fn is_assignable(demand: usize, room: &[usize], barred: &[Vec<usize>]) -> bool {
    let bound: Vec<_> = barred.iter().filter(|takers| !takers.is_empty()).cloned().collect();
    let free = barred.len() - bound.len();
    let Some(assignment) = Assignment::new(demand, room, bound) else { return false };
    // The free ones have room if each taker is offered to each of them once: deal the places out in turn.
    let places = assignment.slack.iter().map(|room| (*room).min(free)).fold(0, usize::saturating_add);
    let enough = demand.checked_mul(free).is_some_and(|wanted| wanted <= places) && (free == 0 || demand <= room.len());
    enough || Assignment::new(demand, room, barred.to_vec()).is_some()
}

#[cfg(test)]
mod tests;
