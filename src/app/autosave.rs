//! Saves after every change: first the immutable parts, each read back, then the document that points to them; parts
//! that no document points to go last. Whatever is cut in between, a document finds its parts.

use super::shelf::{self, Fault, Found, MAPPINGS, document_key, write_part};
use super::store::{Msg, Save, Store};
use super::tabs::{Asked, Line, Role, Word, say, use_role};
use crate::browser::{clock, entropy, page, storage, tabs};
use crate::model::Digest;
use crate::state::{Action, Campaign, Model, StoredFault, write_campaign};
use gloo_timers::callback::Timeout;
use std::cell::{Ref, RefCell, RefMut};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

type Dispatcher = UseReducerDispatcher<Store>;

/// How often this browser has saved. It is the last thing written by every save: who sees it sees all that went before.
const SAVES: &str = "saves";

/// How long, in milliseconds, nothing must have been saved before unused parts are swept.
const QUIET: u32 = 1_500;

/// How long a window waits, in tenths of a second, until it sees what another said it has saved.
const ARRIVAL: u32 = 30;

fn saves() -> u64 {
    storage::read(SAVES).ok().flatten().and_then(|json| json.parse().ok()).unwrap_or_default()
}

/// One save at a time; what changed meanwhile is saved after it, in one go.
#[derive(Default)]
struct Saver {
    window: String,
    role: Role,
    /// What is in storage, as far as this window knows.
    kept: Model,
    /// The digest of each document as this window read or wrote it last.
    known: BTreeMap<String, Digest>,
    /// Whether there is something in storage that can't be opened: its parts are not known, so none is swept.
    unread: bool,
    next: Option<Model>,
    busy: bool,
    /// A part is still being packed.
    waiting: bool,
    /// It is time to sweep.
    sweeps: bool,
    quiet: Option<Timeout>,
    /// How often was saved, as another window said.
    heard: u64,
    /// The edits of this window that another one took over from were not saved; they stay on its screen.
    stranded: bool,
    /// The requests of the lock: how many there were, the one that holds it, the one that waits in line.
    turns: u64,
    holds: Option<u64>,
    in_line: Option<u64>,
    /// Documents that other windows changed, not read yet.
    changed: BTreeSet<String>,
    reading: Option<Timeout>,
}

impl Saver {
    /// Takes what was found for what is kept.
    fn stands(&mut self, found: Found, dispatcher: &Dispatcher) {
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
    fn follows(&self) -> bool {
        !self.stranded && (matches!(self.role, Role::Reader(_)) || self.role == Role::Unguarded && self.is_idle())
    }

    fn is_idle(&self) -> bool {
        !self.busy && self.next.is_none() && !self.waiting
    }
}

/// How a request of the lock ended.
pub enum Ended {
    /// It had the lock, and another window took it.
    Lost,
    /// It never had it: this browser gives none.
    Refused,
    /// Another request of this window has the lock.
    Past,
}

/// The saving of this window, and its place among the others.
#[derive(Clone)]
pub struct Saving {
    saver: Rc<RefCell<Saver>>,
    line: Line,
}

impl Saving {
    fn new() -> Self {
        // Without entropy nothing can be made here; the clock tells windows apart well enough.
        let window = entropy::bytes::<6>().map_or_else(|_| clock::now().to_rfc3339(), |b| Digest::of(b).hex());
        Self { saver: Rc::new(RefCell::new(Saver { window, ..Saver::default() })), line: Line::default() }
    }

    fn get(&self) -> Ref<'_, Saver> {
        self.saver.borrow()
    }

