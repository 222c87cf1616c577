//! 大屏: which slides a room sees, and in which order. What does not fit on one slide goes on to the next; nothing is left
//! out, and nothing is decided here.

use crate::draw::{Drawn, Mode, Sealed, SealedDepartment, Team};
use crate::model::InOrder;
use crate::state::campaign::{Attempt, Campaign, Phase};
use std::ops::Range;

/// Businesses on a slide, below the rulers: two rows of four.
const BUSINESSES: usize = 8;
/// From so many on, they stand closer: more slides and the room falls asleep.
const MANY: usize = 72;
/// Businesses on such a slide: four rows of four.
const CLOSE: usize = 16;
/// Lines on a slide of officers.
const OFFICER_LINES: usize = 11;
/// Officers of a department in one block.
const OFFICERS: usize = 12;
/// Lines of a group's businesses on a slide.
const GROUP_LINES: usize = 13;
/// Lines of a group's officers on a slide.
const GROUP_OFFICER_LINES: usize = 16;
/// 按户: businesses on a slide.
const HOUSEHOLDS: usize = 8;
/// 按户: lines of one of two columns of four; where one needs more, there are two columns of two.
const HOUSEHOLD_LINES: usize = 6;

/// What is on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slide {
    /// Nothing is sealed.
    Open,
    /// 封存码.
    Seal,
    /// 写号: so many slips are handed in, in the order of [`slips`].
    Slips(usize),
    /// 报数: the number of the party at this place.
    Number(usize),
    /// 种子.
    Seed,
    /// Every ticket on the ruler of its category, nothing drawn yet.
    Tickets,
    /// The businesses at these places of the record's order.
    Businesses(Range<usize>),
    /// The officers drawn: of the department at this place, those at these places.
    Officers(Vec<(usize, Range<usize>)>),
    /// The team at this place: which of its businesses, and which of the departments that are in it.
    Group {
        /// Its place.
        team: usize,
        /// Of its businesses.
        businesses: Range<usize>,
        /// Of its departments.
        departments: Range<usize>,
    },
    /// 按户: the teams at these places.
    Households(Range<usize>),
    /// Totals and the code to check them by.
    Closing,
}

/// A part of the ceremony, as the head of every slide names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chapter {
    /// 封存.
    Seal,
    /// 写号.
    Slips,
    /// 报数.
    Numbers,
    /// 抽取.
    Draw,
    /// 分组, or 匹配 where there are no teams.
    Groups,
}

impl Chapter {
    /// In order.
    pub const ALL: [Self; 5] = [Self::Seal, Self::Slips, Self::Numbers, Self::Draw, Self::Groups];

    /// Its name.
    pub const fn title(self, mode: Mode) -> &'static str {
        match (self, mode) {
            (Self::Seal, _) => "封存",
            (Self::Slips, _) => "写号",
            (Self::Numbers, _) => "报数",
            (Self::Draw, _) => "抽取",
            (Self::Groups, Mode::Teams) => "分组",
            (Self::Groups, Mode::PerBusiness) => "匹配",
        }
    }
}

impl Slide {
    /// The part that it belongs to; `None` once all is shown.
    pub const fn chapter(&self) -> Option<Chapter> {
        Some(match self {
            Self::Open | Self::Seal => Chapter::Seal,
            Self::Slips(_) => Chapter::Slips,
            Self::Number(_) => Chapter::Numbers,
            Self::Seed | Self::Tickets | Self::Businesses(_) | Self::Officers(_) => Chapter::Draw,
            Self::Group { .. } | Self::Households(_) => Chapter::Groups,
            Self::Closing => return None,
        })
    }

    /// Whether both are pages of one list.
    fn goes_on(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Group { team, .. }, Self::Group { team: other, .. }) => team == other,
            (Self::Businesses(_), Self::Businesses(_))
            | (Self::Officers(_), Self::Officers(_))
            | (Self::Households(_), Self::Households(_)) => true,
            _ => false,
        }
    }
}

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

/// The departments that are in a team, in the plan's order, with the keys of their officers.
pub fn departments_of<'a>(sealed: &'a Sealed, team: &'a Team) -> Vec<(&'a SealedDepartment, &'a [String])> {
    let all = sealed.seal.departments.iter().map(|d| (d, team.officers_of(&d.name)));
    all.filter(|(_, officers)| !officers.is_empty()).collect()
}

