//! Which papers go together, and for whom: of all businesses, or of those that a team, an officer, a department goes to, of a
//! category, or of a day.

use super::{Document, DrawFacts, form2, form3, form5, form6, form7, letter};
use crate::course::{Listed, Worklist};
use crate::draw::Mode;
use crate::model::Conduct;
use crate::route::Whose;
use chrono::NaiveDate;
use std::collections::BTreeSet;

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
}

/// What a team takes along: for each business the notice, then the form to fill in.
pub const FIELD: [Sheet; 2] = [Sheet::Notice, Sheet::RecordForm];

impl Sheet {
    /// Whether there is one for each business.
    pub const fn is_per_business(self) -> bool {
        matches!(self, Self::Notice | Self::RecordForm | Self::Letter)
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
pub fn chosen<'a>(list: &'a Worklist, conduct: &Conduct, whose: Whose) -> Vec<&'a Listed> {
    let nth = |place: u32| (place as usize).wrapping_sub(1);
    let officer = if let Whose::Officer(n) = whose { list.officers.keys().nth(nth(n)) } else { None };
    let is_meant = |b: &&Listed| match whose {
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

/// How the businesses can be parted: what each part is called on the screen, and the parts that have businesses, each with its
/// name. What would be one part only is none.
pub fn parts(list: &Worklist, conduct: &Conduct) -> Vec<(&'static str, Vec<(Whose, String)>)> {
    let places = |names: &[String], whose: fn(u32) -> Whose| -> Vec<(Whose, String)> {
        (1..).zip(names).map(|(n, name)| (whose(n), name.clone())).collect()
    };
    // Where each business has officers of its own there are no teams.
    let teams = if list.mode == Mode::Teams { list.teams() } else { Vec::new() };
    let mut officers: Vec<_> = (1..)
        .zip(list.officers.values())
        .map(|(n, o)| {
            (list.departments.iter().position(|d| *d == o.department), n, format!("{}（{}）", o.name, o.department))
        })
        .collect();
    officers.sort();
    let days: BTreeSet<NaiveDate> = list.businesses.iter().filter_map(|b| day_of(conduct, b)).collect();
    let all = [
        ("检查组", teams.into_iter().map(|n| (Whose::Team(n), list.team_name(n))).collect()),
        ("部门", places(&list.departments, Whose::Department)),
        ("类别", places(&list.strata, Whose::Category)),
        ("检查人员", officers.into_iter().map(|(_, n, name)| (Whose::Officer(n), name)).collect()),
        ("检查日期", days.into_iter().map(|day| (Whose::Day(day), day.to_string())).collect::<Vec<_>>()),
    ];
    let filled = all.into_iter().map(|(what, mut some)| {
        some.retain(|(whose, _)| !chosen(list, conduct, *whose).is_empty());
        (what, some)
    });
    filled.filter(|(what, some)| some.len() > 1 || (*what == "检查日期" && !some.is_empty())).collect()
}

fn day_of(conduct: &Conduct, b: &Listed) -> Option<NaiveDate> {
    conduct.inspections.get(&b.key)?.date
}
