//! Attacks on the ceremony (protocol §10), through the actions that the pages dispatch: numbers and voids. What is tried with
//! backups is in `attacks_backup`, with records in `attacks_record`.

use crate::common::desk::{Desk, drawn};
use mingchou::draw::{Kind, Nonce, NumberFault, RemarkKind, Void, verify};
use mingchou::model::Digest;
use mingchou::state::*;

const LABELS: [&str; 6] = ["县公安局", "县安监局", "县市场监管局", "县运管所", "企业代表", "见证人掷骰"];
const NUMBERS: [&str; 6] = ["530217", "884102", "006931", "021117", "120934", "775618"];

fn sealed() -> Desk {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    desk.seal(7).unwrap();
    desk
}

fn attempt(desk: &Desk) -> &Attempt {
    desk.campaign().attempts.last().unwrap()
}

fn type_in(desk: &mut Desk, index: usize, text: &str) -> Result<(), Refusal> {
    desk.act(Act::Type { index, text: text.into() })?;
    desk.act(Act::Confirm(index))
}

fn void(reason: &str, witnesses: &str, incomplete: bool) -> Act {
    Act::Void { reason: reason.into(), approved_by: "李主任".into(), witnesses: witnesses.into(), incomplete }
}

/// §1: "an invisible character in it changed the seed and could be seen by nobody: eleven tries for a chosen outcome". What
/// is pasted is folded where one digit can be meant, and refused with what it is where not.
#[test]
fn an_invisible_character_or_another_spelling_is_no_number() {
    let mut desk = sealed();
    for (typed, number) in [
        ("０００ ００７", "000007"),
        ("\t53\u{a0}02\u{3000}17\r\n", "530217"),
        ("\u{2028}5\u{1680}3\u{202f}0217\u{85}", "530217"),
        (&"9".repeat(64), &"9".repeat(64)),
    ] {
        type_in(&mut desk, 0, typed).unwrap();
        assert_eq!(attempt(&desk).said[0].text, number);
        desk.act(Act::Correct(0)).unwrap();
    }
    use NumberFault::*;
    for (typed, fault, told) in [
        ("530\u{200b}217", Hidden('\u{200b}'), "U+200B"),
        ("\u{202e}530217", Hidden('\u{202e}'), "U+202E"),
        ("530217\u{fe0f}", Hidden('\u{fe0f}'), "U+FE0F"),
        ("5302\u{3164}17", Hidden('\u{3164}'), "U+3164"),
        ("5302\u{ad}17", Hidden('\u{ad}'), "U+00AD"),
        ("\u{feff}530217", Hidden('\u{feff}'), "U+FEFF"),
        ("530\u{e0030}217", Hidden('\u{e0030}'), "U+E0030"),
        ("530\u{0}217", Hidden('\0'), "U+0000"),
        ("53O217", Letter('O'), "文字“O”"),
        ("53l217", Letter('l'), "文字“l”"),
        ("530а217", Letter('а'), "文字“а”"),
        ("号530217", Letter('号'), "文字“号”"),
        ("五30217", OtherDigit('五'), "“五”"),
        ("５３０２１⑦", OtherDigit('⑦'), "“⑦”"),
        ("٥30217", OtherDigit('٥'), "“٥”"),
        ("530-217", Sign('-'), "符号“-”"),
        ("+530217", Sign('+'), "符号“+”"),
        ("530，217", Sign('，'), "符号“，”"),
        ("53021", Short(5), "只有5位"),
        (" \u{3000}", Empty, "没有填写"),
        (&"9".repeat(65), Long(65), "有65位"),
    ] {
        let refused = type_in(&mut desk, 0, typed).unwrap_err();
        assert_eq!(refused, Refusal::Number(LABELS[0].into(), fault));
        let words = refused.to_string();
        assert!(words.contains(told) && words.contains(LABELS[0]), "{words}");
        assert_eq!((attempt(&desk).confirmed(), desk.campaign().phase()), (0, Phase::Sealed));
        assert_eq!(desk.act(Act::MakeSeed), Err(Refusal::Unconfirmed(LABELS[0].into())));
    }
}

/// §4: whoever could enter his number last would know the others.
#[test]
fn numbers_come_in_the_sealed_order() {
    let mut desk = sealed();
    for index in [1, 3, 6, usize::MAX] {
        let first = Refusal::NotInOrder(LABELS[0].into());
        assert_eq!(type_in(&mut desk, index, "123456"), Err(first.clone()));
        assert_eq!(desk.act(Act::Confirm(index)), Err(first));
    }
    type_in(&mut desk, 0, "530217").unwrap();
    assert_eq!(type_in(&mut desk, 2, "123456"), Err(Refusal::NotInOrder(LABELS[1].into())));
    assert_eq!(type_in(&mut desk, 0, "123456"), Err(Refusal::Confirmed(LABELS[0].into())));
    assert_eq!(attempt(&desk).said.iter().map(|s| s.text.as_str()).collect::<Vec<_>>(), ["530217", "", "", "", "", ""]);
}

