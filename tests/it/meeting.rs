//! The meeting: its papers tell what the log tells, its files are entries of the log, its names reach the public page only where
//! that is said, and the draw knows nothing of it.

use crate::common::desk::{Desk, ID, day};
use mingchou::draw::verify;
use mingchou::export::{record_page, record_page_of_meeting};
use mingchou::forms::{Block, Document, Table};
use mingchou::model::{Attendee, Digest, KeptFile, Meeting, MeetingRole, Stamp};
use mingchou::state::*;
use mingchou::work::CampaignPapers;

fn papers(desk: &Desk) -> CampaignPapers<'_> {
    CampaignPapers { model: &desk.model, campaign: desk.campaign(), address: None }
}

fn person(id: u32, role: MeetingRole, name: &str, unit: &str, office: &str) -> Attendee {
    Attendee { id, role, name: name.into(), unit: unit.into(), office: office.into() }
}

/// Of those at the founding county's meeting.
fn meeting() -> Meeting {
    Meeting {
        on: Some(day(3)),
        time: "下午2:00".into(),
        people: vec![
            person(1, MeetingRole::Host, "马某", "县交通运输局", "副局长"),
            person(2, MeetingRole::Operator, "杨某", "县交通运输局", ""),
            person(3, MeetingRole::Supervisor, "丁某", "县纪委监委", "主任"),
            person(4, MeetingRole::Delegate, "", "县公安局", ""),
        ],
        last_id: 4,
        ..Meeting::default()
    }
}

fn film(id: u32, keeper: &str) -> KeptFile {
    let (name, sha256) = ("抽取全程.mp4".into(), Digest::of("film"));
    KeptFile { id, name, size: 3_221_225_472, sha256, keeper: keeper.into() }
}

fn enter(desk: &mut Desk, change: impl FnOnce(&mut Meeting)) {
    let mut meeting = desk.campaign().meeting.clone();
    change(&mut meeting);
    desk.act(Act::EditMeeting(Box::new(meeting))).unwrap();
}

fn tables(document: &Document) -> Vec<&Table> {
    document.blocks.iter().filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None }).collect()
}

/// The table whose columns are these, as texts.
fn table(document: &Document, heads: &[&str]) -> Vec<Vec<String>> {
    let of = |t: &&&Table| t.columns.iter().map(|c| &*c.head).eq(heads.iter().copied());
    let all = tables(document);
    let found = all.iter().find(of).unwrap_or_else(|| panic!("no table {heads:?}"));
    let row = |row: &Vec<mingchou::forms::Cell>| row.iter().map(|cell| cell.text.clone()).collect();
    found.groups.iter().flatten().map(row).collect()
}

/// The value of every fact of that label.
fn facts(document: &Document, label: &str) -> Vec<String> {
    let all = document.blocks.iter().filter_map(|b| if let Block::Facts(rows) = b { Some(rows) } else { None });
    let of_label = all.flatten().flatten().filter(|fact| fact.label.replace('　', "") == label);
    of_label.map(|fact| fact.value.clone()).collect()
}

/// Voided by hand at 14:07:41, so that seconds count; drawn at the second attempt.
fn twice() -> Desk {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    desk.act(Act::EditMeeting(Box::new(meeting()))).unwrap();
    desk.seal(7).unwrap();
    desk.say(&["530217", "884102"]);
    let (reason, approved_by, witnesses) = ("县安监局代表离场".into(), "李主任".into(), "王某".into());
    let void = Act::Void { reason, approved_by, witnesses, incomplete: true };
    let at = Stamp::parse_from_rfc3339("2018-12-03T14:08:41+08:00").unwrap();
    desk.model = desk.model.apply(Action::In { id: ID.into(), at, act: void }).unwrap();
    desk.seal(8).unwrap();
    desk.draw();
    desk
}

