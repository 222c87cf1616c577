//! Who is drawn (protocol §5).

use super::manifest::{Manifest, Mode, SealedBusiness, SealedDepartment, SealedOfficer};
use super::outcome::{Drawn, Placed, Refusal};
use super::ticket::{Ticket, Tickets, digest};
use std::collections::{BTreeMap, HashMap};

/// Something listed, with its ticket.
pub(super) type Ticketed<'a, T> = (Ticket, &'a T);

/// The businesses and officers drawn, all in ticket order.
pub(super) struct Sample<'a> {
    /// All businesses drawn, in the record's order.
    pub businesses: Vec<Ticketed<'a, SealedBusiness>>,
    /// Each department's officers drawn, in plan order.
    pub officers: Vec<Vec<Ticketed<'a, SealedOfficer>>>,
}

/// Those not drawn, in ticket order (protocol §5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserve {
    /// By stratum.
    pub businesses: BTreeMap<String, Vec<Placed>>,
    /// By department.
    pub officers: BTreeMap<String, Vec<Placed>>,
}

impl Reserve {
    /// Those whom the draw of the manifest left. Apart from the draw: only substitutions ask for it, and a large
    /// roster's is long.
    pub fn new(manifest: &Manifest, drawn: &Drawn) -> Self {
        let tickets = Tickets::new(&drawn.seed);
        let mut strata = business_tickets(manifest, &tickets);
        let businesses = manifest.strata.iter().map(|s| {
            let all = strata.remove(s.label.as_str()).unwrap_or_default();
            (s.label.clone(), placed(&rest(all, size(s.sample)), |b| &b.key))
        });
        let mut listed = officer_tickets(manifest, &tickets);
        let officers = manifest.departments.iter().map(|d| {
            let all = listed.remove(d.name.as_str()).unwrap_or_default();
            let wanted = wanted(manifest, d).unwrap_or(all.len());
            (d.name.clone(), placed(&rest(all, wanted), |o| &o.key))
        });
        Self { businesses: businesses.collect(), officers: officers.collect() }
    }
}

/// Draws from a manifest that passed [`Manifest::check`].
pub(super) fn sample<'a>(manifest: &'a Manifest, tickets: &Tickets) -> Result<Sample<'a>, Refusal> {
    let mut listed = business_tickets(manifest, tickets);
    let mut businesses = Vec::new();
    for stratum in &manifest.strata {
        let all = listed.remove(stratum.label.as_str()).unwrap_or_default();
        businesses.append(&mut smallest(all, size(stratum.sample)));
    }
    businesses.sort_unstable_by_key(|(ticket, _)| *ticket);
    Ok(Sample { businesses, officers: officers(manifest, tickets)? })
}

fn officers<'a>(manifest: &'a Manifest, tickets: &Tickets) -> Result<Vec<Vec<Ticketed<'a, SealedOfficer>>>, Refusal> {
    let mut listed = officer_tickets(manifest, tickets);
    let mut drawn = Vec::new();
    for department in &manifest.departments {
        let all = listed.remove(department.name.as_str()).unwrap_or_default();
        let wanted = wanted(manifest, department).unwrap_or(all.len());
        if wanted > all.len() {
            return Err(Refusal::TooFewOfficers { department: department.name.clone(), wanted, listed: all.len() });
        }
        drawn.push(smallest(all, wanted));
    }
    Ok(drawn)
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

type Groups<'a, T> = HashMap<&'a str, Vec<Ticketed<'a, T>>>;

/// All tickets of businesses, by stratum.
fn business_tickets<'a>(manifest: &'a Manifest, tickets: &Tickets) -> Groups<'a, SealedBusiness> {
    let tickets = tickets.beginning("business", &[]);
    group(&manifest.businesses, |b| (&b.stratum, tickets.ending(&b.key)))
}

/// All tickets of officers, by department.
fn officer_tickets<'a>(manifest: &'a Manifest, tickets: &Tickets) -> Groups<'a, SealedOfficer> {
    let tickets = tickets.beginning("officer", &[]);
    group(&manifest.officers, |o| (&o.department, tickets.ending(&o.key)))
}

fn group<'a, T>(all: &'a [T], of: impl Fn(&'a T) -> (&'a String, Ticket)) -> Groups<'a, T> {
    let mut groups = Vec::<(&str, Vec<_>)>::new();
    let mut known = HashMap::new();
    // Rosters are often sorted by group: the one before is looked at first.
    let mut last = 0;
    for item in all {
        let (name, ticket) = of(item);
        if groups.get(last).is_none_or(|(of, _)| of != name) {
            last = *known.entry(name.as_str()).or_insert(groups.len());
            if last == groups.len() {
                groups.push((name, Vec::new()));
            }
        }
        groups[last].1.push((ticket, item));
    }
    groups.into_iter().collect()
}

/// The `n` with the smallest tickets, in ticket order.
fn smallest<T>(mut all: Vec<Ticketed<'_, T>>, n: usize) -> Vec<Ticketed<'_, T>> {
    if n < all.len() {
        all.select_nth_unstable_by_key(n, |(ticket, _)| *ticket);
        all.truncate(n);
    }
    all.sort_unstable_by_key(|(ticket, _)| *ticket);
    all
}

/// All but the `n` with the smallest tickets, in ticket order.
fn rest<T>(mut all: Vec<Ticketed<'_, T>>, n: usize) -> Vec<Ticketed<'_, T>> {
    all.sort_unstable_by_key(|(ticket, _)| *ticket);
    all.split_off(n.min(all.len()))
}

pub(super) fn placed<'a, T>(all: &[Ticketed<'a, T>], key: impl Fn(&'a T) -> &'a String) -> Vec<Placed> {
    all.iter().map(|(ticket, item)| Placed { key: key(item).clone(), ticket: digest(*ticket) }).collect()
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

    /// Whether the officer may not inspect the business.
    pub(super) fn bars(&self, officer: &str, business: &str) -> bool {
        self.0.get(business).is_some_and(|officers| officers.contains(&officer))
    }
}

/// For each business drawn, in the record's order, the places that `place` gives to the officers recused from it.
pub(super) fn barred<'a, P: Copy>(
    manifest: &'a Manifest,
    sample: &Sample<'a>,
    place: impl Fn(&'a str) -> Option<P>,
) -> Vec<Vec<P>> {
    let mut barred = vec![Vec::new(); sample.businesses.len()];
    if manifest.recusals.is_empty() {
        return barred;
    }
    let drawn: HashMap<_, _> = sample.businesses.iter().enumerate().map(|(i, (_, b))| (b.key.as_str(), i)).collect();
    // They are sorted by officer, so that each is looked up once.
    for of_one in manifest.recusals.chunk_by(|a, b| a.0 == b.0) {
        let Some(place) = place(&of_one[0].0) else { continue };
        for i in of_one.iter().filter_map(|(_, business)| drawn.get(business.as_str())) {
            barred[*i].push(place);
        }
    }
    barred
}
