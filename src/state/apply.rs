//! Model + action -> model or a refusal: which act is done where.

use super::action::{Act, Action, Beginning, Origin, Refusal};
use super::campaign::{Blob, Campaign, LogAct, Part, StoredFault, rollback};
use super::campaign_act::CampaignAct;
use super::model::Model;
use super::office::Office;
use super::readiness::strata_of_roster;
use super::typed::only_box;
use crate::model::{EntityKind, Settings, Stamp, StratifyBy};
use crate::roster::Mapping;
use serde_json::json;
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
            Action::Remember(mappings) => next.remember(mappings),
            Action::Restore(campaign, parts) => next = self.restored(*campaign, parts)?,
            Action::PartsRead(parts) => next.take_parts(parts),
            Action::Packed(name, packed) => {
                if let Some(place @ None) = Rc::make_mut(&mut next.packed).get_mut(&name) {
                    *place = Some(packed);
                }
            }
            Action::Settle => next.settle(),
            Action::Stored(names) => Rc::make_mut(&mut next.packed).retain(|name, _| !names.contains(name)),
            Action::Create { id, at, plan } => {
                next.begin(Beginning { id, at, plan: *plan, settings: None, origin: None });
            }
            Action::Begin(beginning) => next.begin(*beginning),
            Action::OfficeRead(office) => next.office = office,
            Action::EditOffice(settings) => {
                if let Some(StoredFault::Newer(version)) = self.office.fault {
                    return Err(Refusal::OfficeNewer(version));
                }
                next.office = Rc::new(Office { settings: Some(*settings), fault: None });
            }
            Action::YearsRead(years) => next.years = years,
            Action::EditYear(plan) => {
                if let Some(StoredFault::Newer(version)) = self.years.fault {
                    return Err(Refusal::YearsNewer(version));
                }
                next.years = Rc::new(self.years.with(*plan));
            }
            Action::Rehearse { of, id, at } => {
                let campaign = Rc::new(self.rehearsal(&of, &id, at)?);
                Rc::make_mut(&mut next.campaigns).insert(id, campaign);
            }
            Action::Delete { id, at } => next.set_deleted(&id, Some(at))?,
            Action::Recover(id) => next.set_deleted(&id, None)?,
            Action::Purge(now) => next.purge(now),
            Action::Remove(id) => {
                Rc::make_mut(&mut next.campaigns).remove(&id).ok_or(Refusal::NoCampaign)?;
            }
            Action::In { id, at, act } => next = self.after(&id, at, act)?,
        }
        Ok(next)
    }

    /// A later mapping of the same headers counts.
    fn remember(&mut self, mappings: Vec<Mapping>) {
        let known = Rc::make_mut(&mut self.mappings);
        for mapping in mappings {
            known.retain(|m| !m.same_headers(&mapping));
            known.push(mapping);
        }
    }

    /// A rehearsal of a campaign.
    fn rehearsal(&self, of: &str, id: &str, at: Stamp) -> Result<Campaign, Refusal> {
        let source = self.campaigns.get(of).ok_or(Refusal::NoCampaign)?;
        match &source.newer {
            Some(newer) => return Err(Refusal::Newer(newer.version)),
            None if source.is_rehearsal => return Err(Refusal::Rehearsal),
            None => {}
        }
        let mut campaign = source.rehearsed(id.to_owned(), at);
        campaign.log.push(at, LogAct::Create, json!({"title": campaign.plan.title, "rehearsal_of": of}));
        Ok(campaign)
    }

    /// A new campaign; the log says what it begins from.
    fn begin(&mut self, Beginning { id, at, plan, settings, origin }: Beginning) {
        let mut campaign = Campaign::new(id.clone(), at, plan);
        campaign.settings = settings.unwrap_or_else(|| self.office.for_new(at.date_naive()));
        let mut detail = json!({"title": campaign.plan.title});
        match origin {
            Some(Origin::Campaign(title)) => detail["campaign"] = title.into(),
            Some(Origin::Template(file)) => detail["template"] = file.into(),
            Some(Origin::Preset(name)) => detail["preset"] = name.into(),
            Some(Origin::YearPlan(rows)) => detail["year_plan"] = rows.into(),
            None => {}
        }
        campaign.log.push(at, LogAct::Create, detail);
        Rc::make_mut(&mut self.campaigns).insert(id, Rc::new(campaign));
    }

    /// The model after an act on one campaign.
    fn after(&self, id: &str, at: Stamp, act: Act) -> Result<Self, Refusal> {
        let campaign = self.campaigns.get(id).ok_or(Refusal::NoCampaign)?;
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
        Ok(step.into_model(id, paged))
    }

    /// With a campaign of a backup, unless it would take back what was sealed here.
    fn restored(&self, campaign: Campaign, parts: Vec<Part>) -> Result<Self, Refusal> {
        if let Some(why) = self.campaigns.values().find_map(|here| rollback(here, &campaign)) {
            return Err(why.into());
        }
        let mut next = self.clone();
        next.take_parts(parts);
        let (id, at) = (campaign.id.clone(), campaign.touched());
        let mut step = CampaignAct::new(&next, campaign, at);
        // A newer program's document stays as it is.
        let paged = step.campaign.newer.is_none() && step.cut()?;
        Ok(step.into_model(&id, paged))
    }

    fn take_parts(&mut self, parts: Vec<Part>) {
        let unstored = parts.iter().filter_map(|p| Some((p.name, Some(p.packed.clone()?))));
        Rc::make_mut(&mut self.packed).extend(unstored);
        Rc::make_mut(&mut self.blobs).extend(parts.into_iter().map(|p| (p.name, p.blob)));
        if self.campaigns.values().any(|c| c.lacks().is_some()) {
            let blobs = self.blobs.clone();
            for campaign in Rc::make_mut(&mut self.campaigns).values_mut().filter(|c| c.lacks().is_some()) {
                // One that lacks another part as well goes on lacking.
                let _ = Rc::make_mut(campaign).read_pages(&blobs);
            }
        }
    }

    fn settle(&mut self) {
        if self.campaigns.values().any(|c| !c.log.is_settled()) {
            for campaign in Rc::make_mut(&mut self.campaigns).values_mut().filter(|c| !c.log.is_settled()) {
                Rc::make_mut(campaign).log.settle();
            }
        }
    }

    /// The document of a newer program stays as it is: such a campaign can only be removed for good.
    fn set_deleted(&mut self, id: &str, deleted: Option<Stamp>) -> Result<(), Refusal> {
        let campaign = Rc::make_mut(&mut self.campaigns).get_mut(id).ok_or(Refusal::NoCampaign)?;
        if let Some(newer) = &campaign.newer {
            return Err(Refusal::Newer(newer.version));
        }
        if campaign.deleted.is_some() != deleted.is_some() {
            Rc::make_mut(campaign).deleted = deleted;
        }
        Ok(())
    }

    fn purge(&mut self, now: Stamp) {
        let is_due = |c: &Campaign| c.gone_from().is_some_and(|from| from <= now);
        if self.campaigns.values().any(|c| is_due(c)) {
            Rc::make_mut(&mut self.campaigns).retain(|_, c| !is_due(c));
        }
    }
}

