use super::action::{Act, Action, Refusal, Taken};
use super::campaign::{Batch, Campaign, Phase, RosterRef};
use super::log::roster_word;
use super::model::{Blob, Model};
use super::standing::rollback;
use super::stored::{StoredFault, part_text};
use crate::model::{Digest, EntityKind, Stamp};
use crate::roster::{Edit, Record, Rows};
use serde_json::json;
use std::collections::BTreeMap;
use std::rc::Rc;

impl Model {
    /// The model after the action.
    ///
    /// # Errors
    /// [`Refusal`] when the rules of the trade or of the protocol do not let it happen.
    pub fn apply(&self, action: Action) -> Result<Self, Refusal> {
        let mut next = self.clone();
        match action {
            Action::Opened(campaigns) => {
                Rc::make_mut(&mut next.campaigns).extend(campaigns.into_iter().map(|c| (c.id.clone(), Rc::new(c))));
                next.forget_pages();
            }
            Action::Stands(campaigns) => {
                next.campaigns = Rc::new(campaigns.into_iter().map(|c| (c.id.clone(), Rc::new(c))).collect());
                next.forget_pages();
            }
            Action::Gone(id) => drop(Rc::make_mut(&mut next.campaigns).remove(&id)),
            Action::Remember(mappings) => {
                let known = Rc::make_mut(&mut next.mappings);
                for mapping in mappings {
                    known.retain(|m| !m.same_headers(&mapping));
                    known.push(mapping);
                }
            }
            Action::Restore(campaign, parts) => {
                if let Some(why) = self.campaigns.values().find_map(|here| rollback(here, &campaign)) {
                    return Err(why.into());
                }
                next = next.apply(Action::PartsRead(parts))?;
                let id = campaign.id.clone();
                let at = campaign.touched();
                let mut step = CampaignAct::new(&next, *campaign, at);
                // A newer program's document stays as it is.
                let paged = step.campaign.newer.is_none() && step.cut()?;
                next = step.into_model(&id, paged);
            }
            Action::PartsRead(parts) => {
                let unstored = parts.iter().filter_map(|p| Some((p.name, Some(p.packed.clone()?))));
                Rc::make_mut(&mut next.packed).extend(unstored);
                Rc::make_mut(&mut next.blobs).extend(parts.into_iter().map(|p| (p.name, p.blob)));
                if next.campaigns.values().any(|c| c.lacks().is_some()) {
                    let blobs = next.blobs.clone();
                    for campaign in Rc::make_mut(&mut next.campaigns).values_mut().filter(|c| c.lacks().is_some()) {
                        // One that lacks another part as well goes on lacking.
                        let _ = Rc::make_mut(campaign).read_pages(&blobs);
                    }
                }
            }
            Action::Packed(name, packed) => {
                if let Some(place @ None) = Rc::make_mut(&mut next.packed).get_mut(&name) {
                    *place = Some(packed);
                }
            }
            Action::Settle => {
                if next.campaigns.values().any(|c| !c.log.is_settled()) {
                    for campaign in Rc::make_mut(&mut next.campaigns).values_mut().filter(|c| !c.log.is_settled()) {
                        Rc::make_mut(campaign).log.settle();
                    }
                }
            }
            Action::Stored(names) => Rc::make_mut(&mut next.packed).retain(|name, _| !names.contains(name)),
            Action::Create { id, at, plan } => {
                let mut campaign = Campaign::new(id.clone(), at, *plan);
                campaign.log.push(at, "create", json!({"title": campaign.plan.title}));
                Rc::make_mut(&mut next.campaigns).insert(id, Rc::new(campaign));
            }
            Action::Delete { id, at } => next.set_deleted(&id, Some(at))?,
            Action::Recover(id) => next.set_deleted(&id, None)?,
            Action::Purge(now) => next.purge(now),
            Action::Remove(id) => {
                Rc::make_mut(&mut next.campaigns).remove(&id).ok_or(Refusal::NoCampaign)?;
            }
            Action::In { id, at, act } => {
                let campaign = self.campaigns.get(&id).ok_or(Refusal::NoCampaign)?;
                if let Some(newer) = &campaign.newer {
                    return Err(Refusal::Newer(newer.version));
                }
                if campaign.deleted.is_some() {
                    return Err(Refusal::Deleted);
                }
                if let Some(name) = campaign.lacks() {
                    return Err(StoredFault::Missing(name).into());
                }
                let mut step = CampaignAct::new(self, (**campaign).clone(), at);
                step.act(act)?;
                let paged = step.cut()?;
                next = step.into_model(&id, paged);
            }
        }
        Ok(next)
    }
}

