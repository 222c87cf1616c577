//! Who is drawn, and who is left in reserve (protocol §6).

use super::checked::{Checked, CheckedPublic, Part};
use super::drawn::Drawn;
use super::outcome::TicketedKey;
use super::seal::size;
use super::ticket::{Ticket, Tickets};
use crate::model::ToMap;
use std::collections::BTreeMap;

/// A place in a roster, with its ticket.
pub(super) type Ticketed = (Ticket, u32);

/// Those not drawn, in ticket order (protocol §6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserve {
    /// By stratum.
    pub businesses: BTreeMap<String, Vec<TicketedKey>>,
    /// By department.
    pub officers: BTreeMap<String, Vec<TicketedKey>>,
}

impl Reserve {
    /// Those whom the draw left. Apart from the draw: a large roster's reserve is long.
    pub fn new(checked: &Checked<'_>, drawn: &Drawn) -> Self {
        let tickets = Tickets::new(&drawn.seed);
        let public = &checked.public;
        let businesses = public.seal.strata.iter().enumerate().map(|(i, stratum)| {
            let left = stratum_reserve(public, i, &tickets);
            (stratum.label.clone(), placed(&left, |b| &public.business(b).key))
        });
        let officers = checked.parts.iter().map(|part| {
            let left = officer_reserve(checked, part, drawn.outcome.round, &tickets);
            (part.department.name.clone(), placed(&left, |o| &checked.officer(o).key))
        });
        Self { businesses: businesses.to_map(), officers: officers.to_map() }
    }
}

/// The businesses drawn, all of them in ticket order: the order of the record.
pub(super) fn businesses(public: &CheckedPublic<'_>, tickets: &Tickets) -> Vec<Ticketed> {
    let tickets = tickets.beginning("business", &[]);
    let mut drawn = Vec::with_capacity(public.seal.sample());
    for (stratum, listed) in public.seal.strata.iter().zip(&public.strata).filter(|(s, _)| s.sample > 0) {
        let mut all = ticketed(listed, |b| tickets.ending(&public.business(b).key));
        keep_smallest(&mut all, size(stratum.sample));
        drawn.append(&mut all);
    }
    drawn.sort_unstable();
    drawn
}

/// The reserve of a stratum, by ticket.
pub(super) fn stratum_reserve(public: &CheckedPublic<'_>, stratum: usize, tickets: &Tickets) -> Vec<Ticketed> {
    let tickets = tickets.beginning("business", &[]);
    let all = ticketed(&public.strata[stratum], |b| tickets.ending(&public.business(b).key));
    rest(all, size(public.seal.strata[stratum].sample))
}

/// The officers of a department that are drawn in the round, by ticket: its pool.
pub(super) fn pool(checked: &Checked<'_>, part: &Part<'_>, round: u32, tickets: &Tickets) -> Vec<Ticketed> {
    let mut all = officer_tickets(checked, part, round, tickets);
    keep_smallest(&mut all, part.drawn);
    all.sort_unstable();
    all
}

/// The reserve of a department in the round, by ticket.
pub(super) fn officer_reserve(checked: &Checked<'_>, part: &Part<'_>, round: u32, tickets: &Tickets) -> Vec<Ticketed> {
    rest(officer_tickets(checked, part, round, tickets), part.drawn)
}

fn officer_tickets(checked: &Checked<'_>, part: &Part<'_>, round: u32, tickets: &Tickets) -> Vec<Ticketed> {
    let tickets = tickets.beginning("officer", &[&round.to_string()]);
    ticketed(&part.officers, |o| tickets.ending(&checked.officer(o).key))
}

fn ticketed(places: &[u32], ticket: impl Fn(u32) -> Ticket) -> Vec<Ticketed> {
    places.iter().map(|place| (ticket(*place), *place)).collect()
}

/// Keeps the `n` with the smallest tickets, in any order.
fn keep_smallest(all: &mut Vec<Ticketed>, n: usize) {
    if n < all.len() {
        all.select_nth_unstable(n);
        all.truncate(n);
    }
}

/// All but the `n` with the smallest tickets, in ticket order.
fn rest(mut all: Vec<Ticketed>, n: usize) -> Vec<Ticketed> {
    if n == 0 || n >= all.len() {
        all.drain(..n.min(all.len()));
    } else {
        all.select_nth_unstable(n);
        all.drain(..n);
    }
    all.sort_unstable();
    all
}

pub(super) fn placed<'a>(all: &[Ticketed], key: impl Fn(u32) -> &'a String) -> Vec<TicketedKey> {
    all.iter().map(|(ticket, place)| TicketedKey { key: key(*place).clone(), ticket: ticket.digest() }).collect()
}