impl CampaignAct<'_> {
    fn act(&mut self, act: Act) -> Result<(), Refusal> {
        match act {
            Act::EditPlan(plan) => self.edit_plan(*plan),
            Act::TakeItems { plan, changes } => self.take_items(*plan, &changes),
            Act::UndoPlan => self.turn_plan((LogAct::PlanUndo, LogAct::ItemsUndo), |t| (&mut t.done, &mut t.undone)),
            Act::RedoPlan => self.turn_plan((LogAct::PlanRedo, LogAct::ItemsRedo), |t| (&mut t.undone, &mut t.done)),
            Act::TakeBusinesses(taken) => {
                let by = self.campaign.plan.by;
                // The categories were counted where the roster was read.
                let other = (by != StratifyBy::Category).then(|| strata_of_roster(&taken.roster, by));
                self.fill_plan(|plan| plan.take_strata(other.as_ref().unwrap_or(&taken.labels)))?;
                let blob = Blob::Businesses(taken.roster.clone());
                self.take(EntityKind::Business, *taken, blob)
            }
            Act::TakeOfficers(taken) => {
                self.fill_plan(|plan| plan.take_departments(&taken.labels))?;
                let blob = Blob::Officers(taken.roster.clone());
                self.take(EntityKind::Officer, *taken, blob)
            }
            Act::Mend { kind, mends } => self.mend(kind, mends),
            Act::Undo(kind) => self.turn(kind, LogAct::MendUndo, |r| (&mut r.mends, &mut r.undone)),
            Act::Redo(kind) => self.turn(kind, LogAct::Mend, |r| (&mut r.undone, &mut r.mends)),
            Act::TakeList(taken) => self.take_list(*taken),
            Act::CarryLists(from) => self.carry_lists(&from),
            Act::EditList(place, head) => self.edit_list(place, head),
            Act::DropList(place) => self.drop_list(place),
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
            Act::InspectMany(entries) => self.inspect_many(entries, Vec::new()),
            Act::TakeEntry { inspections, visits } => self.inspect_many(inspections, visits),
            Act::PlanVisits(days) => self.plan_visits(days),
            Act::EnterCodes { business, codes } => self.enter_codes(business, codes),
            Act::Approve(approval) => self.approve(*approval),
            Act::Disapprove { department, business } => self.disapprove(&department, business.as_deref()),
            Act::UndoInspect => self.turn_inspections(LogAct::InspectUndo, |t| (&mut t.done, &mut t.undone)),
            Act::RedoInspect => self.turn_inspections(LogAct::InspectRedo, |t| (&mut t.undone, &mut t.done)),
            Act::Amend(amend) => self.amend(*amend),
            Act::Publish { on, place, businesses } => self.publish(on, &place, businesses),
            Act::Unpublish { batch, reason, approved_by } => self.unpublish(batch, &reason, &approved_by),
            Act::Transfer(transfer) => self.transfer(*transfer),
            Act::Withdraw { id, reason, approved_by } => self.withdraw(id, &reason, &approved_by),
            Act::Answer { id, answer, on } => self.answer(id, &answer, on),
            Act::CloseTransfer { id, on } => self.close_transfer(id, on),
            Act::Close { business, on } => self.close(&business, on),
            Act::EditSettings(settings) => self.edit_settings(*settings),
            Act::EditMeeting(meeting) => self.edit_meeting(*meeting),
        }
    }

    fn edit_settings(&mut self, settings: Settings) -> Result<(), Refusal> {
        if settings != self.campaign.settings {
            let place = only_box(&self.campaign.settings, &settings);
            self.campaign.settings = settings;
            let s = &self.campaign.settings;
            let detail = json!({"publish_within": s.publish_within, "materials_within": s.materials_within});
            self.campaign.log.push_typed(self.at, LogAct::Settings, place, detail);
        }
        Ok(())
    }
}