    fn set(&self) -> RefMut<'_, Saver> {
        self.saver.borrow_mut()
    }

    /// The name of this window among the others.
    pub fn name(&self) -> String {
        self.get().window.clone()
    }

    /// The channel to the others.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// Another window said how often was saved.
    pub fn heard(&self, saves: u64) {
        let mut saver = self.set();
        saver.heard = saver.heard.max(saves);
    }

    /// A request of the lock begins.
    pub fn begin_turn(&self, steal: bool) -> u64 {
        let mut saver = self.set();
        saver.turns += 1;
        if !steal {
            saver.in_line = Some(saver.turns);
        }
        saver.turns
    }

    pub fn is_in_line(&self) -> bool {
        self.get().in_line.is_some()
    }

    /// The request has ended.
    pub fn end_turn(&self, turn: u64) -> Ended {
        let mut saver = self.set();
        if saver.holds == Some(turn) {
            saver.holds = None;
            return Ended::Lost;
        }
        if saver.in_line == Some(turn) {
            saver.in_line = None;
            return Ended::Refused;
        }
        Ended::Past
    }

    /// Opens what is stored and looks on, if this window has not got the lock.
    pub fn look_on(&self, dispatcher: &Dispatcher) {
        if self.get().holds.is_none() {
            self.set().stands(shelf::read_all(), dispatcher);
            dispatcher.dispatch(Msg::Role(Role::Reader(Asked::No)));
        }
    }

    /// Opens what is stored and edits, in a browser without locks.
    pub fn begin_unguarded(&self, dispatcher: &Dispatcher) {
        self.set().stands(shelf::read_all(), dispatcher);
        dispatcher.dispatch(Msg::Role(Role::Unguarded));
    }

    /// This window has the lock: it opens what is stored once more and edits. What another window has saved may take a
    /// moment to be seen here.
    pub fn take_over(&self, turn: u64, dispatcher: &Dispatcher) {
        {
            let mut saver = self.set();
            saver.holds = Some(turn);
            saver.in_line = saver.in_line.filter(|t| *t != turn);
            // What is on the screen but not saved is not replaced by what is stored.
            if saver.stranded {
                return;
            }
        }
        let (saving, dispatcher) = (self.clone(), dispatcher.clone());
        spawn_local(async move {
            for _ in 0..ARRIVAL {
                if saves() >= saving.get().heard {
                    break;
                }
                gloo_timers::future::TimeoutFuture::new(100).await;
            }
            if saving.get().holds == Some(turn) {
                saving.set().stands(shelf::read_all(), &dispatcher);
                dispatcher.dispatch(Msg::Role(Role::Writer));
            }
        });
    }

    /// Writes that there was one more save, and tells the others.
    fn count(&self) -> Result<(), Fault> {
        let count = saves().max(self.get().heard) + 1;
        storage::write(SAVES, &count.to_string())?;
        self.heard(count);
        say(&self.line, &Word::Saved { saves: count });
        Ok(())
    }

    /// That it is this window's turn to write, and storage is as it left it. A page that was asleep may not have heard
    /// yet that it lost the lock: asking the browser about its locks brings the news.
    async fn check(&self, id: &str, title: &str) -> Result<(), Fault> {
        if self.get().role != Role::Unguarded {
            tabs::settle().await;
            if self.get().holds.is_none() {
                return Err(Fault::TakenOver);
            }
        }
        let stored = storage::read(&document_key(id))?.map(|json| Digest::of(&json));
        if stored.as_ref() == self.get().known.get(id) { Ok(()) } else { Err(Fault::Changed(title.to_owned())) }
    }

    /// The model or the role has changed.
    fn changed(&self, model: &Model, role: &Role, dispatcher: &Dispatcher) {
        let was = std::mem::replace(&mut self.set().role, role.clone());
        let saves = |role: &Role| role.writes() || matches!(role, Role::Giving(_));
        if saves(role) {
            self.set().next = Some(model.clone());
            self.start(dispatcher);
        } else if saves(&was) && self.get().kept.campaigns != model.campaigns {
            self.set().stranded = true;
            dispatcher.dispatch(Msg::SaveFailed(Fault::TakenOver.to_string()));
        }
    }

    fn start(&self, dispatcher: &Dispatcher) {
        if !std::mem::replace(&mut self.set().busy, true) {
            spawn_local(self.clone().run(dispatcher.clone()));
        }
    }

    async fn run(self, dispatcher: Dispatcher) {
        loop {
            let (old, next, sweeps) = {
                let mut saver = self.set();
                (saver.kept.clone(), saver.next.take(), std::mem::take(&mut saver.sweeps))
            };
            if let Some(new) = next {
                self.save(&old, new, &dispatcher).await;
            } else if sweeps {
                // What is left over takes room, no more: the next sweep tries again.
                let _ = self.sweep().await;
            } else {
                break;
            }
        }
        self.set().busy = false;
        self.give(&dispatcher);
    }

    async fn save(&self, old: &Model, new: Model, dispatcher: &Dispatcher) {
        match self.write(old, &new).await {
            Ok(wrote) => {
                {
                    let mut saver = self.set();
                    saver.waiting = !wrote.waiting.is_empty();
                    saver.kept = kept(old, new, &wrote.waiting);
                }
                if wrote.any {
                    self.sweep_later(dispatcher);
                }
                if wrote.any && wrote.waiting.is_empty() {
                    dispatcher.dispatch(Msg::Saved(clock::now()));
                }
                if !wrote.stored.is_empty() {
                    dispatcher.dispatch(Msg::Read(Action::Stored(wrote.stored)));
                }
            }
            // What is kept stays as it was, so that the next change tries again.
            Err(fault) => {
                dispatcher.dispatch(Msg::SaveFailed(fault.to_string()));
                let role = self.get().role.clone();
                if let Role::Giving(to) = role {
                    say(&self.line, &Word::Unsaved { to });
                    dispatcher.dispatch(Msg::Role(Role::Writer));
                    self.set().role = Role::Writer;
                }
            }
        }
    }

    /// Lets the window edit that asked, once all is saved.
    fn give(&self, dispatcher: &Dispatcher) {
        let saver = self.get();
        if let (Role::Giving(to), true) = (saver.role.clone(), saver.is_idle()) {
            let saves = saver.heard;
            drop(saver);
            self.set().role = Role::Reader(Asked::No);
            say(&self.line, &Word::Given { to, saves });
            dispatcher.dispatch(Msg::Role(Role::Reader(Asked::No)));
        }
    }

    async fn write(&self, old: &Model, new: &Model) -> Result<Wrote, Fault> {
        let mut wrote = Wrote::default();
        if old.mappings != new.mappings && !new.mappings.is_empty() {
            let json = serde_json::to_string(&*new.mappings).map_err(|e| StoredFault::Damaged(e.to_string()))?;
            storage::write(MAPPINGS, &json)?;
        }
        for (id, campaign) in new.campaigns.iter() {
            if old.campaigns.get(id) != Some(campaign) {
                self.write_campaign(&mut wrote, new, campaign).await?;
            }
        }
        for (id, campaign) in old.campaigns.iter() {
            if !new.campaigns.contains_key(id) {
                self.check(id, &campaign.title()).await?;
                storage::remove(&document_key(id))?;
                self.set().known.remove(id);
                wrote.any = true;
            }
        }
        if wrote.any {
            self.count()?;
        }
        Ok(wrote)
    }

    async fn write_campaign(&self, wrote: &mut Wrote, model: &Model, campaign: &Campaign) -> Result<(), Fault> {
        let new: Vec<_> =
            campaign.parts().into_iter().filter_map(|(_, name)| Some((name, model.packed.get(&name)?))).collect();
        if new.iter().any(|(_, packed)| packed.is_none()) {
            wrote.waiting.push(campaign.id.clone());
            return Ok(());
        }
        let json = write_campaign(campaign)?;
        let digest = Digest::of(&json);
        if self.get().known.get(&campaign.id) == Some(&digest) && new.is_empty() {
            return Ok(());
        }
        for (name, packed) in new {
            if let Some(packed) = packed {
                write_part(name, packed).await?;
                wrote.stored.push(name);
            }
        }
        self.check(&campaign.id, &campaign.title()).await?;
        storage::write(&document_key(&campaign.id), &json)?;
        self.set().known.insert(campaign.id.clone(), digest);
        wrote.any = true;
        Ok(())
    }

    fn sweep_later(&self, dispatcher: &Dispatcher) {
        let (saving, dispatcher) = (self.clone(), dispatcher.clone());
        let quiet = Timeout::new(QUIET, move || {
            saving.set().sweeps = true;
            saving.start(&dispatcher);
        });
        self.set().quiet = Some(quiet);
    }

    /// Removes the parts that no campaign points to. Never where another window may be about to write one, nor where
    /// something is stored that this program can't read.
    async fn sweep(&self) -> Result<(), Fault> {
        let used = {
            let saver = self.get();
            let newer = saver.kept.campaigns.values().any(|c| c.newer.is_some());
            if newer || saver.unread || saver.waiting || saver.holds.is_none() || saver.role != Role::Writer {
                return Ok(());
            }
            saver.kept.campaigns.values().flat_map(|c| c.parts()).map(|(_, name)| name).collect()
        };
        shelf::sweep(&used, || self.get().role == Role::Writer).await
    }

    /// Another window wrote or removed what is under the key: it is read soon, with what else changes meanwhile.
    fn follow(&self, key: &str, dispatcher: &Dispatcher) {
        let Some(id) = shelf::campaign_of(key) else { return };
        self.set().changed.insert(id.to_owned());
        let (saving, dispatcher) = (self.clone(), dispatcher.clone());
        let read = Timeout::new(50, move || saving.catch_up(&dispatcher));
        let mut saver = self.set();
        if saver.reading.is_none() {
            saver.reading = Some(read);
        }
    }

    fn catch_up(&self, dispatcher: &Dispatcher) {
        let mut saver = self.set();
        saver.reading = None;
        let changed = std::mem::take(&mut saver.changed);
        if !saver.follows() {
            return;
        }
        for id in changed {
            match shelf::read_document(&id) {
                Ok(Some((campaign, digest))) => {
                    saver.known.insert(id.clone(), digest);
                    Rc::make_mut(&mut saver.kept.campaigns).insert(id, Rc::new(campaign.clone()));
                    dispatcher.dispatch(Msg::Read(Action::Opened(vec![campaign])));
                }
                Ok(None) => {
                    saver.known.remove(&id);
                    Rc::make_mut(&mut saver.kept.campaigns).remove(&id);
                    dispatcher.dispatch(Msg::Read(Action::Gone(id)));
                }
                Err(fault) => dispatcher.dispatch(Msg::Warn(fault.to_string())),
            }
        }
    }
}

