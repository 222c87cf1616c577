//! What is tried with a record (protocol §10): found where the record can tell, and said plainly where only the signed papers
//! can. `tools/verify.py`, written from the protocol alone, says the same of each.

use crate::common::desk::{Desk, drawn};
use crate::common::python::folder;
use mingchou::draw::{Checked, Contribution, Nonce, Record, Sealed, Verdict, open, seed, verify};
use mingchou::state::*;
use serde_json::{Value, json};
use std::process::Command;

/// What the other program says of each record: `verified`, `withheld` or `different`; none where there is no Python.
pub fn theirs(name: &str, records: &[Record]) -> Option<Vec<String>> {
    let entries: Vec<_> = records.iter().map(|r| json!({"record": r.to_json()})).collect();
    let path = folder("attacks").join(format!("{name}.json"));
    std::fs::write(&path, serde_json::to_string(&entries).unwrap()).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tools/verify.py");
    let Ok(done) = Command::new("python3").args(["-B", script, "--batch"]).arg(&path).output() else {
        eprintln!("SKIPPED: python3 is not installed, the second verifier was not asked");
        return None;
    };
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let told: Vec<Value> = serde_json::from_slice(&done.stdout).unwrap();
    Some(told.iter().map(|one| one["verdict"].as_str().unwrap().to_owned()).collect())
}

fn ours(record: &Record) -> String {
    // As whoever has the file: what does not even read is different too.
    let Ok(record) = Record::parse(&record.to_json()) else { return "different".into() };
    match verify(&record).verdict() {
        Verdict::Verified => "verified",
        Verdict::OfficersWithheld => "withheld",
        Verdict::Different => "different",
    }
    .into()
}

/// Both programs say so.
fn both_say(name: &str, verdict: &str, records: &[Record]) {
    for (n, record) in records.iter().enumerate() {
        assert_eq!(ours(record), verdict, "{name} {n}");
    }
    if let Some(theirs) = theirs(name, records) {
        assert_eq!(theirs, vec![verdict; records.len()], "{name}");
    }
}

/// All that follows from nonce, numbers and seal is made again, as whoever publishes can: everybody knows the nonce by then.
fn derived_again(record: &Record, change: impl FnOnce(&mut Sealed, &mut Nonce, &mut Vec<Contribution>)) -> Record {
    let mut forged = record.clone();
    let mut sealed = record.sealed(&record.attempts[0]).unwrap();
    let attempt = &mut forged.attempts[0];
    let mut nonce = attempt.nonce.unwrap();
    change(&mut sealed, &mut nonce, &mut attempt.contributions);
    attempt.seal = sealed.seal.clone();
    attempt.commitment = sealed.commitment();
    attempt.nonce = Some(nonce);
    let made = seed(&attempt.commitment, &nonce, &attempt.contributions);
    attempt.seed = Some(made);
    let checked: Checked<'_> = sealed.check().unwrap();
    attempt.outcome = Some(checked.draw(made).outcome);
    forged
}

fn sound() -> Record {
    drawn().0.record()
}

#[test]
fn an_invisible_character_or_full_width_in_a_record_is_found_though_all_is_derived_from_it() {
    let record = sound();
    let numbers = [
        "530\u{200b}217",
        "530217\u{fe0f}",
        "５３０２１７",
        "530 217",
        "530217\n",
        "53O217",
        "٥30217",
        "53021",
        "-530217",
    ];
    let forged: Vec<_> = numbers
        .iter()
        .map(|number| derived_again(&record, |_, _, numbers| numbers[0].value = (*number).into()))
        .collect();
    // Each is another draw, which is what they were for.
    assert!(forged.iter().all(|f| f.attempts[0].outcome != record.attempts[0].outcome));
    both_say("characters", "different", &forged);
    let withheld: Vec<_> = forged.iter().map(Record::withheld).collect();
    both_say("characters-withheld", "different", &withheld);
    let told: Vec<_> = verify(&forged[0]).differences().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].contains("“县公安局”报的数含有看不见的字符U+200B"), "{told:?}");
}

#[test]
fn a_nonce_replaced_does_not_fit_its_seal() {
    let record = sound();
    let forged = derived_again(&record, |_, nonce, _| *nonce = Nonce::from_bytes([8; 16]));
    both_say("nonce", "different", &[forged.clone(), forged.withheld()]);
    let told: Vec<_> = verify(&forged).differences().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].contains("随机码与封存的不符"), "{told:?}");
    // Sealed again with it, it is another campaign: the 封存码 on the signed sheet tells, nothing in the record.
    let resealed = derived_again(&record, |sealed, nonce, _| {
        *nonce = Nonce::from_bytes([8; 16]);
        sealed.seal.nonce_sha256 = nonce.digest();
    });
    both_say("resealed", "verified", std::slice::from_ref(&resealed));
    assert_ne!(resealed.attempts[0].commitment, record.attempts[0].commitment);
}

#[test]
fn numbers_in_another_order_are_found() {
    let record = sound();
    let swapped = derived_again(&record, |_, _, numbers| numbers.swap(0, 3));
    // Of the same labels, the numbers exchanged: consistent, and other numbers than on the sheet.
    let exchanged = derived_again(&record, |_, _, numbers| {
        let first = numbers[0].value.clone();
        numbers[0].value = std::mem::replace(&mut numbers[3].value, first);
    });
    let fewer = derived_again(&record, |_, _, numbers| drop(numbers.pop()));
    let again = derived_again(&record, |_, _, numbers| numbers.push(numbers[0].clone()));
    both_say("order", "different", &[swapped.clone(), swapped.withheld(), fewer, again]);
    both_say("exchanged", "verified", std::slice::from_ref(&exchanged));
    assert_ne!(exchanged.attempts[0].seed, record.attempts[0].seed);
}

