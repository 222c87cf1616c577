//! The seal: what was made ready is fixed, and its attempt begins.

use super::rehearsal::rehearsal_commitment;
use crate::state::action::Refusal;
use crate::state::campaign::{Attempt, Blob, LogAct};
use crate::state::campaign_act::CampaignAct;
use crate::state::plan::PlanUndoStack;
use crate::state::readiness::Sealing;
use serde_json::json;

impl CampaignAct<'_> {
    pub(crate) fn seal(&mut self, sealing: Sealing) -> Result<(), Refusal> {
        self.unsealed()?;
        if !sealing.is_of(&self.campaign) {
            return Err(Refusal::NotWhatWasChecked);
        }
        let Sealing { nonce, sealed, packed: [businesses, officers], .. } = sealing;
        let is_rehearsal = self.campaign.is_rehearsal;
        let commitment = if is_rehearsal { rehearsal_commitment(&sealed.seal) } else { sealed.commitment() };
        let seal = sealed.seal;
        self.add(seal.businesses_sha256, Blob::SealedBusinesses(sealed.businesses), Some(businesses));
        self.add(seal.officers_sha256, Blob::SealedOfficers(sealed.officers), Some(officers));
        self.campaign.attempts.push(Attempt::new(commitment, seal, nonce));
        self.campaign.plan_turns = PlanUndoStack::default();
        let detail = json!({"attempt": self.campaign.attempt_number(), "commitment": commitment});
        self.campaign.log.push(self.at, LogAct::Seal, detail);
        Ok(())
    }
}
