use super::action::{Act, Action, Refusal};
use super::campaign::{Attempt, Campaign, DrawnRef, Phase, RosterKind, RosterRef, Seeded, Void};
use super::draft::PlanDraft;
use super::model::{Blob, Model};
use super::ready::{check, manifest};
use super::stored::{StoredFault, blob_text};
use crate::draw::{Contribution, Manifest, Nonce, clean_value, draw, seed};
use crate::model::{Digest, Excluded, Source, Stamp};
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
            Action::PartsRead(parts) => Rc::make_mut(&mut next.blobs).extend(parts),
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
                let mut step = Step { model: self, campaign: (**campaign).clone(), at, new: BTreeMap::new() };
                step.act(act)?;
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
}

impl Step<'_> {
    fn act(&mut self, act: Act) -> Result<(), Refusal> {
        match act {
            Act::EditPlan(plan) => self.edit_plan(*plan),
            Act::TakeBusinesses(roster) => {
                let categories = roster.reading.rows.iter().flat_map(|b| b.categories.iter().take(1));
                let mut plan = self.campaign.plan.clone();
                plan.take_categories(categories.map(String::as_str));
                self.take(RosterKind::Businesses, Blob::Businesses(Rc::new(*roster)), plan)
            }
            Act::TakeOfficers(roster) => {
                let mut plan = self.campaign.plan.clone();
                plan.take_departments(roster.reading.rows.iter().map(|o| o.department.as_str()));
                self.take(RosterKind::Officers, Blob::Officers(Rc::new(*roster)), plan)
            }
            Act::Exclude { kind, rows, reason } => self.exclude(kind, rows, &reason),
            Act::Include { kind, row } => self.include(kind, &row),
            Act::Seal(nonce) => self.seal(nonce),
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
        let name = Digest::of(blob_text(&blob)?);
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

    fn take(&mut self, kind: RosterKind, blob: Blob, plan: PlanDraft) -> Result<(), Refusal> {
        self.unsealed()?;
        let (file, digest, rows) = match &blob {
            Blob::Businesses(r) => (r.file.clone(), r.file_digest, r.reading.rows.len()),
            Blob::Officers(r) => (r.file.clone(), r.file_digest, r.reading.rows.len()),
            Blob::Manifest(_) | Blob::Outcome(_) => return Ok(()),
        };
        let name = self.keep(blob)?;
        self.campaign.plan = plan;
        *self.campaign.roster_mut(kind) = Some(RosterRef { blob: name, at: self.at, excluded: Vec::new() });
        let detail = json!({"kind": kind, "file": file, "sha256": digest, "rows": rows});
        self.campaign.log.push(self.at, "roster", detail);
        Ok(())
    }

    fn exclude(&mut self, kind: RosterKind, rows: Vec<Source>, reason: &str) -> Result<(), Refusal> {
        self.unsealed()?;
        let reason = wanted(reason, "不参加抽取的理由")?;
        let Some(roster) = self.campaign.roster_mut(kind) else { return Ok(()) };
        for source in &rows {
            roster.excluded.retain(|e| e.source != *source);
            roster.excluded.push(Excluded { source: source.clone(), reason: reason.clone() });
        }
        self.campaign.log.push(self.at, "exclude", json!({"kind": kind, "rows": rows, "reason": reason}));
        Ok(())
    }

    fn include(&mut self, kind: RosterKind, row: &Source) -> Result<(), Refusal> {
        self.unsealed()?;
        let Some(roster) = self.campaign.roster_mut(kind) else { return Ok(()) };
        roster.excluded.retain(|e| e.source != *row);
        self.campaign.log.push(self.at, "include", json!({"kind": kind, "row": row}));
        Ok(())
    }

    fn seal(&mut self, nonce: Nonce) -> Result<(), Refusal> {
        self.unsealed()?;
        let ready = check(self.model, &self.campaign, self.at.date_naive());
        let manifest = manifest(&self.campaign, &ready, nonce.digest()).map_err(Refusal::NotReady)?;
        let boxes = vec![String::new(); manifest.contributors.len()];
        let commitment = self.keep(Blob::Manifest(Rc::new(manifest)))?;
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
