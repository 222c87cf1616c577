//! Rosters are taken in and mended, and mends taken back, until they are sealed.

use crate::model::EntityKind;
use crate::roster::{Edit, Record, Rows};
use crate::state::action::{Refusal, Taken};
use crate::state::campaign::{Blob, LogAct, roster_word};
use crate::state::campaign_act::{CampaignAct, required_text};
use crate::state::rosters::{Batch, RosterRef};
use serde_json::json;

impl CampaignAct<'_> {
    pub(crate) fn take<T: Record>(&mut self, kind: EntityKind, taken: Taken<T>, blob: Blob) -> Result<(), Refusal> {
        self.unsealed()?;
        let roster = &taken.roster;
        let files: Vec<_> = roster.files.iter().map(|f| json!({"file": f.name, "sha256": f.digest})).collect();
        let detail = json!({
            "kind": roster_word(kind), "files": files, "rows": roster.reading.rows.len(), "mends_kept": taken.kept.len(),
        });
        self.add(taken.name, blob, taken.packed);
        let kept = Some(taken.kept).filter(|k| !k.is_empty()).map(|mends| Batch { at: self.at, mends });
        let used = RosterRef { blob: taken.name, at: self.at, mends: kept.into_iter().collect(), undone: Vec::new() };
        *self.campaign.roster_mut(kind) = Some(used);
        self.campaign.log.push(self.at, LogAct::Roster, detail);
        Ok(())
    }

    /// The roster in use, while it can still change.
    fn open_roster(&mut self, kind: EntityKind) -> Result<&mut RosterRef, Refusal> {
        self.unsealed()?;
        self.campaign.roster_mut(kind).as_mut().ok_or(Refusal::NoRoster(kind))
    }

    pub(crate) fn mend(&mut self, kind: EntityKind, mut mends: Vec<Edit>) -> Result<(), Refusal> {
        let at = self.at;
        for mend in &mut mends {
            if let Edit::Exclude { reason, .. } | Edit::ExcludeAll { reason, .. } = mend {
                *reason = required_text(reason, "不参加抽取的理由")?;
            }
        }
        let roster = self.open_roster(kind)?;
        roster.undone.clear();
        let detail = json!({"kind": roster_word(kind), "mends": mends});
        roster.mends.push(Batch { at, mends });
        self.campaign.log.push(at, LogAct::Mend, detail);
        Ok(())
    }

    /// The last batch goes from the one list to the other.
    pub(crate) fn turn(
        &mut self,
        kind: EntityKind,
        act: LogAct,
        lists: impl FnOnce(&mut RosterRef) -> (&mut Vec<Batch>, &mut Vec<Batch>),
    ) -> Result<(), Refusal> {
        let at = self.at;
        let (from, to) = lists(self.open_roster(kind)?);
        let Some(batch) = from.pop() else { return Ok(()) };
        let detail = json!({"kind": roster_word(kind), "mends": batch.mends});
        to.push(batch);
        self.campaign.log.push(at, act, detail);
        Ok(())
    }
}
