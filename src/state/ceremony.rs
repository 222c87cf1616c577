//! The ceremony: seal, numbers, seed, draw, void, substitution. One way only; everything is an entry of the log.

use super::action::{Refusal, Replace};
use super::apply::{Step, wanted};
use super::campaign::{Attempt, DrawnRef, Said, Seeded, Void};
use super::conduct_fault::not_inspected;
use super::model::{Blob, Model};
use super::planning::PlanTurns;
use super::public::contributions;
use super::ready::Sealing;
use super::stored::StoredFault;
use super::turns::Turns;
use crate::draw::{Contribution, Drawn, InForce, Kind, Manifest, Outcome, Substitution, seed, typed_value, with_teams};
use crate::model::{Conduct, Digest};
use serde_json::json;
use std::rc::Rc;

impl Step<'_> {
    pub(super) fn seal(&mut self, sealing: Sealing) -> Result<(), Refusal> {
        self.unsealed()?;
        if !sealing.is_of(&self.campaign) {
            return Err(Refusal::NotWhatWasChecked);
        }
        let Sealing { nonce, manifest, commitment, packed, .. } = sealing;
        let said = vec![Said::default(); manifest.contributors.len()];
        self.add(commitment, Blob::Manifest(manifest), Some(packed));
        let attempt = Attempt {
            commitment,
            sealed_at: self.at,
            nonce,
            said,
            hidden: false,
            seed: None,
            drawn: None,
            substitutions: Vec::new(),
            void: None,
            conduct: Conduct::default(),
            turns: Turns::default(),
        };
        self.campaign.attempts.push(attempt);
        self.campaign.plan_turns = PlanTurns::default();
        let detail = json!({"attempt": self.campaign.attempts.len(), "commitment": commitment});
        self.campaign.log.push(self.at, "seal", detail);
        Ok(())
    }

    /// The attempt that counts and its manifest.
    pub(super) fn sealed(&mut self) -> Result<(&mut Attempt, Rc<Manifest>), Refusal> {
        let model = self.model;
        let attempt = self.campaign.current_mut().ok_or(Refusal::NotSealed)?;
        let manifest = model.manifest(attempt.commitment).ok_or(StoredFault::Missing(attempt.commitment))?;
        Ok((attempt, manifest))
    }

    /// The attempt while numbers can still be said.
    fn speaking(&mut self) -> Result<(&mut Attempt, Rc<Manifest>), Refusal> {
        let (attempt, manifest) = self.sealed()?;
        if attempt.seed.is_some() { Err(Refusal::SeededAlready) } else { Ok((attempt, manifest)) }
    }

    pub(super) fn type_number(&mut self, index: usize, text: String) -> Result<(), Refusal> {
        let (attempt, manifest) = self.speaking()?;
        let Some(said) = attempt.said.get_mut(index) else { return Ok(()) };
        if said.confirmed.is_some() {
            return Err(Refusal::Confirmed(manifest.contributors[index].clone()));
        }
        said.text = text;
        Ok(())
    }

    pub(super) fn confirm(&mut self, index: usize) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, manifest) = self.speaking()?;
        let hidden = attempt.hidden;
        let Some(said) = attempt.said.get_mut(index).filter(|s| s.confirmed.is_none()) else { return Ok(()) };
        let label = manifest.contributors[index].clone();
        let value = typed_value(&said.text).map_err(|fault| Refusal::Contribution(label.clone(), fault))?;
        *said = Said { text: value.clone(), confirmed: Some(at) };
        // What is not shown yet is not in the log either; the seed's entry has it.
        let detail = if hidden { json!({"label": label}) } else { json!({"label": label, "value": value}) };
        self.campaign.log.push(at, "number", detail);
        Ok(())
    }

    pub(super) fn correct(&mut self, index: usize) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, manifest) = self.speaking()?;
        let Some(said) = attempt.said.get_mut(index).filter(|s| s.confirmed.is_some()) else { return Ok(()) };
        said.confirmed = None;
        self.campaign.log.push(at, "correct", json!({"label": manifest.contributors[index]}));
        Ok(())
    }

    pub(super) fn hide(&mut self, hidden: bool) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, _) = self.speaking()?;
        if attempt.hidden != hidden {
            attempt.hidden = hidden;
            self.campaign.log.push(at, "hide", json!({"hidden": hidden}));
        }
        Ok(())
    }

    pub(super) fn make_seed(&mut self) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, manifest) = self.speaking()?;
        let open = attempt.said.iter().position(|s| s.confirmed.is_none());
        if let Some(label) = open.and_then(|i| manifest.contributors.get(i)) {
            return Err(Refusal::Unconfirmed(label.clone()));
        }
        let contributions: Vec<Contribution> = contributions(&manifest, attempt);
        let seed = seed(&attempt.commitment, &attempt.nonce, &contributions);
        attempt.seed = Some(Seeded { seed, at });
        self.campaign.log.push(at, "seed", json!({"contributions": contributions, "seed": seed}));
        Ok(())
    }

    /// The attempt whose seed is made and that waits for its outcome.
    fn seeded(&mut self) -> Result<&mut Attempt, Refusal> {
        let (attempt, _) = self.sealed()?;
        match attempt {
            Attempt { drawn: Some(_), .. } => Err(Refusal::DrawnAlready),
            Attempt { seed: None, .. } => Err(Refusal::NotSeeded),
            _ => Ok(attempt),
        }
    }

    pub(super) fn drawn(&mut self, commitment: Digest, outcome: Rc<Outcome>) -> Result<(), Refusal> {
        let at = self.at;
        if self.seeded()?.commitment != commitment {
            return Err(Refusal::OtherManifest);
        }
        let outcome = self.keep(Blob::Outcome(outcome))?;
        self.seeded()?.drawn = Some(DrawnRef { outcome, at });
        self.campaign.log.push(at, "draw", json!({"outcome": outcome}));
        Ok(())
    }

    /// Void by rule (protocol §6): recorded with its seed, and the next attempt is sealed.
    pub(super) fn no_assignment(&mut self, why: &str) -> Result<(), Refusal> {
        self.seeded()?;
        self.void(why, "按抽取规则自动作废", "")
    }

    /// Inspections that were entered stay with the attempt; they are not those of the next one.
    pub(super) fn void(&mut self, reason: &str, approved_by: &str, witnesses: &str) -> Result<(), Refusal> {
        let at = self.at;
        let reason = wanted(reason, "作废的理由")?;
        let approved_by = wanted(approved_by, "批准人")?;
        let witnesses = super::check_plan::clean(witnesses);
        let (attempt, _) = self.sealed()?;
        let detail = json!({"reason": reason, "approved_by": approved_by, "witnesses": witnesses});
        attempt.void = Some(Void { reason, approved_by, witnesses, at });
        self.campaign.log.push(at, "void", detail);
        Ok(())
    }

    pub(super) fn substitute(&mut self, asked: Replace) -> Result<(), Refusal> {
        let at = self.at;
        let reason = wanted(&asked.reason, "替补的理由")?;
        let approved_by = wanted(&asked.approved_by, "批准人")?;
        let model = self.model;
        let (attempt, manifest) = self.sealed()?;
        let (drawn, _) = drawn(model, attempt, &manifest)?;
        if asked.kind == Kind::Business {
            not_inspected(&attempt.conduct, &manifest, &asked.out)?;
        }
        let mut force = in_force(&manifest, &drawn, &attempt.substitutions)?;
        let incoming = force.apply(asked.kind, asked.team, &asked.out)?;
        let Replace { kind, team, out, .. } = asked;
        let entry = Substitution { kind, team, out, incoming: incoming.who.key, reason, approved_by, at };
        let detail = json!(entry);
        attempt.substitutions.push(entry);
        attempt.turns = Turns::default();
        self.campaign.log.push(at, "substitute", detail);
        Ok(())
    }
}

