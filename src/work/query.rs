//! Questions about the rosters of a campaign that are answered of its checks: the same function answers them on the page, where
//! the rosters are small, and in the worker.

use super::cached_record::CachedRecord;
use super::check_inputs::{CheckInputs, RosterFindings};
use super::envelope::{Reply, RowPlaces};
use super::replies::{Outline, ReadySeal, Trial};
use crate::model::{Business, EntityKind, Officer};
use crate::roster::Field;
use crate::state::{
    Campaign, CheckedRoster, Log, Model, Readiness, RowQuery, SealInput, alike, check, check_plan, order, pack_sealed,
    sealed,
};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A question about the rosters of a campaign.
pub trait RosterQuery: Serialize + DeserializeOwned {
    /// What comes back.
    type Reply: Reply;

    /// The answer, of a campaign that was checked.
    ///
    /// # Errors
    /// The sentence for the user.
    fn answer(&self, campaign: &Campaign, ready: &Readiness) -> Result<Self::Reply, String>;
}

/// What a question about rosters is about: the campaign without its log, and the day.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CampaignSnapshot {
    pub(super) campaign: Box<Campaign>,
    pub(super) today: NaiveDate,
}

impl CampaignSnapshot {
    /// That of a campaign on this day.
    pub fn of(campaign: &Campaign, today: NaiveDate) -> Self {
        Self { campaign: Box::new(Campaign { log: Log::default(), ..campaign.clone() }), today }
    }
}

/// Ask the worker such a question.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct About<Q> {
    /// The campaign.
    pub snapshot: CampaignSnapshot,
    /// The question.
    pub query: Q,
}

/// The checks that were made last: what is the same gets the same answers.
#[derive(Debug, Default)]
pub struct LatestCheck(Option<(CheckInputs, Rc<Readiness>)>);

impl LatestCheck {
    /// The campaign, its rosters checked anew if something changed that they depend on.
    pub fn ready(&mut self, model: &Model, campaign: &Campaign, today: NaiveDate) -> Rc<Readiness> {
        let plan = check_plan(&campaign.plan);
        let inputs = CheckInputs::asked(model, campaign, &plan, today);
        let ready = match self.0.take() {
            Some((known, ready)) if known == inputs && ready.plan == plan => ready,
            Some((known, ready)) if known == inputs => Rc::new(Readiness { plan, ..(*ready).clone() }),
            _ => Rc::new(check(model, campaign, today)),
        };
        self.0 = Some((inputs, ready.clone()));
        ready
    }
}

/// What is wrong with them?
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CheckRosters;

impl RosterQuery for CheckRosters {
    type Reply = RosterFindings;

    fn answer(&self, _: &Campaign, ready: &Readiness) -> Result<RosterFindings, String> {
        Ok(RosterFindings::of(ready))
    }
}

/// What would be sealed?
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TrySeal {
    /// Now.
    pub input: SealInput,
}

impl RosterQuery for TrySeal {
    type Reply = Trial;

    fn answer(&self, campaign: &Campaign, ready: &Readiness) -> Result<Trial, String> {
        let sealed = sealed(campaign, ready, &self.input)?;
        let json = serde_json::to_vec(&sealed).map_err(|fault| fault.to_string())?;
        Ok(Trial { outline: Outline::of(&sealed), json: json.into() })
    }
}

/// What is sealed?
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MakeSeal {
    /// Now, with fresh entropy.
    pub input: SealInput,
}

impl RosterQuery for MakeSeal {
    type Reply = ReadySeal;

    fn answer(&self, campaign: &Campaign, ready: &Readiness) -> Result<ReadySeal, String> {
        let sealed = sealed(campaign, ready, &self.input)?;
        let packed = pack_sealed(&sealed).map_err(|fault| fault.to_string())?.map(Rc::from);
        Ok(ReadySeal { nonce: self.input.nonce, sealed, packed })
    }
}

/// Which rows to show?
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OrderRows {
    /// Of which roster.
    pub kind: EntityKind,
    /// What the user wants to see.
    pub row_query: RowQuery,
}

impl RosterQuery for OrderRows {
    type Reply = RowPlaces;

    fn answer(&self, _: &Campaign, ready: &Readiness) -> Result<RowPlaces, String> {
        Ok(match self.kind {
            EntityKind::Business => places::<Business>(ready, |checked| order(checked, &self.row_query)),
            EntityKind::Officer => places::<Officer>(ready, |checked| order(checked, &self.row_query)),
        })
    }
}

/// Which rows say the same?
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FindAlike {
    /// Of which roster.
    pub kind: EntityKind,
    /// In which field.
    pub field: Field,
    /// What.
    pub value: String,
}

impl RosterQuery for FindAlike {
    type Reply = RowPlaces;

    fn answer(&self, _: &Campaign, ready: &Readiness) -> Result<RowPlaces, String> {
        Ok(match self.kind {
            EntityKind::Business => places::<Business>(ready, |checked| alike(checked, self.field, &self.value)),
            EntityKind::Officer => places::<Officer>(ready, |checked| alike(checked, self.field, &self.value)),
        })
    }
}

fn places<T: CachedRecord>(ready: &Readiness, of: impl FnOnce(&CheckedRoster<T>) -> Vec<u32>) -> RowPlaces {
    RowPlaces(T::checked(ready).map(of).unwrap_or_default())
}
