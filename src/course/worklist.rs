//! 检查名单: the businesses and officers of the draw after the substitutions, and which items apply to whom.

use super::team_of_day::{Former, former};
use crate::draw::{Mode, Sealed, SealedDepartment, Substitution, Team, Who, in_place_of, teams_after};
use crate::model::{Business, CheckPoint, EntityKind, InOrder, Item, StratifyBy};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// 检查名单: the businesses to inspect as they stand after the substitutions, in the order of the record, each with
/// who inspects what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worklist {
    /// 任务名称.
    pub title: String,
    /// 牵头部门.
    pub lead: String,
    /// 检查组 or 按户.
    pub mode: Mode,
    /// The day of the draw.
    pub drawn_on: NaiveDate,
    /// The departments, in the plan's order, the lead first.
    pub departments: Vec<String>,
    /// By what the strata are made.
    #[serde(default)]
    pub by: StratifyBy,
    /// The strata of the draw, in the plan's order.
    pub strata: Vec<String>,
    /// How many were to be drawn.
    pub sample: u32,
    /// The businesses.
    pub businesses: Vec<WorklistItem>,
    /// Every officer who was in a team at any time, by key.
    pub officers: BTreeMap<String, OfficerOf>,
    /// 检查要点 by department and item; an item without has no entry.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    points: BTreeMap<String, BTreeMap<String, Vec<CheckPoint>>>,
    places: BTreeMap<String, usize>,
}

/// A business to inspect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorklistItem {
    /// 序号, from 1.
    pub number: u32,
    /// Its key (protocol §2).
    pub key: String,
    /// Its name, as sealed.
    pub name: String,
    /// 统一社会信用代码 or 注册号 as the roster has it; empty if none.
    pub code: String,
    /// 住所; empty if none.
    pub address: String,
    /// Its stratum.
    pub stratum: String,
    /// Whether it came in after the draw.
    pub came_in: bool,
    /// The number of its team.
    pub team: u32,
    /// The departments that apply to it, in the plan's order.
    pub shares: Vec<Share>,
}

/// What a department does at a business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The department.
    pub department: String,
    /// 检查事项 that apply; one without a name where the plan names none.
    pub items: Vec<String>,
    /// Its officers now.
    pub officers: Vec<Who>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) former: Vec<Former>,
}

/// An officer who was drawn or came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerOf {
    /// The officer's name.
    pub name: String,
    /// The officer's department.
    pub department: String,
    /// The numbers of the teams that the officer was in at any time.
    pub teams: BTreeSet<u32>,
    /// The last day of the officer's certificate; none if it has no end, or is not known.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
}

/// What a list is made of.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// What was sealed.
    pub sealed: &'a Sealed,
    /// The businesses drawn, in the record's order.
    pub drawn: &'a [String],
    /// The teams drawn.
    pub teams: &'a [Team],
    /// What came in for what.
    pub substitutions: &'a [Substitution],
    /// The day of the draw.
    pub drawn_on: NaiveDate,
    /// By what the strata are made.
    pub by: StratifyBy,
    /// 检查事项 by department.
    pub items: &'a [(String, Vec<Item>)],
    /// The roster's businesses of these keys.
    pub rows: &'a BTreeMap<String, Business>,
    /// The last days of the officers' certificates, by the officers' keys, as far as they are known.
    pub certificates: &'a BTreeMap<String, NaiveDate>,
}

/// Whether the item applies to a business of this stratum and these categories: see [`items_for`].
pub fn applies(item: &Item, stratum: &str, categories: &[String]) -> bool {
    item.categories.is_empty() || item.categories.iter().any(|c| c == stratum || categories.contains(c))
}

/// The items that apply to a business: those for all, and those for its stratum or one of its categories. A
/// department without items has one that is not named.
pub fn items_for(items: &[Item], stratum: &str, categories: &[String]) -> Vec<String> {
    let meant = items.iter().filter(|i| applies(i, stratum, categories));
    let names: Vec<String> = meant.map(|i| i.name.trim().to_owned()).collect();
    if names.is_empty() { vec![String::new()] } else { names }
}

impl Worklist {
    /// The list.
    pub fn new(s: Sources<'_>) -> Self {
        let now = teams_after(s.teams, s.substitutions);
        let seal = &s.sealed.seal;
        let mut list = Self {
            title: seal.campaign.title.clone(),
            lead: seal.campaign.lead.clone(),
            mode: seal.matching.mode,
            drawn_on: s.drawn_on,
            departments: seal.departments.iter().map(|d| d.name.clone()).collect(),
            by: s.by,
            strata: seal.strata.iter().map(|s| s.label.clone()).collect(),
            sample: seal.strata.iter().map(|s| s.sample).fold(0, u32::saturating_add),
            businesses: Vec::new(),
            officers: officers(&s),
            points: points(s.items),
            places: BTreeMap::new(),
        };
        let teams: HashMap<&str, &Team> =
            now.iter().rev().flat_map(|t| t.businesses.iter().map(move |b| (b.as_str(), t))).collect();
        for (number, drawn) in (1..).zip(s.drawn) {
            let Some(key) = in_place_of(s.substitutions, drawn) else { continue };
            let Some(team) = teams.get(key) else { continue };
            list.places.insert(key.to_owned(), list.businesses.len());
            let listed = list.listed(&s, number, key, team);
            list.businesses.push(listed);
        }
        list
    }