/// The draw of an attempt, with its tickets and reserves, and its outcome as stored.
///
/// # Errors
/// [`Refusal::NotDrawn`] before there is one; [`Refusal::Stored`] when it is not in memory.
pub fn drawn(model: &Model, attempt: &Attempt, manifest: &Manifest) -> Result<(Drawn, Rc<Outcome>), Refusal> {
    let (Some(seeded), Some(reference)) = (&attempt.seed, &attempt.drawn) else { return Err(Refusal::NotDrawn) };
    let outcome = model.outcome(reference.outcome).ok_or(StoredFault::Missing(reference.outcome))?;
    let drawn = with_teams(manifest, seeded.seed, outcome.teams.clone());
    Ok((drawn.map_err(|refusal| Refusal::NotReady(refusal.to_string()))?, outcome))
}

/// The teams as they stand after the substitutions.
///
/// # Errors
/// [`Refusal::Substitution`] for a substitution that the protocol would not make, which none made here is.
pub fn in_force<'a>(
    manifest: &'a Manifest,
    drawn: &'a Drawn,
    substitutions: &[Substitution],
) -> Result<InForce<'a>, Refusal> {
    let mut force = InForce::new(manifest, drawn);
    for s in substitutions {
        force.apply(s.kind, s.team, &s.out)?;
    }
    Ok(force)
}
