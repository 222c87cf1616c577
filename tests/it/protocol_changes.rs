//! Any single change of a record of `mingchou/2` is refused or found, but for facts that nothing could show.

use crate::common::cases::{change, record, rng};
use mingchou::draw::*;
use mingchou::model::EntityKind;
use rand::RngExt;
use serde_json::Value;

fn records() -> impl Iterator<Item = Record> {
    (0..).filter_map(record)
}

/// What a verification says about a text: refused is different as well.
fn verdict(text: &str) -> Verdict {
    Record::parse(text).map_or(Verdict::Different, |record| {
        let verification = verify(&record);
        let report = Report::new(&record, &verification);
        assert_eq!(report.verdict, verification.verdict());
        let sentences = verification.differences().map(ToString::to_string);
        assert!(sentences.chain(verification.remarks.iter().map(ToString::to_string)).all(|s| !s.is_empty()));
        let different = verification.checks.iter().any(|c| c.result == CheckResult::Different);
        assert_eq!(different, verification.differences().count() > 0);
        // A check that is not made is never without one that differs.
        assert_eq!(different, !verification.is_clean());
        verification.verdict()
    })
}

#[test]
fn records_verify_and_are_read_again() {
    let (mut withheld, mut clean) = (0, 0);
    for record in records().take(300) {
        for record in [record.clone(), record.withheld()] {
            for text in [record.to_json(), record.canonical()] {
                assert_eq!(Record::parse(&text).as_ref(), Ok(&record));
                assert_eq!(Record::from_bytes(text.as_bytes()).as_ref(), Ok(&record));
            }
            let verification = verify(&record);
            assert_eq!(verification.differences().collect::<Vec<_>>(), Vec::<&Difference>::new());
            match verification.verdict() {
                Verdict::Verified => clean += 1,
                Verdict::OfficersWithheld => withheld += 1,
                Verdict::Different => panic!("{verification:?}"),
            }
            let text = record.canonical();
            assert!(!record.is_withheld() || !text.contains("执法员") && !text.contains("宁C"));
        }
    }
    assert_eq!((clean, withheld), (300, 300));
}

/// Who had to leave, why and when; what was said of a void of the last attempt; what an attempt without seed held back.
fn is_a_fact(record: &Record, place: &str) -> bool {
    let last = record.attempts.len() - 1;
    let attempt = &record.attempts[last];
    let within = |what: &str| place.starts_with(&format!("/attempts/{last}/{what}"));
    let substitutions = (0..=last).any(|n| place.starts_with(&format!("/attempts/{n}/substitutions")));
    let unseeded = attempt.seed.is_none() && (within("contributions") || within("nonce"));
    let hidden = attempt.void.is_some() && within("outcome");
    substitutions || within("void") || unseeded || hidden
}

#[test]
fn a_single_change_is_found() {
    let (mut found, mut facts, mut same) = (0, 0, 0);
    let mut rng = rng(1);
    for (n, record) in records().take(60).enumerate() {
        let value: Value = serde_json::to_value(&record).unwrap();
        for i in 0..60 {
            let mut changed = value.clone();
            // Half of them where most rules are.
            let within = if i % 2 == 0 { "/attempts" } else { "" };
            let place = change(&mut rng, &mut changed, within);
            if changed == value {
                same += 1;
            } else if verdict(&changed.to_string()) == Verdict::Different {
                found += 1;
            } else {
                assert!(is_a_fact(&record, &place), "{n}: {place}");
                facts += 1;
            }
        }
    }
    assert!(found > 2_500 && facts > 10, "{found} {facts} {same}");
}

