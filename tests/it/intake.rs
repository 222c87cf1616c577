//! The import of a roster as the state machine of its card, with the worker that really reads the files; and whatever is done
//! and answered in whatever order.

use crate::common::desk::{Desk, ID};
use crate::common::worker::ask;
use mingchou::model::{Digest, EntityKind};
use mingchou::roster::{Choice, Edit, FileRead, Hints};
use mingchou::state::{Act, PlanDraft, RosterRef};
use mingchou::work::*;
use std::collections::{BTreeMap, VecDeque};

const KIND: EntityKind = EntityKind::Officer;
const POLICE: &str = "姓名,单位,执法证号\n马建国,县公安局,NX001\n王芳,县公安局,NX002\n";
const MARKET: &str = "姓名,单位,执法证号\n李强,县市场监管局,NX101\n";
/// Whose these are must be asked.
const NAMELESS: &str = "姓名,执法证号\n赵敏,NX102\n";

/// A card of the page of rosters, and the worker.
struct Card {
    intake: Intake<String>,
    desk: Desk,
    worker: WorkerState,
    opening: u32,
    asked: VecDeque<Effect<String>>,
    at_hand: BTreeMap<Digest, String>,
    warned: Vec<String>,
    stopped: usize,
    taken: usize,
    is_other_wanting: bool,
    handed: Vec<String>,
}

fn given(name: &str, text: &str) -> Given<String> {
    Given { name: name.into(), file: text.into() }
}

fn refused<T>(reply: Result<T, Fault>) -> Result<T, ImportFault> {
    reply.map_err(|fault| match fault {
        Fault::Refused(why) => ImportFault::Refused(why),
        // The page hands a roster that it has to the worker: a card of these tests is asked for none that it has not.
        Fault::MissingRosters(_) => ImportFault::Refused("名录还没有打开".into()),
    })
}

impl Card {
    fn new() -> Self {
        Self {
            intake: Intake::default(),
            desk: Desk::new(PlanDraft::pingluo()),
            worker: WorkerState::default(),
            opening: 0,
            asked: VecDeque::new(),
            at_hand: BTreeMap::new(),
            warned: Vec::new(),
            stopped: 0,
            taken: 0,
            is_other_wanting: false,
            handed: Vec::new(),
        }
    }

    fn in_use(&self) -> Option<RosterRef> {
        self.desk.campaign().officers.clone()
    }

    fn files(&self) -> Vec<FileRead> {
        self.in_use().map(|used| self.desk.model.officers(used.blob).unwrap().files.clone()).unwrap_or_default()
    }

    fn names(&self) -> Vec<String> {
        let Some(used) = self.in_use() else { return Vec::new() };
        self.desk.model.officers(used.blob).unwrap().reading.rows.iter().map(|officer| officer.name).collect()
    }

    fn tell(&mut self, event: Event<String>) {
        let (in_use, files) = (self.in_use(), self.files());
        let around = Around {
            in_use: in_use.as_ref(),
            files: &files,
            opening: self.opening,
            is_other_wanting: self.is_other_wanting,
        };
        for effect in self.intake.step(event, around) {
            match effect {
                Effect::KeepFile(digest, file) => drop(self.at_hand.insert(digest, file)),
                Effect::Remember(_) => {}
                Effect::Take(arrived) => {
                    self.taken += 1;
                    self.desk.act(arrived.into_act()).unwrap();
                }
                Effect::StopWorker => self.stopped += 1,
                Effect::HandOver(given) => self.handed.extend(given.into_iter().map(|given| given.name)),
                Effect::Warn(sentence) => self.warned.push(sentence),
                asked => self.asked.push_back(asked),
            }
        }
    }