/// One act on one campaign.
pub(super) struct CampaignAct<'a> {
    pub(super) model: &'a Model,
    pub(super) campaign: Campaign,
    pub(super) at: Stamp,
    new: BTreeMap<Digest, Blob>,
    packed: BTreeMap<Digest, Option<Rc<[u8]>>>,
}

impl<'a> CampaignAct<'a> {
    const fn new(model: &'a Model, campaign: Campaign, at: Stamp) -> Self {
        Self { model, campaign, at, new: BTreeMap::new(), packed: BTreeMap::new() }
    }

    /// The model after it; `paged` says whether other pages are in use now.
    fn into_model(self, id: &str, paged: bool) -> Model {
        let mut next = self.model.clone();
        if !self.packed.is_empty() {
            Rc::make_mut(&mut next.packed).extend(self.packed);
        }
        if !self.new.is_empty() {
            Rc::make_mut(&mut next.blobs).extend(self.new);
        }
        Rc::make_mut(&mut next.campaigns).insert(id.to_owned(), Rc::new(self.campaign));
        if paged {
            next.forget_pages();
        }
        next
    }

    fn act(&mut self, act: Act) -> Result<(), Refusal> {
        match act {
            Act::EditPlan(plan) => self.edit_plan(*plan),
            Act::TakeItems { plan, changes } => self.take_items(*plan, &changes),
            Act::UndoPlan => self.turn_plan("undo", |t| (&mut t.done, &mut t.undone)),
            Act::RedoPlan => self.turn_plan("redo", |t| (&mut t.undone, &mut t.done)),
            Act::TakeBusinesses(taken) => {
                self.fill_plan(|plan| plan.take_categories(&taken.labels))?;
                let blob = Blob::Businesses(taken.roster.clone());
                self.take(EntityKind::Business, *taken, blob)
            }
            Act::TakeOfficers(taken) => {
                self.fill_plan(|plan| plan.take_departments(&taken.labels))?;
                let blob = Blob::Officers(taken.roster.clone());
                self.take(EntityKind::Officer, *taken, blob)
            }
            Act::Mend { kind, mends } => self.mend(kind, mends),
            Act::Undo(kind) => self.turn(kind, "undo", |r| (&mut r.mends, &mut r.undone)),
            Act::Redo(kind) => self.turn(kind, "mend", |r| (&mut r.undone, &mut r.mends)),
            Act::Seal(sealing) => self.seal(*sealing),
            Act::Type { index, text } => self.type_number(index, text),
            Act::Confirm(index) => self.confirm(index),
            Act::Correct(index) => self.correct(index),
            Act::Hide(hidden) => self.hide(hidden),
            Act::MakeSeed => self.make_seed(),
            Act::Drawn { commitment, outcome } => self.drawn(commitment, outcome),
            Act::Void { reason, approved_by, witnesses, incomplete } => {
                self.void(&reason, &approved_by, &witnesses, incomplete)
            }
            Act::Substitute(s) => self.substitute(*s),
            Act::Inspect { business, inspection } => self.inspect(business, *inspection),
            Act::InspectMany(entries) => self.inspect_many(entries),
            Act::UndoInspect => self.turn_inspections("inspect-undo", |t| (&mut t.done, &mut t.undone)),
            Act::RedoInspect => self.turn_inspections("inspect-redo", |t| (&mut t.undone, &mut t.done)),
            Act::Amend(amend) => self.amend(*amend),
            Act::Publish { on, place, businesses } => self.publish(on, &place, businesses),
            Act::Unpublish { batch, reason, approved_by } => self.unpublish(batch, &reason, &approved_by),
            Act::Transfer(transfer) => self.transfer(*transfer),
            Act::Withdraw { id, reason, approved_by } => self.withdraw(id, &reason, &approved_by),
            Act::Answer { id, answer, on } => self.answer(id, &answer, on),
            Act::CloseTransfer { id, on } => self.close_transfer(id, on),
            Act::Close { business, on } => self.close(&business, on),
            Act::EditSettings(settings) => self.edit_settings(*settings),
        }
    }

