//! 行政检查审批表 (domain §7): what the head of a department approves before its officers go out, with the list of the
//! businesses that they go to, or of one business alone.

use super::facts::{DrawFacts, day};
use super::task::{assistants, cap, general_basis, item_name, origin, planned_ways, types};
use super::words::{BLANK, BLANK_DATE, each_once, open_ended, or, ticks};
use super::{Block, Column, Document, Fact, Layout, Table};
use crate::draw::{Mode, SealedDepartment};
use crate::model::{Approval, InOrder, Item};

/// 行政检查审批表 of every department that inspects something, in the plan's order; of the one of this name where one is meant.
pub fn approvals(f: &DrawFacts<'_>, only: Option<&str>) -> Vec<Document> {
    let departments = f.seal.seal().departments.iter().filter(|d| only.is_none_or(|name| d.name == name));
    departments.filter_map(|d| approval(f, d, None)).collect()
}

/// The same for these businesses, by key: of one alone it has no list.
pub fn approvals_of(f: &DrawFacts<'_>, meant: &[&str]) -> Vec<Document> {
    f.seal.seal().departments.iter().filter_map(|d| approval(f, d, Some(meant))).collect()
}

fn approval(f: &DrawFacts<'_>, department: &SealedDepartment, meant: Option<&[&str]>) -> Option<Document> {
    let own = f.standing().filter(|key| department.applies(f.stratum(key)));
    let mut businesses: Vec<&str> = own.filter(|key| meant.is_none_or(|meant| meant.contains(key))).collect();
    // By team, as the officers go.
    businesses.order_by_key(|key| f.team_of(key).map_or(0, |t| t.number));
    let mut blocks = Vec::new();
    match (meant, &businesses[..]) {
        (_, []) => return None,
        (Some([_]), [only]) => blocks.push(Block::Facts(head(f, department, &businesses, Some(only)))),
        _ => {
            blocks.push(Block::Facts(head(f, department, &businesses, None)));
            blocks.push(Block::heading(format!("检查对象清单（{}户）", businesses.len())));
            blocks.push(Block::Table(list(f, department, &businesses)));
        }
    }
    Some(Document {
        label: "".into(),
        title: vec!["行政检查审批表".into()],
        layout: Layout::Sheet,
        foot: format!("{}　{}", f.foot(), department.name),
        blocks,
    })
}

/// What stands above the list; of the `single` one, what else the list would tell.
fn head(f: &DrawFacts<'_>, department: &SealedDepartment, businesses: &[&str], single: Option<&str>) -> Vec<Vec<Fact>> {
    let lead = &f.seal.seal().campaign.lead;
    let planned = f.planned(&department.name);
    let items: Vec<&Item> = match single {
        Some(key) => f.items_of(&department.name, key),
        None => planned.iter().flat_map(|d| &d.items).collect(),
    };
    let bases = each_once(items.iter().map(|i| open_ended(&i.basis))).join("；");
    let names: Vec<_> = items.iter().map(|i| item_name(i)).collect();
    let object = match businesses {
        [only] => format!("{}（{}）", f.business_name(only), or(f.code(only), "无代码")),
        all => format!("{}{}户，见清单", f.subject(), all.len()),
    };
    let only = if let [only] = businesses { Some(*only) } else { None };
    let place = single.map(|key| f.reached(key)[0].clone()).filter(|place| !place.is_empty());
    let often = if single.is_some() { "已查　　次" } else { "已查次数见清单" };
    let role = if department.name == *lead { "牵头" } else { "参与" };
    let others = f.seal.seal().departments.iter().map(|d| d.name.as_str()).filter(|d| *d != department.name);
    let together = format!(
        "{}　共同检查的部门：{}",
        ticks(&["牵头".into(), "参与".into()], &[role]),
        others.collect::<Vec<_>>().join("、")
    );
    let number = if f.seal.number.is_empty() { BLANK } else { f.seal.number };
    let signed = format!("\n\n签字：{BLANK}　{BLANK_DATE}");
    vec![
        vec![Fact::new("检查机关", &department.name)],
        vec![Fact::new("任务名称", &f.seal.seal().campaign.title), Fact::new("任务编号", number)],
        vec![Fact::new("任务来源、\n计划编号", origin(f))],
        vec![Fact::new("检查依据", format!("{}；{}", or(&bases, BLANK), general_basis(f)))],
        vec![Fact::whole("检查类型", types(f))],
        vec![Fact::new("检查对象", object)],
        vec![Fact::new("检查事项", or(&names.join("；"), BLANK))],
        vec![Fact::new("检查方式", planned_ways(f, businesses.first().copied().unwrap_or_default()).join("、"))],
        vec![Fact::new("检查时间", when(f, only, single.is_none()))],
        vec![Fact::new("检查地点", place.unwrap_or_else(|| "检查对象的住所、经营场所，见清单".into()))],
        vec![Fact::whole("检查人员\n（执法证号）", people(f, department, single))],
        vec![Fact::new("协助人员", or(&assistants(planned), "无（有的，写明姓名、单位、任务）"))],
        vec![Fact::new("本年度已查\n次数、上限", format!("{often}；上限：{}", cap(&items)))],
        vec![Fact::new("牵头或参与", together)],
        vec![Fact::tall("承办人意见", &signed, 12)],
        vec![Fact::tall("承办机构\n意　见", &signed, 12)],
        vec![Fact::tall("机关负责人\n意　见", decided(f, &department.name, single).unwrap_or(signed), 14)],
        vec![Fact::tall("备　注（紧急\n补办的理由）", urgent(f, &department.name, single), 10)],
    ]
}