    /// What the worker answers.
    fn answer(&mut self, effect: Effect<String>) -> Event<String> {
        let worker = &mut self.worker;
        match effect {
            Effect::Open(turn, Given { name, file }, choice) => {
                self.opening += 1;
                let hints = Hints { choice, file: name.clone(), ..Hints::default() };
                let survey = ask(worker, &OpenWorkbook { kind: KIND, file: name, hints }, file.as_bytes());
                Event::Opened(turn, self.opening, refused(survey))
            }
            Effect::Survey(turn, choice) => {
                let hints = Hints { choice, ..Hints::default() };
                Event::Surveyed(turn, refused(ask(worker, &SurveyWorkbook { kind: KIND, hints }, &[])))
            }
            Effect::Read(turn, choice, among, _) => {
                Event::Arrived(turn, refused(ask(worker, &ReadRoster { kind: KIND, choice, among }, &[])))
            }
            Effect::TakeOut(turn, roster, file) => {
                Event::Arrived(turn, refused(ask(worker, &TakeOutFile { kind: KIND, roster, file }, &[])))
            }
            Effect::Compare(turn, mut arrived) => {
                let snapshot = CampaignSnapshot::of(&self.desk.model.campaigns[ID], self.desk.today());
                let request = CompareRosters { snapshot, kind: KIND, new: arrived.name() };
                let changes = refused(ask(worker, &request, &[])).map(|mut head| {
                    arrived.keep(std::mem::take(&mut head.changes.kept));
                    Some(head).filter(|head| head.counts.iter().any(|n| *n > 0))
                });
                Event::Compared(turn, arrived, changes)
            }
            other => panic!("{other:?} has no answer"),
        }
    }

    /// Lets the worker answer once.
    fn work(&mut self) {
        let effect = self.asked.pop_front().unwrap();
        let event = self.answer(effect);
        self.tell(event);
    }

    /// Lets the worker answer until it has nothing to do.
    fn settle(&mut self) -> Stage {
        while !self.asked.is_empty() {
            self.work();
        }
        self.intake.stage()
    }

    fn give(&mut self, files: &[(&str, &str)], purpose: Purpose) -> Stage {
        self.tell(Event::Given(files.iter().map(|(name, text)| given(name, text)).collect(), purpose));
        self.settle()
    }
}

#[test]
fn a_file_is_opened_read_and_taken() {
    let mut card = Card::new();
    card.tell(Event::Given(vec![given("公安.csv", POLICE)], Purpose::Replace));
    assert_eq!(card.intake.stage(), Stage::Busy("正在读取“公安.csv”……".into()));
    let Some(&Effect::Open(turn, ..)) = card.asked.front() else { panic!() };
    card.tell(Event::Progress(turn, "已读取3个单元格".into()));
    card.tell(Event::Progress(turn - 1, "早先的".into()));
    assert_eq!(card.intake.stage(), Stage::Busy("已读取3个单元格".into()));
    card.work();
    assert_eq!(card.intake.stage(), Stage::Busy("正在读取……".into()));
    assert_eq!(card.settle(), Stage::Idle);
    assert_eq!((card.names(), card.taken), (vec!["马建国".into(), "王芳".into()], 1));
    assert_eq!(card.at_hand[&card.files()[0].digest], POLICE);
}

#[test]
fn what_comes_to_nothing_of_several_is_named_and_the_rest_is_taken() {
    let mut card = Card::new();
    let stage = card.give(&[("公安.csv", POLICE), ("坏.xlsx", "PK\u{3}\u{4}"), ("市监.csv", MARKET)], Purpose::Replace);
    let Stage::Failed(why, true) = stage else { panic!("{stage:?}") };
    assert!(why.starts_with("“坏.xlsx”没有载入：") && !why.contains('\n'), "{why}");
    assert_eq!(card.names(), ["马建国", "王芳", "李强"]);
    // Of one alone the sentence is its own, and nothing is taken.
    let stage = card.give(&[("坏.xlsx", "PK\u{3}\u{4}")], Purpose::Append);
    let Stage::Failed(why, false) = stage else { panic!("{stage:?}") };
    assert!(!why.contains("没有载入：") && !card.intake.is_open(), "{why}");
    assert_eq!(card.taken, 1);
}

