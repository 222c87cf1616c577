//! 审批: recorded, changed, and taken out where it was recorded by mistake.

use crate::course::DayFault;
use crate::model::Approval;
use crate::state::action::{ConductFault as Fault, Refusal};
use crate::state::campaign::LogAct;
use crate::state::campaign_act::{CampaignAct, required_text};
use crate::state::typed::clean;
use serde_json::json;

impl CampaignAct<'_> {
    pub(crate) fn approve(&mut self, mut asked: Approval) -> Result<(), Refusal> {
        asked.approver = required_text(&asked.approver, "审批人")?;
        asked.urgent = clean(&asked.urgent);
        let course = self.course()?;
        DayFault::not_future("审批日期", asked.on, course.today).map_err(Fault::from)?;
        let departments = course.attempt.seal.as_ref().map_or(&[][..], |seal| &seal.departments);
        let Some(department) = departments.iter().find(|d| d.name == asked.department) else {
            return Err(Fault::NoDepartment(asked.department).into());
        };
        if let Some(business) = &asked.business {
            course.listed(business)?;
            if course.stratum(business).is_some_and(|stratum| !department.applies(stratum)) {
                return Err(Fault::NotItsDepartment(course.who(business), asked.department).into());
            }
        }
        let approvals = &course.attempt.conduct.approvals;
        let place = approvals.iter().position(|a| a.department == asked.department && a.business == asked.business);
        if place.is_some_and(|place| approvals[place] == asked) {
            return Ok(());
        }
        course.attempt.turns.note_approvals(&course.attempt.conduct);
        let detail = json!(asked);
        let approvals = &mut course.attempt.conduct.approvals;
        match place {
            Some(place) => approvals[place] = asked,
            None => approvals.push(asked),
        }
        self.campaign.log.push(self.at, LogAct::Approve, detail);
        Ok(())
    }

    pub(crate) fn disapprove(&mut self, department: &str, business: Option<&str>) -> Result<(), Refusal> {
        let course = self.course()?;
        let approvals = &course.attempt.conduct.approvals;
        let is_it = |a: &Approval| a.department == department && a.business.as_deref() == business;
        let Some(place) = approvals.iter().position(is_it) else { return Ok(()) };
        course.attempt.turns.note_approvals(&course.attempt.conduct);
        let gone = course.attempt.conduct.approvals.remove(place);
        self.campaign.log.push(self.at, LogAct::Disapprove, json!(gone));
        Ok(())
    }
}
