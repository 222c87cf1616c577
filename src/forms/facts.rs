//! What the forms are filled with, put together once for all of them, and how days, times and digests are written.

use super::SealFacts;
use super::seal_facts::foot_with_code;
use super::words::leader_word;
use crate::course::{applies, officers_on, present};
use crate::draw::{Contribution, Mode, Outcome, SealedDepartment, Substitution, Team, Void, in_place_of};
use crate::model::{
    Business, Conduct, Department, Digest, EntityKind, Item, Officer, Plan, Settings, Stamp, StratifyBy, WHOLE,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What is known once the plan is checked.
#[derive(Debug, Clone, Copy)]
pub struct PlanFacts<'a> {
    /// 方案, with the departments' items.
    pub plan: &'a Plan,
    /// The county's words and lists.
    pub settings: &'a Settings,
}

/// What is known once it is drawn.
#[derive(Debug, Clone, Copy)]
pub struct DrawFacts<'a> {
    /// What was planned.
    pub plan: PlanFacts<'a>,
    /// What was found since.
    pub conduct: &'a Conduct,
    /// What was sealed.
    pub seal: SealFacts<'a>,
    /// Who said what.
    pub contributions: &'a [Contribution],
    /// The seed.
    pub seed: Digest,
    /// What the QR code of commitment and seed says; empty for none.
    pub link: &'a str,
    /// When it was drawn.
    pub drawn_at: Stamp,
    /// The outcome.
    pub outcome: &'a Outcome,
    /// The teams as they stand after the substitutions.
    pub teams: &'a [Team],
    /// What came in for what afterwards.
    pub substitutions: &'a [Substitution],
    /// The attempts that do not count.
    pub voided: &'a [VoidLine],
    /// The businesses of the roster by key.
    pub businesses: &'a BTreeMap<String, &'a Business>,
    /// The officers of the roster by key.
    pub officers: &'a BTreeMap<String, &'a Officer>,
}

/// An attempt that does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoidLine {
    /// Its number.
    pub attempt: u32,
    /// Whether it was sealed by the preliminary protocol, whose attempts have numbers of their own.
    pub preliminary: bool,
    /// Its commitment.
    pub commitment: Digest,
    /// Why, by whom, before whom, when.
    pub void: Void,
}

/// 2018年12月3日.
pub fn date(at: Stamp) -> String {
    at.format("%Y年%-m月%-d日").to_string()
}

/// 2018年12月3日14时32分.
pub fn time(at: Stamp) -> String {
    at.format("%Y年%-m月%-d日%-H时%M分").to_string()
}

/// 2018年12月3日.
pub fn day(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}

/// A digest in groups of four, eight groups a line.
pub(super) fn two_lines(digest: Digest) -> String {
    let groups = digest.groups();
    let (first, second) = groups.split_at(39);
    format!("{first}\n{}", second.trim_start())
}

