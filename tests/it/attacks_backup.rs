//! Rollback (protocol §10): a sealed state restored and drawn from again. A backup has no open secret, and what got further
//! here under the same seal is not taken back.

use crate::common::desk::{Desk, ID, at};
use mingchou::draw::{RemarkKind, verify};
use mingchou::model::{Digest, EntityKind};
use mingchou::state::*;
use std::collections::BTreeMap;

fn sealed() -> Desk {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    desk.seal(7).unwrap();
    desk
}

fn backup(desk: &Desk) -> String {
    write_backup(desk.campaign(), &desk.packed()).unwrap()
}

/// On another machine.
fn elsewhere(backup: &str) -> Desk {
    let (campaign, parts) = read_backup(backup).unwrap();
    Desk::of(Model::default().apply(Action::Restore(Box::new(campaign), parts)).unwrap())
}

/// 换成备份中的.
fn replaced(desk: &Desk, backup: &str) -> Result<Model, Refusal> {
    let (campaign, parts) = read_backup(backup).unwrap();
    desk.model.apply(Action::Restore(Box::new(campaign), parts))
}

/// 作为副本.
fn copied(desk: &Desk, backup: &str) -> Result<Model, Refusal> {
    let (campaign, parts) = read_backup(backup).unwrap();
    let file = BackupFile { name: "备份.json".into(), digest: Digest::of(backup) };
    desk.model.apply(Action::Restore(Box::new(campaign.copied("d4e5f6".into(), at(59), &file)), parts))
}

fn is_rollback(done: &Result<Model, Refusal>) -> bool {
    matches!(done, Err(Refusal::Rollback(Rollback::SameSeal { .. })))
}

/// Neither in its place nor beside it, whatever its id.
fn is_refused(desk: &Desk, backup: &str) {
    assert!(is_rollback(&replaced(desk, backup)) && is_rollback(&copied(desk, backup)));
    let (campaign, parts) = read_backup(backup).unwrap();
    let renamed = Campaign { id: "0ther0".into(), ..campaign };
    assert!(is_rollback(&desk.model.apply(Action::Restore(Box::new(renamed), parts))));
}

