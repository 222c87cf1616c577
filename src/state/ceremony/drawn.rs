//! The draw, and what may follow it: a void, and substitutions.

use super::outcome::{checked, in_force, outcome};
use super::rehearsal::drawn_from;
use crate::draw::{Outcome, Substitution, Time, Void};
use crate::model::{Digest, EntityKind, Stamp};
use crate::state::action::{Refusal, Replace, not_inspected};
use crate::state::campaign::{Attempt, AttemptStage, Blob, DrawnRef, LogAct, UndoStack};
use crate::state::campaign_act::{CampaignAct, required_text};
use crate::state::typed::names;
use serde_json::json;
use std::rc::Rc;

impl CampaignAct<'_> {
    /// The attempt whose seed is made and that waits for its outcome.
    fn seeded(&mut self) -> Result<&mut Attempt, Refusal> {
        let attempt = self.current()?;
        match attempt.stage() {
            AttemptStage::Drawn { .. } => Err(Refusal::DrawnAlready),
            _ if attempt.is_preliminary() => Err(Refusal::Preliminary),
            AttemptStage::Sealed { .. } => Err(Refusal::NotSeeded),
            AttemptStage::Seeded { .. } => Ok(attempt),
        }
    }

    pub(crate) fn drawn(&mut self, commitment: Digest, outcome: Rc<Outcome>) -> Result<(), Refusal> {
        let (at, is_rehearsal) = (self.at, self.campaign.is_rehearsal);
        if drawn_from(self.seeded()?, is_rehearsal) != commitment {
            return Err(Refusal::OtherSeal);
        }
        let outcome = self.keep(Blob::Outcome(outcome))?;
        self.seeded()?.set_drawn(DrawnRef { outcome, at }).ok_or(Refusal::NotSeeded)?;
        self.campaign.log.push(at, LogAct::Draw, json!({"outcome": outcome}));
        Ok(())
    }

    /// Inspections that were entered stay with the attempt; they are not those of the next one.
    pub(crate) fn void(
        &mut self,
        reason: &str,
        approved_by: &str,
        witnessed_by: &str,
        incomplete: bool,
    ) -> Result<(), Refusal> {
        if self.campaign.is_rehearsal {
            return Err(Refusal::RehearsalVoid);
        }
        let at = time(self.at)?;
        let reason = required_text(reason, "作废的理由")?;
        let approved_by = required_text(approved_by, "批准人")?;
        let witnesses = names(witnessed_by);
        if witnesses.is_empty() {
            return Err(Refusal::Required("见证人，至少一人"));
        }
        let attempt = self.current()?;
        let opened = attempt.confirmed() > 0 || attempt.is_correcting();
        if attempt.seed().is_none() && !attempt.is_preliminary() && opened {
            let (attempt, labels) = self.speaking()?;
            match labels.get(attempt.confirmed()) {
                Some(label) if attempt.is_correcting() => return Err(Refusal::Unconfirmed(label.clone())),
                Some(label) if !incomplete => return Err(Refusal::NumbersFirst(label.clone())),
                // All are in, so that the seed belongs to the record (protocol §8).
                None if attempt.nonce.is_some() => self.make_seed()?,
                _ => {}
            }
        }
        let attempt = self.current()?;
        let detail = json!({"reason": reason, "approved_by": approved_by, "witnesses": witnesses.join("、")});
        attempt.void = Some(Void { approved_by, at, reason, witnesses });
        self.campaign.log.push(self.at, LogAct::Void, detail);
        Ok(())
    }

    pub(crate) fn substitute(&mut self, asked: Replace) -> Result<(), Refusal> {
        let at = time(self.at)?;
        let reason = required_text(&asked.reason, "替补的理由")?;
        let approved_by = required_text(&asked.approved_by, "批准人")?;
        let model = self.model;
        let (attempt, sealed) = self.sealed()?;
        if attempt.is_preliminary() {
            return Err(Refusal::Preliminary);
        }
        let (seed, outcome) = outcome(model, attempt)?;
        if asked.kind == EntityKind::Business {
            not_inspected(&attempt.conduct, &sealed, &asked.out)?;
        }
        let checked = checked(&sealed)?;
        let drawn = checked.with_teams(seed, outcome.round, outcome.teams.clone());
        let mut force = in_force(&checked, &drawn, &attempt.substitutions)?;
        let incoming = force.apply(asked.kind, asked.team, &asked.out)?;
        let Replace { kind, team, out, .. } = asked;
        let incoming = incoming.who.map(|who| who.key);
        let entry = Substitution { approved_by, at, incoming, kind, out: Some(out), reason, team };
        let detail = json!(entry);
        attempt.substitutions.push(entry);
        attempt.turns = UndoStack::default();
        self.campaign.log.push(self.at, LogAct::Substitute, detail);
        Ok(())
    }
}

/// The moment as the record writes it.
fn time(at: Stamp) -> Result<Time, Refusal> {
    Time::of(&at).map_err(|_| Refusal::Clock)
}
