//! What is in storage, as far as this window knows, and what is to be done about it.

use super::Dispatcher;
use crate::app::shelf::Found;
use crate::app::store::Msg;
use crate::app::tabs::Role;
use crate::model::Digest;
use crate::state::{Action, Model};
use gloo_timers::callback::Timeout;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use yew::prelude::*;

/// One save at a time; what changed meanwhile is saved after it, in one go.
#[derive(Default)]
pub(super) struct Saver {
    pub(super) window: String,
    pub(super) role: Role,
    /// What is in storage, as far as this window knows.
    pub(super) kept: Model,
    /// The digest of each document as this window read or wrote it last.
    pub(super) known: BTreeMap<String, Digest>,
    /// Whether there is something in storage that can't be opened: its parts are not known, so none is swept.
    pub(super) unread: bool,
    pub(super) next: Option<Model>,
    pub(super) busy: bool,
    /// A part is still being packed.
    pub(super) waiting: bool,
    /// Something is being written.
    pub(super) writing: bool,
    /// It is time to sweep.
    pub(super) sweeps: bool,
    pub(super) quiet: Option<Timeout>,
    /// How often was saved, as another window said.
    pub(super) heard: u64,
    /// The edits of this window that another one took over from were not saved; they stay on its screen.
    pub(super) stranded: bool,
    /// The requests of the lock: how many there were, the one that holds it, the one that waits in line.
    pub(super) turns: u64,
    pub(super) holds: Option<u64>,
    pub(super) in_line: Option<u64>,
    /// Documents that other windows changed, not read yet.
    pub(super) changed: BTreeSet<String>,
    pub(super) reading: Option<Timeout>,
}

impl Saver {
    /// Takes what was found for what is kept.
    pub(super) fn stands(&mut self, found: Found, dispatcher: &Dispatcher) {
        self.unread = !found.faults.is_empty();
        self.known = found.known;
        let campaigns = found.campaigns.iter().map(|c| (c.id.clone(), Rc::new(c.clone()))).collect();
        self.kept =
            Model { campaigns: Rc::new(campaigns), mappings: Rc::new(found.mappings.clone()), ..Model::default() };
        dispatcher.dispatch(Msg::Read(Action::Stands(found.campaigns)));
        dispatcher.dispatch(Msg::Read(Action::Remember(found.mappings)));
        dispatcher.dispatch(Msg::Faults(found.faults.into_iter().map(AttrValue::from).collect()));
    }

    /// Whether this window shows what others write.
    pub(super) fn follows(&self) -> bool {
        !self.stranded && (matches!(self.role, Role::Reader(_)) || self.role == Role::Unguarded && self.is_idle())
    }

    pub(super) fn is_idle(&self) -> bool {
        !self.busy && self.next.is_none() && !self.waiting
    }
}
