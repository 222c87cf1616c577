//! Edits of 方案, and how they are taken back.

use super::action::Refusal;
use super::apply::CampaignAct;
use super::draft::PlanDraft;
use super::typing::only_box;
use serde_json::json;
use std::rc::Rc;

/// Edits of the plan that can be taken back, or done again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanUndoStack {
    /// What can be undone, the last edit last.
    pub done: Vec<PlanUndoStep>,
    /// What can be done again.
    pub undone: Vec<PlanUndoStep>,
}

/// One edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanUndoStep {
    /// The plan on its other side.
    plan: Rc<PlanDraft>,
    what: Edit,
}

/// What was edited.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Edit {
    /// This text only: the next edit of it is part of the same turn, so that a sentence is one.
    Text(String),
    /// 附件7 was taken.
    Items,
    Other,
}

/// So many edits are kept; of more, the oldest is forgotten.
const MOST: usize = 100;

impl PlanUndoStack {
    /// Notes that the plan `was` became what it is `now`.
    fn note(&mut self, was: PlanDraft, now: &PlanDraft, what: Edit) {
        self.undone.clear();
        if let Some(last) = self.done.last().filter(|last| matches!(what, Edit::Text(_)) && last.what == what) {
            // Typed and deleted again, nothing was done.
            if *last.plan == *now {
                self.done.pop();
            }
            return;
        }
        if self.done.len() == MOST {
            self.done.remove(0);
        }
        self.done.push(PlanUndoStep { plan: Rc::new(was), what });
    }

    /// What is typed next is a turn of its own.
    fn end_text(&mut self) {
        if let Some(PlanUndoStep { what: what @ Edit::Text(_), .. }) = self.done.last_mut() {
            *what = Edit::Other;
        }
    }
}

impl Edit {
    /// The edit between two plans.
    fn between(was: &PlanDraft, now: &PlanDraft) -> Self {
        only_text(was, now).map_or(Self::Other, Self::Text)
    }
}

/// The only text that differs, as the path to it. The name of a category takes with it where items mention it.
fn only_text(was: &PlanDraft, now: &PlanDraft) -> Option<String> {
    let renamed = was.strata.iter().zip(&now.strata).find(|(a, b)| a.id == b.id && a.label != b.label);
    if let Some((_, new)) = renamed {
        let mut other = was.clone();
        other.rename_stratum(new.id, &new.label);
        return (other == *now).then(|| format!("stratum {}", new.id));
    }
    // Of these one is picked, not typed.
    only_box(was, now).filter(|path| !path.ends_with("/mode") && !path.ends_with("/role"))
}

impl PlanDraft {
    /// Gives a category another name, also where items mention it.
    pub fn rename_stratum(&mut self, id: u32, name: &str) {
        let Some(stratum) = self.strata.iter_mut().find(|s| s.id == id) else { return };
        let old = std::mem::replace(&mut stratum.label, name.to_owned());
        let items = self.departments.iter_mut().flat_map(|d| &mut d.items);
        let mentions = items.flat_map(|i| &mut i.item.categories).filter(|c| !old.is_empty() && **c == old);
        mentions.for_each(|c| name.clone_into(c));
    }
}

impl CampaignAct<'_> {
    pub(super) fn edit_plan(&mut self, plan: PlanDraft) -> Result<(), Refusal> {
        if plan == self.campaign.plan {
            return Ok(());
        }
        let what = Edit::between(&self.campaign.plan, &plan);
        let place = if let Edit::Text(place) = &what { Some(place.clone()) } else { None };
        self.change_plan(plan, what)?;
        self.campaign.log.push_typed(self.at, "plan", place, json!({"title": self.campaign.plan.title}));
        Ok(())
    }

    pub(super) fn take_items(&mut self, plan: PlanDraft, changes: &[String]) -> Result<(), Refusal> {
        self.change_plan(plan, Edit::Items)?;
        self.campaign.log.push(self.at, "items", json!({"changes": changes}));
        Ok(())
    }

    /// Lets a roster fill in what the plan has not; the log tells of the roster.
    pub(super) fn fill_plan(&mut self, fill: impl FnOnce(&mut PlanDraft)) -> Result<(), Refusal> {
        let mut plan = self.campaign.plan.clone();
        fill(&mut plan);
        if plan == self.campaign.plan { Ok(()) } else { self.change_plan(plan, Edit::Other) }
    }

    fn change_plan(&mut self, plan: PlanDraft, what: Edit) -> Result<(), Refusal> {
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

    /// The last edit goes from the one list to the other, and the plan to its other side.
    pub(super) fn turn_plan(
        &mut self,
        way: &str,
        lists: impl Fn(&mut PlanUndoStack) -> (&mut Vec<PlanUndoStep>, &mut Vec<PlanUndoStep>),
    ) -> Result<(), Refusal> {
        // What was done before the seal is not undone, and that is said.
        let Some(turn) = lists(&mut self.campaign.plan_turns).0.pop() else { return self.unsealed() };
        let was = self.put_plan(PlanDraft::clone(&turn.plan))?;
        let about = if turn.what == Edit::Items { "items" } else { "plan" };
        let turns = &mut self.campaign.plan_turns;
        lists(turns).1.push(PlanUndoStep { plan: Rc::new(was), what: turn.what });
        turns.end_text();
        self.campaign.log.push(self.at, &format!("{about}-{way}"), json!({}));
        Ok(())
    }
}
