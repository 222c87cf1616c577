//! The numbers and the seed, one way only; everything is an entry of the log.

use crate::draw::{seed, typed_number};
use crate::state::action::Refusal;
use crate::state::campaign::{Attempt, ContributionInput, LogAct, SeedRecord, contributions};
use crate::state::campaign_act::CampaignAct;
use serde_json::json;

impl CampaignAct<'_> {
    /// The attempt while numbers can still be said, and who says them.
    pub(super) fn speaking(&mut self) -> Result<(&mut Attempt, Vec<String>), Refusal> {
        let attempt = self.current()?;
        let seal = attempt.seal.as_ref().ok_or(Refusal::Preliminary)?;
        let labels = seal.contributors.clone();
        let said = attempt.said_mut().ok_or(Refusal::SeededAlready)?;
        // A stored document may have more or fewer boxes than its seal has names.
        said.resize(labels.len(), ContributionInput::default());
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

    pub(crate) fn type_number(&mut self, index: usize, text: String) -> Result<(), Refusal> {
        let (attempt, _) = self.typing(index)?;
        said_at(attempt, index)?.text = text;
        Ok(())
    }

    pub(crate) fn confirm(&mut self, index: usize) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, label) = self.typing(index)?;
        let said = said_at(attempt, index)?;
        let value = typed_number(&said.text).map_err(|fault| Refusal::Number(label.clone(), fault))?;
        *said = ContributionInput { text: value.clone(), confirmed: Some(at), correcting: None };
        // What is not shown yet is not in the log either; the seed's entry has it.
        let detail = if attempt.hidden { json!({"label": label}) } else { json!({"label": label, "value": value}) };
        self.campaign.log.push(at, LogAct::Number, detail);
        Ok(())
    }

    pub(crate) fn correct(&mut self, index: usize) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, labels) = self.speaking()?;
        let Some(label) = labels.get(index) else { return Ok(()) };
        // The one before it was the last one confirmed no more when this one was.
        if attempt.all_confirmed() || index + 1 != attempt.confirmed() || attempt.is_correcting() {
            return Err(Refusal::NotCorrectable(label.clone()));
        }
        let said = said_at(attempt, index)?;
        (said.confirmed, said.correcting) = (None, Some(at));
        self.campaign.log.push(at, LogAct::Correct, json!({"label": label}));
        Ok(())
    }

    pub(crate) fn hide(&mut self, hidden: bool) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, _) = self.speaking()?;
        if attempt.hidden && !hidden && attempt.confirmed() > 0 && !attempt.all_confirmed() {
            return Err(Refusal::HiddenUntilAll);
        }
        if attempt.hidden != hidden {
            attempt.hidden = hidden;
            self.campaign.log.push(at, LogAct::Hide, json!({"hidden": hidden}));
        }
        Ok(())
    }

    pub(crate) fn make_seed(&mut self) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, labels) = self.speaking()?;
        if let Some(label) = labels.get(attempt.confirmed()) {
            return Err(Refusal::Unconfirmed(label.clone()));
        }
        let nonce = attempt.nonce.ok_or(Refusal::NonceLost)?;
        let contributions = contributions(&labels, attempt);
        let seed = seed(&attempt.commitment, &nonce, &contributions);
        attempt.set_seed(SeedRecord { seed, at }).ok_or(Refusal::SeededAlready)?;
        self.campaign.log.push(at, LogAct::Seed, json!({"contributions": contributions, "seed": seed}));
        Ok(())
    }
}

/// The box of the contributor at this place.
fn said_at(attempt: &mut Attempt, index: usize) -> Result<&mut ContributionInput, Refusal> {
    attempt.said_mut().and_then(|said| said.get_mut(index)).ok_or(Refusal::SeededAlready)
}
