//! The rosters' work as the worker is asked for it: the same as the core's own.

use chrono::NaiveDate;
use mingchou::draw::{Businesses, Nonce, Salt, Sealed, SealedBusiness, Time};
use mingchou::export::{sample_businesses, sample_officers};
use mingchou::model::EntityKind;
use mingchou::model::{Business, Digest, Officer, Stamp};
use mingchou::roster::{Edit, Field, Hints, Record, Rows, read_businesses};
use mingchou::state::*;
use mingchou::work::{Answer, CampaignSnapshot, Original, Query, RosterParts, Task, WorkerEvent, WorkerState};
use std::rc::Rc;

const ID: &str = "a1b2c3";

fn now() -> Stamp {
    Stamp::parse_from_rfc3339("2018-12-03T14:00:00+08:00").unwrap()
}

fn today() -> NaiveDate {
    now().date_naive()
}

/// Task and answer through JSON, as the messages of the worker go; what was told before beside.
fn ask(desk: &mut WorkerState, task: &Task, bytes: &[u8]) -> (Answer, Vec<u8>, Vec<WorkerEvent>) {
    let task = serde_json::from_str(&serde_json::to_string(task).unwrap()).unwrap();
    let mut told = Vec::new();
    let (answer, bytes) = desk.run(task, bytes, &mut |t| told.push(t));
    (serde_json::from_str(&serde_json::to_string(&answer).unwrap()).unwrap(), bytes, told)
}

fn read(desk: &mut WorkerState, kind: EntityKind, file: &[u8]) -> (RosterParts, Vec<u8>) {
    let open = Task::Open { kind, file: "名录.xlsx".into(), hints: Hints::default() };
    let Answer::Survey(survey) = ask(desk, &open, file).0 else { panic!() };
    match ask(desk, &Task::Read { kind, choice: survey.guess, among: None }, &[]) {
        (Answer::Roster(parts), bytes, _) => (*parts, bytes),
        other => panic!("{other:?}"),
    }
}

fn taken<T: Record>(parts: &RosterParts, bytes: Vec<u8>) -> Taken<T> {
    let (roster, packed) = parts.roster(bytes);
    let labels = parts.labels.clone();
    Taken { roster: Rc::new(roster), name: parts.name, packed: packed.map(Into::into), labels, kept: Vec::new() }
}

/// A campaign with the sample rosters as the worker handed them over.
fn campaign(desk: &mut WorkerState) -> Model {
    let plan = Box::new(PlanDraft::pingluo());
    let model = Model::default().apply(Action::Create { id: ID.into(), at: now(), plan }).unwrap();
    let (parts, bytes) = read(desk, EntityKind::Business, &sample_businesses().unwrap());
    let model = act(&model, Act::TakeBusinesses(Box::new(taken::<Business>(&parts, bytes))));
    let (parts, bytes) = read(desk, EntityKind::Officer, &sample_officers().unwrap());
    act(&model, Act::TakeOfficers(Box::new(taken::<Officer>(&parts, bytes))))
}

fn act(model: &Model, act: Act) -> Model {
    model.apply(Action::In { id: ID.into(), at: now(), act }).unwrap()
}

fn about(model: &Model, query: Query) -> Task {
    Task::About { snapshot: Box::new(CampaignSnapshot::of(&model.campaigns[ID], today())), query }
}

#[test]
fn a_roster_is_handed_over_whole_with_the_stored_form_that_names_it() {
    let mut desk = WorkerState::default();
    let file = sample_businesses().unwrap();
    let (parts, bytes) = read(&mut desk, EntityKind::Business, &file);
    let (roster, packed) = parts.roster::<Business>(bytes);
    let rows: Vec<Business> = roster.reading.rows.iter().collect();
    assert_eq!(rows, read_businesses(&file, "名录.xlsx").unwrap().rows);
    let packed = packed.unwrap();
    assert_eq!(Digest::of(&file), roster.files[0].digest);
    let opened = unpack(BlobKind::Businesses, parts.name, &packed).unwrap();
    let Blob::Businesses(stored) = &opened else { panic!() };
    assert_eq!(**stored, roster);
    // 20, 40, 10, 10 and 30 businesses.
    assert_eq!(parts.labels.iter().map(|(_, n)| *n).sum::<u32>(), 110);
    let unpacked =
        ask(&mut WorkerState::default(), &Task::Unpack { kind: BlobKind::Businesses, name: parts.name }, &packed);
    let (Answer::Roster(again), bytes, _) = unpacked else { panic!() };
    assert_eq!(again.roster::<Business>(bytes).0, roster);
    assert!(matches!(ask(&mut desk, &Task::Pack(parts.name), &[]), (Answer::Packed, p, _) if p == packed));
}

