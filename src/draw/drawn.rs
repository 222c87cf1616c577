//! The draw, from seed to outcome (protocol §6). What passed the rules of the seal has an outcome, whatever the seed.

use super::checked::{Checked, CheckedPublic};
use super::drawing::Drawing;
use super::numbers::{Contribution, NumberFault, check_number};
use super::outcome::{ByDepartment, Outcome, Team, TicketedKey, Who};
use super::sample::{self, Ticketed, placed};
use super::seal_fault::{SealFault, first_ten};
use super::sealed::Sealed;
use super::secret::Nonce;
use super::seed::seed;
use super::ticket::Tickets;
use crate::model::{Digest, ToMap};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A draw with everything that explains it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// The seed that it was drawn with.
    pub seed: Digest,
    /// The outcome of protocol §6.
    pub outcome: Outcome,
    /// The businesses drawn, in the record's order.
    pub businesses: Vec<TicketedKey>,
    /// The officers drawn in the round that counts, by department.
    pub officers: BTreeMap<String, Vec<TicketedKey>>,
}

/// Why nothing is drawn. All of it is decided before the seed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrawRefusal {
    /// The seal breaks a rule of protocol §3.
    #[error("封存内容不合规，不能抽取：{}", first_ten(.0))]
    Seal(Vec<SealFault>),
    /// The nonce does not open the seal.
    #[error("随机码与封存的不符，请核对")]
    Nonce,
    /// The contributors are not those sealed.
    #[error("出数方应依次为：{}", .0.join("、"))]
    Contributors(Vec<String>),
    /// A number that is none.
    #[error("“{label}”报的数{fault}")]
    Number {
        /// Whose.
        label: String,
        /// What is wrong.
        fault: NumberFault,
    },
}

impl Checked<'_> {
    /// Draws (protocol §6).
    pub fn draw(&self, seed: Digest) -> Drawn {
        let tickets = Tickets::new(&seed);
        let businesses = sample::businesses(&self.public, &tickets);
        let drawing = Drawing::new(self, businesses.iter().map(|(_, place)| *place).collect());
        let pool = |d: usize, round| places(&sample::pool(self, &self.parts[d], round, &tickets));
        let (round, pools) = drawing.round(pool);
        let teams = drawing.teams(&pools, round, &tickets);
        self.drawn(seed, &businesses, round, teams)
    }

    /// A draw whose round and teams are known: the lists that the seed gives, without matching again.
    pub fn with_teams(&self, seed: Digest, round: u32, teams: Vec<Team>) -> Drawn {
        let businesses = sample::businesses(&self.public, &Tickets::new(&seed));
        self.drawn(seed, &businesses, round, teams)
    }

    fn drawn(&self, seed: Digest, businesses: &[Ticketed], round: u32, teams: Vec<Team>) -> Drawn {
        let tickets = Tickets::new(&seed);
        let pools = self.parts.iter().map(|part| {
            let pool = sample::pool(self, part, round, &tickets);
            (part.department.name.clone(), placed(&pool, |o| &self.officer(o).key))
        });
        let officers: BTreeMap<_, _> = pools.to_map();
        let businesses = placed(businesses, |b| &self.public.business(b).key);
        let named: ByDepartment = officers.iter().map(|(name, placed)| (name.clone(), keys(placed))).collect();
        let outcome = Outcome { businesses: keys(&businesses), officers: Some(named), round, teams };
        Drawn { seed, outcome, businesses, officers }
    }
}

impl CheckedPublic<'_> {
    /// The businesses that the seed draws, in the record's order; officers or not, they are the same.
    pub fn draw_businesses(&self, seed: Digest) -> Vec<TicketedKey> {
        placed(&sample::businesses(self, &Tickets::new(&seed)), |b| &self.business(b).key)
    }
}

fn places(ticketed: &[Ticketed]) -> Vec<u32> {
    ticketed.iter().map(|(_, place)| *place).collect()
}

fn keys(placed: &[TicketedKey]) -> Vec<String> {
    placed.iter().map(|p| p.key.clone()).collect()
}

/// Draws with the seed, if the seal passes [`Sealed::check`].
///
/// # Errors
/// All faults of the seal.
pub fn draw(sealed: &Sealed, seed: Digest) -> Result<Drawn, Vec<SealFault>> {
    Ok(sealed.check()?.draw(seed))
}

/// Opens the seal with nonce and numbers, and draws (protocol §5 and §6).
///
/// # Errors
/// [`DrawRefusal`] if the seal, the nonce or a number is at fault.
pub fn open(sealed: &Sealed, nonce: &Nonce, numbers: &[Contribution]) -> Result<Drawn, DrawRefusal> {
    let checked = sealed.check().map_err(DrawRefusal::Seal)?;
    if nonce.digest() != sealed.seal.nonce_sha256 {
        return Err(DrawRefusal::Nonce);
    }
    if !numbers.iter().map(|c| &c.label).eq(&sealed.seal.contributors) {
        return Err(DrawRefusal::Contributors(sealed.seal.contributors.clone()));
    }
    for c in numbers {
        check_number(&c.value).map_err(|fault| DrawRefusal::Number { label: c.label.clone(), fault })?;
    }
    Ok(checked.draw(seed(&sealed.commitment(), nonce, numbers)))
}

/// An officer who stands in a team against a recusal, and is to be replaced before the team inspects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgainstRecusal {
    /// The team's number.
    pub team: u32,
    /// The officer's department.
    pub department: String,
    /// The officer.
    pub officer: Who,
    /// The business that the officer is recused from.
    pub business: Who,
}

/// Whoever stands in one of the teams, as they are now, against a recusal (protocol §6 and §9).
pub fn against_recusal(checked: &Checked<'_>, teams: &[Team]) -> Vec<AgainstRecusal> {
    let mut found = Vec::new();
    for team in teams {
        for business in &team.businesses {
            let Some(listed) = checked.public.businesses.get(business) else { continue };
            for part in checked.parts.iter().filter(|p| p.department.applies(&listed.stratum)) {
                let name = &part.department.name;
                let recused = team.officers_of(name).iter().filter(|o| checked.officers.recuses(o, business));
                found.extend(recused.map(|officer| AgainstRecusal {
                    team: team.number,
                    department: name.clone(),
                    officer: checked.who(officer),
                    business: checked.who(business),
                }));
            }
        }
    }
    found
}
