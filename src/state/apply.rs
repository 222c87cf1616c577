use super::action::{Act, Action, Refusal, Taken};
use super::campaign::{Attempt, Batch, Campaign, DrawnRef, Phase, RosterKind, RosterRef, Seeded, Void};
use super::draft::PlanDraft;
use super::model::{Blob, Model};
use super::ready::Sealing;
use super::stored::{StoredFault, part_text};
use crate::draw::{Contribution, Manifest, clean_value, draw, seed};
use crate::model::{Digest, Stamp};
use crate::roster::{Mend, Record, Rows};
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
            }
            Action::Remember(mappings) => {
                let known = Rc::make_mut(&mut next.mappings);
                for mapping in mappings {
                    known.retain(|m| !m.same_headers(&mapping));
                    known.push(mapping);
                }
            }
            Action::PartsRead(parts) => {
                let unstored = parts.iter().filter_map(|p| Some((p.name, Some(p.packed.clone()?))));
                Rc::make_mut(&mut next.packed).extend(unstored);
                Rc::make_mut(&mut next.blobs).extend(parts.into_iter().map(|p| (p.name, p.blob)));
            }
            Action::Packed(name, packed) => {
                if let Some(place @ None) = Rc::make_mut(&mut next.packed).get_mut(&name) {
                    *place = Some(packed);
                }
            }
            Action::Stored(names) => Rc::make_mut(&mut next.packed).retain(|name, _| !names.contains(name)),
            Action::Create { id, at, plan } => {
                let mut campaign = Campaign::new(id.clone(), at, *plan);
                campaign.log.push(at, "create", json!({"title": campaign.plan.title}));
                Rc::make_mut(&mut next.campaigns).insert(id, Rc::new(campaign));
            }
            Action::Remove(id) => {
                Rc::make_mut(&mut next.campaigns).remove(&id).ok_or(Refusal::NoCampaign)?;
            }
            Action::In { id, at, act } => {
                let campaign = self.campaigns.get(&id).ok_or(Refusal::NoCampaign)?;
                let mut step = Step {
                    model: self,
                    campaign: (**campaign).clone(),
                    at,
                    new: BTreeMap::new(),
                    packed: BTreeMap::new(),
                };
                step.act(act)?;
                if !step.packed.is_empty() {
                    Rc::make_mut(&mut next.packed).extend(step.packed);
                }
                if !step.new.is_empty() {
                    Rc::make_mut(&mut next.blobs).extend(step.new);
                }
                Rc::make_mut(&mut next.campaigns).insert(id, Rc::new(step.campaign));
            }
        }
        Ok(next)
    }
}

/// One act on one campaign.
struct Step<'a> {
    model: &'a Model,
    campaign: Campaign,
    at: Stamp,
    new: BTreeMap<Digest, Blob>,
    packed: BTreeMap<Digest, Option<Rc<[u8]>>>,
}