/// What became of the campaigns that changed.
#[derive(Default)]
struct Wrote {
    /// Whether anything had to be written.
    any: bool,
    /// The parts that are stored now.
    stored: Vec<Digest>,
    /// Campaigns of which a part is still being packed: they are saved when it is.
    waiting: Vec<String>,
}

/// What is kept now: all of the new but the campaigns that wait.
fn kept(old: &Model, new: Model, waiting: &[String]) -> Model {
    let mut kept = new;
    for id in waiting {
        let campaigns = Rc::make_mut(&mut kept.campaigns);
        match old.campaigns.get(id) {
            Some(before) => drop(campaigns.insert(id.clone(), before.clone())),
            None => drop(campaigns.remove(id)),
        }
    }
    kept
}

/// Opens what is stored once, then saves every change of the model, as far as this window is the one that edits; the
/// others, and one that only `follows` (the projector's), show what is written.
#[hook]
pub fn use_autosave(store: &UseReducerHandle<Store>, follows: bool) {
    let saving = (*use_memo((), |()| Saving::new())).clone();
    use_role(store, &saving, follows);
    let dispatcher = store.dispatcher();
    {
        let (saving, dispatcher) = (saving.clone(), dispatcher.clone());
        use_effect_with((), move |()| {
            let listener = storage::on_change(move |key| saving.follow(key, &dispatcher));
            move || drop(listener)
        });
    }
    use_effect_with((store.model.clone(), store.role.clone()), move |(model, role)| {
        saving.changed(model, role, &dispatcher);
    });
    let failed = matches!(store.save, Save::Failed(_));
    use_effect_with(failed, |failed| {
        let guard = page::leave_guard(*failed);
        move || drop(guard)
    });
}