#[test]
fn the_record_of_the_meeting_tells_what_the_log_tells_to_the_second() {
    let desk = twice();
    let document = papers(&desk).minutes().unwrap();
    let told = table(&document, &["时间", "事项"]);
    // The same acts by their stored words, with their moments as text.
    let words = ["seal", "number", "correct", "hide", "seed", "draw", "void", "substitute"];
    let log: Vec<_> = desk.log().into_iter().filter(|e| words.contains(&e.act.as_str())).collect();
    assert_eq!(told.iter().map(|row| row[0].clone()).collect::<Vec<_>>(), {
        let stamp = |e: &&LogEntry| serde_json::to_value(e.at).unwrap().as_str().unwrap()[..19].replace('T', " ");
        log.iter().map(stamp).collect::<Vec<_>>()
    });
    assert_eq!(told.iter().map(|row| row[1].clone()).collect::<Vec<_>>(), {
        log.iter().map(|e| e.said(&str::to_owned)).collect::<Vec<_>>()
    });
    assert_eq!(told.len(), 1 + 2 + 1 + 1 + 6 + 1 + 1);
    assert_eq!(told[1][1], "县公安局报数“530217”，已核对");
    assert_eq!(told[3], ["2018-12-03 14:08:41", "作废：县安监局代表离场（批准人：李主任；见证：王某）"]);
    assert_eq!(
        facts(&document, "作废"),
        ["2018年12月3日14时08分41秒\n县安监局代表离场（批准人：李主任；见证人：王某）"]
    );
    let numbers = table(&document, &["序号", "报数单位", "号码", "核对时间"]);
    assert_eq!(numbers[1], ["2", "县安监局", "884102", &told[2][0][11..]]);
}

#[test]
fn the_first_and_the_last_drawn_are_those_of_the_smallest_and_the_largest_ticket() {
    let desk = twice();
    let document = papers(&desk).minutes().unwrap();
    let record = desk.record();
    let attempt = &record.attempts[1];
    let seed = attempt.seed.unwrap();
    let ticket = |key: &&String| Digest::of(format!("{seed}\nbusiness\n{key}")).hex();
    let drawn = &attempt.outcome.as_ref().unwrap().businesses;
    let ends = [drawn.iter().min_by_key(ticket).unwrap(), drawn.iter().max_by_key(ticket).unwrap()];
    let [first, last] =
        ends.map(|key| format!("{}（{key}）", desk.model.sealed(&desk.campaign().attempts[1]).unwrap().name_of(key)));
    assert_eq!(facts(&document, "最先抽中"), [first]);
    assert_eq!(facts(&document, "最后抽中"), [last]);
    assert_eq!(facts(&document, "封存码").len(), 2);
    assert!(
        facts(&document, "种子")[0] == "没有产生" && facts(&document, "种子")[1].replace(['\n', ' '], "") == seed.hex()
    );
    assert_eq!(facts(&document, "主持"), ["马某（县交通运输局 副局长）"]);
    assert_eq!(facts(&document, "代表"), [""], "who has no name is not there");
}

#[test]
fn numbers_that_are_typed_unseen_are_on_no_paper_until_all_are_in() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    desk.seal(7).unwrap();
    desk.act(Act::Hide(true)).unwrap();
    desk.say(&["530217", "884102"]);
    let document = papers(&desk).minutes().unwrap();
    let text = serde_json::to_string(&document).unwrap();
    assert!(!text.contains("530217") && !text.contains("884102") && text.contains("暂不显示"));
    assert!(tables(&document).iter().all(|t| t.columns[1].head != "报数单位"));
}

#[test]
fn each_paper_is_there_once_it_makes_sense() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    assert!(papers(&desk).minutes().is_none(), "nothing is sealed");
    let sheet = papers(&desk).sign_in_sheet().unwrap();
    let heads = ["姓名", "单位", "职务", "身份", "签字"];
    // Before anybody is named: a line for each unit of the plan, once.
    let units: Vec<_> = table(&sheet, &heads).into_iter().map(|row| row[1].clone()).filter(|u| !u.is_empty()).collect();
    assert_eq!(units, ["县交通运输局", "县公安局", "县安监局", "县市场监管局", "县运管所", "企业代表", "见证人掷骰"]);
    desk.act(Act::EditMeeting(Box::new(meeting()))).unwrap();
    let rows = table(&papers(&desk).sign_in_sheet().unwrap(), &heads);
    assert_eq!(rows[0], ["马某", "县交通运输局", "副局长", "主持", ""]);
    assert_eq!(rows[3], ["", "县公安局", "", "代表", ""]);
    assert!(rows.len() >= 10 && rows[4..].iter().all(|row| row.iter().all(String::is_empty)), "room for others");
    let notice = serde_json::to_string(&papers(&desk).meeting_notice().unwrap()).unwrap();
    assert!(
        notice.contains("2018年12月3日 下午2:00") && notice.contains("县公安局、县安监局") && !notice.contains("马某")
    );
    let bare = Desk::new(PlanDraft::blank());
    assert!(papers(&bare).meeting_notice().is_none() && papers(&bare).sign_in_sheet().is_none());
}

