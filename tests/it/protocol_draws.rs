//! What every draw of `mingchou/2` keeps: whatever passes the rules has an outcome, and that is one that the protocol allows.

use crate::common::cases::{case, rng, sound};
use mingchou::draw::*;
use mingchou::model::Digest;
use mingchou::model::EntityKind;
use rand::RngExt;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

fn distinct<T: Ord>(items: impl IntoIterator<Item = T>) -> bool {
    let mut seen = BTreeSet::new();
    items.into_iter().all(|item| seen.insert(item))
}

/// Judged anew from protocol §6, without the draw's own code.
fn is_allowed(sealed: &Sealed, outcome: &Outcome) {
    let seal = &sealed.seal;
    let stratum = |key: &str| &sealed.businesses.get(key).unwrap().stratum;
    for s in &seal.strata {
        let drawn = outcome.businesses.iter().filter(|key| *stratum(key) == s.label).count();
        assert_eq!(drawn, usize::try_from(s.sample).unwrap());
    }
    assert!(distinct(&outcome.businesses) && outcome.round <= LAST_ROUND);
    let held: Vec<_> = outcome.teams.iter().flat_map(|t| &t.businesses).collect();
    assert!(distinct(held.clone()) && held.len() == outcome.businesses.len());
    let officers = outcome.officers.as_ref().unwrap();
    for d in &seal.departments {
        assert!(officers[&d.name].iter().all(|key| sealed.officers.get(key).unwrap().department == d.name));
        let mut loads = BTreeMap::<&String, usize>::new();
        for team in &outcome.teams {
            let members = team.officers_of(&d.name);
            let applies = team.businesses.iter().any(|key| d.applies(stratum(key)));
            let expected = seal.matching.mode == Mode::Teams || applies;
            assert_eq!(members.len(), if expected { usize::try_from(d.per_team).unwrap() } else { 0 });
            assert!(distinct(members) && members.iter().all(|o| officers[&d.name].contains(o)));
            members.iter().for_each(|o| *loads.entry(o).or_default() += 1);
        }
        let most = loads.values().copied().max().unwrap_or(0);
        if let (Mode::PerBusiness, Some(cap)) = (seal.matching.mode, d.cap) {
            assert!(most <= usize::try_from(cap).unwrap());
        }
    }
    if outcome.round < LAST_ROUND {
        assert_eq!(against_recusal(&sealed.check().unwrap(), &outcome.teams), []);
    }
}

