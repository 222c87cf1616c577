//! How much is on a slide: what does not fit on one goes on to the next, and nothing is left out.

use super::slide::Slide;
use crate::draw::{Drawn, Sealed, SealedDepartment, Team};
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

pub(super) fn businesses(drawn: usize) -> impl Iterator<Item = Slide> {
    let most = if drawn < MANY { BUSINESSES } else { CLOSE };
    pages(&vec![1; drawn], most).into_iter().map(Slide::Businesses)
}

pub(super) fn officers(sealed: &Sealed, drawn: &Drawn) -> impl Iterator<Item = Slide> {
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
pub(super) fn group(sealed: &Sealed, teams: &[Team], place: usize) -> impl Iterator<Item = Slide> {
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

pub(super) fn households(sealed: &Sealed, teams: &[Team]) -> impl Iterator<Item = Slide> {
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