/// The planned day of the only business, or the days within which all of them are inspected.
fn when(f: &DrawFacts<'_>, only: Option<&str>, has_list: bool) -> String {
    let listed = if has_list { "，各户的日期见清单" } else { "" };
    let planned = only.and_then(|key| f.conduct.planned(key));
    match (planned, f.inspecting()) {
        (Some(planned), _) => format!("{}{}", day(planned.on), planned.half.title()),
        (None, Some((from, to))) => format!("{}至{}{listed}", day(from), day(to)),
        (None, None) => format!("{BLANK_DATE}至{BLANK_DATE}{listed}"),
    }
}

/// The officers of the department, a line a team; by household they stand in the list. Of the `single` business those who go there.
fn people(f: &DrawFacts<'_>, department: &SealedDepartment, single: Option<&str>) -> String {
    if let Some(team) = single.and_then(|key| f.team_of(key)) {
        return team.officers_of(&department.name).iter().map(|key| f.certified(key)).collect::<Vec<_>>().join("、");
    }
    if f.seal.seal().matching.mode == Mode::PerBusiness {
        return "每户的检查人员见清单".into();
    }
    let of = |t: &crate::draw::Team| {
        let names: Vec<_> = t.officers_of(&department.name).iter().map(|key| f.certified(key)).collect();
        (!names.is_empty()).then(|| format!("{}：{}", f.team_name(t.number), names.join("、")))
    };
    f.teams.iter().filter_map(of).collect::<Vec<_>>().join("\n")
}

/// The approvals of the department that were entered, oldest first: for all its businesses, or for one.
fn entered<'a>(f: &'a DrawFacts<'_>, department: &'a str) -> impl Iterator<Item = &'a Approval> {
    f.conduct.approvals.iter().filter(move |a| a.department == department)
}

/// Who approved the inspections of the department, as it was entered; of the `single` business its own approval first.
fn decided(f: &DrawFacts<'_>, department: &str, single: Option<&str>) -> Option<String> {
    let last = |of: Option<&str>| entered(f, department).filter(|a| a.business.as_deref() == of).last();
    let last = single.and_then(|key| last(Some(key))).or_else(|| last(None))?;
    Some(format!("批准人：{}　批准日期：{}\n（签字或者盖章）", last.approver, day(last.on)))
}

fn urgent(f: &DrawFacts<'_>, department: &str, single: Option<&str>) -> String {
    let is_meant = |a: &&Approval| a.business.is_none() || single.is_none() || a.business.as_deref() == single;
    let line = |a: &Approval| {
        let of = a.business.as_ref().map(|key| format!("{}：", f.business_name(key))).unwrap_or_default();
        (!a.urgent.trim().is_empty()).then(|| format!("紧急补办：{of}{}", a.urgent.trim()))
    };
    entered(f, department).filter(is_meant).filter_map(line).collect::<Vec<_>>().join("\n")
}

/// The businesses, with the planned day, who goes, and how often the department inspected each in the year.
fn list(f: &DrawFacts<'_>, department: &SealedDepartment, businesses: &[&str]) -> Table {
    let single = |key: &str| entered(f, &department.name).filter(|a| a.business.as_deref() == Some(key)).last();
    let any = businesses.iter().any(|key| single(key).is_some());
    let per_business = f.seal.seal().matching.mode == Mode::PerBusiness;
    let rows = (1..).zip(businesses).map(|(n, key): (usize, &&str)| {
        let team = f.team_of(key);
        let who = match team {
            Some(t) if per_business => {
                t.officers_of(&department.name).iter().map(|o| f.certified(o)).collect::<Vec<_>>().join("、")
            }
            Some(t) => f.team_name(t.number),
            None => String::new(),
        };
        let planned = f.conduct.planned(key);
        let planned = planned.map(|p| format!("{}\n{}", p.on, p.half.title()).trim().to_owned()).unwrap_or_default();
        let mut row = vec![
            n.to_string().into(),
            f.business_name(key).into(),
            f.code(key).into(),
            f.reached(key)[0].as_str().into(),
            planned.into(),
            who.into(),
            "　　次".into(),
        ];
        if any {
            row.push(single(key).map(|a| format!("{}\n{}", a.approver, a.on)).unwrap_or_default().into());
        }
        row
    });
    let widths = if any { [5, 18, 24, 14, 11, 9, 8] } else { [5, 23, 24, 19, 11, 9, 9] };
    let [number, name, code, place, planned, who, often] = widths;
    let mut columns = vec![
        Column::centred("序号", number),
        Column::left("检查对象", name),
        Column::code("统一社会信用代码", code),
        Column::left("地点", place),
        Column::name("计划时间", planned),
        Column::name(if per_business { "检查人员" } else { "检查组" }, who),
        Column::centred("本年度已查", often),
    ];
    if any {
        columns.push(Column::name("批准", 11));
    }
    Table::rows(columns, rows)
}
