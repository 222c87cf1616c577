//! Attacks on the ceremony (protocol §10), through the actions that the pages dispatch: the numbers. Voids are in
//! `attacks_void`, what is tried with backups in `attacks_backup`, with stored documents in `attacks_stored`, with records in
//! `attacks_record`.

use crate::common::desk::Desk;
use mingchou::draw::{NumberFault, verify};
use mingchou::state::*;

pub const LABELS: [&str; 6] = ["县公安局", "县安监局", "县市场监管局", "县运管所", "企业代表", "见证人掷骰"];
pub const NUMBERS: [&str; 6] = ["530217", "884102", "006931", "021117", "120934", "775618"];

pub fn sealed() -> Desk {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    desk.seal(7).unwrap();
    desk
}

pub fn attempt(desk: &Desk) -> &Attempt {
    desk.campaign().attempts.last().unwrap()
}

pub fn type_in(desk: &mut Desk, index: usize, text: &str) -> Result<(), Refusal> {
    desk.act(Act::Type { index, text: text.into() })?;
    desk.act(Act::Confirm(index))
}

pub fn void(reason: &str, witnesses: &str, incomplete: bool) -> Act {
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
        assert_eq!(attempt(&desk).said()[0].text, number);
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
    assert_eq!(
        attempt(&desk).said().iter().map(|s| s.text.as_str()).collect::<Vec<_>>(),
        ["530217", "", "", "", "", ""]
    );
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
    for (n, number) in NUMBERS.iter().enumerate().skip(2) {
        type_in(&mut desk, n, number).unwrap();
    }
    for (n, label) in LABELS.iter().enumerate() {
        assert_eq!(desk.act(Act::Correct(n)), stuck(n));
        assert_eq!(type_in(&mut desk, n, "999999"), Err(Refusal::Confirmed((*label).into())));
    }
    let numbers: Vec<_> = desk.contributions().into_iter().map(|c| c.value).collect();
    assert_eq!(numbers, ["530217", "884103", "006931", "021117", "120934", "775618"]);
    let acts: Vec<_> = desk.log().iter().map(|e| e.act.as_str()).collect();
    assert_eq!(acts.iter().filter(|act| **act == "correct").count(), 1, "and the log tells");
}

/// A correction is no way to take back what was opened: neither one after the other down to the first, nor to void without it.
#[test]
fn a_number_taken_back_is_confirmed_again_before_anything_else() {
    for numbers in 1..4 {
        let mut desk = sealed();
        desk.say(&NUMBERS[..numbers]);
        let last = numbers - 1;
        desk.act(Act::Correct(last)).unwrap();
        if last > 0 {
            assert_eq!(desk.act(Act::Correct(last - 1)), Err(Refusal::NotCorrectable(LABELS[last - 1].into())));
        }
        let again = read_campaign(&write_campaign(desk.campaign()).unwrap()).unwrap();
        let mut desk = Desk::of(desk.model.apply(Action::Opened(vec![again])).unwrap());
        for text in ["", "12\u{200b}", NUMBERS[0]] {
            desk.act(Act::Type { index: last, text: text.into() }).unwrap();
            for incomplete in [false, true] {
                let refused = Err(Refusal::Unconfirmed(LABELS[last].into()));
                assert_eq!(desk.act(void("不满意", "赵某", incomplete)), refused);
            }
        }
        type_in(&mut desk, last, "999999").unwrap();
        assert_eq!(desk.act(void("不满意", "赵某", false)), Err(Refusal::NumbersFirst(LABELS[numbers].into())));
        desk.act(Act::Correct(last)).unwrap();
        type_in(&mut desk, last, NUMBERS[last]).unwrap();
        desk.act(void("纸条丢失", "赵某", true)).unwrap();
        let values: Vec<_> = desk.record().attempts[0].contributions.iter().map(|c| c.value.clone()).collect();
        assert_eq!(values, NUMBERS[..numbers]);
    }
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
    let log: String = desk.log().iter().map(|e| e.detail.to_string()).collect();
    assert!(!desk.campaign().shows_numbers() && NUMBERS.iter().all(|n| !log.contains(n)));
    type_in(&mut desk, 5, NUMBERS[5]).unwrap();
    assert!(desk.campaign().shows_numbers());
    desk.act(Act::Hide(false)).unwrap();
}

/// One seal, one outcome: whatever is tried after the seed.
#[test]
fn one_seal_is_drawn_once() {
    let mut desk = sealed();
    desk.seed();
    let seed = attempt(&desk).seed().cloned();
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
    assert_eq!(attempt(&desk).seed(), seed.as_ref());
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
