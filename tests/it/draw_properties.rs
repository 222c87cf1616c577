//! What holds for every draw, and a slow draw written anew from the protocol that must agree.

use crate::common::cases::{Case, at, case, rng, sound};
use mingchou::draw::*;
use mingchou::model::Digest;
use proptest::prelude::*;
use rand::seq::SliceRandom;
use rand::{Rng, RngExt};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::rc::Rc;

fn size(n: u32) -> usize {
    usize::try_from(n).unwrap()
}

fn distinct<T: Ord>(items: impl IntoIterator<Item = T>) -> bool {
    let mut seen = BTreeSet::new();
    items.into_iter().all(|item| seen.insert(item))
}

fn seeds(count: u8) -> impl Iterator<Item = Digest> {
    (0..count).map(|i| Digest::of([i]))
}

proptest! {
    // As many cases as PROPTEST_CASES says, 256 where it does not; `make test-slow` has 10,000.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Rows in any order, then sorted: the same commitment and outcome.
    #[test]
    fn the_order_of_rows_does_not_matter(number: u64) {
        let Case { sealed, nonce, .. } = case(number);
        let rng = &mut rng(number);
        let (mut businesses, mut officers) = (sealed.businesses.to_vec(), Officers::clone(&sealed.officers));
        businesses.shuffle(rng);
        officers.officers.shuffle(rng);
        officers.recusals.shuffle(rng);
        let officers = Officers::new(officers.officers, officers.recusals, officers.salt);
        let plan = plan_of(&sealed.seal);
        let again = Sealed::new(plan, &nonce, Rc::new(Businesses::new(businesses)), Rc::new(officers));
        prop_assert_eq!(again.commitment(), sealed.commitment());
        prop_assert_eq!(again, sealed);
    }

    /// Written and read again, the same is sealed and drawn.
    #[test]
    fn what_is_read_again_is_the_same(number: u64) {
        let sealed = case(number).sealed;
        let text = serde_json::to_string_pretty(&sealed).unwrap();
        prop_assert_eq!(Sealed::parse(&text).unwrap(), sealed);
    }

    #[test]
    fn the_rules_hold(number: u64) {
        if let Some(case) = sound(number) {
            follows_the_rules(&case.sealed, &case.drawn().unwrap().outcome);
        }
    }

    /// The slow draw agrees.
    #[test]
    fn the_slow_draw_agrees(number: u64) {
        if let Some(case) = sound(number) {
            prop_assert_eq!(case.drawn().unwrap().outcome, oracle(&case.sealed, &case.seed()));
        }
    }

    /// An officer, a place or a business less than the counts ask for, and the seal is refused.
    #[test]
    fn a_tight_seal_is_tight(number: u64) {
        let sealed = tight(number);
        let mut rng = rng(number ^ 1);
        let mut broken = sealed.clone();
        match rng.random_range(0..3) {
            0 => {
                let mut officers = Officers::clone(&sealed.officers);
                let seal = &sealed.seal;
                // Where all are drawn, one less may still do.
                let d = seal.departments.iter().find(|d| seal.drawn_of(d).is_some());
                let Some(d) = d else { return Ok(()) };
                let drawn = seal.drawn_of(d).unwrap();
                let mut kept = 0;
                officers.officers.retain(|o| {
                    kept += usize::from(o.department == d.name);
                    o.department != d.name || kept < drawn
                });
                officers.recusals.retain(|(officer, _)| officers.officers.iter().any(|o| o.key == *officer));
                broken.seal.officers_sha256 = officers.digest();
                broken.officers = Rc::new(officers);
            }
            1 => broken.seal.strata[0].sample = broken.seal.strata[0].population + 1,
            _ => {
                let d = broken.seal.departments.iter_mut().find(|d| d.cap.is_some());
                let Some(d) = d else { return Ok(()) };
                d.cap = d.cap.map(|cap| cap - 1);
            }
        }
        prop_assert!(broken.check().is_err());
        prop_assert!(draw(&broken, Digest::of("any")).is_err());
    }

    /// A business named as short is in no outcome but those of the last round.
    #[test]
    fn a_short_business_needs_the_last_round(number: u64) {
        let Some(case) = sound(number) else { return Ok(()) };
        let checked = case.sealed.check().unwrap();
        let short = impossibilities(&checked);
        for outcome in seeds(5).map(|seed| checked.draw(seed).outcome) {
            if short.iter().any(|i| outcome.businesses.contains(&i.business.key)) {
                prop_assert_eq!(outcome.round, LAST_ROUND);
            }
        }
    }

    /// Advice of a rehearsal is true.
    #[test]
    fn a_rehearsal_counts_what_it_rehearsed(number: u64) {
        let Some(case) = sound(number) else { return Ok(()) };
        let rehearsal = rehearse(&case.sealed.check().unwrap(), (0..8).map(|n| [n; 32]), |_| {});
        prop_assert!(rehearsal.runs == 8 && rehearsal.last_round <= rehearsal.second_round && rehearsal.second_round <= 8);
        prop_assert!(rehearsal.advice.iter().all(|a| a.after < a.before && a.before == rehearsal.last_round));
    }
}