#[test]
fn the_draw_knows_nothing_of_the_meeting_and_names_are_published_only_where_ticked() {
    let plain = {
        let mut desk = Desk::with_samples(PlanDraft::pingluo());
        // Entries of the log that the other has not, so that the seals are of one minute.
        desk.act(Act::EditSettings(Box::new(desk.campaign().settings.clone()))).unwrap();
        desk.seal(7).unwrap();
        desk.draw();
        desk
    };
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    desk.act(Act::EditMeeting(Box::new(meeting()))).unwrap();
    desk.seal(7).unwrap();
    desk.draw();
    assert_eq!(desk.record().to_json(), plain.record().to_json());

    let (record, verification) = (desk.record(), verify(&desk.record()));
    let page = |desk: &Desk| record_page_of_meeting(&record, &verification, &desk.campaign().meeting.published());
    assert_eq!(page(&desk), record_page(&record, &verification), "not ticked");
    enter(&mut desk, |m| m.publish_names = true);
    let told = page(&desk);
    assert!(
        told.contains("主持：马某（县交通运输局 副局长）；操作：杨某（县交通运输局）；监督：丁某（县纪委监委 主任）")
    );
    assert!(!record.to_json().contains("马某"));
    enter(&mut desk, |m| m.people[0].name = "</dd><script>x</script>".into());
    assert!(!page(&desk).contains("<script>x"), "text stays text");
    // Nor does the log list people.
    let log = log_lines(&desk.log());
    assert!(!log.contains("马某") && !log.contains("杨某"));
    desk.check_log();
}

#[test]
fn a_file_that_is_registered_is_an_entry_of_the_log_and_in_the_list_of_the_archive() {
    let mut desk = twice();
    enter(&mut desk, |m| m.files.push(film(5, "")));
    enter(&mut desk, |m| m.files[0].keeper = "杨某".into());
    enter(&mut desk, |m| {
        let sha256 = Digest::of("scan");
        m.files.push(KeptFile { id: 6, name: "附件2.pdf".into(), size: 40_960, sha256, keeper: String::new() });
    });
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let (head, pieces) = papers(&desk).archive(&list, desk.next()).unwrap();
    assert_eq!(head.kept, desk.campaign().meeting.files);
    let paths: Vec<_> = pieces.iter().map(|p| p.path.as_str()).collect();
    assert!(paths.contains(&"表格/签到表.docx") && paths.contains(&"表格/抽取现场记录.docx"), "{paths:?}");
    let rows = table(&papers(&desk).minutes().unwrap(), &["文件名", "大小", "SHA-256", "保管人"]);
    assert_eq!(rows[0][..2], ["抽取全程.mp4", "3 GB"]);
    assert_eq!(rows[0][2].replace('\n', ""), Digest::of("film").hex());
    assert_eq!(rows[0][3], "杨某");

    enter(&mut desk, |m| m.files.truncate(1));
    let said: Vec<_> = desk.log().iter().rev().take(4).map(|e| e.said(&str::to_owned)).collect();
    let (film, scan) = (Digest::of("film"), Digest::of("scan"));
    let expected = [
        format!("删除文件“附件2.pdf”的登记，SHA-256 {scan}"),
        format!("登记文件“附件2.pdf”，SHA-256 {scan}"),
        "登记会议，在场人员4人".to_owned(),
        format!("登记文件“抽取全程.mp4”，SHA-256 {film}"),
    ];
    assert_eq!(said, expected);
    desk.check_log();
}

#[test]
fn what_is_not_entered_is_not_stored_and_what_is_comes_back() {
    let mut desk = Desk::with_samples(PlanDraft::pingluo());
    assert!(!write_campaign(desk.campaign()).unwrap().contains("\"meeting\""));
    desk.act(Act::EditMeeting(Box::new(Meeting { files: vec![film(5, "杨某")], ..meeting() }))).unwrap();
    let back = read_campaign(&write_campaign(desk.campaign()).unwrap()).unwrap();
    assert_eq!(back.meeting, desk.campaign().meeting);
    // The same again is no entry.
    let entries = desk.log().len();
    enter(&mut desk, |_| {});
    assert_eq!(desk.log().len(), entries);
}

