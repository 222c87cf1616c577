//! What a campaign puts down in 涉企行政检查台账: the visits that were made, also in attempts that were voided later, for they were
//! made all the same; and what 统计 counts.

use super::worklist::worklist_of;
use crate::course::{
    Account, CountedObject, INCOMPLETE, PENALTY, REINSPECTED, Share, VisitLine, Worklist, WorklistItem,
    told_rectification,
};
use crate::model::{Conduct, InOrder, Inspection, business_key, normal_key, officer_key};
use crate::state::action::Refusal;
use crate::state::campaign::{Attempt, Campaign};
use crate::state::model::Model;
use crate::state::typed::clean;
use chrono::NaiveDate;
use std::collections::HashSet;

/// What the campaign puts down. `list` is that of the current attempt, where it is known already.
///
/// # Errors
/// As [`super::worklist::worklist`]: when a part of it is not in memory.
pub fn account(model: &Model, campaign: &Campaign, list: Option<&Worklist>) -> Result<Account, Refusal> {
    let mut account = Account::default();
    let mut seen = HashSet::new();
    // The current one first: of a business that was inspected on one day in both, its record is the one that goes on.
    let attempts: Vec<(u32, &Attempt)> = (1..).zip(&campaign.attempts).collect();
    for (place, attempt) in attempts.into_iter().rev() {
        let is_voided = attempt.void.is_some();
        let was_inspected = attempt.conduct.inspections.values().any(|i| i.date.is_some());
        if attempt.drawn().is_none() || is_voided && !was_inspected {
            continue;
        }
        let own;
        let list = match list {
            Some(list) if !is_voided => list,
            _ => {
                own = worklist_of(model, campaign, attempt)?;
                &own
            }
        };
        let voided = is_voided.then(|| format!("（第{}次抽取，已作废）", campaign.number_of(place)));
        Attempted { campaign, attempt, list, voided: voided.as_deref() }.put_down(&mut account, &mut seen);
    }
    Ok(account)
}

/// An attempt with what is inspected of it.
struct Attempted<'a> {
    campaign: &'a Campaign,
    attempt: &'a Attempt,
    list: &'a Worklist,
    /// What is told of it where it was voided.
    voided: Option<&'a str>,
}

