//! Taking in a workbook: open, look, ask if something must be asked, read, compare with what was there, take.

use crate::app::background::TaskFault;
use crate::app::clerk::Reply;
use crate::app::intake::{Among, Arrived, compare, read, take_out};
use crate::app::store::{Msg, Shop};
use crate::browser::files;
use crate::browser::worker::Beside;
use crate::model::{Digest, WHOLE};
use crate::roster::{Choice, FileRead, Hints, Mapping, SheetChoice, Survey};
use crate::state::{Action, Blob, RosterKind, RosterRef};
use crate::work::{Answer, ChangesHead, FilePlace, Task};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// How far the import is.
#[derive(Clone, Default, PartialEq)]
pub enum Stage {
    #[default]
    Idle,
    /// Working; the sentence says on what.
    Busy(AttrValue),
    /// Something must be asked, or the user wants to look.
    Asking(Rc<Survey>),
    /// The new roster replaces another: what changes, and how many mends still fit.
    Comparing(Rc<ChangesHead>, usize),
    /// It came to nothing, or, where the others were taken, some of its files did.
    Failed(AttrValue, bool),
}

/// What becomes of the roster in use.
#[derive(Clone, Copy, Default, PartialEq)]
pub enum Purpose {
    /// The files take its place.
    #[default]
    Replace,
    /// The files come after its own.
    Append,
    /// The file takes the place of this one of its files.
    ReplaceFile(usize),
    /// This one of its files is taken out.
    TakeOut(usize),
}

/// What lives as long as the card and is not drawn.
#[derive(Default)]
struct Session {
    /// What the user wants.
    purpose: Purpose,
    /// The files that were not opened yet, and how many were given at once.
    queue: VecDeque<File>,
    given: usize,
    /// The sentences of files that came to nothing.
    failed: Vec<String>,
    /// The file that is open in the worker, or is being opened.
    file: Option<File>,
    survey: Option<Rc<Survey>>,
    /// The worker looks again; what it saw before is out of date.
    looking: bool,
    /// The user wants it read as soon as it has looked.
    then_read: bool,
    /// The choice with which the open file was read, and its SHA-256.
    read_as: Option<(Choice, Digest)>,
    /// What was read and is not taken yet.
    waiting: Option<Arrived>,
    /// The roster in use that it was compared with.
    compared: Option<RosterRef>,
    /// The page was left: what needs no question still goes on.
    left: bool,
    /// Which opening of the clerk's this card's was.
    opening: u32,
    /// Counts files, looks and cancellations: what belongs to an earlier one is not heard any more.
    turn: u32,
}

impl Session {
    /// Forgets the open file.
    fn close(&mut self) {
        self.survey = None;
        self.read_as = None;
        (self.looking, self.then_read) = (false, false);
        self.turn += 1;
    }

    /// Forgets what was not taken.
    fn drop_files(&mut self) {
        self.queue.clear();
        self.failed.clear();
        self.waiting = None;
    }
}

/// The import of one roster.
#[derive(Clone)]
pub struct Import {
    shop: Shop,
    id: AttrValue,
    kind: RosterKind,
    session: Rc<RefCell<Session>>,
    stage: UseStateHandle<Stage>,
}

#[hook]
pub fn use_import(shop: &Shop, id: &AttrValue, kind: RosterKind) -> Import {
    let session = use_mut_ref(Session::default);
    let stage = use_state_eq(Stage::default);
    {
        let session = session.clone();
        use_effect_with((), move |()| move || session.borrow_mut().left = true);
    }
    Import { shop: shop.clone(), id: id.clone(), kind, session, stage }
}

impl Import {
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    pub fn purpose(&self) -> Purpose {
        self.session.borrow().purpose
    }

    /// Whether a file is still open, so that its header can be looked at again.
    pub fn is_open(&self) -> bool {
        self.session.borrow().survey.is_some()
    }

    /// Whether this file of the roster in use can be looked at again.
    pub fn is_at_hand(&self, file: &FileRead) -> bool {
        self.shop.1.file(file.digest).is_some()
    }

    /// The file that is looked at, and which it is of how many.
    pub fn file(&self) -> (String, usize, usize) {
        let session = self.session.borrow();
        let name = session.file.as_ref().map(File::name).unwrap_or_default();
        (name, session.given.saturating_sub(session.queue.len()), session.given)
    }

    /// Whether this is still what the user waits for.
    fn is_at(&self, turn: u32) -> bool {
        self.session.borrow().turn == turn
    }

    /// Says on whatever page is shown that the file needs its own.
    fn left_behind(&self) -> bool {
        let session = self.session.borrow();
        let name = session.file.as_ref().map(File::name).unwrap_or_default();
        if session.left {
            self.shop.warn(format!("“{name}”没有载入：有要核对的，而名录页已经离开。请回到名录页，重新选择这个文件"));
        }
        session.left
    }

