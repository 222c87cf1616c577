//! Taking in a workbook: open, look, ask if something must be asked, read, compare with what was there, take.

use crate::app::background::TaskFault;
use crate::app::clerk::Reply;
use crate::app::intake::{Arrived, compare, read};
use crate::app::store::{Msg, Shop};
use crate::browser::files;
use crate::browser::worker::Beside;
use crate::roster::{Choice, Hints, Mapping, Survey};
use crate::state::{Action, RosterKind, RosterRef};
use crate::work::{Answer, ChangesHead, Task};
use std::cell::RefCell;
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
    /// It came to nothing.
    Failed(AttrValue),
}

/// What lives as long as the card and is not drawn.
#[derive(Default)]
struct Desk {
    /// The file that is open in the worker, or is being opened.
    file: Option<File>,
    survey: Option<Rc<Survey>>,
    /// The worker looks again; what it saw before is out of date.
    looking: bool,
    /// The user wants it read as soon as it has looked.
    then_read: bool,
    /// The choice with which the file was read.
    read_as: Option<Choice>,
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

impl Desk {
    fn close(&mut self) {
        self.survey = None;
        self.read_as = None;
        (self.looking, self.then_read) = (false, false);
        self.waiting = None;
        self.turn += 1;
    }
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
    let desk = use_mut_ref(Desk::default);
    let stage = use_state_eq(Stage::default);
    {
        let desk = desk.clone();
        use_effect_with((), move |()| move || desk.borrow_mut().left = true);
    }
    Import { shop: shop.clone(), id: id.clone(), kind, desk, stage }
}

impl Import {
    pub fn stage(&self) -> &Stage {
        &self.stage
    }

    /// Whether the file is still open, so that its header can be looked at again.
    pub fn is_open(&self) -> bool {
        self.desk.borrow().survey.is_some()
    }

    /// Whether this is still what the user waits for.
    fn is_at(&self, turn: u32) -> bool {
        self.desk.borrow().turn == turn
    }

    /// Says on whatever page is shown that the file needs its own.
    fn left_behind(&self) -> bool {
        let desk = self.desk.borrow();
        let name = desk.file.as_ref().map(File::name).unwrap_or_default();
        if desk.left {
            self.shop.warn(format!("“{name}”没有载入：有要核对的，而名录页已经离开。请回到名录页，重新选择这个文件"));
        }
        desk.left
    }

    fn fail(&self, why: impl ToString) {
        if self.desk.borrow().left {
            return self.shop.warn(why);
        }
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
        if let Err(fault) = files::check_size(&file) {
            return self.fail(fault);
        }
        self.desk.borrow_mut().file = Some(file);
        self.open(Choice::default(), false);
    }

