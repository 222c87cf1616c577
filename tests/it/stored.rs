//! Every stored version as it was written when it was new still opens (`tests/stored/`, frozen).

use crate::common::desk::{Desk, broken, day, drawn, log_of};
use mingchou::draw::{Outcome, verify};
use mingchou::model::{Digest, EntityKind, Inspection, Source, Status, Transfer};
use mingchou::roster::Edit;
use mingchou::state::*;
use std::io::Read;

/// A draw of the preliminary protocol `mingchou/1` stays what it was and is not drawn on: its tickets are what they were,
/// which anybody can make, there is no record of it, and nothing is added to it.
fn stays_as_drawn(desk: &mut Desk) {
    let attempt = desk.campaign().current().unwrap().clone();
    assert!(attempt.is_preliminary() && attempt.seal.is_none());
    let sealed = desk.model.sealed(&attempt).unwrap();
    let tickets = mingchou::state::drawn(&desk.model, &attempt, &sealed).unwrap();
    let outcome = desk.model.outcome(attempt.drawn().unwrap().outcome).unwrap();
    let seed = attempt.seed().unwrap().seed;
    let hand = |domain: &str, key: &str| Digest::of(format!("{seed}\n{domain}\n{key}"));
    assert!(tickets.businesses.iter().all(|p| p.ticket == hand("business", &p.key)));
    assert!(tickets.businesses.is_sorted_by_key(|p| p.ticket));
    assert_eq!(
        tickets.businesses.iter().map(|p| &p.key).collect::<Vec<_>>(),
        outcome.businesses.iter().collect::<Vec<_>>()
    );
    let officers = outcome.officers.as_ref().unwrap();
    assert_eq!(officers.len(), 5);
    for (department, placed) in &tickets.officers {
        assert_eq!(placed.iter().map(|p| p.key.clone()).collect::<Vec<_>>(), officers[department]);
        assert!(placed.iter().all(|p| p.ticket == hand("officer", &p.key)) && placed.is_sorted_by_key(|p| p.ticket));
    }
    // In each stratum the smallest tickets were drawn, the sealed businesses being those of the manifest.
    for stratum in &sealed.seal.strata {
        let mut of: Vec<_> =
            sealed.businesses.iter().filter(|b| b.stratum == stratum.label).map(|b| b.key.as_str()).collect();
        assert_eq!(of.len(), stratum.population as usize);
        of.sort_by_key(|key| hand("business", key));
        let (first, left) = of.split_at(stratum.sample as usize);
        assert!(first.iter().all(|key| outcome.businesses.iter().any(|b| b == key)));
        assert!(left.iter().all(|key| outcome.businesses.iter().all(|b| b != key)));
    }
    assert!(matches!(record(&desk.model, desk.campaign()), Err(StoredFault::Damaged(_))), "no record of it");
    refuses_to_go_on(desk);
}

/// No number, seed, draw or substitution in what was sealed by the preliminary protocol.
fn refuses_to_go_on(desk: &mut Desk) {
    let before = desk.model.clone();
    let acts = [
        Act::Type { index: 0, text: "123456".into() },
        Act::Confirm(0),
        Act::Correct(0),
        Act::Hide(true),
        Act::MakeSeed,
    ];
    for act in acts {
        assert_eq!(desk.act(act), Err(Refusal::Preliminary));
    }
    let attempt = desk.campaign().current().unwrap().clone();
    let commitment = attempt.commitment;
    let outcome = std::rc::Rc::new(Outcome { businesses: vec![], officers: None, round: 0, teams: vec![] });
    let refused = if attempt.drawn().is_some() { Refusal::DrawnAlready } else { Refusal::Preliminary };
    assert_eq!(desk.act(Act::Drawn { commitment, outcome }), Err(refused));
    let out = attempt.drawn().and_then(|d| Some(desk.model.outcome(d.outcome)?.businesses[0].clone()));
    let replace = Replace {
        kind: EntityKind::Business,
        team: 1,
        out: out.unwrap_or_default(),
        reason: "注销".into(),
        approved_by: "李主任".into(),
    };
    assert_eq!(desk.act(Act::Substitute(Box::new(replace))), Err(Refusal::Preliminary));
    // With a void attempt before it, nothing is even made ready.
    let again = desk.sealing(9).and_then(|sealing| desk.act(Act::Seal(sealing)));
    assert!(matches!(again, Err(Refusal::SealedAlready | Refusal::NotReady(_))));
    assert_eq!(desk.model, before);
}