impl Step<'_> {
    fn act(&mut self, act: Act) -> Result<(), Refusal> {
        match act {
            Act::EditPlan(plan) => self.edit_plan(*plan),
            Act::TakeBusinesses(taken) => {
                self.campaign.plan.take_categories(&taken.labels);
                let blob = Blob::Businesses(taken.roster.clone());
                self.take(RosterKind::Businesses, *taken, blob)
            }
            Act::TakeOfficers(taken) => {
                self.campaign.plan.take_departments(&taken.labels);
                let blob = Blob::Officers(taken.roster.clone());
                self.take(RosterKind::Officers, *taken, blob)
            }
            Act::Mend { kind, mends } => self.mend(kind, mends),
            Act::Undo(kind) => self.turn(kind, "undo", |r| (&mut r.mends, &mut r.undone)),
            Act::Redo(kind) => self.turn(kind, "mend", |r| (&mut r.undone, &mut r.mends)),
            Act::Seal(sealing) => self.seal(*sealing),
            Act::Type { index, text } => self.type_number(index, text),
            Act::MakeSeed => self.make_seed(),
            Act::Draw => self.draw(),
            Act::Void { reason, approved_by } => self.void(&reason, &approved_by),
        }
    }

    fn unsealed(&self) -> Result<(), Refusal> {
        if self.campaign.phase() == Phase::Open { Ok(()) } else { Err(Refusal::SealedAlready) }
    }

    fn keep(&mut self, blob: Blob) -> Result<Digest, StoredFault> {
        let text = part_text(&blob)?;
        let (name, packed) = (text.name(), text.pack());
        self.packed.insert(name, Some(packed.into()));
        self.new.insert(name, blob);
        Ok(name)
    }

    fn edit_plan(&mut self, plan: PlanDraft) -> Result<(), Refusal> {
        if self.campaign.phase() != Phase::Open && plan.sealed_part() != self.campaign.plan.sealed_part() {
            return Err(Refusal::SealedAlready);
        }
        if plan != self.campaign.plan {
            self.campaign.plan = plan;
            self.campaign.log.push_merged(self.at, "plan", json!({"title": self.campaign.plan.title}));
        }
        Ok(())
    }

    fn take<T: Record>(&mut self, kind: RosterKind, taken: Taken<T>, blob: Blob) -> Result<(), Refusal> {
        self.unsealed()?;
        let roster = &taken.roster;
        let detail = json!({
            "kind": kind, "file": roster.file, "sha256": roster.file_digest, "rows": roster.reading.rows.len(),
            "mends_kept": taken.kept.len(),
        });
        self.new.insert(taken.name, blob);
        self.packed.insert(taken.name, taken.packed);
        let kept = Some(taken.kept).filter(|k| !k.is_empty()).map(|mends| Batch { at: self.at, mends });
        let used = RosterRef { blob: taken.name, at: self.at, mends: kept.into_iter().collect(), undone: Vec::new() };
        *self.campaign.roster_mut(kind) = Some(used);
        self.campaign.log.push(self.at, "roster", detail);
        Ok(())
    }

    /// The roster in use, while it can still change.
    fn open_roster(&mut self, kind: RosterKind) -> Result<&mut RosterRef, Refusal> {
        self.unsealed()?;
        self.campaign.roster_mut(kind).as_mut().ok_or(Refusal::NoRoster(kind))
    }

    fn mend(&mut self, kind: RosterKind, mut mends: Vec<Mend>) -> Result<(), Refusal> {
        let at = self.at;
        for mend in &mut mends {
            if let Mend::Exclude { reason, .. } | Mend::ExcludeAll { reason, .. } = mend {
                *reason = wanted(reason, "不参加抽取的理由")?;
            }
        }
        let roster = self.open_roster(kind)?;
        roster.undone.clear();
        let detail = json!({"kind": kind, "mends": mends});
        roster.mends.push(Batch { at, mends });
        self.campaign.log.push(at, "mend", detail);
        Ok(())
    }

    /// The last batch goes from the one list to the other.
    fn turn(
        &mut self,
        kind: RosterKind,
        act: &str,
        lists: impl FnOnce(&mut RosterRef) -> (&mut Vec<Batch>, &mut Vec<Batch>),
    ) -> Result<(), Refusal> {
        let at = self.at;
        let (from, to) = lists(self.open_roster(kind)?);
        let Some(batch) = from.pop() else { return Ok(()) };
        let detail = json!({"kind": kind, "mends": batch.mends});
        to.push(batch);
        self.campaign.log.push(at, act, detail);
        Ok(())
    }

    fn seal(&mut self, sealing: Sealing) -> Result<(), Refusal> {
        self.unsealed()?;
        if !sealing.is_of(&self.campaign) {
            return Err(Refusal::NotWhatWasChecked);
        }
        let Sealing { nonce, manifest, commitment, packed, .. } = sealing;
        let boxes = vec![String::new(); manifest.contributors.len()];
        self.new.insert(commitment, Blob::Manifest(manifest));
        self.packed.insert(commitment, Some(packed));
        let attempt = Attempt {
            commitment,
            sealed_at: self.at,
            nonce,
            boxes,
            seed: None,
            drawn: None,
            substitutions: Vec::new(),
            void: None,
        };
        self.campaign.attempts.push(attempt);
        let detail = json!({"attempt": self.campaign.attempts.len(), "commitment": commitment});
        self.campaign.log.push(self.at, "seal", detail);
        Ok(())
    }

    /// The attempt that counts and its manifest.
    fn sealed(&mut self) -> Result<(&mut Attempt, Rc<Manifest>), Refusal> {
        let model = self.model;
        let attempt = self.campaign.current_mut().ok_or(Refusal::NotSealed)?;
        let manifest = model.manifest(attempt.commitment).ok_or(StoredFault::Missing(attempt.commitment))?;
        Ok((attempt, manifest))
    }

    fn type_number(&mut self, index: usize, text: String) -> Result<(), Refusal> {
        let (attempt, _) = self.sealed()?;
        if attempt.seed.is_some() {
            return Err(Refusal::SeededAlready);
        }
        if let Some(place) = attempt.boxes.get_mut(index) {
            *place = text;
        }
        Ok(())
    }

    fn make_seed(&mut self) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, manifest) = self.sealed()?;
        if attempt.seed.is_some() {
            return Err(Refusal::SeededAlready);
        }
        let mut contributions = Vec::new();
        for (label, text) in manifest.contributors.iter().zip(&attempt.boxes) {
            let value = clean_value(text).map_err(|fault| Refusal::Contribution(label.clone(), fault))?;
            contributions.push(Contribution { label: label.clone(), value });
        }
        let seed = seed(&attempt.commitment, &attempt.nonce, &contributions);
        attempt.boxes = contributions.iter().map(|c| c.value.clone()).collect();
        attempt.seed = Some(Seeded { seed, at });
        self.campaign.log.push(at, "seed", json!({"contributions": contributions, "seed": seed}));
        Ok(())
    }

    fn draw(&mut self) -> Result<(), Refusal> {
        let at = self.at;
        let (attempt, manifest) = self.sealed()?;
        if attempt.drawn.is_some() {
            return Err(Refusal::DrawnAlready);
        }
        let seed = attempt.seed.as_ref().ok_or(Refusal::NotSeeded)?.seed;
        match draw(&manifest, seed) {
            Ok(drawn) => {
                let outcome = self.keep(Blob::Outcome(Rc::new(drawn.outcome)))?;
                if let Some(attempt) = self.campaign.current_mut() {
                    attempt.drawn = Some(DrawnRef { outcome, at });
                }
                self.campaign.log.push(at, "draw", json!({"outcome": outcome}));
                Ok(())
            }
            // Void by rule (protocol §6): recorded with its seed, and the next attempt is sealed.
            Err(refusal) if refusal.depends_on_seed() => self.void(&refusal.to_string(), "按抽取规则自动作废"),
            Err(refusal) => Err(Refusal::NotReady(refusal.to_string())),
        }
    }

    fn void(&mut self, reason: &str, approved_by: &str) -> Result<(), Refusal> {
        let at = self.at;
        let reason = wanted(reason, "作废的理由")?;
        let approved_by = wanted(approved_by, "批准人")?;
        let (attempt, _) = self.sealed()?;
        attempt.void = Some(Void { reason: reason.clone(), approved_by: approved_by.clone(), at });
        self.campaign.log.push(at, "void", json!({"reason": reason, "approved_by": approved_by}));
        Ok(())
    }
}

/// The text as one clean line, which must not be empty.
fn wanted(text: &str, what: &'static str) -> Result<String, Refusal> {
    let text = super::check_plan::clean(text);
    if text.is_empty() { Err(Refusal::Wanting(what)) } else { Ok(text) }
}
