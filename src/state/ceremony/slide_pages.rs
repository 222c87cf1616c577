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
/// 按户: businesses on a slide, in two columns.
const HOUSEHOLDS: usize = 8;
/// 按户: what the rows of a slide may be high together, in thousandths of the screen; as high, they are set at 1.7 % of it.
const HOUSEHOLDS_HIGH: usize = 1010;
/// 按户: the heights of a row's frame, a line of its business, and one of its officers, in thousandths.
const HOUSEHOLD: [usize; 3] = [24, 41, 33];

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
            let name = lines(&department.name, 12) + usize::from(of.start > 0);
            blocks.push((name.max(lines(&names, 26)), (i, of)));
        }
    }
    let pages = pages(&blocks.iter().map(|(lines, _)| *lines).collect::<Vec<_>>(), OFFICER_LINES);
    pages.into_iter().map(move |page| Slide::Officers(joined_blocks(blocks[page].iter().map(|(_, block)| block))))
}

/// The blocks of a slide, those of one department as one.
fn joined_blocks<'a>(blocks: impl Iterator<Item = &'a (usize, Range<usize>)>) -> Vec<(usize, Range<usize>)> {
    let mut all: Vec<(usize, Range<usize>)> = Vec::new();
    for (department, of) in blocks {
        match all.last_mut() {
            Some((last, so_far)) if last == department => so_far.end = of.end,
            _ => all.push((*department, of.clone())),
        }
    }
    all
}

fn joined(sealed: &Sealed, keys: &[String]) -> String {
    keys.iter().map(|key| sealed.name_of(key)).collect::<Vec<_>>().join("、")
}

/// One group; the last page of its shorter list stays beside the pages of the longer one.
pub(super) fn group(sealed: &Sealed, teams: &[Team], place: usize) -> impl Iterator<Item = Slide> {
    let team = &teams[place];
    let firms: Vec<_> = team.businesses.iter().map(|key| lines(sealed.name_of(key), 16)).collect();
    let people = departments_of(sealed, team);
    // A name that does not fit beside its department goes below it.
    let wide = |key: &String| lines(sealed.name_of(key), 9) > 1;
    let high = |d: &SealedDepartment, o: &[String]| {
        lines(&d.name, 12).max(lines(&joined(sealed, o), 10)) + usize::from(o.iter().any(wide))
    };
    let people: Vec<_> = people.iter().map(|(d, o)| high(d, o)).collect();
    let (firms, people) = (pages(&firms, GROUP_LINES), pages(&people, GROUP_OFFICER_LINES));
    let at = |pages: &[Range<usize>], i: usize| pages.get(i).or(pages.last()).cloned().unwrap_or_default();
    (0..firms.len().max(people.len()).max(1)).map(move |i| Slide::Group {
        team: place,
        businesses: at(&firms, i),
        departments: at(&people, i),
    })
}

/// Lines of a household's officers: departments follow each other in a line as far as one holds them.
fn household_lines(sealed: &Sealed, team: &Team) -> usize {
    const ACROSS: usize = 32;
    let (mut all, mut taken) = (0, ACROSS);
    for (d, officers) in departments_of(sealed, team) {
        let text = format!("{}　{}　", d.name, joined(sealed, officers));
        let halves: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        let wide = halves.div_ceil(2);
        if taken + wide > ACROSS {
            all += wide.div_ceil(ACROSS);
            taken = wide.min(ACROSS);
        } else {
            taken += wide;
        }
    }
    all
}

/// 按户: as many households a slide as fit, up to eight, on slides of about the same number.
pub(super) fn households(sealed: &Sealed, teams: &[Team]) -> impl Iterator<Item = Slide> {
    let [frame, name, line] = HOUSEHOLD;
    let high = |team: &Team| {
        let names: usize = team.businesses.iter().map(|key| lines(sealed.name_of(key), 25)).sum();
        frame + name * names + line * household_lines(sealed, team)
    };
    let high: Vec<usize> = teams.iter().map(high).collect();
    // Two stand in a row, which is as high as the higher of them.
    let fits = |of: &[usize]| of.chunks(2).filter_map(|row| row.iter().max()).sum::<usize>() <= HOUSEHOLDS_HIGH;
    let cut = |most: usize| {
        let (mut slides, mut from) = (Vec::new(), 0);
        while from < high.len() {
            let left = most.min(high.len() - from);
            let taken = (1..=left).rev().find(|n| (n % 2 == 0 || *n == left) && fits(&high[from..from + n]));
            let to = from + taken.unwrap_or(2.min(left));
            slides.push(from..to);
            from = to;
        }
        slides
    };
    let fewest = cut(HOUSEHOLDS).len();
    let even = (2..=HOUSEHOLDS).step_by(2).map(cut).find(|slides| slides.len() == fewest);
    even.unwrap_or_default().into_iter().map(Slide::Households)
}
