//! What is due and when: stages, 公示, 报备, 补录, 整改, 复查, 移送, materials; working days as `calendar` counts them.

use super::Worklist;
use super::visit_due::{VisitMatter, visits_due};
use crate::calendar::{Calendar, add_days};
use crate::model::{Conduct, InOrder, Settings, Stage, Status};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A deadline is soon with so many working days left, or fewer.
pub const SOON: u32 = 3;

/// 复查 is due so many calendar days after the deadline of what is to be put right (安全生产违法行为行政处罚办法 14).
pub const REINSPECT_WITHIN: u32 = 10;

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// What.
    pub matter: Matter,
    /// Whom it concerns, as the screen names it: a business, a department; empty for all, and for a business where
    /// names are not known.
    pub whom: String,
    /// The last day on which it is in time.
    pub due: NaiveDate,
    /// 预估: a year is touched whose notice of holidays is not known.
    pub estimated: bool,
    /// It is open, and due after the last day of the plan.
    pub after_end: bool,
    /// How it stands on the day that was asked about.
    pub standing: DeadlineState,
}

/// What is due; in the order in which deadlines of one day are listed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// A stage of the plan ends.
    Stage(String),
    /// The result of this business, by key, is to be published.
    Publication(String),
    /// The answer to the transfer with this id.
    Transfer(u32),
    /// This business, by key, has put right what it was ordered to.
    Rectification(String),
    /// This business, by key, is to be re-inspected.
    Reinspection(String),
    /// Experience and problems go to the lead.
    Materials,
    /// 报备 of the planned visit to this business, by key.
    Filing(String),
    /// 补录 of the code of the visit to this business, by key.
    Code(String),
    /// The planned visit to this business, by key: no deadline, a date for a calendar.
    Visit(String),
}

/// How a deadline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeadlineState {
    /// The day passed and it is not done.
    Overdue,
    /// Not done, and [`SOON`] working days or fewer are left.
    Soon,
    /// Not done, and there is time.
    Open,
    /// The day passed; whether it was done is not kept.
    Passed,
    /// Done in time.
    Done,
    /// Done, but later than due.
    DoneLate,
}

impl DeadlineState {
    /// Its name on the screen.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Overdue => "已逾期",
            Self::Soon => "临近",
            Self::Open => "未到期",
            Self::Passed => "已过",
            Self::Done => "已完成",
            Self::DoneLate => "已完成（逾期）",
        }
    }

    /// Whether something is left to do.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Overdue | Self::Soon | Self::Open)
    }
}

impl Deadline {
    /// What is due, in words.
    pub fn what(&self) -> String {
        match &self.matter {
            Matter::Stage(name) => format!("“{name}”阶段结束"),
            Matter::Publication(_) => "公示检查结果".into(),
            Matter::Transfer(id) => format!("第{id}号移送的答复"),
            Matter::Rectification(_) => "整改期限".into(),
            Matter::Reinspection(_) => "复查".into(),
            Matter::Materials => "向牵头部门报送总结材料".into(),
            Matter::Filing(_) => "报备检查计划".into(),
            Matter::Code(_) => "补录检查码".into(),
            Matter::Visit(_) => "计划检查".into(),
        }
    }
}

/// What deadlines are made of.
#[derive(Debug, Clone, Copy)]
pub struct DueFacts<'a> {
    /// The stages of the plan with their days.
    pub stages: &'a [Stage],
    /// Whether something is sealed, and not void.
    pub sealed: bool,
    /// What became of the draw that counts; `None` before it.
    pub conduct: Option<&'a Conduct>,
    /// What the county counts.
    pub settings: &'a Settings,
    /// The businesses to inspect; without them no business is named.
    pub list: Option<&'a Worklist>,
    /// How many there are to inspect, where that is known without the list.
    pub to_inspect: Option<usize>,
}

