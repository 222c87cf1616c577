//! Mode `per-business`: every business gets officers of its own, department by department (protocol §6).

use super::checked::Part;
use super::drawing::{Drawing, Pools, note_places};
use super::flow::{Assignment, is_assignable};
use super::outcome::{ByDepartment, Team};
use super::seal::size;
use super::ticket::Tickets;

/// Whether the department's places can all be filled from its pool, if each officer takes `most` businesses.
pub(super) fn is_full(drawing: &Drawing<'_, '_>, department: usize, pool: &[u32], most: usize) -> bool {
    let part = &drawing.checked.parts[department];
    is_assignable(size(part.department.per_team), &room(part, pool, most), &barred(drawing, department, pool))
}

/// Team *i* serves the *i*-th business with officers of every department that applies. `heeded` says whether recusals are.
pub(super) fn teams(
    drawing: &Drawing<'_, '_>,
    pools: &Pools,
    round: u32,
    heeded: bool,
    tickets: &Tickets,
) -> Vec<Team> {
    let key = |business: &u32| drawing.checked.public.business(*business).key.clone();
    let team = |(number, business): (u32, &u32)| Team {
        businesses: vec![key(business)],
        number,
        officers: Some(ByDepartment::new()),
    };
    let mut teams: Vec<_> = (1..).zip(&drawing.businesses).map(team).collect();
    for (department, pool) in pools.iter().enumerate() {
        let chosen = choose(drawing, department, pool, round, heeded, tickets);
        let name = &drawing.checked.parts[department].department.name;
        for (place, officers) in chosen {
            let keys = officers.into_iter().map(|o| drawing.checked.officer(pool[o]).key.clone()).collect();
            if let Some(all) = &mut teams[place].officers {
                all.insert(name.clone(), keys);
            }
        }
    }
    teams
}

/// For each business that the department serves, the places in the pool of its officers, in the order taken.
fn choose(
    drawing: &Drawing<'_, '_>,
    department: usize,
    pool: &[u32],
    round: u32,
    heeded: bool,
    tickets: &Tickets,
) -> Vec<(usize, Vec<usize>)> {
    let part = &drawing.checked.parts[department];
    let served = &drawing.served[department];
    let barred = match heeded {
        true => barred(drawing, department, pool),
        false => vec![Vec::new(); served.len()],
    };
    // A round counts if there is an assignment; without recusals there is one.
    let assignment = Assignment::new(size(part.department.per_team), &room(part, pool, part.limit), barred);
    let Some(mut assignment) = assignment else { return Vec::new() };
    let (round, keys) = (round.to_string(), pool.iter().map(|o| &drawing.checked.officer(*o).key).collect::<Vec<_>>());
    let chosen = |(i, place): (usize, &usize)| {
        let key = &drawing.checked.public.business(drawing.businesses[*place]).key;
        let tickets = tickets.beginning("match", &[&round, key]);
        assignment.choose(i, |officer| tickets.ending(keys[officer]));
        (*place, assignment.chosen(i).to_vec())
    };
    served.iter().enumerate().map(chosen).collect()
}

/// How many businesses each of the pool takes at most. None can take one twice: more room than businesses is never used.
fn room(part: &Part<'_>, pool: &[u32], most: usize) -> Vec<usize> {
    vec![most.min(part.businesses); pool.len()]
}

/// Per business served, the places in the pool of those recused from it.
fn barred(drawing: &Drawing<'_, '_>, department: usize, pool: &[u32]) -> Vec<Vec<usize>> {
    let mut places = vec![None; drawing.checked.officers.officers.len()];
    note_places(&mut places, pool, |place| place);
    let of_one = |business: &usize| drawing.recused_of(*business, department).iter().filter_map(|o| places[*o]);
    drawing.served[department].iter().map(|business| of_one(business).collect()).collect()
}