/// Whatever passes has an outcome, whatever the seed: seals as tight as they can be, most officers recused.
#[test]
fn a_tight_seal_has_an_outcome() {
    let (mut later, mut last) = ([0; 2], [0; 2]);
    for sealed in (0..600).map(tight) {
        let checked = sealed.check().unwrap();
        let mode = usize::from(sealed.seal.matching.mode == Mode::PerBusiness);
        for seed in seeds(20) {
            let outcome = checked.draw(seed).outcome;
            follows_the_rules(&sealed, &outcome);
            later[mode] += u32::from((1..LAST_ROUND).contains(&outcome.round));
            last[mode] += u32::from(outcome.round == LAST_ROUND);
        }
    }
    assert!(later.iter().chain(&last).all(|count| *count > 200), "{later:?} {last:?}");
}

#[test]
fn the_slow_draw_agrees_on_tight_seals() {
    for sealed in (0..150).map(tight) {
        let seed = Digest::of("seed");
        assert_eq!(sealed.check().unwrap().draw(seed).outcome, oracle(&sealed, &seed));
    }
}

fn plan_of(seal: &Seal) -> SealPlan {
    SealPlan {
        campaign: seal.campaign.clone(),
        contributors: seal.contributors.clone(),
        departments: seal.departments.clone(),
        matching: seal.matching,
        previous: seal.previous,
        sealed_at: seal.sealed_at.clone(),
        strata: seal.strata.iter().map(|s| (s.label.clone(), s.sample)).collect(),
    }
}

/// A seal that passes, but would with nothing less: in mode `per-business` no officer more than needed and caps as low as
/// they can be, few officers beside those drawn, and many recusals.
fn tight(number: u64) -> Sealed {
    let mut rng = rng(number);
    let populations = [rng.random_range(1..=6), rng.random_range(0..=4_u32)];
    let samples = [rng.random_range(1..=populations[0]), rng.random_range(0..=populations[1])];
    let teams = rng.random_bool(0.5).then(|| rng.random_range(1..=4));
    let business = |i: u32| SealedBusiness {
        key: format!("91640221MA75X1Y2{i:02}"),
        name: format!("第{i}号"),
        stratum: if i < populations[0] { "客运" } else { "危货" }.into(),
    };
    let businesses: Vec<_> = (0..populations[0] + populations[1]).map(business).collect();
    let (mut departments, mut officers) = (Vec::new(), Vec::new());
    for d in 0..rng.random_range(1..=3_u32) {
        let strata = rng.random_bool(0.3).then(|| vec!["危货".to_owned()]);
        let served = samples[1] + if strata.is_some() { 0 } else { samples[0] };
        let per_team = rng.random_range(1..=3);
        // The fewest is one team's worth; each officer then serves every business.
        let drawn = teams.map_or_else(|| per_team + rng.random_range(0..=3), |teams| teams * per_team);
        let listed = drawn + [0, 0, 1, 3][rng.random_range(0..4)];
        let lowest = (per_team * served).div_ceil(drawn).max(1);
        let all = teams.is_none() && drawn == listed && rng.random_bool(0.5);
        departments.push(SealedDepartment {
            cap: (teams.is_none() && served > 0 && rng.random_bool(0.6)).then_some(lowest),
            draw: (teams.is_none() && !all).then_some(drawn),
            name: format!("部门{d}"),
            per_team,
            strata,
        });
        officers.extend((0..listed).map(|i| SealedOfficer {
            department: format!("部门{d}"),
            key: format!("宁C{d}{i:02}"),
            name: format!("{i}"),
        }));
    }
    let recusals = recusals(&mut rng, &officers, &businesses);
    let nonce = Nonce::from_bytes(rng.random());
    let plan = SealPlan {
        campaign: Campaign { attempt: 1, lead: "部门0".into(), title: "抽查".into() },
        contributors: vec!["甲".into(), "乙".into()],
        departments,
        matching: MatchingRule { mode: if teams.is_some() { Mode::Teams } else { Mode::PerBusiness }, teams },
        previous: None,
        sealed_at: at(0),
        strata: vec![("客运".into(), samples[0]), ("危货".into(), samples[1])],
    };
    let officers = Officers::new(officers, recusals, Salt::from_bytes(rng.random()));
    Sealed::new(plan, &nonce, Rc::new(Businesses::new(businesses)), Rc::new(officers))
}