/// Everything that is due, the earliest first: ends of stages, publication of each business that was inspected,
/// answers to transfers, materials for the lead. `today` decides what is overdue.
pub fn deadlines(facts: &DueFacts<'_>, today: NaiveDate) -> Vec<Deadline> {
    let calendar = Calendar::of(facts.settings);
    let soon = calendar.add_working_days(today, SOON).on;
    let end = end(facts.stages);
    let mut all: Vec<Deadline> = stages(facts).collect();
    all.extend(materials(facts, end));
    if let Some(conduct) = facts.conduct {
        all.extend(publications(facts, conduct, &calendar));
        all.extend(transfers(facts, conduct));
        all.extend(rectifications(facts, conduct));
        all.extend(visits(facts, conduct));
    }
    for deadline in &mut all {
        let late = deadline.due < today;
        deadline.standing = match deadline.standing {
            DeadlineState::Open if late => DeadlineState::Overdue,
            DeadlineState::Open if deadline.due <= soon => DeadlineState::Soon,
            DeadlineState::Passed if !late && deadline.due <= soon => DeadlineState::Soon,
            DeadlineState::Passed if !late => DeadlineState::Open,
            standing => standing,
        };
        let own = !matches!(deadline.matter, Matter::Stage(_) | Matter::Materials);
        deadline.after_end = own && deadline.standing.is_open() && end.is_some_and(|end| deadline.due > end);
    }
    all.order_by(|a, b| (a.due, &a.matter, &a.whom).cmp(&(b.due, &b.matter, &b.whom)));
    all
}

/// The last day of the last stage that is not 总结; of the last stage when all are.
pub fn end(stages: &[Stage]) -> Option<NaiveDate> {
    let last = |wrap_up: bool| stages.iter().filter(|s| s.name.contains("总结") == wrap_up).filter_map(|s| s.to).max();
    last(false).or_else(|| last(true))
}

/// The first and last day on which businesses are inspected, as the stages have them.
pub fn inspection_days(stages: &[Stage]) -> Option<(NaiveDate, NaiveDate)> {
    let is_inspection =
        |name: &str| name.contains("检查") && !["公示", "抽取", "总结"].iter().any(|word| name.contains(word));
    let days: Vec<_> =
        stages.iter().filter(|s| is_inspection(&s.name)).filter_map(|s| Some((s.from.or(s.to)?, s.to?))).collect();
    Some((days.iter().map(|(from, _)| *from).min()?, days.iter().map(|(_, to)| *to).max()?))
}

/// `standing` says whether it is done, and is [`DeadlineState::Open`] or [`DeadlineState::Passed`] else, whatever the day.
fn deadline(matter: Matter, whom: String, due: NaiveDate, standing: DeadlineState) -> Deadline {
    Deadline { matter, whom, due, estimated: false, after_end: false, standing }
}

fn stages<'a>(facts: &'a DueFacts<'_>) -> impl Iterator<Item = Deadline> + 'a {
    facts.stages.iter().filter_map(|stage| {
        let standing = match done(facts, &stage.name) {
            Some(true) => DeadlineState::Done,
            Some(false) => DeadlineState::Open,
            None => DeadlineState::Passed,
        };
        Some(deadline(Matter::Stage(stage.name.clone()), String::new(), stage.to?, standing))
    })
}

/// Whether what the stage's name speaks of is done; `None` where the campaign does not tell.
fn done(facts: &DueFacts<'_>, stage: &str) -> Option<bool> {
    let all = |least: Status| {
        let conduct = facts.conduct?;
        match facts.list {
            Some(list) => Some(list.businesses.iter().all(|b| conduct.status(&b.key) >= least)),
            None => Some(conduct.so_far(least) >= facts.to_inspect?),
        }
    };
    // In this order: 抽查 is in many names, 实施检查 follows 抽取.
    if stage.contains("公示") {
        facts.conduct.map_or(Some(false), |_| all(Status::Published))
    } else if stage.contains("抽取") {
        Some(facts.conduct.is_some())
    } else if stage.contains("检查") {
        facts.conduct.map_or(Some(false), |_| all(Status::Inspected))
    } else if stage.contains("方案") {
        facts.sealed.then_some(true)
    } else {
        None
    }
}

/// 总结 within so many days, as the calendar counts, after the end.
fn materials(facts: &DueFacts<'_>, end: Option<NaiveDate>) -> Option<Deadline> {
    let due = add_days(end?, facts.settings.materials_within);
    Some(deadline(Matter::Materials, "各部门".into(), due, DeadlineState::Passed))
}

