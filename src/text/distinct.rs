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
    /// Those that are there, which are told apart.
    pub(crate) fn of(values: Vec<String>) -> Self {
        let known = if values.len() < FEW { HashSet::new() } else { values.iter().cloned().collect() };
        Self { values, known }
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
            let mut distinct = Distinct::of(all[..count / 2].to_vec());
            for _ in 0..2 {
                all.iter().cloned().for_each(|value| distinct.add(value));
            }
            assert_eq!(distinct.into_values(), all);
        }
    }
}
