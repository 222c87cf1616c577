//! A newer file of the same roster: what it adds, changes and drops, and which mends still hold.

use crate::model::{Source, normal_key};
use crate::roster::edits::apply::apply_edits;
use crate::roster::edits::{Edit, gathered};
use crate::roster::field::Field;
use crate::roster::reading::Reading;
use crate::roster::record::Record;
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, VecDeque};

/// An entry by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryName {
    /// Where it stands.
    pub source: Source,
    /// 名称 or 姓名.
    pub name: String,
    /// Its key.
    pub key: String,
}

/// A value that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellChange {
    /// The field.
    pub field: Field,
    /// The value in the older file.
    pub before: String,
    /// The value in the newer one.
    pub after: String,
}

/// An entry that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangedEntry {
    /// Where it stood.
    pub before: Source,
    /// Where it stands.
    pub source: Source,
    /// Its name in the newer file.
    pub name: String,
    /// What differs.
    pub cells: Vec<CellChange>,
}

/// Why a mend does not hold any more.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LostReason {
    /// The entry is gone.
    #[error("新文件里没有这一条了")]
    Gone,
    /// The newer file has another value in the cell that was mended.
    #[error("新文件里这一格已改为“{0}”，不再用原来的改正")]
    Overtaken(String),
    /// What was added by hand is now in the file.
    #[error("手工添加的这一条，新文件里已经有了")]
    Present,
    /// It had no effect before either.
    #[error("这项改正原来就没有对应的行")]
    Idle,
}

/// A mend that does not hold any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LostEdit {
    /// The mend as it was.
    pub mend: Edit,
    /// Why.
    pub why: LostReason,
}

/// What a newer file changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Only in the newer file.
    pub added: Vec<EntryName>,
    /// Only in the older file.
    pub removed: Vec<EntryName>,
    /// In both, with other values.
    pub changed: Vec<ChangedEntry>,
    /// How many are the same in both.
    pub same: usize,
    /// The mends that still hold, at their places in the newer file.
    pub kept: Vec<Edit>,
    /// Those that do not.
    pub lost: Vec<LostEdit>,
}

impl Changes {
    /// Whether the newer file has the same entries with the same values.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// Compares two files of one roster as they were read: entries are the same by their key, as read or as mended, then
/// by their name.
pub fn compare<T: Record>(old: &Reading<T>, mends: &[Edit], new: &Reading<T>) -> Changes {
    let mended = apply_edits(old, mends);
    let pairs = EntryPairs::of(&old.rows, &mended.rows[..old.rows.len()], &new.rows);
    let mut changes = Changes::default();
    for (before, after) in old.rows.iter().zip(&pairs.new_of_old) {
        match after.map(|i| &new.rows[i]) {
            None => changes.removed.push(named(before)),
            Some(after) => {
                let cells = differences(before, after);
                if cells.is_empty() {
                    changes.same += 1;
                } else {
                    let (name, source) = (after.name().to_owned(), after.source().clone());
                    changes.changed.push(ChangedEntry { before: before.source().clone(), source, name, cells });
                }
            }
        }
    }
    let fresh = new.rows.iter().enumerate().filter(|(i, _)| !pairs.used[*i]);
    changes.added = fresh.map(|(_, row)| named(row)).collect();
    EditCarrier::new(old, new, &pairs).carry(mends, &mut changes);
    changes
}

fn named<T: Record>(row: &T) -> EntryName {
    EntryName { source: row.source().clone(), name: row.name().to_owned(), key: row.key() }
}

fn differences<T: Record>(before: &T, after: &T) -> Vec<CellChange> {
    let change = |field: Field| {
        let (before, after) = (before.value(field), after.value(field));
        (before != after).then_some(CellChange { field, before, after })
    };
    T::KIND.fields().filter_map(change).collect()
}

/// Which entry of the newer file is which of the older.
struct EntryPairs {
    new_of_old: Vec<Option<usize>>,
    used: Vec<bool>,
}

impl EntryPairs {
    fn of<T: Record>(old: &[T], mended: &[T], new: &[T]) -> Self {
        let mut pairs = Self { new_of_old: vec![None; old.len()], used: vec![false; new.len()] };
        pairs.join(old, new, T::key);
        pairs.join(mended, new, T::key);
        pairs.join(old, new, |row| normal_key(row.name()));
        pairs.join(mended, new, |row| normal_key(row.name()));
        pairs
    }

