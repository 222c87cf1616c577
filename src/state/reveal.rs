//! 揭晓: in which order a room sees an outcome that is fixed already. It decides nothing.

use crate::draw::Outcome;

/// More steps than this for one list and the room falls asleep: longer lists come several at a time.
const STEPS: usize = 60;

/// How an outcome is revealed: businesses, then officers by department, then teams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reveal {
    businesses: usize,
    departments: usize,
    teams: usize,
}

/// What is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// Nothing yet.
    Waiting,
    /// This many businesses.
    Businesses(usize),
    /// The officers of this many departments.
    Officers(usize),
    /// This many teams.
    Teams(usize),
}

fn steps(items: usize) -> usize {
    items.div_ceil(at_once(items))
}

/// How many come in one step.
fn at_once(items: usize) -> usize {
    items.div_ceil(STEPS).max(1)
}

impl Reveal {
    /// Of this outcome.
    pub fn of(outcome: &Outcome) -> Self {
        Self::new(
            outcome.businesses.len(),
            outcome.officers.as_ref().map_or(0, std::collections::BTreeMap::len),
            outcome.teams.len(),
        )
    }

    /// Of an outcome with this many businesses, departments and teams.
    const fn new(businesses: usize, departments: usize, teams: usize) -> Self {
        Self { businesses, departments, teams }
    }

    /// The last step: everything is shown.
    pub fn last(&self) -> usize {
        steps(self.businesses) + self.departments + steps(self.teams)
    }

    /// What a step shows, from 0; beyond the last, what the last shows.
    pub fn scene(&self, step: usize) -> Scene {
        let businesses = steps(self.businesses);
        let officers = businesses + self.departments;
        match step.min(self.last()) {
            0 => Scene::Waiting,
            n if n <= businesses => Scene::Businesses(self.businesses.min(n * at_once(self.businesses))),
            n if n <= officers => Scene::Officers(n - businesses),
            n => Scene::Teams(self.teams.min((n - officers) * at_once(self.teams))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eleven_businesses_five_departments_four_teams() {
        let reveal = Reveal::new(11, 5, 4);
        assert_eq!(reveal.last(), 20);
        assert_eq!(reveal.scene(0), Scene::Waiting);
        assert_eq!(reveal.scene(1), Scene::Businesses(1));
        assert_eq!(reveal.scene(11), Scene::Businesses(11));
        assert_eq!(reveal.scene(12), Scene::Officers(1));
        assert_eq!(reveal.scene(17), Scene::Teams(1));
        assert_eq!(reveal.scene(usize::MAX), Scene::Teams(4));
    }

    #[test]
    fn long_lists_come_several_at_a_time_and_whole() {
        let reveal = Reveal::new(301, 2, 301);
        assert!(reveal.last() <= 2 * STEPS + 2);
        assert_eq!(reveal.scene(1), Scene::Businesses(6));
        // 301 in sixes: 51 steps.
        assert_eq!(reveal.scene(51), Scene::Businesses(301));
        assert_eq!(reveal.scene(reveal.last()), Scene::Teams(301));
        assert_eq!(Reveal::new(0, 0, 0).scene(3), Scene::Waiting);
    }
}