#[test]
fn the_worker_finds_what_the_core_finds_also_after_it_was_started_anew() {
    let mut desk = WorkerState::default();
    let model = campaign(&mut desk);
    let kind = EntityKind::Officer;
    let name = model.campaigns[ID].officers.as_ref().unwrap().blob;
    let roster = model.officers(name).unwrap();
    let rows = roster.reading.rows.iter().take(3).map(|o| o.source).collect();
    let mends = vec![Edit::SetAll { rows, field: Field::Department, value: "县水务局".into() }];
    let model = act(&model, Act::Mend { kind, mends });
    let ready = check(&model, &model.campaigns[ID], today());
    let mut fresh = WorkerState::default();
    let (Answer::MissingRosters(names), ..) = ask(&mut fresh, &about(&model, Query::Check), &[]) else { panic!() };
    assert_eq!(names.len(), 2);
    let businesses = model.campaigns[ID].businesses.as_ref().unwrap().blob;
    let (parts, bytes) = RosterParts::back(businesses, &*model.businesses(businesses).unwrap());
    ask(&mut fresh, &Task::Keep { kind: EntityKind::Business, parts: Box::new(parts) }, &bytes);
    let (parts, bytes) = RosterParts::back(name, &*roster);
    ask(&mut fresh, &Task::Keep { kind, parts: Box::new(parts) }, &bytes);
    for desk in [&mut desk, &mut fresh] {
        let (Answer::Checked(head), bytes, _) = ask(desk, &about(&model, Query::Check), &[]) else { panic!() };
        let [b, o] = head.findings(bytes);
        assert_eq!(b.as_ref(), ready.businesses.as_ref().map(|c| &*c.findings));
        assert_eq!(o.as_ref(), ready.officers.as_ref().map(|c| &*c.findings));
        let found = o.unwrap();
        let unknown = (0..found.len()).find(|i| found.alike(*i) > 0).unwrap();
        assert_eq!((found.alike(unknown), found.problem(unknown).unwrap().found.as_str()), (3, "县水务局"));
        let query = Query::Alike { kind, field: Field::Department, value: "县水务局".into() };
        let (Answer::Places, bytes, _) = ask(desk, &about(&model, query), &[]) else { panic!() };
        assert_eq!(bytes, [0u32, 1, 2].map(u32::to_le_bytes).concat());
    }
}

#[test]
fn rows_are_searched_sorted_and_filtered() {
    let mut desk = WorkerState::default();
    let model = campaign(&mut desk);
    let kind = EntityKind::Business;
    let roster = model.businesses(model.campaigns[ID].businesses.as_ref().unwrap().blob).unwrap();
    let rows: Vec<Business> = roster.reading.rows.iter().collect();
    let edit = Edit::Set { source: rows[5].source.clone(), field: Field::Name, value: "改过的名称".into() };
    let model = act(&model, Act::Mend { kind, mends: vec![edit] });
    let mut order = |row_query: RowQuery| {
        let (Answer::Places, bytes, _) = ask(&mut desk, &about(&model, Query::Order { kind, row_query }), &[]) else {
            panic!()
        };
        bytes.as_chunks::<4>().0.iter().map(|n| u32::from_le_bytes(*n) as usize).collect::<Vec<_>>()
    };
    let row_query = RowQuery { search: " 改过 ".into(), ..RowQuery::default() };
    assert_eq!(order(row_query), [5]);
    assert_eq!(order(RowQuery { only_problems: true, ..RowQuery::default() }), [5]);
    let code = &rows[9].code;
    assert_eq!(order(RowQuery { search: code.clone(), ..RowQuery::default() }), [9]);
    let mut expected: Vec<usize> = (0..rows.len()).collect();
    expected.sort_by_key(|i| rows[*i].code.clone());
    assert_eq!(order(RowQuery { sort: Some((Field::Code, false)), ..RowQuery::default() }), expected);
    expected.reverse();
    assert_eq!(order(RowQuery { sort: Some((Field::Code, true)), ..RowQuery::default() }), expected);
}

