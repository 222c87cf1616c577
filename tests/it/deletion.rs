//! 已删除: a deleted campaign is kept for thirty days, by a clock that the test sets.

use crate::common::desk::{Desk, ID, at};
use chrono::TimeDelta;
use mingchou::model::Stamp;
use mingchou::state::*;
use std::collections::BTreeMap;

fn deleted_at(desk: &Desk, at: Stamp) -> Model {
    desk.model.apply(Action::Delete { id: ID.into(), at }).unwrap()
}

fn after(model: &Model, now: Stamp) -> usize {
    model.apply(Action::Purge(now)).unwrap().campaigns.len()
}

#[test]
fn a_deleted_campaign_goes_after_thirty_days_and_not_before() {
    let desk = Desk::with_samples(PlanDraft::pingluo());
    let model = deleted_at(&desk, at(30));
    assert_eq!(model.in_use().count(), 0);
    // 2018-12-03 14:30 and thirty days.
    let gone_from = Stamp::parse_from_rfc3339("2019-01-02T14:30:00+08:00").unwrap();
    assert_eq!(model.campaigns[ID].gone_from(), Some(gone_from));
    assert_eq!(after(&model, at(31)), 1);
    assert_eq!(after(&model, gone_from - TimeDelta::seconds(1)), 1);
    assert_eq!(after(&model, gone_from), 0);
    // In another zone it is the same moment; of a clock that was put back nothing goes.
    assert_eq!(after(&model, Stamp::parse_from_rfc3339("2019-01-02T06:30:00+00:00").unwrap()), 0);
    assert_eq!(after(&model, at(0) - TimeDelta::days(400)), 1);
    assert_eq!(after(&desk.model, gone_from + TimeDelta::days(4000)), 1, "what is not deleted stays");
}

#[test]
fn recovered_it_is_as_it_was() {
    let desk = Desk::with_samples(PlanDraft::pingluo());
    let model = deleted_at(&desk, at(30));
    let again = model.apply(Action::Recover(ID.into())).unwrap();
    assert_eq!(again, desk.model);
    assert_eq!(again.apply(Action::Recover(ID.into())).unwrap(), desk.model);
    // Deleted once more, it goes by the first day.
    let twice = model.apply(Action::Delete { id: ID.into(), at: at(59) }).unwrap();
    assert_eq!(twice.campaigns[ID].deleted, Some(at(30)));
    assert!(matches!(model.apply(Action::Recover("none".into())), Err(Refusal::NoCampaign)));
}

#[test]
fn nothing_is_done_in_a_deleted_campaign() {
    let desk = Desk::with_samples(PlanDraft::pingluo());
    let model = deleted_at(&desk, at(30));
    let act = Action::In { id: ID.into(), at: at(31), act: Act::UndoPlan };
    assert_eq!(model.apply(act).unwrap_err(), Refusal::Deleted);
}

/// It stays deleted in storage, and is none in a backup: who opens that wants it.
#[test]
fn storage_knows_that_it_is_deleted_and_a_backup_does_not() {
    let desk = Desk::with_samples(PlanDraft::pingluo());
    let model = deleted_at(&desk, at(30));
    let campaign = &model.campaigns[ID];
    let stored = read_campaign(&write_campaign(campaign).unwrap()).unwrap();
    assert_eq!(stored.deleted, Some(at(30)));
    assert!(!write_campaign(desk.campaign()).unwrap().contains("deleted"));
    let (read, parts) = read_backup(&write_backup(campaign, &desk.packed()).unwrap()).unwrap();
    assert_eq!(read.deleted, None);
    let parts: BTreeMap<_, _> = parts.into_iter().map(|part| (part.name, part.blob)).collect();
    assert_eq!(standing(campaign, &read, &parts), BackupRelation::Same);
}
