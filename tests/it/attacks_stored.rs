//! Stored documents and parts with one value changed, as a damaged or a forged backup may hold them: whatever opens is gone
//! through by everything that a page asks first, and nothing ends it.

use crate::common::cases::{change, rng};
use crate::common::desk::{Desk, ID, drawn};
use mingchou::draw::{Outcome, Record, verify};
use mingchou::model::{Digest, EntityKind, Stamp};
use mingchou::state::*;
use serde_json::Value;
use std::rc::Rc;

fn now() -> Stamp {
    "2018-12-21T09:00:00+08:00".parse().unwrap()
}

/// All that a page may ask of it, and all that people may press.
fn go_through(model: &Model, whole: &Campaign) {
    let campaign = &*model.campaigns[&whole.id];
    let _ = (campaign.phase(), campaign.title(), campaign.parts(), campaign.attempt_number(), campaign.shows_numbers());
    let _ = (
        rollback(campaign, whole),
        rollback(whole, campaign),
        standing(campaign, whole, &model.blobs),
        standing(whole, campaign, &model.blobs),
    );
    let _ = left_out(model, campaign);
    if let Ok(log) = model.log(campaign) {
        let _ = (backup_due(campaign, &log, None, false, now()), broken_at(&log));
    }
    let list = worklist(model, campaign).ok();
    let _ = deadlines(model, campaign, list.as_ref(), now().date_naive());
    if let Ok(record) = record(model, campaign) {
        let again = Record::parse(&record.to_json());
        let _ = (verify(&record), verify(&record.withheld()), again.is_ok_and(|r| r == record));
    }
    for attempt in &campaign.attempts {
        let contributors = attempt.seal.as_ref().map_or(&[][..], |seal| &seal.contributors);
        let _ = (contributions(contributors, attempt), attempt.confirmed());
        let Ok(sealed) = model.sealed(attempt) else { continue };
        let Ok(drawn) = mingchou::state::drawn(model, attempt, &sealed) else { continue };
        let Ok(checked) = checked(&sealed) else { continue };
        let _ = in_force(&checked, &drawn, &attempt.substitutions);
    }
    let outcome = campaign.current().and_then(|a| model.outcome(a.drawn.as_ref()?.outcome));
    let out = outcome.as_ref().and_then(|o| o.teams.first()?.businesses.first().cloned()).unwrap_or_default();
    let officer = outcome.and_then(|o| o.teams.first()?.all_officers().next().cloned()).unwrap_or_default();
    let replace = |kind, out| {
        let (reason, approved_by) = ("注销".into(), "李主任".into());
        Act::Substitute(Box::new(Replace { kind, team: 1, out, reason, approved_by }))
    };
    let (reason, approved_by, witnesses) = ("停电".into(), "李主任".into(), "赵某".into());
    let mut acts = vec![Act::Hide(true), Act::Hide(false)];
    for index in 0..7 {
        acts.extend([Act::Type { index, text: "123456".into() }, Act::Confirm(index), Act::Correct(index)]);
        acts.extend([Act::Type { index, text: "654321".into() }, Act::Confirm(index)]);
    }
    acts.extend([Act::MakeSeed, replace(EntityKind::Business, out), replace(EntityKind::Officer, officer)]);
    acts.push(Act::Void { reason, approved_by, witnesses, incomplete: true });
    let mut model = model.clone();
    for act in acts {
        if let Ok(next) = model.apply(Action::In { id: whole.id.clone(), at: now(), act }) {
            model = next;
        }
    }
    let _ = record(&model, &model.campaigns[&whole.id]);
}

fn with(parts: Vec<Part>, campaign: Campaign) -> Model {
    let model = Model::default().apply(Action::PartsRead(parts)).unwrap();
    model.apply(Action::Opened(vec![campaign])).unwrap()
}

/// Two attempts, the first one void after its numbers, the second drawn, with substitutions.
fn whole() -> Desk {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    desk.seal(7).unwrap();
    desk.seed();
    desk.void("停电").unwrap();
    desk.seal(8).unwrap();
    desk.draw();
    for kind in [EntityKind::Business, EntityKind::Officer] {
        let outcome = desk.record().attempts[1].outcome.clone().unwrap();
        let team = &outcome.teams[1];
        let out = match kind {
            EntityKind::Business => team.businesses[0].clone(),
            EntityKind::Officer => team.all_officers().next().unwrap().clone(),
        };
        let (team, reason, approved_by) = (team.number, "注销".into(), "李主任".into());
        desk.act(Act::Substitute(Box::new(Replace { kind, team, out, reason, approved_by }))).unwrap();
    }
    desk
}

