//! The ceremony: seal, numbers, seed, draw, void, substitution. One way only; everything is an entry of the log.

use super::action::{Refusal, Replace};
use super::apply::{CampaignAct, wanted};
use super::campaign::{Attempt, ContributionInput, DrawnRef, SeedRecord};
use super::conduct_fault::not_inspected;
use super::cut::Pages;
use super::model::{Blob, Model};
use super::planning::PlanUndoStack;
use super::public::contributions;
use super::ready::Sealing;
use super::stored::StoredFault;
use super::turns::UndoStack;
use crate::draw::{
    Checked, Drawn, InForce, Outcome, Sealed, Substitution, TicketedKey, Time, Void, first_ten, seed, ticket,
    typed_number,
};
use crate::model::{Conduct, Digest, EntityKind, Stamp};
use serde_json::json;
use std::rc::Rc;

impl CampaignAct<'_> {
    pub(super) fn seal(&mut self, sealing: Sealing) -> Result<(), Refusal> {
        self.unsealed()?;
        if !sealing.is_of(&self.campaign) {
            return Err(Refusal::NotWhatWasChecked);
        }
        let Sealing { nonce, sealed, packed: [businesses, officers], .. } = sealing;
        let commitment = sealed.commitment();
        let seal = sealed.seal;
        self.add(seal.businesses_sha256, Blob::SealedBusinesses(sealed.businesses), Some(businesses));
        self.add(seal.officers_sha256, Blob::SealedOfficers(sealed.officers), Some(officers));
        let attempt = Attempt {
            commitment,
            sealed_at: seal.sealed_at.stamp(),
            nonce: Some(nonce),
            said: vec![ContributionInput::default(); seal.contributors.len()],
            seal: Some(seal),
            hidden: false,
            seed: None,
            drawn: None,
            substitutions: Vec::new(),
            void: None,
            conduct: Conduct::default(),
            pages: Pages::default(),
            turns: UndoStack::default(),
        };
        self.campaign.attempts.push(attempt);
        self.campaign.plan_turns = PlanUndoStack::default();
        let detail = json!({"attempt": self.campaign.attempt_number(), "commitment": commitment});
        self.campaign.log.push(self.at, "seal", detail);
        Ok(())
    }

    /// The attempt that counts.
    pub(super) fn current(&mut self) -> Result<&mut Attempt, Refusal> {
        self.campaign.current_mut().ok_or(Refusal::NotSealed)
    }

    /// The attempt that counts and what it was sealed from.
    pub(super) fn sealed(&mut self) -> Result<(&mut Attempt, Sealed), Refusal> {
        let model = self.model;
        let attempt = self.current()?;
        let sealed = model.sealed(attempt)?;
        Ok((attempt, sealed))
    }

    /// The attempt while numbers can still be said, and who says them.
    fn speaking(&mut self) -> Result<(&mut Attempt, Vec<String>), Refusal> {
        let attempt = self.current()?;
        let seal = attempt.seal.as_ref().ok_or(Refusal::Preliminary)?;
        if attempt.seed.is_some() {
            return Err(Refusal::SeededAlready);
        }
        let labels = seal.contributors.clone();
        // A stored document may have more or fewer boxes than its seal has names.
        attempt.said.resize(labels.len(), ContributionInput::default());
        Ok((attempt, labels))
    }

    /// The number that is the next to be typed: they are typed from the sheet, in the sealed order (protocol §4).
    fn typing(&mut self, index: usize) -> Result<(&mut Attempt, String), Refusal> {
        let (attempt, labels) = self.speaking()?;
        let next = attempt.confirmed();
        match labels.get(index) {
            Some(label) if index < next => Err(Refusal::Confirmed(label.clone())),
            Some(label) if index == next => Ok((attempt, label.clone())),
            _ => Err(Refusal::NotInOrder(labels.get(next).cloned().unwrap_or_default())),
        }
    }

    pub(super) fn type_number(&mut self, index: usize, text: String) -> Result<(), Refusal> {
        let (attempt, _) = self.typing(index)?;
        attempt.said[index].text = text;
        Ok(())
    }

    pub(super) fn confirm(&mut self, index: usize) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, label) = self.typing(index)?;
        let said = &mut attempt.said[index];
        let value = typed_number(&said.text).map_err(|fault| Refusal::Number(label.clone(), fault))?;
        *said = ContributionInput { text: value.clone(), confirmed: Some(at), correcting: None };
        // What is not shown yet is not in the log either; the seed's entry has it.
        let detail = if attempt.hidden { json!({"label": label}) } else { json!({"label": label, "value": value}) };
        self.campaign.log.push(at, "number", detail);
        Ok(())
    }

    pub(super) fn correct(&mut self, index: usize) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, labels) = self.speaking()?;
        let Some(label) = labels.get(index) else { return Ok(()) };
        // The one before it was the last one confirmed no more when this one was.
        if attempt.all_confirmed() || index + 1 != attempt.confirmed() || attempt.is_correcting() {
            return Err(Refusal::NotCorrectable(label.clone()));
        }
        attempt.said[index].confirmed = None;
        attempt.said[index].correcting = Some(at);
        self.campaign.log.push(at, "correct", json!({"label": label}));
        Ok(())
    }

    pub(super) fn hide(&mut self, hidden: bool) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, _) = self.speaking()?;
        if attempt.hidden && !hidden && attempt.confirmed() > 0 && !attempt.all_confirmed() {
            return Err(Refusal::HiddenUntilAll);
        }
        if attempt.hidden != hidden {
            attempt.hidden = hidden;
            self.campaign.log.push(at, "hide", json!({"hidden": hidden}));
        }
        Ok(())
    }

    pub(super) fn make_seed(&mut self) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, labels) = self.speaking()?;
        if let Some(label) = labels.get(attempt.confirmed()) {
            return Err(Refusal::Unconfirmed(label.clone()));
        }
        let nonce = attempt.nonce.ok_or(Refusal::NonceLost)?;
        let contributions = contributions(&labels, attempt);
        let seed = seed(&attempt.commitment, &nonce, &contributions);
        attempt.seed = Some(SeedRecord { seed, at });
        self.campaign.log.push(at, "seed", json!({"contributions": contributions, "seed": seed}));
        Ok(())
    }

    /// The attempt whose seed is made and that waits for its outcome.
    fn seeded(&mut self) -> Result<&mut Attempt, Refusal> {
        match self.current()? {
            Attempt { drawn: Some(_), .. } => Err(Refusal::DrawnAlready),
            Attempt { seal: None, .. } => Err(Refusal::Preliminary),
            Attempt { seed: None, .. } => Err(Refusal::NotSeeded),
            attempt => Ok(attempt),
        }
    }

    pub(super) fn drawn(&mut self, commitment: Digest, outcome: Rc<Outcome>) -> Result<(), Refusal> {
        let at = self.at;
        if self.seeded()?.commitment != commitment {
            return Err(Refusal::OtherSeal);
        }
        let outcome = self.keep(Blob::Outcome(outcome))?;
        self.seeded()?.drawn = Some(DrawnRef { outcome, at });
        self.campaign.log.push(at, "draw", json!({"outcome": outcome}));
        Ok(())
    }

    /// Inspections that were entered stay with the attempt; they are not those of the next one.
    pub(super) fn void(
        &mut self,
        reason: &str,
        approved_by: &str,
        witnessed_by: &str,
        incomplete: bool,
    ) -> Result<(), Refusal> {
        let at = time(self.at)?;
        let reason = wanted(reason, "作废的理由")?;
        let approved_by = wanted(approved_by, "批准人")?;
        let witnesses = witnesses(witnessed_by);
        if witnesses.is_empty() {
            return Err(Refusal::Required("见证人，至少一人"));
        }
        let attempt = self.current()?;
        let opened = attempt.confirmed() > 0 || attempt.is_correcting();
        if attempt.seed.is_none() && !attempt.is_preliminary() && opened {
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
        self.campaign.log.push(self.at, "void", detail);
        Ok(())
    }

    pub(super) fn substitute(&mut self, asked: Replace) -> Result<(), Refusal> {
        let at = time(self.at)?;
        let reason = wanted(&asked.reason, "替补的理由")?;
        let approved_by = wanted(&asked.approved_by, "批准人")?;
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
        self.campaign.log.push(self.at, "substitute", detail);
        Ok(())
    }
}

