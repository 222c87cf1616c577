//! 大屏: every business, officer and group that was drawn stands on some slide, exactly once.

use crate::common::cast::Cast;
use crate::common::desk::{Desk, at};
use mingchou::draw::{Drawn, Sealed, Team, teams_after, ticket};
use mingchou::state::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn told(desk: &Desk) -> (Sealed, Attempt, Drawn, Vec<Team>) {
    let attempt = desk.campaign().current().unwrap().clone();
    let sealed = desk.model.sealed(&attempt).unwrap();
    let drawn = drawn(&desk.model, &attempt, &sealed).unwrap();
    let teams = teams_after(&drawn.outcome.teams, &attempt.substitutions);
    (sealed, attempt, drawn, teams)
}

fn slides(show: &Show) -> Vec<Slide> {
    (0..=show.last()).map(|step| show.slide(step).clone()).collect()
}

/// Looks at every slide; panics where something is missing, doubled or more than its slide holds.
fn assert_whole(desk: &Desk) {
    let (sealed, attempt, drawn, teams) = told(desk);
    let show = Show::of(&sealed, &attempt, Some((&drawn, &teams)));
    let slides = slides(&show);
    let (mut businesses, mut officers, mut households) = (vec![], vec![], vec![]);
    let (mut firms, mut people) = (vec![vec![]; teams.len()], vec![vec![]; teams.len()]);
    for slide in &slides {
        match slide {
            Slide::Businesses(of) => businesses.extend(of.clone().map(|i| &drawn.businesses[i].key)),
            Slide::Officers(blocks) => {
                let named: BTreeSet<_> = blocks.iter().map(|(d, _)| d).collect();
                assert_eq!(named.len(), blocks.len(), "a department twice on a slide: {slide:?}");
                for (d, of) in blocks {
                    let department = &sealed.seal.departments[*d].name;
                    officers.extend(drawn.officers[department][of.clone()].iter().map(|o| o.key.clone()));
                }
            }
            Slide::Group { team, businesses, departments } => {
                assert!(businesses.len() <= 13, "{slide:?}");
                // The last page of the shorter list stays beside those of the longer one: the same page once more.
                for (pages, page) in [(&mut firms[*team], businesses), (&mut people[*team], departments)] {
                    if pages.last() != Some(page) {
                        pages.push(page.clone());
                    }
                }
            }
            Slide::Households(of) => {
                assert!(of.len() <= 8, "{slide:?}");
                households.extend(of.clone());
            }
            _ => {}
        }
    }
    assert!(businesses.iter().copied().eq(&drawn.outcome.businesses), "in the record's order, each once");
    let all: Vec<_> = sealed.seal.departments.iter().flat_map(|d| &drawn.officers[&d.name]).map(|o| &o.key).collect();
    assert!(officers.iter().eq(all), "{officers:?}");
    if sealed.seal.matching.teams.is_some() {
        for (team, (firms, people)) in teams.iter().zip(firms.into_iter().zip(people)) {
            assert!(firms.clone().into_iter().flatten().eq(0..team.businesses.len()), "{firms:?}");
            let all = departments_of(&sealed, team);
            assert!(people.clone().into_iter().flatten().eq(0..all.len()), "{people:?}");
            assert!(
                all.iter()
                    .flat_map(|(_, keys)| keys.iter())
                    .collect::<BTreeSet<_>>()
                    .into_iter()
                    .eq(team.all_officers().collect::<BTreeSet<_>>())
            );
        }
        let in_teams: BTreeSet<_> = teams.iter().flat_map(|t| &t.businesses).collect();
        assert!(in_teams.into_iter().eq(businesses.iter().copied().collect::<BTreeSet<_>>()));
    } else {
        assert!(households.into_iter().eq(0..teams.len()));
    }
    assert_eq!(slides.iter().filter(|s| **s == Slide::Closing).count(), 1);
    assert_eq!(slides[show.start()], Slide::Tickets);
    for step in 0..show.last() {
        let (page, pages) = show.page(step);
        assert!(1 <= page && page <= pages && show.skip(step) > step);
    }
    assert!(slides.len() <= 60 + teams.len() * 3, "the room falls asleep: {}", slides.len());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_entry_stands_on_a_slide_once(parties in 2_u32..=8, groups in 0_u32..=12, more in 0_u32..60, categories in 1_u32..=12, departments in 2_u32..=8) {
        let businesses = groups.max(categories) + more;
        assert_whole(&Cast { parties, groups, businesses, categories, departments }.drawn(at(0)));
    }
}

#[test]
fn one_business_and_two_hundred() {
    assert_whole(&Cast { parties: 2, groups: 1, businesses: 1, categories: 1, departments: 2 }.drawn(at(0)));
    assert_whole(&Cast { parties: 8, groups: 12, businesses: 200, categories: 12, departments: 8 }.drawn(at(0)));
}