/// Voided, it makes room for a seal of this protocol, whose record begins with that and whose first attempt names none.
fn is_sealed_anew(desk: &mut Desk) {
    let old = desk.campaign().attempts.len();
    desk.void("改按正式规则重抽").unwrap();
    assert!(matches!(record(&desk.model, desk.campaign()), Err(StoredFault::Damaged(_))), "nothing of this protocol");
    assert_eq!((desk.campaign().phase(), desk.campaign().attempt_number()), (Phase::Open, 1));
    desk.seal(11).unwrap();
    let seal = desk.campaign().current().unwrap().seal.clone().unwrap();
    assert_eq!((seal.campaign.attempt, seal.previous), (1, None));
    // The plan of those days had four contributors.
    desk.say(&["530217", "884102", "006931", "021117"]);
    desk.act(Act::MakeSeed).unwrap();
    let drawing = desk.drawing();
    desk.act(drawing).unwrap();
    let record = desk.record();
    assert_eq!((record.attempts.len(), desk.campaign().attempts.len()), (1, old + 1));
    assert!(verify(&record).is_clean() && verify(&record.withheld()).is_clean());
    desk.check_log();
    let stored = write_campaign(desk.campaign()).unwrap();
    assert_eq!(read_campaign(&stored).unwrap(), *desk.campaign());
}