/// Both rosters chosen at once go each to its own place, where the other's is empty.
#[test]
fn a_file_of_the_other_roster_among_several_is_handed_over() {
    let businesses = "企业名称,统一社会信用代码\n平罗县甲运输有限公司,91350100M000100Y43\n";
    let both = [("企业.csv", businesses), ("公安.csv", POLICE)];
    let mut card = Card { is_other_wanting: true, ..Card::new() };
    assert_eq!(card.give(&both, Purpose::Replace), Stage::Idle);
    assert_eq!(
        (card.names(), card.handed.clone()),
        (vec!["马建国".into(), "王芳".into()], vec!["企业.csv".to_owned()])
    );
    // One alone may be in the wrong place; where the other roster is there already, nothing takes its place unasked.
    let wrong = "看起来是检查对象名录，放错了位置";
    for (files, is_other_wanting) in [(&both[..1], true), (&both[..], false)] {
        let mut card = Card { is_other_wanting, ..Card::new() };
        let Stage::Failed(why, _) = card.give(files, Purpose::Replace) else { panic!() };
        assert!(why.contains(wrong) && card.handed.is_empty(), "{why}");
    }
    // Nor where the page was left, on which its place would be.
    let mut card = Card { is_other_wanting: true, ..Card::new() };
    card.tell(Event::Left);
    card.give(&both, Purpose::Replace);
    assert!(card.handed.is_empty() && card.warned.iter().any(|told| told.contains(wrong)), "{:?}", card.warned);
}

#[test]
fn what_only_the_user_knows_is_asked_and_may_be_declined() {
    let mut card = Card::new();
    let stage = card.give(&[("无单位.csv", NAMELESS), ("市监.csv", MARKET)], Purpose::Replace);
    let Stage::Asking(survey) = stage else { panic!("{stage:?}") };
    assert_eq!((card.intake.file(), survey.questions.len()), (("无单位.csv".into(), 1, 2), 1));
    card.tell(Event::Skip);
    let Stage::Failed(why, true) = card.settle() else { panic!() };
    assert_eq!(why, "“无单位.csv”没有载入：您没有载入它");
    assert_eq!(card.names(), ["李强"]);
    // Looked at with other choices while the dialog stays; read as soon as that is there.
    let Stage::Asking(survey) = card.give(&[("无单位.csv", NAMELESS)], Purpose::Replace) else { panic!() };
    let choice = survey.guess.clone();
    card.tell(Event::Look(choice.clone()));
    assert!(card.intake.is_looking() && card.intake.stage() == Stage::Asking(survey));
    card.tell(Event::Read(choice));
    assert_eq!(card.intake.stage(), Stage::Busy("正在读取……".into()));
    let Stage::Comparing(changes, 0) = card.settle() else { panic!() };
    assert_eq!(changes.counts, [1, 1, 0, 0]);
    card.tell(Event::Cancel);
    assert_eq!((card.intake.stage(), card.names(), card.stopped), (Stage::Idle, vec!["李强".into()], 0));
}

#[test]
fn a_roster_mended_while_the_user_decides_is_compared_again() {
    let mut card = Card::new();
    card.give(&[("公安.csv", POLICE)], Purpose::Replace);
    let newer = format!("{POLICE}孙立,县公安局,NX003\n");
    let Stage::Comparing(changes, 0) = card.give(&[("新.csv", &newer)], Purpose::Replace) else { panic!() };
    assert_eq!(changes.counts, [1, 0, 0, 0]);
    let roster = card.desk.model.officers(card.in_use().unwrap().blob).unwrap();
    let source = roster.reading.rows.iter().next().unwrap().source;
    let mends = vec![Edit::Exclude { source, reason: "病假".into() }];
    card.desk.act(Act::Mend { kind: KIND, mends }).unwrap();
    card.tell(Event::Accept);
    assert_eq!((card.intake.stage(), card.taken), (Stage::Busy("正在对照……".into()), 1));
    // It fits: what changes is asked again, now with the mend.
    let Stage::Comparing(_, 1) = card.settle() else { panic!() };
    card.tell(Event::Accept);
    assert_eq!((card.intake.stage(), card.taken), (Stage::Idle, 2));
    assert_eq!(card.in_use().unwrap().all_mends().count(), 1);
    // What is only added needs no question.
    assert_eq!(card.give(&[("市监.csv", MARKET)], Purpose::Append), Stage::Idle);
    assert_eq!((card.names().len(), card.in_use().unwrap().all_mends().count()), (4, 1));
    // A file is taken out: that is shown.
    card.tell(Event::TakeOut(1));
    let Stage::Comparing(changes, 1) = card.settle() else { panic!() };
    assert_eq!((changes.counts, card.intake.purpose()), ([0, 1, 0, 0], Purpose::TakeOut(1)));
}

