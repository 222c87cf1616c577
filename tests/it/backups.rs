//! Backups of several campaigns, how one stands to what is here, and when one is due.

use crate::common::desk::{Desk, ID, at, broken, drawn, log_of};
use mingchou::model::{Digest, Inspection, Stamp};
use mingchou::state::*;
use std::collections::BTreeMap;

/// The campaign as it is when it is opened: what can be undone is forgotten.
fn forgetful(desk: &Desk) -> Campaign {
    Campaign { plan_turns: PlanUndoStack::default(), ..desk.campaign().clone() }
}

#[test]
fn the_log_tells_which_is_newer() {
    let mut here = Desk::with_samples(PlanDraft::pingluo());
    let old = here.campaign().clone();
    assert_eq!(standing(&old, &old, &BTreeMap::new()), BackupRelation::Same);
    here.seal(7).unwrap();
    here.say(&["530217", "884102"]);
    // The seal and two numbers.
    assert_eq!(standing(here.campaign(), &old, &BTreeMap::new()), BackupRelation::Older(3));
    assert_eq!(standing(&old, here.campaign(), &BTreeMap::new()), BackupRelation::Newer(3));
    let mut there = Desk::with_samples(PlanDraft::pingluo());
    there.seal(9).unwrap();
    assert_eq!(
        standing(here.campaign(), there.campaign(), &BTreeMap::new()),
        BackupRelation::Forked { here: 3, file: 1 }
    );
}

fn type_title(desk: &mut Desk, title: &str) -> Campaign {
    let plan = PlanDraft { title: title.into(), ..desk.campaign().plan.clone() };
    desk.act(Act::EditPlan(Box::new(plan))).unwrap();
    desk.campaign().clone()
}

/// What is in a backup is not replaced: who typed on after it is newer, not forked.
#[test]
fn typing_on_after_a_backup_is_no_fork() {
    let mut desk = Desk::new(PlanDraft::blank());
    type_title(&mut desk, "甲");
    desk.model = desk.model.apply(Action::Settle).unwrap();
    let (a, b) = (desk.campaign().clone(), type_title(&mut desk, "甲乙"));
    assert_eq!(log_of(&a).len() + 1, log_of(&b).len());
    assert_eq!(standing(&b, &a, &BTreeMap::new()), BackupRelation::Older(1));
    assert_eq!(standing(&a, &b, &BTreeMap::new()), BackupRelation::Newer(1));
}

/// What is typed and not confirmed is no step.
#[test]
fn a_number_half_typed_is_not_told_as_steps() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    desk.seal(7).unwrap();
    let file = desk.campaign().clone();
    desk.act(Act::Type { index: 0, text: "5302".into() }).unwrap();
    assert_eq!(standing(desk.campaign(), &file, &BTreeMap::new()), BackupRelation::Typed);
}

#[test]
fn a_file_of_several_restores_each_and_a_file_of_one_still_does() {
    let (a, _) = drawn();
    let b = Desk::with_samples(PlanDraft::blank());
    let one = |desk: &Desk| write_backup(desk.campaign(), &desk.packed()).unwrap();
    let all = write_backups(vec![one(&a), one(&b)]).unwrap();
    let read = read_backups(&all).unwrap();
    assert_eq!(read.faults, []);
    assert_eq!(read.campaigns.iter().map(|(c, _)| c).collect::<Vec<_>>(), [&forgetful(&a), &forgetful(&b)]);
    assert_eq!(read.campaigns.iter().map(|(_, parts)| parts.len()).collect::<Vec<_>>(), [5, 2]);
    for old in [
        include_str!("../stored/backup-v3.json"),
        include_str!("../stored/backup-v4.json"),
        include_str!("../stored/backup-v5.json"),
        include_str!("../stored/backup-v6.json"),
    ] {
        assert_eq!(read_backups(old).unwrap().campaigns[0].0, read_backup(old).unwrap().0);
        assert_eq!(read_backups(&write_backups(vec![old.into()]).unwrap()).unwrap().campaigns.len(), 1);
    }
    // One that is damaged keeps the other from nothing; nothing else is taken for one.
    let spoilt = all.replacen("\"parts\":{\"", "\"parts\":{\"0", 1);
    let read = read_backups(&spoilt).unwrap();
    assert_eq!(read.campaigns.iter().map(|(c, _)| c).collect::<Vec<_>>(), [&forgetful(&b)]);
    assert!(matches!(read.faults[..], [(1, BackupFault::NotABackup)]), "{:?}", read.faults);
    for text in ["", "[]", r#"{"format":"x","backups":[]}"#, r#"{"format":"mingchou-backup"}"#] {
        assert_eq!(read_backups(text).unwrap_err(), BackupFault::NotABackup, "{text}");
    }
}

