//! What the verification of a record says of whom, and of the chain of attempts; any single change is found by
//! `protocol_changes`.

use crate::common::cases::{record, sound};
use mingchou::draw::*;
use mingchou::model::Digest;

fn sentences(record: &Record) -> String {
    verify(record).differences().map(|d| d.to_string() + "\n").collect()
}

/// One attempt, several teams.
fn drawn_once() -> Record {
    let easy = |r: &Record| {
        let outcome = r.attempts[0].outcome.as_ref();
        r.attempts.len() == 1 && outcome.is_some_and(|o| o.teams.len() > 1 && !o.businesses.is_empty())
    };
    (0..).find_map(|n| record(n).filter(easy)).unwrap()
}

#[test]
fn a_difference_names_whom_it_concerns() {
    let sound = drawn_once();
    let out = sound.attempts[0].outcome.as_ref().unwrap().businesses[0].clone();
    let name = &sound.businesses_of(&sound.attempts[0]).unwrap().get(&out).unwrap().name;
    let changed = |edit: &dyn Fn(&mut Vec<String>)| {
        let mut record = sound.clone();
        edit(&mut record.attempts[0].outcome.as_mut().unwrap().businesses);
        sentences(&record)
    };
    let told = changed(&|drawn| drawn[0] = "别家".into());
    let who = Who::new(name, &out);
    assert!(told.contains(&format!("第1次抽取：抽中的检查对象中应有{who}，记录中没有")), "{told}");
    assert!(told.contains("抽中的检查对象中不应有“别家”，记录中却有"), "{told}");
    let told = changed(&|drawn| drawn.push(out.clone()));
    assert!(told.contains(&format!("不应有{who}")), "{told}");
}

/// Numbers in another order are other numbers of each party; the same nonce twice is a nonce that was open.
#[test]
fn numbers_in_another_order_and_a_nonce_again() {
    let mut record = drawn_once();
    record.attempts[0].contributions.swap(0, 1);
    let told = sentences(&record);
    assert!(told.contains("第1个出数方应是“县公安局”，记录为“县 应急局”") && told.contains("种子不符"), "{told}");

    let (first, second) = (0..).filter_map(record_of_two).next().unwrap();
    let mut record = first;
    record.attempts[1].seal.nonce_sha256 = record.attempts[0].seal.nonce_sha256;
    record.attempts[1].nonce = record.attempts[0].nonce.or(second);
    assert!(sentences(&record).contains("封存的随机码与第1次抽取相同"), "{}", sentences(&record));
}

fn record_of_two(number: u64) -> Option<(Record, Option<Nonce>)> {
    record(number).filter(|r| r.attempts.len() == 2 && r.attempts[0].nonce.is_some()).map(|r| {
        let nonce = r.attempts[1].nonce;
        (r, nonce)
    })
}

/// What shows nothing is no digit, and is named.
#[test]
fn an_invisible_character_in_a_number() {
    let mut record = drawn_once();
    record.attempts[0].contributions[0].value.insert(3, '\u{200b}');
    let told = sentences(&record);
    assert!(told.contains("“县公安局”报的数含有看不见的字符U+200B"), "{told}");
    let report = Report::new(&record, &verify(&record));
    assert!(report.attempts[0].contributions[0].value.contains("[U+200B]"));
}

/// Each attempt but the last is void, the last void or drawn; each names the one before by what it came to.
#[test]
fn the_chain_of_attempts_is_followed() {
    let long = |r: &Record| r.attempts.len() == 3 && r.attempts[2].void.is_none();
    let sound = (0..).find_map(|n| record(n).filter(long)).unwrap();
    assert_eq!((sentences(&sound).as_str(), verify(&sound).remarks.len() >= 2), ("", true));
    type Edit = fn(&mut Record);
    let edits: [(Edit, &str); 5] = [
        (|r| drop(r.attempts.remove(1)), "抽取次数不连续：按次序应是第2次，封存内容写的是第3次"),
        (|r| r.attempts[0].void = None, "之后还有抽取，这一次却没有作废记录"),
        (|r| r.attempts[0].void.as_mut().unwrap().reason.push('改'), "第2次抽取：与上一次抽取不衔接"),
        (|r| r.attempts[0].void.as_mut().unwrap().witnesses.clear(), "第1次抽取：作废没有写见证人"),
        (|r| r.attempts.clear(), "记录中没有任何一次抽取"),
    ];
    for (edit, words) in edits {
        let mut changed = sound.clone();
        edit(&mut changed);
        let told = sentences(&changed);
        assert!(told.contains(words), "{words}: {told}");
    }
    // Without its last attempts a record is one of an earlier day: the papers alone tell (protocol §10).
    let mut earlier = sound.clone();
    earlier.attempts.pop();
    let only_rosters = sentences(&earlier).lines().all(|line| line.contains("没有一次抽取用到它"));
    assert!(only_rosters, "{}", sentences(&earlier));
}

/// Numbers from strangers: nothing overflows, nothing panics, nothing takes memory by the number.
#[test]
fn absurd_numbers_are_refused() {
    for sealed in (0..40).filter_map(sound).map(|case| case.sealed) {
        let edits: [fn(&mut Seal); 8] = [
            |m| m.departments[0].per_team = u32::MAX,
            |m| m.departments[0].per_team = 0,
            |m| m.matching = MatchingRule { mode: Mode::Teams, teams: Some(u32::MAX) },
            |m| m.matching = MatchingRule { mode: Mode::Teams, teams: None },
            |m| m.strata[0].sample = u32::MAX,
            |m| m.strata.clear(),
            |m| m.departments.clear(),
            |m| m.campaign.attempt = 0,
        ];
        for edit in edits {
            let mut changed = sealed.clone();
            edit(&mut changed.seal);
            assert!(changed.check().is_err() && draw(&changed, Digest::of("1")).is_err());
        }
        let mut capped = sealed.clone();
        capped.seal.departments.iter_mut().for_each(|d| d.cap = Some(u32::MAX));
        let _ = draw(&capped, Digest::of("1"));
    }
}
