//! Maps and sets from iterators. `collect` makes them by sorting first, and the compiler makes a sort for every type anew: 6 kB
//! of wasm each. These put one entry in after the other.

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
