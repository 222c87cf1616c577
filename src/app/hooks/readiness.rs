//! Plan and rosters checked against each other, again after every change; the newest change wins.

use crate::app::context::AppContext;
use crate::app::parts::Same;
use crate::browser::clock;
use crate::roster::Severity;
use crate::state::{Campaign, Readiness};
use crate::work::{CheckInputs, CheckRosters, RosterFindings, put_together};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What is known of a campaign.
#[derive(Clone)]
pub struct CheckStatus {
    /// The rosters as mended, with what was found last.
    pub ready: Rc<Readiness>,
    /// A change is still being checked: what was found is of the state before.
    pub checking: bool,
}

impl CheckStatus {
    /// How many errors both rosters have.
    pub fn errors(&self) -> usize {
        let ready = &self.ready;
        let error = Severity::Error;
        ready.businesses.as_ref().map_or(0, |c| c.count(error)) + ready.officers.as_ref().map_or(0, |c| c.count(error))
    }
}

/// How many errors the rosters have, as far as that is known without a worker: of small ones always, of large ones while
/// nothing changed since they were checked.
#[hook]
pub fn use_known_errors(app: &AppContext, campaign: &Rc<Campaign>) -> Option<usize> {
    let facts = CheckInputs::of(&app.store.model, campaign, clock::now().date_naive());
    let known = app.worker.found(&facts);
    let here = {
        let (app, campaign) = (app.clone(), campaign.clone());
        use_memo(facts.clone(), move |facts| found_here(&app, &campaign, facts))
    };
    known.or_else(|| (*here).clone()).map(|found| found.errors())
}

/// What is wrong with small rosters, found at once.
fn found_here(app: &AppContext, campaign: &Campaign, facts: &CheckInputs) -> Option<RosterFindings> {
    let answer = app.worker.at_once(&app.store.model, (campaign, facts.today), &CheckRosters);
    answer?.ok()
}

/// One check at a time; what changes meanwhile is checked after it, in one go.
#[derive(Default)]
struct Queue {
    next: Option<(CheckInputs, AppContext, Rc<Campaign>)>,
    busy: bool,
}

async fn work(queue: Rc<RefCell<Queue>>, tell: UseStateSetter<Option<Rc<(CheckInputs, RosterFindings)>>>) {
    loop {
        let Some((facts, app, campaign)) = queue.borrow_mut().next.take() else { break };
        let found = match app.worker.check(&app.store.model, (&campaign, facts.today)).await {
            Ok(found) => found,
            // The worker was stopped for another reason: once more.
            Err(_) => {
                queue.borrow_mut().next.get_or_insert((facts, app.clone(), campaign));
                continue;
            }
        };
        tell.set(Some(Rc::new((facts, found))));
    }
    queue.borrow_mut().busy = false;
}

/// The checks of plan and rosters.
#[hook]
pub fn use_readiness(app: &AppContext, campaign: &Rc<Campaign>) -> CheckStatus {
    let model = &app.store.model;
    let facts = CheckInputs::of(model, campaign, clock::now().date_naive());
    let here = {
        let (app, campaign) = (app.clone(), campaign.clone());
        use_memo(facts.clone(), move |facts| found_here(&app, &campaign, facts))
    };
    let late = use_state(|| None::<Rc<(CheckInputs, RosterFindings)>>);
    let queue = use_mut_ref(Queue::default);
    {
        let (asked, tell) = ((facts.clone(), app.clone(), campaign.clone()), late.setter());
        let small = here.is_some();
        use_effect_with(facts.clone(), move |_| {
            if small {
                return;
            }
            let idle = {
                let mut queue = queue.borrow_mut();
                queue.next = Some(asked);
                !std::mem::replace(&mut queue.busy, true)
            };
            if idle {
                spawn_local(work(queue, tell));
            }
        });
    }
    let settled = late.as_ref().is_some_and(|late| late.0 == facts);
    let checking = here.is_none() && !settled;
    let found = match (&*here, &*late) {
        (Some(found), _) => found.clone(),
        (None, Some(late)) => facts.still_shown(late),
        (None, None) => RosterFindings::default(),
    };
    let same = found.0.clone().map(|found| found.map(Same));
    let ready = {
        let (model, campaign) = (model.clone(), campaign.clone());
        let found = found.clone();
        let plan = campaign.plan.clone();
        use_memo((facts.clone(), same, plan), move |_| Rc::new(put_together(&model, &campaign, found)))
    };
    if !checking && here.is_none() {
        app.worker.keep_found(facts, found);
    }
    CheckStatus { ready: (*ready).clone(), checking }
}
