//! What taking 附件7 changes, a row each.

use crate::app::parts::PAGE;
use crate::course::EntryProblem;
use crate::model::Item;
use crate::state::ItemChange;
use yew::prelude::*;

/// A change: where, what it was, what it becomes.
pub fn line(change: &ItemChange, ratio: impl Fn(&Item) -> String) -> Html {
    let (department, item, what, was, now) = match change {
        ItemChange::Department(name) => (name.as_str(), "", "新增部门", "", html! { "每组（户）2人，采用后可改" }),
        ItemChange::Stratum(label) => ("", "", "新增抽取类别", "", html! { <b>{ format!("{label}，不少于10%") }</b> }),
        ItemChange::Added { department, item } => {
            (department.as_str(), item.name.as_str(), "新增事项", "", contents(item, &ratio(item)))
        }
        ItemChange::Removed { department, item, points } => {
            let with = if *points == 0 {
                Html::default()
            } else {
                html! { format!("连同检查要点 {points} 条") }
            };
            (department.as_str(), item.as_str(), "去掉事项", "", with)
        }
        ItemChange::Changed { department, item, field, was, now } => {
            let was = if was.is_empty() { "（空）" } else { was.as_str() };
            (department.as_str(), item.as_str(), *field, was, html! { <b>{ now }</b> })
        }
    };
    let tag = match change {
        ItemChange::Department(_) | ItemChange::Stratum(_) | ItemChange::Added { .. } => "tag ok",
        ItemChange::Removed { .. } => "tag bad",
        ItemChange::Changed { .. } => "tag",
    };
    html! {
        <tr>
            <td data-label="部门">{ department }</td>
            <td data-label="抽查事项">{ item }</td>
            <td class="nowrap" data-label="改动"><span class={tag}>{ what }</span></td>
            <td class="as-typed" data-label="现在">{ was }</td>
            <td class="as-typed" data-label="改为">{ now }</td>
        </tr>
    }
}

/// What a new item says, a line each.
fn contents(item: &Item, ratio: &str) -> Html {
    let categories = if item.categories.is_empty() { "全部".to_owned() } else { item.categories.join("、") };
    let fields = [
        ("抽查领域", item.field.as_str()),
        ("抽查内容", &item.content),
        ("抽查依据", &item.basis),
        ("检查对象", &categories),
        ("抽查方式", &item.way),
        ("抽查比例", ratio),
        ("频次", &item.frequency),
        ("备注", &item.note),
        ("事项编码", &item.code),
        ("公布处", &item.published),
    ];
    let told = fields.iter().filter(|(_, text)| !text.trim().is_empty());
    html! { { for told.map(|(field, text)| html! { <div><span class="small">{ format!("{field}：") }</span><b>{ text }</b></div> }) } }
}

/// Rows of the file that are no items, folded away.
pub fn asides(rows: &[EntryProblem]) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    html! {
        <details>
            <summary>{ format!("没有当作事项的 {} 行", rows.len()) }</summary>
            <ul class="list">{ for rows.iter().take(PAGE).map(|row| html! {
                <li><span class="small">{ format!("{} {}", row.sheet, row.cell) }</span><span class="grow">{ &row.message }</span></li>
            }) }</ul>
        </details>
    }
}
