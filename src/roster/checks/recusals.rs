//! Recusals of officers held against the businesses: those that name none, and remarks that speak of one that is not listed.

use crate::model::{Business, Excluded, Officer, Source, normal_key};
use crate::roster::checks::findings::{Findings, not_excluded};
use crate::roster::checks::named::{BusinessNames, NamedBusinesses};
use crate::roster::columns::column::Columns;
use crate::roster::field::Field;
use crate::roster::fold;
use crate::roster::problem::kinds::of_plan::PlanProblem;
use crate::roster::problem::{Problem, ProblemCode};
use crate::roster::read::recusals::says;
use crate::roster::vocabulary::recusals::RECUSALS;
use crate::text::excerpt::excerpt;
use crate::text::plain;
use std::collections::{HashMap, HashSet};

/// Businesses that are named where several may be meant.
const MOST_NAMED: usize = 5;

/// Recusals that name no business of the roster, by name or code.
pub fn check_recusals(
    officers: &[Officer],
    excluded: &[Excluded],
    columns: &Columns,
    businesses: &[Business],
) -> Vec<Problem> {
    let known: HashSet<String> =
        businesses.iter().flat_map(|b| [normal_key(&b.name), normal_key(&b.code)]).filter(|k| !k.is_empty()).collect();
    let mut findings = Findings::new(columns);
    for officer in not_excluded(officers, excluded, |o| &o.source) {
        for recusal in officer.recusals.iter().filter(|r| !known.contains(&normal_key(r))) {
            let problem = PlanProblem::RecusalOfNobody { name: &officer.name, recusal };
            findings.add((&officer.source, Field::Recusal), recusal, &problem);
        }
    }
    findings.finish()
}

/// What reading told, with the businesses that remarks name proposed as recusals ([`ProblemCode::RecusalInRemark`]). A remark
/// is settled once all that it names are listed; one that may not be meant is told only where it names one.
pub fn propose_recusals(told: Vec<Problem>, officers: &[Officer], businesses: Option<&[Business]>) -> Vec<Problem> {
    let is_remark = |problem: &Problem| problem.code == ProblemCode::RecusalInRemark;
    if !told.iter().any(is_remark) {
        return told;
    }
    let names = businesses.map(BusinessNames::of);
    let officers: HashMap<&Source, &Officer> = officers.iter().map(|o| (&o.source, o)).collect();
    let settle = |problem: Problem| {
        if !is_remark(&problem) {
            return Some(problem);
        }
        let sure = says(&problem.found).is_none_or(|says| says.sure);
        let Some(names) = &names else { return Some(problem).filter(|_| sure) };
        let officer = problem.source().and_then(|source| officers.get(&source).copied());
        let named = names.named(&problem.found);
        proposed(problem, sure, officer, &named)
    };
    told.into_iter().filter_map(settle).collect()
}

/// The problem with what the remark names; nothing where it is settled, or not meant.
fn proposed(problem: Problem, sure: bool, officer: Option<&Officer>, named: &NamedBusinesses<'_>) -> Option<Problem> {
    let listed: HashSet<String> = officer.iter().flat_map(|o| &o.recusals).map(|r| normal_key(r)).collect();
    let is_listed = |b: &Business| [&b.name, &b.code].iter().any(|t| listed.contains(&normal_key(t)));
    let open: Vec<&Business> = named.sure.iter().copied().filter(|b| !is_listed(b)).collect();
    let alike: Vec<&Business> =
        named.alike.iter().copied().filter(|_| !named.alike.iter().any(|b| is_listed(b))).collect();
    let some = !named.sure.is_empty() || !named.alike.is_empty();
    // 申请回避 alone, beside recusals that are listed, means those.
    let means_listed = !listed.is_empty() && !RECUSALS.place.fit(&problem.found);
    let settled = if some { open.is_empty() && alike.is_empty() } else { !sure || means_listed };
    if settled {
        return None;
    }
    let quoted = |all: &[&Business]| {
        let names: Vec<String> = all.iter().take(MOST_NAMED).map(|b| format!("“{}”", excerpt(&b.name))).collect();
        let more = if all.len() > MOST_NAMED { format!("等{}户", all.len()) } else { String::new() };
        names.join("、") + &more
    };
    let more = match (&open[..], &alike[..]) {
        ([], []) => "没有看出写的是名录里的哪一户，请问清楚；名录里没有这一户的，不必填。".to_owned(),
        ([], alike) => format!("名录里有几户像它（{}），请问清是哪一户。", quoted(alike)),
        (open, _) => format!("写到的是名录里的{}，确认后可以一键加进“回避”。", quoted(open)),
    };
    let choices = officer.iter().flat_map(|_| &open).filter_map(|b| as_recusal(b)).collect();
    Some(Problem { message: format!("{}{more}", problem.message), ..problem }.choices(choices))
}

/// How a business is written as a recusal: its name, or the code where the name would be read as several.
fn as_recusal(business: &Business) -> Option<String> {
    let stays = |text: &&String| fold::list(Field::Recusal, text) == [text.as_str()];
    [&business.name, &business.code].into_iter().find(stays).cloned()
}

/// What an officer's recusals become when a business is added to those that are listed.
pub fn with_recusal(listed: &str, business: &str) -> String {
    let mut all = listed.to_owned();
    plain::add(&mut all, business);
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_stands_behind_what_is_listed() {
        assert_eq!(with_recusal("", "甲公司"), "甲公司");
        assert_eq!(with_recusal("甲公司", "乙公司"), "甲公司、乙公司");
        assert_eq!(with_recusal("甲公司、乙公司", "甲公司"), "甲公司、乙公司");
        assert_eq!(fold::list(Field::Recusal, &with_recusal("甲公司", "乙公司")), ["甲公司", "乙公司"]);
    }

    #[test]
    fn a_name_that_would_be_read_as_two_is_written_by_its_code() {
        let b = |name: &str| Business { name: name.into(), code: "91640221MA00000001".into(), ..Business::default() };
        assert_eq!(as_recusal(&b("平罗县甲公司（分部、二部）")).unwrap(), "平罗县甲公司（分部、二部）");
        assert_eq!(as_recusal(&b("甲,乙运输公司")).unwrap(), "91640221MA00000001");
    }
}