#[test]
fn a_document_with_one_value_changed_ends_nothing() {
    let desk = whole();
    let mut open = Desk::with_samples(PlanDraft::pingluo());
    open.seal(7).unwrap();
    open.say(&["530217", "884102"]);
    let own = |desk: &Desk| {
        let backup = write_backup(desk.campaign(), &desk.packed()).unwrap();
        (write_campaign(desk.campaign()).unwrap(), read_backup(&backup).unwrap().1)
    };
    let stored = |backup: &str| {
        let document: Value = serde_json::from_str(backup).unwrap();
        (document["campaign"].to_string(), read_backup(backup).unwrap().1)
    };
    let all = [
        own(&desk),
        own(&open),
        stored(include_str!("../stored/backup-v4.json")),
        stored(include_str!("../stored/backup-v6.json")),
        stored(include_str!("../stored/backup-v6-numbered.json")),
    ];
    let (mut opened, mut refused) = (0, 0);
    for (text, parts) in all {
        let document: Value = serde_json::from_str(&text).unwrap();
        let whole = read_campaign(&text).unwrap();
        let mut rng = rng(1);
        for _ in 0..150 {
            let mut changed = document.clone();
            change(&mut rng, &mut changed, "/campaign/attempts");
            match read_campaign(&changed.to_string()) {
                Ok(campaign) => {
                    go_through(&with(parts.clone(), campaign), &whole);
                    opened += 1;
                }
                Err(fault) => {
                    assert!(!fault.to_string().is_empty());
                    refused += 1;
                }
            }
        }
    }
    assert!(opened > 150 && refused > 150, "{opened} {refused}");
}

/// A part has the digest that names it, whoever wrote it.
#[test]
fn an_outcome_that_no_draw_made_ends_nothing() {
    let desk = whole();
    let drawn = desk.campaign().attempts[1].drawn.clone().unwrap();
    let outcome = serde_json::to_value(&*desk.model.outcome(drawn.outcome).unwrap()).unwrap();
    let mut rng = rng(2);
    let mut taken = 0;
    for _ in 0..300 {
        let mut changed = outcome.clone();
        change(&mut rng, &mut changed, "");
        let Ok(changed) = serde_json::from_value::<Outcome>(changed) else { continue };
        let blob = Blob::Outcome(Rc::new(changed));
        let name: Digest = part_text(&blob).unwrap().name();
        let mut campaign = desk.campaign().clone();
        campaign.attempts[1].drawn.as_mut().unwrap().outcome = name;
        let model = desk.model.apply(Action::PartsRead(vec![Part { name, blob, packed: None }])).unwrap();
        let model = model.apply(Action::Opened(vec![campaign])).unwrap();
        go_through(&model, desk.campaign());
        if let Ok(record) = record(&model, &model.campaigns[ID]) {
            let clean = verify(&record).is_clean();
            assert!(!clean || name == drawn.outcome, "a changed outcome verifies");
        }
        taken += 1;
    }
    assert!(taken > 100, "{taken}");
}

/// Rosters of another seal under the digests of this one.
#[test]
fn rosters_that_were_not_sealed_end_nothing_and_do_not_verify() {
    let (desk, _) = drawn();
    let seal = desk.campaign().attempts[0].seal.clone().unwrap();
    let sealed = desk.model.sealed(&desk.campaign().attempts[0]).unwrap();
    let mut rng = rng(3);
    let mut taken = 0;
    for n in 0..120 {
        let (name, blob) = if n % 2 == 0 {
            let mut json = serde_json::to_value(&*sealed.businesses).unwrap();
            change(&mut rng, &mut json, "");
            let Ok(changed) = serde_json::from_value(json) else { continue };
            (seal.businesses_sha256, Blob::SealedBusinesses(Rc::new(changed)))
        } else {
            let mut json = serde_json::to_value(&*sealed.officers).unwrap();
            change(&mut rng, &mut json, "");
            let Ok(changed) = serde_json::from_value(json) else { continue };
            (seal.officers_sha256, Blob::SealedOfficers(Rc::new(changed)))
        };
        if part_text(&blob).unwrap().name() == name {
            continue;
        }
        let model = desk.model.apply(Action::PartsRead(vec![Part { name, blob, packed: None }])).unwrap();
        go_through(&model, desk.campaign());
        assert!(
            record(&model, &model.campaigns[ID]).is_err()
                || !verify(&record(&model, &model.campaigns[ID]).unwrap()).is_clean()
        );
        taken += 1;
    }
    assert!(taken > 40, "{taken}");
}
