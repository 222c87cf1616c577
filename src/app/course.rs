//! What follows the draw, as pages need it.

use super::parts::Same;
use super::store::Shop;
use crate::browser::clock;
use crate::course::{Deadline, Worklist};
use crate::state::{Campaign, Refusal, deadlines, worklist};
use std::rc::Rc;
use yew::prelude::*;

/// 检查名单, made anew only when the draw, the plan or what is in memory changes: it goes through the whole roster.
#[hook]
pub fn use_worklist(shop: &Shop, campaign: &Rc<Campaign>) -> Result<Same<Worklist>, Refusal> {
    let model = &shop.0.model;
    let made_of = campaign.current().map(|a| (a.commitment, a.drawn.clone(), a.substitutions.len()));
    let key = (made_of, campaign.plan.clone(), campaign.businesses.clone(), model.blobs.len());
    (*use_memo(key, |_| worklist(model, campaign).map(|list| Same(Rc::new(list))))).clone()
}

/// Everything that is due, the earliest first.
pub fn due(campaign: &Campaign, list: Option<&Worklist>) -> Vec<Deadline> {
    deadlines(campaign, list, clock::now().date_naive())
}