impl Attempted<'_> {
    fn conduct(&self) -> &Conduct {
        &self.attempt.conduct
    }

    fn kind(&self) -> &'static str {
        self.campaign.plan.inspection_type.map_or("双随机抽查", |kind| kind.title())
    }

    /// What was put down already is not put down again: `seen` are the visits that were, by business, department and day.
    fn put_down(&self, account: &mut Account, seen: &mut HashSet<(String, String, NaiveDate, bool)>) {
        for name in &self.list.departments {
            if !account.departments.contains(name) {
                account.departments.push(name.clone());
            }
        }
        for b in &self.list.businesses {
            let inspection = self.conduct().inspections.get(&b.key);
            let day = inspection.and_then(|i| i.date);
            let mut is_new =
                |department: &str, day, again| seen.insert((b.key.clone(), department.to_owned(), day, again));
            let mut new_shares = 0;
            if let Some((inspection, day)) = inspection.zip(day) {
                for share in b.shares.iter().filter(|share| is_new(&share.department, day, false)) {
                    new_shares += 1;
                    account.lines.push(self.inspected(b, share, inspection, day));
                }
            }
            if let Some((inspection, day)) = inspection.and_then(|i| Some((i, i.rectification.as_ref()?.reinspected?)))
            {
                for department in self.reinspecting(b, inspection) {
                    if is_new(&department, day, true) {
                        account.lines.push(self.reinspected(b, &department, inspection, day));
                    }
                }
            }
            // Nobody waits for what was voided; and a visit that goes on elsewhere, be it with fewer departments, is counted there.
            let is_whole = new_shares > 0 && new_shares == b.shares.len();
            if self.voided.is_none() || is_whole {
                let object = CountedObject::of(b, self.conduct(), self.kind(), self.voided.is_some());
                account.objects.extend(Some(object).filter(|o| self.voided.is_none() || o.inspected().is_some()));
            }
        }
    }

    /// What stands in every row of a department's share.
    fn common(&self, b: &WorklistItem, department: &str, day: NaiveDate) -> VisitLine {
        let share = b.shares.iter().find(|share| share.department == department);
        let plan = &self.campaign.plan;
        let number = [&plan.annual_number, &plan.number].map(|n| clean(n)).into_iter().find(|n| !n.is_empty());
        let voided = self.voided.unwrap_or_default();
        VisitLine {
            name: b.name.clone(),
            code: code_of(b),
            department: department.to_owned(),
            item: share.map(|share| share.items.join("、")).unwrap_or_default(),
            basis: share.map(|share| self.basis(share)).unwrap_or_default(),
            plan: format!("{}{voided}", number.unwrap_or_default()),
            batch: format!("{}{voided}", self.campaign.title()),
            when: day.to_string(),
            voided: self.voided.is_some(),
            ..VisitLine::default()
        }
    }

    fn inspected(&self, b: &WorklistItem, share: &Share, i: &Inspection, day: NaiveDate) -> VisitLine {
        let conduct = self.conduct();
        let findings = || i.findings.iter().filter(|f| f.department == share.department);
        let problems = findings().filter(|f| !f.problem.trim().is_empty()).count();
        let handling = findings().map(|f| f.handling.trim()).chain([i.follow_up.trim()]);
        // What another department did about what it found is no penalty of this one.
        let own = Inspection { findings: findings().cloned().collect(), ..i.clone() };
        let reason = if i.result.is_empty() {
            INCOMPLETE
        } else if own.ends_in_penalty() {
            PENALTY
        } else {
            ""
        };
        let text = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        VisitLine {
            kind: self.kind().into(),
            approved: text(conduct.approval(&share.department, &b.key).map(|a| a.on)),
            officers: self.officers(&share.present(i, &self.list.officers)),
            visit_code: self.visit_code(b, &share.department),
            ways: i.ways.join("、"),
            result: i.result.clone(),
            problems: u32::try_from(problems).ok(),
            handling: once(handling),
            published: text(conduct.published(&b.key)),
            rectification: match &i.rectification {
                Some(r) => told_rectification(r),
                None if i.orders_rectification() => "责令改正，未登记整改".into(),
                None => String::new(),
            },
            reason: reason.into(),
            ..self.common(b, &share.department, day)
        }
    }

    fn reinspected(&self, b: &WorklistItem, department: &str, i: &Inspection, day: NaiveDate) -> VisitLine {
        let r = i.rectification.clone().unwrap_or_default();
        let of = |key: &&String| self.list.officers.get(*key).is_some_and(|o| o.department == department);
        VisitLine {
            kind: REINSPECTED.into(),
            officers: self.officers(&r.reinspectors.iter().filter(of).map(String::as_str).collect::<Vec<_>>()),
            result: r.outcome.map(|outcome| outcome.title().to_owned()).unwrap_or_default(),
            again: true,
            ..self.common(b, department, day)
        }
    }

    /// The departments whose officers re-inspected; all of the business where no officer is known.
    fn reinspecting(&self, b: &WorklistItem, inspection: &Inspection) -> Vec<String> {
        let again = inspection.rectification.iter().flat_map(|r| &r.reinspectors);
        let mut departments: Vec<String> =
            again.filter_map(|key| self.list.officers.get(key)).map(|o| o.department.clone()).collect();
        departments.order();
        departments.dedup();
        if departments.is_empty() {
            departments.extend(b.shares.iter().map(|share| share.department.clone()));
        }
        departments
    }

    /// 张某（宁C000001）、李某: an officer's key is the number of the certificate, where there is one.
    fn officers(&self, keys: &[&str]) -> String {
        let one = |key: &&str| match self.list.officers.get(*key) {
            Some(o) if officer_key(&o.name, &o.department, "") == *key => o.name.clone(),
            Some(o) => format!("{}（{key}）", o.name),
            None => (*key).to_owned(),
        };
        keys.iter().map(one).collect::<Vec<_>>().join("、")
    }

    /// 依据: that of the department's items, else that of the plan.
    fn basis(&self, share: &Share) -> String {
        let plan = &self.campaign.plan;
        let items = plan.departments.iter().filter(|d| clean(&d.name) == share.department).flat_map(|d| &d.items);
        let own = items.filter(|i| share.items.iter().any(|name| i.item.name.trim() == name));
        let own = once(own.map(|i| i.item.basis.trim().trim_end_matches(['。', '；', ';'])));
        if own.is_empty() { clean(&plan.basis) } else { own }
    }

    /// 检查码 of the department, else that of the visit; why there was none.
    fn visit_code(&self, b: &WorklistItem, department: &str) -> String {
        let codes = self.conduct().visits.get(&b.key).map_or(&[][..], |visit| &visit.codes);
        let of = |name: &str| codes.iter().find(|code| code.department == name);
        let Some(code) = of(department).or_else(|| of("")) else { return String::new() };
        match (code.code.trim(), code.reason.trim()) {
            ("", "") => String::new(),
            ("", reason) => format!("未亮码：{reason}"),
            (code, _) => code.to_owned(),
        }
    }
}

/// Texts that say something, each once.
fn once<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for text in texts.filter(|text| !text.is_empty()) {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen.join("；")
}

/// The code of a business, also where the roster that it was drawn from was replaced since: its key is its code.
fn code_of(b: &WorklistItem) -> String {
    if b.code.is_empty() && b.key != business_key(&b.name, "") && b.key != normal_key(&b.name) {
        b.key.clone()
    } else {
        b.code.clone()
    }
}
