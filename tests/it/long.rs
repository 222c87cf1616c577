//! A campaign of thousands: what grows long lies in parts, the document stays small, and nothing of it is lost on the way.

use crate::common::desk::{Desk, ID, at};
use crate::common::large::large;
use mingchou::model::{Digest, Inspection};
use mingchou::state::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The most bytes that the document of a campaign may have, whatever was entered: twice what is cut off at, and what does not
/// grow.
const MOST: usize = 300_000;

fn inspection(result: &str) -> Inspection {
    Inspection { date: Some(at(0).date_naive()), result: result.into(), ..Inspection::default() }
}

/// What was entered by hand, and the desk after it: results of all one by one, every third changed, every fifth taken away.
fn entered() -> (Desk, BTreeMap<String, Inspection>) {
    let mut desk = large(at(0), 700);
    let keys: Vec<_> = worklist(&desk.model, desk.campaign()).unwrap().businesses.into_iter().map(|b| b.key).collect();
    let mut all = BTreeMap::new();
    let mut enter = |desk: &mut Desk, key: &String, now: Inspection| {
        desk.act(Act::Inspect { business: key.clone(), inspection: Box::new(now.clone()) }).unwrap();
        if now == Inspection::default() {
            all.remove(key)
        } else {
            all.insert(key.clone(), now)
        };
    };
    keys.iter().for_each(|key| enter(&mut desk, key, inspection("未发现问题")));
    keys.iter().step_by(3).for_each(|key| enter(&mut desk, key, inspection("发现问题已责令改正")));
    keys.iter().step_by(5).for_each(|key| enter(&mut desk, key, Inspection::default()));
    (desk, all)
}

/// As a page that is loaded anew opens it.
fn reopened(desk: &Desk, text: &str) -> Campaign {
    let mut campaign = read_campaign(text).unwrap();
    assert!(campaign.lacks().is_some(), "the document does not have the inspections of its pages");
    campaign.read_pages(&desk.model.blobs).unwrap();
    campaign
}

/// The text of version 7, which had everything in the document.
fn of_version_7(desk: &Desk) -> String {
    let mut document: Value = serde_json::from_str(&write_campaign(desk.campaign()).unwrap()).unwrap();
    document["version"] = json!(7);
    document["campaign"]["log"] = json!(desk.log());
    for (attempt, whole) in
        document["campaign"]["attempts"].as_array_mut().unwrap().iter_mut().zip(&desk.campaign().attempts)
    {
        attempt.as_object_mut().unwrap().remove("pages");
        attempt["conduct"]["inspections"] = json!(whole.conduct.inspections);
    }
    document.to_string()
}

fn lost(desk: &Desk, kind: BlobKind) -> (Digest, Blob) {
    let name = desk.campaign().parts().into_iter().find(|part| part.0 == kind).unwrap().1;
    (name, desk.model.blobs[&name].clone())
}

fn without(desk: &Desk, name: Digest) -> Model {
    let mut blobs = (*desk.model.blobs).clone();
    blobs.remove(&name);
    let campaign = read_campaign(&write_campaign(desk.campaign()).unwrap()).unwrap();
    let model = Model { blobs: blobs.clone().into(), ..Model::default() };
    let parts = blobs.into_iter().map(|(name, blob)| Part { name, blob, packed: None }).collect();
    model.apply(Action::Opened(vec![campaign])).unwrap().apply(Action::PartsRead(parts)).unwrap()
}

#[test]
fn a_long_campaign_has_a_small_document_and_loses_nothing() {
    let (mut desk, all) = entered();
    let text = write_campaign(desk.campaign()).unwrap();
    assert!(text.len() < MOST, "{} bytes", text.len());
    // 700 results, 234 changes, 140 taken away, and what came before them.
    let acts = |desk: &Desk| desk.log().iter().filter(|e| e.act == "inspect").count();
    assert_eq!(acts(&desk), 700 + 234 + 140);
    desk.check_log();
    let again = reopened(&desk, &text);
    assert_eq!(again.current().unwrap().conduct.inspections, all);
    assert_eq!(desk.campaign().current().unwrap().conduct.inspections, all);
    assert_eq!(write_campaign(&again).unwrap(), text, "what is opened is stored as it was");
    // What was taken back is as it was before, also after it lay in a page.
    let before = desk.campaign().current().unwrap().conduct.clone();
    desk.act(Act::InspectMany(all.keys().map(|key| (key.clone(), inspection("不配合检查情节严重"))).collect()))
        .unwrap();
    let text = write_campaign(desk.campaign()).unwrap();
    assert!(text.len() < MOST, "{} bytes", text.len());
    desk.act(Act::UndoInspect).unwrap();
    assert_eq!(desk.campaign().current().unwrap().conduct, before);
    let again = reopened(&desk, &write_campaign(desk.campaign()).unwrap());
    assert_eq!(again.current().unwrap().conduct, before);
    desk.check_log();
    // No page is kept in memory that is in use no more.
    let pages = desk.model.blobs.values().filter(|blob| matches!(blob, Blob::Inspections(_))).count();
    assert_eq!(pages, desk.campaign().parts().iter().filter(|part| part.0 == BlobKind::Inspections).count());
}

