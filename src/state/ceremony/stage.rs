//! 大屏: which slides a room sees, and in which order. Nothing is left out, and nothing is decided here.

use super::slide::Slide;
use super::slide_pages::{businesses, group, households, officers};
use crate::draw::{Drawn, Mode, Sealed, Team};
use crate::model::InOrder;
use crate::state::campaign::{Attempt, Campaign, Phase};

/// The slides of an attempt as far as it has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Show {
    slides: Vec<Slide>,
    start: usize,
}

impl Show {
    /// Before a seal.
    pub fn open() -> Self {
        Self { slides: vec![Slide::Open], start: 0 }
    }

    /// Of a sealed attempt; with the draw and the teams as they stand now, once there is one.
    pub fn of(sealed: &Sealed, attempt: &Attempt, drawn: Option<(&Drawn, &[Team])>) -> Self {
        let parties = sealed.seal.contributors.len();
        let mut slides = vec![Slide::Seal];
        if attempt.seed().is_none() {
            if !begun(attempt) {
                slides.extend((0..=parties).map(Slide::Slips));
            }
            slides.push(Slide::Number(reading(attempt, parties)));
            let start = if begun(attempt) { 1 } else { 0 };
            return Self { slides, start };
        }
        slides.push(Slide::Slips(parties));
        slides.extend((0..parties).map(Slide::Number));
        slides.push(Slide::Seed);
        let Some((drawn, teams)) = drawn else { return Self { start: slides.len() - 1, slides } };
        let start = slides.len();
        slides.push(Slide::Tickets);
        slides.extend(businesses(drawn.businesses.len()));
        slides.extend(officers(sealed, drawn));
        match sealed.seal.matching.mode {
            Mode::Teams => slides.extend((0..teams.len()).flat_map(|i| group(sealed, teams, i))),
            Mode::PerBusiness => slides.extend(households(sealed, teams)),
        }
        slides.push(Slide::Closing);
        Self { slides, start }
    }

    /// The step at which the room enters: what came before was shown while it happened.
    pub const fn start(&self) -> usize {
        self.start
    }

    /// The last step.
    pub const fn last(&self) -> usize {
        self.slides.len().saturating_sub(1)
    }

    /// What a step shows, from 0; beyond the last, what the last shows.
    pub fn slide(&self, step: usize) -> &Slide {
        self.slides.get(step.min(self.last())).unwrap_or(&Slide::Open)
    }

    /// The first step of the next list or part: what is skipped to.
    pub fn skip(&self, step: usize) -> usize {
        let here = self.slide(step);
        let other = |slide: &Slide| match (here, slide) {
            (Slide::Group { .. } | Slide::Households(_), _) => slide.chapter() != here.chapter(),
            (Slide::Slips(_), Slide::Slips(_)) | (Slide::Number(_), Slide::Number(_)) => false,
            _ => !here.goes_on(slide),
        };
        (step + 1..self.slides.len()).find(|i| other(&self.slides[*i])).unwrap_or(self.last())
    }

    /// Which page of its list a slide is, from 1, and how many there are.
    pub fn page(&self, step: usize) -> (usize, usize) {
        let step = step.min(self.last());
        let here = self.slide(step);
        let before = self.slides[..step].iter().rev().take_while(|s| here.goes_on(s)).count();
        let after = self.slides[step + 1..].iter().take_while(|s| here.goes_on(s)).count();
        (before + 1, before + 1 + after)
    }
}

/// What a stored step belongs to: with every new attempt and phase, and with the first number, it begins anew.
pub fn turn(campaign: &Campaign) -> u32 {
    let phase = match campaign.phase() {
        Phase::Open => 0,
        Phase::Sealed if campaign.current().is_some_and(begun) => 2,
        Phase::Sealed => 1,
        Phase::Seeded => 3,
        Phase::Drawn => 4,
    };
    campaign.attempt_number().saturating_mul(8).saturating_add(phase)
}

/// Whether a slip was opened.
fn begun(attempt: &Attempt) -> bool {
    attempt.confirmed() > 0 || attempt.said().first().is_some_and(|s| !s.text.is_empty() || s.correcting.is_some())
}

/// Whose number is on the screen: the one that is typed, or the last one confirmed until the next is begun.
fn reading(attempt: &Attempt, parties: usize) -> usize {
    let next = attempt.confirmed();
    let typed = attempt.said().get(next).is_some_and(|s| !s.text.is_empty() || s.correcting.is_some());
    let place = if typed { next } else { next.saturating_sub(1) };
    place.min(parties.saturating_sub(1))
}

/// Whether a party's number comes of chance, which is thrown last, before the first slip is opened.
pub fn is_chance(label: &str) -> bool {
    ["骰", "摸球", "摇号"].iter().any(|word| label.contains(word))
}

/// The places of the parties in the order in which their slips are handed in: as sealed, chance last.
pub fn slips(contributors: &[String]) -> Vec<usize> {
    let mut places: Vec<_> = (0..contributors.len()).collect();
    places.order_by_key(|i| is_chance(&contributors[*i]));
    places
}
