//! Edits of 方案 that can be taken back, or done again: none from before the seal; forgotten with the page.

use super::draft::PlanDraft;
use crate::state::typed::only_box;
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
    pub(crate) plan: Rc<PlanDraft>,
    /// What was edited.
    pub(crate) what: PlanEdit,
}

/// What was edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PlanEdit {
    /// This text only: the next edit of it is part of the same turn, so that a sentence is one.
    Text(String),
    /// 附件7 was taken.
    Items,
    /// Anything else.
    Other,
}

/// So many edits are kept; of more, the oldest is forgotten.
const MOST: usize = 100;

impl PlanUndoStack {
    /// Notes that the plan `was` became what it is `now`.
    pub(crate) fn note(&mut self, was: PlanDraft, now: &PlanDraft, what: PlanEdit) {
        self.undone.clear();
        if let Some(last) = self.done.last().filter(|last| matches!(what, PlanEdit::Text(_)) && last.what == what) {
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
    pub(crate) fn end_text(&mut self) {
        if let Some(PlanUndoStep { what: what @ PlanEdit::Text(_), .. }) = self.done.last_mut() {
            *what = PlanEdit::Other;
        }
    }
}

impl PlanEdit {
    /// The edit between two plans.
    pub(crate) fn between(was: &PlanDraft, now: &PlanDraft) -> Self {
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
    // A box that is stored only where something stands in it.
    if was.ceiling != now.ceiling {
        return (PlanDraft { ceiling: now.ceiling.clone(), ..was.clone() } == *now).then(|| "/ceiling".into());
    }
    // Of these one is picked, not typed.
    only_box(was, now).filter(|path| !["/mode", "/role", "/by"].iter().any(|picked| path.ends_with(picked)))
}
