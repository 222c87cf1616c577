//! Attacks by voids (protocol §4 and §8): what was opened stands in the record, and the next seal binds it.

use super::attacks::{LABELS, NUMBERS, attempt, sealed, type_in, void};
use crate::common::desk::{Desk, drawn};
use mingchou::draw::{Nonce, RemarkKind, Time, Void, verify};
use mingchou::model::{Digest, EntityKind};
use mingchou::state::*;

/// §4 and §8: once a slip is open, what is thrown away stands in the record with what it would have drawn.
#[test]
fn a_void_after_a_number_enters_all_of_them_first() {
    let mut desk = sealed();
    desk.say(&["530217", "884102"]);
    let missing = Refusal::NumbersFirst(LABELS[2].into());
    assert_eq!(desk.act(void("不满意", "赵某", false)), Err(missing));
    assert!(attempt(&desk).void.is_none());
    for n in 2..6 {
        assert_eq!(desk.act(void("不满意", "赵某", false)), Err(Refusal::NumbersFirst(LABELS[n].into())));
        type_in(&mut desk, n, NUMBERS[n]).unwrap();
    }
    desk.act(void("名录有误", "赵某", false)).unwrap();
    let record = desk.record();
    let [thrown] = &record.attempts[..] else { panic!("one attempt") };
    // By hand, protocol §5.
    let lines: String = LABELS.iter().zip(NUMBERS).map(|(label, number)| format!("{label}={number}\n")).collect();
    let text = format!("mingchou/2\n{}\n07070707070707070707070707070707\n{lines}", thrown.commitment);
    assert_eq!(thrown.seed, Some(Digest::of(text)));
    assert_eq!((thrown.nonce, thrown.contributions.len()), (Some(Nonce::from_bytes([7; 16])), 6));
    let verification = verify(&record);
    assert!(verification.is_clean());
    assert!(verification.remarks.iter().any(|r| r.what == RemarkKind::OutcomeNotShown));
    let acts: Vec<_> = desk.log().iter().map(|e| e.act.as_str()).collect();
    assert!(acts.ends_with(&["seed", "void"]));
}

/// A slip that was lost: those that were opened stand in the record, and the nonce.
#[test]
fn a_void_with_a_number_lost_keeps_those_that_are_in() {
    for hidden in [false, true] {
        let mut desk = sealed();
        desk.act(Act::Hide(hidden)).unwrap();
        desk.say(&["530217", "884102"]);
        desk.act(void("县市场监管局的纸条丢失", "赵某", true)).unwrap();
        let record = desk.record();
        let numbers: Vec<_> = record.attempts[0].contributions.iter().map(|c| (&*c.label, &*c.value)).collect();
        assert_eq!(numbers, [(LABELS[0], "530217"), (LABELS[1], "884102")]);
        assert_eq!((record.attempts[0].nonce, record.attempts[0].seed), (Some(Nonce::from_bytes([7; 16])), None));
        assert!(verify(&record).is_clean());
    }
    // It is no way around the seed when all are in.
    let mut desk = sealed();
    desk.say(&NUMBERS);
    desk.act(void("纸条丢失", "赵某", true)).unwrap();
    assert!(desk.record().attempts[0].seed.is_some());
}

/// §8: at least one, and one who has a name: a record without is no record.
#[test]
fn a_void_needs_a_reason_an_approver_and_a_witness() {
    let nobody = ["", " \u{3000}", "、", "，、；", "\u{200b}", "\u{3164}、\u{2800}"];
    for witnesses in nobody {
        let mut desk = sealed();
        assert_eq!(
            desk.act(void("停电", witnesses, false)),
            Err(Refusal::Required("见证人，至少一人")),
            "{witnesses:?}"
        );
    }
    for reason in ["", "\u{3164}", "\u{200b}\n"] {
        assert_eq!(sealed().act(void(reason, "赵某", false)), Err(Refusal::Required("作废的理由")), "{reason:?}");
    }
    let mut desk = sealed();
    desk.act(void("停电", "、赵某，\u{200b}钱某；；", false)).unwrap();
    assert_eq!(attempt(&desk).void.as_ref().unwrap().witnesses, ["赵某", "钱某"]);
    assert!(verify(&desk.record()).is_clean());
}

/// What was made of an attempt, and the digest by which the next seal names it.
fn previous(desk: &Desk) -> Digest {
    let mut desk = desk.clone();
    desk.seal(99).unwrap();
    attempt(&desk).seal.as_ref().unwrap().previous.unwrap()
}

/// §8: `previous` binds how far the voided attempt had come; whatever is changed in it afterwards does not fit the next seal.
#[test]
fn the_next_seal_binds_all_of_what_was_voided() {
    let numbered = |numbers: &[&str]| {
        let mut desk = sealed();
        desk.say(numbers);
        desk
    };
    let (drawn, list) = drawn();
    let substituted = |n: usize| {
        let mut desk = drawn.clone();
        let (team, out) = (list.businesses[n].team, list.businesses[n].key.clone());
        let (kind, reason, approved_by) = (EntityKind::Business, "注销".into(), "李主任".into());
        desk.act(Act::Substitute(Box::new(Replace { kind, team, out, reason, approved_by }))).unwrap();
        desk
    };
    let mut seeded = numbered(&NUMBERS);
    seeded.act(Act::MakeSeed).unwrap();
    let voided = |mut desk: Desk, act: Act| {
        // All at the same time of day, so that this is not what makes them differ.
        desk.act_on("2018-12-04", act).unwrap();
        desk
    };
    let usual = || void("名录有误", "赵某", true);
    let desks = [
        voided(sealed(), usual()),
        voided(sealed(), void("停电", "赵某", true)),
        voided(sealed(), void("名录有误", "钱某", true)),
        voided(sealed(), void("名录有误", "赵某、钱某", true)),
        voided(numbered(&NUMBERS[..1]), usual()),
        voided(numbered(&["530218"]), usual()),
        voided(numbered(&NUMBERS[..2]), usual()),
        voided(seeded, usual()),
        voided(drawn.clone(), usual()),
        voided(substituted(0), usual()),
        {
            let mut desk = sealed();
            desk.act_on("2018-12-05", usual()).unwrap();
            desk
        },
    ];
    let mut links: Vec<_> = desks.iter().map(previous).collect();
    let count = links.len();
    links.sort();
    links.dedup();
    assert_eq!(links.len(), count);
    // By hand, of the first.
    let void = Void {
        approved_by: "李主任".into(),
        at: Time::parse("2018-12-04T12:00:00+08:00").unwrap(),
        reason: "名录有误".into(),
        witnesses: vec!["赵某".into()],
    };
    assert_eq!(attempt(&desks[0]).void, Some(void));
    let commitment = attempt(&desks[0]).commitment;
    let text = format!(
        "{{\"commitment\":\"{commitment}\",\"contributions\":[],\"drawn\":false,\
         \"nonce\":\"07070707070707070707070707070707\",\"seed\":null,\"substitutions\":0,\
         \"void\":{{\"approved_by\":\"李主任\",\"at\":\"2018-12-04T12:00:00+08:00\",\"reason\":\"名录有误\",\
         \"witnesses\":[\"赵某\"]}}}}"
    );
    assert_eq!(previous(&desks[0]), Digest::of(text));
    // What was made ready before the void is not sealed after it.
    let mut desk = desks[0].clone();
    let ready = desk.sealing(50).unwrap();
    desk.seal(51).unwrap();
    desk.void("又停电").unwrap();
    assert_eq!(desk.act(Act::Seal(ready)), Err(Refusal::NotWhatWasChecked));
}
