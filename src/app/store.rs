//! The one state of the application and what changes it.

use crate::app::storage::repository::Unreadable;
use crate::model::Stamp;
use crate::state::writer_lock::WindowRole;
use crate::state::{Action, Model};
use std::rc::Rc;
use yew::prelude::*;

/// The one state of the application.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Store {
    pub model: Model,
    /// What this window may do.
    pub role: WindowRole,
    pub save: Save,
    pub notice: Option<ToastMessage>,
    /// How many dialogs are open, one above the other.
    pub dialogs: u32,
    /// Whether the browser was asked to keep what is stored, and does not promise it.
    pub unpromised: bool,
    /// Stored campaigns that could not be opened.
    pub unreadable: Vec<Unreadable>,
}

/// Whether what is on the screen is in storage.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Save {
    #[default]
    Nothing,
    /// It is on its way there.
    Pending,
    Saved(Stamp),
    Failed(Failure),
}

/// Why something is not saved.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    pub why: AttrValue,
    /// It was removed from storage, and can be written again from this window's memory.
    pub again: bool,
}

/// A message at the foot of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct ToastMessage {
    pub text: AttrValue,
    pub bad: bool,
    /// Something was done since: it goes when a dialog opens.
    pub past: bool,
}

impl ToastMessage {
    fn new(text: impl Into<AttrValue>, bad: bool) -> Self {
        Self { text: text.into(), bad, past: false }
    }
}

pub enum Msg {
    /// The user did something: refused where another window edits.
    Do(Action),
    /// Something was read from storage, or made of what was.
    Read(Action),
    Role(WindowRole),
    /// Another window edits from now on.
    Lost,
    Saved(Stamp),
    /// There was nothing to save, or nothing any more.
    Settled,
    SaveFailed(Failure),
    Unreadable(Vec<Unreadable>),
    /// Whether the browser promises to keep what is stored.
    Promised(bool),
    Tell(String),
    Warn(String),
    Dismiss,
    /// A dialog was opened, or closed.
    Dialog {
        opened: bool,
    },
}

/// Why nothing is changed in a window that only looks on.
pub const LOOKS_ON: &str = "本窗口只能查看，刚才的操作没有生效。要在本窗口编辑，请点页面上方的“在这里编辑”";
const GONE: &str = "编辑已转到另一个窗口，本窗口现在只能查看";

impl Store {
    /// The model after what the user did, or the sentence why it is refused.
    pub fn accept(&self, action: Action) -> Result<Model, String> {
        if !self.role.writes() {
            return Err(LOOKS_ON.into());
        }
        self.model.apply(action).map_err(|refusal| refusal.to_string())
    }
}

impl Reducible for Store {
    type Action = Msg;

    fn reduce(self: Rc<Self>, msg: Msg) -> Rc<Self> {
        let mut next = (*self).clone();
        // It tells nothing new, but what is typed next is told otherwise.
        let settles = matches!(msg, Msg::Read(Action::Settle));
        match msg {
            Msg::Do(action) => match self.accept(action) {
                Ok(model) => {
                    // What changes nothing is followed by no save that would tell how it went.
                    let is = &next.model;
                    if model.campaigns != is.campaigns || model.office != is.office || model.years != is.years {
                        next.save = Save::Pending;
                    }
                    next.model = model;
                    if let Some(notice) = &mut next.notice {
                        notice.past = true;
                    }
                }
                Err(sentence) => next.notice = Some(ToastMessage::new(sentence, true)),
            },
            Msg::Read(action) => match self.model.apply(action) {
                Ok(model) => next.model = model,
                Err(refusal) => next.notice = Some(ToastMessage::new(refusal.to_string(), true)),
            },
            Msg::Role(role) => next.role = role,
            Msg::Lost => {
                // What was refused is not covered by it.
                next.notice = next.notice.filter(|n| n.bad).or(Some(ToastMessage::new(GONE, false)));
            }
            Msg::Saved(at) => next.save = Save::Saved(at),
            Msg::Settled if matches!(next.save, Save::Pending | Save::Failed(_)) => next.save = Save::Nothing,
            Msg::Settled => {}
            Msg::SaveFailed(failure) => next.save = Save::Failed(failure),
            Msg::Promised(promised) => next.unpromised = !promised,
            Msg::Unreadable(unreadable) => next.unreadable = unreadable,
            Msg::Tell(text) => next.notice = Some(ToastMessage::new(text, false)),
            Msg::Warn(text) => next.notice = Some(ToastMessage::new(text, true)),
            Msg::Dismiss => next.notice = None,
            Msg::Dialog { opened: true } => {
                next.dialogs += 1;
                // Good news does not cover the dialog; a refusal stays until it was read, or something was done after it.
                next.notice = next.notice.filter(|n| n.bad && !n.past);
            }
            Msg::Dialog { opened: false } => {
                next.dialogs = next.dialogs.saturating_sub(1);
                // What was refused in the dialog and put right there is past with it.
                next.notice = next.notice.filter(|n| !(n.bad && n.past));
            }
        }
        if next == *self && !settles { self } else { Rc::new(next) }
    }
}
