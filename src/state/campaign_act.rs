//! One act on one campaign: what it knows, and the parts that it makes.

use super::action::Refusal;
use super::campaign::{Attempt, Blob, Campaign, Phase, StoredFault, part_text};
use super::model::Model;
use super::typed::clean;
use crate::draw::Sealed;
use crate::model::{Digest, Stamp};
use std::collections::BTreeMap;
use std::rc::Rc;

/// One act on one campaign.
pub(crate) struct CampaignAct<'a> {
    pub(crate) model: &'a Model,
    pub(crate) campaign: Campaign,
    pub(crate) at: Stamp,
    parts: NewParts<'a>,
}

/// The parts that an act makes.
struct NewParts<'a> {
    known: &'a BTreeMap<Digest, Blob>,
    made: BTreeMap<Digest, Blob>,
    packed: BTreeMap<Digest, Option<Rc<[u8]>>>,
}

impl NewParts<'_> {
    fn keep(&mut self, blob: Blob) -> Result<Digest, StoredFault> {
        let text = part_text(&blob)?;
        let name = text.name();
        // One that is known is stored, or about to be.
        if !self.known.contains_key(&name) {
            let packed = text.pack().into();
            self.add(name, blob, Some(packed));
        }
        Ok(name)
    }

    /// A new part, and its stored form if that is made.
    fn add(&mut self, name: Digest, blob: Blob, packed: Option<Rc<[u8]>>) {
        self.made.insert(name, blob);
        self.packed.insert(name, packed);
    }
}

impl<'a> CampaignAct<'a> {
    pub(crate) fn new(model: &'a Model, campaign: Campaign, at: Stamp) -> Self {
        let parts = NewParts { known: &model.blobs, made: BTreeMap::new(), packed: BTreeMap::new() };
        Self { model, campaign, at, parts }
    }

    /// The model after it; `paged` says whether other pages are in use now.
    pub(crate) fn into_model(self, id: &str, paged: bool) -> Model {
        let mut next = self.model.clone();
        if !self.parts.packed.is_empty() {
            Rc::make_mut(&mut next.packed).extend(self.parts.packed);
        }
        if !self.parts.made.is_empty() {
            Rc::make_mut(&mut next.blobs).extend(self.parts.made);
        }
        Rc::make_mut(&mut next.campaigns).insert(id.to_owned(), Rc::new(self.campaign));
        if paged {
            next.forget_pages();
        }
        next
    }

    /// Cuts off what has grown long; whether other pages are in use now.
    pub(crate) fn cut(&mut self) -> Result<bool, StoredFault> {
        self.campaign.cut_long(|blob| self.parts.keep(blob))
    }

    /// Keeps a part under its name.
    pub(crate) fn keep(&mut self, blob: Blob) -> Result<Digest, StoredFault> {
        self.parts.keep(blob)
    }

    /// A new part, and its stored form if that is made.
    pub(crate) fn add(&mut self, name: Digest, blob: Blob, packed: Option<Rc<[u8]>>) {
        self.parts.add(name, blob, packed);
    }

    /// Refuses what can't be once something is sealed.
    pub(crate) fn unsealed(&self) -> Result<(), Refusal> {
        if self.campaign.phase() == Phase::Open { Ok(()) } else { Err(Refusal::SealedAlready) }
    }

    /// The attempt that counts.
    pub(crate) fn current(&mut self) -> Result<&mut Attempt, Refusal> {
        self.campaign.current_mut().ok_or(Refusal::NotSealed)
    }

    /// The attempt that counts and what it was sealed from.
    pub(crate) fn sealed(&mut self) -> Result<(&mut Attempt, Sealed), Refusal> {
        let model = self.model;
        let attempt = self.current()?;
        let sealed = model.sealed(attempt)?;
        Ok((attempt, sealed))
    }
}

/// The text as one clean line, which must not be empty.
pub(crate) fn required_text(text: &str, what: &'static str) -> Result<String, Refusal> {
    let text = clean(text);
    if text.is_empty() { Err(Refusal::Required(what)) } else { Ok(text) }
}