#[test]
fn whatever_passes_has_an_outcome() {
    let (mut drawn, mut later, mut last, mut refused) = (0, 0, 0, 0);
    for case in (0..3_000).map(case) {
        match case.drawn() {
            Ok(found) => {
                assert!(case.sealed.check().is_ok());
                is_allowed(&case.sealed, &found.outcome);
                let checked = case.sealed.check().unwrap();
                assert_eq!(checked.with_teams(found.seed, found.outcome.round, found.outcome.teams.clone()), found);
                drawn += 1;
                later += usize::from(found.outcome.round > 0);
                last += usize::from(found.outcome.round == LAST_ROUND);
            }
            Err(DrawRefusal::Seal(faults)) => {
                assert_eq!(case.sealed.check().unwrap_err(), faults);
                assert!(faults.iter().all(|f| !f.to_string().is_empty()));
                refused += 1;
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert!(drawn > 1_000 && later > 200 && last > 100 && refused > 300, "{drawn} {later} {last} {refused}");
}

/// Where a business has too few officers who may inspect it, it is named; and only there does every draw that takes it need
/// the last round for that reason.
#[test]
fn what_can_never_work_is_named() {
    let (mut named, mut clear) = (0, 0);
    for case in (0..800).filter_map(sound) {
        let checked = case.sealed.check().unwrap();
        let found = impossibilities(&checked);
        let rehearsal =
            rehearse(&checked, (0..40).map(|n| Digest::of([n]).hex().as_bytes()[..32].try_into().unwrap()), |_| {});
        assert!(rehearsal.runs == 40 && rehearsal.last_round <= rehearsal.second_round);
        let drawn = case.drawn().unwrap().outcome;
        if found.iter().any(|f| drawn.businesses.contains(&f.business.key)) {
            assert_eq!(drawn.round, LAST_ROUND);
            named += 1;
        }
        clear += usize::from(found.is_empty() && case.sealed.officers.recusals.is_empty());
        if case.sealed.officers.recusals.is_empty() {
            assert_eq!((found.len(), rehearsal.second_round), (0, 0));
        }
        for advice in &rehearsal.advice {
            assert!(advice.after < advice.before && advice.before == rehearsal.last_round, "{advice}");
        }
    }
    assert!(named > 50 && clear > 50, "{named} {clear}");
}

/// Rehearsals, which use no tickets, need later rounds as often as draws do.
#[test]
fn rehearsals_are_as_draws() {
    let mut compared = 0;
    for case in (0..100).filter_map(sound) {
        let checked = case.sealed.check().unwrap();
        let seeds = (0..300_u32).map(|n| Digest::of(n.to_be_bytes()));
        let rounds: Vec<_> = seeds.map(|seed| checked.draw(seed).outcome.round).collect();
        let mut rng = rng(7);
        let rehearsal = rehearse(&checked, (0..300).map(|_| rng.random()), |_| {});
        for (drawn, rehearsed) in [
            (rounds.iter().filter(|r| **r > 0).count(), rehearsal.second_round),
            (rounds.iter().filter(|r| **r == LAST_ROUND).count(), rehearsal.last_round),
        ] {
            // Two samples of 300: six standard deviations apart at most.
            let apart = (f64::from(u32::try_from(drawn).unwrap()) - f64::from(rehearsed)).abs();
            assert!(apart <= 6.0 * (2.0 * 300.0 * 0.25_f64).sqrt(), "{drawn} {rehearsed}");
            compared += usize::from(drawn > 0 && drawn < 300);
        }
    }
    assert!(compared > 10, "{compared}");
}

/// Every business of a stratum, whatever its key, place and recusals, is drawn as often as the others.
#[test]
fn businesses_are_treated_alike() {
    let case = (0..)
        .filter_map(sound)
        .find(|c| c.sealed.seal.strata[0].population >= 5 && c.sealed.seal.strata[0].sample == 2);
    let sealed = case.unwrap().sealed;
    let checked = sealed.check().unwrap();
    let mut drawn = BTreeMap::<String, u32>::new();
    let runs = 20_000_u32;
    for n in 0..runs {
        for placed in checked.public().draw_businesses(Digest::of(n.to_be_bytes())) {
            *drawn.entry(placed.key).or_default() += 1;
        }
    }
    for s in &sealed.seal.strata {
        let chance = f64::from(s.sample) / f64::from(s.population.max(1));
        let (mean, deviation) = (f64::from(runs) * chance, (f64::from(runs) * chance * (1.0 - chance)).sqrt());
        for b in sealed.businesses.iter().filter(|b| b.stratum == s.label) {
            let count = f64::from(drawn.get(&b.key).copied().unwrap_or(0));
            assert!((count - mean).abs() <= 5.0 * deviation, "{}: {count} of {mean}", b.key);
        }
    }
}

/// A department that recuses everybody from a business changes nothing about whether it is drawn.
#[test]
fn recusals_spare_no_business() {
    for case in (0..300).filter_map(sound) {
        let checked = case.sealed.check().unwrap();
        let (seed, before) = (case.seed(), checked.public().draw_businesses(case.seed()));
        let key = &case.sealed.businesses[0].key;
        let everybody = case.sealed.officers.officers.iter().map(|o| (o.key.clone(), key.clone())).collect();
        let salt = case.sealed.officers.salt;
        let officers = Rc::new(Officers::new(case.sealed.officers.officers.clone(), everybody, salt));
        let mut sealed = Sealed { officers, ..case.sealed.clone() };
        sealed.seal.officers_sha256 = sealed.officers.digest();
        let checked = sealed.check().unwrap();
        // The same seed, to compare; the seal's own would be another.
        assert_eq!(checked.draw(seed).businesses, before);
        let drawn = before.iter().any(|b| b.key == *key);
        let applies = |d: &SealedDepartment| d.applies(&case.sealed.businesses[0].stratum);
        if drawn && sealed.seal.departments.iter().any(applies) {
            assert_eq!(checked.draw(seed).outcome.round, LAST_ROUND);
        }
    }
}

/// A roster of five departments, with so many random recusals.
fn large(businesses: u32, sample: u32, officers: u32, teams: Option<u32>, recusals: u32) -> Sealed {
    let mut rng = rng(1);
    let business = |i: u32| SealedBusiness {
        key: format!("9164022{i:011}"),
        name: format!("平罗县第{i}号运输有限公司"),
        stratum: ["客运", "危货"][usize::try_from(i % 2).unwrap()].into(),
    };
    let officer = |i: u32| SealedOfficer {
        department: format!("部门{}", i % 5),
        key: format!("宁C{i:05}"),
        name: format!("{i}"),
    };
    let department =
        |i| SealedDepartment { cap: None, draw: None, name: format!("部门{i}"), per_team: 2, strata: None };
    let mut pair = |_| {
        let (officer, business) = (rng.random_range(0..officers), rng.random_range(0..businesses));
        (format!("宁C{officer:05}"), format!("9164022{business:011}"))
    };
    let recusals = (0..recusals).map(&mut pair).collect();
    let plan = SealPlan {
        campaign: Campaign { attempt: 1, lead: "部门0".into(), title: "抽查".into() },
        contributors: vec!["甲".into(), "乙".into()],
        departments: (0..5).map(department).collect(),
        matching: MatchingRule { mode: if teams.is_some() { Mode::Teams } else { Mode::PerBusiness }, teams },
        previous: None,
        sealed_at: crate::common::cases::at(0),
        strata: vec![("客运".into(), sample / 2), ("危货".into(), sample / 2)],
    };
    let officers = Officers::new((0..officers).map(officer).collect(), recusals, Salt::from_bytes([2; 16]));
    let businesses = Businesses::new((0..businesses).map(business).collect());
    Sealed::new(plan, &Nonce::from_bytes([1; 16]), Rc::new(businesses), Rc::new(officers))
}

/// By hand, in release: `cargo test --release --test it protocol_draws::timings -- --ignored --nocapture`.
#[test]
#[ignore = "timing, by hand in release"]
fn timings() {
    for (businesses, sample, officers, teams, recusals) in [
        (1_000_000, 10_000, 2_000, Some(200), 20_000),
        (1_000_000, 10_000, 2_000, None, 20_000),
        (10_000, 10_000, 500, None, 250_000),
        (10_000, 10_000, 2_000, Some(50), 20_000),
        (10_000, 10_000, 2_000, Some(200), 400_000),
    ] {
        let mut start = std::time::Instant::now();
        let mut lap = |what: &str| {
            print!("{what} {:.0} ms, ", start.elapsed().as_secs_f64() * 1e3);
            start = std::time::Instant::now();
        };
        let sealed = large(businesses, sample, officers, teams, recusals);
        lap("sealed");
        let checked = sealed.check().unwrap();
        lap("checked");
        let impossible = impossibilities(&checked).len();
        let drawn = checked.draw(Digest::of("seed"));
        lap("drawn");
        let mut force = InForce::new(&checked, &drawn);
        let _ = force.apply(EntityKind::Business, 1, &drawn.outcome.teams[0].businesses[0]).unwrap();
        lap("replaced");
        let rehearsal = rehearse(&checked, (0..20).map(|n| [n; 32]), |_| {});
        lap("rehearsed 20");
        println!("{impossible} impossible, round {}, {rehearsal:?}", drawn.outcome.round);
    }
}
