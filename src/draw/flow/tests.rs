//! Assignments against trying everything.

use super::super::ticket::Tickets;
use super::*;
use proptest::prelude::*;

#[test]
fn a_choice_that_starves_a_later_seeker_is_refused() {
    // Seeker 1 may only have taker 0, whose room is one.
    let mut it = Assignment::new(1, &[1, 1], vec![vec![], vec![1]]).unwrap();
    assert!(!it.fix(0, 0));
    assert!(it.fix(0, 1));
    assert!(it.fix(1, 0));
    assert_eq!((it.chosen(0), it.chosen(1)), (&[1][..], &[0][..]));
}

#[test]
fn others_move_to_make_room() {
    // Three in a ring: each choice against the standing assignment moves the two others.
    let barred = vec![vec![2], vec![0], vec![1]];
    for first in [0, 1] {
        let mut it = Assignment::new(1, &[1, 1, 1], barred.clone()).unwrap();
        assert!(it.fix(0, first));
        assert!(it.fix(1, first + 1));
        assert!(it.fix(2, (first + 2) % 3));
    }
}

#[test]
fn where_there_is_no_assignment() {
    for (demand, room, barred) in [
        (2, vec![1, 1, 0], vec![vec![], vec![0]]),
        (2, vec![2, 1], vec![vec![], vec![]]),
        (1, vec![1], vec![vec![], vec![]]),
        (2, vec![5, 5, 5], vec![vec![0, 1]]),
        (usize::MAX, vec![5], vec![vec![]]),
        (1, vec![], vec![vec![]]),
    ] {
        assert!(Assignment::new(demand, &room, barred.clone()).is_none(), "{demand} {room:?}");
        assert!(!is_assignable(demand, &room, &barred), "{demand} {room:?}");
    }
    assert!(Assignment::new(1, &[], vec![]).is_some() && is_assignable(usize::MAX, &[], &[]));
}

/// By trying everything.
fn possible(demand: usize, room: &mut [usize], barred: &[Vec<usize>]) -> bool {
    let Some((first, rest)) = barred.split_first() else { return true };
    (0..1_u32 << room.len()).any(|set| {
        let chosen: Vec<_> = (0..room.len()).filter(|t| set >> t & 1 == 1).collect();
        if chosen.len() != demand || chosen.iter().any(|t| room[*t] == 0 || first.contains(t)) {
            return false;
        }
        chosen.iter().for_each(|t| room[*t] -= 1);
        let found = possible(demand, room, rest);
        chosen.iter().for_each(|t| room[*t] += 1);
        found
    })
}

proptest! {
    /// The choices in any order of offers are those of the slow way: the first that leaves a full assignment.
    #[test]
    fn as_by_trying_everything(
        demand in 1_usize..3,
        room in prop::collection::vec(0_usize..4, 1..5),
        barred in prop::collection::vec(prop::collection::vec(0_usize..5, 0..3), 0..5),
        seed: u64,
    ) {
        let expected = possible(demand, &mut room.clone(), &barred);
        prop_assert_eq!(is_assignable(demand, &room, &barred), expected);
        let standing = Assignment::new(demand, &room, barred.clone());
        prop_assert_eq!(standing.is_some(), expected);
        let Some(mut standing) = standing else { return Ok(()) };
        let tickets = Tickets::new(&crate::model::Digest::of(seed.to_be_bytes()));
        let ticket = |seeker: usize, taker: usize| {
            tickets.beginning("match", &[&seeker.to_string()]).ending(&taker.to_string())
        };
        let mut left = room.clone();
        for seeker in 0..barred.len() {
            standing.choose(seeker, |taker| ticket(seeker, taker));
            let mut offers: Vec<_> = (0..room.len()).collect();
            offers.sort_by_key(|taker| ticket(seeker, *taker));
            let mut chosen = Vec::new();
            for taker in offers {
                if chosen.len() == demand || left[taker] == 0 || barred[seeker].contains(&taker) {
                    continue;
                }
                left[taker] -= 1;
                let mut taken = barred[seeker].clone();
                taken.extend(chosen.iter().copied().chain([taker]));
                let more = demand - chosen.len() - 1;
                // What is left for this one, and for all after it.
                let after = |left: &mut [usize]| possible_with(more, &taken, demand, left, &barred[seeker + 1..]);
                if after(&mut left) {
                    chosen.push(taker);
                } else {
                    left[taker] += 1;
                }
            }
            prop_assert_eq!(standing.chosen(seeker), &chosen[..]);
        }
    }
}

fn possible_with(more: usize, taken: &[usize], demand: usize, left: &mut [usize], rest: &[Vec<usize>]) -> bool {
    if more == 0 {
        return possible(demand, left, rest);
    }
    (0..left.len()).any(|t| {
        if left[t] == 0 || taken.contains(&t) {
            return false;
        }
        left[t] -= 1;
        let mut taken = taken.to_vec();
        taken.push(t);
        let found = possible_with(more - 1, &taken, demand, left, rest);
        left[t] += 1;
        found
    })
}
