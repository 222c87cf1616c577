//! Ledgers and lists are taken in and put away until the seal.

use crate::model::ListHead;
use crate::state::action::{Refusal, TakenList};
use crate::state::campaign::{Blob, ListRef, LogAct};
use crate::state::campaign_act::CampaignAct;
use crate::state::typed::only_box;
use serde_json::{Value, json};

fn told(list: &ListRef) -> Value {
    json!({"kind": list.kind, "list": list.head.told(list.kind), "file": list.file, "sha256": list.sha256, "rows": list.rows})
}

impl CampaignAct<'_> {
    pub(crate) fn take_list(&mut self, taken: TakenList) -> Result<(), Refusal> {
        self.unsealed()?;
        let TakenList { list, text, packed } = taken;
        if self.campaign.lists.iter().any(|known| known.is_same(&list)) {
            return Err(Refusal::SameList(list.file));
        }
        self.campaign.log.push(self.at, LogAct::List, told(&list));
        self.add(list.blob, Blob::List(text), Some(packed));
        self.campaign.lists.push(list);
        Ok(())
    }

    /// Points to the lists of another campaign that this one has not.
    pub(crate) fn carry_lists(&mut self, from: &str) -> Result<(), Refusal> {
        self.unsealed()?;
        let other = self.model.campaigns.get(from).ok_or(Refusal::NoCampaign)?;
        for list in &other.lists {
            if !self.campaign.lists.iter().any(|known| known.is_same(list)) {
                let mut detail = told(list);
                detail["from"] = json!(other.title());
                self.campaign.log.push(self.at, LogAct::List, detail);
                self.campaign.lists.push(ListRef { at: self.at, ..list.clone() });
            }
        }
        Ok(())
    }

    pub(crate) fn edit_list(&mut self, place: usize, head: ListHead) -> Result<(), Refusal> {
        self.unsealed()?;
        let Some(list) = self.campaign.lists.get_mut(place).filter(|list| list.head != head) else { return Ok(()) };
        let typed = only_box(&list.head, &head).map(|path| format!("lists/{place}{path}"));
        list.head = head;
        let detail = told(list);
        self.campaign.log.push_typed(self.at, LogAct::ListEdit, typed, detail);
        Ok(())
    }

    pub(crate) fn drop_list(&mut self, place: usize) -> Result<(), Refusal> {
        self.unsealed()?;
        if place < self.campaign.lists.len() {
            let list = self.campaign.lists.remove(place);
            self.campaign.log.push(self.at, LogAct::ListDrop, told(&list));
        }
        Ok(())
    }
}
