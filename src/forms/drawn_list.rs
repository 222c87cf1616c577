//! 抽取名单: who was drawn, as it stands after the substitutions, for those at work: as text for a group chat, and as tables.
//! What is published is another list, without officers and telephones ([`crate::course::drawn_table`]).

use super::words::numbered;
use super::{Block, Cell, Column, Document, DrawFacts, Layout, Set, Table};
use crate::draw::{Mode, SealedDepartment, Team};
use crate::model::{EntityKind, StratifyBy, WHOLE, spelt_out};
use std::collections::BTreeSet;

/// By what the list is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ListBy {
    /// 检查组, or 户 where each business has officers of its own.
    #[default]
    Team,
    /// 类别, 信用等级, or what else the strata are.
    Category,
    /// 部门.
    Department,
}

impl ListBy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Team, Self::Category, Self::Department];

    /// As the page names it.
    pub fn title(self, mode: Mode, by: StratifyBy) -> String {
        let what = match (self, mode) {
            (Self::Team, Mode::Teams) => "检查组",
            (Self::Team, Mode::PerBusiness) => "户",
            (Self::Category, _) => by.title(),
            (Self::Department, _) => "部门",
        };
        format!("按{what}")
    }
}

/// The facts, with the names that several bear.
struct Told<'a> {
    f: &'a DrawFacts<'a>,
    shared: BTreeSet<&'a str>,
}

impl<'a> Told<'a> {
    fn new(f: &'a DrawFacts<'a>) -> Self {
        let (mut seen, mut shared) = (BTreeSet::new(), BTreeSet::new());
        let sealed = f.seal.sealed;
        let names = sealed.businesses.iter().map(|b| b.name.as_str());
        for name in names.chain(sealed.officers.officers.iter().map(|o| o.name.as_str())) {
            if !seen.insert(name) {
                shared.insert(name);
            }
        }
        Self { f, shared }
    }

    /// A name; of one that several bear with the key.
    fn name(&self, name: &str, key: &str) -> String {
        if self.shared.contains(name) && key != name { format!("{name}（{key}）") } else { name.to_owned() }
    }

    fn officer(&self, key: &str) -> String {
        self.name(self.f.officer_name(key), key)
    }
}

/// The list as plain text.
pub fn drawn_text(f: &DrawFacts<'_>, by: ListBy) -> String {
    let t = &Told::new(f);
    let m = f.seal.seal();
    let mut lines = vec![
        format!("{}　抽取名单（第{}次抽取）", m.campaign.title, m.campaign.attempt),
        format!("抽中{}{}户", f.subject(), f.outcome.businesses.len()),
    ];
    match by {
        ListBy::Team => f.teams.iter().for_each(|team| team_lines(t, team, &mut lines)),
        ListBy::Category => {
            for stratum in &m.strata {
                let of: Vec<_> = f.standing().filter(|key| f.stratum(key) == stratum.label).collect();
                lines.extend([String::new(), format!("{}　{}户", stratum.label, of.len())]);
                let line = |key: &str| {
                    let team = f.team_of(key).map(|team| format!("，{}", f.team_name(team.number)));
                    format!("{}{}", business(t, key, false), team.unwrap_or_default())
                };
                lines.extend((1..).zip(of).map(|(n, key): (u32, _)| format!("{n}. {}", line(key))));
            }
        }
        ListBy::Department => {
            for d in &m.departments {
                lines.extend([String::new(), d.name.clone()]);
                let people = people(f, &d.name);
                lines.extend(people.into_iter().map(|(key, teams)| format!("{}：{teams}", t.officer(key))));
            }
        }
    }
    lines.iter().map(|line| format!("{}\r\n", spelt_out(line))).collect()
}

fn team_lines(t: &Told<'_>, team: &Team, lines: &mut Vec<String>) {
    let f = t.f;
    let name = f.team_name(team.number);
    let leader = team.leader(&f.seal.seal().campaign.lead);
    let lead = leader.map(|key| format!("　{}：{}", f.leader_word(), t.officer(key))).unwrap_or_default();
    lines.push(String::new());
    match (f.seal.seal().matching.mode, &team.businesses[..]) {
        (Mode::PerBusiness, [only]) => lines.push(format!("{name}　{}{lead}", business(t, only, true))),
        (_, all) => {
            lines.push(format!("{name}{lead}"));
            lines.extend((1..).zip(all).map(|(n, key): (u32, _)| format!("{n}. {}", business(t, key, true))));
        }
    }
    lines.extend(members(t, team).into_iter().map(|(department, names)| format!("{department}：{}", names.join("、"))));
}

