//! 抽取: the worker computes what the seed has decided, the campaign records it.

use crate::app::context::AppContext;
use crate::app::worker::task;
use crate::browser::worker::WorkerSession;
use crate::state::Act;
use crate::work::{Draw, DrawnFrom};
use std::cell::RefCell;
use std::rc::Rc;

/// Draws the sealed attempt; asked again meanwhile, the second outcome is refused by the campaign. `ended` is called
/// whatever comes of it.
pub fn draw(app: &AppContext, id: &str, ended: impl FnOnce() + 'static) {
    let campaign = app.campaign(id);
    let attempt = campaign.as_ref().and_then(|c| c.current());
    let sealed = attempt.and_then(|a| Some((a.seed()?.seed, app.store.model.sealed(a).ok()?)));
    let Some((seed, sealed)) = sealed else { return ended() };
    // The session lives until its answer is there.
    let session = Rc::new(RefCell::new(None::<WorkerSession>));
    let (app, id, kept) = (app.clone(), id.to_owned(), session.clone());
    let done = move |drawn: Result<DrawnFrom, task::TaskFault>| {
        match drawn {
            Ok(DrawnFrom { commitment, outcome }) => {
                app.act(&id, Act::Drawn { commitment, outcome: Rc::new(outcome) });
            }
            Err(fault) => app.warn(format!("没有抽成：{fault}。种子没有变，可以再点一次“抽取”")),
        }
        ended();
        // Dropped after this turn: the session is in the middle of telling.
        gloo_timers::callback::Timeout::new(0, move || drop(kept.borrow_mut().take())).forget();
    };
    // Keys are text and numbers integers: it can always be written.
    let json = serde_json::to_vec(&sealed).unwrap_or_default();
    let started = task::run(&Draw { seed }, &json, |_| {}, done);
    *session.borrow_mut() = started;
}
