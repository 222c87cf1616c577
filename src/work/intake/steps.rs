//! The transitions of an import: what the user does, and what follows.

use super::{Around, Effect, Event, Files, Given, Intake, Meanwhile, OpenFile, Purpose, Stage, Step};
use crate::model::Digest;
use crate::roster::Choice;
use crate::work::arrived::Arrived;
use crate::work::request::FilePlace;
use std::rc::Rc;

/// One event: what it changes, and what is to be done.
pub(super) struct Turn<'a, F> {
    pub(super) of: &'a mut Intake<F>,
    pub(super) around: Around<'a>,
    pub(super) effects: Vec<Effect<F>>,
}

impl<F: Clone> Intake<F> {
    /// Takes in what happened.
    pub fn step(&mut self, event: Event<F>, around: Around<'_>) -> Vec<Effect<F>> {
        let mut turn = Turn { of: self, around, effects: Vec::new() };
        turn.take(event);
        turn.effects
    }
}

impl<F: Clone> Turn<'_, F> {
    fn take(&mut self, event: Event<F>) {
        let now = self.of.turn;
        match event {
            Event::Given(files, purpose) => {
                self.begin(purpose);
                self.of.open = None;
                self.of.files.given = files.len();
                self.of.files.queue = files.into();
                self.next();
            }
            Event::ShowFile(place, read, file) => {
                self.begin(Purpose::ReplaceFile(place));
                self.of.files.given = 1;
                let is_open = |open: &OpenFile<F>| matches!(open.read_as, Some((_, digest)) if digest == read.digest);
                if self.of.open.as_ref().is_some_and(is_open) {
                    self.show()
                } else {
                    self.open(file, read.choice, true)
                }
            }
            Event::TakeOut(file) => {
                let Some(used) = self.around.in_use else { return };
                self.begin(Purpose::TakeOut(file));
                self.of.open = None;
                let effect = Effect::TakeOut(self.of.turn, used.blob, file);
                self.go(Step::TakingOut, effect);
            }
            Event::Show => self.show(),
            Event::Look(choice) => self.look(choice),
            Event::Read(choice) => match &mut self.of.step {
                Step::Looking { meanwhile, .. } => *meanwhile = Meanwhile::ThenRead,
                Step::Asking => self.read(choice),
                _ => {}
            },
            Event::Skip => {
                let is_read = self.of.open.as_ref().is_some_and(|open| open.read_as.is_some());
                if self.of.files.given > 1 && !is_read { self.fail("您没有载入它") } else { self.cancel() }
            }
            Event::Accept => match std::mem::take(&mut self.of.step) {
                Step::Confirming { arrived, with, .. } if with.as_ref() == self.around.in_use => self.accept(arrived),
                // It was mended meanwhile: those mends are kept as well.
                Step::Confirming { arrived, .. } => self.compare(arrived),
                other => self.of.step = other,
            },
            Event::Cancel => self.cancel(),
            Event::Left => self.of.is_left = true,
            Event::Progress(turn, text) if turn == now => self.of.progress = Some(text),
            Event::Opened(turn, opening, reply) if turn == now => {
                if let Step::Opening { file, choice, is_wanted } = self.of.step.clone() {
                    let survey = reply.map(|survey| OpenFile {
                        file: file.clone(),
                        opening,
                        survey: Rc::new(survey),
                        read_as: None,
                    });
                    self.surveyed(survey, (file, choice), is_wanted, false);
                }
            }
            Event::Surveyed(turn, reply) if turn == now => {
                if let (Step::Looking { choice, is_wanted, meanwhile }, Some(open)) =
                    (self.of.step.clone(), self.of.open.clone())
                {
                    let file = open.file.clone();
                    let survey = reply.map(|survey| OpenFile { survey: Rc::new(survey), ..open });
                    self.surveyed(survey, (file, choice), is_wanted, meanwhile == Meanwhile::ThenRead);
                }
            }
            Event::Arrived(turn, reply) if turn == now => self.arrived(reply),
            Event::Compared(turn, arrived, reply) if turn == now => self.compared(arrived, reply),
            // It belongs to what is not waited for any more.
            Event::Progress(..)
            | Event::Opened(..)
            | Event::Surveyed(..)
            | Event::Arrived(..)
            | Event::Compared(..) => {}
        }
    }

    /// Something new: what was not taken is forgotten.
    fn begin(&mut self, purpose: Purpose) {
        self.of.turn += 1;
        self.of.purpose = purpose;
        self.of.files = Files::default();
        self.to(Step::Idle);
    }

    pub(super) fn to(&mut self, step: Step<F>) {
        self.of.progress = None;
        self.of.step = step;
    }

    fn go(&mut self, step: Step<F>, effect: Effect<F>) {
        self.to(step);
        self.effects.push(effect);
    }

    fn new_turn(&mut self) -> u32 {
        self.of.turn += 1;
        self.of.turn
    }

    /// Goes on with the next file, or with what was read of them all.
    pub(super) fn next(&mut self) {
        match self.of.files.queue.pop_front() {
            Some(file) => self.open(file, Choice::default(), false),
            None => {
                let others = std::mem::take(&mut self.of.files.others);
                self.effects.extend((!others.is_empty()).then_some(Effect::HandOver(others)));
                match self.of.files.read.take() {
                    Some(arrived) => self.compare(arrived),
                    None => self.conclude(false),
                }
            }
        }
    }

    pub(super) fn open(&mut self, file: Given<F>, choice: Choice, is_wanted: bool) {
        self.of.open = None;
        let effect = Effect::Open(self.new_turn(), file.clone(), choice.clone());
        self.go(Step::Opening { file, choice, is_wanted }, effect);
    }

    pub(super) fn look_as(&mut self, choice: Choice, is_wanted: bool, meanwhile: Meanwhile) {
        if let Some(file) = self.closed_meanwhile() {
            return self.open(file, choice, is_wanted);
        }
        let effect = Effect::Survey(self.new_turn(), choice.clone());
        self.go(Step::Looking { choice, is_wanted, meanwhile }, effect);
    }

    fn look(&mut self, choice: Choice) {
        let meanwhile = match self.of.step {
            Step::Asking | Step::Looking { meanwhile: Meanwhile::Dialog, .. } => Meanwhile::Dialog,
            Step::Idle | Step::Failed { .. } => Meanwhile::Busy,
            // A click on the dialog that is about to go.
            _ => return,
        };
        match &self.of.open {
            Some(open) if open.survey.guess.codepage != choice.codepage => self.open(open.file.clone(), choice, true),
            Some(_) => self.look_as(choice, true, meanwhile),
            None => {}
        }
    }

    fn show(&mut self) {
        match &self.of.open {
            Some(OpenFile { survey, read_as: Some((choice, _)), .. }) if survey.guess != *choice => {
                self.look(choice.clone())
            }
            Some(_) => self.to(Step::Asking),
            None => {}
        }
    }

    /// Reads the open file.
    pub(super) fn read(&mut self, choice: Choice) {
        if let Some(file) = self.closed_meanwhile() {
            return if self.left_behind() { self.next() } else { self.open(file, choice, false) };
        }
        let read = self.of.files.read.clone();
        let among = read.as_ref().map(|read| (read.name(), FilePlace::Last)).or_else(|| self.among());
        let effect = Effect::Read(self.new_turn(), choice.clone(), among, read);
        self.go(Step::Reading { choice }, effect);
    }

    /// The file, where the worker has another campaign's open by now.
    fn closed_meanwhile(&self) -> Option<Given<F>> {
        let open = self.of.open.as_ref()?;
        (open.opening != self.around.opening).then(|| open.file.clone())
    }

    /// Where the open file comes in the roster in use.
    fn among(&self) -> Option<(Digest, FilePlace)> {
        let place = match self.of.purpose {
            Purpose::Append => FilePlace::Last,
            Purpose::ReplaceFile(place) => FilePlace::At(place),
            Purpose::Replace | Purpose::TakeOut(_) => return None,
        };
        Some((self.around.in_use?.blob, place))
    }

    /// Compares what was read with the roster in use.
    pub(super) fn compare(&mut self, arrived: Arrived) {
        let effect = Effect::Compare(self.new_turn(), arrived);
        self.go(Step::Comparing { with: self.around.in_use.cloned() }, effect);
    }

    pub(super) fn accept(&mut self, arrived: Arrived) {
        self.effects.push(Effect::Take(arrived));
        self.conclude(true);
    }

    pub(super) fn fail(&mut self, why: &str) {
        self.fail_of(self.of.name().map(str::to_owned), why);
    }

    /// A file came to nothing; those that were given with it go on.
    pub(super) fn fail_of(&mut self, name: Option<String>, why: &str) {
        self.of.files.failed.push(match name {
            Some(name) if self.of.files.given > 1 => format!("“{name}”没有载入：{why}"),
            _ => why.to_owned(),
        });
        self.next();
    }

    /// Says on whatever page is shown that there is something to decide on its own.
    pub(super) fn left_behind(&mut self) -> bool {
        if self.of.is_left {
            let why = "有要您确认的，而名录页已经离开。请回到名录页";
            self.effects.push(Effect::Warn(match (self.of.purpose, self.of.name()) {
                (Purpose::TakeOut(_), _) | (_, None) => format!("没有移除文件：{why}，再移除一次"),
                (_, Some(name)) => format!("“{name}”没有载入：{why}，重新选择这个文件"),
            }));
        }
        self.of.is_left
    }

    /// Says what came to nothing, and whether the rest was taken.
    pub(super) fn conclude(&mut self, is_rest_taken: bool) {
        let why = std::mem::take(&mut self.of.files.failed).join("\n");
        match (why.is_empty(), self.of.is_left) {
            (true, _) => self.to(Step::Idle),
            (false, true) => {
                self.effects.push(Effect::Warn(why));
                self.to(Step::Idle);
            }
            (false, false) => self.to(Step::Failed { why, is_rest_taken }),
        }
    }

    fn cancel(&mut self) {
        let waits = matches!(self.of.stage(), Stage::Busy(_));
        self.begin(self.of.purpose);
        self.of.open = None;
        self.effects.extend(waits.then_some(Effect::StopWorker));
    }
}