/// 甲公司（客运，替补).
fn business(t: &Told<'_>, key: &str, stratum: bool) -> String {
    let f = t.f;
    let stratum = Some(f.stratum(key)).filter(|label| stratum && *label != WHOLE);
    let marks: Vec<_> = stratum.into_iter().chain(f.came_in(EntityKind::Business, key).then_some("替补")).collect();
    let marks = if marks.is_empty() { String::new() } else { format!("（{}）", marks.join("，")) };
    format!("{}{marks}", t.name(f.business_name(key), key))
}

/// The team's officers by department, in the plan's order.
fn members(t: &Told<'_>, team: &Team) -> Vec<(String, Vec<String>)> {
    let of = |d: &SealedDepartment| {
        let names: Vec<_> = team.officers_of(&d.name).iter().map(|key| t.officer(key)).collect();
        (d.name.clone(), names)
    };
    t.f.seal.seal().departments.iter().map(of).filter(|(_, names)| !names.is_empty()).collect()
}

/// The department's officers who are in a team now, in the order of the teams, each with the teams' names.
fn people<'a>(f: &'a DrawFacts<'_>, department: &str) -> Vec<(&'a str, String)> {
    let mut people: Vec<(&str, String)> = Vec::new();
    for team in f.teams {
        let leader = team.leader(&f.seal.seal().campaign.lead);
        for key in team.officers_of(department) {
            let mark = if leader == Some(key) { format!("（{}）", f.leader_word()) } else { String::new() };
            let name = f.team_name(team.number) + &mark;
            match people.iter_mut().find(|(known, _)| known == key) {
                Some((_, teams)) => *teams = format!("{teams}、{name}"),
                None => people.push((key, name)),
            }
        }
    }
    people
}

/// The list as tables: the businesses with who inspects them, and the officers with whom they visit.
pub fn drawn_list(f: &DrawFacts<'_>) -> Document {
    let m = f.seal.seal();
    let unit = if m.matching.mode == Mode::Teams { "检查组" } else { "户次" };
    Document {
        label: "抽取名单".into(),
        title: vec![format!("{}抽取名单", m.campaign.title)],
        foot: f.foot(),
        layout: Layout::Wide,
        blocks: numbered(vec![
            Block::heading(f.subject()),
            Block::Table(businesses(f, unit)),
            Block::heading("执法人员"),
            Block::Table(officers(f, unit)),
        ]),
    }
}

fn businesses(f: &DrawFacts<'_>, unit: &'static str) -> Table {
    let t = &Told::new(f);
    let row = |(n, key): (u32, &str)| {
        let (team, listed) = (f.team_of(key), f.businesses.get(key));
        let people = team.into_iter().flat_map(|team| members(t, team));
        let people: Vec<_> = people.map(|(department, names)| format!("{department}：{}", names.join("、"))).collect();
        let cells: [Cell; 9] = [
            n.to_string().into(),
            business(t, key, false).into(),
            f.code(key).into(),
            f.stratum(key).into(),
            team.map_or(String::new(), |team| f.team_name(team.number)).into(),
            team.map_or("", |team| f.leader(team)).into(),
            people.join("\n").into(),
            listed.map_or("", |b| b.address.as_str()).into(),
            listed.map_or("", |b| b.phone.as_str()).into(),
        ];
        cells.to_vec()
    };
    let columns = vec![
        Column::number("序号", 5),
        Column::new(format!("{}名称", f.subject()), 16, Set::Left),
        Column::code("统一社会信用代码", 16),
        Column::centred(f.seal.stratum_title(), 6),
        Column::name(unit, 6),
        Column::name(f.leader_word(), 6),
        Column::left("检查人员", 24),
        Column::left("地址", 12),
        Column::code("电话", 9),
    ];
    Table::rows(columns, (1..).zip(f.standing()).map(row))
}

fn officers(f: &DrawFacts<'_>, unit: &'static str) -> Table {
    let all = f.seal.seal().departments.iter().flat_map(|d| people(f, &d.name).into_iter().map(move |who| (d, who)));
    let all: Vec<_> = all.collect();
    // A roster may have no such column.
    let has_speciality = all.iter().any(|(_, (key, _))| !f.speciality(key).is_empty());
    let row = |(n, (d, (key, teams))): (u32, &(&SealedDepartment, (&str, String)))| {
        let mut cells: Vec<Cell> = vec![
            n.to_string().into(),
            f.officer_name(key).into(),
            d.name.as_str().into(),
            f.certificate(key).into(),
            teams.as_str().into(),
        ];
        cells.extend(has_speciality.then(|| f.speciality(key).into()));
        cells
    };
    let [name, department, certificate, team] = if has_speciality { [12, 27, 16, 20] } else { [14, 33, 22, 26] };
    let mut columns = vec![
        Column::number("序号", 5),
        Column::name("姓名", name),
        Column::left("单位", department),
        Column::code("执法证号", certificate),
        Column::left(unit, team),
    ];
    columns.extend(has_speciality.then(|| Column::left("专长", 20)));
    Table::rows(columns, (1..).zip(&all).map(row))
}
