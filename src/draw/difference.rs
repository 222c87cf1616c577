//! What a record says against what it should say (protocol §9), each as a sentence.

use super::manifest::Manifest;
use super::manifest_fault::ManifestFault;
use super::outcome::{Outcome, Refusal, Who};
use super::seed::ContributionFault;
use super::substitution::SubstitutionRefusal;
use crate::model::Digest;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

/// One way in which the record does not follow from what was sealed and said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Difference {
    /// The record names another protocol.
    #[error("记录的协议是“{0}”，应为“mingchou/1”")]
    Protocol(String),
    /// The manifest breaks the protocol.
    #[error("封存内容不合规：{0}")]
    Manifest(ManifestFault),
    /// The manifest is not the one that was sealed.
    #[error("封存码不符：记录为{recorded}，由记录中的方案和名录算出的是{computed}，封存内容或封存码被改动")]
    Commitment {
        /// As recorded.
        recorded: Digest,
        /// From the manifest.
        computed: Digest,
    },
    /// The nonce is not the one that was sealed.
    #[error("随机码与封存的不符：封存的摘要是{sealed}，记录的随机码摘要是{computed}")]
    Nonce {
        /// `nonce_sha256`.
        sealed: Digest,
        /// From the nonce.
        computed: Digest,
    },
    /// The contributors are not those sealed.
    #[error("第{place}个出数方应是“{sealed}”，记录为“{recorded}”")]
    Contributor {
        /// From 1.
        place: usize,
        /// As sealed; empty if there is none.
        sealed: String,
        /// As recorded; empty if there is none.
        recorded: String,
    },
    /// A value that nobody may give.
    #[error("“{label}”报的数{fault}")]
    Value {
        /// Who gave it.
        label: String,
        /// What is wrong.
        fault: ContributionFault,
    },
    /// A value that is not as it is hashed.
    #[error("“{label}”报的数“{recorded}”没有规范化，应为“{clean}”")]
    Unclean {
        /// Who gave it.
        label: String,
        /// As recorded.
        recorded: String,
        /// As it should be.
        clean: String,
    },
    /// The seed is not the one that follows.
    #[error("种子不符：记录为{recorded}，由封存码、随机码和各方所报的数算出的是{computed}")]
    Seed {
        /// As recorded.
        recorded: Digest,
        /// From the seed text.
        computed: Digest,
    },
    /// A voided attempt has a seed, but not what it is made from.
    #[error("记录了种子，却缺少随机码或某方所报的数，种子无从核对")]
    SeedUnfounded,
    /// A voided attempt has an outcome, but no seed.
    #[error("记录了抽取结果，却没有种子，结果无从核对")]
    OutcomeUnfounded,
    /// There should be no outcome.
    #[error("按种子不应有抽取结果：{0}")]
    Refused(Refusal),
    /// Someone drawn is not recorded.
    #[error("{place}中应有{who}，记录中没有")]
    Missing {
        /// Where.
        place: Place,
        /// Who.
        who: Who,
    },
    /// Someone recorded was not drawn.
    #[error("{place}中不应有{who}，记录中却有")]
    Extra {
        /// Where.
        place: Place,
        /// Who.
        who: Who,
    },
    /// The right ones in the wrong order.
    #[error("{place}中第{at}位应是{who}，记录为{recorded}")]
    Order {
        /// Where.
        place: Place,
        /// From 1.
        at: usize,
        /// Who should stand there.
        who: Who,
        /// Who does.
        recorded: Who,
    },
    /// A department or a number of teams that should not be there, or is not.
    #[error("{place}：应有{expected}，记录为{recorded}")]
    Shape {
        /// Where.
        place: Place,
        /// What should be there.
        expected: String,
        /// What is.
        recorded: String,
    },
    /// A substitution that the protocol would not make.
    #[error("第{number}次替补不成立：{refusal}")]
    Substitution {
        /// From 1.
        number: usize,
        /// Why.
        refusal: SubstitutionRefusal,
    },
    /// The wrong one came in.
    #[error("第{number}次替补（第{team}组，换下{out}）应由{who}递补，记录为{recorded}")]
    Incoming {
        /// From 1.
        number: usize,
        /// The team.
        team: u32,
        /// Who left.
        out: Who,
        /// Who should come in.
        who: Who,
        /// Who did.
        recorded: Who,
    },
    /// An entry without reason or approval.
    #[error("{entry}没有写明{what}")]
    Unexplained {
        /// Which entry.
        entry: String,
        /// What is missing.
        what: &'static str,
    },
    /// The attempts are not numbered in turn.
    #[error("抽取次数不连续：按作废记录应是第{expected}次，封存内容写的是第{recorded}次")]
    Attempt {
        /// From the place in the chain.
        expected: usize,
        /// As sealed.
        recorded: u32,
    },
    /// The chain of commitments is broken.
    #[error("与上一次抽取的封存码不衔接：封存内容写的上一次是{}，作废记录中的上一次是{}", opt(.recorded), opt(.expected))]
    Previous {
        /// The commitment before.
        expected: Option<Digest>,
        /// As sealed.
        recorded: Option<Digest>,
    },
    /// A difference in a voided attempt.
    #[error("作废的第{attempt}次抽取：{difference}")]
    Voided {
        /// Its place in the chain, from 1.
        attempt: usize,
        /// What.
        difference: Box<Difference>,
    },
}

