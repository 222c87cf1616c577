//! Who is drawn (protocol §5).

use super::manifest::{Manifest, Mode, SealedBusiness, SealedDepartment, SealedOfficer};
use super::outcome::Refusal;
use super::ticket::Tickets;
use crate::model::Digest;
use std::collections::HashMap;

/// Something listed, with its ticket.
pub(super) type Ticketed<'a, T> = (Digest, &'a T);

/// The businesses and officers drawn, and those left, all in ticket order.
pub(super) struct Sample<'a> {
    /// All businesses drawn, in the record's order.
    pub businesses: Vec<Ticketed<'a, SealedBusiness>>,
    /// Each stratum's reserve, in the manifest's order of strata.
    pub business_reserve: Vec<Vec<Ticketed<'a, SealedBusiness>>>,
    /// Each department's officers drawn, in plan order.
    pub officers: Vec<Vec<Ticketed<'a, SealedOfficer>>>,
    /// Each department's reserve, in plan order.
    pub officer_reserve: Vec<Vec<Ticketed<'a, SealedOfficer>>>,
}

/// Draws from a manifest that passed [`Manifest::check`].
pub(super) fn sample<'a>(manifest: &'a Manifest, tickets: &Tickets) -> Result<Sample<'a>, Refusal> {
    let (mut businesses, business_reserve) = businesses(manifest, tickets);
    businesses.sort_by_key(|(ticket, _)| *ticket);
    let (officers, officer_reserve) = officers(manifest, tickets)?;
    Ok(Sample { businesses, business_reserve, officers, officer_reserve })
}

type Parts<'a, T> = (Vec<Ticketed<'a, T>>, Vec<Vec<Ticketed<'a, T>>>);

fn businesses<'a>(manifest: &'a Manifest, tickets: &Tickets) -> Parts<'a, SealedBusiness> {
    let mut listed = group(&manifest.businesses, |b| &b.stratum);
    let mut drawn = Vec::new();
    let mut reserve = Vec::new();
    for stratum in &manifest.strata {
        let all = listed.remove(stratum.label.as_str()).unwrap_or_default();
        let mut all = by_ticket(all, |b| tickets.of("business", &[&b.key]));
        let rest = all.split_off(all.len().min(size(stratum.sample)));
        drawn.append(&mut all);
        reserve.push(rest);
    }
    (drawn, reserve)
}

type Split<'a, T> = (Vec<Vec<Ticketed<'a, T>>>, Vec<Vec<Ticketed<'a, T>>>);

fn officers<'a>(manifest: &'a Manifest, tickets: &Tickets) -> Result<Split<'a, SealedOfficer>, Refusal> {
    let mut listed = group(&manifest.officers, |o| &o.department);
    let mut drawn = Vec::new();
    let mut reserve = Vec::new();
    for department in &manifest.departments {
        let all = listed.remove(department.name.as_str()).unwrap_or_default();
        let wanted = wanted(manifest, department).unwrap_or(all.len());
        if wanted > all.len() {
            return Err(Refusal::TooFewOfficers { department: department.name.clone(), wanted, listed: all.len() });
        }
        let mut all = by_ticket(all, |o| tickets.of("officer", &[&o.key]));
        reserve.push(all.split_off(wanted));
        drawn.push(all);
    }
    Ok((drawn, reserve))
}

/// How many officers of the department are drawn, `None` for all (protocol §5).
pub(super) fn wanted(manifest: &Manifest, department: &SealedDepartment) -> Option<usize> {
    match manifest.matching.mode {
        Mode::Teams => Some(size(manifest.matching.teams.unwrap_or(0)).saturating_mul(size(department.per_team))),
        Mode::PerBusiness => department.draw.map(size),
    }
}

/// A count as an index; on a machine where it would not fit, more than any list holds.
pub(super) fn size(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn group<'a, T>(all: &'a [T], of: impl Fn(&'a T) -> &'a String) -> HashMap<&'a str, Vec<&'a T>> {
    let mut groups = HashMap::<&str, Vec<&T>>::new();
    for item in all {
        groups.entry(of(item)).or_default().push(item);
    }
    groups
}

fn by_ticket<'a, T>(all: Vec<&'a T>, ticket: impl Fn(&T) -> Digest) -> Vec<Ticketed<'a, T>> {
    let mut all: Vec<_> = all.into_iter().map(|item| (ticket(item), item)).collect();
    all.sort_by_key(|(ticket, _)| *ticket);
    all
}

/// Who may not inspect what, by key.
#[derive(Debug, Clone)]
pub(super) struct Recusals<'a>(HashMap<&'a str, Vec<&'a str>>);

impl<'a> Recusals<'a> {
    pub(super) fn new(manifest: &'a Manifest) -> Self {
        let mut by_business = HashMap::<&str, Vec<&str>>::new();
        for (officer, business) in &manifest.recusals {
            by_business.entry(business).or_default().push(officer);
        }
        Self(by_business)
    }

    /// The officers recused from the business.
    pub(super) fn of(&self, business: &str) -> &[&'a str] {
        self.0.get(business).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the officer may not inspect the business.
    pub(super) fn bars(&self, officer: &str, business: &str) -> bool {
        self.of(business).contains(&officer)
    }
}
