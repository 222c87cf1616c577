//! Entries of inspections that can be taken back, or done again; forgotten with the page.

use crate::model::{Conduct, Inspection, ToMap};
use std::collections::BTreeMap;

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
        let goes_on = |last: &Turn| field.is_some() && last.field == field && last.was.keys().eq(was.keys());
        if !self.done.last().is_some_and(goes_on) {
            self.done.push(Turn { was, field });
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
        Self { was: now, field: None }
    }
}

/// The only field of text that differs.
fn only_field(was: &Inspection, now: &Inspection) -> Option<String> {
    let mut fields: Vec<String> = [
        ("place", was.place != now.place),
        ("opinion", was.opinion != now.opinion),
        ("notes", was.notes != now.notes),
        ("follow_up", was.follow_up != now.follow_up),
    ]
    .into_iter()
    .filter(|(_, differs)| *differs)
    .map(|(field, _)| field.to_owned())
    .collect();
    let texts = |i: &Inspection| -> BTreeMap<(String, String), (String, String)> {
        let key = |f: &crate::model::Finding| (f.department.clone(), f.item.clone());
        i.findings.iter().map(|f| (key(f), (f.problem.clone(), f.handling.clone()))).to_map()
    };
    let (before, after) = (texts(was), texts(now));
    for key in before.keys().chain(after.keys().filter(|key| !before.contains_key(*key))) {
        let none = (String::new(), String::new());
        let (old, new) = (before.get(key).unwrap_or(&none), after.get(key).unwrap_or(&none));
        let parts = [("problem", old.0 != new.0), ("handling", old.1 != new.1)];
        let differ = parts.into_iter().filter(|(_, differs)| *differs);
        fields.extend(differ.map(|(part, _)| format!("{}/{}/{part}", key.0, key.1)));
    }
    let Inspection { place, opinion, notes, follow_up, findings, .. } = now.clone();
    let texts_only = Inspection { place, opinion, notes, follow_up, findings, ..was.clone() };
    match (texts_only == *now, &fields[..]) {
        (true, [field]) => Some(field.clone()),
        _ => None,
    }
}