/// Scattered ones, or all but one or two officers of a department from some businesses, or everybody from one.
fn recusals(rng: &mut impl Rng, officers: &[SealedOfficer], businesses: &[SealedBusiness]) -> Vec<(String, String)> {
    let share = [0.1, 0.3, 0.6, 0.9][rng.random_range(0..4)];
    let (kind, spared, one) = (rng.random_range(0..3), rng.random_range(1..=2), rng.random_range(0..businesses.len()));
    let barred: Vec<_> = businesses.iter().map(|_| rng.random_bool(share)).collect();
    let mut pairs = Vec::new();
    for (b, business) in businesses.iter().enumerate() {
        for officer in officers {
            let recused = match kind {
                0 => rng.random_bool(share),
                // By the number in the department.
                1 => barred[b] && officer.name.parse::<u32>().unwrap() >= spared,
                _ => b == one || rng.random_bool(0.1),
            };
            if recused {
                pairs.push((officer.key.clone(), business.key.clone()));
            }
        }
    }
    pairs
}

/// What protocol §6 asks of an outcome, in lists and counts.
fn follows_the_rules(sealed: &Sealed, o: &Outcome) {
    let seal = &sealed.seal;
    let stratum = |key: &str| &sealed.businesses.iter().find(|b| b.key == key).unwrap().stratum;
    assert!(o.round <= LAST_ROUND);
    for s in &seal.strata {
        assert_eq!(o.businesses.iter().filter(|b| *stratum(b) == s.label).count(), size(s.sample));
    }
    let held: Vec<_> = o.teams.iter().flat_map(|t| &t.businesses).collect();
    assert!(distinct(&o.businesses) && distinct(&held));
    assert_eq!(held.len(), o.businesses.len());
    assert!(o.teams.iter().map(|t| t.number).eq(1..=u32::try_from(o.teams.len()).unwrap()));
    match seal.matching.teams {
        Some(teams) => {
            let (g, k) = (size(teams), o.businesses.len());
            assert_eq!(o.teams.len(), g);
            for (t, team) in o.teams.iter().enumerate() {
                assert_eq!(team.businesses.len(), k / g + usize::from(t < k % g));
                // In the record's order.
                let places = team.businesses.iter().map(|b| o.businesses.iter().position(|x| x == b));
                assert!(places.is_sorted());
            }
        }
        None => assert!(o.teams.iter().map(|t| &t.businesses[..]).eq(o.businesses.chunks(1))),
    }
    let officers = o.officers.as_ref().unwrap();
    assert_eq!(officers.len(), seal.departments.len());
    for d in &seal.departments {
        of_department(sealed, o, d, &officers[&d.name], |key| d.applies(stratum(key)));
    }
}