impl DrawFacts<'_> {
    /// The name of a business as sealed, or its key.
    pub(super) fn business_name<'b>(&'b self, key: &'b str) -> &'b str {
        self.seal.sealed.businesses.get(key).map_or(key, |b| &b.name)
    }

    /// The name of an officer as sealed, or the key.
    pub(super) fn officer_name<'b>(&'b self, key: &'b str) -> &'b str {
        self.seal.sealed.officers.get(key).map_or(key, |o| &o.name)
    }

    /// 执法证号 of an officer, empty if the roster has none.
    pub(super) fn certificate(&self, key: &str) -> &str {
        self.officers.get(key).map_or("", |o| &o.certificate)
    }

    /// 专长 of an officer as the roster has it; the draw does not know it.
    pub(super) fn speciality(&self, key: &str) -> &str {
        self.officers.get(key).map_or("", |o| &o.speciality)
    }

    /// The code of a business as the roster has it.
    pub(super) fn code(&self, key: &str) -> &str {
        self.businesses.get(key).map_or("", |b| &b.code)
    }

    /// The stratum of a business.
    pub(super) fn stratum(&self, key: &str) -> &str {
        self.seal.sealed.businesses.get(key).map_or("", |b| &b.stratum)
    }

    /// Whether the business or officer came in after the draw.
    pub(super) fn came_in(&self, kind: EntityKind, key: &str) -> bool {
        self.substitutions.iter().any(|s| s.kind == kind && s.incoming.as_deref() == Some(key))
    }

    /// The business that stands now where this one was drawn; `None` where its place stays empty.
    pub(super) fn in_place_of<'b>(&'b self, drawn: &'b str) -> Option<&'b str> {
        in_place_of(self.substitutions, drawn)
    }

    /// Whether the officer, as drawn for this team, left it.
    pub(super) fn left(&self, team: u32, key: &str) -> bool {
        self.substitutions
            .iter()
            .any(|s| s.kind == EntityKind::Officer && s.team == team && s.out.as_deref() == Some(key))
    }

    /// 第1组, or 第1户 in mode per-business.
    pub(super) fn team_name(&self, number: u32) -> String {
        format!("第{number}{}", self.seal.seal().matching.mode.unit())
    }

    /// 组长, or 带队 in mode per-business.
    pub(super) fn leader_word(&self) -> &'static str {
        leader_word(self.seal.seal().matching.mode)
    }

    /// Of a column or line that tells team or place: 检查组, or 户号 in mode per-business.
    pub(super) fn team_word(&self) -> &'static str {
        match self.seal.seal().matching.mode {
            Mode::Teams => "检查组",
            Mode::PerBusiness => "户号",
        }
    }

    /// What the settings say of 检查组, in mode per-business of those who inspect the business.
    pub(super) fn in_its_words(&self, text: &str) -> String {
        match self.seal.seal().matching.mode {
            Mode::Teams => text.to_owned(),
            Mode::PerBusiness => text.replace("检查组", "检查人员").replace("组长", "带队人员"),
        }
    }

    /// 类别 of a business on its papers: its own categories where the draw has no strata.
    pub(super) fn category(&self, key: &str) -> String {
        match (self.stratum(key), self.businesses.get(key)) {
            (WHOLE, Some(b)) if !b.categories.is_empty() => b.categories.join("、"),
            (stratum, _) => stratum.to_owned(),
        }
    }

    /// Where a business is, whom to ask for, and the number to call, as far as the roster has them: 住所, 联系人 or
    /// 法定代表人, 电话.
    pub(super) fn reached(&self, key: &str) -> [String; 3] {
        let Some(b) = self.businesses.get(key) else { return Default::default() };
        let contact = if b.contact.is_empty() { &b.legal_person } else { &b.contact };
        [&b.address, contact, &b.phone].map(Clone::clone)
    }

    /// See [`SealFacts::foot`].
    pub(crate) fn foot(&self) -> String {
        self.seal.foot()
    }

    /// The foot of a paper of one business: who signs a second page signs the paper of this business.
    pub(super) fn foot_of(&self, business: &str) -> String {
        let name = self.business_name(business);
        foot_with_code(&format!("{}　{name}", self.paper_number(business)), &self.seal.commitment.short(4))
    }

    /// The businesses as they stand now, in the record's order.
    pub fn standing(&self) -> impl Iterator<Item = &str> {
        self.outcome.businesses.iter().filter_map(|drawn| self.in_place_of(drawn))
    }

    /// The team that visits the business now.
    pub(super) fn team_of(&self, business: &str) -> Option<&Team> {
        self.teams.iter().find(|t| t.businesses.iter().any(|b| b == business))
    }

    /// 组长 of a team (protocol §6), or empty.
    pub(super) fn leader<'b>(&'b self, team: &'b Team) -> &'b str {
        team.leader(&self.seal.seal().campaign.lead).map_or("", |key| self.officer_name(key))
    }

    /// The departments that inspect the business, in the plan's order.
    pub(super) fn departments_of(&self, business: &str) -> impl Iterator<Item = &SealedDepartment> {
        let stratum = self.stratum(business);
        self.seal.seal().departments.iter().filter(move |d| d.applies(stratum))
    }

    /// The items of the department that apply to the business: those for all categories, for its stratum, or for one of
    /// its own categories.
    pub(super) fn items_of(&self, department: &str, business: &str) -> Vec<&Item> {
        let own = self.businesses.get(business).map_or(&[][..], |b| &b.categories);
        let stratum = self.stratum(business);
        let planned = self.plan.plan.departments.iter().filter(|d| d.name == department);
        planned.flat_map(|d| &d.items).filter(|i| applies(i, stratum, own)).collect()
    }

    /// The officers who visit the business with their departments, the leader's department first: those present.
    pub(super) fn officers_of(&self, business: &str) -> Vec<(&str, &str)> {
        let inspection = self.conduct.inspections.get(business);
        let by_department = self.departments_of(business).flat_map(|d| {
            let of = |key: &str| self.seal.sealed.officers.get(key).is_some_and(|o| o.department == d.name);
            present(inspection, self.on_the_day(business, &d.name), of).into_iter().map(|key| (key, d.name.as_str()))
        });
        by_department.collect()
    }

    /// The officers who are to visit the business, or were on the day of the visit, whoever came: all of the team in the
    /// departments that apply.
    pub(super) fn assigned_to(&self, business: &str) -> Vec<(&str, &str)> {
        let of = |d: &SealedDepartment| self.on_the_day(business, &d.name);
        self.departments_of(business).flat_map(|d| of(d).into_iter().map(|key| (key, d.name.as_str()))).collect()
    }

    /// The key of 组长 (protocol §6) at the business, on the day of the visit.
    pub(super) fn leader_at(&self, business: &str) -> Option<&str> {
        self.on_the_day(business, &self.seal.seal().campaign.lead).into_iter().next()
    }

    /// The department's officers in the business's team on the day of the visit; as they stand now, where there is none.
    fn on_the_day(&self, business: &str, department: &str) -> Vec<&str> {
        let Some(team) = self.team_of(business) else { return Vec::new() };
        let day = self.conduct.inspections.get(business).and_then(|i| i.date);
        let drawn = self.outcome.teams.iter().find(|drawn| drawn.number == team.number);
        officers_on(drawn.unwrap_or(team), self.substitutions, department, day)
    }

    /// 张某（64022200001）, or the name alone where the roster has no number.
    pub(super) fn certified(&self, officer: &str) -> String {
        match (self.officer_name(officer), self.certificate(officer)) {
            (name, "") => name.to_owned(),
            (name, certificate) => format!("{name}（{certificate}）"),
        }
    }

    /// What the plan says of a department; nothing where it does not know it any more.
    pub(super) fn planned(&self, department: &str) -> Option<&Department> {
        self.plan.plan.departments.iter().find(|d| d.name == department)
    }

    /// The stage in which businesses are inspected.
    pub(super) fn inspecting(&self) -> Option<(NaiveDate, NaiveDate)> {
        let stage = self.plan.plan.stages.iter().find(|s| s.name.contains("检查"))?;
        stage.from.zip(stage.to)
    }

    /// The label of what the business is by, where one stands before a value: 类　别, 信用等级.
    pub(super) fn stratum_label(&self) -> &'static str {
        match self.seal.by {
            StratifyBy::Category => "类　别",
            StratifyBy::Township => "乡　镇",
            by => by.title(),
        }
    }

    /// The trade's term for the businesses.
    pub(super) fn subject(&self) -> &'static str {
        self.plan.settings.subject.title()
    }

    /// 第3户，共11户, after the team's own count.
    pub(super) fn mark(&self, business: &str) -> String {
        let (all, place) = (self.outcome.businesses.len(), self.place(business));
        let whole = format!("第{place}户，共{all}户");
        match self.team_of(business) {
            Some(team) if self.seal.seal().matching.mode == Mode::Teams => {
                let n = team.businesses.iter().position(|k| k == business).map_or(0, |i| i + 1);
                format!("{}第{n}户（本组{}户）　{whole}", self.team_name(team.number), team.businesses.len())
            }
            _ => whole,
        }
    }

    /// Its place in the record, from 1; 0 when it is not in it.
    fn place(&self, business: &str) -> usize {
        self.outcome.businesses.iter().position(|k| self.in_place_of(k) == Some(business)).map_or(0, |i| i + 1)
    }

    /// 任务编号 and the business's place in the record: 平双随机〔2018〕1号-003.
    pub(super) fn paper_number(&self, business: &str) -> String {
        let place = self.place(business);
        if self.seal.number.is_empty() { format!("{place:03}") } else { format!("{}-{place:03}", self.seal.number) }
    }
}
