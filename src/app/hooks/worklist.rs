//! What follows the draw, as pages need it.

use crate::app::context::AppContext;
use crate::app::parts::Same;
use crate::app::storage::repository::read_parts;
use crate::app::store::Msg;
use crate::browser::clock;
use crate::course::{Deadline, DeadlineState, Worklist};
use crate::model::Digest;
use crate::state::{
    Action, Blob, BlobKind, Campaign, DrawnRef, Model, PlanDraft, Refusal, RosterRef, deadlines, worklist,
};
use crate::work::is_small;
use gloo_timers::callback::Timeout;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What a list is made of, as far as it can change.
#[derive(PartialEq)]
struct WorklistInputs {
    id: String,
    drawn: Option<(Digest, Option<DrawnRef>, usize)>,
    plan: PlanDraft,
    businesses: Option<RosterRef>,
    officers: Option<RosterRef>,
    blobs: Rc<BTreeMap<Digest, Blob>>,
}

type WorklistResult = Result<Same<Worklist>, Refusal>;

thread_local! {
    /// The list that was asked for last: it goes through the whole roster, and several pages need the same.
    static LAST: RefCell<Option<(WorklistInputs, WorklistResult)>> = const { RefCell::new(None) };
}

impl WorklistInputs {
    fn of(model: &Model, campaign: &Campaign) -> Self {
        Self {
            id: campaign.id.clone(),
            drawn: campaign.current().map(|a| (a.commitment, a.drawn().cloned(), a.substitutions.len())),
            plan: campaign.plan.clone(),
            businesses: campaign.businesses.clone(),
            officers: campaign.officers.clone(),
            blobs: model.blobs.clone(),
        }
    }
}

/// 检查名单, as a page needs it; none for a moment where it takes a task of the page by itself to make it.
#[hook]
pub fn use_list(app: &AppContext, campaign: &Rc<Campaign>) -> Option<WorklistResult> {
    let redraw = use_force_update();
    let is_made = LAST
        .with_borrow(|last| last.as_ref().is_some_and(|(of, _)| *of == WorklistInputs::of(&app.store.model, campaign)));
    let waits = !is_made && !is_small(&app.store.model, campaign);
    {
        let (app, campaign) = (app.clone(), campaign.clone());
        let made_of = (waits, Same(campaign.clone()), app.store.model.blobs.len());
        use_effect_with(made_of, move |(waits, ..)| {
            let make = waits.then(|| {
                Timeout::new(0, move || {
                    // It is kept for the page that is drawn now.
                    drop(list_of(&app, &campaign));
                    redraw.force_update();
                })
            });
            move || drop(make)
        });
    }
    (!waits).then(|| list_of(app, campaign))
}

/// 检查名单, made anew only when the draw, the plan or what is in memory changes.
pub fn list_of(app: &AppContext, campaign: &Campaign) -> WorklistResult {
    let model = &app.store.model;
    let made_of = WorklistInputs::of(model, campaign);
    LAST.with_borrow_mut(|last| match last {
        Some((of, list)) if *of == made_of => list.clone(),
        _ => {
            let list = worklist(model, campaign).map(|list| Same(Rc::new(list)));
            *last = Some((made_of, list.clone()));
            list
        }
    })
}

/// Everything that is due, the earliest first.
pub fn due(model: &Model, campaign: &Campaign, list: Option<&Worklist>) -> Vec<Deadline> {
    deadlines(model, campaign, list, clock::now().date_naive())
}

/// Those that are open and late or near.
pub fn pressing(model: &Model, campaign: &Campaign, list: Option<&Worklist>) -> Vec<Deadline> {
    let pressing = |d: &Deadline| matches!(d.standing, DeadlineState::Overdue | DeadlineState::Soon);
    due(model, campaign, list).into_iter().filter(pressing).collect()
}

/// Reads the outcomes of campaigns of the preliminary protocol, which tell how far each is: of the others what was sealed does.
#[hook]
pub fn use_outcomes(app: &AppContext) {
    let old = |c: &&Rc<Campaign>| c.current().is_some_and(|a| a.is_preliminary());
    let drawn = |c: &Rc<Campaign>| Some((BlobKind::Outcome, c.current()?.drawn()?.outcome));
    let outcomes: Vec<_> = app.store.model.campaigns.values().filter(old).filter_map(drawn).collect();
    let app = app.clone();
    use_effect_with(outcomes, move |outcomes| {
        let outcomes = outcomes.clone();
        spawn_local(async move {
            for outcome in outcomes {
                // One that can't be read is told of when its campaign is opened.
                if let Ok(parts) = read_parts(&app.worker, &app.store.model, vec![outcome]).await
                    && !parts.is_empty()
                {
                    app.send(Msg::Read(Action::PartsRead(parts)));
                }
            }
        });
    });
}
