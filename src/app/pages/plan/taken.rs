use super::Sheet;
use crate::app::parts::{Attention, Choice, Dialog, Pager, Same, page_of};
use crate::course::{EntryProblem, ItemRow, ItemsReading};
use crate::state::{Act, ItemChange, PlanDraft};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TakenProps {
    pub sheet: Sheet,
    pub reading: Same<ItemsReading>,
    pub on_close: Callback<()>,
}

/// 导入附件7: what it would change, and what could not be taken, before anything is.
#[component]
pub fn Taken(p: &TakenProps) -> Html {
    let page = use_state_eq(|| 0_usize);
    let whole = use_state_eq(|| false);
    let adding = use_state_eq(|| true);
    let reading = &p.reading.0;
    let (known, unknown) = p.sheet.draft.of_known_departments(&reading.rows);
    let (next, changes, problems) = outcome(&p.sheet, reading, if *adding { &reading.rows } else { &known }, *whole);
    let accept = {
        let (shop, id, close, n) = (p.sheet.shop.clone(), p.sheet.id.clone(), p.on_close.clone(), changes.len());
        let told: Vec<_> = changes.iter().map(ToString::to_string).collect();
        Callback::from(move |_: MouseEvent| {
            let act = Act::TakeItems { plan: Box::new(next.clone()), changes: told.clone() };
            if shop.try_act(&id, act) {
                shop.tell(format!("已采用附件7的 {n} 处改动，可用页首的“撤销”退回"));
                close.emit(());
            }
        })
    };
    let on_page = {
        let page = page.clone();
        Callback::from(move |to| page.set(to))
    };
    let how = |to: bool, text: &'static str| {
        let whole = whole.clone();
        html! { <Choice kind="radio" group="items-whole" checked={*whole == to} on_pick={move |_| whole.set(to)}>{ text }</Choice> }
    };
    html! {
        <Dialog title="导入附件7" wide=true on_close={p.on_close.clone()}>
            <p>{ format!("读到 {} 个事项，与现在不同的有 {} 处，需要留意的有 {} 处。空着的格子不改变已有的内容，“抽查比例”不导入。", reading.rows.len(), changes.len(), problems.len()) }</p>
            if p.sheet.locked {
                <p class="note bad">{ "已封存：只采用事项的领域、内容、依据、方式、频次和备注；部门、事项的增减和检查对象不可修改。" }</p>
            } else {
                <fieldset>
                    <legend class="label">{ "表中没有的事项" }</legend>
                    { how(false, "只增补：保留方案中已有的事项") }
                    { how(true, "以表为准：表中写到的部门，去掉表里没有的事项") }
                </fieldset>
                if !unknown.is_empty() {
                    <Choice kind="checkbox" group="items-departments" checked={*adding} on_pick={let adding = adding.clone(); Callback::from(move |on| adding.set(on))}>
                        { format!("增加方案中没有的部门：{}（每组按2人，采用后可改；名录里要有它的执法人员，要它报数的请另加报数单位）", unknown.join("、")) }
                    </Choice>
                }
            }
            <Attention {problems} />
            if changes.is_empty() {
                <p class="note">{ "没有可以采用的改动。" }</p>
            } else {
                <div class="scroll tall" tabindex="0" role="region" aria-label="改动">
                    <table class="wrap-cards">
                        <thead><tr><th>{ "部门" }</th><th>{ "抽查事项" }</th><th>{ "改动" }</th><th>{ "现在" }</th><th>{ "改为" }</th></tr></thead>
                        <tbody>{ for page_of(&changes, *page).iter().map(line) }</tbody>
                    </table>
                </div>
                <Pager rows={changes.len()} page={*page} {on_page} label="改动翻页" />
            }
            <div class="row end">
                <button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "不采用" }</button>
                if !changes.is_empty() { <button type="button" class="btn main" onclick={accept}>{ format!("采用 {} 处改动", changes.len()) }</button> }
            </div>
        </Dialog>
    }
}

/// The plan with the table, what changes, and what could not be taken.
fn outcome(
    sheet: &Sheet,
    reading: &ItemsReading,
    rows: &[ItemRow],
    whole: bool,
) -> (PlanDraft, Vec<ItemChange>, Vec<EntryProblem>) {
    let mut problems = reading.problems.clone();
    if !sheet.locked {
        let (next, changes) = sheet.draft.take_items(rows, whole);
        return (next, changes, problems);
    }
    let (next, changes, left) = sheet.draft.take_wording(&reading.rows);
    problems.extend(left.iter().map(|change| EntryProblem {
        sheet: String::new(),
        cell: String::new(),
        message: format!("已封存，不可修改：{change}"),
        left: true,
    }));
    (next, changes, problems)
}

fn line(change: &ItemChange) -> Html {
    let (department, item, what, was, now) = match change {
        ItemChange::Department(name) => (name.as_str(), "", "新增部门", "", ""),
        ItemChange::Added { department, item } => (department.as_str(), item.as_str(), "新增事项", "", ""),
        ItemChange::Removed { department, item } => (department.as_str(), item.as_str(), "去掉事项", "", ""),
        ItemChange::Changed { department, item, field, was, now } => {
            let was = if was.is_empty() { "（空）" } else { was.as_str() };
            (department.as_str(), item.as_str(), *field, was, now.as_str())
        }
    };
    let tag = match change {
        ItemChange::Department(_) | ItemChange::Added { .. } => "tag ok",
        ItemChange::Removed { .. } => "tag bad",
        ItemChange::Changed { .. } => "tag",
    };
    html! {
        <tr>
            <td data-label="部门">{ department }</td>
            <td data-label="抽查事项">{ item }</td>
            <td class="nowrap" data-label="改动"><span class={tag}>{ what }</span></td>
            <td class="as-typed" data-label="现在">{ was }</td>
            <td class="as-typed" data-label="改为"><b>{ now }</b></td>
        </tr>
    }
}
