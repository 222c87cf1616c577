//! The draw's work as the worker is asked for it: the same as the core's own, and safe on whatever is dropped in.

use crate::common::cases::{case, record};
use crate::common::worker::{ask, refusal};
use mingchou::draw::*;
use mingchou::model::Digest;
use mingchou::work::{Draw, DrawnFrom, ExplainBusiness, VerifiedFile, Verify, WorkerState};
use std::rc::Rc;

fn report(worker: &mut WorkerState, text: &str) -> Report {
    match ask(worker, &Verify, text.as_bytes()) {
        Ok(VerifiedFile::Record(report)) => *report,
        other => panic!("{other:?}"),
    }
}

fn why_drawn(worker: &mut WorkerState, business: &str) -> WhyAnswer {
    ask(worker, &ExplainBusiness { business: business.into() }, &[]).unwrap()
}

#[test]
fn the_worker_draws_what_the_core_draws() {
    let (mut drawn, mut refused) = (0, 0);
    for case in (0..200).map(case) {
        let json = serde_json::to_vec(&case.sealed).unwrap();
        let answer = ask(&mut WorkerState::default(), &Draw { seed: case.seed() }, &json);
        match (answer, draw(&case.sealed, case.seed())) {
            (Ok(DrawnFrom { commitment, outcome }), Ok(expected)) => {
                assert_eq!((commitment, outcome), (case.sealed.commitment(), expected.outcome));
                drawn += 1;
            }
            (answer, Err(faults)) => {
                assert_eq!(refusal(answer), first_ten(&faults));
                refused += 1;
            }
            (answer, expected) => panic!("{answer:?}, but {expected:?}"),
        }
    }
    assert!(drawn > 50 && refused > 5, "{drawn} {refused}");
    let why = refusal(ask(&mut WorkerState::default(), &Draw { seed: Digest::of("") }, b"{}"));
    assert!(why.contains("封存内容读不懂"), "{why}");
}

/// A row edited after the seal has another digest: the worker compares, so that it is not drawn from.
#[test]
fn the_worker_draws_from_nothing_else_than_what_was_sealed() {
    let case = (0..).map(case).find(|c| c.sealed.check().is_ok()).unwrap();
    let draws = |sealed: &Sealed| {
        let json = serde_json::to_vec(sealed).unwrap();
        ask(&mut WorkerState::default(), &Draw { seed: case.seed() }, &json)
    };
    assert!(draws(&case.sealed).is_ok());
    let mut other = case.sealed.clone();
    let mut businesses = other.businesses.to_vec();
    businesses[0].name.push('改');
    other.businesses = Rc::new(Businesses::new(businesses));
    assert!(!refusal(draws(&other)).is_empty());
    let mut other = case.sealed.clone();
    Rc::make_mut(&mut other.officers).officers[0].name.push('改');
    assert!(!refusal(draws(&other)).is_empty());
}

#[test]
fn a_report_tells_what_the_verification_found() {
    for record in (0..40).filter_map(record) {
        let clean = report(&mut WorkerState::default(), &record.to_json());
        assert!(clean.is_clean() && clean.differences() == 0);
        let (told, last) = (clean.last().unwrap(), record.attempts.last().unwrap());
        assert_eq!((told.commitment, told.seed), (last.commitment, last.seed));
        assert_eq!(clean.attempt_count, record.attempts.len());
        let mut changed = record.clone();
        changed.attempts[0].seal.campaign.title.push('改');
        let told = report(&mut WorkerState::default(), &changed.to_json());
        let expected: Vec<_> = verify(&changed).differences().map(ToString::to_string).collect();
        assert!(!expected.is_empty());
        assert_eq!(told.checks.iter().flat_map(|c| c.differences.clone()).collect::<Vec<_>>(), expected);
        assert_eq!(told.differences(), expected.len());
    }
}

/// A record with very many differences, and very long ones, makes a short report.
#[test]
fn a_report_is_short_whatever_the_record() {
    let drawn = |r: &Record| r.attempts.len() == 1 && r.attempts[0].outcome.is_some();
    let mut long = (0..).find_map(|n| record(n).filter(drawn)).unwrap();
    let attempt = &mut long.attempts[0];
    let more = (0..5_000).map(|i| format!("多{i}{}", "长".repeat(2_000)));
    attempt.outcome.as_mut().unwrap().businesses.extend(more);
    attempt.seal.campaign.title = "题".repeat(1_000_000);
    let told = report(&mut WorkerState::default(), &long.to_json());
    let lists = &told.checks[2];
    assert!(lists.differences.len() == 100 && lists.more >= 4_900, "{} {}", lists.differences.len(), lists.more);
    assert!(serde_json::to_string(&told).unwrap().len() < 1_000_000);
    let mut faulty = long.clone();
    for businesses in faulty.businesses.values_mut() {
        let all = businesses.iter().map(|b| SealedBusiness { stratum: "无此类".repeat(100), ..b.clone() });
        *businesses = Rc::new(Businesses::new(all.collect()));
    }
    assert!(!report(&mut WorkerState::default(), &faulty.to_json()).is_clean());
}

