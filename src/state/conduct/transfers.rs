//! 移送, 抄告 (“谁管辖、谁负责”): a problem is handed on, answered, and ended; each is an act of its own.

use crate::course::DayFault;
use crate::model::{Transfer, normal_key};
use crate::state::action::{ConductFault as Fault, Refusal};
use crate::state::campaign::LogAct;
use crate::state::campaign_act::{CampaignAct, required_text};
use chrono::NaiveDate;
use serde_json::json;

impl CampaignAct<'_> {
    pub(crate) fn transfer(&mut self, mut asked: Transfer) -> Result<(), Refusal> {
        asked.problem = required_text(&asked.problem, "移送的问题")?;
        asked.from = required_text(&asked.from, "移送单位")?;
        asked.to = required_text(&asked.to, "接收单位")?;
        let course = self.course()?;
        course.listed(&asked.business)?;
        let business = course.who(&asked.business);
        DayFault::not_future("移送日期", asked.on, course.today).map_err(Fault::from)?;
        DayFault::not_before("移送日期", asked.on, "抽取日期", course.drawn_on).map_err(Fault::from)?;
        if let Some(due) = asked.due {
            DayFault::not_before("答复期限", due, "移送日期", asked.on).map_err(Fault::from)?;
        }
        let conduct = &mut course.attempt.conduct;
        let transfers = &mut conduct.transfers;
        (asked.answer, asked.answered, asked.closed) = (String::new(), None, None);
        if let Some(same) = transfers.iter().find(|t| t.id != asked.id && t.closed.is_none() && same_matter(t, &asked))
        {
            return Err(Fault::TransferredAlready(business, same.id).into());
        }
        if asked.id == 0 {
            // What is stored may hold any number.
            asked.id = transfers.iter().map(|t| t.id).fold(conduct.last_transfer, u32::max).wrapping_add(1);
            conduct.last_transfer = asked.id;
            transfers.push(asked.clone());
        } else {
            let known = transfers.iter_mut().find(|t| t.id == asked.id).ok_or(Fault::NoTransfer(asked.id))?;
            if known.closed.is_some() {
                return Err(Fault::TransferClosed(asked.id).into());
            }
            (asked.answer, asked.answered) = (known.answer.clone(), known.answered);
            known.clone_from(&asked);
        }
        self.campaign.log.push(self.at, LogAct::Transfer, json!(asked));
        Ok(())
    }

    pub(crate) fn withdraw(&mut self, id: u32, reason: &str, approved_by: &str) -> Result<(), Refusal> {
        let reason = required_text(reason, "撤回的理由")?;
        let approved_by = required_text(approved_by, "批准人")?;
        let conduct = &mut self.course()?.attempt.conduct;
        let place = conduct.transfers.iter().position(|t| t.id == id).ok_or(Fault::NoTransfer(id))?;
        conduct.last_transfer = conduct.transfers.iter().map(|t| t.id).fold(conduct.last_transfer, u32::max);
        let transfer = conduct.transfers.remove(place);
        let detail = json!({"transfer": transfer, "reason": reason, "approved_by": approved_by});
        self.campaign.log.push(self.at, LogAct::Withdraw, detail);
        Ok(())
    }

    pub(crate) fn answer(&mut self, id: u32, answer: &str, on: Option<NaiveDate>) -> Result<(), Refusal> {
        let course = self.course()?;
        let transfers = &mut course.attempt.conduct.transfers;
        let known = transfers.iter_mut().find(|t| t.id == id).ok_or(Fault::NoTransfer(id))?;
        let answer = answer.trim().to_owned();
        if answer.is_empty() && known.closed.is_some() {
            return Err(Refusal::Required("答复的内容：已经办结的移送不能没有"));
        }
        let on = on.filter(|_| !answer.is_empty());
        if let Some(day) = on {
            DayFault::not_future("答复日期", day, course.today).map_err(Fault::from)?;
            DayFault::not_before("答复日期", day, "移送日期", known.on).map_err(Fault::from)?;
        }
        if let (Some(day), Some(closed)) = (on, known.closed) {
            DayFault::not_before("办结日期", closed, "答复日期", day).map_err(Fault::from)?;
        }
        let detail = json!({"id": id, "answer": answer, "on": on});
        (known.answer, known.answered) = (answer, on);
        self.campaign.log.push(self.at, LogAct::Answer, detail);
        Ok(())
    }

    pub(crate) fn close_transfer(&mut self, id: u32, on: Option<NaiveDate>) -> Result<(), Refusal> {
        let course = self.course()?;
        let transfers = &mut course.attempt.conduct.transfers;
        let known = transfers.iter_mut().find(|t| t.id == id).ok_or(Fault::NoTransfer(id))?;
        if known.closed == on {
            return Ok(());
        }
        if let Some(day) = on {
            required_text(&known.answer, "答复的内容：先登记答复，再办结")?;
            DayFault::not_future("办结日期", day, course.today).map_err(Fault::from)?;
            let (than, earliest) = known.answered.map_or(("移送日期", known.on), |day| ("答复日期", day));
            DayFault::not_before("办结日期", day, than, earliest).map_err(Fault::from)?;
        }
        known.closed = on;
        self.campaign.log.push(self.at, LogAct::CloseTransfer, json!({"id": id, "on": on}));
        Ok(())
    }
}

/// Whether two transfers hand the same problem of a business to the same unit.
fn same_matter(a: &Transfer, b: &Transfer) -> bool {
    let same = |a: &str, b: &str| normal_key(a) == normal_key(b);
    a.business == b.business && same(&a.problem, &b.problem) && same(&a.to, &b.to)
}
