//! The rosters' work as the worker is asked for it: the same as the core's own.

use crate::common::worker::{ask, refusal};
use chrono::NaiveDate;
use mingchou::draw::{Nonce, Salt, Sealed, Time};
use mingchou::export::{sample_businesses, sample_officers};
use mingchou::model::{Business, Digest, EntityKind, Stamp};
use mingchou::roster::{Edit, Field, Hints, Rows, read_businesses};
use mingchou::state::*;
use mingchou::work::{
    About, Arrived, CampaignSnapshot, CheckRosters, CompareRosters, Fault, FileBytes, FindAlike, KeepRoster,
    LatestCheck, MakeSeal, MarkProblems, MarkedWorkbook, OpenWorkbook, OrderRows, Original, PackRoster, ReadRoster,
    Request, RosterFindings, RosterQuery, RowPlaces, TrySeal, UnpackPart, WorkerState,
};
use std::rc::Rc;

const ID: &str = "a1b2c3";

fn now() -> Stamp {
    Stamp::parse_from_rfc3339("2018-12-03T14:00:00+08:00").unwrap()
}

fn today() -> NaiveDate {
    now().date_naive()
}

fn read(worker: &mut WorkerState, kind: EntityKind, file: &[u8]) -> Arrived {
    let open = OpenWorkbook { kind, file: "名录.xlsx".into(), hints: Hints::default() };
    let choice = ask(worker, &open, file).unwrap().guess;
    ask(worker, &ReadRoster { kind, choice, among: None }, &[]).unwrap()
}

/// A campaign with the sample rosters as the worker handed them over.
fn campaign(worker: &mut WorkerState) -> Model {
    let plan = Box::new(PlanDraft::pingluo());
    let model = Model::default().apply(Action::Create { id: ID.into(), at: now(), plan }).unwrap();
    let model = act(&model, read(worker, EntityKind::Business, &sample_businesses().unwrap()).into_act());
    act(&model, read(worker, EntityKind::Officer, &sample_officers().unwrap()).into_act())
}

fn act(model: &Model, act: Act) -> Model {
    model.apply(Action::In { id: ID.into(), at: now(), act }).unwrap()
}

fn snapshot(model: &Model) -> CampaignSnapshot {
    CampaignSnapshot::of(&model.campaigns[ID], today())
}

/// What the worker answers; the page answers the same where it answers by itself.
fn about<Q: RosterQuery + Clone>(worker: &mut WorkerState, model: &Model, query: Q) -> Q::Reply
where
    About<Q>: Request<Reply = Q::Reply>,
    Q::Reply: PartialEq + std::fmt::Debug,
{
    let campaign = &model.campaigns[ID];
    let here = query.answer(campaign, &LatestCheck::default().ready(model, campaign, today())).unwrap();
    let answer = ask(worker, &About { snapshot: snapshot(model), query }, &[]).unwrap();
    assert_eq!(answer, here);
    answer
}

#[test]
fn a_roster_is_handed_over_whole_with_the_stored_form_that_names_it() {
    let mut desk = WorkerState::default();
    let file = sample_businesses().unwrap();
    let Arrived::Businesses(taken) = read(&mut desk, EntityKind::Business, &file) else { panic!() };
    let rows: Vec<Business> = taken.roster.reading.rows.iter().collect();
    assert_eq!(rows, read_businesses(&file, "名录.xlsx").unwrap().rows);
    let packed = taken.packed.unwrap();
    assert_eq!(Digest::of(&file), taken.roster.files[0].digest);
    let opened = unpack(BlobKind::Businesses, taken.name, &packed).unwrap();
    let Blob::Businesses(stored) = &opened else { panic!() };
    assert_eq!(**stored, *taken.roster);
    // 20, 40, 10, 10 and 30 businesses.
    assert_eq!(taken.labels.iter().map(|(_, n)| *n).sum::<u32>(), 110);
    let request = UnpackPart { kind: BlobKind::Businesses, name: taken.name };
    let Blob::Businesses(again) = ask(&mut WorkerState::default(), &request, &packed).unwrap() else { panic!() };
    assert_eq!(*again, *taken.roster);
    assert_eq!(ask(&mut desk, &PackRoster(taken.name), &[]), Ok(FileBytes(packed.to_vec())));
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
    let check = About { snapshot: snapshot(&model), query: CheckRosters };
    let Err(Fault::MissingRosters(names)) = ask(&mut fresh, &check, &[]) else { panic!() };
    let used = &model.campaigns[ID];
    assert_eq!(names, [used.businesses.as_ref().unwrap().blob, name]);
    for name in names {
        let (keep, bytes) = KeepRoster::of(name, &model.blobs[&name]).unwrap();
        ask(&mut fresh, &keep, &bytes).unwrap();
    }
    for desk in [&mut desk, &mut fresh] {
        let RosterFindings([b, o]) = about(desk, &model, CheckRosters);
        assert_eq!(b.as_ref(), ready.businesses.as_ref().map(|c| &c.findings));
        assert_eq!(o.as_ref(), ready.officers.as_ref().map(|c| &c.findings));
        let found = o.unwrap();
        let unknown = (0..found.len()).find(|i| found.alike(*i) > 0).unwrap();
        assert_eq!((found.alike(unknown), found.problem(unknown).unwrap().found.as_str()), (3, "县水务局"));
        let query = FindAlike { kind, field: Field::Department, value: "县水务局".into() };
        assert_eq!(about(desk, &model, query), RowPlaces(vec![0, 1, 2]));
    }
}

