//! What holds for every draw, and a slow draw written anew from the protocol that must agree.

use crate::common::cases::{Case, case, distinct, rng};
use mingchou::draw::*;
use mingchou::model::Digest;
use proptest::prelude::*;
use rand::seq::SliceRandom;
use std::collections::{BTreeMap, BTreeSet};

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_random_manifest_is_sound(number: u64) {
        prop_assert_eq!(case(number).manifest.check(), Ok(()));
    }

    /// Rows in any order, then sorted: the same commitment and outcome.
    #[test]
    fn the_order_of_rows_does_not_matter(number: u64) {
        let Case { manifest, .. } = case(number);
        let mut shuffled = manifest.clone();
        let rng = &mut rng(number);
        shuffled.businesses.shuffle(rng);
        shuffled.officers.shuffle(rng);
        shuffled.recusals.shuffle(rng);
        prop_assert_eq!(manifest.commitment(), shuffled.clone().sorted().commitment());
        prop_assert_eq!(manifest.canonical(), shuffled.sorted().canonical());
    }

    #[test]
    fn the_rules_hold(number: u64) {
        let case = case(number);
        if let Ok(drawn) = draw(&case.manifest, case.seed()) {
            rules(&case.manifest, &drawn);
        }
    }

    /// The slow draw agrees, refusals included.
    #[test]
    fn the_slow_draw_agrees(number: u64) {
        let case = case(number);
        let fast = draw(&case.manifest, case.seed()).ok().map(|d| d.outcome);
        prop_assert_eq!(fast, oracle(&case.manifest, &case.seed()));
    }

    /// What is certain is really certain: with a too small number no seed draws.
    #[test]
    fn an_impossible_number_is_refused_by_every_seed(number: u64) {
        let case = case(number);
        let certain = |i: &Impossibility| !matches!(i, Impossibility::BusinessShort { .. });
        if impossibilities(&case.manifest).iter().any(certain) {
            for i in 0..5 {
                prop_assert!(draw(&case.manifest, Digest::of([i])).is_err());
            }
        }
    }

    /// A business named as short is never in an outcome.
    #[test]
    fn a_short_business_is_in_no_outcome(number: u64) {
        let case = case(number);
        for i in 0..5 {
            let Ok(drawn) = draw(&case.manifest, Digest::of([i])) else { continue };
            for impossible in impossibilities(&case.manifest) {
                if let Impossibility::BusinessShort { business, .. } = impossible {
                    prop_assert!(!drawn.outcome.businesses.contains(&business.key));
                }
            }
        }
    }

    /// The rehearsal counts exactly the draws that are refused; its advice is true.
    #[test]
    fn a_rehearsal_counts_the_draws_without_assignment(number: u64) {
        let case = case(number);
        let seeds: Vec<_> = (0..8_u8).map(|i| Digest::of([i])).collect();
        let refused = seeds.iter().filter(|seed| draw(&case.manifest, **seed).is_err()).count();
        let rehearsal = rehearse(&case.manifest, seeds, |_| {});
        prop_assert_eq!(rehearsal.without_assignment as usize, refused);
        prop_assert!(rehearsal.advice.iter().all(|a| a.after < a.before && a.before == rehearsal.without_assignment));
    }
}

fn rules(m: &Manifest, drawn: &Drawn) {
    let o = &drawn.outcome;
    let stratum = |key: &str| &m.businesses.iter().find(|b| b.key == key).unwrap().stratum;
    for s in &m.strata {
        assert_eq!(o.businesses.iter().filter(|b| *stratum(b) == s.label).count(), s.sample as usize);
    }
    assert!(drawn.businesses.is_sorted_by_key(|p| p.ticket));
    assert!(distinct(o.teams.iter().flat_map(|t| &t.businesses)));
    assert_eq!(o.teams.iter().map(|t| t.businesses.len()).sum::<usize>(), o.businesses.len());
    for d in &m.departments {
        let mut loads = BTreeMap::<&str, usize>::new();
        let applies = |key: &str| d.applies(stratum(key));
        for team in &o.teams {
            let officers = team.officers.get(&d.name).map(Vec::as_slice).unwrap_or_default();
            let serves = m.matching.mode == Mode::Teams || applies(&team.businesses[0]);
            assert_eq!(officers.len(), if serves { d.per_team as usize } else { 0 });
            assert!(distinct(officers));
            for (o, b) in officers.iter().flat_map(|o| team.businesses.iter().map(move |b| (o, b))) {
                *loads.entry(o).or_default() += 1;
                assert!(!applies(b) || !m.recusals.contains(&(o.clone(), b.clone())), "{o} {b}");
            }
        }
        if m.matching.mode == Mode::PerBusiness {
            let served = o.businesses.iter().filter(|b| applies(b)).count();
            let pool = o.officers[&d.name].len();
            let cap = d.cap.map_or_else(|| (d.per_team as usize * served).div_ceil(pool.max(1)), |c| c as usize);
            assert!(loads.values().all(|load| *load <= cap));
        }
    }
    if let Some(teams) = m.matching.teams {
        let (g, k) = (teams as usize, o.businesses.len());
        for (t, team) in o.teams.iter().enumerate() {
            assert_eq!(team.businesses.len(), k / g + usize::from(t < k % g));
        }
    }
}

// The slow draw: strings, lists and backtracking.

fn slow_ticket(seed: &Digest, parts: &[&str]) -> String {
    Digest::of(format!("{seed}\n{}", parts.join("\n"))).hex()
}

