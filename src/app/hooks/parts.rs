//! The parts of a campaign come into memory when it is on the screen.

use crate::app::context::AppContext;
use crate::app::storage::repository;
use crate::app::store::Msg;
use crate::state::{Action, BlobKind, Campaign};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Reads the parts of the campaign on the screen that are not in memory; the sentence if one is missing.
#[hook]
pub fn use_parts(app: &AppContext, campaign: Option<&Rc<Campaign>>) -> Option<AttrValue> {
    let fault = use_state_eq(|| None::<AttrValue>);
    let turns = use_mut_ref(|| 0_u32);
    let (app, f) = (app.clone(), fault.clone());
    // One that was missing may have been put back from a backup.
    let parts = campaign.map(|c| {
        let parts = c.parts();
        let known = parts.iter().filter(|(_, name)| app.store.model.blobs.contains_key(name)).count();
        (c.id.clone(), parts, known)
    });
    use_effect_with(parts, move |parts| {
        let campaign = parts.as_ref().and_then(|(id, ..)| app.campaign(id));
        let turn = {
            let mut turns = turns.borrow_mut();
            *turns += 1;
            *turns
        };
        spawn_local(async move {
            let wanted = campaign.map(|c| c.parts()).unwrap_or_default();
            let (log, others): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|(kind, _)| *kind == BlobKind::Log);
            // What the page shows comes first; once it is there, it is looked again what is wanting.
            let read = match repository::read_parts(&app.worker, &app.store.model, others).await {
                Ok(parts) if parts.is_empty() => repository::read_parts(&app.worker, &app.store.model, log).await,
                read => read,
            };
            let fault = match read {
                Ok(parts) => {
                    if !parts.is_empty() {
                        app.send(Msg::Read(Action::PartsRead(parts)));
                    }
                    None
                }
                Err(why) => Some(why.to_string().into()),
            };
            // Of a campaign that was left meanwhile nothing is told.
            if *turns.borrow() == turn {
                f.set(fault);
            }
        });
    });
    (*fault).clone()
}
