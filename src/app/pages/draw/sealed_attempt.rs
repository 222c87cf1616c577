//! The attempt that counts, with what was sealed.

use crate::draw::Sealed;
use crate::state::{Attempt, Campaign, Model};
use std::rc::Rc;
use yew::prelude::*;

/// A sealed attempt and what its card needs.
#[derive(Properties, Clone, PartialEq)]
pub struct SealedAttempt {
    pub campaign: Rc<Campaign>,
    pub attempt: Rc<Attempt>,
    pub sealed: Sealed,
}

impl SealedAttempt {
    /// The attempt that counts, if there is one and its rosters are in memory.
    pub fn of(model: &Model, campaign: &Rc<Campaign>) -> Option<Self> {
        let attempt = campaign.current()?;
        let sealed = model.sealed(attempt).ok()?;
        Some(Self { campaign: campaign.clone(), attempt: Rc::new(attempt.clone()), sealed })
    }
}
