//! The draw from seed to outcome (protocol §5 to §7).

use super::manifest::{Manifest, Mode};
use super::manifest_check::ManifestFault;
use super::sample::{self, Sample, placed};
use super::ticket::Tickets;
use super::{per_business, teams};
use crate::model::Digest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// What was drawn (protocol §7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The keys of the businesses drawn, in ticket order: the order of the record.
    pub businesses: Vec<String>,
    /// The keys of the officers drawn, by department, in ticket order.
    pub officers: BTreeMap<String, Vec<String>>,
    /// The teams, by number.
    pub teams: Vec<Team>,
}

/// A team (protocol §7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// From 1.
    pub number: u32,
    /// The keys of its officers by department; in mode `per-business` only departments that apply are named.
    pub officers: BTreeMap<String, Vec<String>>,
    /// The keys of its businesses, in the record's order.
    pub businesses: Vec<String>,
}

impl Team {
    /// 组长: the first officer of the lead department (protocol §7); `None` when the lead does not apply here.
    pub fn leader(&self, manifest: &Manifest) -> Option<&str> {
        self.officers.get(&manifest.campaign.lead)?.first().map(String::as_str)
    }
}

/// A key with the ticket that placed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The business or officer.
    pub key: String,
    /// Its ticket (protocol §5).
    pub ticket: Digest,
}

/// A draw with everything that explains it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drawn {
    /// The seed that it was drawn with.
    pub seed: Digest,
    /// The outcome of protocol §7.
    pub outcome: Outcome,
    /// The businesses drawn, in the record's order.
    pub businesses: Vec<Placed>,
    /// The officers drawn, by department.
    pub officers: BTreeMap<String, Vec<Placed>>,
}

/// A business or officer as sentences name it: `名称（标识）`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Who {
    /// Its name; empty when the roster does not know the key.
    pub name: String,
    /// Its key.
    pub key: String,
}

impl Who {
    /// Of a name and a key.
    pub fn new(name: impl Into<String>, key: impl Into<String>) -> Self {
        Self { name: name.into(), key: key.into() }
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.is_empty() || self.name == self.key {
            write!(f, "“{}”", self.key)
        } else {
            write!(f, "“{}”（{}）", self.name, self.key)
        }
    }
}

/// Why there is no outcome.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The manifest breaks the protocol.
    #[error("方案或名录不合规，不能抽取：{}", some(.0))]
    Manifest(Vec<ManifestFault>),
    /// Fewer officers than are to be drawn.
    #[error("“{department}”要抽{wanted}名执法人员，名录中只有{listed}名，请增加人员或减少组数、人数")]
    TooFewOfficers {
        /// The department.
        department: String,
        /// How many are to be drawn.
        wanted: usize,
        /// How many are listed.
        listed: usize,
    },
    /// Mode `teams`: no assignment of businesses to teams.
    #[error(
        "没有一种分组能满足全部回避和各组户数：排到{business}时无组可去（{teams}个组中{clashes}个组有人须回避），本次按规则作废，请增加组数或人员后重新封存"
    )]
    NoTeam {
        /// The first business that finds no place beside those before it.
        business: Who,
        /// How many teams clash with it.
        clashes: usize,
        /// How many teams there are.
        teams: usize,
    },
    /// Mode `per-business`: no assignment of a department's officers.
    #[error(
        "“{department}”的人员安排不下：排到{business}时凑不足{wanted}名（除去回避的还有{may}名，每人至多{cap}户），本次按规则作废，请增加人员或放宽每人户数后重新封存"
    )]
    NoOfficers {
        /// The department.
        department: String,
        /// The first business that cannot be served beside those before it.
        business: Who,
        /// How many officers it needs.
        wanted: u32,
        /// How many of the pool are not recused from it.
        may: usize,
        /// The most businesses one officer takes.
        cap: usize,
    },
}

/// The first ten, and how many there are: a stranger's manifest may have a million.
fn some(faults: &[ManifestFault]) -> String {
    let told = faults.iter().take(10).map(ToString::to_string).collect::<Vec<_>>().join("；");
    if faults.len() > 10 { format!("{told}；等共{}处", faults.len()) } else { told }
}

impl Refusal {
    /// Whether it is the rule of protocol §6, "a draw without an assignment is void", and not a fault that was
    /// there before the seed.
    pub fn depends_on_seed(&self) -> bool {
        matches!(self, Self::NoTeam { .. } | Self::NoOfficers { .. })
    }
}

/// Draws (protocol §5 and §6).
///
/// # Errors
/// [`Refusal`] when the manifest is at fault or no assignment honours every recusal and limit.
pub fn draw(manifest: &Manifest, seed: Digest) -> Result<Drawn, Refusal> {
    manifest.check().map_err(Refusal::Manifest)?;
    let tickets = Tickets::new(&seed);
    let sample = sample::sample(manifest, &tickets)?;
    let teams = match manifest.matching.mode {
        Mode::Teams => teams::teams(manifest, &sample, &tickets)?,
        Mode::PerBusiness => per_business::teams(manifest, &sample, &tickets)?,
    };
    Ok(drawn(manifest, seed, &sample, teams))
}

/// A draw whose teams are known: the lists that the seed gives, without matching again.
///
/// # Errors
/// [`Refusal`] when the manifest lists too few.
pub fn with_teams(manifest: &Manifest, seed: Digest, teams: Vec<Team>) -> Result<Drawn, Refusal> {
    let sample = sample::sample(manifest, &Tickets::new(&seed))?;
    Ok(drawn(manifest, seed, &sample, teams))
}

/// Whether the seed leads to an outcome, without making it. The manifest has passed [`Manifest::check`].
pub(super) fn assignable(manifest: &Manifest, seed: &Digest) -> Result<(), Refusal> {
    let sample = sample::sample(manifest, &Tickets::new(seed))?;
    match manifest.matching.mode {
        Mode::Teams => teams::assignment(manifest, &sample).map(drop),
        Mode::PerBusiness => {
            per_business::parts(manifest, &sample).iter().try_for_each(|part| part.assignment().map(drop))
        }
    }
}

fn drawn(manifest: &Manifest, seed: Digest, sample: &Sample<'_>, teams: Vec<Team>) -> Drawn {
    let businesses = placed(&sample.businesses, |b| &b.key);
    let officers = manifest.departments.iter().zip(&sample.officers);
    let officers: BTreeMap<_, _> = officers.map(|(d, all)| (d.name.clone(), placed(all, |o| &o.key))).collect();
    let keys = |placed: &[Placed]| placed.iter().map(|p| p.key.clone()).collect();
    let outcome = Outcome {
        businesses: keys(&businesses),
        officers: officers.iter().map(|(name, placed)| (name.clone(), keys(placed))).collect(),
        teams,
    };
    Drawn { seed, outcome, businesses, officers }
}