/// A campaign that lacks a part, or has one that is not what its name says, is named; the others are in the file.
#[test]
fn what_is_whole_is_gathered_and_the_rest_is_named() {
    let (a, b) = (Desk::with_samples(PlanDraft::pingluo()), Desk::with_samples(PlanDraft::blank()));
    let name = b.campaign().businesses.as_ref().unwrap().blob;
    let (mut lacking, mut spoilt) = (b.packed(), b.packed());
    lacking.remove(&name);
    spoilt.insert(name, a.packed()[&a.campaign().officers.as_ref().unwrap().blob].clone());
    let whole = || ("甲".to_owned(), write_backup(a.campaign(), &a.packed()));
    for parts in [lacking, spoilt] {
        let part = ("乙".to_owned(), write_backup(b.campaign(), &parts));
        assert!(part.1.is_err());
        let gathered = gather([whole(), part.clone()], None).unwrap();
        assert_eq!(read_backups(&gathered.text.clone().unwrap()).unwrap().campaigns[0].0, forgetful(&a));
        assert!(gathered.missing().starts_with("“乙”没有存进文件："), "{}", gathered.missing());
        let none = gather([part], None).unwrap();
        assert_eq!((none.text, none.left_out.len()), (None, 1));
    }
    let both = gather([whole(), ("乙".to_owned(), write_backup(b.campaign(), &b.packed()))], None).unwrap();
    assert_eq!(read_backups(&both.text.clone().unwrap()).unwrap().campaigns.len(), 2);
    assert_eq!(both.missing(), "");
}

/// Every part that a document points to is found in its text, however it is damaged elsewhere.
#[test]
fn the_parts_that_a_damaged_document_names_are_known() {
    let (desk, _) = drawn();
    let text = write_campaign(desk.campaign()).unwrap();
    let named = names_in(&text[7..text.len() - 9]);
    for (_, name) in desk.campaign().parts() {
        assert!(named.contains(&name), "{name}");
    }
    assert_eq!(names_in("\"ab\" 0123"), [].into());
}

#[test]
fn a_restored_campaign_takes_the_place_of_the_one_here() {
    let old = Desk::with_samples(PlanDraft::blank());
    let (new, _) = drawn();
    let text = write_backup(new.campaign(), &new.packed()).unwrap();
    let (campaign, parts) = read_backup(&text).unwrap();
    let model = old.model.apply(Action::Restore(Box::new(campaign.clone()), parts)).unwrap();
    assert_eq!((model.campaigns.len(), &*model.campaigns[&campaign.id]), (1, &forgetful(&new)));
    assert!(campaign.parts().iter().all(|(_, name)| model.blobs.contains_key(name) && model.packed.contains_key(name)));
}

/// The original goes on, the copy stays beside it: the list tells them apart, the forms do not.
#[test]
fn a_copy_beside_its_original_says_so_and_from_which_backup() {
    let (desk, _) = drawn();
    let text = write_backup(desk.campaign(), &desk.packed()).unwrap();
    let (campaign, parts) = read_backup(&text).unwrap();
    let until = campaign.log.last().unwrap().at.format("%Y-%m-%d %H:%M").to_string();
    let file = BackupFile { name: "U盘备份.json".into(), digest: Digest::of(&text) };
    let copy = campaign.copied("d4e5f6".into(), at(59), &file);
    let model = desk.model.apply(Action::Restore(Box::new(copy), parts)).unwrap();
    let (original, copy) = (&model.campaigns[ID], &model.campaigns["d4e5f6"]);
    assert_eq!(original.title(), "平罗县道路运输行业跨部门联合随机抽查");
    assert_eq!(copy.title(), "平罗县道路运输行业跨部门联合随机抽查（恢复的副本）");
    assert_eq!(copy.plan, original.plan);
    assert_eq!(record(&model, copy).unwrap(), record(&model, original).unwrap());
    let copied = log_of(copy);
    let (last, before) = copied.split_last().unwrap();
    assert_eq!(before, log_of(original));
    assert_eq!(last.at, at(59));
    let said = format!("从备份“U盘备份.json”恢复为副本，备份的最后一步在{until}");
    assert_eq!(last.said(&str::to_owned), said);
    assert_eq!(last.detail["sha256"], file.digest.hex());
    assert_eq!(broken(copy), None);
    // Stored and opened it is still one; a copy of the copy says so once.
    let opened = read_campaign(&write_campaign(copy).unwrap()).unwrap();
    assert_eq!(opened.title(), copy.title());
    assert_eq!(opened.copied("x".into(), at(59), &file).title(), copy.title());
}

