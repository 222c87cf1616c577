//! Taking in a workbook: open, look, ask if something must be asked, read, compare with what was there, take.

use crate::app::background::{TaskFault, ask};
use crate::app::intake::{Arrived, Rows, read};
use crate::app::store::{Msg, Shop};
use crate::browser::files;
use crate::browser::worker::{Heard, Session};
use crate::roster::{Changes, Choice, Hints, Mapping, Survey};
use crate::state::{Action, RosterKind};
use crate::work::{Answer, Task};
use std::cell::RefCell;
use std::rc::Rc;
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
    /// The new roster replaces another: what changes.
    Comparing(Rc<Changes>),
    /// It came to nothing.
    Failed(AttrValue),
}

/// What lives as long as the card and is not drawn.
struct Desk {
    session: Option<Session>,
    file: String,
    bytes: Rc<Vec<u8>>,
    survey: Option<Rc<Survey>>,
    waiting: Option<Arrived>,
}

/// The import of one roster.
#[derive(Clone)]
pub struct Import {
    shop: Shop,
    id: AttrValue,
    kind: RosterKind,
    desk: Rc<RefCell<Desk>>,
    stage: UseStateHandle<Stage>,
}

#[hook]
pub fn use_import(shop: &Shop, id: &AttrValue, kind: RosterKind) -> Import {
    let desk = use_mut_ref(|| Desk {
        session: None,
        file: String::new(),
        bytes: Rc::new(Vec::new()),
        survey: None,
        waiting: None,
    });
    let stage = use_state_eq(Stage::default);
    Import { shop: shop.clone(), id: id.clone(), kind, desk, stage }
}

impl Import {
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// Whether the file is still open, so that its header can be looked at again.
    pub fn is_open(&self) -> bool {
        self.desk.borrow().session.is_some() && self.desk.borrow().survey.is_some()
    }

    fn fail(&self, why: impl ToString) {
        self.stage.set(Stage::Failed(why.to_string().into()));
    }

    fn busy(&self, what: impl Into<AttrValue>) {
        self.stage.set(Stage::Busy(what.into()));
    }

    /// What is known before a file is looked at.
    fn hints(&self, choice: Choice) -> Hints {
        let model = &self.shop.0.model;
        let plan = self.shop.campaign(&self.id).map(|c| c.plan.clone()).unwrap_or_default();
        let departments = plan.departments.iter().map(|d| d.name.clone()).collect();
        Hints { choice, mappings: (*model.mappings).clone(), departments }
    }

    /// A file was dropped or chosen.
    pub fn take(&self, file: File) {
        self.busy(format!("正在读取“{}”……", file.name()));
        let import = self.clone();
        wasm_bindgen_futures::spawn_local(async move {
            match files::read(file).await {
                Ok((name, bytes)) => {
                    {
                        let mut desk = import.desk.borrow_mut();
                        desk.file = name;
                        desk.bytes = Rc::new(bytes);
                    }
                    import.open(Choice::default(), false);
                }
                Err(fault) => import.fail(fault),
            }
        });
    }

    /// Opens the file in a fresh worker; asks the user if asked to, or if something must be asked.
    fn open(&self, choice: Choice, look: bool) {
        let (file, bytes) = {
            let mut desk = self.desk.borrow_mut();
            desk.session = None;
            desk.survey = None;
            (desk.file.clone(), desk.bytes.clone())
        };
        match Session::start() {
            Ok(session) => self.desk.borrow_mut().session = Some(session),
            Err(fault) => return self.fail(fault),
        }
        let task = Task::Open { kind: self.kind, file, hints: self.hints(choice) };
        let import = self.clone();
        self.ask(&task, &bytes, move |answer| import.surveyed(answer, look));
    }

    /// The user looks again, with other choices.
    pub fn look(&self, choice: Choice) {
        let known = self.desk.borrow().survey.as_ref().map(|s| s.guess.codepage);
        if known.is_some_and(|codepage| codepage != choice.codepage) {
            return self.open(choice, true);
        }
        let task = Task::Survey { kind: self.kind, hints: self.hints(choice) };
        let import = self.clone();
        self.ask(&task, &[], move |answer| import.surveyed(answer, true));
    }

    /// Shows again what was seen.
    pub fn show(&self) {
        if let Some(survey) = self.desk.borrow().survey.clone() {
            self.stage.set(Stage::Asking(survey));
        }
    }

    fn surveyed(&self, answer: Result<(Answer, Vec<u8>), TaskFault>, look: bool) {
        let survey = match answer {
            Ok((Answer::Survey(survey), _)) => Rc::from(survey),
            Ok(_) => return,
            Err(fault) => return self.gone(fault),
        };
        self.desk.borrow_mut().survey = Some(Rc::clone(&survey));
        match &survey.refused {
            Some(refused) if !look => self.fail(refused),
            _ if look || !survey.questions.is_empty() => self.stage.set(Stage::Asking(survey)),
            _ => self.read(survey.guess.clone()),
        }
    }

    /// Reads the open file as the user decided.
    pub fn read(&self, choice: Choice) {
        let (survey, import) = (self.desk.borrow().survey.clone(), self.clone());
        let remembered = survey.map(|survey| Mapping::of(&survey, &choice)).unwrap_or_default();
        let step = self.clone();
        let done = move |answer: Result<(Answer, Vec<u8>), TaskFault>, rows: Rows| match answer {
            Ok((answer, packed)) => {
                import.shop.send(Msg::Do(Action::Remember(remembered)));
                import.arrived(rows.finish(answer, packed, &import.shop, &import.id));
            }
            Err(fault) => import.gone(fault),
        };
        if let Some(session) = &self.desk.borrow().session {
            read(session, self.kind, choice, move |text| step.busy(text), done);
        }
    }

    /// The worker did not do it; what is open can be looked at again if it only refused.
    fn gone(&self, fault: TaskFault) {
        if !matches!(fault, TaskFault::Refused(_)) {
            self.desk.borrow_mut().session = None;
        }
        self.fail(fault);
    }

    fn ask(&self, task: &Task, bytes: &[u8], done: impl FnOnce(Result<(Answer, Vec<u8>), TaskFault>) + 'static) {
        let import = self.clone();
        let heard = move |heard| {
            if let Heard::Progress(text) = heard {
                import.busy(text);
            }
        };
        if let Some(session) = &self.desk.borrow().session {
            ask(session, task, bytes, heard, done);
        }
    }

    fn arrived(&self, arrived: Option<(Option<Changes>, Arrived)>) {
        let Some((changes, arrived)) = arrived else { return self.stage.set(Stage::Idle) };
        self.desk.borrow_mut().waiting = Some(arrived);
        match changes {
            Some(changes) => self.stage.set(Stage::Comparing(Rc::new(changes))),
            None => self.accept(),
        }
    }

    /// The user takes what was read.
    pub fn accept(&self) {
        let waiting = self.desk.borrow_mut().waiting.take();
        if let Some(arrived) = waiting {
            self.shop.act(&self.id, arrived.act());
        }
        self.stage.set(Stage::Idle);
    }

    /// The user gave up: the worker ends, what was there before stays.
    pub fn cancel(&self) {
        {
            let mut desk = self.desk.borrow_mut();
            desk.session = None;
            desk.survey = None;
            desk.waiting = None;
        }
        self.stage.set(Stage::Idle);
    }
}
