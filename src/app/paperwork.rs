//! Papers of a campaign as it stands: the facts that forms are made of, put together.

use super::store::{Shop, verify_link};
use crate::course::{Discrepancy, Summary, Worklist, discrepancies};
use crate::draw2::{Sealed, teams_after};
use crate::forms::{DrawFacts, PlanFacts, SealFacts, VoidLine};
use crate::model::{Business, Officer};
use crate::roster::Record;
use crate::state::{Attempt, Campaign, Roster, RosterRef, check_plan, contributions, laid, left_out, worklist};
use std::collections::BTreeMap;

/// What papers of the outcome are made of.
pub struct Known<'a> {
    pub facts: DrawFacts<'a>,
    pub list: &'a Worklist,
    pub summary: &'a Summary,
    pub discrepancies: &'a [Discrepancy],
}

/// What `make` makes of the seal; nothing before there is one.
pub fn of_seal<T>(
    shop: &Shop,
    campaign: &Campaign,
    make: impl FnOnce(&Attempt, &Sealed, SealFacts<'_>) -> T,
) -> Option<T> {
    let attempt = campaign.current()?;
    let sealed = shop.0.model.sealed(attempt).ok()?;
    let sizes: Vec<_> = check_plan(&campaign.plan)
        .map(|plan| plan.strata.iter().map(|s| s.size.to_string()).collect())
        .unwrap_or_default();
    let link = verify_link(attempt.commitment);
    let left_out = left_out(&shop.0.model, campaign);
    let facts = SealFacts {
        number: campaign.plan.number.trim(),
        place: campaign.plan.place.trim(),
        sizes: &sizes,
        sealed: &sealed,
        commitment: attempt.commitment,
        sealed_at: attempt.sealed_at,
        link: &link,
        left_out: &left_out,
    };
    Some(make(attempt, &sealed, facts))
}

/// What `make` makes of the outcome; nothing before there is one.
pub fn of_outcome<T>(shop: &Shop, campaign: &Campaign, make: impl FnOnce(&Known<'_>) -> T) -> Option<T> {
    of_seal(shop, campaign, |attempt, _, seal| {
        let model = &shop.0.model;
        let (seeded, reference) = (attempt.seed.as_ref()?, attempt.drawn.as_ref()?);
        let outcome = model.outcome(reference.outcome)?;
        let businesses = model.businesses(campaign.businesses.as_ref()?.blob)?;
        let officers = model.officers(campaign.officers.as_ref()?.blob)?;
        let businesses: Vec<Business> = rows(&businesses, campaign.businesses.as_ref()?);
        let officers: Vec<Officer> = rows(&officers, campaign.officers.as_ref()?);
        let by_key: BTreeMap<String, &Business> = businesses.iter().map(|b| (b.key(), b)).collect();
        let officer_by_key: BTreeMap<String, &Officer> = officers.iter().map(|o| (o.key(), o)).collect();
        let voided: Vec<_> = void_lines(campaign).collect();
        let plan = check_plan(&campaign.plan).ok()?;
        let list = worklist(model, campaign).ok()?;
        let summary = Summary::new(&list, &attempt.conduct, &campaign.settings);
        let discrepancies = discrepancies(&list, &attempt.conduct, &campaign.settings);
        let facts = DrawFacts {
            plan: PlanFacts { plan: &plan, settings: &campaign.settings },
            conduct: &attempt.conduct,
            seal,
            contributions: &contributions(attempt),
            seed: seeded.seed,
            drawn_at: reference.at,
            outcome: &outcome,
            teams: &teams_after(&outcome.teams, &attempt.substitutions),
            substitutions: &attempt.substitutions,
            voided: &voided,
            businesses: &by_key,
            officers: &officer_by_key,
        };
        Some(make(&Known { facts, list: &list, summary: &summary, discrepancies: &discrepancies }))
    })
    .flatten()
}

/// The rows that count, as mended: of one that was entered twice the one that is left.
fn rows<T: Record>(roster: &Roster<T>, used: &RosterRef) -> Vec<T> {
    let laid = laid(roster, used);
    laid.rows(&roster.reading.rows).filter(|laid| laid.out.is_none()).map(|laid| laid.row).collect()
}

fn void_lines(campaign: &Campaign) -> impl Iterator<Item = VoidLine> {
    (1..)
        .zip(&campaign.attempts)
        .filter_map(|(attempt, a)| Some(VoidLine { attempt, commitment: a.commitment, void: a.void.clone()? }))
}