#[test]
fn a_file_that_is_not_open_any_more_is_opened_again() {
    let mut card = Card::new();
    let Stage::Asking(survey) = card.give(&[("无单位.csv", NAMELESS)], Purpose::Replace) else { panic!() };
    // Another campaign opens a file of this kind.
    card.opening += 1;
    card.tell(Event::Look(survey.guess.clone()));
    assert!(matches!(card.asked[0], Effect::Open(_, ref given, _) if given.name == "无单位.csv"));
    let Stage::Asking(survey) = card.settle() else { panic!() };
    card.opening += 1;
    card.tell(Event::Read(survey.guess.clone()));
    assert!(matches!(card.asked[0], Effect::Open(..)), "another's file is not read in its place");
    // Stopped for another reason: again.
    let Some(Effect::Open(turn, ..)) = card.asked.pop_front() else { panic!() };
    card.tell(Event::Opened(turn, 9, Err(ImportFault::Stopped("已取消".into()))));
    assert!(matches!(card.asked[0], Effect::Open(again, ..) if again > turn));
    // It died: said, and nothing is open.
    let Some(Effect::Open(turn, ..)) = card.asked.pop_front() else { panic!() };
    card.tell(Event::Opened(turn, 10, Err(ImportFault::Lost("后台程序崩溃".into()))));
    assert_eq!(card.intake.stage(), Stage::Failed("后台程序崩溃".into(), false));
    assert!(!card.intake.is_open());
}

#[test]
fn a_file_in_use_is_shown_as_it_was_read() {
    let mut card = Card::new();
    card.give(&[("公安.csv", POLICE)], Purpose::Replace);
    let file = card.files().remove(0);
    card.tell(Event::ShowFile(0, file.clone(), given("公安.csv", POLICE)));
    assert!(card.asked.is_empty() && matches!(card.intake.stage(), Stage::Asking(_)), "it is still open");
    card.tell(Event::Cancel);
    card.tell(Event::ShowFile(0, file, given("公安.csv", POLICE)));
    let Stage::Asking(survey) = card.settle() else { panic!("it is shown although nothing must be asked") };
    card.tell(Event::Read(survey.guess.clone()));
    assert_eq!((card.settle(), card.names().len()), (Stage::Idle, 2));
}

#[test]
fn who_left_the_page_is_told_what_waits_and_the_rest_goes_on() {
    let mut card = Card::new();
    card.tell(Event::Given(vec![given("无单位.csv", NAMELESS), given("市监.csv", MARKET)], Purpose::Replace));
    card.tell(Event::Left);
    assert_eq!(card.settle(), Stage::Idle);
    assert_eq!(card.names(), ["李强"]);
    let why = "有要您确认的，而名录页已经离开。请回到名录页";
    assert_eq!(card.warned, [format!("“无单位.csv”没有载入：{why}，重新选择这个文件")]);
    card.tell(Event::Given(vec![given("公安.csv", POLICE)], Purpose::Replace));
    assert_eq!((card.settle(), card.names()), (Stage::Idle, vec!["李强".into()]), "a roster is not replaced unseen");
    assert_eq!(card.warned.len(), 2);
}

/// The answer to what was cancelled comes while the same is asked of another file.
#[test]
fn a_late_answer_is_not_taken_for_another() {
    let mut card = Card::new();
    let give = |card: &mut Card, name: &str, text: &str| {
        card.tell(Event::Given(vec![given(name, text)], Purpose::Replace));
    };
    let next = |card: &mut Card| card.asked.pop_front().unwrap();
    give(&mut card, "公安.csv", POLICE);
    let opened = next(&mut card);
    let opened = card.answer(opened);
    card.tell(opened.clone());
    let read = next(&mut card);
    let read = card.answer(read);
    card.tell(Event::Cancel);
    assert_eq!(card.stopped, 1);
    give(&mut card, "市监.csv", MARKET);
    let waits = card.intake.clone();
    card.tell(opened);
    assert_eq!(card.intake, waits);
    card.work();
    let waits = card.intake.clone();
    card.tell(read);
    assert_eq!(card.intake, waits);
    assert_eq!((card.settle(), card.names(), card.taken), (Stage::Idle, vec!["李强".into()], 1));
    // Of two looks the later counts.
    let Stage::Asking(survey) = card.give(&[("无单位.csv", NAMELESS)], Purpose::Append) else { panic!() };
    card.tell(Event::Look(survey.guess.clone()));
    let first = next(&mut card);
    let first = card.answer(first);
    card.tell(Event::Look(survey.guess.clone()));
    card.tell(first);
    assert!(card.intake.is_looking());
    assert!(matches!(card.settle(), Stage::Asking(_)) && !card.intake.is_looking());
}

