use super::store::Shop;
use crate::browser::clock;
use crate::state::{Campaign, Readiness, check};
use std::rc::Rc;
use yew::prelude::*;

/// The checks of plan and rosters, done again when one of them changes.
#[hook]
pub fn use_readiness(shop: &Shop, campaign: &Rc<Campaign>) -> Rc<Readiness> {
    let facts =
        (campaign.plan.clone(), campaign.businesses.clone(), campaign.officers.clone(), shop.0.model.blobs.clone());
    let (shop, campaign) = (shop.clone(), campaign.clone());
    use_memo(facts, move |_| check(&shop.0.model, &campaign, clock::now().date_naive()))
}