    pub(super) fn unsealed(&self) -> Result<(), Refusal> {
        if self.campaign.phase() == Phase::Open { Ok(()) } else { Err(Refusal::SealedAlready) }
    }

    pub(super) fn keep(&mut self, blob: Blob) -> Result<Digest, StoredFault> {
        let text = part_text(&blob)?;
        let name = text.name();
        // One that is known is stored, or about to be.
        if !self.model.blobs.contains_key(&name) {
            let packed = text.pack().into();
            self.add(name, blob, Some(packed));
        }
        Ok(name)
    }

    /// A new part, and its stored form if that is made.
    pub(super) fn add(&mut self, name: Digest, blob: Blob, packed: Option<Rc<[u8]>>) {
        self.new.insert(name, blob);
        self.packed.insert(name, packed);
    }

    fn take<T: Record>(&mut self, kind: EntityKind, taken: Taken<T>, blob: Blob) -> Result<(), Refusal> {
        self.unsealed()?;
        let roster = &taken.roster;
        let files: Vec<_> = roster.files.iter().map(|f| json!({"file": f.name, "sha256": f.digest})).collect();
        let detail = json!({
            "kind": roster_word(kind), "files": files, "rows": roster.reading.rows.len(), "mends_kept": taken.kept.len(),
        });
        self.add(taken.name, blob, taken.packed);
        let kept = Some(taken.kept).filter(|k| !k.is_empty()).map(|mends| Batch { at: self.at, mends });
        let used = RosterRef { blob: taken.name, at: self.at, mends: kept.into_iter().collect(), undone: Vec::new() };
        *self.campaign.roster_mut(kind) = Some(used);
        self.campaign.log.push(self.at, "roster", detail);
        Ok(())
    }

    /// The roster in use, while it can still change.
    fn open_roster(&mut self, kind: EntityKind) -> Result<&mut RosterRef, Refusal> {
        self.unsealed()?;
        self.campaign.roster_mut(kind).as_mut().ok_or(Refusal::NoRoster(kind))
    }

    fn mend(&mut self, kind: EntityKind, mut mends: Vec<Edit>) -> Result<(), Refusal> {
        let at = self.at;
        for mend in &mut mends {
            if let Edit::Exclude { reason, .. } | Edit::ExcludeAll { reason, .. } = mend {
                *reason = wanted(reason, "不参加抽取的理由")?;
            }
        }
        let roster = self.open_roster(kind)?;
        roster.undone.clear();
        let detail = json!({"kind": roster_word(kind), "mends": mends});
        roster.mends.push(Batch { at, mends });
        self.campaign.log.push(at, "mend", detail);
        Ok(())
    }

    /// The last batch goes from the one list to the other.
    fn turn(
        &mut self,
        kind: EntityKind,
        act: &str,
        lists: impl FnOnce(&mut RosterRef) -> (&mut Vec<Batch>, &mut Vec<Batch>),
    ) -> Result<(), Refusal> {
        let at = self.at;
        let (from, to) = lists(self.open_roster(kind)?);
        let Some(batch) = from.pop() else { return Ok(()) };
        let detail = json!({"kind": roster_word(kind), "mends": batch.mends});
        to.push(batch);
        self.campaign.log.push(at, act, detail);
        Ok(())
    }
}

/// The text as one clean line, which must not be empty.
pub(super) fn wanted(text: &str, what: &'static str) -> Result<String, Refusal> {
    let text = super::check_plan::clean(text);
    if text.is_empty() { Err(Refusal::Required(what)) } else { Ok(text) }
}