/// A campaign sealed by version 6 with all numbers in, and one with none, as commit 4c8e90e wrote them: neither is drawn.
#[test]
fn what_version_6_sealed_is_voided_not_drawn() {
    for (backup, numbers) in
        [(include_str!("../stored/backup-v6-sealed.json"), 0), (include_str!("../stored/backup-v6-numbered.json"), 4)]
    {
        assert!(backup.contains(r#""version":6,"#) && backup.contains(r#""nonce":"07070707070707070707070707070707""#));
        let (campaign, parts) = read_backup(backup).unwrap();
        let [attempt] = &campaign.attempts[..] else { panic!("one attempt") };
        assert!(attempt.is_preliminary() && attempt.is_open() && attempt.nonce.is_none(), "the secret stays out");
        assert_eq!((attempt.confirmed(), campaign.phase()), (numbers, Phase::Sealed));
        assert_eq!(broken(&campaign), None);
        let model = Model::default().apply(Action::PartsRead(parts)).unwrap();
        let mut desk = Desk::of(model.apply(Action::Opened(vec![campaign])).unwrap());
        assert!(matches!(worklist(&desk.model, desk.campaign()), Err(Refusal::NotDrawn)));
        refuses_to_go_on(&mut desk);
        is_sealed_anew(&mut desk);
    }
}

/// A document of each stored version, as it was written when that version was new, still opens.
#[test]
fn every_stored_version_still_opens() {
    let v1 = include_str!("../stored/v1.json");
    let campaign = read_campaign(v1).unwrap();
    assert_eq!(campaign.title(), "平罗县道路运输行业跨部门联合随机抽查");
    assert_eq!(campaign.phase(), Phase::Drawn);
    assert_eq!(campaign.attempts.len(), 2);
    assert_eq!(campaign.plan.departments.len(), 5);
    assert_eq!(broken(&campaign), None);

    // Version 2: a mended roster, an attempt voided between the numbers, one that was drawn.
    let campaign = read_campaign(include_str!("../stored/v2.json")).unwrap();
    assert_eq!(campaign.phase(), Phase::Drawn);
    assert_eq!(broken(&campaign), None);
    assert_eq!(campaign.officers.unwrap().all_mends().count(), 1);
    let texts = |a: &Attempt| a.said().iter().map(|s| s.text.clone()).collect::<Vec<_>>();
    let [voided, drawn] = campaign.attempts.as_slice() else { panic!("two attempts") };
    assert_eq!(texts(voided), ["530217", "884102", "", ""]);
    assert!(voided.said().iter().all(|s| s.confirmed.is_none()));
    assert_eq!(voided.void.as_ref().unwrap().approval(), "王某");
    assert_eq!(texts(drawn), ["530217", "884102", "006931", "02 11 17"]);
    assert!(drawn.said().iter().all(|s| s.confirmed.is_some()));
}

/// Versions 3 and 4, a document and a backup with its parts each, as commits 61d4201 and dc4aead wrote them: an officer
/// left out, an attempt voided between the numbers, one that was drawn unseen, two substitutions.
#[test]
fn versions_3_and_4_still_open_with_their_parts() {
    let stored = [
        (3, include_str!("../stored/v3.json"), include_str!("../stored/backup-v3.json")),
        (4, include_str!("../stored/v4.json"), include_str!("../stored/backup-v4.json")),
    ];
    for (version, document, backup) in stored {
        assert!(document.contains(&format!("\"version\":{version},")) && backup.contains(document), "{version}");
        let campaign = read_campaign(document).unwrap();
        assert_eq!(broken(&campaign), None);
        assert_eq!(campaign.officers.as_ref().unwrap().all_mends().count(), 1);
        let [voided, drawn] = campaign.attempts.as_slice() else { panic!("two attempts") };
        assert_eq!(voided.void.as_ref().unwrap().approval(), "王某（见证：赵某、钱某）");
        assert!(voided.said()[1].confirmed.is_some() && voided.said()[2].confirmed.is_none() && drawn.hidden);
        assert_eq!(drawn.substitutions.len(), 2);
        let (restored, parts) = read_backup(backup).unwrap();
        assert_eq!(restored, campaign);
        let model = Model::default().apply(Action::PartsRead(parts)).unwrap();
        let model = model.apply(Action::Opened(vec![campaign])).unwrap();
        let mut desk = Desk::of(model);
        stays_as_drawn(&mut desk);
        // What those versions did not know begins empty, and goes on from there.
        let list = worklist(&desk.model, desk.campaign()).unwrap();
        assert_eq!(list.businesses.iter().filter(|b| b.came_in && !b.code.is_empty()).count(), 1);
        let inspection = Inspection { notes: "门锁着".into(), ..Inspection::default() };
        let business = list.businesses[0].key.clone();
        desk.act_on("2018-12-12", Act::Inspect { business, inspection: Box::new(inspection) }).unwrap();
        let again = read_campaign(&write_campaign(desk.campaign()).unwrap()).unwrap();
        assert_eq!(again.current().unwrap().conduct.inspections.len(), 1);
    }
}

/// Version 5, a document and a backup, as commit 62b8fa3 wrote them: an attempt voided between the numbers, one that was
/// drawn, a business substituted, inspections, two publications, a correction, two transfers.
#[test]
fn version_5_still_opens_with_what_followed_the_draw() {
    let (document, backup) = (include_str!("../stored/v5.json"), include_str!("../stored/backup-v5.json"));
    assert!(document.contains(r#""version":5,"#) && backup.contains(document));
    let campaign = read_campaign(document).unwrap();
    assert_eq!(broken(&campaign), None);
    assert_eq!((campaign.attempts.len(), campaign.attempts[0].void.is_some()), (2, true));
    let settings = &campaign.settings;
    assert_eq!((settings.publish_within, settings.results.last().unwrap().as_str()), (20, "其他情形"));
    assert_eq!((settings.contact.as_str(), settings.contact_phone.as_str()), ("马某", "0952-6095000"));

    let (restored, parts) = read_backup(backup).unwrap();
    assert_eq!(restored, campaign);
    let model = Model::default().apply(Action::PartsRead(parts)).unwrap();
    let mut desk = Desk::of(model.apply(Action::Opened(vec![campaign])).unwrap());
    stays_as_drawn(&mut desk);
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    assert_eq!((list.businesses.len(), list.businesses.iter().filter(|b| b.came_in).count()), (11, 1));
    let keys: Vec<_> = list.businesses.iter().map(|b| b.key.as_str()).collect();
    let conduct = desk.campaign().current().unwrap().conduct.clone();
    let first = &conduct.inspections[keys[0]];
    assert_eq!((first.place.as_str(), first.refused, first.closed), ("停车场", true, Some(day(20))));
    assert_eq!((first.ways.len(), first.present.as_ref().unwrap().len()), (2, 2));
    assert_eq!(first.findings[0].problem, "驾驶员从业资格证过期");
    // Its second transfer is open, so that it is not closed; the second was corrected; one is not published; one has notes only.
    let so_far: Vec<_> = keys.iter().map(|key| conduct.status(key)).collect();
    use Status::{Closed, Entering, Inspected, Published, Waiting};
    assert_eq!(so_far[..6], [Published, Closed, Closed, Inspected, Entering, Waiting]);
    assert_eq!(
        conduct.publications.iter().map(|p| (p.on, p.businesses.len())).collect::<Vec<_>>(),
        [(day(14), 2), (day(17), 1)]
    );
    let [correction] = &conduct.corrections[..] else { panic!("one correction") };
    assert_eq!((correction.was.notes.as_str(), conduct.inspections[keys[1]].notes.as_str()), ("", "漏登"));
    let transfers: Vec<_> =
        conduct.transfers.iter().map(|t| (t.id, t.to.as_str(), t.answer.as_str(), t.closed)).collect();
    assert_eq!(transfers, [(1, "县公安局交警大队", "已立案", Some(day(20))), (2, "县运管所", "", None)]);

    // The log in words.
    let names = |key: &str| list.get(key).map_or_else(|| key.to_owned(), |b| b.name.clone());
    let told: Vec<_> = desk.log().iter().map(|e| e.said(&names)).collect();
    assert!(told.iter().all(|t| !t.starts_with("其他操作")), "{told:#?}");
    let name = |n: usize| &list.businesses[n].name;
    assert_eq!(told[1], "载入检查对象名录“b.xlsx”，110行");
    for words in [
        "作废：名录有误（批准人：王某；见证：赵某、钱某）".to_owned(),
        format!("录入{}的检查情况：2018-12-12，发现问题待后续处理，发现案件线索，固定证据后移送办案机构", name(0)),
        format!("录入3户的检查情况：{}、{}、{}", name(1), name(2), name(3)),
        format!("2018-12-17在国家企业信用信息公示系统公示1户：{}", name(2)),
        format!("更正已公示的{}的检查情况：漏登备注（批准人：马局长）", name(1)),
        format!("第2号移送：{}的“驾驶员从业资格证过期”移送县运管所", name(0)),
        "第1号移送的答复：已立案，2018-12-20办结".into(),
        format!("{}于2018-12-20完结", name(0)),
    ] {
        assert!(told.contains(&words), "{words}: {told:#?}");
    }

    // It goes on from there, and what is written comes back.
    let businesses = vec![keys[3].to_owned()];
    desk.act_on("2018-12-21", Act::Publish { on: day(21), place: "县政府网站".into(), businesses }).unwrap();
    assert_eq!(read_campaign(&write_campaign(desk.campaign()).unwrap()).unwrap(), *desk.campaign());
}

/// A roster as version 2 wrote it, one piece of JSON, opens under its old name.
#[test]
fn a_roster_of_version_2_still_opens() {
    let text = include_str!("../stored/roster-v2.json");
    let mut packed = Vec::new();
    flate2::read::DeflateEncoder::new(text.as_bytes(), flate2::Compression::fast()).read_to_end(&mut packed).unwrap();
    let Blob::Officers(roster) = unpack(BlobKind::Officers, Digest::of(text), &packed).unwrap() else { panic!() };
    let old: serde_json::Value = serde_json::from_str(text).unwrap();
    let rows: Vec<_> = roster.reading.rows.iter().map(|row| serde_json::to_value(row).unwrap()).collect();
    assert_eq!(serde_json::json!(rows), old["reading"]["rows"]);
    assert_eq!((roster.files[0].name.as_str(), roster.reading.header_row), ("o.xlsx", 2));
    assert!(unpack(BlobKind::Officers, Digest::of("x"), &packed).is_err());
}

#[test]
fn version_1_kept_rows_left_out_and_they_still_are() {
    let v1 = include_str!("../stored/v1.json");
    let mut json: serde_json::Value = serde_json::from_str(v1).unwrap();
    json["campaign"]["officers"]["excluded"] =
        serde_json::json!([{"source": {"sheet": "执法人员", "row": 7}, "reason": "借调"}]);
    let campaign = read_campaign(&json.to_string()).unwrap();
    let source = Source { sheet: "执法人员".into(), row: 7 };
    assert_eq!(
        campaign.officers.unwrap().all_mends().cloned().collect::<Vec<_>>(),
        [Edit::Exclude { source, reason: "借调".into() }]
    );
}

/// Version 6, a document and a backup, written from the model of commit f708da5: 附件7 taken and taken back, titles of
/// forms as settings, an entry undone and done again, a publication taken back, a transfer changed and one withdrawn.
#[test]
fn version_6_still_opens_with_what_was_taken_back() {
    let (document, backup) = (include_str!("../stored/v6.json"), include_str!("../stored/backup-v6.json"));
    assert!(document.contains(r#""version":6,"#) && backup.contains(document));
    let campaign = read_campaign(document).unwrap();
    assert_eq!((broken(&campaign), campaign.newer.as_ref()), (None, None));
    assert_eq!(campaign.title(), "平罗县道路运输行业跨部门联合随机抽查");
    let words = &campaign.settings.words;
    assert_eq!((words.form2_title[1].as_str(), words.form4_title.as_str()), ("（第六版）", "汇总（第六版）"));
    let log = log_of(&campaign);
    let acts: Vec<_> = log.iter().map(|e| e.act.as_str()).collect();
    for act in ["items", "items-undo", "inspect-undo", "inspect-redo", "unpublish", "withdraw"] {
        assert!(acts.contains(&act), "{act}: {acts:?}");
    }
    let (restored, parts) = read_backup(backup).unwrap();
    assert_eq!(restored, campaign);
    let model = Model::default().apply(Action::PartsRead(parts)).unwrap();
    let mut desk = Desk::of(model.apply(Action::Opened(vec![campaign])).unwrap());
    stays_as_drawn(&mut desk);
    let conduct = desk.campaign().current().unwrap().conduct.clone();
    assert_eq!(conduct.publications.iter().map(|p| p.on).collect::<Vec<_>>(), [day(16)]);
    let [transfer] = &conduct.transfers[..] else { panic!("one transfer") };
    assert_eq!((transfer.id, transfer.to.as_str()), (1, "县公安局交警大队"));
    // The number of the one that was withdrawn is not given again.
    let again = Transfer { id: 0, to: "县商务局".into(), ..transfer.clone() };
    desk.act_on("2018-12-18", Act::Transfer(Box::new(again))).unwrap();
    assert_eq!(desk.campaign().current().unwrap().conduct.transfers.last().unwrap().id, 3);
    assert_eq!(read_campaign(&write_campaign(desk.campaign()).unwrap()).unwrap(), *desk.campaign());
    // The inspections stay with what was voided.
    let conduct = desk.campaign().current().unwrap().conduct.clone();
    is_sealed_anew(&mut desk);
    assert_eq!(desk.campaign().attempts[desk.campaign().attempts.len() - 2].conduct, conduct);
}

/// What a newer program stored can be looked at as far as it is understood; it is never changed, and a backup of it has
/// every word of it.
#[test]
fn a_newer_version_is_looked_at_and_stays_as_it_is() {
    let (drawn, _) = drawn();
    let version = |version: u32| format!("\"version\":{version},");
    let newer = write_campaign(drawn.campaign()).unwrap().replace(&version(VERSION), &version(VERSION + 1)).replacen(
        r#""campaign":{"#,
        r#""campaign":{"dreams":["电子印章"],"#,
        1,
    );
    let campaign = read_campaign(&newer).unwrap();
    assert_eq!(campaign.newer.as_ref().map(|n| n.version), Some(VERSION + 1));
    assert_eq!(write_campaign(&campaign).unwrap(), newer);
    let parts = read_backup(&write_backup(drawn.campaign(), &drawn.packed()).unwrap()).unwrap().1;
    let model = Model::default().apply(Action::PartsRead(parts)).unwrap();
    let mut desk = Desk::of(model.apply(Action::Opened(vec![campaign])).unwrap());
    let settings = Box::new(desk.campaign().settings.clone());
    assert_eq!(desk.act(Act::EditSettings(settings)), Err(Refusal::Newer(VERSION + 1)));
    let backup = write_backup(desk.campaign(), &desk.packed()).unwrap();
    assert!(backup.contains(&newer));
    assert_eq!(read_backup(&backup).unwrap().0, *desk.campaign());
    let hollow = format!(r#"{{"format":"mingchou-campaign",{}"campaign":{{"dreams":true}}}}"#, version(VERSION + 1));
    assert_eq!(read_campaign(&hollow), Err(StoredFault::Newer(VERSION + 1)));
}