    /// The open file came to nothing; those that were given with it go on.
    fn fail(&self, why: impl ToString) {
        {
            let mut session = self.session.borrow_mut();
            let name = session.file.as_ref().map(File::name).unwrap_or_default();
            let alone = session.given < 2;
            session.failed.push(if alone {
                why.to_string()
            } else {
                format!("“{name}”没有载入：{}", why.to_string())
            });
        }
        self.next();
    }

    /// Says what came to nothing; whether the rest was taken.
    fn conclude(&self, taken: bool) {
        let (failed, left) = {
            let mut session = self.session.borrow_mut();
            (std::mem::take(&mut session.failed), session.left)
        };
        match (failed.is_empty(), left) {
            (true, true) => {}
            (true, false) => self.stage.set(Stage::Idle),
            (false, true) => self.shop.warn(failed.join("\n")),
            (false, false) => self.stage.set(Stage::Failed(failed.join("\n").into(), taken)),
        }
    }

    fn busy(&self, what: impl Into<AttrValue>) {
        self.stage.set(Stage::Busy(what.into()));
    }

    /// What is known before a file is looked at.
    fn hints(&self, choice: Choice) -> Hints {
        let model = &self.shop.0.model;
        let plan = self.shop.campaign(&self.id).map(|c| c.plan.clone()).unwrap_or_default();
        let departments = plan.departments.iter().map(|d| d.name.clone()).collect();
        let labels = plan.strata.iter().map(|stratum| stratum.label.trim());
        let categories = labels.filter(|label| !label.is_empty() && *label != WHOLE).map(str::to_owned).collect();
        let file = self.file().0;
        Hints { choice, mappings: (*model.mappings).clone(), departments, categories, file }
    }

    /// Files were dropped or chosen.
    pub fn take(&self, files: Vec<File>, purpose: Purpose) {
        {
            let mut session = self.session.borrow_mut();
            session.close();
            session.drop_files();
            session.purpose = purpose;
            session.given = files.len();
            session.queue = files.into();
        }
        self.next();
    }

    /// Goes on with the next file, or with what was read of them all.
    fn next(&self) {
        let file = {
            let mut session = self.session.borrow_mut();
            let file = session.queue.pop_front();
            if file.is_some() {
                session.file.clone_from(&file);
            }
            file
        };
        let Some(file) = file else { return self.compare_and_take() };
        match files::check_size(&file) {
            Ok(()) => self.open(Choice::default(), false),
            Err(fault) => self.fail(fault),
        }
    }

    /// Looks again at a file of the roster in use, as it was read.
    pub fn show_file(&self, place: usize, file: &FileRead) {
        let open = self.session.borrow().read_as.as_ref().is_some_and(|(_, digest)| *digest == file.digest);
        let known = self.shop.1.file(file.digest);
        {
            let mut session = self.session.borrow_mut();
            session.purpose = Purpose::ReplaceFile(place);
            session.drop_files();
            session.given = 1;
            session.file = known.or(session.file.take());
        }
        if open { self.show() } else { self.open(file.choice.clone(), true) }
    }

    /// Takes a file out of the roster in use.
    pub fn take_out(&self, file: usize) {
        let Some(used) = self.in_use() else { return };
        let turn = {
            let mut session = self.session.borrow_mut();
            session.close();
            session.drop_files();
            session.purpose = Purpose::TakeOut(file);
            session.turn
        };
        self.busy("正在整理……");
        let import = self.clone();
        spawn_local(async move {
            let left = take_out(&import.shop, import.kind, used.blob, file).await;
            if !import.is_at(turn) {
                return;
            }
            match left {
                Ok(left) => {
                    import.session.borrow_mut().waiting = Some(left);
                    import.compare_and_take();
                }
                Err(fault) => import.gone(fault),
            }
        });
    }

    /// Opens the file; asks the user if asked to, or if something must be asked.
    fn open(&self, choice: Choice, look: bool) {
        let (file, turn) = {
            let mut session = self.session.borrow_mut();
            session.close();
            (session.file.clone(), session.turn)
        };
        let Some(file) = file else { return };
        self.busy(format!("正在读取“{}”……", file.name()));
        let task = Task::Open { kind: self.kind, file: file.name(), hints: self.hints(choice.clone()) };
        let import = self.clone();
        spawn_local(async move {
            let step = import.clone();
            let progress = move |text| {
                if step.is_at(turn) {
                    step.busy(text)
                }
            };
            let (opening, reply) = import.shop.1.open(import.kind, &task, &file, progress).await;
            if import.is_at(turn) {
                import.session.borrow_mut().opening = opening;
            }
            import.surveyed(turn, reply, choice, look);
        });
    }