#[test]
fn a_backup_between_seal_and_seed_can_be_voided_and_not_continued() {
    let mut desk = sealed();
    let numbers = ["530217", "884102", "006931", "021117", "120934", "775618"];
    desk.say(&numbers[..2]);
    let text = backup(&desk);
    assert!(!text.contains("07070707070707070707070707070707"), "the secret left the browser");
    assert!(write_campaign(desk.campaign()).unwrap().contains("07070707070707070707070707070707"), "here it stays");
    let mut other = elsewhere(&text);
    assert_eq!((other.campaign().phase(), other.campaign().current().unwrap().nonce), (Phase::Sealed, None));
    for (index, text) in numbers.iter().enumerate().skip(2) {
        other.act(Act::Type { index, text: (*text).into() }).unwrap();
        other.act(Act::Confirm(index)).unwrap();
    }
    assert_eq!(other.act(Act::MakeSeed), Err(Refusal::NonceLost));
    let drawing = other.drawing();
    assert_eq!(other.act(drawing), Err(Refusal::NotSeeded));
    other.void("换了电脑").unwrap();
    other.seal(8).unwrap();
    other.draw();
    let record = other.record();
    let [lost, anew] = &record.attempts[..] else { panic!("two attempts") };
    assert_eq!((lost.nonce, lost.seed, lost.contributions.len()), (None, None, 6));
    assert_eq!(anew.seal.previous, Some(lost.link()));
    let verification = verify(&record);
    assert!(verification.is_clean() && verification.remarks.iter().any(|r| r.what == RemarkKind::NonceLost));
    // A file of an earlier version, or one that was edited, may have it: it is not taken from there.
    let open = r#""nonce":null"#;
    let edited = text.replacen(open, r#""nonce":"07070707070707070707070707070707""#, 1);
    assert!(edited != text && read_backup(&edited).unwrap().0.current().unwrap().nonce.is_none());
}

/// Once the seed is made the secret is none: the backup draws what is drawn here.
#[test]
fn a_backup_after_the_seed_draws_the_same() {
    let mut desk = sealed();
    desk.seed();
    let mut other = elsewhere(&backup(&desk));
    for desk in [&mut desk, &mut other] {
        let drawing = desk.drawing();
        desk.act(drawing).unwrap();
    }
    assert_eq!(desk.record(), other.record());
}

#[test]
fn what_got_further_here_is_not_taken_back() {
    let mut desk = sealed();
    let mut older = vec![backup(&desk)];
    // It says the same as here but for the secret, which would be lost.
    assert_eq!(standing(desk.campaign(), &read_backup(&older[0]).unwrap().0, &BTreeMap::new()), BackupRelation::Same);
    is_refused(&desk, &older[0]);
    let steps = [
        vec![Act::Type { index: 0, text: "530217".into() }, Act::Confirm(0)],
        vec![Act::Type { index: 1, text: "884102".into() }, Act::Confirm(1)],
        vec![Act::Type { index: 2, text: "006931".into() }, Act::Confirm(2)],
        vec![Act::Type { index: 3, text: "021117".into() }, Act::Confirm(3)],
        vec![Act::Type { index: 4, text: "120934".into() }, Act::Confirm(4)],
        vec![Act::Type { index: 5, text: "775618".into() }, Act::Confirm(5)],
        vec![Act::MakeSeed],
    ];
    for acts in steps {
        acts.into_iter().for_each(|act| desk.act(act).unwrap());
        older.iter().for_each(|text| is_refused(&desk, text));
        older.push(backup(&desk));
    }
    let drawing = desk.drawing();
    desk.act(drawing).unwrap();
    older.iter().for_each(|text| is_refused(&desk, text));
    older.push(backup(&desk));
    for n in 0..2 {
        let list = worklist(&desk.model, desk.campaign()).unwrap();
        let (team, out) = (list.businesses[n].team, list.businesses[n].key.clone());
        let (kind, reason, approved_by) = (EntityKind::Business, "注销".into(), "李主任".into());
        desk.act(Act::Substitute(Box::new(Replace { kind, team, out, reason, approved_by }))).unwrap();
        older.iter().for_each(|text| is_refused(&desk, text));
        older.push(backup(&desk));
    }
    desk.void("不满意").unwrap();
    older.iter().for_each(|text| is_refused(&desk, text));
    // What says all that is said here is taken: its own backup, which is as far.
    assert!(replaced(&desk, &backup(&desk)).is_ok() && copied(&desk, &backup(&desk)).is_ok());
}

/// Voided on another machine it is "further" than what was drawn here, and would take the draw back all the same.
#[test]
fn a_void_from_elsewhere_does_not_take_the_draw_back() {
    let mut desk = sealed();
    let early = backup(&desk);
    desk.draw();
    let mut other = elsewhere(&early);
    other.void("换了电脑").unwrap();
    is_refused(&desk, &backup(&other));
    other.seal(8).unwrap();
    other.draw();
    is_refused(&desk, &backup(&other));
    // Nor does it take away the secret of what is still open here, which would be lost.
    let open = sealed();
    is_refused(&open, &backup(&other));
    // Nor other numbers, another outcome, or other substitutions than here.
    let mut numbered = elsewhere(&early);
    numbered.say(&["111111", "222222", "333333", "444444", "555555", "666666"]);
    is_refused(&desk, &backup(&numbered));
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let substituted = |n: usize| {
        let mut desk = desk.clone();
        let (team, out) = (list.businesses[n].team, list.businesses[n].key.clone());
        let (kind, reason, approved_by) = (EntityKind::Business, "注销".into(), "李主任".into());
        desk.act(Act::Substitute(Box::new(Replace { kind, team, out, reason, approved_by }))).unwrap();
        desk
    };
    is_refused(&substituted(0), &backup(&substituted(1)));
    // The one that goes on from here is taken.
    assert!(replaced(&desk, &backup(&substituted(0))).is_ok());
}

/// A backup from before the seal loses it in place; beside it, it is another task that says it is a copy.
#[test]
fn a_later_seal_is_not_lost() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let before = backup(&desk);
    desk.seal(7).unwrap();
    let lost = |done: Result<Model, Refusal>| matches!(done, Err(Refusal::Rollback(Rollback::LaterSeal { seal, .. })) if !seal.is_empty());
    assert!(lost(replaced(&desk, &before)));
    desk.draw();
    assert!(lost(replaced(&desk, &before)));
    let with_copy = copied(&desk, &before).unwrap();
    assert_eq!((with_copy.campaigns.len(), &with_copy.campaigns[ID]), (2, &desk.model.campaigns[ID]));
    assert!(with_copy.campaigns["d4e5f6"].title().ends_with("（恢复的副本）"));
    // Voided, and sealed again: a backup of the first seal loses the second.
    let first = backup(&desk);
    desk.void("名录有误").unwrap();
    let voided = backup(&desk);
    desk.seal(8).unwrap();
    is_refused(&desk, &first);
    assert!(lost(replaced(&desk, &voided)));
    assert!(copied(&desk, &voided).is_ok());
}

/// What a newer program sealed is kept as that wrote it, so that no backup of it is made while its secret is one.
#[test]
fn an_open_seal_of_a_newer_program_is_not_backed_up() {
    let desk = sealed();
    let version = |version: u32| format!("\"version\":{version},");
    let newer = write_campaign(desk.campaign()).unwrap().replace(&version(VERSION), &version(VERSION + 1));
    let opened = read_campaign(&newer).unwrap();
    assert_eq!(write_backup(&opened, &desk.packed()), Err(StoredFault::Newer(VERSION + 1)));
}
