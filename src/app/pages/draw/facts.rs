//! The outcome with its tickets and reserves.

use super::sealed_attempt::SealedAttempt;
use crate::app::parts::Same;
use crate::draw::{Drawn, Team, teams_after};
use crate::state::{self, Model, Refusal};
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// The facts of the attempt, made again when a substitution is added or a part comes into memory.
#[hook]
pub fn use_facts(model: &Model, s: &SealedAttempt) -> Result<Same<DrawnFacts>, Refusal> {
    let key = (s.attempt.commitment, s.attempt.drawn().cloned(), s.attempt.substitutions.len(), model.blobs.len());
    (*use_memo(key, |_| DrawnFacts::of(model, s).map(|facts| Same(Rc::new(facts))))).clone()
}

/// The draw with its tickets and reserves, and the teams as they stand now.
pub struct DrawnFacts {
    pub drawn: Drawn,
    pub teams: Vec<Team>,
    /// 专长 of the officers, as far as the roster has it.
    pub specialities: BTreeMap<String, String>,
}

impl DrawnFacts {
    pub fn of(model: &Model, s: &SealedAttempt) -> Result<Self, Refusal> {
        let drawn = state::drawn(model, &s.attempt, &s.sealed)?;
        let teams = teams_after(&drawn.outcome.teams, &s.attempt.substitutions);
        let specialities = state::specialities(model, &s.campaign, &teams);
        Ok(Self { drawn, teams, specialities })
    }
}