/// Any character of the text: no record any more, or found, or the same record.
#[test]
fn a_changed_character_is_found() {
    let mut rng = rng(2);
    let (mut refused, mut different, mut equal) = (0, 0, 0);
    for record in records().filter(|r| r.attempts.len() == 1 && r.attempts[0].substitutions.is_empty()).take(4) {
        for text in [record.to_json(), record.canonical()] {
            for at in 0..text.len() {
                let mut bytes = text.clone().into_bytes();
                bytes[at] ^= 1 << rng.random_range(0..8);
                match Record::from_bytes(&bytes) {
                    Err(fault) => {
                        assert!(!fault.to_string().is_empty());
                        refused += 1;
                    }
                    Ok(changed) if changed == record => equal += 1,
                    Ok(changed) if !verify(&changed).is_clean() => different += 1,
                    Ok(changed) => {
                        assert!(record.attempts[0].seed.is_none() || changed.attempts[0].void.is_some(), "{at}")
                    }
                }
            }
        }
    }
    assert!(refused > 5_000 && different > 5_000, "{refused} {different} {equal}");
}

/// Officers withheld: a business drawn, exchanged for one of the reserve, is found all the same.
#[test]
fn an_exchanged_business_is_found_without_officers() {
    let mut tried = 0;
    for record in records().take(200).map(|r| r.withheld()) {
        let Some(last) = record.attempts.iter().position(|a| a.outcome.is_some()) else { continue };
        let businesses = record.businesses_of(&record.attempts[last]).unwrap().clone();
        let outcome = record.attempts[last].outcome.clone().unwrap();
        let left = businesses.iter().find(|b| !outcome.businesses.contains(&b.key));
        let (Some(left), Some(drawn)) = (left, outcome.businesses.first()) else { continue };
        let mut changed = record.clone();
        let outcome = changed.attempts[last].outcome.as_mut().unwrap();
        let teams = outcome.teams.iter_mut().flat_map(|t| &mut t.businesses);
        outcome
            .businesses
            .iter_mut()
            .chain(teams)
            .filter(|key| *key == drawn)
            .for_each(|key| key.clone_from(&left.key));
        let verification = verify(&changed);
        assert!(verification.checks[2].differences.len() >= 2, "{verification:?}");
        tried += 1;
    }
    assert!(tried > 80, "{tried}");
}

/// Each of these shows in the check where it was made, and in no other.
#[test]
fn one_change_shows_where_it_was_made() {
    use CheckName::*;
    type Edit = fn(&mut Attempt);
    let edits: [(CheckName, Edit); 7] = [
        (Seed, |a| a.nonce = Some(Nonce::from_bytes([9; 16]))),
        (Lists, |a| a.outcome.as_mut().unwrap().businesses.reverse()),
        (Lists, |a| a.outcome.as_mut().unwrap().round += 1),
        (Teams, |a| a.outcome.as_mut().unwrap().teams.iter_mut().for_each(|t| t.businesses.reverse())),
        (Substitutions, |a| a.substitutions.last_mut().unwrap().incoming = Some("X".into())),
        (Substitutions, |a| a.substitutions.last_mut().unwrap().reason = " ".into()),
        (Substitutions, |a| a.substitutions.last_mut().unwrap().team = 99),
    ];
    let rich = |r: &Record| {
        let last = r.attempts.last().unwrap();
        let wide = |o: &Outcome| o.businesses.len() > 2 && o.teams.iter().any(|t| t.businesses.len() > 1);
        last.outcome.as_ref().is_some_and(wide) && last.substitutions.iter().any(|s| s.kind == EntityKind::Business)
    };
    for record in records().filter(rich).take(20) {
        for (check, edit) in edits {
            let mut changed = record.clone();
            edit(changed.attempts.last_mut().unwrap());
            let failed: Vec<_> =
                verify(&changed).checks.into_iter().filter(|c| c.result != CheckResult::Passed).collect();
            let names: Vec<_> = failed.iter().map(|c| c.name).collect();
            assert_eq!(names, [check], "{failed:?}");
        }
    }
}

/// A seal that breaks a rule: what follows from it can't be recomputed, and is not called right.
#[test]
fn what_could_not_be_checked_is_not_called_right() {
    let mut record = records().find(|r| r.attempts.len() == 1 && r.attempts[0].outcome.is_some()).unwrap();
    record.attempts[0].seal.contributors[0].push('=');
    let results: Vec<_> = verify(&record).checks.iter().map(|c| c.result).collect();
    use CheckResult::*;
    assert_eq!(results, [Different, Different, NotMade, NotMade, NotMade, Passed]);
}