    fn listed(&self, s: &Sources<'_>, number: u32, key: &str, team: &Team) -> WorklistItem {
        let sealed = s.sealed.businesses.get(key);
        let row = s.rows.get(key);
        let stratum = sealed.map_or("", |b| &b.stratum);
        let categories = row.map_or(&[][..], |b| &b.categories);
        let drawn = s.teams.iter().find(|drawn| drawn.number == team.number);
        let who = |key: &str| Who::new(self.officer_name(key), key);
        let share = |d: &SealedDepartment| {
            let items = s.items.iter().find(|(name, _)| *name == d.name).map_or(&[][..], |(_, items)| items);
            let officers = team.officers_of(&d.name).iter();
            Share {
                department: d.name.clone(),
                items: items_for(items, stratum, categories),
                officers: officers.map(|key| who(key)).collect(),
                former: drawn.map(|drawn| former(drawn, s.substitutions, &d.name, who)).unwrap_or_default(),
            }
        };
        WorklistItem {
            number,
            key: key.to_owned(),
            name: sealed.map_or(key, |b| &b.name).to_owned(),
            code: row.map(|b| b.code.clone()).unwrap_or_default(),
            address: row.map(|b| b.address.clone()).unwrap_or_default(),
            stratum: stratum.to_owned(),
            came_in: s
                .substitutions
                .iter()
                .any(|s| s.kind == EntityKind::Business && s.incoming.as_deref() == Some(key)),
            team: team.number,
            shares: s.sealed.seal.departments.iter().filter(|d| d.applies(stratum)).map(share).collect(),
        }
    }

    /// The numbers of the teams that have businesses, in order.
    pub fn teams(&self) -> Vec<u32> {
        let mut teams: Vec<u32> = self.businesses.iter().map(|b| b.team).collect();
        teams.order();
        teams.dedup();
        teams
    }

    /// The business with this key.
    pub fn get(&self, key: &str) -> Option<&WorklistItem> {
        self.places.get(key).and_then(|place| self.businesses.get(*place))
    }

    /// 检查要点 of a department's item.
    pub fn points(&self, department: &str, item: &str) -> &[CheckPoint] {
        self.points.get(department).and_then(|items| items.get(item)).map_or(&[], Vec::as_slice)
    }

    /// Whether any item has 检查要点.
    pub fn has_points(&self) -> bool {
        !self.points.is_empty()
    }

    /// The name of an officer, or the key.
    pub fn officer_name<'a>(&'a self, key: &'a str) -> &'a str {
        self.officers.get(key).map_or(key, |o| &o.name)
    }

    /// The same with the key behind a name that others among these have too: of a team, or all.
    pub fn officer_label(&self, team: Option<u32>, key: &str) -> String {
        let name = self.officer_name(key);
        let among = self.officers.values().filter(|o| team.is_none_or(|team| o.teams.contains(&team)));
        if among.filter(|o| o.name == name).count() > 1 { format!("{name}（{key}）") } else { name.to_owned() }
    }

    /// 第1组, or 第1户 where each business has a team of its own.
    pub fn team_name(&self, number: u32) -> String {
        format!("第{number}{}", self.mode.unit())
    }
}

impl WorklistItem {
    /// Its officers now, those of the lead first.
    pub fn officers(&self) -> impl Iterator<Item = &Who> {
        self.shares.iter().flat_map(|s| &s.officers)
    }
}

fn points(items: &[(String, Vec<Item>)]) -> BTreeMap<String, BTreeMap<String, Vec<CheckPoint>>> {
    let mut all: BTreeMap<String, BTreeMap<String, Vec<CheckPoint>>> = BTreeMap::new();
    for (department, items) in items {
        for item in items.iter().filter(|item| !item.points.is_empty()) {
            let own = all.entry(department.clone()).or_default();
            own.entry(item.name.trim().to_owned()).or_default().extend(item.points.iter().cloned());
        }
    }
    all
}

fn officers(s: &Sources<'_>) -> BTreeMap<String, OfficerOf> {
    let drawn = s.teams.iter().flat_map(|t| t.all_officers().map(|key| (key.as_str(), t.number)));
    let later = s.substitutions.iter().filter(|s| s.kind == EntityKind::Officer);
    let later = later.filter_map(|s| Some((s.incoming.as_deref()?, s.team)));
    let mut all: BTreeMap<String, OfficerOf> = BTreeMap::new();
    for (key, team) in drawn.chain(later) {
        let sealed = s.sealed.officers.get(key);
        let officer = all.entry(key.to_owned()).or_insert_with(|| OfficerOf {
            name: sealed.map_or(key, |o| &o.name).to_owned(),
            department: sealed.map(|o| o.department.clone()).unwrap_or_default(),
            teams: BTreeSet::new(),
            valid_until: s.certificates.get(key).copied(),
        });
        officer.teams.insert(team);
    }
    all
}
