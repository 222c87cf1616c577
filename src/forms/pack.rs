//! Which papers go together, and for whom: of all businesses, or of those that a team, an officer, a department goes to, of a
//! category, or of a day.

use super::{
    Document, DrawFacts, checklist, form2, form3, form5, form6, form7, letter, order_notice, reinspection_sheet,
    scene_record,
};
use crate::course::{Worklist, WorklistItem};
use crate::draw::Mode;
use crate::model::{Conduct, InOrder, ToMap, ToSet};
use crate::route::Whose;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Whose papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope<'a> {
    /// One business, by its key.
    Business(&'a str),
    /// One team, by its number.
    Team(u32),
    /// The whole campaign.
    Whole,
}

/// Which paper. 附件4 needs the counts and is made on its own ([`super::form4`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// 附件2.
    Form2,
    /// 附件6.
    Form6,
    /// 附件7.
    Form7,
    /// 附件5, one for each business.
    Notice,
    /// 附件3, one for each business.
    RecordForm,
    /// 检查结果告知书, one for each business.
    Letter,
    /// 检查表单, one for each business whose items have 检查要点.
    Checklist,
    /// 现场检查笔录, one for each business.
    Scene,
    /// 责令改正通知书, one for each business where something was ordered.
    Order,
    /// 整改复查记录表, one for each business where something was ordered.
    Reinspection,
}

/// What a team takes along: for each business the notice, then the form to fill in, and 检查表单 where its items have points.
pub const FIELD: [Sheet; 3] = [Sheet::Notice, Sheet::RecordForm, Sheet::Checklist];

impl Sheet {
    /// Whether there is one for each business.
    pub const fn is_per_business(self) -> bool {
        !matches!(self, Self::Form2 | Self::Form6 | Self::Form7)
    }
}

/// The papers in the order in which they are used: first those of the campaign as they are listed, then for each
/// business those of its own. Businesses go by team, then in the record's order; those replaced have no papers.
pub fn pack(f: &DrawFacts<'_>, scope: Scope<'_>, sheets: &[Sheet]) -> Vec<Document> {
    pack_of(f, &businesses(f, scope), sheets)
}

/// [`pack`] of these businesses, by key.
pub fn pack_of(f: &DrawFacts<'_>, businesses: &[&str], sheets: &[Sheet]) -> Vec<Document> {
    let whole = sheets.iter().filter(|s| !s.is_per_business()).map(|&sheet| match sheet {
        Sheet::Form2 => form2(f),
        Sheet::Form6 => form6(f),
        _ => Document { foot: f.foot(), ..form7(&f.plan) },
    });
    let own = businesses.iter().flat_map(|business| {
        sheets.iter().filter_map(move |sheet| match sheet {
            Sheet::Notice => Some(form5(f, business)),
            Sheet::RecordForm => Some(form3(f, business)),
            Sheet::Letter => Some(letter(f, business)),
            Sheet::Checklist => checklist(f, business),
            Sheet::Scene => Some(scene_record(f, business)),
            Sheet::Order => order_notice(f, business),
            Sheet::Reinspection => reinspection_sheet(f, business),
            _ => None,
        })
    });
    whole.chain(own).collect()
}

/// The businesses of a scope, by key, in the order of their papers.
pub fn businesses<'a>(f: &'a DrawFacts<'_>, scope: Scope<'a>) -> Vec<&'a str> {
    let of_team = |number: Option<u32>| {
        let teams = f.teams.iter().filter(move |t| number.is_none_or(|n| t.number == n));
        teams.flat_map(|t| t.businesses.iter().map(String::as_str)).collect()
    };
    match scope {
        Scope::Business(key) => vec![key],
        Scope::Team(number) => of_team(Some(number)),
        Scope::Whole => of_team(None),
    }
}

