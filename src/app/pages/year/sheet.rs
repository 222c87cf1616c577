//! The plan of a year as the page changes it, and what can be taken back. What can be taken back is forgotten with the page.

use crate::app::context::AppContext;
use crate::app::parts::Pick;
use crate::course::YearReading;
use crate::model::{PlanRow, YearPlan};
use crate::roster::PlanSet;
use crate::state::{Action, Merged, RowState};
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// So many edits are kept; of more, the oldest is forgotten.
const MOST: usize = 50;

/// Plans before and after an edit.
#[derive(Clone, PartialEq, Default)]
pub struct Turns {
    done: Vec<(YearPlan, YearPlan)>,
    undone: Vec<(YearPlan, YearPlan)>,
}

/// Which rows are shown.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum Only {
    #[default]
    All,
    /// Those that are so far, from one state to another.
    Between(RowState, RowState),
    /// Those that can be joined and are not.
    Joinable,
}

/// The choices of which rows are shown.
pub const ONLY: [(&str, Only); 5] = [
    ("全部任务", Only::All),
    ("未安排", Only::Between(RowState::Unplanned, RowState::Unplanned)),
    ("进行中", Only::Between(RowState::Planned, RowState::Published)),
    ("已办结", Only::Between(RowState::Closed, RowState::Closed)),
    ("还可联合", Only::Joinable),
];

/// What of the page changes.
#[derive(Clone, PartialEq, Default)]
pub struct View {
    /// The rows that are ticked, by their ids.
    pub ticked: BTreeSet<String>,
    pub sought: String,
    pub only: Only,
}

/// The dialog that is open.
#[derive(Clone, PartialEq)]
pub enum Open {
    /// A row is edited; one whose id is empty is new. Whether it was tried to save it.
    Row(PlanRow, bool),
    /// A file was read.
    Taken(Rc<Taken>),
    /// A campaign is begun from these rows, the first of which leads, under this title.
    Begin(Vec<String>, Option<String>),
    /// The announcement, with this wording and these columns.
    Notice(Box<YearPlan>, PlanSet),
}

/// A file that was read, and what it makes of the plan.
#[derive(PartialEq)]
pub struct Taken {
    /// The plan that the file was held against.
    pub base: YearPlan,
    pub file: String,
    pub reading: YearReading,
    /// Its rows that name another year, by their places; and whether they are taken all the same.
    pub others: Vec<usize>,
    pub with_others: bool,
    pub merged: Merged,
}

#[derive(Clone, PartialEq)]
pub struct Sheet {
    pub app: AppContext,
    pub year: i32,
    pub view: UseStateHandle<View>,
    pub open: UseStateHandle<Option<Open>>,
    pub turns: UseStateHandle<Turns>,
}

impl Sheet {
    /// The plan as it stands when asked.
    pub fn plan(&self) -> YearPlan {
        let plans = &self.app.store.model.years.plans;
        plans.get(&self.year).cloned().unwrap_or_else(|| YearPlan::of(self.year))
    }

    /// Puts this plan in place; whether it was accepted.
    pub fn save(&self, plan: YearPlan) -> bool {
        let was = self.plan();
        if plan == was {
            return true;
        }
        let accepted = self.app.try_do(Action::EditYear(Box::new(plan.clone())));
        if accepted {
            let mut turns = (*self.turns).clone();
            if turns.done.len() == MOST {
                turns.done.remove(0);
            }
            turns.done.push((was, plan));
            turns.undone.clear();
            self.turns.set(turns);
        }
        accepted
    }

    /// How many edits can be taken back and done again: none once another window has changed the plan.
    pub fn counts(&self, plan: &YearPlan) -> (usize, usize) {
        let turns = &self.turns;
        let done = turns.done.last().filter(|(_, after)| after == plan).map_or(0, |_| turns.done.len());
        let undone = turns.undone.last().filter(|(before, _)| before == plan).map_or(0, |_| turns.undone.len());
        (done, undone)
    }

    /// Takes the last edit back, or does it again.
    pub fn turn(&self, again: bool) {
        let mut turns = (*self.turns).clone();
        let Some((before, after)) = (if again { turns.undone.pop() } else { turns.done.pop() }) else { return };
        let plan = if again { &after } else { &before };
        if self.app.try_do(Action::EditYear(Box::new(plan.clone()))) {
            let to = if again { &mut turns.done } else { &mut turns.undone };
            to.push((before, after));
            self.turns.set(turns);
        }
    }

    pub fn show(&self, open: Option<Open>) {
        self.open.set(open);
    }

    pub fn close(&self) -> Callback<()> {
        cb!(sheet = self, move |()| sheet.show(None))
    }

    pub fn look(&self, change: impl FnOnce(&mut View)) {
        let mut next = (*self.view).clone();
        change(&mut next);
        self.view.set(next);
    }
}

/// A choice among the sets of columns.
pub fn pick_set(id: &'static str, name: &'static str, set: PlanSet, on_set: &Callback<PlanSet>) -> Html {
    let all = PlanSet::ALL.iter().enumerate();
    let options: Vec<_> = all.map(|(i, s)| (i.to_string().into(), AttrValue::Static(s.title()))).collect();
    let value = PlanSet::ALL.iter().position(|known| *known == set).unwrap_or_default().to_string();
    let on_pick = on_set.reform(move |place: String| {
        place.parse().ok().and_then(|at: usize| PlanSet::ALL.get(at).copied()).unwrap_or(set)
    });
    html! { <Pick {id} {name} {value} {options} {on_pick} /> }
}
