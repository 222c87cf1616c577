//! The meeting, entered before, at and after the draw. A file that is registered, or is no more, is an entry of the log of its
//! own: the log tells since when its SHA-256 stands.

use crate::model::{KeptFile, Meeting};
use crate::state::action::Refusal;
use crate::state::campaign::LogAct;
use crate::state::campaign_act::CampaignAct;
use crate::state::typed::only_box;
use serde_json::json;

impl CampaignAct<'_> {
    pub(crate) fn edit_meeting(&mut self, meeting: Meeting) -> Result<(), Refusal> {
        let was = std::mem::replace(&mut self.campaign.meeting, meeting);
        let (at, now) = (self.at, &self.campaign.meeting);
        let is_in = |all: &[KeptFile], file: &KeptFile| all.iter().any(|f| f.id == file.id && f.sha256 == file.sha256);
        let log = &mut self.campaign.log;
        let mut told = false;
        for file in was.files.iter().filter(|file| !is_in(&now.files, file)) {
            log.push(at, LogAct::DropFile, json!(file));
            told = true;
        }
        for file in now.files.iter().filter(|file| !is_in(&was.files, file)) {
            log.push(at, LogAct::KeepFile, json!(file));
            told = true;
        }
        let without_files = |m: &Meeting| Meeting { files: Vec::new(), last_id: 0, ..m.clone() };
        if was != *now && !(told && without_files(&was) == without_files(now)) {
            // The log is no list of people: how many there are is enough.
            log.push_typed(at, LogAct::Meeting, only_box(&was, now), json!({"people": now.people.len()}));
        }
        Ok(())
    }
}