    /// Whether what is shown is out of date.
    pub fn is_looking(&self) -> bool {
        self.session.borrow().looking
    }

    /// The user looks again, with other choices.
    pub fn look(&self, choice: Choice) {
        // A click on the dialog that is about to go.
        if matches!(&*self.stage, Stage::Busy(_)) {
            return;
        }
        let known = self.session.borrow().survey.as_ref().map(|s| s.guess.codepage);
        if known.is_some_and(|codepage| codepage != choice.codepage) {
            return self.open(choice, true);
        }
        self.look_as(choice, true);
    }

    /// What was decided of the file whose place this one takes: its sheets, and what their rows have in common.
    fn known_choice(&self, survey: &Survey) -> Option<Choice> {
        let Purpose::ReplaceFile(place) = self.purpose() else { return None };
        let (model, used) = (&self.shop.0.model, self.in_use()?);
        let files = match model.blobs.get(&used.blob)? {
            Blob::Businesses(roster) => &roster.files,
            Blob::Officers(roster) => &roster.files,
            _ => return None,
        };
        let known = &files.get(place)?.choice;
        let sheet = |sheet: &SheetChoice| SheetChoice { given: sheet.given.clone(), ..SheetChoice::named(&sheet.name) };
        let sheets: Vec<SheetChoice> = known.sheets.iter().map(sheet).collect();
        let is_there = sheets.iter().all(|sheet| survey.sheet(&sheet.name).is_some());
        (is_there && !sheets.is_empty()).then(|| Choice { sheets, sheet_name_as: known.sheet_name_as, codepage: None })
    }

    fn look_as(&self, choice: Choice, look: bool) {
        let task = Task::Survey { kind: self.kind, hints: self.hints(choice.clone()) };
        let turn = {
            let mut session = self.session.borrow_mut();
            session.looking = true;
            session.turn += 1;
            session.turn
        };
        let import = self.clone();
        spawn_local(async move {
            let reply = import.shop.1.ask(&task, Beside::Bytes(&[]), |_| {}).await;
            import.surveyed(turn, reply, choice, look);
        });
    }

    /// Shows again what was seen, as it was read.
    pub fn show(&self) {
        let (survey, read_as) = {
            let session = self.session.borrow();
            (session.survey.clone(), session.read_as.clone())
        };
        match (survey, read_as) {
            (Some(survey), Some((choice, _))) if survey.guess != choice => self.look(choice),
            (Some(survey), _) => self.stage.set(Stage::Asking(survey)),
            (None, _) => {}
        }
    }

    fn surveyed(&self, turn: u32, reply: Result<Reply, TaskFault>, choice: Choice, look: bool) {
        if !self.is_at(turn) {
            return;
        }
        let then_read = {
            let mut session = self.session.borrow_mut();
            session.looking = false;
            std::mem::take(&mut session.then_read)
        };
        let survey = match reply.map(|reply| reply.answer) {
            Ok(Answer::Survey(survey)) => Rc::from(survey),
            Ok(_) => return,
            // The worker was stopped for another reason, and with it went the open file.
            Err(TaskFault::Stopped) => return self.open(choice, look),
            Err(fault) => return self.gone(fault),
        };
        self.session.borrow_mut().survey = Some(Rc::clone(&survey));
        let known = self.known_choice(&survey).filter(|_| !look && choice == Choice::default());
        if let Some(known) = known {
            return self.look_as(known, false);
        }
        match &survey.refused {
            Some(refused) if !look => self.fail(refused),
            None if then_read => self.read(survey.guess.clone()),
            _ if look || !survey.questions.is_empty() => match self.left_behind() {
                true => self.next(),
                false => self.stage.set(Stage::Asking(survey)),
            },
            _ => self.read(survey.guess.clone()),
        }
    }

    /// Reads the open file as the user decided.
    pub fn read(&self, choice: Choice) {
        self.busy("正在读取……");
        let (survey, turn) = {
            let mut session = self.session.borrow_mut();
            if session.looking {
                session.then_read = true;
                return;
            }
            (session.survey.clone(), session.turn)
        };
        // Another campaign's file is open by now.
        if self.shop.1.opening(self.kind) != self.session.borrow().opening {
            if !self.left_behind() {
                self.open(choice, false);
            }
            return;
        }
        let remembered = survey.map(|survey| Mapping::of(&survey, &choice)).unwrap_or_default();
        let import = self.clone();
        spawn_local(async move {
            let step = import.clone();
            let progress = move |text| {
                if step.is_at(turn) {
                    step.busy(text)
                }
            };
            let waiting = import.session.borrow().waiting.clone();
            let among = import.among(waiting.as_ref());
            let arrived = read(&import.shop, import.kind, choice.clone(), among, progress).await;
            if !import.is_at(turn) {
                return;
            }
            match arrived {
                // The worker was stopped for another reason, and with it went the open file.
                Err(TaskFault::Stopped) => import.open(choice, false),
                Ok(arrived) => {
                    import.shop.send(Msg::Do(Action::Remember(remembered)));
                    import.arrived(arrived, choice);
                }
                Err(fault) => import.gone(fault),
            }
        });
    }

