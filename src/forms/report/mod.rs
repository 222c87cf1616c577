//! 总结报告: a draft of what the campaign tells by itself; what only people know is left in 【】.

mod inspections;
mod problems;

use super::afterwards::afterwards;
use super::facts::{DrawFacts, date, day, time};
use super::form4::unreconciled;
use super::words::{numbered, open_ended, or, quoted};
use super::{Block, Column, Document, Para, Table};
use crate::course::{Discrepancy, Summary, percent};
use crate::model::{Stamp, Status};
use inspections::inspections;
use problems::{names, problems, publication};

/// 总结报告 of the campaign as it stands, to be gone over by hand: what only people know stands in 【】.
pub fn report(f: &DrawFacts<'_>, summary: &Summary, discrepancies: &[Discrepancy], at: Stamp) -> Document {
    let mut blocks = background(f);
    blocks.extend(draw(f));
    blocks.extend(inspections(f, summary, at));
    blocks.extend(problems(f, summary));
    blocks.extend(publication(f, summary));
    blocks.extend(lessons(discrepancies));
    blocks.extend(next(f, summary));
    let signed = format!("{}\n{}", f.seal.seal().campaign.lead, date(at));
    blocks.push(Block::Together(vec![Block::set(signed, Para::Right)]));
    Document {
        title: vec![f.seal.seal().campaign.title.clone(), "总结报告".into()],
        foot: f.foot(),
        blocks: numbered(blocks),
        ..Document::default()
    }
}

fn background(f: &DrawFacts<'_>) -> Vec<Block> {
    let (plan, m) = (f.plan.plan, f.seal.seal());
    let others: Vec<_> =
        m.departments.iter().map(|d| d.name.as_str()).filter(|name| *name != m.campaign.lead).collect();
    let with = if others.is_empty() { String::new() } else { format!("，会同{}", others.join("、")) };
    let number = if plan.number.is_empty() { String::new() } else { format!("（任务编号：{}）", plan.number) };
    let items: usize = plan.departments.iter().map(|d| d.items.len()).sum();
    let text = format!(
        "根据{}，{}牵头{with}，开展了{}{number}。检查对象名录共{}户，执法人员名录共{}人，抽查事项共{items}项（见附件7）。",
        or(open_ended(&plan.basis), "【请补充：依据】"),
        m.campaign.lead,
        quoted(&m.campaign.title),
        f.seal.population(),
        f.seal.sealed.officers.officers.len(),
    );
    let mut blocks = vec![Block::heading("基本情况"), Block::text(text)];
    let stages = plan.stages.iter().filter(|s| s.from.is_some() || s.to.is_some());
    let said: Vec<_> = stages
        .map(|s| {
            let days = [s.from, s.to].into_iter().flatten().map(day).collect::<Vec<_>>();
            format!("{}：{}", s.name, days.join("至"))
        })
        .collect();
    if !said.is_empty() {
        blocks.push(Block::text(format!("各阶段安排为：{}。", said.join("；"))));
    }
    blocks
}

fn draw(f: &DrawFacts<'_>) -> Vec<Block> {
    let m = f.seal.seal();
    let said: Vec<_> = f.contributions.iter().map(|c| format!("{}{}", c.label, c.value)).collect();
    let officers: usize = f.outcome.officers.iter().flat_map(|all| all.values()).map(Vec::len).sum();
    let text = format!(
        "{}，在{}公开抽取（第{}次）。抽取前封存名录和规则（封存码 {}），由各方写在纸条上、交齐后才打开的号码（{}）产生种子；{}。应抽{}户，实抽{}户；\
         抽取执法人员{officers}人。凭公开记录可以重算全部结果。",
        time(f.drawn_at),
        or(f.seal.place, "【请补充：地点】"),
        m.campaign.attempt,
        f.seal.commitment.short(4),
        said.join("；"),
        f.seal.way(),
        f.seal.sample(),
        f.outcome.businesses.len(),
    );
    let rows = m.strata.iter().enumerate().map(|(i, s)| {
        let size = f.seal.sizes.get(i).map_or("", String::as_str);
        vec![
            s.label.as_str().into(),
            s.population.to_string().into(),
            size.into(),
            s.sample.to_string().into(),
            percent(s.sample, s.population).into(),
        ]
    });
    let columns = vec![
        Column::left(f.seal.stratum_title(), 28),
        Column::number("名录户数", 18),
        Column::centred("比例或户数", 20),
        Column::number("抽取户数", 17),
        Column::number("实际比例", 17),
    ];
    let mut blocks = vec![Block::heading("抽取情况"), Block::text(text), Block::Table(Table::rows(columns, rows))];
    // Within a part of the report they are no parts of their own.
    blocks.extend(afterwards(f).into_iter().map(|block| match block {
        Block::Heading(text) => Block::text(format!("{text}如下：")),
        block => block,
    }));
    blocks
}

fn lessons(discrepancies: &[Discrepancy]) -> Vec<Block> {
    let mut blocks = vec![
        Block::heading("经验与问题"),
        Block::text("【请补充：主要做法和经验】"),
        Block::text("【请补充：存在的问题和建议】"),
    ];
    blocks.extend(unreconciled(discrepancies));
    blocks
}

/// What is left to do, by name.
fn next(f: &DrawFacts<'_>, summary: &Summary) -> Vec<Block> {
    let mut left = Vec::new();
    let mut tell = |what: &str, names: &[&str]| {
        if !names.is_empty() {
            left.push(format!("{what}{}户：{}", names.len(), names.join("、")));
        }
    };
    tell("尚未检查的", &names(f, Status::Waiting));
    tell("检查情况未录入完的", &names(f, Status::Entering));
    tell("待公示的", &names(f, Status::Inspected));
    tell("已公示、后续处置未完结的", &names(f, Status::Published));
    let waiting = f
        .standing()
        .filter(|key| f.conduct.inspections.get(*key).is_some_and(crate::model::Inspection::has_open_rectification));
    tell("责令改正、尚未复查到位的", &waiting.map(|key| f.business_name(key)).collect::<Vec<_>>());
    let (open, all) = summary.transfers;
    if open > 0 {
        left.push(format!("移送、抄告的{all}件中尚有{open}件未办结"));
    }
    let mut blocks = vec![Block::heading("下一步")];
    if left.is_empty() {
        blocks.push(Block::text("检查、公示和后续处置已全部完成。"));
    }
    blocks.extend((1..).zip(left).map(|(n, line): (usize, _)| Block::text(format!("{n}．{line}。"))));
    blocks.push(Block::text("【请补充：下一步工作打算】"));
    blocks
}
