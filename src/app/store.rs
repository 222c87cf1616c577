use super::autosave::Saving;
use super::clerk::Clerk;
use super::shelf::Unreadable;
use super::tabs::{Asked, Role};
use crate::browser::entropy::{self, NoEntropy};
use crate::browser::{clock, page};
use crate::draw::PROTOCOL;
use crate::model::{Digest, Inspection, Stamp};
use crate::route::Route;
use crate::state::{Act, Action, Campaign, Model};
use std::rc::Rc;
use yew::prelude::*;

/// The one state of the application.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Store {
    pub model: Model,
    /// What this window may do.
    pub role: Role,
    pub save: Save,
    pub notice: Option<Notice>,
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
pub struct Notice {
    pub text: AttrValue,
    pub bad: bool,
    /// Something was done since: it goes when a dialog opens.
    pub past: bool,
}

impl Notice {
    fn new(text: impl Into<AttrValue>, bad: bool) -> Self {
        Self { text: text.into(), bad, past: false }
    }
}

pub enum Msg {
    /// The user did something: refused where another window edits.
    Do(Action),
    /// Something was read from storage, or made of what was.
    Read(Action),
    Role(Role),
    /// Another window asks to edit.
    Asked(String),
    /// What came of asking the window that edits.
    Answer(Asked),
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
    fn accept(&self, action: Action) -> Result<Model, String> {
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
                    if model.campaigns != next.model.campaigns {
                        next.save = Save::Pending;
                    }
                    next.model = model;
                    if let Some(notice) = &mut next.notice {
                        notice.past = true;
                    }
                }
                Err(sentence) => next.notice = Some(Notice::new(sentence, true)),
            },
            Msg::Read(action) => match self.model.apply(action) {
                Ok(model) => next.model = model,
                Err(refusal) => next.notice = Some(Notice::new(refusal.to_string(), true)),
            },
            Msg::Role(role) => next.role = role,
            Msg::Asked(by) if self.role == Role::Writer => next.role = Role::Giving(by),
            Msg::Answer(asked) if matches!(self.role, Role::Reader(_)) => next.role = Role::Reader(asked),
            Msg::Asked(_) | Msg::Answer(_) => {}
            Msg::Lost => {
                next.role = Role::Reader(Asked::No);
                // What was refused is not covered by it.
                next.notice = next.notice.filter(|n| n.bad).or(Some(Notice::new(GONE, false)));
            }
            Msg::Saved(at) => next.save = Save::Saved(at),
            Msg::Settled if matches!(next.save, Save::Pending | Save::Failed(_)) => next.save = Save::Nothing,
            Msg::Settled => {}
            Msg::SaveFailed(failure) => next.save = Save::Failed(failure),
            Msg::Promised(promised) => next.unpromised = !promised,
            Msg::Unreadable(unreadable) => next.unreadable = unreadable,
            Msg::Tell(text) => next.notice = Some(Notice::new(text, false)),
            Msg::Warn(text) => next.notice = Some(Notice::new(text, true)),
            Msg::Dismiss => next.notice = None,
            Msg::Dialog { opened: true } => {
                next.dialogs += 1;
                // Good news does not cover the dialog; a refusal stays until it was read, or something was done after it.
                next.notice = next.notice.filter(|n| n.bad && !n.past);
            }
            Msg::Dialog { opened: false } => next.dialogs = next.dialogs.saturating_sub(1),
        }
        if next == *self && !settles { self } else { Rc::new(next) }
    }
}

/// The store as every page sees it.
#[derive(Clone, PartialEq)]
pub struct Shop(pub UseReducerHandle<Store>, pub Clerk, pub Saving);

impl Shop {
    pub fn send(&self, msg: Msg) {
        self.0.dispatch(msg);
    }

    pub fn warn(&self, sentence: impl ToString) {
        self.send(Msg::Warn(sentence.to_string()));
    }

    pub fn tell(&self, sentence: impl ToString) {
        self.send(Msg::Tell(sentence.to_string()));
    }

    pub fn act(&self, id: &str, act: Act) {
        self.send(Msg::Do(Action::In { id: id.to_owned(), at: clock::now(), act }));
    }

    /// A callback that acts.
    pub fn on_act(&self, id: &str, act: Act) -> Callback<()> {
        let (shop, id) = (self.clone(), id.to_owned());
        Callback::from(move |()| shop.act(&id, act.clone()))
    }

    /// Does it, and tells whether it was accepted.
    pub fn try_do(&self, action: Action) -> bool {
        let accepted = self.0.accept(action.clone()).is_ok();
        self.send(Msg::Do(action));
        accepted
    }

    /// Acts, and tells whether it was accepted: a dialog that was filled in stays open with what was refused.
    pub fn try_act(&self, id: &str, act: Act) -> bool {
        self.try_do(Action::In { id: id.to_owned(), at: clock::now(), act })
    }

    /// The campaign as it stands when asked, also in a callback that was made for an earlier picture of it.
    pub fn campaign(&self, id: &str) -> Option<Rc<Campaign>> {
        self.0.model.campaigns.get(id).cloned()
    }

    /// Changes what stands at the business, by key, when this is called.
    pub fn inspect(&self, id: &str, business: &str, change: impl FnOnce(&mut Inspection)) {
        let campaign = self.campaign(id);
        let conduct = campaign.as_ref().and_then(|c| c.current()).map(|a| &a.conduct);
        let mut inspection = conduct.and_then(|c| c.inspections.get(business)).cloned().unwrap_or_default();
        change(&mut inspection);
        self.act(id, Act::Inspect { business: business.to_owned(), inspection: Box::new(inspection) });
    }
}

/// The store, from the context that [`super::root::Root`] provides.
#[hook]
pub fn use_shop() -> Shop {
    // The provider is the root of every page; without it there is nothing to show at all.
    #[allow(clippy::expect_used)]
    use_context::<Shop>().expect("the root provides the store")
}

/// An id that was never used before: the first twelve digits of a digest of fresh bytes, unique enough for one browser.
///
/// # Errors
/// [`NoEntropy`] where the browser has no generator.
pub fn fresh_id() -> Result<String, NoEntropy> {
    Ok(Digest::of(entropy::bytes::<6>()?).hex()[..12].to_owned())
}

/// Goes to a page, as a click on its link would.
pub fn go(route: &Route) {
    page::go(&route.hash());
}

/// What a QR code of a commitment, or of commitment and seed, says: the address of the 验证 page of this very application
/// with them, so that who scans it can compare a record with it; the bare digits where the page is a file and has no address.
pub fn verify_link(commitment: Digest, seed: Option<Digest>) -> String {
    match (page::address(), seed) {
        (Some(address), None) => format!("{address}#/verify/{commitment}"),
        (Some(address), Some(seed)) => format!("{address}#/verify/{commitment}/{seed}"),
        (None, None) => format!("{PROTOCOL} 封存码 {commitment}"),
        (None, Some(seed)) => format!("{PROTOCOL} 封存码 {commitment} 种子 {seed}"),
    }
}