/// The moment as the record writes it.
pub(super) fn time(at: Stamp) -> Result<Time, Refusal> {
    Time::of(&at).map_err(|_| Refusal::Clock)
}

/// Who witnessed, of what was typed: 王某、赵某.
pub(super) fn witnesses(text: &str) -> Vec<String> {
    let names = text.split(['、', '，', ',', '；', ';']).map(super::check_plan::clean);
    names.filter(|name| !name.is_empty()).collect()
}

/// What was sealed, laid out for drawing. Its rosters are kept under their digests, which need no second look.
///
/// # Errors
/// [`Refusal::NotReady`] for what breaks a rule of the protocol, which nothing sealed here does.
pub fn checked(sealed: &Sealed) -> Result<Checked<'_>, Refusal> {
    sealed.check_rules().map_err(|faults| Refusal::NotReady(first_ten(&faults)))
}

/// The seed of an attempt and its outcome as stored.
fn outcome(model: &Model, attempt: &Attempt) -> Result<(Digest, Rc<Outcome>), Refusal> {
    let (Some(seeded), Some(reference)) = (&attempt.seed, &attempt.drawn) else { return Err(Refusal::NotDrawn) };
    let outcome = model.outcome(reference.outcome).ok_or(StoredFault::Missing(reference.outcome))?;
    Ok((seeded.seed, outcome))
}

/// The draw of an attempt as stored, with its tickets.
///
/// # Errors
/// [`Refusal::NotDrawn`] before there is one; [`Refusal::Stored`] when it is not in memory.
pub fn drawn(model: &Model, attempt: &Attempt, sealed: &Sealed) -> Result<Drawn, Refusal> {
    let (seed, outcome) = outcome(model, attempt)?;
    if attempt.is_preliminary() {
        return Ok(preliminary(seed, &outcome));
    }
    Ok(checked(sealed)?.with_teams(seed, outcome.round, outcome.teams.clone()))
}

/// The preliminary protocol had the same tickets of businesses, and those of officers without a round.
fn preliminary(seed: Digest, outcome: &Outcome) -> Drawn {
    let placed = |domain: &'static str| {
        move |key: &String| TicketedKey { key: key.clone(), ticket: ticket(&seed, domain, &[key]) }
    };
    let officers = outcome.officers.iter().flatten();
    Drawn {
        seed,
        outcome: outcome.clone(),
        businesses: outcome.businesses.iter().map(placed("business")).collect(),
        officers: officers.map(|(d, keys)| (d.clone(), keys.iter().map(placed("officer")).collect())).collect(),
    }
}

/// The teams as they stand after the substitutions.
///
/// # Errors
/// [`Refusal::Substitution`] for a substitution that the protocol would not make, which none made here is.
pub fn in_force<'c, 'a>(
    checked: &'c Checked<'a>,
    drawn: &'c Drawn,
    substitutions: &[Substitution],
) -> Result<InForce<'c, 'a>, Refusal> {
    let mut force = InForce::new(checked, drawn);
    for s in substitutions {
        force.apply(s.kind, s.team, s.out.as_deref().unwrap_or_default())?;
    }
    Ok(force)
}
