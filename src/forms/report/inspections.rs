//! 三、检查情况.

use super::super::facts::{DrawFacts, date};
use super::super::{Block, Cell, Column, Table};
use crate::course::{Summary, Tally, percent};
use crate::model::Stamp;

pub(super) fn inspections(f: &DrawFacts<'_>, summary: &Summary, at: Stamp) -> Vec<Block> {
    let t = &summary.total;
    let text = format!(
        "截至{}，应检查{}户，已检查{}户，占{}；已公示{}户，完成率{}；已完结{}户，完结率{}。{}",
        date(at),
        t.listed,
        t.inspected,
        percent(t.inspected, t.listed),
        t.published,
        percent(t.published, t.listed),
        t.closed,
        percent(t.closed, t.published),
        ways(f),
    );
    let mut blocks = vec![Block::heading("检查情况"), Block::text(text)];
    blocks.push(Block::Table(results(summary)));
    let strata = summary.stratum;
    for (lead, label, tallies) in [
        ("各部门的检查情况如下：", "部门", &summary.by_department),
        (&*format!("各{strata}的检查情况如下："), strata, &summary.by_category),
        ("各检查组的检查情况如下：", "检查组", &summary.by_team),
    ] {
        if tallies.len() > 1 || (label == "部门" && !tallies.is_empty()) {
            blocks.push(Block::text(lead));
            blocks.push(Block::Table(progress(label, tallies)));
        }
    }
    blocks
}

/// How many businesses were inspected in which way.
fn ways(f: &DrawFacts<'_>) -> String {
    let mut counts: Vec<(&str, u32)> = Vec::new();
    let entered = f.standing().filter_map(|key| f.conduct.inspections.get(key));
    for way in entered.flat_map(|i| &i.ways) {
        match counts.iter_mut().find(|(name, _)| name == way) {
            Some((_, n)) => *n += 1,
            None => counts.push((way, 1)),
        }
    }
    let said: Vec<_> = counts.iter().map(|(way, n)| format!("{way}{n}户")).collect();
    if said.is_empty() { String::new() } else { format!("检查方式：{}。", said.join("，")) }
}

fn results(summary: &Summary) -> Table {
    let counts = summary.results.iter().zip(&summary.total.results).filter(|(_, n)| **n > 0);
    let all: u32 = summary.total.results.iter().sum();
    let rows = counts.map(|(name, n)| vec![name.as_str().into(), n.to_string().into(), percent(*n, all).into()]);
    let total = vec!["合计".into(), all.to_string().into(), percent(all, all).into()];
    let columns = vec![Column::left("检查结果", 60), Column::number("户数", 20), Column::number("占比", 20)];
    Table::rows(columns, rows.chain([total]))
}

fn progress(label: &'static str, tallies: &[Tally]) -> Table {
    let rows = tallies.iter().map(|t| {
        let counts = [t.listed, t.inspected, t.published].map(|n| Cell::from(n.to_string()));
        let rates =
            [percent(t.published, t.listed).into(), t.closed.to_string().into(), percent(t.closed, t.published).into()];
        [t.label.as_str().into()].into_iter().chain(counts).chain(rates).collect()
    });
    let columns = vec![
        Column::left(label, 28),
        Column::number("应检查", 12),
        Column::number("已检查", 12),
        Column::number("已公示", 12),
        Column::number("完成率", 12),
        Column::number("完结", 12),
        Column::number("完结率", 12),
    ];
    Table::rows(columns, rows)
}