fn oracle(m: &Manifest, seed: &Digest) -> Option<Outcome> {
    let mut businesses = Vec::new();
    for s in &m.strata {
        let mut all: Vec<_> = m.businesses.iter().filter(|b| b.stratum == s.label).collect();
        all.sort_by_key(|b| slow_ticket(seed, &["business", &b.key]));
        businesses.extend_from_slice(&all[..s.sample as usize]);
    }
    businesses.sort_by_key(|b| slow_ticket(seed, &["business", &b.key]));
    let mut pools = BTreeMap::new();
    for d in &m.departments {
        let mut all: Vec<_> = m.officers.iter().filter(|o| o.department == d.name).map(|o| o.key.clone()).collect();
        all.sort_by_key(|o| slow_ticket(seed, &["officer", o]));
        let n = m.matching.teams.map(|g| (g * d.per_team) as usize).or(d.draw.map(|n| n as usize));
        pools.insert(d.name.clone(), all.get(..n.unwrap_or(all.len()))?.to_vec());
    }
    let teams = match m.matching.teams {
        Some(g) => slow_teams(m, seed, &businesses, &pools, g as usize)?,
        None => slow_per_business(m, seed, &businesses, &pools)?,
    };
    Some(Outcome { businesses: businesses.iter().map(|b| b.key.clone()).collect(), officers: pools, teams })
}

/// The seats in turn, each with those who may have it; whether all can be filled within the room, no one twice in a
/// group. Plain backtracking.
fn fillable(seats: &[(usize, Vec<usize>)], room: &mut [usize], taken: &mut BTreeSet<(usize, usize)>) -> bool {
    let Some(((group, may), rest)) = seats.split_first() else { return true };
    for &x in may {
        if room[x] > 0 && taken.insert((*group, x)) {
            room[x] -= 1;
            let works = fillable(rest, room, taken);
            room[x] += 1;
            taken.remove(&(*group, x));
            if works {
                return true;
            }
        }
    }
    false
}

/// Greedy with lookahead: each seat takes the first of its order that leaves the later seats fillable.
fn greedy(seats: &[(usize, Vec<usize>)], mut room: Vec<usize>) -> Option<Vec<usize>> {
    let (mut taken, mut chosen) = (BTreeSet::new(), Vec::new());
    for (i, (group, order)) in seats.iter().enumerate() {
        let pick = order.iter().copied().find(|x| {
            if room[*x] == 0 || taken.contains(&(*group, *x)) {
                return false;
            }
            room[*x] -= 1;
            taken.insert((*group, *x));
            let works = fillable(&seats[i + 1..], &mut room, &mut taken);
            room[*x] += 1;
            taken.remove(&(*group, *x));
            works
        })?;
        room[pick] -= 1;
        taken.insert((*group, pick));
        chosen.push(pick);
    }
    Some(chosen)
}

type Pools = BTreeMap<String, Vec<String>>;

fn slow_teams(
    m: &Manifest,
    seed: &Digest,
    businesses: &[&SealedBusiness],
    pools: &Pools,
    g: usize,
) -> Option<Vec<Team>> {
    let mut teams: Vec<_> =
        (1..=g as u32).map(|number| Team { number, officers: BTreeMap::new(), businesses: Vec::new() }).collect();
    for d in &m.departments {
        for (i, o) in pools[&d.name].iter().enumerate() {
            teams[i % g].officers.entry(d.name.clone()).or_default().push(o.clone());
        }
    }
    let clash = |t: &Team, b: &SealedBusiness| {
        m.departments.iter().any(|d| {
            d.applies(&b.stratum)
                && t.officers[&d.name].iter().any(|o| m.recusals.contains(&(o.clone(), b.key.clone())))
        })
    };
    let seat = |(i, b): (usize, &&SealedBusiness)| {
        let mut order: Vec<_> = (0..g).filter(|t| !clash(&teams[*t], b)).collect();
        order.sort_by_key(|t| slow_ticket(seed, &["match", &b.key, &(t + 1).to_string()]));
        (i, order)
    };
    let seats: Vec<_> = businesses.iter().enumerate().map(seat).collect();
    let k = businesses.len();
    let room = (1..=g).map(|t| k / g + usize::from(t <= k % g)).collect();
    for (t, b) in greedy(&seats, room)?.into_iter().zip(businesses) {
        teams[t].businesses.push(b.key.clone());
    }
    Some(teams)
}

fn slow_per_business(m: &Manifest, seed: &Digest, businesses: &[&SealedBusiness], pools: &Pools) -> Option<Vec<Team>> {
    let team = |(i, b): (usize, &&SealedBusiness)| Team {
        number: i as u32 + 1,
        officers: BTreeMap::new(),
        businesses: vec![b.key.clone()],
    };
    let mut teams: Vec<_> = businesses.iter().enumerate().map(team).collect();
    for d in &m.departments {
        let pool = &pools[&d.name];
        let served: Vec<_> = (0..businesses.len()).filter(|i| d.applies(&businesses[*i].stratum)).collect();
        let mut seats = Vec::new();
        for &i in &served {
            let key = &businesses[i].key;
            let mut order: Vec<_> =
                (0..pool.len()).filter(|o| !m.recusals.contains(&(pool[*o].clone(), key.clone()))).collect();
            order.sort_by_key(|o| slow_ticket(seed, &["match", key, &pool[*o]]));
            seats.extend(std::iter::repeat_n((i, order), d.per_team as usize));
        }
        let fair = if pool.is_empty() { 0 } else { (d.per_team as usize * served.len()).div_ceil(pool.len()) };
        let room = vec![d.cap.map_or(fair, |c| c as usize); pool.len()];
        for (o, (i, _)) in greedy(&seats, room)?.into_iter().zip(&seats) {
            teams[*i].officers.entry(d.name.clone()).or_default().push(pool[o].clone());
        }
    }
    Some(teams)
}