#[test]
fn the_worker_makes_ready_what_the_core_would_seal() {
    let mut desk = WorkerState::default();
    let model = campaign(&mut desk);
    let campaign = &model.campaigns[ID];
    let ready = check(&model, campaign, today());
    let input = SealInput {
        at: Time::parse("2018-12-03T14:30:00+08:00").unwrap(),
        nonce: Nonce::from_bytes([7; 16]),
        salt: Salt::from_bytes([8; 16]),
    };
    let expected = Sealing::new(campaign, &ready, &input).unwrap();
    let query = Query::Seal { input: input.clone() };
    let (Answer::Sealed { seal, officers, sizes }, packed, told) = ask(&mut desk, &about(&model, query), &[]) else {
        panic!()
    };
    let mut businesses = Vec::new();
    for part in told {
        let WorkerEvent::Rows(json) = part else { continue };
        businesses.extend(serde_json::from_str::<Vec<SealedBusiness>>(&json).unwrap());
    }
    let sealed = Sealed { businesses: Rc::new(Businesses::new(businesses)), officers: Rc::new(*officers), seal: *seal };
    assert_eq!(sealed, expected.sealed);
    assert!(sealed.check().is_ok());
    assert_eq!(sizes, expected.packed.clone().map(|packed| packed.len()));
    assert_eq!(packed, expected.packed.concat());
    let query = Query::Outline { input };
    let (Answer::Outline(Ok(outline)), json, _) = ask(&mut desk, &about(&model, query), &[]) else { panic!() };
    assert_eq!(outline.seal, sealed.seal);
    assert_eq!((outline.businesses, outline.officers.iter().sum::<usize>(), outline.recusals), (110, 45, 3));
    assert_eq!(serde_json::from_slice::<Sealed>(&json).unwrap(), sealed);
}

#[test]
fn a_newer_file_is_compared_and_the_marked_workbook_is_written() {
    let mut desk = WorkerState::default();
    let model = campaign(&mut desk);
    let kind = EntityKind::Business;
    let (newer, _) = read(&mut desk, kind, "企业名称,类别\n甲公司,客运\n".as_bytes());
    let query = Query::Compare { kind, new: newer.name };
    let (Answer::Changes(found), ..) = ask(&mut desk, &about(&model, query), &[]) else { panic!() };
    assert_eq!((found.counts, found.changes.removed.len()), ([1, 110, 0, 0], 100));
    // The newer file lies open now, not the one in use.
    let file = sample_businesses().unwrap();
    let mut marked = |original, beside: &[u8]| {
        let (answer, bytes, _) = ask(&mut desk, &about(&model, Query::Marked { kind, file: 0, original }), beside);
        (format!("{answer:?}"), bytes)
    };
    let beside = || Original::Beside("名录.xlsx".into());
    assert_eq!(marked(Original::Open, &[]).0, "FileClosed");
    assert!(marked(beside(), "企业名称,类别\n甲公司,客运\n".as_bytes()).0.contains("这不是当初载入的“名录.xlsx”"));
    let (whole, columns) = (marked(beside(), &file), marked(Original::Gone, &[]));
    assert_eq!([&*whole.0, &columns.0], ["File", "File"]);
    assert_ne!(whole.1, columns.1);
    read(&mut desk, kind, &file);
    let (answer, again, _) =
        ask(&mut desk, &about(&model, Query::Marked { kind, file: 0, original: Original::Open }), &[]);
    assert_eq!(format!("{answer:?}"), "File");
    assert_eq!(again, whole.1);
    assert_eq!(
        model.businesses(model.campaigns[ID].businesses.as_ref().unwrap().blob).unwrap().reading.rows.len(),
        110
    );
}
