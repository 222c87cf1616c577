//! Papers of a campaign as it stands: the facts that forms are made of, put together.

use crate::app::context::{AppContext, verify_link};
use crate::course::{Discrepancy, Summary, Worklist, discrepancies};
use crate::draw::teams_after;
use crate::forms::{Document, DrawFacts, PlanFacts, SealFacts, VoidFacts, VoidLine, void_sheet};
use crate::model::{Business, Officer, ToMap};
use crate::roster::Record;
use crate::state::{Attempt, Campaign, Roster, RosterRef, attempt_link, check_plan, contributions, laid, left_out};
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// What papers of the outcome are made of.
pub struct OutcomeFacts<'a> {
    pub facts: DrawFacts<'a>,
    pub list: &'a Worklist,
    summary: OnceCell<Summary>,
    discrepancies: OnceCell<Vec<Discrepancy>>,
}

impl OutcomeFacts<'_> {
    /// The counts.
    pub fn summary(&self) -> &Summary {
        self.summary.get_or_init(|| Summary::new(self.list, self.facts.conduct, self.facts.plan.settings))
    }

    /// What does not reconcile.
    pub fn discrepancies(&self) -> &[Discrepancy] {
        self.discrepancies.get_or_init(|| discrepancies(self.list, self.facts.conduct, self.facts.plan.settings))
    }
}

/// What `make` makes of the seal; nothing before there is one.
pub fn of_seal<T>(app: &AppContext, campaign: &Campaign, make: impl FnOnce(&Attempt, SealFacts<'_>) -> T) -> Option<T> {
    seal_of(app, campaign, campaign.current()?, make)
}

/// What `make` makes of the seal of any attempt; nothing where its parts are not in memory.
fn seal_of<T>(
    app: &AppContext,
    campaign: &Campaign,
    attempt: &Attempt,
    make: impl FnOnce(&Attempt, SealFacts<'_>) -> T,
) -> Option<T> {
    let sealed = app.store.model.sealed(attempt).ok()?;
    let sizes: Vec<_> = check_plan(&campaign.plan)
        .map(|plan| plan.strata.iter().map(|s| s.size.to_string()).collect())
        .unwrap_or_default();
    let preliminary = attempt.is_preliminary();
    let link = if preliminary { String::new() } else { verify_link(attempt.commitment, None) };
    let left_out = left_out(&app.store.model, campaign);
    let facts = SealFacts {
        number: campaign.plan.number.trim(),
        place: campaign.plan.place.trim(),
        sizes: &sizes,
        sealed: &sealed,
        commitment: attempt.commitment,
        sealed_at: attempt.sealed_at,
        link: &link,
        preliminary,
        left_out: &left_out,
    };
    Some(make(attempt, facts))
}

/// What `make` makes of the outcome and the list of what is inspected; nothing before there is one.
pub fn of_outcome<T>(
    app: &AppContext,
    campaign: &Campaign,
    list: &Worklist,
    make: impl FnOnce(&OutcomeFacts<'_>) -> T,
) -> Option<T> {
    let (mut make, mut made) = (Some(make), None);
    with_outcome(app, campaign, list, &mut |known| made = make.take().map(|make| make(known)));
    made
}

/// Shows `look` the outcome, once. Of its own: the compiler makes what follows once, not for each paper.
fn with_outcome(
    app: &AppContext,
    campaign: &Campaign,
    list: &Worklist,
    look: &mut dyn FnMut(&OutcomeFacts<'_>),
) -> Option<()> {
    of_seal(app, campaign, |attempt, seal| {
        let model = &app.store.model;
        let (seeded, reference) = (attempt.seed.as_ref()?, attempt.drawn.as_ref()?);
        let outcome = model.outcome(reference.outcome)?;
        let businesses = model.businesses(campaign.businesses.as_ref()?.blob)?;
        let officers = model.officers(campaign.officers.as_ref()?.blob)?;
        let businesses: Vec<Business> = rows(&businesses, campaign.businesses.as_ref()?);
        let officers: Vec<Officer> = rows(&officers, campaign.officers.as_ref()?);
        let by_key: BTreeMap<String, &Business> = businesses.iter().map(|b| (b.key(), b)).to_map();
        let officer_by_key: BTreeMap<String, &Officer> = officers.iter().map(|o| (o.key(), o)).to_map();
        let voided: Vec<_> = void_lines(campaign).collect();
        let plan = check_plan(&campaign.plan).ok()?;
        let link = if seal.preliminary { String::new() } else { verify_link(attempt.commitment, Some(seeded.seed)) };
        let facts = DrawFacts {
            plan: PlanFacts { plan: &plan, settings: &campaign.settings },
            conduct: &attempt.conduct,
            seal,
            contributions: &contributions(&seal.sealed.seal.contributors, attempt),
            seed: seeded.seed,
            link: &link,
            drawn_at: reference.at,
            outcome: &outcome,
            teams: &teams_after(&outcome.teams, &attempt.substitutions),
            substitutions: &attempt.substitutions,
            voided: &voided,
            businesses: &by_key,
            officers: &officer_by_key,
        };
        look(&OutcomeFacts { facts, list, summary: OnceCell::new(), discrepancies: OnceCell::new() });
        Some(())
    })
    .flatten()
}

/// The rows that count, as mended: of one that was entered twice the one that is left.
fn rows<T: Record>(roster: &Roster<T>, used: &RosterRef) -> Vec<T> {
    let laid = laid(roster, used);
    laid.rows(&roster.reading.rows).filter(|laid| laid.out.is_none()).map(|laid| laid.row).collect()
}

/// 作废单 of the attempts that were voided: of the one at this place, from 1, or of all of them.
pub fn void_sheets(app: &AppContext, campaign: &Campaign, only: Option<u32>) -> Vec<Document> {
    let chosen = (1..).zip(&campaign.attempts).filter(|(place, _)| only.is_none_or(|only| only == *place));
    chosen.filter_map(|(_, attempt)| of_void(app, campaign, attempt, void_sheet)).collect()
}

/// What `make` makes of an attempt that was voided; nothing of one that was not.
fn of_void<T>(
    app: &AppContext,
    campaign: &Campaign,
    attempt: &Attempt,
    make: impl FnOnce(&VoidFacts<'_>) -> T,
) -> Option<T> {
    let void = attempt.void.as_ref()?;
    let outcome = match &attempt.drawn {
        Some(drawn) => Some((drawn.at, app.store.model.outcome(drawn.outcome)?)),
        None => None,
    };
    seal_of(app, campaign, attempt, |attempt, seal| {
        make(&VoidFacts {
            seal,
            contributions: &contributions(&seal.sealed.seal.contributors, attempt),
            nonce: attempt.nonce,
            seed: attempt.seed.as_ref().map(|seeded| seeded.seed),
            drawn: outcome.as_ref().map(|(at, outcome)| (*at, &**outcome)),
            substitutions: attempt.substitutions.len(),
            void,
            link: attempt_link(attempt),
        })
    })
}

/// The attempts that were voided, each with its number among those of its protocol.
fn void_lines(campaign: &Campaign) -> impl Iterator<Item = VoidLine> {
    (1..).zip(&campaign.attempts).filter_map(|(place, a)| {
        let (attempt, preliminary, commitment) = (campaign.number_of(place), a.is_preliminary(), a.commitment);
        Some(VoidLine { attempt, preliminary, commitment, void: a.void.clone()? })
    })
}
