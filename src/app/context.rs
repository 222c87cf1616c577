//! What every page is given: the store, the worker, the saving.

use crate::app::storage::autosave::Saving;
use crate::app::store::{Msg, Store};
use crate::app::worker::client::WorkerClient;
use crate::browser::entropy::{self, NoEntropy};
use crate::browser::{clock, page};
use crate::model::{Digest, Inspection};
use crate::route::Route;
use crate::state::{Act, Action, Campaign};
use crate::work::CampaignPapers;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq)]
pub struct AppContext {
    pub store: UseReducerHandle<Store>,
    pub worker: WorkerClient,
    pub saving: Saving,
}

impl AppContext {
    pub fn send(&self, msg: Msg) {
        self.store.dispatch(msg);
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
        cb!(app = self, id, move |()| app.act(&id, act.clone()))
    }

    /// Does it, and tells whether it was accepted.
    pub fn try_do(&self, action: Action) -> bool {
        let accepted = self.store.accept(action.clone()).is_ok();
        self.send(Msg::Do(action));
        accepted
    }

    /// Acts, and tells whether it was accepted: a dialog that was filled in stays open with what was refused.
    pub fn try_act(&self, id: &str, act: Act) -> bool {
        self.try_do(Action::In { id: id.to_owned(), at: clock::now(), act })
    }

    /// The campaign as it stands when asked, also in a callback that was made for an earlier picture of it.
    pub fn campaign(&self, id: &str) -> Option<Rc<Campaign>> {
        self.store.model.campaigns.get(id).cloned()
    }

    /// What the papers of a campaign are made of.
    pub fn papers<'a>(&'a self, campaign: &'a Campaign) -> CampaignPapers<'a> {
        CampaignPapers { model: &self.store.model, campaign, address: page::address() }
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

/// The store, from the context that [`crate::app::root::Root`] provides.
#[hook]
pub fn use_app() -> AppContext {
    // The provider is the root of every page; without it there is nothing to show at all.
    #[allow(clippy::expect_used)]
    use_context::<AppContext>().expect("the root provides the store")
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

/// What a QR code of a commitment, or of commitment and seed, says: see [`crate::work::verify_link`].
pub fn verify_link(commitment: Digest, seed: Option<Digest>) -> String {
    crate::work::verify_link(page::address().as_deref(), commitment, seed)
}