fn publications<'a>(
    facts: &'a DueFacts<'_>,
    conduct: &'a Conduct,
    calendar: &'a Calendar<'_>,
) -> impl Iterator<Item = Deadline> + 'a {
    // Most were inspected on the same few days.
    let mut by_day = BTreeMap::new();
    conduct.inspections.iter().filter_map(move |(key, inspection)| {
        let day = inspection.date?;
        let due = by_day.entry(day).or_insert_with(|| calendar.add_working_days(day, facts.settings.publish_within));
        let standing = match conduct.published(key) {
            None => DeadlineState::Open,
            Some(on) if on > due.on => DeadlineState::DoneLate,
            Some(_) => DeadlineState::Done,
        };
        let whom = name(facts, key);
        Some(Deadline {
            estimated: due.estimated,
            ..deadline(Matter::Publication(key.clone()), whom, due.on, standing)
        })
    })
}

fn transfers<'a>(facts: &'a DueFacts<'_>, conduct: &'a Conduct) -> impl Iterator<Item = Deadline> + 'a {
    conduct.transfers.iter().filter_map(|t| {
        let due = t.due?;
        let standing = match t.answered.or(t.closed) {
            None => DeadlineState::Open,
            Some(on) if on > due => DeadlineState::DoneLate,
            Some(_) => DeadlineState::Done,
        };
        let whom = match name(facts, &t.business) {
            business if business.is_empty() => t.to.clone(),
            business => format!("{}（{business}）", t.to),
        };
        Some(deadline(Matter::Transfer(t.id), whom, due, standing))
    })
}

/// The day by which something is to be put right, and the one by which that is to be looked at.
fn rectifications<'a>(facts: &'a DueFacts<'_>, conduct: &'a Conduct) -> impl Iterator<Item = Deadline> + 'a {
    let of = |(key, i): (&String, &crate::model::Inspection)| {
        let r = i.rectification.as_ref()?;
        let due = r.due?;
        let reported = !r.done.trim().is_empty() || r.verified().is_some();
        let standing = if reported { DeadlineState::Done } else { DeadlineState::Open };
        let again = add_days(due, REINSPECT_WITHIN);
        let seen = match r.verified().and(r.reinspected) {
            None => DeadlineState::Open,
            Some(on) if on > again => DeadlineState::DoneLate,
            Some(_) => DeadlineState::Done,
        };
        let whom = name(facts, key);
        Some([
            deadline(Matter::Rectification(key.clone()), whom.clone(), due, standing),
            deadline(Matter::Reinspection(key.clone()), whom, again, seen),
        ])
    };
    conduct.inspections.iter().filter_map(of).flatten()
}

/// 报备 and 补录. One that was put out is not visited; without the list its visits are not handed in.
fn visits<'a>(facts: &'a DueFacts<'_>, conduct: &'a Conduct) -> impl Iterator<Item = Deadline> + 'a {
    let is_listed = |key: &str| facts.list.is_none_or(|list| list.get(key).is_some());
    visits_due(conduct, facts.settings).into_iter().filter(move |v| is_listed(v.business)).map(|v| {
        let key = v.business.to_owned();
        let (matter, standing) = match v.what {
            VisitMatter::Filing => (Matter::Filing(key), DeadlineState::Passed),
            VisitMatter::Code(None) => (Matter::Code(key), DeadlineState::Open),
            VisitMatter::Code(Some(on)) if on > v.due.on => (Matter::Code(key), DeadlineState::DoneLate),
            VisitMatter::Code(Some(_)) => (Matter::Code(key), DeadlineState::Done),
        };
        Deadline { estimated: v.due.estimated, ..deadline(matter, name(facts, v.business), v.due.on, standing) }
    })
}

/// The name of a business, its key if the list does not have it; empty without a list.
fn name(facts: &DueFacts<'_>, key: &str) -> String {
    facts.list.map(|list| list.get(key).map_or(key, |b| &b.name)).unwrap_or_default().to_owned()
}
