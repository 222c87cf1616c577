//! What comes back of rosters besides the rosters themselves: what was found, what would be sealed and is sealed, what a
//! newer file changes, a stored part.

use super::arrived::{pieces, roster_blob};
use super::check_inputs::RosterFindings;
use super::envelope::{Emit, Envelope, FileBytes, Reply, WorkerEvent};
use crate::course::LedgerText;
use crate::draw::{Businesses, Nonce, Officers, Outcome, Seal, Sealed, SealedBusiness};
use crate::model::EntityKind;
use crate::roster::Changes;
use crate::state::{Basis, Blob, Campaign, Findings, FindingsHead, RosterHead, Sealing};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::rc::Rc;

/// A head for each roster of which something is known; the pieces of the businesses' findings, then those of the officers'.
impl Reply for RosterFindings {
    fn pack(self, _: &mut Emit<'_>) -> Result<Envelope, String> {
        let parted = self.0.map(|found| found.map(|found| Rc::unwrap_or_clone(found).into_parts()));
        let (heads, pieces): (Vec<_>, Vec<_>) = parted.into_iter().map(Option::unzip).unzip();
        Envelope::of(&heads, pieces.into_iter().flat_map(Option::unwrap_or_default).map(Cow::Owned))
    }

    fn unpack(envelope: Envelope) -> Result<Self, String> {
        let ([businesses, officers], pieces): ([Option<FindingsHead>; 2], [Vec<u8>; 8]) = envelope.open()?;
        let [a, b, c, d, rest @ ..] = pieces;
        let found = |(head, pieces): (Option<FindingsHead>, _)| Some(Rc::new(Findings::from_parts(head?, pieces)));
        Ok(Self([found((businesses, [a, b, c, d])), found((officers, rest))]))
    }
}

/// What would be sealed.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The seal and its rosters, counted.
    pub outline: Outline,
    /// Its JSON, with a nonce and a salt that nobody uses.
    pub json: Rc<[u8]>,
}

impl Reply for Trial {
    fn pack(self, _: &mut Emit<'_>) -> Result<Envelope, String> {
        Envelope::of(&self.outline, [Cow::Borrowed(&*self.json)])
    }

    fn unpack(envelope: Envelope) -> Result<Self, String> {
        envelope.open().map(|(outline, [json])| Self { outline, json: json.into() })
    }
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

/// What is sealed, made ready.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadySeal {
    /// The secret that the seal commits to.
    pub nonce: Nonce,
    /// What is sealed.
    pub sealed: Sealed,
    /// The stored forms of its businesses and of its officers.
    pub packed: [Rc<[u8]>; 2],
}

impl ReadySeal {
    /// What seals the campaign that it was made of.
    pub fn into_sealing(self, campaign: &Campaign) -> Sealing {
        let Self { nonce, sealed, packed } = self;
        Sealing { nonce, sealed, packed, basis: Basis::of(campaign) }
    }
}

/// Its businesses go ahead, its stored forms beside.
impl Reply for ReadySeal {
    fn pack(self, emit: &mut Emit<'_>) -> Result<Envelope, String> {
        let Self { nonce, sealed: Sealed { businesses, officers, seal }, packed } = self;
        ahead(&businesses, emit)?;
        Envelope::of(&(nonce, seal, &*officers), packed.iter().map(|packed| Cow::Borrowed(&**packed)))
    }

    fn unpack(mut envelope: Envelope) -> Result<Self, String> {
        let businesses = Rc::new(Businesses::new(std::mem::take(&mut envelope.businesses)));
        let ((nonce, seal, officers), packed): ((Nonce, Seal, Officers), [Vec<u8>; 2]) = envelope.open()?;
        let sealed = Sealed { businesses, officers: Rc::new(officers), seal };
        Ok(Self { nonce, sealed, packed: packed.map(Rc::from) })
    }
}

/// Businesses that are told at once: few enough that taking them in does not hold up the page.
const PART: usize = 1_000;

fn ahead(businesses: &Businesses, emit: &mut Emit<'_>) -> Result<(), String> {
    for part in businesses.chunks(PART) {
        let part: &[SealedBusiness] = part;
        emit(WorkerEvent::Businesses(serde_json::to_string(part).map_err(|fault| fault.to_string())?));
    }
    Ok(())
}

/// A stored part without what goes beside or ahead of it.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum PartHead<'a> {
    Roster(EntityKind, RosterHead),
    SealedBusinesses,
    SealedOfficers(Cow<'a, Officers>),
    Outcome(Cow<'a, Outcome>),
    List,
}

/// A stored part that may be large, opened; what is never large, the page opens itself.
impl Reply for Blob {
    fn pack(self, emit: &mut Emit<'_>) -> Result<Envelope, String> {
        let none = || [&[][..]; 3].map(Cow::Borrowed);
        match &self {
            Self::Businesses(roster) => {
                Envelope::of(&PartHead::Roster(EntityKind::Business, roster.head()), pieces(roster))
            }
            Self::Officers(roster) => {
                Envelope::of(&PartHead::Roster(EntityKind::Officer, roster.head()), pieces(roster))
            }
            Self::SealedBusinesses(businesses) => {
                ahead(businesses, emit)?;
                Envelope::of(&PartHead::SealedBusinesses, none())
            }
            Self::SealedOfficers(officers) => Envelope::of(&PartHead::SealedOfficers(Cow::Borrowed(officers)), none()),
            Self::Outcome(outcome) => Envelope::of(&PartHead::Outcome(Cow::Borrowed(outcome)), none()),
            Self::List(text) => {
                let text = Cow::Borrowed(text.text().as_bytes());
                Envelope::of(&PartHead::List, [text, Cow::default(), Cow::default()])
            }
            Self::Preliminary(_) | Self::Inspections(_) | Self::Log(_) => Err(NOT_HERE.into()),
        }
    }

    fn unpack(mut envelope: Envelope) -> Result<Self, String> {
        let businesses = std::mem::take(&mut envelope.businesses);
        Ok(match envelope.open::<PartHead<'static>, 3>()? {
            (PartHead::Roster(kind, head), pieces) => roster_blob(kind, head, pieces),
            (PartHead::SealedBusinesses, _) => Self::SealedBusinesses(Rc::new(Businesses::new(businesses))),
            (PartHead::SealedOfficers(officers), _) => Self::SealedOfficers(Rc::new(officers.into_owned())),
            (PartHead::List, [text, ..]) => Self::List(Rc::new(LedgerText::of(text).ok_or("no rows")?)),
            (PartHead::Outcome(outcome), _) => Self::Outcome(Rc::new(outcome.into_owned())),
        })
    }
}

const NOT_HERE: &str = "试行规则的封存内容由页面自己打开，请刷新后重试";

/// A file with its problems marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkedWorkbook {
    /// It.
    Made(FileBytes),
    /// The file that the roster was read from is not open any more.
    FileClosed,
}

impl Reply for MarkedWorkbook {
    fn pack(self, _: &mut Emit<'_>) -> Result<Envelope, String> {
        let (is_made, FileBytes(bytes)) = match self {
            Self::Made(bytes) => (true, bytes),
            Self::FileClosed => (false, FileBytes::default()),
        };
        Envelope::of(&is_made, [Cow::Owned(bytes)])
    }

    fn unpack(envelope: Envelope) -> Result<Self, String> {
        let (is_made, [bytes]) = envelope.open()?;
        Ok(if is_made { Self::Made(FileBytes(bytes)) } else { Self::FileClosed })
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