fn households_of(desk: &Desk) -> Vec<usize> {
    let (sealed, attempt, drawn, teams) = told(desk);
    let show = Show::of(&sealed, &attempt, Some((&drawn, &teams)));
    let all = slides(&show).into_iter();
    all.filter_map(|slide| if let Slide::Households(of) = slide { Some(of.len()) } else { None }).collect()
}

/// 按户: by eights where they fit, with five departments by sixes and eights, with eight by fours.
#[test]
fn households_are_revealed_by_eights() {
    let of = |businesses, departments| {
        households_of(&Cast { parties: 2, groups: 0, businesses, categories: 1, departments }.drawn(at(0)))
    };
    assert_eq!(of(40, 2), [8; 5]);
    assert_eq!(of(40, 4), [8; 5]);
    assert_eq!(of(1, 5), [1]);
    // A quarter of the names takes two lines.
    let five = of(40, 5);
    assert!(five.len() <= 7 && five[..five.len() - 1].iter().all(|n| *n >= 6), "{five:?}");
    let eight = of(40, 8);
    assert!(eight.len() <= 10 && eight.iter().all(|n| *n >= 4), "{eight:?}");
}

/// The rulers against tickets computed here: what lies left of a cut is drawn, what lies right is not.
#[test]
fn a_cut_parts_the_drawn_from_the_others() {
    let desk = Cast { parties: 3, groups: 2, businesses: 20, categories: 3, departments: 3 }.drawn(at(0));
    let (sealed, _, drawn, _) = told(&desk);
    let rulers = Rulers::new(&sealed, &drawn.seed, &drawn.businesses);
    let part = |key: &str| {
        let hex = ticket(&drawn.seed, "business", &[key]).hex();
        f64::from(u32::from_str_radix(&hex[..8], 16).unwrap()) / f64::from(u32::MAX)
    };
    assert_eq!(rulers.drawn.len(), 20);
    for (placed, (ruler, column)) in drawn.businesses.iter().zip(&rulers.drawn) {
        assert!((f64::from(*column) / f64::from(COLUMNS) - part(&placed.key)).abs() < 1.0 / f64::from(COLUMNS));
        assert_eq!(rulers.rulers[*ruler].label, sealed.businesses.get(&placed.key).unwrap().stratum);
        assert!(*column < rulers.rulers[*ruler].cut);
    }
    for ruler in &rulers.rulers {
        let left =
            sealed.businesses.iter().filter(|b| b.stratum == ruler.label && !drawn.outcome.businesses.contains(&b.key));
        let columns: BTreeSet<_> = left.map(|b| (part(&b.key) * f64::from(COLUMNS)) as u32).collect();
        assert_eq!(columns.len(), ruler.left.len());
        assert!(ruler.left.iter().all(|column| *column >= ruler.cut), "{ruler:?}");
        assert_eq!(ruler.population, 20);
    }
    let (none, half, all) = (rulers.swept(0), rulers.swept(10), rulers.swept(20));
    assert!(none.iter().all(|at| *at == 0) && half.iter().zip(&all).all(|(half, all)| half <= all));
    assert!(all.iter().eq(rulers.rulers.iter().map(|r| &r.cut)));
}

#[test]
fn the_slips_come_in_as_sealed_and_chance_last() {
    let labels = ["见证人掷骰", "县公安局", "企业代表"].map(String::from);
    assert_eq!(slips(&labels), [1, 2, 0]);
}

/// While the numbers are read, the party whose slip is open is on the screen; a new phase begins anew.
#[test]
fn the_show_follows_the_ceremony() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let open = turn(desk.campaign());
    desk.seal(7).unwrap();
    let show = |desk: &Desk| {
        let attempt = desk.campaign().current().unwrap();
        Show::of(&desk.model.sealed(attempt).unwrap(), attempt, None)
    };
    let sealed = show(&desk);
    assert_eq!(slides(&sealed)[..3], [Slide::Seal, Slide::Slips(0), Slide::Slips(1)]);
    assert_eq!((sealed.start(), sealed.slide(usize::MAX)), (0, &Slide::Number(0)));
    let waiting = turn(desk.campaign());
    desk.act(Act::Type { index: 0, text: "53".into() }).unwrap();
    assert_eq!(show(&desk).slide(show(&desk).start()), &Slide::Number(0));
    let begun = turn(desk.campaign());
    desk.say(&["530217"]);
    // Confirmed, it stays until the next is begun.
    assert_eq!(show(&desk).slide(9), &Slide::Number(0));
    desk.act(Act::Type { index: 1, text: "8".into() }).unwrap();
    assert_eq!(show(&desk).slide(9), &Slide::Number(1));
    for (index, value) in (1..).zip(["884102", "006931", "021117", "120934", "775618"]) {
        desk.act(Act::Type { index, text: value.into() }).unwrap();
        desk.act(Act::Confirm(index)).unwrap();
    }
    desk.act(Act::MakeSeed).unwrap();
    let drawing = desk.drawing();
    desk.act(drawing).unwrap();
    let turns = BTreeSet::from([open, waiting, begun, turn(desk.campaign())]);
    assert_eq!(turns.len(), 4);
}
