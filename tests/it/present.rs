//! Who was at an inspection, wherever it is told: on 附件3, the notice and the record of the scene, in public, in the entry
//! workbook, in the ledger. The team is that of the day of the visit.

use crate::common::desk::{Desk, day, drawn};
use mingchou::course::{Worklist, WorklistItem, lapsed, present_names, result_table};
use mingchou::forms::{form3, form5, scene_record};
use mingchou::model::{EntityKind, Inspection, Settings};
use mingchou::state::*;
use mingchou::work::CampaignPapers;

fn replace(desk: &mut Desk, on: &str, team: u32, out: &str) {
    let (out, reason, approved_by) = (out.into(), "住院".into(), "李主任".into());
    let act = Act::Substitute(Box::new(Replace { kind: EntityKind::Officer, team, out, reason, approved_by }));
    desk.act_on(on, act).unwrap();
}

fn inspect(desk: &mut Desk, business: &str, on: u32, present: Option<Vec<String>>) {
    let inspection =
        Inspection { date: Some(day(on)), result: "未发现问题".into(), present, ..Inspection::default() };
    let business = business.to_owned();
    desk.act_on("2018-12-28", Act::Inspect { business, inspection: Box::new(inspection) }).unwrap();
}

fn list_of(desk: &Desk) -> Worklist {
    worklist(&desk.model, desk.campaign()).unwrap()
}

/// What each place says of who was there.
fn told(desk: &Desk, key: &str) -> [(&'static str, String); 6] {
    let list = list_of(desk);
    let b = list.get(key).unwrap();
    let conduct = &desk.campaign().attempts.last().unwrap().conduct;
    let settings = Settings { publish_officers: true, ..desk.campaign().settings.clone() };
    let table = result_table(&list, conduct, &settings, Some(&[key.to_owned()].into()));
    let papers = CampaignPapers { model: &desk.model, campaign: desk.campaign(), address: None };
    let [three, five, scene] = papers
        .of_outcome(&list, |known| [form3, form5, scene_record].map(|make| make(&known.facts, key).text()))
        .unwrap();
    let ledger = account(&desk.model, desk.campaign(), Some(&list)).unwrap();
    let lines = ledger.lines.iter().filter(|line| line.name == b.name).map(|line| line.officers.clone());
    [
        ("附件3", three),
        ("附件5", five),
        ("现场笔录", scene),
        ("公示", table.rows[0].last().unwrap().clone()),
        ("录入表", present_names(&list, b, &conduct.inspections[key])),
        ("台账", lines.collect::<Vec<_>>().join("、")),
    ]
}

/// Each place names the one and not the other.
fn names(desk: &Desk, b: &WorklistItem, who: &str, not: &str) {
    for (place, text) in told(desk, &b.key) {
        assert!(text.contains(who), "{place} of {} names {who}: {text}", b.name);
        assert!(!text.contains(not), "{place} of {} does not name {not}: {text}", b.name);
    }
}

/// A team with two businesses, the first officer of its lead, and who takes that place when it is given up on that day.
fn replaced(on: &str) -> (Desk, [WorklistItem; 2], [String; 2]) {
    let (mut desk, list) = drawn();
    let team =
        list.businesses.iter().map(|b| b.team).find(|t| list.businesses.iter().filter(|b| b.team == *t).count() > 1);
    let own: Vec<_> = list.businesses.iter().filter(|b| Some(b.team) == team).cloned().collect();
    let out = own[0].shares[0].officers[0].clone();
    replace(&mut desk, on, own[0].team, &out.key);
    let now = list_of(&desk);
    let incoming = now.get(&own[0].key).unwrap().shares[0].officers[0].clone();
    assert_ne!(incoming.key, out.key);
    (desk, [own[0].clone(), own[1].clone()], [out.name, incoming.name])
}

#[test]
fn whoever_was_replaced_after_the_visit_was_there() {
    let (mut desk, [before, after], [out, incoming]) = replaced("2018-12-20");
    // Of one team, one business was visited before that day and one after it.
    inspect(&mut desk, &before.key, 19, None);
    inspect(&mut desk, &after.key, 21, None);
    names(&desk, &before, &out, &incoming);
    names(&desk, &after, &incoming, &out);
    // The replacement counts from its own day on.
    inspect(&mut desk, &after.key, 20, None);
    names(&desk, &after, &incoming, &out);
}

#[test]
fn several_replacements_leave_on_each_day_the_team_of_that_day() {
    let (mut desk, [first, second], [out, incoming]) = replaced("2018-12-10");
    let key = list_of(&desk).get(&first.key).unwrap().shares[0].officers[0].key.clone();
    replace(&mut desk, "2018-12-15", first.team, &key);
    let last = list_of(&desk).get(&first.key).unwrap().shares[0].officers[0].name.clone();
    for (on, who, not) in [(9, &out, &incoming), (12, &incoming, &out), (16, &last, &incoming)] {
        inspect(&mut desk, &first.key, on, None);
        names(&desk, &first, who, not);
    }
    // What was entered as present stands, whoever the team is; also one who is not in it any more.
    let others = second.officers().skip(2).map(|o| o.key.clone());
    let present: Vec<String> = [second.shares[0].officers[0].key.clone()].into_iter().chain(others).collect();
    inspect(&mut desk, &second.key, 16, Some(present));
    for (place, text) in told(&desk, &second.key).into_iter().filter(|(place, _)| *place != "附件5") {
        assert!(text.contains(&out), "{place}: {text}");
    }
}

/// Without a day the team is that of now; and 到期 is told of those who were there.
#[test]
fn a_visit_without_a_day_is_of_the_team_of_now() {
    let (mut desk, [b, _], [out, incoming]) = replaced("2018-12-20");
    let list = list_of(&desk);
    let now = list.get(&b.key).unwrap();
    let none = Inspection::default();
    let shown = present_names(&list, now, &none);
    assert!(shown.contains(&incoming) && !shown.contains(&out), "{shown}");
    inspect(&mut desk, &b.key, 19, None);
    let mut list = list_of(&desk);
    let key = b.shares[0].officers[0].key.clone();
    list.officers.get_mut(&key).unwrap().valid_until = Some(day(10));
    let inspection = |on| Inspection { date: Some(day(on)), ..Inspection::default() };
    let of = |on| {
        lapsed(&list, list.get(&b.key).unwrap(), &inspection(on)).into_iter().map(|l| l.officer).collect::<Vec<_>>()
    };
    assert_eq!((of(19), of(21)), (vec![out], vec![]));
}

/// A visit of an attempt that was voided later stays in the ledger with those who made it.
#[test]
fn a_visit_of_a_voided_attempt_names_its_own_team() {
    let (mut desk, [b, _], [out, incoming]) = replaced("2018-12-20");
    inspect(&mut desk, &b.key, 19, None);
    desk.void("名录有误").unwrap();
    let book = account(&desk.model, desk.campaign(), None).unwrap();
    let of = |name: &str| book.lines.iter().filter(|line| line.name == b.name && line.officers.contains(name)).count();
    assert_eq!((of(&out), of(&incoming)), (1, 0));
}