/// Between seal and seed none is due: it would be one without the secret (protocol §10).
#[test]
fn a_backup_is_due_after_draw_and_publication_and_after_seven_days_of_edits() {
    let day = |day: u32| Stamp::parse_from_rfc3339(&format!("2018-12-{day:02}T18:00:00+08:00")).unwrap();
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    assert_eq!(backup_due(desk.campaign(), &desk.log(), None, true, day(3)), None);
    // Edited on the 3rd at 14:00.
    assert_eq!(backup_due(desk.campaign(), &desk.log(), None, true, day(9)), None);
    assert_eq!(backup_due(desk.campaign(), &desk.log(), None, true, day(10)), Some(BackupDue::Days(7)));
    assert_eq!(backup_due(desk.campaign(), &desk.log(), Some(day(3)), true, day(30)), None, "nothing was done since");
    let backed = Some(at(2));
    desk.seal(7).unwrap();
    assert_eq!(backup_due(desk.campaign(), &desk.log(), backed, false, day(3)), None, "it would be without the secret");
    for now in [day(3), day(30)] {
        assert_eq!(
            [
                backup_due(desk.campaign(), &desk.log(), None, true, now),
                backup_due(desk.campaign(), &desk.log(), backed, true, now)
            ],
            [None, None]
        );
    }
    desk.draw();
    assert_eq!(backup_due(desk.campaign(), &desk.log(), backed, true, day(3)), Some(BackupDue::Drawn));
    // The draw, at 14:17, was in the backup.
    assert_eq!(backup_due(desk.campaign(), &desk.log(), Some(at(27)), true, day(3)), None);
    let business = worklist(&desk.model, desk.campaign()).unwrap().businesses[0].key.clone();
    let inspection =
        Inspection { date: Some(at(0).date_naive()), result: "未发现问题".into(), ..Inspection::default() };
    desk.act(Act::Inspect { business: business.clone(), inspection: Box::new(inspection) }).unwrap();
    let (on, place) = (at(0).date_naive(), "县政府网站".into());
    desk.act_on("2018-12-03", Act::Publish { on, place, businesses: vec![business] }).unwrap();
    let noon = Stamp::parse_from_rfc3339("2018-12-03T11:00:00+08:00").unwrap();
    assert_eq!(backup_due(desk.campaign(), &desk.log(), Some(noon), true, day(3)), Some(BackupDue::Published));
}

/// Where the browser does not promise to keep what is stored, a seal that was voided and a large roster are reason enough.
#[test]
fn a_backup_is_due_earlier_where_the_browser_promises_nothing() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    let due = |desk: &Desk, promised| backup_due(desk.campaign(), &desk.log(), None, promised, at(30));
    assert_eq!([due(&desk, false), due(&desk, true)], [None, None], "the samples are small");
    desk.seal(7).unwrap();
    desk.act(Act::Void {
        reason: "重来".into(),
        approved_by: "局长".into(),
        witnesses: "见证人".into(),
        incomplete: false,
    })
    .unwrap();
    assert_eq!([due(&desk, false), due(&desk, true)], [Some(BackupDue::Unpromised), None]);
    let lines: String = (0..5_000).map(|i| format!("企业{i}公司,危货运输\n")).collect();
    let reading = mingchou::roster::read_businesses(format!("企业名称,类别\n{lines}").as_bytes(), "b.csv").unwrap();
    let mut desk = Desk::new(PlanDraft::pingluo());
    let roster = Roster::of_list("b.csv".into(), Digest::of("b"), reading);
    desk.act(Act::TakeBusinesses(crate::common::desk::taken(roster))).unwrap();
    assert_eq!([due(&desk, false), due(&desk, true)], [Some(BackupDue::Unpromised), None]);
}