/// Whatever the user does and whenever the worker answers, also what is not waited for any more: who is told to wait waits for
/// something, and nothing is taken that was not compared with the roster in use.
#[test]
fn it_never_hangs_and_never_takes_what_was_not_compared() {
    let mut state = 1_u64;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let (mut takes, mut stale) = (0, 0);
    for _ in 0..100 {
        let mut card = Card::new();
        let mut compared = Vec::new();
        for _ in 0..60 {
            let files = [("公安.csv", POLICE), ("市监.csv", MARKET), ("无单位.csv", NAMELESS), ("坏.xls", "\u{0}")];
            let file = |n: usize| given(files[n].0, files[n].1);
            let (used, taken) = (card.in_use(), card.taken);
            // Mostly the worker answers, and what is asked is answered: otherwise few imports come to their end.
            let event = match (random(24), card.intake.stage()) {
                (0, _) => Event::Given((0..=random(3)).map(|n| file((n + random(4)) % 4)).collect(), Purpose::Replace),
                (1, _) => Event::Given(vec![file(random(4))], Purpose::Append),
                (2, _) => match card.files().pop() {
                    Some(read) => Event::ShowFile(card.files().len() - 1, read, file(random(4))),
                    None => Event::Show,
                },
                (3, _) => Event::TakeOut(random(2)),
                (4, _) => Event::Look(Choice::default()),
                (5, _) => Event::Read(Choice::default()),
                (6, _) => [Event::Skip, Event::Cancel, Event::Show, Event::Show][random(4)].clone(),
                (7, _) => Event::Accept,
                (8..14, Stage::Asking(survey)) => Event::Read(survey.guess.clone()),
                (8..14, Stage::Comparing(..)) => Event::Accept,
                _ => match card.asked.len() {
                    0 => Event::Accept,
                    all => {
                        let effect = card.asked.remove(random(all)).unwrap();
                        stale += usize::from(all > 1);
                        if let Effect::Compare(_, arrived) = &effect {
                            compared.push((arrived.name(), used.clone()));
                        }
                        match random(8) {
                            0 => stopped(effect),
                            _ => card.answer(effect),
                        }
                    }
                },
            };
            card.tell(event);
            if card.taken > taken {
                takes += 1;
                let name = card.in_use().unwrap().blob;
                assert!(compared.contains(&(name, used)), "it was compared with what it replaces");
            }
            if let Stage::Busy(what) = card.intake.stage() {
                assert!(!card.asked.is_empty(), "{what}: nothing is asked of the worker");
            }
        }
        // Once it is answered, nobody is told to wait.
        assert!(!matches!(card.settle(), Stage::Busy(_)));
    }
    assert!(takes > 100 && stale > 100, "{takes} {stale}");
}

/// The answer of a worker that was stopped.
fn stopped(effect: Effect<String>) -> Event<String> {
    let fault = ImportFault::Stopped("已取消".into());
    match effect {
        Effect::Open(turn, ..) => Event::Opened(turn, 0, Err(fault)),
        Effect::Survey(turn, ..) => Event::Surveyed(turn, Err(fault)),
        Effect::Read(turn, ..) | Effect::TakeOut(turn, ..) => Event::Arrived(turn, Err(fault)),
        Effect::Compare(turn, arrived) => Event::Compared(turn, arrived, Err(fault)),
        other => panic!("{other:?} has no answer"),
    }
}