/// §10: "forges another number into the record (everybody knows the nonce by then) … the signed papers only; the record
/// alone can't tell". So that nobody believes more of it than that: it does verify, the 封存码 is that of the sheet, and number
/// and seed are not.
#[test]
fn a_forged_number_is_told_by_the_papers_only() {
    let record = sound();
    let forged = derived_again(&record, |_, _, numbers| numbers[1].value = "000000".into());
    both_say("forged", "verified", std::slice::from_ref(&forged));
    both_say("forged-withheld", "withheld", &[forged.withheld()]);
    let (forged, sound) = (&forged.attempts[0], &record.attempts[0]);
    assert_eq!(forged.commitment, sound.commitment);
    assert_ne!((forged.seed, &forged.outcome), (sound.seed, &sound.outcome));
}

#[test]
fn a_business_exchanged_where_officers_are_withheld_is_found() {
    let (mut desk, list) = drawn();
    let (kind, team, out) =
        (mingchou::model::EntityKind::Business, list.businesses[1].team, list.businesses[1].key.clone());
    let (reason, approved_by) = ("注销".into(), "李主任".into());
    desk.act(Act::Substitute(Box::new(Replace { kind, team, out, reason, approved_by }))).unwrap();
    let record = desk.record();
    let businesses = record.businesses_of(&record.attempts[0]).unwrap().clone();
    let outcome = |r: &Record| r.attempts[0].outcome.clone().unwrap();
    let gone = outcome(&record).businesses[0].clone();
    let stratum = |key: &str| businesses.get(key).unwrap().stratum.clone();
    let friend = businesses
        .iter()
        .map(|b| &b.key)
        .find(|key| stratum(key) == stratum(&gone) && !outcome(&record).businesses.contains(key));
    let friend = friend.unwrap().clone();
    // In the lists, in the teams, in both, in the record's order or not.
    let exchange = |lists: bool, teams: bool| {
        let mut forged = record.withheld();
        let outcome = forged.attempts[0].outcome.as_mut().unwrap();
        let all = outcome.businesses.iter_mut().filter(|_| lists);
        let of_teams = outcome.teams.iter_mut().flat_map(|t| &mut t.businesses).filter(|_| teams);
        all.chain(of_teams).filter(|key| **key == gone).for_each(|key| key.clone_from(&friend));
        forged
    };
    let mut came_in = record.withheld();
    came_in.attempts[0].substitutions[0].incoming = Some(friend.clone());
    let mut moved = record.withheld();
    let teams = &mut moved.attempts[0].outcome.as_mut().unwrap().teams;
    let one = teams[0].businesses.pop().unwrap();
    teams[1].businesses.push(one);
    both_say(
        "withheld",
        "different",
        &[exchange(true, true), exchange(true, false), exchange(false, true), came_in, moved],
    );
    both_say("withheld-sound", "withheld", &[record.withheld()]);
}

/// The nonce of a voided attempt is open, so that with it the next draw could be computed before it is sealed.
#[test]
fn the_same_nonce_twice_is_found() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    desk.seal(7).unwrap();
    desk.void("停电").unwrap();
    desk.seal(7).unwrap();
    desk.draw();
    let record = desk.record();
    both_say("again", "different", &[record.clone(), record.withheld()]);
    let told: Vec<_> = verify(&record).differences().map(ToString::to_string).collect();
    assert!(told.len() == 1 && told[0].contains("封存的随机码与第1次抽取相同"), "{told:?}");
}

/// §8: what was voided can't be changed, nor left out before the end; the end itself only the papers hold.
#[test]
fn a_void_is_neither_changed_nor_left_out() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    desk.seal(7).unwrap();
    desk.draw();
    desk.void("名录有误").unwrap();
    desk.seal(8).unwrap();
    desk.draw();
    let record = desk.record();
    both_say("void-sound", "verified", std::slice::from_ref(&record));
    type Edit = fn(&mut Record);
    let edits: [Edit; 8] = [
        |r| drop(r.attempts.remove(0)),
        |r| r.attempts[0].void.as_mut().unwrap().reason = "停电".into(),
        |r| r.attempts[0].void.as_mut().unwrap().witnesses.push("钱某".into()),
        |r| r.attempts[0].void = None,
        |r| r.attempts[0].outcome = None,
        |r| r.attempts[0].nonce = None,
        |r| {
            // As if it had been voided before the numbers.
            let a = &mut r.attempts[0];
            (a.contributions, a.seed, a.outcome) = (Vec::new(), None, None);
        },
        |r| {
            let a = &mut r.attempts[0];
            a.contributions[0].value = "000000".into();
            let made = seed(&a.commitment, &a.nonce.unwrap(), &a.contributions);
            a.seed = Some(made);
            let sealed = r.sealed(&r.attempts[0]).unwrap();
            let a = &mut r.attempts[0];
            a.outcome = Some(open(&sealed, &a.nonce.unwrap(), &a.contributions).unwrap().outcome);
        },
    ];
    let changed: Vec<_> = edits
        .iter()
        .map(|edit| {
            let mut changed = record.clone();
            edit(&mut changed);
            changed
        })
        .collect();
    both_say("void", "different", &changed);
    // An earlier day's record, which was sound then: that there is a later one the photos of the sheets tell.
    let mut earlier = record.clone();
    earlier.attempts.pop();
    let earlier = Record::new(
        earlier.attempts,
        record.attempts.iter().map(|a| record.sealed(a).unwrap()).map(|s| (s.businesses, s.officers)),
    );
    both_say("earlier", "verified", &[earlier]);
}
