//! Order without a sort for every type: the compiler makes one anew for each, 8 kB of wasm. Maps and sets are filled entry by
//! entry (`collect` sorts first), and lists are sorted by their places, by one sort for all. What sorts a whole roster keeps a
//! sort of its own: it is twice as quick.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// An iterator of pairs, as a map. Of a key that comes twice the last value counts, as with `collect`.
pub trait ToMap<K: Ord, V>: Iterator<Item = (K, V)> + Sized {
    /// The map.
    fn to_map(self) -> BTreeMap<K, V> {
        let mut map = BTreeMap::new();
        for (key, value) in self {
            map.insert(key, value);
        }
        map
    }
}

impl<K: Ord, V, I: Iterator<Item = (K, V)>> ToMap<K, V> for I {}

/// An iterator, as a set.
pub trait ToSet<T: Ord>: Iterator<Item = T> + Sized {
    /// The set.
    fn to_set(self) -> BTreeSet<T> {
        let mut set = BTreeSet::new();
        for item in self {
            set.insert(item);
        }
        set
    }
}

impl<T: Ord, I: Iterator<Item = T>> ToSet<T> for I {}

/// Lists in order; what is equal stays as it was.
pub trait InOrder<T> {
    /// As `sort_by`.
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering);

    /// As `sort_by_cached_key`: each key is made once.
    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K);

    /// As `sort`.
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }
}

impl<T> InOrder<T> for [T] {
    fn order_by(&mut self, compare: impl Fn(&T, &T) -> Ordering) {
        let from = places(self.len(), &|a, b| compare(&self[a], &self[b]));
        bring(self, from);
    }

    fn order_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        let keys: Vec<K> = self.iter().map(key).collect();
        bring(self, places(keys.len(), &|a, b| keys[a].cmp(&keys[b])));
    }
}

/// Brings a list into the order in which its entries are to be taken `from` their places.
fn bring<T>(list: &mut [T], mut from: Vec<usize>) {
    for place in 0..from.len() {
        // What belongs here was swapped away if its place has been filled already.
        let mut source = from[place];
        while source < place {
            source = from[source];
        }
        from[place] = source;
        list.swap(place, source);
    }
}

/// The places of a list of this length in the order that its entries have.
fn places(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..length).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lists_are_ordered_as_by_the_standard_library(list in prop::collection::vec((0u8..20, any::<u8>()), 0..200)) {
            let (mut ours, mut theirs) = (list.clone(), list);
            ours.order_by_key(|(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            ours.order();
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