fn of_department(sealed: &Sealed, o: &Outcome, d: &SealedDepartment, pool: &[String], applies: impl Fn(&str) -> bool) {
    let seal = &sealed.seal;
    let listed: Vec<_> = sealed.officers.officers.iter().filter(|o| o.department == d.name).map(|o| &o.key).collect();
    let drawn = match (seal.matching.teams, d.draw) {
        (Some(teams), _) => size(teams * d.per_team),
        (None, Some(draw)) => size(draw),
        (None, None) => listed.len(),
    };
    assert!(pool.len() == drawn && distinct(pool) && pool.iter().all(|key| listed.contains(&key)));
    let mut loads = BTreeMap::<&str, usize>::new();
    for team in &o.teams {
        let members = team.officers_of(&d.name);
        let serves = seal.matching.mode == Mode::Teams || applies(&team.businesses[0]);
        assert_eq!(members.len(), if serves { size(d.per_team) } else { 0 });
        assert_eq!(team.officers.as_ref().unwrap().contains_key(&d.name), serves);
        assert!(distinct(members) && members.iter().all(|key| pool.contains(key)));
        for officer in members {
            *loads.entry(officer).or_default() += 1;
            for business in team.businesses.iter().filter(|key| applies(key)) {
                let recused = sealed.officers.recusals.contains(&(officer.clone(), business.clone()));
                assert!(!recused || o.round == LAST_ROUND, "{officer} {business} in round {}", o.round);
            }
        }
    }
    if seal.matching.mode == Mode::Teams {
        assert!(loads.len() == drawn && loads.values().all(|teams| *teams == 1));
    } else {
        let served = o.businesses.iter().filter(|key| applies(key)).count();
        let limit = d.cap.map_or_else(|| (size(d.per_team) * served).div_ceil(drawn.max(1)), size);
        assert!(loads.values().all(|load| *load <= limit), "{loads:?} {limit}");
    }
}

// The slow draw: strings, lists and backtracking.

fn slow_ticket(seed: &Digest, parts: &[&str]) -> String {
    Digest::of(format!("{seed}\n{}", parts.join("\n"))).hex()
}

fn oracle(sealed: &Sealed, seed: &Digest) -> Outcome {
    let mut businesses = Vec::new();
    for s in &sealed.seal.strata {
        let mut all: Vec<_> = sealed.businesses.iter().filter(|b| b.stratum == s.label).collect();
        all.sort_by_key(|b| slow_ticket(seed, &["business", &b.key]));
        businesses.extend_from_slice(&all[..size(s.sample)]);
    }
    businesses.sort_by_key(|b| slow_ticket(seed, &["business", &b.key]));
    let of_round = |round| slow_round(sealed, seed, &businesses, round);
    let (round, officers, teams) = (0..=100).find_map(of_round).unwrap();
    let businesses = businesses.iter().map(|b| b.key.clone()).collect();
    Outcome { businesses, officers: Some(officers), round, teams }
}

fn slow_round(
    sealed: &Sealed,
    seed: &Digest,
    businesses: &[&SealedBusiness],
    round: u32,
) -> Option<(u32, ByDepartment, Vec<Team>)> {
    let seal = &sealed.seal;
    let mut pools = ByDepartment::new();
    for d in &seal.departments {
        let listed = sealed.officers.officers.iter().filter(|o| o.department == d.name);
        let mut all: Vec<_> = listed.map(|o| o.key.clone()).collect();
        all.sort_by_key(|o| slow_ticket(seed, &["officer", &round.to_string(), o]));
        let n = seal.matching.teams.map(|g| size(g * d.per_team)).or(d.draw.map(size));
        all.truncate(n.unwrap_or(all.len()));
        pools.insert(d.name.clone(), all);
    }
    let slow = Slow { sealed, seed, businesses, pools: &pools, round };
    let teams = match seal.matching.teams {
        Some(g) => slow.teams(size(g))?,
        None => slow.per_business()?,
    };
    Some((round, pools, teams))
}

/// The seats in turn, each with those who may have it; whether all can be filled within the room, no one twice in a
/// group. Plain backtracking, which notes what has failed.
fn fillable(
    seats: &[(usize, Vec<usize>)],
    room: &mut [usize],
    taken: &mut BTreeSet<(usize, usize)>,
    failed: &mut HashSet<(usize, Vec<usize>, Vec<usize>)>,
) -> bool {
    let Some(((group, may), rest)) = seats.split_first() else { return true };
    let ours = taken.iter().filter(|(of, _)| of == group).map(|(_, x)| *x).collect();
    let state = (seats.len(), room.to_vec(), ours);
    if failed.contains(&state) {
        return false;
    }
    for &x in may {
        if room[x] > 0 && taken.insert((*group, x)) {
            room[x] -= 1;
            let works = fillable(rest, room, taken, failed);
            room[x] += 1;
            taken.remove(&(*group, x));
            if works {
                return true;
            }
        }
    }
    failed.insert(state);
    false
}