/// What is not in memory is not found to be in order: once it is, the page checks anew.
#[test]
fn a_check_without_a_roster_is_not_kept_for_one_with_it() {
    let model = campaign(&mut WorkerState::default());
    let campaign = &model.campaigns[ID];
    let mut bare = model.clone();
    Rc::make_mut(&mut bare.blobs).remove(&campaign.officers.as_ref().unwrap().blob);
    let mut latest = LatestCheck::default();
    assert!(latest.ready(&bare, campaign, today()).officers.is_none());
    let ready = latest.ready(&model, campaign, today());
    assert!(ready.officers.is_some());
    assert!(Rc::ptr_eq(&ready, &latest.ready(&model, campaign, today())), "checked once");
    let tomorrow = today().succ_opt().unwrap();
    assert!(!Rc::ptr_eq(&ready, &latest.ready(&model, campaign, tomorrow)), "another day, other certificates");
}

/// Of the plan the findings depend on what it asks of the rosters only; what is told of the plan itself is never old.
#[test]
fn a_change_of_the_plan_checks_the_rosters_anew_only_where_they_are_held_against_it() {
    let model = campaign(&mut WorkerState::default());
    let before = model.campaigns[ID].clone();
    let mut latest = LatestCheck::default();
    let found = |ready: &Readiness| ready.officers.as_ref().unwrap().findings.clone();
    let mut checked_anew = |change: &dyn Fn(&mut PlanDraft)| {
        let was = found(&latest.ready(&model, &before, today()));
        let mut changed = (*before).clone();
        change(&mut changed.plan);
        let ready = latest.ready(&model, &changed, today());
        assert_eq!(ready.plan, check_plan(&changed.plan));
        assert_eq!(found(&ready), found(&check(&model, &changed, today())));
        !Rc::ptr_eq(&was, &found(&ready))
    };
    assert!(!checked_anew(&|plan| plan.basis.push_str("（试行）")));
    assert!(!checked_anew(&|plan| plan.departments[0].items[0].item.name.push('等')));
    assert!(!checked_anew(&|plan| plan.contributors[0].label.push('乙')));
    assert!(checked_anew(&|plan| plan.departments[0].name.push_str("大队")));
    assert!(checked_anew(&|plan| plan.teams = "40".into()));
    assert!(checked_anew(&|plan| plan.strata[0].label.push('车')));
    assert!(checked_anew(&|plan| plan.recent_months = "30".into()));
    assert!(checked_anew(&|plan| plan.stages.iter_mut().for_each(|s| s.to = "2031-12-31".into())));
    assert!(checked_anew(&|plan| plan.title.clear()));
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
        let RowPlaces(places) = about(&mut desk, &model, OrderRows { kind, row_query });
        places.into_iter().map(|place| place as usize).collect::<Vec<_>>()
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
    let ready = about(&mut desk, &model, MakeSeal { input: input.clone() });
    assert!(ready.sealed.check().is_ok());
    assert_eq!(ready.into_sealing(campaign), expected);
    let sealed = expected.sealed;
    let trial = about(&mut desk, &model, TrySeal { input });
    let outline = &trial.outline;
    assert_eq!(outline.seal, sealed.seal);
    assert_eq!((outline.businesses, outline.officers.iter().sum::<usize>(), outline.recusals), (110, 45, 3));
    assert_eq!(serde_json::from_slice::<Sealed>(&trial.json).unwrap(), sealed);
}

#[test]
fn a_newer_file_is_compared_and_the_marked_workbook_is_written() {
    let mut desk = WorkerState::default();
    let model = campaign(&mut desk);
    let kind = EntityKind::Business;
    let newer = read(&mut desk, kind, "企业名称,类别\n甲公司,客运\n".as_bytes());
    let request = CompareRosters { snapshot: snapshot(&model), kind, new: newer.name() };
    let found = ask(&mut desk, &request, &[]).unwrap();
    // One that the worker does not have is asked for, not taken for one without entries.
    let unknown = CompareRosters { new: Digest::of("unknown"), ..request };
    assert_eq!(ask(&mut desk, &unknown, &[]), Err(Fault::MissingRosters(vec![Digest::of("unknown")])));
    assert_eq!((found.counts, found.changes.removed.len()), ([1, 110, 0, 0], 100));
    // The newer file lies open now, not the one in use.
    let file = sample_businesses().unwrap();
    let mut marked = |original, beside: &[u8]| {
        ask(&mut desk, &MarkProblems { snapshot: snapshot(&model), kind, file: 0, original }, beside)
    };
    let beside = || Original::Beside("名录.xlsx".into());
    assert_eq!(marked(Original::Open, &[]), Ok(MarkedWorkbook::FileClosed));
    let other = refusal(marked(beside(), "企业名称,类别\n甲公司,客运\n".as_bytes()));
    assert!(other.contains("这不是当初载入的“名录.xlsx”"), "{other}");
    let (whole, columns) = (marked(beside(), &file).unwrap(), marked(Original::Gone, &[]).unwrap());
    assert!(matches!((&whole, &columns), (MarkedWorkbook::Made(_), MarkedWorkbook::Made(_))));
    assert_ne!(whole, columns);
    read(&mut desk, kind, &file);
    let request = MarkProblems { snapshot: snapshot(&model), kind, file: 0, original: Original::Open };
    assert_eq!(ask(&mut desk, &request, &[]), Ok(whole));
    assert_eq!(
        model.businesses(model.campaigns[ID].businesses.as_ref().unwrap().blob).unwrap().reading.rows.len(),
        110
    );
}
