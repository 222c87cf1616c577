//! 抽取 made visible: each category is a ruler from 0 to f, each of its businesses a tick where its ticket stands. The
//! smallest are drawn: what lies left of the cut.

use crate::draw::{Sealed, TicketedKey, ticket};
use crate::model::{Digest, ToMap};
use std::collections::BTreeMap;

/// Columns of a ruler: ticks that fall into one are one.
pub const COLUMNS: u32 = 1_200;

/// The rulers of a draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rulers {
    /// One a category that is drawn from, in the plan's order.
    pub rulers: Vec<Ruler>,
    /// Of the businesses drawn, in the record's order: on which ruler, and in which column.
    pub drawn: Vec<(usize, u32)>,
}

/// The ruler of a category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruler {
    /// Its name.
    pub label: String,
    /// How many businesses it has.
    pub population: u32,
    /// How many of them are drawn.
    pub sample: u32,
    /// The columns, rising, in which a business stands that is not drawn.
    pub left: Vec<u32>,
    /// Where the cut comes to stand: between the last ticket drawn and the first that is not, or at the end.
    pub cut: u32,
}

/// The column of a ticket: its first sixteen bits as a part of the whole.
fn column(ticket: &Digest) -> u32 {
    (u32::from_str_radix(&ticket.short(1), 16).unwrap_or(0) * COLUMNS) >> 16
}

impl Rulers {
    /// Of what was sealed, with this seed, and what it drew.
    pub fn new(sealed: &Sealed, seed: &Digest, drawn: &[TicketedKey]) -> Self {
        let strata = sealed.seal.strata.iter().filter(|s| s.sample > 0);
        let mut rulers: Vec<_> = strata
            .map(|s| Ruler {
                label: s.label.clone(),
                population: s.population,
                sample: s.sample,
                left: Vec::new(),
                cut: COLUMNS,
            })
            .collect();
        let places: BTreeMap<_, _> = rulers.iter().enumerate().map(|(i, r)| (r.label.clone(), i)).to_map();
        let ruler_of = |key: &str| places.get(&sealed.businesses.get(key)?.stratum).copied();
        let on = |p: &TicketedKey| Some((ruler_of(&p.key)?, column(&p.ticket)));
        let last: BTreeMap<_, _> = drawn.iter().filter_map(|p| Some((ruler_of(&p.key)?, p.ticket))).to_map();
        for business in sealed.businesses.iter() {
            let Some(place) = places.get(&business.stratum) else { continue };
            let ticket = ticket(seed, "business", &[&business.key]);
            if last.get(place).is_none_or(|last| ticket > *last) {
                rulers[*place].left.push(column(&ticket));
            }
        }
        for (place, ruler) in rulers.iter_mut().enumerate() {
            ruler.left.sort_unstable();
            ruler.left.dedup();
            if let (Some(first), Some(last)) = (ruler.left.first(), last.get(&place)) {
                ruler.cut = u32::midpoint(column(last), *first).max(column(last) + 1);
            }
        }
        Self { rulers, drawn: drawn.iter().filter_map(on).collect() }
    }

    /// How far each cut has come when the first `n` businesses are drawn.
    pub fn swept(&self, n: usize) -> Vec<u32> {
        let at = match n.checked_sub(1).and_then(|i| self.drawn.get(i)) {
            None => 0,
            Some(_) if n >= self.drawn.len() => COLUMNS,
            Some((_, column)) => column + 1,
        };
        self.rulers.iter().map(|r| r.cut.min(at)).collect()
    }
}
