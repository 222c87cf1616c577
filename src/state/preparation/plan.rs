//! Edits of 方案, and how they are taken back.

use crate::state::action::Refusal;
use crate::state::campaign::LogAct;
use crate::state::campaign_act::CampaignAct;
use crate::state::plan::{PlanDraft, PlanEdit, PlanUndoStack, PlanUndoStep};
use serde_json::json;
use std::rc::Rc;

impl CampaignAct<'_> {
    pub(crate) fn edit_plan(&mut self, plan: PlanDraft) -> Result<(), Refusal> {
        if plan == self.campaign.plan {
            return Ok(());
        }
        let what = PlanEdit::between(&self.campaign.plan, &plan);
        let place = if let PlanEdit::Text(place) = &what { Some(place.clone()) } else { None };
        self.change_plan(plan, what)?;
        self.campaign.log.push_typed(self.at, LogAct::Plan, place, json!({"title": self.campaign.plan.title}));
        Ok(())
    }

    pub(crate) fn take_items(&mut self, plan: PlanDraft, changes: &[String]) -> Result<(), Refusal> {
        self.change_plan(plan, PlanEdit::Items)?;
        self.campaign.log.push(self.at, LogAct::Items, json!({"changes": changes}));
        Ok(())
    }

    /// Lets a roster fill in what the plan has not; the log tells of the roster.
    pub(crate) fn fill_plan(&mut self, fill: impl FnOnce(&mut PlanDraft)) -> Result<(), Refusal> {
        let mut plan = self.campaign.plan.clone();
        fill(&mut plan);
        if plan == self.campaign.plan { Ok(()) } else { self.change_plan(plan, PlanEdit::Other) }
    }

    fn change_plan(&mut self, plan: PlanDraft, what: PlanEdit) -> Result<(), Refusal> {
        let was = self.put_plan(plan)?;
        self.campaign.plan_turns.note(was, &self.campaign.plan, what);
        Ok(())
    }

    /// Puts the plan in place of what was, which it gives back.
    fn put_plan(&mut self, plan: PlanDraft) -> Result<PlanDraft, Refusal> {
        if plan.sealed_part() != self.campaign.plan.sealed_part() {
            self.unsealed()?;
        }
        Ok(std::mem::replace(&mut self.campaign.plan, plan))
    }

    /// The last edit goes from the one list to the other, and the plan to its other side; the log tells of an edit, or of 附件7.
    pub(crate) fn turn_plan(
        &mut self,
        (plan, items): (LogAct, LogAct),
        lists: impl Fn(&mut PlanUndoStack) -> (&mut Vec<PlanUndoStep>, &mut Vec<PlanUndoStep>),
    ) -> Result<(), Refusal> {
        // What was done before the seal is not undone, and that is said.
        let Some(turn) = lists(&mut self.campaign.plan_turns).0.pop() else { return self.unsealed() };
        let was = self.put_plan(PlanDraft::clone(&turn.plan))?;
        let act = if turn.what == PlanEdit::Items { items } else { plan };
        let turns = &mut self.campaign.plan_turns;
        lists(turns).1.push(PlanUndoStep { plan: Rc::new(was), what: turn.what });
        turns.end_text();
        self.campaign.log.push(self.at, act, json!({}));
        Ok(())
    }
}