    /// Opens the file; asks the user if asked to, or if something must be asked.
    fn open(&self, choice: Choice, look: bool) {
        let (file, turn) = {
            let mut desk = self.desk.borrow_mut();
            desk.close();
            (desk.file.clone(), desk.turn)
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
                import.desk.borrow_mut().opening = opening;
            }
            import.surveyed(turn, reply, choice, look);
        });
    }

    /// Whether what is shown is out of date.
    pub fn is_looking(&self) -> bool {
        self.desk.borrow().looking
    }

    /// The user looks again, with other choices.
    pub fn look(&self, choice: Choice) {
        // A click on the dialog that is about to go.
        if matches!(&*self.stage, Stage::Busy(_)) {
            return;
        }
        let known = self.desk.borrow().survey.as_ref().map(|s| s.guess.codepage);
        if known.is_some_and(|codepage| codepage != choice.codepage) {
            return self.open(choice, true);
        }
        let task = Task::Survey { kind: self.kind, hints: self.hints(choice.clone()) };
        let turn = {
            let mut desk = self.desk.borrow_mut();
            desk.looking = true;
            desk.turn += 1;
            desk.turn
        };
        let import = self.clone();
        spawn_local(async move {
            let reply = import.shop.1.ask(&task, Beside::Bytes(&[]), |_| {}).await;
            import.surveyed(turn, reply, choice, true);
        });
    }

    /// Shows again what was seen, as it was read.
    pub fn show(&self) {
        let (survey, read_as) = {
            let desk = self.desk.borrow();
            (desk.survey.clone(), desk.read_as.clone())
        };
        match (survey, read_as) {
            (Some(survey), Some(choice)) if survey.guess != choice => self.look(choice),
            (Some(survey), _) => self.stage.set(Stage::Asking(survey)),
            (None, _) => {}
        }
    }

    fn surveyed(&self, turn: u32, reply: Result<Reply, TaskFault>, choice: Choice, look: bool) {
        if !self.is_at(turn) {
            return;
        }
        let then_read = {
            let mut desk = self.desk.borrow_mut();
            desk.looking = false;
            std::mem::take(&mut desk.then_read)
        };
        let survey = match reply.map(|reply| reply.answer) {
            Ok(Answer::Survey(survey)) => Rc::from(survey),
            Ok(_) => return,
            // The worker was stopped for another reason, and with it went the open file.
            Err(TaskFault::Stopped) => return self.open(choice, look),
            Err(fault) => return self.gone(fault),
        };
        self.desk.borrow_mut().survey = Some(Rc::clone(&survey));
        match &survey.refused {
            Some(refused) if !look => self.fail(refused),
            None if then_read => self.read(survey.guess.clone()),
            _ if look || !survey.questions.is_empty() => {
                if !self.left_behind() {
                    self.stage.set(Stage::Asking(survey));
                }
            }
            _ => self.read(survey.guess.clone()),
        }
    }

    /// Reads the open file as the user decided.
    pub fn read(&self, choice: Choice) {
        self.busy("正在读取……");
        let (survey, turn) = {
            let mut desk = self.desk.borrow_mut();
            if desk.looking {
                desk.then_read = true;
                return;
            }
            (desk.survey.clone(), desk.turn)
        };
        self.desk.borrow_mut().read_as = Some(choice.clone());
        // Another campaign's file is open by now.
        if self.shop.1.opening(self.kind) != self.desk.borrow().opening {
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
            let arrived = import.arrive(choice.clone(), progress).await;
            if !import.is_at(turn) {
                return;
            }
            match arrived {
                // As above.
                Err(TaskFault::Stopped) => import.open(choice, false),
                Ok((arrived, changes)) => {
                    import.shop.send(Msg::Do(Action::Remember(remembered)));
                    import.arrived(arrived, changes);
                }
                Err(fault) => import.gone(fault),
            }
        });
    }

    async fn arrive(
        &self,
        choice: Choice,
        progress: impl Fn(String) + 'static,
    ) -> Result<(Arrived, Option<ChangesHead>), TaskFault> {
        let arrived = read(&self.shop.1, self.kind, choice, progress).await?;
        self.compare(arrived).await
    }

    async fn compare(&self, mut arrived: Arrived) -> Result<(Arrived, Option<ChangesHead>), TaskFault> {
        self.desk.borrow_mut().compared = self.in_use();
        let changes = compare(&self.shop, &self.id, self.kind, &mut arrived).await?;
        Ok((arrived, changes))
    }

    /// The roster in use, with its mends.
    fn in_use(&self) -> Option<RosterRef> {
        self.shop.campaign(&self.id)?.roster(self.kind).cloned()
    }

    /// The worker did not do it; what is open can be looked at again if it only refused.
    fn gone(&self, fault: TaskFault) {
        if !matches!(fault, TaskFault::Refused(_)) {
            self.desk.borrow_mut().survey = None;
        }
        self.fail(fault);
    }

    fn arrived(&self, arrived: Arrived, changes: Option<ChangesHead>) {
        let kept = arrived.kept();
        self.desk.borrow_mut().waiting = Some(arrived);
        match changes {
            Some(_) if self.left_behind() => {}
            Some(changes) => self.stage.set(Stage::Comparing(Rc::new(changes), kept)),
            None => self.accept(),
        }
    }

    /// The user takes what was read.
    pub fn accept(&self) {
        let (waiting, compared, turn) = {
            let mut desk = self.desk.borrow_mut();
            (desk.waiting.take(), desk.compared.clone(), desk.turn)
        };
        let Some(arrived) = waiting else { return self.stage.set(Stage::Idle) };
        if compared == self.in_use() {
            arrived.take(&self.shop, &self.id);
            return self.stage.set(Stage::Idle);
        }
        // It was mended meanwhile: those mends are kept as well.
        self.busy("正在对照……");
        let import = self.clone();
        spawn_local(async move {
            let compared = import.compare(arrived).await;
            if import.is_at(turn) {
                match compared {
                    Ok((arrived, changes)) => import.arrived(arrived, changes),
                    Err(fault) => import.gone(fault),
                }
            }
        });
    }

    /// The user gave up: the worker ends, what was there before stays.
    pub fn cancel(&self) {
        let busy = matches!(&*self.stage, Stage::Busy(_));
        {
            let mut desk = self.desk.borrow_mut();
            desk.close();
        }
        if busy {
            self.shop.1.stop();
        }
        self.stage.set(Stage::Idle);
    }
}
