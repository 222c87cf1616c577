//! 必查对象: who is inspected in any case stands in a table of its own. They have no ticket, are drawn by nobody and counted as
//! drawn nowhere: neither what is sealed nor the public record knows them.

use super::{Block, Column, SealFacts, Set, Table};
use crate::model::must_list;

/// The table with what it is; nothing where nobody is inspected in any case.
pub(super) fn blocks(f: &SealFacts<'_>) -> Vec<Block> {
    let [businesses, _] = f.left_out;
    let must: Vec<_> = businesses.iter().filter_map(|out| Some((out, must_list(&out.reason)?))).collect();
    if must.is_empty() {
        return Vec::new();
    }
    let rows = must.iter().enumerate().map(|(i, (out, list))| {
        let cells = [(i + 1).to_string(), out.name.clone(), out.code.clone(), (*list).to_owned()];
        cells.into_iter().map(Into::into).collect()
    });
    let columns = vec![
        Column::centred("序号", 8),
        Column::new(format!("必查{}", f.subject.title()), 32, Set::Left),
        Column::code("统一社会信用代码", 28),
        Column::left("依据的名单", 32),
    ];
    let note = format!(
        "必查{}{}户不编签、不参加抽取，不计入抽取户数；封存的名录和公开记录里没有，只列于封存单和附件2。",
        f.subject.title(),
        must.len()
    );
    vec![Block::Table(Table::rows(columns, rows)), Block::Small(note)]
}
