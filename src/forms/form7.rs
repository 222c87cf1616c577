//! 附件7: the items of the plan, by department.

use super::facts::PlanFacts;
use super::{Block, Column, Document, Fact, Layout, Set, Table};
use crate::model::{Department, Item, Role, objects_in_words, ratio_in_words};

/// 附件7 开展跨部门联合随机抽查事项表: the plan's items. It can be printed before anything is sealed.
pub fn form7(f: &PlanFacts<'_>) -> Document {
    let plan = f.plan;
    let mut rows = Vec::new();
    for department in &plan.departments {
        for item in &department.items {
            rows.push(row(f, rows.len() + 1, department, item));
        }
        if department.items.is_empty() {
            rows.push(row(f, rows.len() + 1, department, &Item::default()));
        }
    }
    let columns = vec![
        Column::centred("序号", 4),
        Column::left("抽查领域", 7),
        Column::left("抽查事项", 12),
        Column::left("抽查内容", 11),
        Column::left("抽查依据", 11),
        Column::new(format!("检查对象（{}）", plan.by.item_title()), 10, Set::Left),
        Column::name("牵头／配合部门", 12),
        Column::name("抽查方式", 7),
        // A size a line, with the categories of which it is.
        Column::name("抽查比例", 14),
        Column::name("频次", 7),
        Column::left("备注", 5),
    ];
    let lead = plan.departments.iter().find(|d| d.role == Role::Lead).map_or("", |d| d.name.as_str());
    let head = vec![
        vec![Fact::new("任务名称", &plan.title), Fact::new("任务编号", &plan.number)],
        vec![Fact::new("牵头单位", lead), Fact::new("依　据", &plan.basis)],
    ];
    Document {
        label: "附件7".into(),
        title: vec![f.settings.words.form7_title.clone()],
        layout: Layout::Wide,
        foot: if plan.number.is_empty() { plan.title.clone() } else { plan.number.clone() },
        blocks: vec![Block::Facts(head), Block::Table(Table::rows(columns, rows))],
    }
}

fn row(f: &PlanFacts<'_>, number: usize, department: &Department, item: &Item) -> Vec<super::Cell> {
    let objects = objects_in_words(f.plan.by, f.plan.strata.iter().map(|s| s.label.as_str()), &item.categories);
    let role = if department.role == Role::Lead { "牵头" } else { "配合" };
    let way = if item.way.is_empty() { f.settings.ways.first().map_or("", String::as_str) } else { &item.way };
    vec![
        number.to_string().into(),
        item.field.as_str().into(),
        item.name.as_str().into(),
        item.content.as_str().into(),
        item.basis.as_str().into(),
        objects.into(),
        format!("{}（{role}）", department.name).into(),
        way.into(),
        ratio_in_words(f.plan.by, &f.plan.strata, &item.categories).replace('；', "\n").into(),
        item.frequency.as_str().into(),
        item.note.as_str().into(),
    ]
}
