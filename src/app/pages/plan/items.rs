//! 抽查事项 of a department.

use super::points::points;
use super::sheet::Sheet;
use crate::app::parts::{Field, checkbox, toggle};
use crate::model::Item;
use crate::state::{ItemDraft, PlanDraft, field};
use yew::prelude::*;

/// Adds an empty item to a department.
pub fn add_item(plan: &mut PlanDraft, department: u32) {
    let id = plan.fresh_id();
    if let Some(d) = plan.departments.iter_mut().find(|d| d.id == department) {
        d.items.push(ItemDraft { id, item: Item::default() });
    }
}

fn with_item(plan: &mut PlanDraft, id: u32, change: impl FnOnce(&mut Item)) {
    if let Some(item) = plan.departments.iter_mut().flat_map(|d| &mut d.items).find(|i| i.id == id) {
        change(&mut item.item);
    }
}

/// An item and the categories it applies to; none ticked means all.
pub fn item(sheet: &Sheet, i: &ItemDraft) -> Html {
    let id = i.id;
    let box_id = field("item", id, "name");
    let remove = move |p: &mut PlanDraft| p.departments.iter_mut().for_each(|d| d.items.retain(|i| i.id != id));
    let labels = sheet.draft.item_labels();
    let odd = i.item.categories.iter().filter(|c| !labels.contains(c));
    let chips = labels.iter().chain(odd).cloned();
    html! {
        <li key={id}>
            <Field class="grow" id={box_id.clone()} name="抽查事项" value={i.item.name.clone()} placeholder="抽查事项，例如：客运、货运及运输站场监督检查"
                error={sheet.error(&box_id)} on_text={sheet.edit(move |p, t| with_item(p, id, |i| i.name = t))} />
            <button type="button" class="btn quiet danger" disabled={sheet.locked} aria-label={format!("删除事项{}", i.item.name)} onclick={sheet.click(remove)}>{ "删除" }</button>
            <fieldset class="chips wide">
                <legend class="hint">{ format!("适用{}：{}", sheet.draft.drawn_by().item_title(), if i.item.categories.is_empty() { "全部" } else { "" }) }</legend>
                { for chips.map(|label| chip(sheet, id, label, &i.item.categories)) }
            </fieldset>
            { more(sheet, id, &i.item) }
            { points(&i.item) }
        </li>
    }
}

/// What 附件7 tells of an item besides its name and categories, folded away.
fn more(sheet: &Sheet, id: u32, item: &Item) -> Html {
    let filled =
        [&item.field, &item.content, &item.basis, &item.way, &item.frequency, &item.note, &item.code, &item.published];
    let all = filled.len();
    let filled = filled.iter().filter(|text| !text.trim().is_empty()).count();
    let way = sheet.app.campaign(&sheet.id).and_then(|c| c.settings.ways.first().cloned());
    let way = way.map(|way| format!("不填时为“{way}”")).unwrap_or_default();
    let text = |part: &'static str, label: &'static str, value: &str, change: fn(&mut Item, String)| {
        let edit = sheet.edit(move |p: &mut PlanDraft, t| with_item(p, id, |i| change(i, t)));
        let placeholder = if part == "way" { way.clone() } else { String::new() };
        let lines = part == "content" || part == "basis";
        html! { <Field id={field("item", id, part)} {label} {lines} {placeholder} value={value.to_owned()} on_text={edit} /> }
    };
    html! {
        <details class="more">
            <summary>{ "更多（附件7）" }<span class="sr">{ format!("：{}", item.name) }</span>{ " " }<span class="small">{ format!("已填 {filled} 项，共 {all} 项") }</span></summary>
            <div class="grid" role="group" aria-label={format!("事项“{}”的其他内容", item.name)}>
                { text("field", "抽查领域", &item.field, |i, t| i.field = t) }
                { text("way", "抽查方式", &item.way, |i, t| i.way = t) }
                { text("frequency", "频次", &item.frequency, |i, t| i.frequency = t) }
                { text("content", "抽查内容", &item.content, |i, t| i.content = t) }
                { text("basis", "抽查依据", &item.basis, |i, t| i.basis = t) }
                { text("code", "事项编码", &item.code, |i, t| i.code = t) }
                { text("published", "公布处", &item.published, |i, t| i.published = t) }
                { text("note", "备注", &item.note, |i, t| i.note = t) }
            </div>
        </details>
    }
}

fn chip(sheet: &Sheet, item: u32, label: String, chosen: &[String]) -> Html {
    let text = AttrValue::from(label.clone());
    let pick = with!(label, move |plan: &mut PlanDraft, on: bool| with_item(plan, item, |i| toggle(
        &mut i.categories,
        &label,
        on
    )));
    checkbox(format!("item-{item}"), chosen.contains(&label), sheet.locked, sheet.edit(pick), text)
}
