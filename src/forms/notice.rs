//! 公告 with its table, as a document to edit.

use super::{Block, Column, Document, Layout, Para, Set, Table};
use crate::course::{Notice, PublicTable};

/// The notice, who signs it, and its table below (“附后”): across the sheet where it has many columns.
pub fn notice_document(notice: &Notice, table: &PublicTable) -> Document {
    let mut blocks: Vec<_> = notice.paragraphs.iter().map(Block::text).collect();
    let signed = notice.signed.iter().map(|line| Block::set(line, Para::Right)).collect();
    blocks.push(Block::Together(signed));
    blocks.push(Block::heading(format!("附：{}", table.title)));
    let widths: Vec<u16> = table.head.iter().map(|head| weight(head)).collect();
    let all: u16 = widths.iter().sum();
    let columns = table.head.iter().zip(&widths).map(|(head, width)| {
        let set = if &**head == "序号" { Set::Centred } else { Set::Left };
        // Of weights below a hundred each.
        Column::new(head.clone(), u8::try_from(width * 100 / all.max(1)).unwrap_or(1), set)
    });
    let mut columns: Vec<_> = columns.collect();
    let rest = 100_u8.saturating_sub(columns.iter().map(|c| c.width).sum());
    columns.last_mut().into_iter().for_each(|last| last.width += rest);
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| cell.as_str().into()).collect());
    blocks.push(Block::Table(Table::rows(columns, rows)));
    let layout = if table.head.len() > 5 { Layout::Wide } else { Layout::Letter };
    Document { title: vec![notice.title.clone()], layout, blocks, ..Document::default() }
}

/// How wide a column is beside others.
fn weight(head: &str) -> u16 {
    match head {
        "序号" => 6,
        "统一社会信用代码" => 20,
        "检查时间" | "更正的项目" => 12,
        "检查人员" => 16,
        _ => 24,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_stands_below_and_fills_its_page() {
        for heads in [
            &["序号", "企业名称", "统一社会信用代码", "检查机关"][..],
            &["序号", "企业名称", "统一社会信用代码", "检查机关", "检查时间", "检查结果", "检查人员"],
        ] {
            let row = heads.iter().map(|head| format!("{head}一")).collect::<Vec<_>>();
            let head = heads.iter().map(|head| (*head).to_owned().into()).collect();
            let table = PublicTable { title: "名单".into(), head, rows: vec![row] };
            let signed = ["县交通运输局".into(), "2018年12月5日".into()];
            let notice =
                Notice { title: "公告".into(), paragraphs: vec!["现予公告（附后）。".into()], signed };
            let document = notice_document(&notice, &table);
            let Some(Block::Table(made)) = document.blocks.last() else { panic!("the list comes last") };
            assert_eq!(made.columns.iter().map(|c| u32::from(c.width)).sum::<u32>(), 100);
            assert_eq!(made.groups[0][0][1].text, "企业名称一");
            assert!(document.blocks.contains(&Block::heading("附：名单")));
        }
    }
}