/// The businesses on the list that some papers or an entry workbook are for, in the order of the list; none of an attempt, whose
/// papers are no business's.
pub fn chosen<'a>(list: &'a Worklist, conduct: &Conduct, whose: Whose) -> Vec<&'a WorklistItem> {
    let officer = if let Whose::Officer(n) = whose { list.officers.keys().nth(nth(n)) } else { None };
    let is_meant = |b: &&WorklistItem| match whose {
        Whose::All => true,
        Whose::Team(n) => b.team == n,
        Whose::Department(n) => {
            list.departments.get(nth(n)).is_some_and(|d| b.shares.iter().any(|s| s.department == *d))
        }
        Whose::Category(n) => list.strata.get(nth(n)).is_some_and(|stratum| b.stratum == *stratum),
        Whose::Officer(_) => officer.is_some_and(|key| b.officers().any(|o| o.key == *key)),
        Whose::Day(day) => day_of(conduct, b) == Some(day),
        Whose::Business(n) => b.number == n,
        Whose::Attempt(_) => false,
    };
    list.businesses.iter().filter(is_meant).collect()
}

/// A part of the businesses that papers or an entry workbook can be for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackPart {
    /// Which.
    pub whose: Whose,
    /// Its name on the screen.
    pub name: String,
    /// How many businesses are in it, at least one.
    pub businesses: usize,
}

/// How the businesses can be parted: what each kind of part is called on the screen, and its parts. Of a kind there is more than
/// one part, or it is a day. It goes over the list once, for there may be hundreds of officers.
pub fn pack_parts(list: &Worklist, conduct: &Conduct) -> Vec<(&'static str, Vec<PackPart>)> {
    let place = |names: &[String], name: &str| (1..).zip(names).find(|(_, one)| *one == name).map(|(n, _)| n);
    let officers: BTreeMap<&str, u32> = list.officers.keys().map(String::as_str).zip(1..).to_map();
    let mut counts: BTreeMap<Whose, usize> = BTreeMap::new();
    for b in &list.businesses {
        // Where each business has officers of its own there are no teams.
        let team = (list.mode == Mode::Teams).then_some(Whose::Team(b.team));
        let departments =
            b.shares.iter().filter_map(|s| place(&list.departments, &s.department).map(Whose::Department));
        let category = place(&list.strata, &b.stratum).map(Whose::Category);
        let own: BTreeSet<u32> = b.officers().filter_map(|o| officers.get(o.key.as_str()).copied()).to_set();
        let day = day_of(conduct, b).map(Whose::Day);
        let all = team.into_iter().chain(departments).chain(category).chain(day);
        all.chain(own.into_iter().map(Whose::Officer)).for_each(|whose| *counts.entry(whose).or_default() += 1);
    }
    let named = |whose: Whose| match whose {
        Whose::Team(n) => Some(("检查组", list.team_name(n))),
        Whose::Department(n) => Some(("部门", list.departments.get(nth(n))?.clone())),
        Whose::Category(n) => Some((list.by.title(), list.strata.get(nth(n))?.clone())),
        Whose::Officer(n) => {
            list.officers.values().nth(nth(n)).map(|o| ("检查人员", format!("{}（{}）", o.name, o.department)))
        }
        Whose::Day(day) => Some(("检查日期", day.to_string())),
        Whose::All | Whose::Business(_) | Whose::Attempt(_) => None,
    };
    let mut kinds: Vec<(&'static str, Vec<PackPart>)> = Vec::new();
    for (whose, businesses) in counts {
        let Some((kind, name)) = named(whose) else { continue };
        let part = PackPart { whose, name, businesses };
        match kinds.last_mut() {
            Some((last, parts)) if *last == kind => parts.push(part),
            _ => kinds.push((kind, vec![part])),
        }
    }
    let department = |part: &PackPart| match part.whose {
        Whose::Officer(n) => list.officers.values().nth(nth(n)).and_then(|o| place(&list.departments, &o.department)),
        _ => None,
    };
    kinds.iter_mut().for_each(|(_, parts)| parts.order_by_key(department));
    kinds.retain(|(kind, parts)| parts.len() > 1 || *kind == "检查日期");
    kinds
}

/// A place from 1 as one from 0; of 0 one that there is not.
fn nth(place: u32) -> usize {
    (place as usize).wrapping_sub(1)
}

/// The day of inspection, else the planned one: papers are printed for a day beforehand.
fn day_of(conduct: &Conduct, b: &WorklistItem) -> Option<NaiveDate> {
    let inspected = conduct.inspections.get(&b.key).and_then(|i| i.date);
    inspected.or_else(|| conduct.planned(&b.key).map(|planned| planned.on))
}
