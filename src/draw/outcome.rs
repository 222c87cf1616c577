//! What is drawn, as it is recorded (protocol §6).

use super::canonical;
use super::seal::present;
use crate::model::Digest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Keys of officers by department.
pub type ByDepartment = BTreeMap<String, Vec<String>>;

/// The outcome of protocol §6.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// The keys of the businesses drawn, by ticket: the order of the record.
    pub businesses: Vec<String>,
    /// The keys of the officers drawn, by ticket, of every department; `None` where they are withheld (protocol §8).
    #[serde(deserialize_with = "present")]
    pub officers: Option<ByDepartment>,
    /// The round that counts; [`LAST_ROUND`](super::LAST_ROUND) where recusals had to give way.
    pub round: u32,
    /// The teams, by number.
    pub teams: Vec<Team>,
}

/// A team (protocol §6).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// The keys of its businesses, in the record's order.
    pub businesses: Vec<String>,
    /// From 1.
    pub number: u32,
    /// The keys of its officers; in mode `per-business` of the departments that apply only. `None` where withheld.
    #[serde(deserialize_with = "present")]
    pub officers: Option<ByDepartment>,
}

impl Outcome {
    /// Its canonical JSON.
    pub fn canonical(&self) -> String {
        canonical::text(self)
    }

    /// The outcome for publication, without officers (protocol §8).
    #[must_use]
    pub fn withheld(&self) -> Self {
        let team = |t: &Team| Team { businesses: t.businesses.clone(), number: t.number, officers: None };
        Self {
            businesses: self.businesses.clone(),
            officers: None,
            round: self.round,
            teams: self.teams.iter().map(team).collect(),
        }
    }

    /// The team with the number.
    pub fn team(&self, number: u32) -> Option<&Team> {
        self.teams.iter().find(|t| t.number == number)
    }
}

impl Team {
    /// The department's officers in it; none where they are withheld.
    pub fn officers_of(&self, department: &str) -> &[String] {
        self.officers.as_ref().and_then(|all| all.get(department)).map_or(&[], Vec::as_slice)
    }

    /// All its officers, by department.
    pub fn all_officers(&self) -> impl Iterator<Item = &String> {
        self.officers.iter().flat_map(BTreeMap::values).flatten()
    }

    /// 组长: the first officer of the lead in it; `None` where the lead does not apply, or officers are withheld.
    pub fn leader(&self, lead: &str) -> Option<&str> {
        self.officers_of(lead).first().map(String::as_str)
    }
}

/// A key with the ticket that placed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketedKey {
    /// The business or officer.
    pub key: String,
    /// Its ticket (protocol §5).
    pub ticket: Digest,
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