/// 演练 of a campaign with this plan and the samples, drawn.
fn rehearsed() -> (Desk, Desk) {
    let real = Desk::with_samples(PlanDraft::pingluo());
    let mut desk = real.clone();
    let rehearse = Action::Rehearse { of: ID.into(), id: "e5".into(), at: desk.next() };
    desk.model = desk.model.apply(rehearse).unwrap();
    // The desk is at the campaign of its id: the rehearsal takes that place.
    let campaign = Campaign { id: ID.into(), ..(*desk.model.campaigns["e5"]).clone() };
    desk.model = desk.model.apply(Action::Remove(ID.into())).unwrap().apply(Action::Opened(vec![campaign])).unwrap();
    desk.seal(7).unwrap();
    desk.draw();
    (real, desk)
}

#[test]
fn a_rehearsal_draws_from_the_real_rosters_by_a_seal_of_its_own_kind() {
    let (mut real, desk) = rehearsed();
    real.seal(7).unwrap();
    real.draw();
    let (attempt, drawn) = (desk.campaign().current().unwrap(), real.campaign().current().unwrap());
    let (seal, of_real) = (attempt.seal.as_ref().unwrap(), drawn.seal.as_ref().unwrap());
    assert_eq!((seal.businesses_sha256, seal.officers_sha256), (of_real.businesses_sha256, of_real.officers_sha256));
    // By hand: the domain, then the canonical seal; a real one has the seal alone.
    assert_eq!(attempt.commitment, Digest::of(format!("mingchou-rehearsal/1\n{}", seal.canonical())));
    assert_eq!(drawn.commitment, Digest::of(of_real.canonical()));
    assert!(seal.campaign.title.starts_with("【演练】") && desk.campaign().title().starts_with("【演练】"));
    assert!(attempt.drawn().is_some());
}

#[test]
fn no_record_can_be_made_of_a_rehearsal_and_what_is_put_together_of_its_parts_is_no_record() {
    let (_, desk) = rehearsed();
    assert_eq!(record(&desk.model, desk.campaign()), Err(StoredFault::Rehearsal));
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    assert!(papers(&desk).archive(&list, desk.next()).is_err());
    // Whoever takes the mark out of what is stored.
    let stored = write_campaign(desk.campaign()).unwrap();
    let forged = read_campaign(&stored.replace("\"is_rehearsal\":true", "\"is_rehearsal\":false")).unwrap();
    assert!(!forged.is_rehearsal);
    let found = verify(&record(&desk.model, &forged).unwrap());
    let wrong: Vec<_> = found.checks.iter().filter(|c| c.result == mingchou::draw::CheckResult::Different).collect();
    assert_eq!(wrong[0].name, mingchou::draw::CheckName::Commitment, "{wrong:?}");
    // With the commitment that the seal would have had as a real one, the seed is another.
    let mut record = record(&desk.model, &forged).unwrap();
    record.attempts[0].commitment = record.attempts[0].seal.commitment();
    let found = verify(&record);
    assert!(
        found
            .checks
            .iter()
            .any(|c| c.name == mingchou::draw::CheckName::Seed && c.result == mingchou::draw::CheckResult::Different)
    );
}

#[test]
fn a_rehearsal_ends_with_the_draw_and_its_papers_say_what_they_are() {
    let (_, mut desk) = rehearsed();
    let list = worklist(&desk.model, desk.campaign()).unwrap();
    let business = list.businesses[0].key.clone();
    let before = desk.model.clone();
    let (on, place) = (desk.today(), "县政府网站".to_owned());
    let acts = [
        Act::Inspect { business: business.clone(), inspection: Box::default() },
        Act::InspectMany(vec![(business.clone(), mingchou::model::Inspection::default())]),
        Act::PlanVisits(vec![(business.clone(), None)]),
        Act::Publish { on, place, businesses: vec![business] },
    ];
    for act in acts {
        assert_eq!(desk.act(act), Err(Refusal::Rehearsal));
    }
    assert_eq!(desk.void("重来"), Err(Refusal::RehearsalVoid));
    assert_eq!(desk.model, before);
    assert_eq!(deadlines(&desk.model, desk.campaign(), Some(&list), desk.today()), []);
    let again = Action::Rehearse { of: ID.into(), id: "e6".into(), at: desk.next() };
    assert_eq!(desk.model.apply(again), Err(Refusal::Rehearsal));
    let sheet = papers(&desk).of_seal(|_, facts| mingchou::forms::seal_sheet(&facts)).unwrap();
    assert!(sheet.blocks.iter().all(|b| !matches!(b, Block::Code { .. })), "no code to verify by");
    let marked = sheet.clone().rehearsed();
    assert!(marked.title[0].contains("演练") && marked.foot.starts_with("演练") && marked.blocks == sheet.blocks);
}