/// §4: corrected can only the last one be, while another is missing; with all known a number would be chosen.
#[test]
fn a_number_is_not_corrected_once_another_follows_or_all_are_in() {
    let mut desk = sealed();
    desk.say(&["530217", "884102"]);
    let stuck = |n: usize| Err(Refusal::NotCorrectable(LABELS[n].into()));
    assert_eq!(desk.act(Act::Correct(0)), stuck(0));
    assert_eq!(desk.act(Act::Correct(2)), stuck(2), "nothing is there yet");
    desk.act(Act::Correct(1)).unwrap();
    type_in(&mut desk, 1, "884103").unwrap();
    for n in 2..6 {
        type_in(&mut desk, n, NUMBERS[n]).unwrap();
    }
    for n in 0..6 {
        assert_eq!(desk.act(Act::Correct(n)), stuck(n));
        assert_eq!(type_in(&mut desk, n, "999999"), Err(Refusal::Confirmed(LABELS[n].into())));
    }
    let numbers: Vec<_> = contributions(attempt(&desk)).into_iter().map(|c| c.value).collect();
    assert_eq!(numbers, ["530217", "884103", "006931", "021117", "120934", "775618"]);
    let acts: Vec<_> = desk.campaign().log.entries().iter().map(|e| e.act.as_str()).collect();
    assert_eq!(acts.iter().filter(|act| **act == "correct").count(), 1, "and the log tells");
}

/// What is typed unseen would otherwise be looked at before the last one writes.
#[test]
fn numbers_typed_unseen_stay_so_until_all_are_in() {
    let mut desk = sealed();
    desk.act(Act::Hide(true)).unwrap();
    desk.act(Act::Hide(false)).unwrap();
    desk.act(Act::Hide(true)).unwrap();
    desk.say(&NUMBERS[..5]);
    assert_eq!(desk.act(Act::Hide(false)), Err(Refusal::HiddenUntilAll));
    let log: String = desk.campaign().log.entries().iter().map(|e| e.detail.to_string()).collect();
    assert!(!desk.campaign().shows_numbers() && NUMBERS.iter().all(|n| !log.contains(n)));
    type_in(&mut desk, 5, NUMBERS[5]).unwrap();
    assert!(desk.campaign().shows_numbers());
    desk.act(Act::Hide(false)).unwrap();
}

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
    let acts: Vec<_> = desk.campaign().log.entries().iter().map(|e| e.act.as_str()).collect();
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
            Err(Refusal::Wanting("见证人，至少一人")),
            "{witnesses:?}"
        );
    }
    for reason in ["", "\u{3164}", "\u{200b}\n"] {
        assert_eq!(sealed().act(void(reason, "赵某", false)), Err(Refusal::Wanting("作废的理由")), "{reason:?}");
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
        let (kind, reason, approved_by) = (Kind::Business, "注销".into(), "李主任".into());
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
        at: mingchou::draw::Time::parse("2018-12-04T12:00:00+08:00").unwrap(),
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

/// One seal, one outcome: whatever is tried after the seed.
#[test]
fn one_seal_is_drawn_once() {
    let mut desk = sealed();
    desk.seed();
    let seed = attempt(&desk).seed.clone();
    for act in [
        Act::MakeSeed,
        Act::Type { index: 5, text: "999999".into() },
        Act::Confirm(5),
        Act::Correct(5),
        Act::Hide(true),
    ] {
        assert_eq!(desk.act(act), Err(Refusal::SeededAlready));
    }
    let drawing = desk.drawing();
    desk.act(drawing).unwrap();
    let again = desk.drawing();
    assert_eq!(desk.act(again), Err(Refusal::DrawnAlready));
    assert!(matches!(desk.act(Act::UndoPlan), Err(Refusal::SealedAlready)));
    assert_eq!(attempt(&desk).seed, seed);
    // Voided it stays, and nothing more is done to it.
    desk.void("不满意").unwrap();
    let thrown = attempt(&desk).clone();
    let again = desk.drawing();
    for act in [again, Act::MakeSeed, Act::Correct(0), void("又一次", "赵某", true)] {
        assert_eq!(desk.act(act), Err(Refusal::NotSealed));
    }
    assert_eq!(*attempt(&desk), thrown);
}

/// A stored document may hold what no action made: nothing of it ends the page.
#[test]
fn a_document_with_other_boxes_than_its_seal_has_names_is_gone_through() {
    let mut desk = sealed();
    desk.say(&["530217", "884102"]);
    let text = write_campaign(desk.campaign()).unwrap();
    for boxes in [0, 1, 2, 3, 7, 9] {
        let mut json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let said = json["campaign"]["attempts"][0]["said"].as_array_mut().unwrap();
        let one = said[0].clone();
        said.resize(boxes, one);
        let opened = read_campaign(&json.to_string()).unwrap();
        let mut desk = Desk::of(desk.model.apply(Action::Opened(vec![opened])).unwrap());
        let before = attempt(&desk).confirmed();
        for index in (0..10).chain([usize::MAX]) {
            for act in [
                Act::Type { index, text: "123456".into() },
                Act::Confirm(index),
                Act::Correct(index),
                Act::Type { index, text: "654321".into() },
                Act::Confirm(index),
            ] {
                let _ = desk.act(act);
            }
        }
        assert!(attempt(&desk).confirmed() >= before.min(6), "{boxes}");
        let _ = desk.act(Act::Hide(true));
        desk.act(void("文件有误", "赵某", true)).unwrap();
        assert!(desk.record().attempts[0].contributions.len() <= 6);
        assert!(verify(&desk.record()).is_clean(), "{boxes}");
    }
}
