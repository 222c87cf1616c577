//! What happened beside and after the draw that counts: substitutions and voided attempts, on every paper of it.

use super::facts::DrawFacts;
use super::{Block, Column, Table, date};
use crate::model::EntityKind;

/// 抽取后的替补 and 作废的抽取, where there are any.
pub(super) fn afterwards(f: &DrawFacts<'_>) -> Vec<Block> {
    blocks(f, substitutions(f))
}

/// The same with a line to sign for each substitution (protocol §4).
pub(super) fn afterwards_signed(f: &DrawFacts<'_>) -> Vec<Block> {
    let mut table = substitutions(f);
    for (column, width) in table.columns.iter_mut().zip([10, 20, 24, 12, 20]) {
        column.width = width;
    }
    table.columns.push(Column::left("签字", 14));
    for row in table.groups.iter_mut().flatten() {
        row.push("".into());
    }
    blocks(f, Table { height: 12, ..table })
}

fn blocks(f: &DrawFacts<'_>, substitutions: Table) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !f.substitutions.is_empty() {
        blocks.push(Block::Heading("抽取后的替补".into()));
        blocks.push(Block::Table(substitutions));
        let rule = format!(
            "换下谁由批准人决定；谁来替补由签号决定：本{}（本部门）备选中签号最小、尚未用过的一个（执法人员另须不必回避），任何人不能挑选。",
            f.seal.stratum_title()
        );
        blocks.push(Block::Small(rule));
    }
    if !f.voided.is_empty() {
        blocks.push(Block::Heading("作废的抽取".into()));
        blocks.push(Block::Table(voided(f)));
    }
    blocks
}

/// 替补, each with its reason.
fn substitutions(f: &DrawFacts<'_>) -> Table {
    let rows = f.substitutions.iter().map(|s| {
        let who = |key: Option<&str>| match (s.kind, key) {
            (_, None) => "无人可替，空缺".to_owned(),
            (EntityKind::Business, Some(key)) => {
                let code = f.code(key);
                // Whoever comes in is on no other list of the form: where it is and whom to call.
                let reached = if s.incoming.as_deref() == Some(key) { f.reached(key) } else { Default::default() };
                let lines = [f.business_name(key), code].into_iter().chain(reached.iter().map(String::as_str));
                lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
            }
            (EntityKind::Officer, Some(key)) => format!("{}\n{}", f.officer_name(key), f.certificate(key)),
        };
        vec![
            f.team_name(s.team).into(),
            who(s.out.as_deref()).trim_end().into(),
            who(s.incoming.as_deref()).trim_end().into(),
            s.reason.as_str().into(),
            format!("{}\n{}", s.approved_by, date(s.at.stamp())).into(),
        ]
    });
    let columns = vec![
        Column::name(f.team_word(), 10),
        Column::left("换出", 26),
        Column::left("替补", 29),
        Column::left("理由", 15),
        Column::name("批准人、时间", 20),
    ];
    Table::rows(columns, rows)
}

/// The attempts that do not count.
fn voided(f: &DrawFacts<'_>) -> Table {
    let rows = f.voided.iter().map(|v| {
        vec![
            format!("第{}次{}", v.attempt, if v.preliminary { "（试行）" } else { "" }).into(),
            v.commitment.short(4).into(),
            v.void.reason.as_str().into(),
            v.void.approval().into(),
            date(v.void.at.stamp()).into(),
        ]
    });
    let columns = vec![
        Column::centred("抽取", 12),
        Column::centred("封存码（前16位）", 24),
        Column::left("作废理由", 24),
        Column::name("批准人", 18),
        Column::name("日期", 22),
    ];
    Table::rows(columns, rows)
}
