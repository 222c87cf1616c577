//! Why a business was drawn, and what is to be compared with the signed papers, of records of `mingchou/2`.

use crate::common::cases::record;
use mingchou::draw::*;
use mingchou::model::Digest;

fn records() -> impl Iterator<Item = Record> {
    (0..).filter_map(record)
}

fn one(record: &Record, text: &str) -> Why {
    match why(record, text) {
        WhyAnswer::One(why) => *why,
        other => panic!("{text}: {other:?}"),
    }
}

/// The ticket is a digest anybody can make, its place among the stratum's decides, officers or not.
#[test]
fn the_place_decides() {
    let (mut drawn, mut left, mut replaced, mut came_in) = (0, 0, 0, 0);
    for record in records().take(120).flat_map(|r| [r.withheld(), r]) {
        let Some((n, attempt)) = record.attempts.iter().enumerate().rev().find(|(_, a)| a.seed.is_some()) else {
            assert_eq!(why(&record, "平罗县第0号"), WhyAnswer::NoSeed);
            continue;
        };
        let seed = attempt.seed.unwrap();
        let businesses = record.businesses_of(attempt).unwrap();
        for b in businesses.iter() {
            let why = one(&record, &b.key);
            assert_eq!((why.attempt, why.ticket), (n + 1, Digest::of(format!("{seed}\nbusiness\n{}", b.key))));
            let before = businesses
                .iter()
                .filter(|o| o.stratum == b.stratum && ticket(&seed, "business", &[&o.key]) < why.ticket);
            assert_eq!(why.place, before.count() + 1);
            assert!(why.posix.ends_with("| sha256sum") && why.power_shell.contains("SHA256"));
            let Some(outcome) = &attempt.outcome else { continue };
            assert_eq!(why.drawn(), outcome.businesses.contains(&b.key));
            assert_eq!(why.drawn(), why.team.is_some());
            assert_eq!(why.last_drawn.is_some(), why.sample > 0);
            assert_eq!(why.first_left.is_some(), why.sample < why.population);
            *(if why.drawn() { &mut drawn } else { &mut left }) += 1;
            replaced += usize::from(why.replaced.is_some());
            came_in += usize::from(why.came_in.is_some());
        }
    }
    assert!(drawn > 200 && left > 200 && replaced > 20 && came_in > 10, "{drawn} {left} {replaced} {came_in}");
}

#[test]
fn a_business_is_found_by_key_name_or_a_part_of_it() {
    let wide = |r: &Record| {
        r.attempts.len() == 1 && r.attempts[0].seed.is_some() && r.businesses.values().all(|b| b.len() > 2)
    };
    let record = records().find(wide).unwrap();
    let businesses = record.businesses_of(&record.attempts[0]).unwrap();
    let b = &businesses[1];
    for text in [b.key.clone(), b.name.clone(), b.name.replace(' ', "\u{3000}\u{200b}"), b.key.to_lowercase()] {
        assert_eq!(one(&record, &text).business.key, b.key, "{text:?}");
    }
    assert!(matches!(why(&record, "平罗"), WhyAnswer::Several(some, n) if some.len() == n && n == businesses.len()));
    assert_eq!(why(&record, "别家"), WhyAnswer::Nobody);
    assert_eq!(why(&record, " "), WhyAnswer::Nobody);
}

/// Commitment, numbers, seed, businesses drawn, attempts, substitutions.
#[test]
fn a_report_has_what_is_compared_with_the_papers() {
    for record in records().take(100) {
        let report = Report::new(&record, &verify(&record));
        assert!(report.is_clean() && report.differences() == 0 && report.attempt_count == record.attempts.len());
        for (told, attempt) in report.attempts.iter().zip(&record.attempts) {
            assert_eq!((told.commitment, told.seed, told.nonce), (attempt.commitment, attempt.seed, attempt.nonce));
            assert_eq!(told.contributions, attempt.contributions);
            let keys = |o: &OutcomeReport| o.businesses.iter().map(|b| b.key.clone()).collect::<Vec<_>>();
            assert_eq!(told.outcome.as_ref().map(keys), attempt.outcome.as_ref().map(|o| o.businesses.clone()));
            assert_eq!(told.substitution_count, attempt.substitutions.len());
            assert_eq!(told.void, attempt.void);
        }
        let text = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report);
    }
}

/// Names without end and a million faults make no report that is too large to send.
#[test]
fn a_report_stays_small() {
    let mut record = records().find(|r| r.attempts[0].outcome.is_some()).unwrap();
    let attempt = &mut record.attempts[0];
    attempt.seal.campaign.title = "长".repeat(1_000_000);
    let outcome = attempt.outcome.as_mut().unwrap();
    outcome.businesses = (0..200_000).map(|n| format!("X{n}")).collect();
    attempt.void = Some(Void {
        approved_by: "\u{202e}".into(),
        at: crate::common::cases::at(0),
        reason: "甲".repeat(9_999),
        witnesses: vec![],
    });
    let report = Report::new(&record, &verify(&record));
    assert!(!report.is_clean() && report.differences() > 200_000);
    assert!(serde_json::to_string(&report).unwrap().len() < 2_000_000);
    assert_eq!(report.attempts[0].void.as_ref().unwrap().approved_by, "[U+202E]");
}
