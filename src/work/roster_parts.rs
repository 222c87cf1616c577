//! What the worker hands to the page of rosters, and what the page hands back: a head as JSON, and bytes beside it.

use crate::draw::{Seal, Sealed};
use crate::model::Digest;
use crate::roster::{Changes, Record};
use crate::state::{Findings, FindingsHead, Roster, RosterHead};
use serde::{Deserialize, Serialize};

/// A roster as it is handed over. Beside it, one after another: its lines, where they begin, the problems of its
/// reading, its stored form if that is made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RosterParts {
    /// The digest of its stored text.
    pub name: Digest,
    /// Its head.
    pub head: RosterHead,
    /// Its [`Roster::labels`].
    pub labels: Vec<(String, u32)>,
    /// How many bytes each of the pieces beside has.
    pub sizes: [usize; 4],
}

/// The findings of both rosters; the pieces of each come beside, those of the businesses first.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct CheckedHead {
    /// The businesses', with the sizes of their pieces.
    pub businesses: Option<(FindingsHead, [usize; 4])>,
    /// The officers'.
    pub officers: Option<(FindingsHead, [usize; 4])>,
}

/// What would be sealed, its rosters counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outline {
    /// The seal.
    pub seal: Seal,
    /// How many businesses there are.
    pub businesses: usize,
    /// How many officers each department has, in the seal's order.
    pub officers: Vec<usize>,
    /// How many pairs may not meet.
    pub recusals: usize,
}

impl Outline {
    /// That of what would be sealed.
    pub fn of(sealed: &Sealed) -> Self {
        let Sealed { businesses, officers, seal } = sealed;
        let of = |name: &str| officers.officers.iter().filter(|o| o.department == name).count();
        Self {
            businesses: businesses.len(),
            officers: seal.departments.iter().map(|d| of(&d.name)).collect(),
            recusals: officers.recusals.len(),
            seal: seal.clone(),
        }
    }
}

/// Lines of [`Changes`] that are handed over of each sort; the rest is counted.
pub const SHOWN: usize = 100;

/// [`Changes`] with at most [`SHOWN`] of each sort.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ChangesHead {
    /// The first of them.
    pub changes: Changes,
    /// How many are added, removed, changed, and how many mends are lost.
    pub counts: [usize; 4],
}

impl ChangesHead {
    pub(super) fn of(mut changes: Changes) -> Self {
        let counts = [changes.added.len(), changes.removed.len(), changes.changed.len(), changes.lost.len()];
        changes.added.truncate(SHOWN);
        changes.removed.truncate(SHOWN);
        changes.changed.truncate(SHOWN);
        changes.lost.truncate(SHOWN);
        Self { changes, counts }
    }
}

impl RosterParts {
    /// The roster of its pieces, and its stored form if that was made.
    pub fn roster<T: Record>(&self, mut bytes: Vec<u8>) -> (Roster<T>, Option<Vec<u8>>) {
        let [lines, starts, reading_problems, _] = self.sizes;
        let mut cut = |at: usize| bytes.split_off(at.min(bytes.len()));
        let packed = cut(lines.saturating_add(starts).saturating_add(reading_problems));
        let reading_problems = cut(lines.saturating_add(starts));
        let starts = cut(lines);
        let (starts, _) = starts.as_chunks::<4>();
        let starts = starts.iter().map(|n| u32::from_le_bytes(*n)).collect();
        let roster = Roster::from_parts(self.head.clone(), reading_problems, bytes, starts);
        (roster, Some(packed).filter(|p| !p.is_empty()))
    }

    /// Hands back a roster that the page has: what [`super::Task::Keep`] asks for.
    pub fn back<T: Record>(name: Digest, roster: &Roster<T>) -> (Self, Vec<u8>) {
        let starts: Vec<u8> = roster.reading.rows.starts().iter().flat_map(|n| n.to_le_bytes()).collect();
        let pieces = [roster.reading.rows.lines(), &starts, &roster.reading_problems, &[]];
        let sizes = pieces.map(<[u8]>::len);
        (Self { name, head: roster.head(), labels: Vec::new(), sizes }, pieces.concat())
    }
}

impl CheckedHead {
    /// The findings of businesses and officers, of the bytes that came beside.
    pub fn findings(self, mut bytes: Vec<u8>) -> [Option<Findings>; 2] {
        let mut take = |(head, sizes): (FindingsHead, [usize; 4])| {
            let pieces = sizes.map(|size| {
                let rest = bytes.split_off(size.min(bytes.len()));
                std::mem::replace(&mut bytes, rest)
            });
            Findings::from_parts(head, pieces)
        };
        [self.businesses.map(&mut take), self.officers.map(&mut take)]
    }
}
