//! What the signed papers say, as far as somebody typed, ticked or scanned it.

use super::typed::in_groups;
use crate::draw::PROTOCOL;
use crate::model::{Digest, ToMap};
use std::collections::{BTreeMap, BTreeSet};

/// Something that the record and the signed papers both say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// 封存码, on the 封存单.
    Commitment,
    /// What a contributor wrote on the 封存单, by its place.
    Number(usize),
    /// 种子, on 附件2.
    Seed,
    /// The businesses drawn, on 附件2.
    Businesses,
    /// How many attempts, voids and substitutions there were.
    Attempts,
    /// A substitution, on its signed sheet, by its place.
    Substitution(usize),
}

/// What the papers say, as somebody types, ticks or scans it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Papers {
    typed: BTreeMap<Item, String>,
    ticked: BTreeMap<Item, bool>,
    scanned: BTreeSet<Item>,
}

/// What an address of the 验证 page carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carried<'a> {
    /// Nothing.
    Nothing,
    /// The codes of a signed paper: the commitment, of a drawn attempt the seed as well.
    Codes(Digest, Option<Digest>),
    /// A packed record.
    Record(&'a str),
}

impl<'a> Carried<'a> {
    /// Reads what follows `#/verify/`.
    pub fn parse(carried: &'a str) -> Self {
        let digest = |text: &str| Digest::parse(text).ok();
        let codes = match carried.split_once('/') {
            Some((commitment, seed)) => digest(commitment).zip(digest(seed)).map(|(c, s)| (c, Some(s))),
            None => digest(carried).map(|c| (c, None)),
        };
        match codes {
            Some((commitment, seed)) => Self::Codes(commitment, seed),
            None if carried.is_empty() => Self::Nothing,
            None => Self::Record(carried),
        }
    }
}

impl Papers {
    /// With the codes that were scanned.
    pub fn scanned(commitment: Digest, seed: Option<Digest>) -> Self {
        let mut papers = Self::default();
        papers.scan(commitment, seed);
        papers
    }

    /// What was typed.
    pub fn typed(&self, item: Item) -> &str {
        self.typed.get(&item).map_or("", String::as_str)
    }

    /// Types something; it is no longer what was scanned. What a scanner reads of a paper is taken for both its codes.
    pub fn type_in(&mut self, item: Item, text: String) {
        // A scanner types one character after the other: a commitment alone may go on with a seed.
        if let Some((commitment, seed @ Some(_))) = scanned_text(&text) {
            return self.scan(commitment, seed);
        }
        self.scanned.remove(&item);
        self.typed.insert(item, text);
    }

    /// The box is left: a code stands in groups.
    pub fn leave(&mut self, item: Item) {
        match scanned_text(self.typed(item)) {
            Some((commitment, seed)) => self.scan(commitment, seed),
            None => drop(self.typed.insert(item, in_groups(self.typed(item)))),
        }
    }

    fn scan(&mut self, commitment: Digest, seed: Option<Digest>) {
        let codes = [(Item::Commitment, Some(commitment)), (Item::Seed, seed)];
        for (item, code) in codes.into_iter().filter_map(|(item, code)| Some((item, code?))) {
            self.typed.insert(item, code.groups());
            self.scanned.insert(item);
        }
    }

    /// What was ticked: that it is the same, or another.
    pub fn ticked(&self, item: Item) -> Option<bool> {
        self.ticked.get(&item).copied()
    }

    /// Ticks something, or takes the tick back.
    pub fn tick(&mut self, item: Item, same: Option<bool>) {
        match same {
            Some(same) => drop(self.ticked.insert(item, same)),
            None => drop(self.ticked.remove(&item)),
        }
    }

    /// Whether it was scanned.
    pub fn is_scanned(&self, item: Item) -> bool {
        self.scanned.contains(&item)
    }

    /// For another record: the codes of the papers stay, what was compared by eye does not.
    #[must_use]
    pub fn for_another_record(&self) -> Self {
        let code = |item: &Item| matches!(item, Item::Commitment | Item::Seed);
        let typed = self.typed.iter().filter(|(item, _)| code(item)).map(|(item, text)| (*item, text.clone()));
        Self { typed: typed.to_map(), ticked: BTreeMap::new(), scanned: self.scanned.clone() }
    }
}

/// The codes in what the QR code of a paper says: an address of the 验证 page, or, of a page without one, the codes in
/// words.
fn scanned_text(text: &str) -> Option<(Digest, Option<Digest>)> {
    if let Some((_, carried)) = text.trim().split_once("#/verify/") {
        return match Carried::parse(carried) {
            Carried::Codes(commitment, seed) => Some((commitment, seed)),
            Carried::Nothing | Carried::Record(_) => None,
        };
    }
    let mut codes = text.trim().strip_prefix(PROTOCOL)?.split(' ').filter_map(|word| Digest::parse(word).ok());
    codes.next().map(|commitment| (commitment, codes.next()))
}