#[test]
fn what_is_no_record_is_refused_and_a_vector_is_told() {
    let mut desk = WorkerState::default();
    let refused = |desk: &mut WorkerState, bytes: &[u8]| refusal(ask(desk, &Verify, bytes));
    assert!(refused(&mut desk, b"").contains("内容是空的"));
    assert!(refused(&mut desk, b"\xff\xfe\x00").contains("不是UTF-8文字"));
    assert!(refused(&mut desk, b"{\"a\":1}").contains("不是抽取记录"));
    let vector = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/draw-teams-small.json")).unwrap();
    let Ok(VerifiedFile::Vectors(found)) = ask(&mut desk, &Verify, &vector) else { panic!("no vector") };
    assert_eq!((found.reproduced.len(), found.different.len()), (1, 0));
    // No record lies on the desk after any of these.
    let why = refusal(ask(&mut desk, &ExplainBusiness { business: "甲".into() }, &[]));
    assert!(why.contains("重新选择"), "{why}");
}

/// Every business of random records: its place is where sorting the tickets by hand puts it.
#[test]
fn why_a_business_was_drawn() {
    let (mut drawn, mut left, mut exchanged) = (0, 0, 0);
    for record in (0..120).filter_map(record) {
        let Some(attempt) = record.attempts.iter().rev().find(|a| a.seed.is_some()) else { continue };
        let Some(outcome) = &attempt.outcome else { continue };
        let businesses = record.businesses_of(attempt).unwrap();
        let mut desk = WorkerState::default();
        report(&mut desk, &record.to_json());
        for b in businesses.iter() {
            let WhyAnswer::One(why) = why_drawn(&mut desk, &b.key.to_lowercase()) else { panic!("{}", b.key) };
            let hand = |key: &str| Digest::of(format!("{}\nbusiness\n{key}", attempt.seed.unwrap())).hex();
            let mut tickets: Vec<_> =
                businesses.iter().filter(|x| x.stratum == b.stratum).map(|x| hand(&x.key)).collect();
            tickets.sort();
            assert_eq!(why.ticket.hex(), hand(&b.key));
            assert_eq!(tickets[why.place - 1], hand(&b.key));
            assert_eq!((why.population, &why.stratum), (tickets.len(), &b.stratum));
            let of = |p: &Option<TicketedKey>| p.as_ref().map(|p| p.ticket.hex());
            assert_eq!(of(&why.first_left).as_ref(), tickets.get(why.sample));
            assert_eq!(of(&why.last_drawn).as_ref(), why.sample.checked_sub(1).map(|i| &tickets[i]));
            assert_eq!(why.drawn(), outcome.businesses.contains(&b.key));
            assert_eq!(why.team.is_some(), why.drawn());
            (drawn, left) = (drawn + usize::from(why.drawn()), left + usize::from(!why.drawn()));
            for exchange in [&why.replaced, &why.came_in].into_iter().flatten() {
                let s = &attempt.substitutions[exchange.number - 1];
                let sides = [s.out.as_ref(), s.incoming.as_ref()];
                assert!(sides.contains(&Some(&b.key)));
                let other = sides.into_iter().find(|side| *side != Some(&b.key)).flatten();
                assert_eq!(exchange.other.as_ref().map(|who| &who.key), other);
                exchanged += 1;
            }
        }
    }
    assert!(drawn > 50 && left > 50 && exchanged > 20, "{drawn} {left} {exchanged}");
}

#[test]
fn a_business_is_found_by_name_or_part_of_it() {
    let wide = |r: &Record| {
        r.attempts.len() == 1 && r.attempts[0].seed.is_some() && r.businesses.values().all(|b| b.len() > 4)
    };
    let mut record = (0..).find_map(|n| record(n).filter(wide)).unwrap();
    let mut businesses = record.businesses_of(&record.attempts[0]).unwrap().to_vec();
    for (b, name) in businesses[1..].iter_mut().zip(["宏图 客运", "宏图客运（分公司）", "宏图客运"]) {
        b.name = name.into();
    }
    let who = |i: usize| Who::new(&businesses[i].name, &businesses[i].key);
    let all = Rc::new(Businesses::new(businesses.clone()));
    *record.businesses.values_mut().next().unwrap() = all;
    let one = |text: &str| match why(&record, text) {
        WhyAnswer::One(why) => why.business,
        other => panic!("{other:?}"),
    };
    assert_eq!(one("宏图客运(分公司)"), who(2));
    assert_eq!(one("分公司"), who(2));
    assert_eq!(why(&record, "宏图客运"), WhyAnswer::Several(vec![who(1), who(3)], 2));
    assert_eq!(why(&record, "宏图"), WhyAnswer::Several(vec![who(1), who(2), who(3)], 3));
    assert_eq!(why(&record, "查无此户"), WhyAnswer::Nobody);
    assert_eq!(why(&record, " \u{3000}"), WhyAnswer::Nobody);
}

/// The line is run by the shell, names with quotes included.
#[test]
fn the_line_recomputes_the_ticket() {
    let seed = Digest::of("seed");
    for key in ["91640221MA75X1Y23Z", "平罗县'甲'$(号)`x`\\n%s", "\"双\"引号;#!"] {
        let command = Shell::Posix.ticket_command(&seed, "business", &[key]);
        let output = std::process::Command::new("sh").args(["-c", &command]).output().unwrap();
        let line = String::from_utf8(output.stdout).unwrap();
        assert_eq!(line.split(' ').next(), Some(ticket(&seed, "business", &[key]).hex().as_str()));
    }
}
