//! Mode `teams`: joint teams share the businesses (protocol §6).

use super::flow::Assignment;
use super::manifest::{Manifest, SealedBusiness, SealedDepartment};
use super::outcome::{Refusal, Team, Who};
use super::sample::{Sample, Ticketed, barred, size};
use super::ticket::Tickets;
use std::collections::{BTreeMap, HashMap};

/// Whether, and how, the rest can always be assigned.
pub(super) fn assignment(manifest: &Manifest, sample: &Sample<'_>) -> Result<Assignment, Refusal> {
    let (drawn, teams) = (sample.businesses.len(), size(manifest.matching.teams.unwrap_or(0)).max(1));
    let room = (0..teams).map(|t| drawn / teams + usize::from(t < drawn % teams)).collect();
    let clashes = clashes(manifest, sample, teams);
    let shut: Vec<_> = clashes.iter().map(Vec::len).collect();
    Assignment::new(1, room, clashes).map_err(|unserved| {
        let business = sample.businesses[unserved.0].1;
        let clashes = shut[unserved.0];
        Refusal::NoTeam { business: Who::new(&business.name, &business.key), clashes, teams }
    })
}

/// The teams, each business offered them in the order of its tickets.
pub(super) fn teams(manifest: &Manifest, sample: &Sample<'_>, tickets: &Tickets) -> Result<Vec<Team>, Refusal> {
    let mut assignment = assignment(manifest, sample)?;
    let mut teams = with_officers(manifest, sample);
    let numbers: Vec<_> = (1..=teams.len()).map(|n| n.to_string()).collect();
    for (i, (_, business)) in sample.businesses.iter().enumerate() {
        let tickets = tickets.beginning("match", &[&business.key]);
        assignment.choose(i, |team| tickets.ending(&numbers[team]));
        // There always is one: the standing assignment holds it.
        for team in assignment.chosen(i) {
            teams[*team].businesses.push(business.key.clone());
        }
    }
    Ok(teams)
}

/// Officer *i* of a department's draw joins team *i mod G* + 1.
fn with_officers(manifest: &Manifest, sample: &Sample<'_>) -> Vec<Team> {
    let count = manifest.matching.teams.unwrap_or(0).max(1);
    let mut teams: Vec<_> =
        (1..=count).map(|number| Team { number, officers: BTreeMap::new(), businesses: Vec::new() }).collect();
    for (department, officers) in manifest.departments.iter().zip(&sample.officers) {
        for (t, team) in teams.iter_mut().enumerate() {
            let joining = officers.iter().skip(t).step_by(size(count)).map(|(_, o)| o.key.clone());
            team.officers.insert(department.name.clone(), joining.collect());
        }
    }
    teams
}

/// Per business, the teams with an officer, of a department that applies to it, who is recused from it.
fn clashes(manifest: &Manifest, sample: &Sample<'_>, teams: usize) -> Vec<Vec<usize>> {
    let mut places = HashMap::new();
    for (department, officers) in manifest.departments.iter().zip(&sample.officers) {
        places.extend(officers.iter().enumerate().map(|(i, (_, o))| (o.key.as_str(), (department, i % teams))));
    }
    let place = |officer| places.get(officer).copied();
    let all = barred(manifest, sample, place).into_iter().zip(&sample.businesses);
    let clashing = |(officers, (_, business)): (Vec<(&SealedDepartment, usize)>, &Ticketed<'_, SealedBusiness>)| {
        let applying = officers.into_iter().filter(|(d, _)| d.applies(&business.stratum));
        let mut teams: Vec<_> = applying.map(|(_, team)| team).collect();
        teams.sort_unstable();
        teams.dedup();
        teams
    };
    all.map(clashing).collect()
}
