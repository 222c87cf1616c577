//! Inspections of what was drawn: entered, taken back, corrected once published; everything is an entry of the log.

use crate::course::check_inspection;
use crate::model::{Correction, Inspection, Visit};
use crate::state::action::{Amend, ConductFault as Fault, Refusal};
use crate::state::campaign::{LogAct, Turn, UndoStack};
use crate::state::campaign_act::{CampaignAct, required_text};
use crate::state::typed::only_box_of;
use serde_json::json;
use std::collections::BTreeSet;

impl CampaignAct<'_> {
    pub(crate) fn inspect(&mut self, business: String, inspection: Inspection) -> Result<(), Refusal> {
        let mut course = self.course()?;
        let Some(inspection) = course.entry(&business, inspection)? else { return Ok(()) };
        let detail = json!({
            "business": business, "date": inspection.date, "result": inspection.result,
            "follow_up": inspection.follow_up, "findings": inspection.findings.len(),
        });
        let was = course.attempt.conduct.inspections.get(&business).cloned().unwrap_or_default();
        let place = only_box_of(&was, &inspection).map(|place| format!("{business}/{place}"));
        let entries = [(business, inspection)];
        course.attempt.turns.note(&course.attempt.conduct, &entries);
        entries.into_iter().for_each(|(business, inspection)| drop(course.put(&business, inspection)));
        self.campaign.log.push_typed(self.at, LogAct::Inspect, place, detail);
        Ok(())
    }

    /// What a workbook says of inspections and of visits: all, or none.
    pub(crate) fn inspect_many(
        &mut self,
        inspections: Vec<(String, Inspection)>,
        visits: Vec<(String, Visit)>,
    ) -> Result<(), Refusal> {
        let mut course = self.course()?;
        let (mut changed, mut changed_visits) = (Vec::new(), Vec::new());
        for (business, inspection) in inspections {
            if let Some(inspection) = course.entry(&business, inspection)? {
                changed.push((business, inspection));
            }
        }
        for (business, visit) in visits {
            if let Some(visit) = course.visit(&business, visit)? {
                changed_visits.push((business, visit));
            }
        }
        if changed.is_empty() && changed_visits.is_empty() {
            return Ok(());
        }
        match &changed_visits[..] {
            [] => course.attempt.turns.note(&course.attempt.conduct, &changed),
            visits => course.attempt.turns.note_visits(&course.attempt.conduct, &changed, visits, None),
        }
        let businesses: BTreeSet<_> =
            changed.iter().map(|(b, _)| b).chain(changed_visits.iter().map(|(b, _)| b)).collect();
        let detail = json!({ "businesses": businesses });
        changed.into_iter().for_each(|(business, inspection)| drop(course.put(&business, inspection)));
        changed_visits.into_iter().for_each(|(business, visit)| course.put_visit(business, visit));
        self.campaign.log.push(self.at, LogAct::InspectMany, detail);
        Ok(())
    }

    /// The last entry goes from the one list to the other.
    pub(crate) fn turn_inspections(
        &mut self,
        act: LogAct,
        lists: impl FnOnce(&mut UndoStack) -> (&mut Vec<Turn>, &mut Vec<Turn>),
    ) -> Result<(), Refusal> {
        let course = self.course()?;
        let (from, to) = lists(&mut course.attempt.turns);
        let Some(turn) = from.pop() else { return Ok(()) };
        let detail = match turn.approvals {
            Some(_) => json!({"approvals": true}),
            None => json!({"businesses": turn.businesses()}),
        };
        to.push(turn.take(&mut course.attempt.conduct));
        self.campaign.log.push(self.at, act, detail);
        Ok(())
    }

    pub(crate) fn amend(&mut self, asked: Amend) -> Result<(), Refusal> {
        let at = self.at;
        let reason = required_text(&asked.reason, "更正的理由")?;
        let approved_by = required_text(&asked.approved_by, "批准人")?;
        let mut course = self.course()?;
        let Amend { business, mut inspection, .. } = asked;
        course.listed(&business)?;
        if !course.published(&business) {
            return Err(Fault::NotPublished(course.who(&business)).into());
        }
        check_inspection(&inspection, course.drawn_on, course.today).map_err(Fault::from)?;
        let was = course.attempt.conduct.inspections.get(&business).cloned().unwrap_or_default();
        inspection.closed = was.closed;
        inspection.keep_said();
        if inspection == was {
            return Err(Fault::NothingToCorrect(course.who(&business)).into());
        }
        if inspection.date.is_none() || inspection.result.trim().is_empty() {
            return Err(Refusal::Required("检查日期和检查结果：已公示的不能没有"));
        }
        let detail = json!({
            "business": business, "was": was, "now": inspection, "reason": reason, "approved_by": approved_by,
        });
        course.put(&business, inspection);
        let correction = Correction { business, was: Box::new(was), reason, approved_by, at, published: None };
        course.attempt.conduct.corrections.push(correction);
        course.attempt.turns = UndoStack::default();
        self.campaign.log.push(at, LogAct::Amend, detail);
        Ok(())
    }
}
