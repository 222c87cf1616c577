//! Entries of inspections that can be taken back, or done again; forgotten with the page.

use crate::model::{Approval, Conduct, Inspection, Rectification, ToMap, Visit};
use std::collections::{BTreeMap, BTreeSet};

/// Entries of inspections that can be taken back, or done again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UndoStack {
    /// What can be undone, the last entry last.
    pub done: Vec<Turn>,
    /// What can be done again.
    pub undone: Vec<Turn>,
}

/// One entry: what stood before, by business; `None` where nothing did. Where the entry changed one field only, that
/// field: the next entry of the same field at the same business is part of it, so that a sentence is one entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Turn {
    /// What stood.
    pub was: BTreeMap<String, Option<Inspection>>,
    /// What stood of visits, by business.
    pub visits: BTreeMap<String, Option<Visit>>,
    /// The approvals that stood, where they were changed.
    pub approvals: Option<Vec<Approval>>,
    field: Option<String>,
}

impl UndoStack {
    /// Notes an entry that is about to be made.
    pub(crate) fn note(&mut self, conduct: &Conduct, entries: &[(String, Inspection)]) {
        self.undone.clear();
        let old = |business: &str| conduct.inspections.get(business).cloned();
        let field = match entries {
            [(business, new)] => only_field(&old(business).unwrap_or_default(), new),
            _ => None,
        };
        let was: BTreeMap<_, _> = entries.iter().map(|(business, _)| (business.clone(), old(business))).to_map();
        self.push(Turn { was, field, ..Turn::default() });
    }

    /// Notes an entry of inspections and of visits, as from a workbook, that is about to be made; with the field, if it is
    /// typed in one.
    pub(crate) fn note_visits(
        &mut self,
        conduct: &Conduct,
        inspections: &[(String, Inspection)],
        visits: &[(String, Visit)],
        field: Option<String>,
    ) {
        self.undone.clear();
        let was = inspections.iter().map(|(key, _)| (key.clone(), conduct.inspections.get(key).cloned())).to_map();
        let visits = visits.iter().map(|(key, _)| (key.clone(), conduct.visits.get(key).cloned())).to_map();
        self.push(Turn { was, visits, field, approvals: None });
    }

    /// Notes that approvals are about to be changed.
    pub(crate) fn note_approvals(&mut self, conduct: &Conduct) {
        self.undone.clear();
        self.push(Turn { approvals: Some(conduct.approvals.clone()), ..Turn::default() });
    }

    fn push(&mut self, turn: Turn) {
        let goes_on = |last: &Turn| {
            turn.field.is_some()
                && last.field == turn.field
                && last.was.keys().eq(turn.was.keys())
                && last.visits.keys().eq(turn.visits.keys())
        };
        if !self.done.last().is_some_and(goes_on) {
            self.done.push(turn);
        }
    }
}

impl Turn {
    /// Puts back what stood, and gives what stands until now.
    pub(crate) fn take(self, conduct: &mut Conduct) -> Self {
        let mut now = BTreeMap::new();
        for (business, was) in self.was {
            let current = match was {
                Some(was) => conduct.inspections.insert(business.clone(), was),
                None => conduct.inspections.remove(&business),
            };
            now.insert(business, current);
        }
        let mut visits = BTreeMap::new();
        for (business, was) in self.visits {
            let current = match was {
                Some(was) => conduct.visits.insert(business.clone(), was),
                None => conduct.visits.remove(&business),
            };
            visits.insert(business, current);
        }
        let approvals = self.approvals.map(|was| std::mem::replace(&mut conduct.approvals, was));
        Self { was: now, visits, approvals, field: None }
    }

    /// The businesses that it is of, each once.
    pub(crate) fn businesses(&self) -> BTreeSet<&String> {
        self.was.keys().chain(self.visits.keys()).collect()
    }
}

/// The only field of text that differs.
fn only_field(was: &Inspection, now: &Inspection) -> Option<String> {
    let rectified = |i: &Inspection| i.rectification.clone().unwrap_or_default();
    let (before, after) = (rectified(was), rectified(now));
    let mut fields: Vec<String> = [
        ("place", was.place != now.place),
        ("opinion", was.opinion != now.opinion),
        ("notes", was.notes != now.notes),
        ("follow_up", was.follow_up != now.follow_up),
        ("rectification/number", before.number != after.number),
        ("rectification/done", before.done != after.done),
    ]
    .into_iter()
    .filter(|(_, differs)| *differs)
    .map(|(field, _)| field.to_owned())
    .collect();
    let texts = |i: &Inspection| -> BTreeMap<(String, String), (String, String)> {
        let key = |f: &crate::model::Finding| (f.department.clone(), f.item.clone());
        i.findings.iter().map(|f| (key(f), (f.problem.clone(), f.handling.clone()))).to_map()
    };
    let (found, finds) = (texts(was), texts(now));
    for key in found.keys().chain(finds.keys().filter(|key| !found.contains_key(*key))) {
        let none = (String::new(), String::new());
        let (old, new) = (found.get(key).unwrap_or(&none), finds.get(key).unwrap_or(&none));
        let parts = [("problem", old.0 != new.0), ("handling", old.1 != new.1)];
        let differ = parts.into_iter().filter(|(_, differs)| *differs);
        fields.extend(differ.map(|(part, _)| format!("{}/{}/{part}", key.0, key.1)));
    }
    let Inspection { place, opinion, notes, follow_up, findings, rectification, .. } = now.clone();
    let texts_only = Inspection { place, opinion, notes, follow_up, findings, rectification, ..was.clone() };
    let same = Rectification { number: after.number.clone(), done: after.done.clone(), ..before.clone() } == after;
    match (texts_only == *now && same, &fields[..]) {
        (true, [field]) => Some(field.clone()),
        _ => None,
    }
}
