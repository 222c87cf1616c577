//! What was looked over is read, compared with the roster in use, and taken.

use super::{Import, Purpose, Stage};
use crate::app::store::Msg;
use crate::app::worker::import::{Among, compare, read, take, take_out};
use crate::app::worker::task::TaskFault;
use crate::roster::{Choice, Mapping};
use crate::state::{Action, RosterRef};
use crate::work::{Arrived, ChangesHead, FilePlace};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

impl Import {
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
        if self.app.worker.opening(self.kind) != self.session.borrow().opening {
            if !self.left_behind() {
                self.open(choice, false);
            }
            return;
        }
        let remembered = survey.map(|survey| Mapping::of(&survey, &choice)).unwrap_or_default();
        let import = self.clone();
        spawn_local(async move {
            let progress = import.progress(turn);
            let waiting = import.session.borrow().waiting.clone();
            let among = import.among(waiting.as_ref());
            let arrived = read(&import.app, import.kind, choice.clone(), among, progress).await;
            if !import.is_at(turn) {
                return;
            }
            match arrived {
                // The worker was stopped for another reason, and with it went the open file.
                Err(TaskFault::Stopped) => import.open(choice, false),
                Ok(arrived) => {
                    import.app.send(Msg::Do(Action::Remember(remembered)));
                    import.arrived(arrived, choice);
                }
                Err(fault) => import.gone(fault),
            }
        });
    }

    /// Where the open file comes.
    pub(super) fn among<'a>(&self, waiting: Option<&'a Arrived>) -> Among<'a> {
        let in_use = |place| self.in_use().map_or(Among::None, |used| Among::InUse(used.blob, place));
        match (waiting, self.purpose()) {
            (Some(waiting), _) => Among::Arrived(waiting),
            (None, Purpose::Append) => in_use(FilePlace::Last),
            (None, Purpose::ReplaceFile(place)) => in_use(FilePlace::At(place)),
            (None, Purpose::Replace | Purpose::TakeOut(_)) => Among::None,
        }
    }

    /// The roster in use, with its mends.
    pub(super) fn in_use(&self) -> Option<RosterRef> {
        self.app.campaign(&self.id)?.roster(self.kind).cloned()
    }

    /// The worker did not do it; what is open can be looked at again if it only refused.
    pub(super) fn gone(&self, fault: TaskFault) {
        if !matches!(fault, TaskFault::Refused(_)) {
            self.session.borrow_mut().survey = None;
        }
        self.fail(fault);
    }

    /// A file was read; it is kept at hand to be looked at, or written with its problems, again.
    pub(super) fn arrived(&self, arrived: Arrived, choice: Choice) {
        {
            let mut session = self.session.borrow_mut();
            let file = match (session.purpose, &session.waiting) {
                (Purpose::ReplaceFile(place), None) => arrived.files().get(place),
                _ => arrived.files().last(),
            };
            if let (Some(read), Some(file)) = (file, session.file.clone()) {
                self.app.worker.keep_file(read.digest, file);
                session.read_as = Some((choice, read.digest));
            }
            session.waiting = Some(arrived);
        }
        self.next();
    }

    /// Compares what was read with the roster in use and takes it; asks where something is lost by it.
    pub(super) fn compare_and_take(&self) {
        let (waiting, turn) = {
            let mut session = self.session.borrow_mut();
            session.compared = self.in_use();
            (session.waiting.clone(), session.turn)
        };
        let Some(mut arrived) = waiting else { return self.conclude(false) };
        let import = self.clone();
        spawn_local(async move {
            let changes = compare(&import.app, &import.id, import.kind, &mut arrived).await;
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
    pub(super) fn is_to_ask(&self, changes: &ChangesHead) -> bool {
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
            take(&self.app, &self.id, arrived);
            return self.conclude(true);
        }
        // It was mended meanwhile: those mends are kept as well.
        self.busy("正在对照……");
        self.session.borrow_mut().waiting = Some(arrived);
        self.compare_and_take();
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
            let left = take_out(&import.app, import.kind, used.blob, file).await;
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
}