/// The first key in another box settles the entry before, which may be cut off at once: the next key replaces the first all the
/// same.
#[test]
fn typing_goes_on_across_a_cut() {
    let mut desk = large(at(0), 200);
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    for b in &list.businesses {
        for notes in ["一", "一二"] {
            let inspection = Box::new(Inspection { notes: notes.into(), ..inspection("未发现问题") });
            desk.act(Act::Inspect { business: b.key.clone(), inspection }).unwrap();
        }
    }
    assert!(!desk.campaign().log.parts().is_empty());
    desk.check_log();
    // The first act at each changes more than one box; the second types on.
    assert_eq!(desk.log().iter().filter(|e| e.act == "inspect").count(), 400);
    let key = list.businesses[0].key.clone();
    for round in 0..300 {
        for notes in ["一二三", "一二三四"] {
            let inspection = Box::new(Inspection { notes: format!("{notes}{round}"), ..inspection("未发现问题") });
            desk.act(Act::Inspect { business: key.clone(), inspection }).unwrap();
        }
        let settings = mingchou::model::Settings { contact: round.to_string(), ..desk.campaign().settings.clone() };
        desk.act(Act::EditSettings(Box::new(settings))).unwrap();
    }
    desk.check_log();
    assert_eq!(desk.log().iter().filter(|e| e.act == "inspect").count(), 400 + 300);
}

#[test]
fn a_long_campaign_comes_back_from_its_backup_wherever_it_was_cut() {
    let (desk, all) = entered();
    let backup = write_backup(desk.campaign(), &desk.packed()).unwrap();
    let (campaign, parts) = read_backup(&backup).unwrap();
    assert_eq!(campaign.current().unwrap().conduct.inspections, all);
    let there = Model::default().apply(Action::Restore(Box::new(campaign.clone()), parts)).unwrap();
    let there = Desk::of(there);
    assert_eq!(there.log(), desk.log());
    assert_eq!(standing(desk.campaign(), &campaign, &desk.model.blobs), BackupRelation::Same);
    // The same as a program before wrote it: opened, it says the same; restored, its document is small as well.
    let old = read_campaign(&of_version_7(&desk)).unwrap();
    assert_eq!(standing(desk.campaign(), &old, &desk.model.blobs), BackupRelation::Same);
    let parts = |desk: &Desk| {
        desk.model
            .blobs
            .iter()
            .map(|(name, blob)| Part { name: *name, blob: blob.clone(), packed: None })
            .collect::<Vec<_>>()
    };
    let restored = Desk::of(Model::default().apply(Action::Restore(Box::new(old.clone()), parts(&desk))).unwrap());
    assert!(write_campaign(restored.campaign()).unwrap().len() < MOST);
    assert_eq!((restored.log(), &restored.campaign().current().unwrap().conduct.inspections), (desk.log(), &all));
    // One act further, cut elsewhere.
    let mut further = restored.clone();
    further.act(Act::UndoInspect).unwrap();
    further.act(Act::InspectMany(vec![(all.keys().next().unwrap().clone(), inspection("其他"))])).unwrap();
    let known =
        |a: &Desk, b: &Desk| a.model.blobs.iter().chain(b.model.blobs.iter()).map(|(n, b)| (*n, b.clone())).collect();
    assert_eq!(standing(further.campaign(), desk.campaign(), &known(&further, &desk)), BackupRelation::Older(1));
    assert_eq!(standing(desk.campaign(), further.campaign(), &known(&further, &desk)), BackupRelation::Newer(1));
}

