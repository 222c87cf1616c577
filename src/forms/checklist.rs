//! 检查表单 of one business: the 检查要点 of its items, department by department in the plan's order, each with boxes to tick.

use super::facts::{DrawFacts, day};
use super::words::{BLANK_DATE, numbered, ticks};
use super::{Block, Cell, Column, Document, Fact, Layout, Para, Table};
use crate::model::{CheckPoint, Conformity, Inspection};
use crate::route::Papers;

/// The title of 检查表单.
const CHECKLIST_TITLE: &str = Papers::Checklists.title();

/// So many points of an item stay together on a page.
const TOGETHER: usize = 6;

/// 检查表单 of a business, by its key; nothing where its items have no 检查要点.
pub fn checklist(f: &DrawFacts<'_>, business: &str) -> Option<Document> {
    let none = Inspection::default();
    let found = f.conduct.inspections.get(business).unwrap_or(&none);
    let mut blocks = vec![Block::set(f.mark(business), Para::Mark), Block::Facts(head(f, business, found))];
    let before = blocks.len();
    for department in f.departments_of(business) {
        let name = &department.name;
        let items = f.items_of(name, business);
        let groups: Vec<_> = items.iter().flat_map(|item| groups(found, name, &item.name, &item.points)).collect();
        if groups.is_empty() {
            continue;
        }
        blocks.push(Block::heading(name));
        blocks.push(Block::Table(Table { columns: columns(), groups, height: 8 }));
        blocks.push(Block::Signatures(vec![vec![format!("{name}检查人员（签名）：\n"), BLANK_DATE.into()]]));
    }
    if blocks.len() == before {
        return None;
    }
    let boxes = ["被检查单位（签字或盖章）", "组长（签名）"]
        .map(|label| format!("{}：\n\n{BLANK_DATE}", f.in_its_words(label)));
    blocks.push(Block::Signatures(vec![boxes.into()]));
    let small = "每项只勾一格；不符合的，在情况记录表的“发现问题情况”写明。没有查到的勾“未查”。";
    blocks.push(Block::Small(small.into()));
    Some(Document {
        title: vec![CHECKLIST_TITLE.into()],
        layout: Layout::Sheet,
        foot: f.foot_of(business),
        blocks: numbered(blocks),
        ..Document::default()
    })
}

fn head(f: &DrawFacts<'_>, business: &str, found: &Inspection) -> Vec<Vec<Fact>> {
    vec![
        vec![Fact::new("任务名称", &f.seal.seal().campaign.title)],
        vec![Fact::new("编　号", f.paper_number(business)), Fact::whole(f.stratum_label(), f.category(business))],
        vec![Fact::new("被检查单位", f.business_name(business))],
        vec![
            Fact::new("统一社会信用\n代码／注册号", f.code(business)),
            Fact::new("检查日期", found.date.map_or_else(|| BLANK_DATE.to_owned(), day)),
        ],
    ]
}

fn columns() -> Vec<Column> {
    vec![
        Column::left("检查事项", 16),
        Column::centred("编号", 8),
        Column::left("检查要点", 26),
        Column::left("标准或依据", 20),
        Column::left("检查方法", 12),
        Column::left("检查情况", 18),
    ]
}

/// The points of an item, the item's name spanning those that stay together.
fn groups(found: &Inspection, department: &str, item: &str, points: &[CheckPoint]) -> Vec<Vec<Vec<Cell>>> {
    let titles = Conformity::ALL.map(Conformity::title);
    let options: Vec<String> = titles.into_iter().chain([Conformity::UNSEEN]).map(str::to_owned).collect();
    // Once something is entered, what has no answer was not looked at; before, it is for the hand to tick.
    let unseen = if found.answers.is_empty() { "" } else { Conformity::UNSEEN };
    let row = |p: &CheckPoint| -> Vec<Cell> {
        let answer = found.answer(department, item, &p.text).map_or(unseen, Conformity::title);
        let boxes = ticks(&options, &[answer]).split('　').map(str::to_owned).collect::<Vec<_>>();
        let (first, second) = boxes.split_at(boxes.len().min(2));
        let said = format!("{}\n{}", first.join("　"), second.join("　"));
        vec![
            p.number.as_str().into(),
            p.text.as_str().into(),
            p.basis.as_str().into(),
            p.method.as_str().into(),
            said.into(),
        ]
    };
    let group = |some: &[CheckPoint]| {
        let mut rows: Vec<Vec<Cell>> = some.iter().map(row).collect();
        let span = u32::try_from(rows.len()).unwrap_or(1);
        rows.first_mut().into_iter().for_each(|row| row.insert(0, Cell { text: item.to_owned(), rows: span }));
        rows
    };
    points.chunks(TOGETHER).map(group).collect()
}
