//! Those who were not drawn, in the order in which they come in (protocol §6).

use super::checked::Checked;
use super::drawn::Drawn;
use super::outcome::TicketedKey;
use super::sample::{officer_reserve, placed, stratum_reserve};
use super::ticket::Tickets;
use crate::model::ToMap;
use std::collections::BTreeMap;

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
