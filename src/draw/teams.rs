//! Mode `teams`: joint teams share the businesses (protocol §6).

use super::drawing::{Drawing, Pools};
use super::flow::{Assignment, is_assignable};
use super::outcome::{ByDepartment, Team};
use super::ticket::Tickets;

/// Whether the businesses can all be assigned.
pub(super) fn is_full(drawing: &Drawing<'_, '_>, pools: &Pools) -> bool {
    let mut barred = Vec::with_capacity(drawing.businesses.len());
    for teams in clashes(drawing, pools) {
        // The commonest reason why not, and soon seen.
        if teams.len() == drawing.checked.teams() {
            return false;
        }
        barred.push(teams);
    }
    is_assignable(1, &room(drawing), &barred)
}

/// The teams, each business offered them in the order of its tickets. `heeded` says whether recusals are.
pub(super) fn teams(
    drawing: &Drawing<'_, '_>,
    pools: &Pools,
    round: u32,
    heeded: bool,
    tickets: &Tickets,
) -> Vec<Team> {
    let barred = if heeded { clashes(drawing, pools).collect() } else { vec![Vec::new(); drawing.businesses.len()] };
    let mut teams = with_officers(drawing, pools);
    // A round counts if there is an assignment; without recusals there is one.
    let Some(mut assignment) = Assignment::new(1, &room(drawing), barred) else { return teams };
    let (round, numbers) = (round.to_string(), (1..=teams.len()).map(|n| n.to_string()).collect::<Vec<_>>());
    for (i, business) in drawing.businesses.iter().enumerate() {
        let key = &drawing.checked.public.business(*business).key;
        let tickets = tickets.beginning("match", &[&round, key]);
        assignment.choose(i, |team| tickets.ending(&numbers[team]));
        for team in assignment.chosen(i) {
            teams[*team].businesses.push(key.clone());
        }
    }
    teams
}

/// Team *t* takes ⌊K/G⌋ businesses, one more if *t* ≤ *K mod G*.
fn room(drawing: &Drawing<'_, '_>) -> Vec<usize> {
    sizes(drawing.businesses.len(), drawing.checked.teams()).collect()
}

/// How many of the businesses each team takes.
pub(super) fn sizes(businesses: usize, teams: usize) -> impl Iterator<Item = usize> {
    (0..teams).map(move |t| businesses / teams + usize::from(t < businesses % teams))
}

/// Officer *i* of a department's draw joins team *i mod G* + 1.
fn with_officers(drawing: &Drawing<'_, '_>, pools: &Pools) -> Vec<Team> {
    let checked = drawing.checked;
    let count = checked.teams();
    let joining = |t: usize, pool: &[u32]| -> Vec<String> {
        pool.iter().skip(t).step_by(count).map(|o| checked.officer(*o).key.clone()).collect()
    };
    let officers = |t: usize| -> ByDepartment {
        let parts = checked.parts.iter().zip(pools);
        parts.map(|(part, pool)| (part.department.name.clone(), joining(t, pool))).collect()
    };
    let team = |(number, t)| Team { businesses: Vec::new(), number, officers: Some(officers(t)) };
    (1..).zip(0..count).map(team).collect()
}

/// Per business, the teams that hold an officer of an applying department who is recused from it.
fn clashes<'d>(drawing: &'d Drawing<'_, '_>, pools: &Pools) -> impl Iterator<Item = Vec<usize>> + use<'d> {
    let count = drawing.checked.teams();
    let mut team_of = vec![None; drawing.checked.officers.officers.len()];
    for pool in pools {
        super::drawing::note_places(&mut team_of, pool, |place| place % count);
    }
    drawing.recused.iter().map(move |officers| {
        let mut clash = vec![false; if officers.is_empty() { 0 } else { count }];
        officers.iter().filter_map(|officer| team_of[*officer]).for_each(|team| clash[team] = true);
        (0..).zip(clash).filter(|(_, clash)| *clash).map(|(team, _)| team).collect()
    })
}
