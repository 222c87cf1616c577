//! The draft of a plan as the parts of its page show and change it.

use crate::app::context::AppContext;
use crate::state::{Act, PlanDraft, PlanProblem};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// What folds: of each section of the page what a phone folds, and a department by its id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fold {
    Strata,
    Contributors,
    Stages,
    Basics,
    Scope,
    Department(u32),
}

/// The draft and how to change it, as every section of the page needs it.
#[derive(Clone, PartialEq, Properties)]
pub struct Sheet {
    pub id: AttrValue,
    pub draft: Rc<PlanDraft>,
    /// Shown problems; empty until the user asked for them.
    pub problems: Rc<Vec<PlanProblem>>,
    /// What is sealed can't be edited.
    pub locked: bool,
    /// What is unfolded.
    pub open: Rc<RefCell<BTreeSet<Fold>>>,
    pub app: AppContext,
}

impl Sheet {
    /// A callback that changes the draft as it is when called.
    pub fn edit<T: 'static>(&self, change: impl Fn(&mut PlanDraft, T) + 'static) -> Callback<T> {
        cb!(app = self.app, id = self.id, move |value| {
            if let Some(campaign) = app.campaign(&id) {
                let mut plan = campaign.plan.clone();
                change(&mut plan, value);
                app.act(&id, Act::EditPlan(Box::new(plan)));
            }
        })
    }

    /// The same for a click.
    pub fn click(&self, change: impl Fn(&mut PlanDraft) + 'static) -> Callback<MouseEvent> {
        self.edit(move |plan, _: MouseEvent| change(plan))
    }

    /// The problem of a box, if it is to be shown.
    pub fn error(&self, field: &str) -> Option<AttrValue> {
        self.problems.iter().find(|p| p.field == field).map(|p| p.message.clone().into())
    }
}
