//! 四、发现的问题及处置, 五、公示情况.

use super::super::facts::{DrawFacts, date, day};
use super::super::form4::counted;
use super::super::words::{open_ended, or};
use super::super::{Block, Cell, Column, Table};
use crate::course::Summary;
use crate::model::{Inspection, Rectification, Status};

/// The inspections of businesses as they stand now, in the record's order.
fn entered<'a>(f: &'a DrawFacts<'_>) -> impl Iterator<Item = (&'a str, &'a Inspection)> {
    f.standing().filter_map(|key| Some((key, f.conduct.inspections.get(key)?)))
}

pub(super) fn problems(f: &DrawFacts<'_>, summary: &Summary) -> Vec<Block> {
    let found: Vec<_> = entered(f)
        .flat_map(|(key, i)| i.findings.iter().filter(|x| !x.problem.trim().is_empty()).map(move |x| (key, x)))
        .collect();
    let mut businesses: Vec<_> = found.iter().map(|(key, _)| *key).collect();
    businesses.dedup();
    let follow_up = counted(&summary.follow_ups, &summary.total.follow_ups, "，");
    let refused = entered(f).filter(|(_, i)| i.refused).count();
    let mut text = if found.is_empty() {
        "检查中没有记录问题。".to_owned()
    } else {
        format!("在{}户发现问题{}个。", businesses.len(), found.len())
    };
    if !follow_up.is_empty() {
        text += &format!("后续处置：{follow_up}。");
    }
    if refused > 0 {
        text += &format!("拒签{refused}户，已在记录表注明。");
    }
    let mut blocks = vec![Block::heading("发现的问题及处置"), Block::text(text)];
    if !found.is_empty() {
        let rows = found.iter().map(|(key, x)| {
            let texts = [f.business_name(key), &x.department, &x.item, &x.problem, &x.handling];
            texts.map(Cell::from).into()
        });
        let columns = vec![
            Column::left("企业", 22),
            Column::left("部门", 14),
            Column::left("检查事项", 18),
            Column::left("问题", 26),
            Column::left("处置", 20),
        ];
        blocks.push(Block::Table(Table::rows(columns, rows)));
    }
    blocks.extend(rectifications(f, summary));
    blocks.extend(transfers(f));
    blocks
}

/// 整改与复查: the counts, and each business where something was ordered.
fn rectifications(f: &DrawFacts<'_>, summary: &Summary) -> Vec<Block> {
    if !summary.rectifies {
        return Vec::new();
    }
    let t = &summary.total;
    let text = format!(
        "责令改正{}户，已复查{}户，复查认定整改到位{}户，整改率{}：",
        t.ordered,
        t.reinspected,
        t.rectified,
        t.rectifying()
    );
    let none = Rectification::default();
    let rows = entered(f).filter(|(_, i)| i.orders_rectification()).map(|(key, i)| {
        let r = i.rectification.as_ref().unwrap_or(&none);
        let officers: Vec<&str> = r.reinspectors.iter().map(|key| f.officer_name(key)).collect();
        let again = match r.reinspected.zip(r.outcome) {
            Some((on, outcome)) => format!("{}，{}\n{}", day(on), outcome.title(), officers.join("、")),
            None => "未复查".to_owned(),
        };
        let due = r.due.map(day).unwrap_or_default();
        vec![f.business_name(key).into(), r.number.as_str().into(), due.into(), r.done.as_str().into(), again.into()]
    });
    let columns = vec![
        Column::left("企业", 21),
        Column::left("责令改正文号", 18),
        Column::name("整改期限", 22),
        Column::left("整改情况", 17),
        Column::left("复查", 22),
    ];
    vec![Block::text(text), Block::Table(Table::rows(columns, rows))]
}

/// 移送 “谁管辖、谁负责”.
fn transfers(f: &DrawFacts<'_>) -> Vec<Block> {
    let all = &f.conduct.transfers;
    if all.is_empty() {
        return Vec::new();
    }
    let closed = all.iter().filter(|t| t.closed.is_some()).count();
    let rows = all.iter().map(|t| {
        let state = match (t.closed, t.due) {
            (Some(on), _) => format!("{}办结", day(on)),
            (None, _) if !t.answer.is_empty() => "已答复，未办结".to_owned(),
            (None, Some(due)) => format!("未办结，期限{}", day(due)),
            (None, None) => "未办结".to_owned(),
        };
        vec![
            f.business_name(&t.business).into(),
            t.problem.as_str().into(),
            format!("{}→{}\n{}", t.from, t.to, day(t.on)).into(),
            t.answer.as_str().into(),
            state.into(),
        ]
    });
    let columns = vec![
        Column::left("企业", 20),
        Column::left("问题", 21),
        Column::left("移送", 22),
        Column::left("答复", 15),
        Column::left("办理", 22),
    ];
    let text = format!("按照“谁管辖、谁负责”移送、抄告{}件，已办结{closed}件：", all.len());
    vec![Block::text(text), Block::Table(Table::rows(columns, rows))]
}

pub(super) fn publication(f: &DrawFacts<'_>, summary: &Summary) -> Vec<Block> {
    let batches = &f.conduct.publications[..];
    let mut blocks = vec![Block::heading("公示情况")];
    let waiting: Vec<_> = names(f, Status::Inspected);
    let left = if waiting.is_empty() {
        String::new()
    } else {
        format!("已检查尚未公示的有：{}。", waiting.join("、"))
    };
    blocks.push(Block::text(format!("已公示{}户，分{}批。{left}", summary.total.published, batches.len())));
    if !batches.is_empty() {
        let rows = (1..).zip(batches).map(|(n, p): (usize, _)| {
            let place = or(&p.place, &f.plan.settings.published_at);
            vec![n.to_string().into(), day(p.on).into(), place.into(), p.businesses.len().to_string().into()]
        });
        let columns = vec![
            Column::centred("批次", 12),
            Column::name("日期", 28),
            Column::left("公示渠道", 42),
            Column::number("户数", 18),
        ];
        blocks.push(Block::Table(Table::rows(columns, rows)));
    }
    let corrections = f.conduct.corrections.iter().map(|c| {
        format!(
            "{}，{}，理由：{}，批准人：{}",
            date(c.at),
            f.business_name(&c.business),
            open_ended(&c.reason),
            c.approved_by
        )
    });
    let corrections: Vec<_> = corrections.collect();
    if !corrections.is_empty() {
        blocks.push(Block::text(format!("公示后更正{}次：{}。", corrections.len(), corrections.join("；"))));
    }
    blocks
}

/// The names of the businesses at this status.
pub(super) fn names<'a>(f: &'a DrawFacts<'_>, status: Status) -> Vec<&'a str> {
    f.standing().filter(|key| f.conduct.status(key) == status).map(|key| f.business_name(key)).collect()
}
