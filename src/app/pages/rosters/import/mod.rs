//! Taking in a workbook: open, look, ask if something must be asked, read, compare with what was there, take.

mod look;
mod session;
mod take;

use crate::app::context::AppContext;
use crate::browser::files;
use crate::model::EntityKind;
use crate::roster::{Choice, FileRead, Survey};

use crate::work::ChangesHead;
use session::ImportSession;
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

/// The import of one roster.
#[derive(Clone)]
pub struct Import {
    app: AppContext,
    id: AttrValue,
    kind: EntityKind,
    session: Rc<RefCell<ImportSession>>,
    stage: UseStateHandle<Stage>,
}

#[hook]
pub fn use_import(app: &AppContext, id: &AttrValue, kind: EntityKind) -> Import {
    let session = use_mut_ref(ImportSession::default);
    let stage = use_state_eq(Stage::default);
    {
        let session = session.clone();
        use_effect_with((), move |()| move || session.borrow_mut().left = true);
    }
    Import { app: app.clone(), id: id.clone(), kind, session, stage }
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
        self.app.worker.file(file.digest).is_some()
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
            self.app.warn(format!("“{name}”没有载入：有要核对的，而名录页已经离开。请回到名录页，重新选择这个文件"));
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
            (false, true) => self.app.warn(failed.join("\n")),
            (false, false) => self.stage.set(Stage::Failed(failed.join("\n").into(), taken)),
        }
    }

    fn busy(&self, what: impl Into<AttrValue>) {
        self.stage.set(Stage::Busy(what.into()));
    }

    /// Says how far the work is, as long as it is what the user waits for.
    fn progress(&self, turn: u32) -> impl Fn(String) + Clone + 'static {
        let import = self.clone();
        move |text| {
            if import.is_at(turn) {
                import.busy(text);
            }
        }
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
            self.app.worker.stop();
        }
        self.stage.set(Stage::Idle);
    }
}