#[test]
fn without_a_part_nothing_is_done_and_with_it_all_is_there_again() {
    let (desk, all) = entered();
    let (name, blob) = lost(&desk, BlobKind::Inspections);
    let model = without(&desk, name);
    let mut broken = Desk::of(model);
    assert!(broken.campaign().lacks().is_some());
    let act = Act::Inspect { business: all.keys().next().unwrap().clone(), inspection: Box::new(inspection("其他")) };
    assert!(matches!(broken.act(act), Err(Refusal::Stored(StoredFault::Missing(_)))));
    // Its document goes on naming the page.
    assert_eq!(write_campaign(broken.campaign()).unwrap(), write_campaign(desk.campaign()).unwrap());
    assert!(write_backup(broken.campaign(), &broken.packed()).is_err());
    broken.model = broken.model.apply(Action::PartsRead(vec![Part { name, blob, packed: None }])).unwrap();
    assert_eq!(broken.campaign().current().unwrap().conduct.inspections, all);
    // Without a part of the log nothing is said of which is newer.
    let (name, _) = lost(&desk, BlobKind::Log);
    let model = without(&desk, name);
    let broken = &model.campaigns[ID];
    assert_eq!(model.log(broken), Err(StoredFault::Missing(name)));
    assert_eq!(standing(broken, desk.campaign(), &model.blobs), BackupRelation::Unknown);
    assert_eq!(standing(broken, desk.campaign(), &desk.model.blobs), BackupRelation::Same);
}

/// A draw that was voided keeps its results beside those of the next, each in pages of its own.
#[test]
fn results_of_two_attempts_come_back() {
    let (mut desk, first) = entered();
    desk.void("名录有误").unwrap();
    desk.seal(8).unwrap();
    desk.say(&["530217", "884102", "006931"]);
    desk.act(Act::MakeSeed).unwrap();
    let drawing = desk.drawing();
    desk.act(drawing).unwrap();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let found = Inspection { date: Some(desk.today()), ..inspection("发现问题已责令改正") };
    for b in &list.businesses {
        desk.act(Act::Inspect { business: b.key.clone(), inspection: Box::new(found.clone()) }).unwrap();
    }
    let text = write_campaign(desk.campaign()).unwrap();
    assert!(text.len() < MOST, "{} bytes", text.len());
    assert!(desk.campaign().attempts.iter().all(|attempt| attempt.conduct.inspections.len() > 500));
    let (campaign, parts) = read_backup(&write_backup(desk.campaign(), &desk.packed()).unwrap()).unwrap();
    let there = Model::default().apply(Action::Restore(Box::new(campaign.clone()), parts)).unwrap();
    for campaign in [&reopened(&desk, &text), &campaign, &there.campaigns[ID]] {
        let [one, two] = &campaign.attempts[..] else { panic!("{} attempts", campaign.attempts.len()) };
        assert_eq!(one.conduct.inspections, first);
        assert_eq!(two.conduct.inspections, desk.campaign().attempts[1].conduct.inspections);
    }
    desk.check_log();
}

/// What one campaign does, and its end, leave the parts of another alone, also those that both have.
#[test]
fn two_long_campaigns_keep_their_own() {
    let (mut desk, all) = entered();
    let (copy, parts) = read_backup(&write_backup(desk.campaign(), &desk.packed()).unwrap()).unwrap();
    let mut other = copy;
    other.id = "b2c3d4".into();
    desk.model = desk.model.apply(Action::Restore(Box::new(other), parts)).unwrap();
    let keys: Vec<_> = all.keys().cloned().collect();
    for result in ["发现问题已责令改正", "未发现问题"].repeat(4) {
        desk.act(Act::InspectMany(keys.iter().map(|key| (key.clone(), inspection(result))).collect())).unwrap();
    }
    let other = &desk.model.campaigns["b2c3d4"];
    assert_eq!(other.current().unwrap().conduct.inspections, all);
    let mut again = read_campaign(&write_campaign(other).unwrap()).unwrap();
    again.read_pages(&desk.model.blobs).unwrap();
    assert_eq!(again.current().unwrap().conduct.inspections, all);
    // One ends: the other still opens.
    let left = desk.model.apply(Action::Remove(ID.into())).unwrap();
    let mut again = read_campaign(&write_campaign(&left.campaigns["b2c3d4"]).unwrap()).unwrap();
    again.read_pages(&left.blobs).unwrap();
    assert_eq!(again.current().unwrap().conduct.inspections, all);
}
