//! Rosters between the worker, which reads and keeps them, and the page, which has those in use: handed over, and handed back
//! after a worker died.

use super::envelope::{Emit, Envelope, Reply, bytes_of, numbers_of, pack, unpack};
use crate::model::{Business, Digest, EntityKind, Officer};
use crate::roster::{Edit, FileRead, Record};
use crate::state::{Act, Blob, Roster, RosterHead, Taken};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::rc::Rc;

/// A roster that was read and not yet taken.
#[derive(Debug, Clone, PartialEq)]
pub enum Arrived {
    /// 市场主体名录.
    Businesses(Taken<Business>),
    /// 执法人员名录.
    Officers(Taken<Officer>),
}

/// [`Arrived`] without its pieces: the lines, where they begin, the problems of the reading, the stored form if that is made.
#[derive(Serialize, Deserialize)]
struct ArrivedHead {
    kind: EntityKind,
    /// The digest of its stored text.
    name: Digest,
    head: RosterHead,
    /// Its [`Roster::labels`].
    labels: Vec<(String, u32)>,
}

impl Arrived {
    /// The digest of its stored text, its name.
    pub const fn name(&self) -> Digest {
        match self {
            Self::Businesses(taken) => taken.name,
            Self::Officers(taken) => taken.name,
        }
    }

    /// The files that it was read from.
    pub fn files(&self) -> &[FileRead] {
        match self {
            Self::Businesses(taken) => &taken.roster.files,
            Self::Officers(taken) => &taken.roster.files,
        }
    }

    /// The roster itself.
    pub fn blob(&self) -> Blob {
        match self {
            Self::Businesses(taken) => Blob::Businesses(taken.roster.clone()),
            Self::Officers(taken) => Blob::Officers(taken.roster.clone()),
        }
    }

    /// How many mends of the roster in use still fit.
    pub fn kept(&self) -> usize {
        let mends = match self {
            Self::Businesses(taken) => &taken.kept,
            Self::Officers(taken) => &taken.kept,
        };
        mends.iter().map(|mend| mend.rows().count()).sum()
    }

    /// Has these mends of the roster in use go with it.
    pub fn keep(&mut self, mends: Vec<Edit>) {
        match self {
            Self::Businesses(taken) => taken.kept = mends,
            Self::Officers(taken) => taken.kept = mends,
        }
    }

    /// Whether its stored form is made; that of a large one follows.
    pub const fn is_packed(&self) -> bool {
        match self {
            Self::Businesses(taken) => taken.packed.is_some(),
            Self::Officers(taken) => taken.packed.is_some(),
        }
    }

    /// What takes it into a campaign.
    pub fn into_act(self) -> Act {
        match self {
            Self::Businesses(taken) => Act::TakeBusinesses(Box::new(taken)),
            Self::Officers(taken) => Act::TakeOfficers(Box::new(taken)),
        }
    }
}

impl Reply for Arrived {
    fn pack(self, _: &mut Emit<'_>) -> Result<Envelope, String> {
        fn packed<T: Record>(kind: EntityKind, taken: &Taken<T>) -> Result<Envelope, String> {
            let (name, labels) = (taken.name, taken.labels.clone());
            let [lines, starts, problems] = pieces(&taken.roster);
            let stored = Cow::Borrowed(taken.packed.as_deref().unwrap_or_default());
            let head = ArrivedHead { kind, name, head: taken.roster.head(), labels };
            Envelope::of(&head, [lines, starts, problems, stored])
        }
        match self {
            Self::Businesses(taken) => packed(EntityKind::Business, &taken),
            Self::Officers(taken) => packed(EntityKind::Officer, &taken),
        }
    }

    fn unpack(envelope: Envelope) -> Result<Self, String> {
        fn taken<T: Record>(of: ArrivedHead, [lines, starts, problems, packed]: [Vec<u8>; 4]) -> Taken<T> {
            let roster = Rc::new(roster(of.head, [lines, starts, problems]));
            let packed = Some(packed).filter(|packed| !packed.is_empty()).map(Rc::from);
            Taken { roster, name: of.name, packed, labels: of.labels, kept: Vec::new() }
        }
        let (head, pieces): (ArrivedHead, _) = envelope.open()?;
        Ok(match head.kind {
            EntityKind::Business => Self::Businesses(taken(head, pieces)),
            EntityKind::Officer => Self::Officers(taken(head, pieces)),
        })
    }
}

/// Keep a roster of the page, whose pieces come beside.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeepRoster {
    /// Which it is.
    kind: EntityKind,
    /// The digest of its stored text.
    name: Digest,
    head: RosterHead,
}

impl KeepRoster {
    /// What hands back a roster that the page has; nothing of other parts.
    pub fn of(name: Digest, blob: &Blob) -> Option<(Self, Vec<u8>)> {
        match blob {
            Blob::Businesses(roster) => {
                Some((Self { kind: EntityKind::Business, name, head: roster.head() }, pack(pieces(roster))))
            }
            Blob::Officers(roster) => {
                Some((Self { kind: EntityKind::Officer, name, head: roster.head() }, pack(pieces(roster))))
            }
            _ => None,
        }
    }

    /// The roster and its name.
    pub(super) fn into_blob(self, bytes: &[u8]) -> Result<(Digest, Blob), String> {
        Ok((self.name, roster_blob(self.kind, self.head, unpack(bytes.to_vec())?)))
    }
}

/// A roster of its head and [`pieces`].
pub(super) fn roster_blob(kind: EntityKind, head: RosterHead, pieces: [Vec<u8>; 3]) -> Blob {
    match kind {
        EntityKind::Business => Blob::Businesses(Rc::new(roster(head, pieces))),
        EntityKind::Officer => Blob::Officers(Rc::new(roster(head, pieces))),
    }
}

/// What of a roster goes beside its head: its lines, where they begin, the problems of its reading.
pub(super) fn pieces<T: Record>(roster: &Roster<T>) -> [Cow<'_, [u8]>; 3] {
    let rows = &roster.reading.rows;
    [Cow::Borrowed(rows.lines()), bytes_of(rows.starts()), Cow::Borrowed(&roster.reading_problems)]
}

fn roster<T: Record>(head: RosterHead, [lines, starts, problems]: [Vec<u8>; 3]) -> Roster<T> {
    Roster::from_parts(head, problems, lines, numbers_of(&starts))
}
