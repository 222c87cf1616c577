//! An entry that goes on over several rows, of each of which it takes what it does not have yet. What it has is looked up, not
//! gone through: thousands of rows may go on with one entry.

use crate::roster::field::Field;
use crate::roster::record::Record;
use crate::roster::record::sealed::{FieldSlot, FieldValue};
use std::collections::{BTreeMap, HashSet};

/// What stands between the values of a field that holds them in one text.
const BETWEEN: char = '、';

/// An entry and what the rows that were joined with it have told.
#[derive(Debug)]
pub(crate) struct JoinedEntry<T> {
    pub entry: T,
    /// How many rows told something more of it.
    pub grown: usize,
    /// The last row that goes on with it, from 1.
    pub last: u32,
    /// What a row says otherwise than those before it: each field once, the row (from 1) and its value.
    pub otherwise: Vec<(Field, u32, String)>,
    /// By field, each value that it has; of the fields of one text also their parts.
    known: BTreeMap<Field, HashSet<String>>,
}

impl<T: Record> JoinedEntry<T> {
    pub(crate) fn new(entry: T) -> Self {
        Self { entry, grown: 0, last: 0, otherwise: Vec::new(), known: BTreeMap::new() }
    }

    /// Notes what a row that goes on with the entry says otherwise, where one value alone can be kept; and address and telephone, where
    /// both are others: those may be of another business.
    pub(crate) fn compare(&mut self, more: &T, fields: impl Iterator<Item = Field>, as_above: &[Field]) {
        let other: Vec<_> = fields.filter(|field| *field != T::CODE && self.is_other(*field, more, as_above)).collect();
        let elsewhere = [Field::Address, Field::Phone].iter().all(|field| other.contains(field));
        let counts =
            |field: &Field| !T::GROWING.contains(field) || elsewhere && [Field::Address, Field::Phone].contains(field);
        for field in other.into_iter().filter(counts) {
            if self.otherwise.iter().all(|(known, ..)| *known != field) {
                self.otherwise.push((field, more.source().row, more.value(field)));
            }
        }
    }

    fn is_other(&self, field: Field, more: &T, as_above: &[Field]) -> bool {
        let (own, other) = (self.entry.text(field), more.text(field));
        !as_above.contains(&field) && !own.is_empty() && !other.is_empty() && own != other
    }

    /// Takes in a row that goes on with the entry, save the fields of which it says that they are as above.
    pub(crate) fn join(&mut self, mut more: T, as_above: &[Field], fields: impl Iterator<Item = Field>) {
        let mut grew = false;
        let missing = fields.filter(|field| !T::GROWING.contains(field) && !as_above.contains(field));
        for field in missing.filter(|field| self.entry.text(*field).is_empty()).collect::<Vec<_>>() {
            let value = more.value(field);
            if !value.is_empty() {
                self.entry.set(field, &value);
                grew = true;
            }
        }
        for field in T::GROWING.iter().filter(|field| !as_above.contains(field)) {
            let known = self.known.entry(*field).or_insert_with(|| values_of(&self.entry.value_in(*field)));
            match (self.entry.slot(*field), more.slot(*field)) {
                (Some(FieldSlot::List(values)), Some(FieldSlot::List(more))) => {
                    let before = values.len();
                    values.extend(more.drain(..).filter(|value| known.insert(value.clone())));
                    grew |= values.len() > before;
                }
                (Some(FieldSlot::Text(values)), Some(FieldSlot::Text(more)))
                    if !more.is_empty() && known.insert(more.clone()) =>
                {
                    if !values.is_empty() {
                        values.push(BETWEEN);
                    }
                    values.push_str(more);
                    grew = true;
                    known.extend(parts(more));
                }
                _ => {}
            }
        }
        self.last = more.source().row;
        self.grown += usize::from(grew);
    }
}

fn values_of(value: &FieldValue<'_>) -> HashSet<String> {
    match value {
        FieldValue::Text(text) => parts(text).chain([(*text).to_owned()]).collect(),
        FieldValue::List(values) => values.iter().cloned().collect(),
    }
}

fn parts(text: &str) -> impl Iterator<Item = String> {
    text.split(BETWEEN).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Officer;

    fn officer(speciality: &str, recusals: &[&str]) -> Officer {
        let recusals = recusals.iter().map(|text| (*text).to_owned()).collect();
        Officer { name: "马建国".into(), speciality: speciality.into(), recusals, ..Officer::default() }
    }

    #[test]
    fn each_value_is_taken_once_in_order() {
        let mut joined = JoinedEntry::new(officer("", &["甲公司"]));
        for (speciality, recusals) in [
            ("客运", &["甲公司", "乙公司"][..]),
            ("货运、维修", &[]),
            ("货运、维修", &["丙公司"]),
            ("维修", &["乙公司"]),
            ("", &[]),
            ("客运、维修", &["甲公司"]),
        ] {
            joined.join(officer(speciality, recusals), &[], [].into_iter());
        }
        assert_eq!(joined.entry, officer("客运、货运、维修、客运、维修", &["甲公司", "乙公司", "丙公司"]));
    }

    #[test]
    fn what_is_as_above_is_there_already() {
        let mut joined = JoinedEntry::new(officer("客运", &["甲公司"]));
        joined.join(officer("同上", &["乙公司"]), &[Field::Speciality], [].into_iter());
        assert_eq!(joined.entry, officer("客运", &["甲公司", "乙公司"]));
    }
}
