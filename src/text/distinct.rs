//! Values in their order, each once.

use std::collections::HashSet;

/// So many are compared one by one; among more it is looked up: a cell may list thousands.
const FEW: usize = 16;

/// Values in the order in which they came, each once.
#[derive(Debug, Default)]
pub(crate) struct Distinct {
    values: Vec<String>,
    /// All of them, where they are more than a few.
    known: HashSet<String>,
}

impl Distinct {
    /// Adds to values each of more that is not among them yet.
    pub(crate) fn add_each(values: &mut Vec<String>, more: Vec<String>) {
        // A few are compared with all: to look them up, all would have to be known first.
        if more.len() < FEW {
            for value in more {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            return;
        }
        let mut distinct = Self { values: std::mem::take(values), known: HashSet::new() };
        more.into_iter().for_each(|value| distinct.add(value));
        *values = distinct.into_values();
    }

    /// Adds a value that is not among them yet.
    pub(crate) fn add(&mut self, value: String) {
        if self.values.len() < FEW {
            if self.values.contains(&value) {
                return;
            }
        } else {
            if self.known.is_empty() {
                self.known.extend(self.values.iter().cloned());
            }
            if !self.known.insert(value.clone()) {
                return;
            }
        }
        self.values.push(value);
    }

    /// All of them.
    pub(crate) fn into_values(self) -> Vec<String> {
        self.values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_and_many_values_stand_once_and_in_order() {
        for count in [0, 1, FEW - 1, FEW, FEW + 1, 1000] {
            let all: Vec<String> = (0..count).map(|n| n.to_string()).collect();
            let mut distinct = Distinct::default();
            for _ in 0..2 {
                all.iter().cloned().for_each(|value| distinct.add(value));
            }
            assert_eq!(distinct.into_values(), all);
            for more in [1, FEW, count] {
                let mut values = all[..count / 2].to_vec();
                all.chunks(more.max(1)).for_each(|more| Distinct::add_each(&mut values, more.to_vec()));
                assert_eq!(values, all);
            }
        }
    }
}