    /// Joins those left over that share a key, in their order.
    fn join<T: Record>(&mut self, old: &[T], new: &[T], key: impl Fn(&T) -> String) {
        if self.new_of_old.iter().all(Option::is_some) {
            return;
        }
        let mut free: HashMap<String, VecDeque<usize>> = HashMap::new();
        for (i, row) in new.iter().enumerate().filter(|(i, _)| !self.used[*i]) {
            free.entry(key(row)).or_default().push_back(i);
        }
        for (i, row) in old.iter().enumerate() {
            if self.new_of_old[i].is_none()
                && let Some(place) = free.get_mut(&key(row)).and_then(VecDeque::pop_front)
            {
                (self.new_of_old[i], self.used[place]) = (Some(place), true);
            }
        }
    }
}

/// Carries mends over to the newer file.
struct EditCarrier<'a, T> {
    places: HashMap<&'a Source, usize>,
    old: &'a Reading<T>,
    new: &'a Reading<T>,
    pairs: &'a EntryPairs,
    keys: std::collections::HashSet<String>,
    /// Added rows that are in the newer file now.
    present: Vec<Source>,
}

impl<'a, T: Record> EditCarrier<'a, T> {
    fn new(old: &'a Reading<T>, new: &'a Reading<T>, pairs: &'a EntryPairs) -> Self {
        let places = old.rows.iter().enumerate().map(|(i, row)| (row.source(), i)).collect();
        let keys = new.rows.iter().map(T::key).collect();
        Self { places, old, new, pairs, keys, present: Vec::new() }
    }

    fn carry(mut self, mends: &[Edit], changes: &mut Changes) {
        // What was acknowledged stays so as long as it says the same.
        let mut kept: Vec<Edit> =
            mends.iter().filter(|mend| matches!(mend, Edit::Acknowledge { .. })).cloned().collect();
        for mend in mends.iter().flat_map(|mend| mend.rows().map(|row| mend.of_one(row))) {
            match self.fate(&mend, &kept) {
                Ok(still) => kept.extend(still),
                Err(why) => changes.lost.push(LostEdit { mend, why }),
            }
        }
        changes.kept = gathered(kept);
    }

    /// The mend at its new place; nothing if the newer file has what it asks for.
    fn fate(&mut self, mend: &Edit, kept: &[Edit]) -> Result<Option<Edit>, LostReason> {
        if let Edit::Add { source, values } = mend {
            let mut row = T::default();
            values.iter().for_each(|(field, value)| row.set(*field, value));
            if self.keys.contains(&row.key()) {
                self.present.push(source.clone());
                return Err(LostReason::Present);
            }
            return Ok(Some(mend.clone()));
        }
        let Some(source) = mend.rows().next().filter(|source| !self.present.contains(source)) else {
            return Err(LostReason::Present);
        };
        let Some(place) = self.places.get(&source).copied() else {
            let added = kept.iter().any(|m| matches!(m, Edit::Add { source: s, .. } if *s == source));
            return if added { Ok(Some(mend.clone())) } else { Err(LostReason::Idle) };
        };
        let after = self.pairs.new_of_old[place].map(|i| &self.new.rows[i]).ok_or(LostReason::Gone)?;
        let moved = mend.of_one(after.source().clone());
        let Edit::Set { field, value, .. } = mend else { return Ok(Some(moved)) };
        let (was, is) = (self.old.rows[place].value(*field), after.value(*field));
        if is == was {
            return Ok(Some(moved));
        }
        let mut wanted = T::default();
        wanted.set(*field, value);
        if wanted.value(*field) == is { Ok(None) } else { Err(LostReason::Overtaken(is)) }
    }
}