    /// Where the open file comes.
    fn among<'a>(&self, waiting: Option<&'a Arrived>) -> Among<'a> {
        let in_use = |place| self.in_use().map_or(Among::None, |used| Among::InUse(used.blob, place));
        match (waiting, self.purpose()) {
            (Some(waiting), _) => Among::Arrived(waiting),
            (None, Purpose::Append) => in_use(FilePlace::Last),
            (None, Purpose::ReplaceFile(place)) => in_use(FilePlace::At(place)),
            (None, Purpose::Replace | Purpose::TakeOut(_)) => Among::None,
        }
    }

    /// The roster in use, with its mends.
    fn in_use(&self) -> Option<RosterRef> {
        self.shop.campaign(&self.id)?.roster(self.kind).cloned()
    }

    /// The worker did not do it; what is open can be looked at again if it only refused.
    fn gone(&self, fault: TaskFault) {
        if !matches!(fault, TaskFault::Refused(_)) {
            self.session.borrow_mut().survey = None;
        }
        self.fail(fault);
    }

    /// A file was read; it is kept at hand to be looked at, or written with its problems, again.
    fn arrived(&self, arrived: Arrived, choice: Choice) {
        {
            let mut session = self.session.borrow_mut();
            let file = match (session.purpose, &session.waiting) {
                (Purpose::ReplaceFile(place), None) => arrived.files().get(place),
                _ => arrived.files().last(),
            };
            if let (Some(read), Some(file)) = (file, session.file.clone()) {
                self.shop.1.keep_file(read.digest, file);
                session.read_as = Some((choice, read.digest));
            }
            session.waiting = Some(arrived);
        }
        self.next();
    }

    /// Compares what was read with the roster in use and takes it; asks where something is lost by it.
    fn compare_and_take(&self) {
        let (waiting, turn) = {
            let mut session = self.session.borrow_mut();
            session.compared = self.in_use();
            (session.waiting.clone(), session.turn)
        };
        let Some(mut arrived) = waiting else { return self.conclude(false) };
        let import = self.clone();
        spawn_local(async move {
            let changes = compare(&import.shop, &import.id, import.kind, &mut arrived).await;
            if !import.is_at(turn) {
                return;
            }
            let kept = arrived.kept();
            match changes {
                Err(fault) => {
                    import.session.borrow_mut().waiting = None;
                    import.gone(fault);
                }
                Ok(changes) => {
                    import.session.borrow_mut().waiting = Some(arrived);
                    match changes.filter(|changes| import.is_to_ask(changes)) {
                        Some(_) if import.left_behind() => {}
                        Some(changes) => import.stage.set(Stage::Comparing(Rc::new(changes), kept)),
                        None => import.accept(),
                    }
                }
            }
        });
    }

    /// Whether the user must see what changes: always, but where entries are added only, as was wished.
    fn is_to_ask(&self, changes: &ChangesHead) -> bool {
        let [_, removed, changed, lost] = changes.counts;
        self.purpose() != Purpose::Append || removed + changed + lost > 0
    }

    /// The user takes what was read.
    pub fn accept(&self) {
        let (waiting, compared) = {
            let mut session = self.session.borrow_mut();
            (session.waiting.take(), session.compared.clone())
        };
        let Some(arrived) = waiting else { return self.conclude(false) };
        if compared == self.in_use() {
            arrived.take(&self.shop, &self.id);
            return self.conclude(true);
        }
        // It was mended meanwhile: those mends are kept as well.
        self.busy("正在对照……");
        self.session.borrow_mut().waiting = Some(arrived);
        self.compare_and_take();
    }

    /// The user does not want the open file; those that were given with it go on.
    pub fn skip(&self) {
        let (more, asked_again) = {
            let session = self.session.borrow();
            (session.given > 1, session.read_as.is_some())
        };
        if more && !asked_again { self.fail("您没有载入它") } else { self.cancel() }
    }

    /// The user gave up: the worker ends, what was there before stays.
    pub fn cancel(&self) {
        let busy = matches!(&*self.stage, Stage::Busy(_));
        {
            let mut session = self.session.borrow_mut();
            session.close();
            session.drop_files();
        }
        if busy {
            self.shop.1.stop();
        }
        self.stage.set(Stage::Idle);
    }
}
