use crate::draw::Record;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// How officers are named in what is published (protocol §9: as the user says).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Names {
    /// With name and certificate, and the whole record beside.
    Full,
    /// The family name and stars, without certificate.
    Masked,
}

/// Names by key.
pub(super) struct People<'a> {
    businesses: HashMap<&'a str, (&'a str, &'a str)>,
    officers: HashMap<&'a str, &'a str>,
    pub names: Names,
}

impl<'a> People<'a> {
    pub(super) fn new(record: &'a Record, names: Names) -> Self {
        let m = &record.manifest;
        Self {
            businesses: m.businesses.iter().map(|b| (b.key.as_str(), (b.name.as_str(), b.stratum.as_str()))).collect(),
            officers: m.officers.iter().map(|o| (o.key.as_str(), o.name.as_str())).collect(),
            names,
        }
    }

    /// A business's name; its key if the roster does not know it.
    pub(super) fn business<'b>(&self, key: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.businesses.get(key).map_or(key, |(name, _)| name)
    }

    pub(super) fn stratum(&self, key: &str) -> &'a str {
        self.businesses.get(key).map_or("", |(_, stratum)| stratum)
    }

    /// An officer's name, masked if it must be.
    pub(super) fn officer(&self, key: &str) -> String {
        let name = self.officers.get(key).copied().unwrap_or(key);
        match self.names {
            Names::Full => name.to_owned(),
            Names::Masked => masked(name),
        }
    }

    /// The certificate of an officer who has one: else the key is department and name.
    pub(super) fn certificate<'b>(&self, key: &'b str) -> &'b str {
        if key.contains('/') { "—" } else { key }
    }
}

/// `张**`: the first character, and a star for each other one.
fn masked(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().into_iter();
    let stars = "*".repeat(characters.count().max(1));
    first.collect::<String>() + &stars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_name_keeps_the_first_character() {
        for (name, expected) in [("张建国", "张**"), ("马龙", "马*"), ("欧阳海霞", "欧***"), ("甲", "甲*"), ("", "*")]
        {
            assert_eq!(masked(name), expected);
        }
    }
}