/// Greedy with lookahead: each seat takes the first of its order that leaves the later seats fillable.
fn greedy(seats: &[(usize, Vec<usize>)], mut room: Vec<usize>) -> Option<Vec<usize>> {
    let (mut taken, mut chosen, mut failed) = (BTreeSet::new(), Vec::new(), HashSet::new());
    for (i, (group, order)) in seats.iter().enumerate() {
        let pick = order.iter().copied().find(|x| {
            if room[*x] == 0 || taken.contains(&(*group, *x)) {
                return false;
            }
            room[*x] -= 1;
            taken.insert((*group, *x));
            let works = fillable(&seats[i + 1..], &mut room, &mut taken, &mut failed);
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

struct Slow<'a> {
    sealed: &'a Sealed,
    seed: &'a Digest,
    businesses: &'a [&'a SealedBusiness],
    pools: &'a ByDepartment,
    round: u32,
}

impl Slow<'_> {
    fn recused(&self, officer: &str, business: &SealedBusiness) -> bool {
        let pair = (officer.to_owned(), business.key.clone());
        self.round < 100 && self.sealed.officers.recusals.contains(&pair)
    }

    fn ticket(&self, business: &SealedBusiness, last: &str) -> String {
        slow_ticket(self.seed, &["match", &self.round.to_string(), &business.key, last])
    }

    fn teams(&self, g: usize) -> Option<Vec<Team>> {
        let empty = |number| Team { businesses: Vec::new(), number, officers: Some(ByDepartment::new()) };
        let mut teams: Vec<_> = (1..).take(g).map(empty).collect();
        for (name, pool) in self.pools {
            for (i, officer) in pool.iter().enumerate() {
                let officers = teams[i % g].officers.as_mut().unwrap();
                officers.entry(name.clone()).or_default().push(officer.clone());
            }
        }
        let clash = |t: &Team, b: &SealedBusiness| {
            let mut applying = self.sealed.seal.departments.iter().filter(|d| d.applies(&b.stratum));
            applying.any(|d| t.officers_of(&d.name).iter().any(|o| self.recused(o, b)))
        };
        let seat = |(i, b): (usize, &&SealedBusiness)| {
            let mut order: Vec<_> = (0..g).filter(|t| !clash(&teams[*t], b)).collect();
            order.sort_by_key(|t| self.ticket(b, &(t + 1).to_string()));
            (i, order)
        };
        let seats: Vec<_> = self.businesses.iter().enumerate().map(seat).collect();
        let k = self.businesses.len();
        let room = (1..=g).map(|t| k / g + usize::from(t <= k % g)).collect();
        for (t, b) in greedy(&seats, room)?.into_iter().zip(self.businesses) {
            teams[t].businesses.push(b.key.clone());
        }
        Some(teams)
    }

    fn per_business(&self) -> Option<Vec<Team>> {
        let team = |(number, b): (u32, &&SealedBusiness)| Team {
            businesses: vec![b.key.clone()],
            number,
            officers: Some(ByDepartment::new()),
        };
        let mut teams: Vec<_> = (1..).zip(self.businesses).map(team).collect();
        for d in &self.sealed.seal.departments {
            let pool = &self.pools[&d.name];
            let served = self.businesses.iter().enumerate().filter(|(_, b)| d.applies(&b.stratum));
            let served: Vec<_> = served.collect();
            let mut seats = Vec::new();
            for (i, b) in &served {
                let mut order: Vec<_> = (0..pool.len()).filter(|o| !self.recused(&pool[*o], b)).collect();
                order.sort_by_key(|o| self.ticket(b, &pool[*o]));
                seats.extend(std::iter::repeat_n((*i, order), size(d.per_team)));
            }
            let fair = (size(d.per_team) * served.len()).div_ceil(pool.len().max(1));
            let room = vec![d.cap.map_or(fair, size); pool.len()];
            for (o, (i, _)) in greedy(&seats, room)?.into_iter().zip(&seats) {
                let officers = teams[*i].officers.as_mut().unwrap();
                officers.entry(d.name.clone()).or_default().push(pool[o].clone());
            }
        }
        Some(teams)
    }
}