fn opt(digest: &Option<Digest>) -> String {
    digest.map_or_else(|| "无".to_owned(), |d| d.to_string())
}

/// Where in the outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The businesses drawn.
    Businesses,
    /// The officers drawn, as a whole or of a department.
    Officers(Option<String>),
    /// The teams as a whole.
    Teams,
    /// A team's businesses.
    TeamBusinesses(u32),
    /// A team's officers, as a whole or of a department.
    TeamOfficers(u32, Option<String>),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Businesses => f.write_str("抽中的市场主体"),
            Self::Officers(None) => f.write_str("抽中的执法人员"),
            Self::Officers(Some(department)) => write!(f, "“{department}”抽中的执法人员"),
            Self::Teams => f.write_str("检查组"),
            Self::TeamBusinesses(n) => write!(f, "第{n}组的市场主体"),
            Self::TeamOfficers(n, None) => write!(f, "第{n}组的执法人员"),
            Self::TeamOfficers(n, Some(department)) => write!(f, "第{n}组“{department}”的执法人员"),
        }
    }
}

/// Compares outcomes and names whom they differ about.
pub(super) struct Comparison<'a>(HashMap<&'a str, &'a str>);

type Keys = BTreeMap<String, Vec<String>>;

impl<'a> Comparison<'a> {
    pub(super) fn new(manifest: &'a Manifest) -> Self {
        let officers = manifest.officers.iter().map(|o| (o.key.as_str(), o.name.as_str()));
        Self(officers.chain(manifest.businesses.iter().map(|b| (b.key.as_str(), b.name.as_str()))).collect())
    }

    pub(super) fn who(&self, key: &str) -> Who {
        Who::new(self.0.get(key).copied().unwrap_or_default(), key)
    }

    /// Who was drawn.
    pub(super) fn lists(&self, expected: &Outcome, recorded: &Outcome) -> Vec<Difference> {
        let mut found = self.list(&Place::Businesses, &expected.businesses, &recorded.businesses);
        found.extend(self.by_department(&expected.officers, &recorded.officers, Place::Officers));
        found
    }

    /// Who is in which team.
    pub(super) fn teams(&self, expected: &Outcome, recorded: &Outcome) -> Vec<Difference> {
        let numbers = |o: &Outcome| o.teams.iter().map(|t| t.number).collect::<Vec<_>>();
        let (right, found) = (numbers(expected), numbers(recorded));
        if right != found {
            let text = |n: &[u32]| {
                let shown = n.iter().take(20).map(u32::to_string).collect::<Vec<_>>().join("、");
                format!("{}个组（{shown}{}）", n.len(), if n.len() > 20 { "…" } else { "" })
            };
            return vec![Difference::Shape { place: Place::Teams, expected: text(&right), recorded: text(&found) }];
        }
        let mut found = Vec::new();
        for (right, team) in expected.teams.iter().zip(&recorded.teams) {
            let n = right.number;
            found.extend(self.list(&Place::TeamBusinesses(n), &right.businesses, &team.businesses));
            found.extend(self.by_department(&right.officers, &team.officers, |d| Place::TeamOfficers(n, d)));
        }
        found
    }

    fn by_department(
        &self,
        expected: &Keys,
        recorded: &Keys,
        place: impl Fn(Option<String>) -> Place,
    ) -> Vec<Difference> {
        let mut found = Vec::new();
        for department in expected.keys().chain(recorded.keys()).collect::<BTreeSet<_>>() {
            let shape = |expected: &str, recorded: &str| Difference::Shape {
                place: place(None),
                expected: format!("{expected}“{department}”"),
                recorded: recorded.to_owned(),
            };
            match (expected.get(department), recorded.get(department)) {
                (Some(right), Some(keys)) => found.extend(self.list(&place(Some(department.clone())), right, keys)),
                (Some(_), None) => found.push(shape("", "没有这个部门")),
                (None, _) => found.push(shape("的部门里没有", "有这个部门")),
            }
        }
        found
    }

    fn list(&self, place: &Place, expected: &[String], recorded: &[String]) -> Vec<Difference> {
        let (right, found): (BTreeSet<_>, BTreeSet<_>) = (expected.iter().collect(), recorded.iter().collect());
        let place = || place.clone();
        let missing = expected.iter().filter(|key| !found.contains(key));
        let mut differences: Vec<_> =
            missing.map(|key| Difference::Missing { place: place(), who: self.who(key) }).collect();
        // What stands twice is one too many as well.
        let mut seen = BTreeSet::new();
        let extra = recorded.iter().filter(|key| !right.contains(key) || !seen.insert(*key));
        differences.extend(extra.map(|key| Difference::Extra { place: place(), who: self.who(key) }));
        if differences.is_empty() {
            let at = expected.iter().zip(recorded).position(|(a, b)| a != b);
            differences.extend(at.map(|i| Difference::Order {
                place: place(),
                at: i + 1,
                who: self.who(&expected[i]),
                recorded: self.who(&recorded[i]),
            }));
        }
        differences
    }
}