/// Lines that a text takes where so many Chinese characters stand on one.
fn lines(text: &str, across: usize) -> usize {
    let halves: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    halves.div_ceil(2 * across).max(1)
}

/// Cuts a list into pages of about the same length, none with more lines than this unless one item has; in order, whole.
fn pages(lines: &[usize], most: usize) -> Vec<Range<usize>> {
    let cut = |most: usize| {
        let (mut pages, mut from, mut taken) = (Vec::new(), 0, 0);
        for (i, lines) in lines.iter().enumerate() {
            if i > from && taken + lines > most {
                pages.push(from..i);
                (from, taken) = (i, 0);
            }
            taken += lines;
        }
        if from < lines.len() {
            pages.push(from..lines.len());
        }
        pages
    };
    let full = cut(most);
    let even = cut(lines.iter().sum::<usize>().div_ceil(full.len().max(1)));
    if even.len() == full.len() { even } else { full }
}

fn businesses(drawn: usize) -> impl Iterator<Item = Slide> {
    let most = if drawn < MANY { BUSINESSES } else { CLOSE };
    pages(&vec![1; drawn], most).into_iter().map(Slide::Businesses)
}

fn officers(sealed: &Sealed, drawn: &Drawn) -> impl Iterator<Item = Slide> {
    let mut blocks = Vec::new();
    for (i, department) in sealed.seal.departments.iter().enumerate() {
        let drawn = drawn.officers.get(&department.name).map_or(&[][..], Vec::as_slice);
        for of in pages(&vec![1; drawn.len()], OFFICERS) {
            let names: String = drawn[of.clone()].iter().map(|o| format!("{}　", sealed.name_of(&o.key))).collect();
            blocks.push((lines(&department.name, 10).max(lines(&names, 26)), (i, of)));
        }
    }
    let pages = pages(&blocks.iter().map(|(lines, _)| *lines).collect::<Vec<_>>(), OFFICER_LINES);
    pages.into_iter().map(move |page| Slide::Officers(blocks[page].iter().map(|(_, block)| block.clone()).collect()))
}

fn joined(sealed: &Sealed, keys: &[String]) -> String {
    keys.iter().map(|key| sealed.name_of(key)).collect::<Vec<_>>().join("、")
}

/// One group; the last page of its shorter list stays beside the pages of the longer one.
fn group(sealed: &Sealed, teams: &[Team], place: usize) -> impl Iterator<Item = Slide> {
    let team = &teams[place];
    let firms: Vec<_> = team.businesses.iter().map(|key| lines(sealed.name_of(key), 18)).collect();
    let people = departments_of(sealed, team);
    let people: Vec<_> = people.iter().map(|(d, o)| lines(&d.name, 8).max(lines(&joined(sealed, o), 12))).collect();
    let (firms, people) = (pages(&firms, GROUP_LINES), pages(&people, GROUP_OFFICER_LINES));
    let at = |pages: &[Range<usize>], i: usize| pages.get(i).or(pages.last()).cloned().unwrap_or_default();
    (0..firms.len().max(people.len()).max(1)).map(move |i| Slide::Group {
        team: place,
        businesses: at(&firms, i),
        departments: at(&people, i),
    })
}

fn households(sealed: &Sealed, teams: &[Team]) -> impl Iterator<Item = Slide> {
    let tall = |team: &Team| {
        let firms: usize = team.businesses.iter().map(|key| lines(sealed.name_of(key), 26)).sum();
        let people: Vec<_> = departments_of(sealed, team);
        let people: String = people.iter().map(|(d, o)| format!("{}　{}　", d.name, joined(sealed, o))).collect();
        firms + lines(&people, 30)
    };
    let tallest = teams.iter().map(tall).max().unwrap_or(0);
    let most = if tallest <= HOUSEHOLD_LINES { HOUSEHOLDS } else { HOUSEHOLDS / 2 };
    (0..teams.len()).step_by(most).map(move |from| Slide::Households(from..teams.len().min(from + most)))
}
