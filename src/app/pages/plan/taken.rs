//! 导入附件7: nothing of a file counts before it was looked at.

use super::sheet::Sheet;
use super::taken_questions as questions;
use super::taken_rows::{asides, line};
use crate::app::parts::{Dialog, Same, attention, edit_state, page_of, pager, radio};
use crate::course::ItemsReading;
use crate::model::Item;
use crate::state::{Act, ItemAnswers, ItemsTaken};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TakenProps {
    pub sheet: Sheet,
    pub reading: Same<ItemsReading>,
    pub on_close: Callback<()>,
}

/// 导入附件7: what it would change, what it leaves open, and what could not be taken, before anything is.
#[component]
pub fn Taken(p: &TakenProps) -> Html {
    let page = use_state_eq(|| 0_usize);
    let tried = use_state_eq(|| false);
    let (reading, draft, locked) = (&p.reading.0, &p.sheet.draft, p.sheet.locked);
    let asked = draft.departments_asked(&reading.rows);
    let answers = use_state(|| ItemAnswers::proposed(&asked));
    let made_of = (p.reading.clone(), draft.clone(), (*answers).clone(), locked);
    let taken = use_memo(made_of, |(reading, draft, answers, locked)| draft.with_items(reading, answers, *locked));
    let ItemsTaken { plan, changes, problems, categories } = &*taken;
    let open = questions::open(&asked, &answers);
    let waiting = *tried && !open.is_empty();
    let ratio = |item: &Item| plan.ratio_of(item);
    let rows: Html = page_of(changes, *page).iter().map(|change| line(change, ratio)).collect();
    let (id, ready) = (&p.sheet.id, open.is_empty());
    let accept = cb!(app = p.sheet.app, id, close = p.on_close, tried, taken, move |_: MouseEvent| {
        if !ready {
            return tried.set(true);
        }
        let changes: Vec<_> = taken.changes.iter().map(ToString::to_string).collect();
        let n = changes.len();
        if app.try_act(&id, Act::TakeItems { plan: Box::new(taken.plan.clone()), changes }) {
            app.tell(format!("已采用附件7的 {n} 处改动，可用页首的“撤销”退回"));
            close.emit(());
        }
    });
    let how = |to: bool, text: &'static str| {
        let on_pick = edit_state(&answers, move |a: &mut ItemAnswers, _: bool| a.whole = to);
        radio("items-whole", answers.whole == to, false, on_pick, text)
    };
    html! {
        <Dialog title="导入附件7" wide=true on_close={p.on_close.clone()}>
            <p>{ format!("读到 {} 个事项，与现在不同的有 {} 处，需要留意的有 {} 处。空着的格子不改变已有的内容，“抽查比例”不导入。", reading.rows.len(), changes.len(), problems.len()) }</p>
            { questions::which(&asked, &answers, locked, *tried) }
            if locked {
                <p class="note bad">{ "已封存：只采用事项的领域、内容、依据、方式、频次、备注、编码和公布处；部门、事项的增减和检查对象不可修改。" }</p>
            } else {
                { questions::added(&asked, &answers) }
                { questions::strata(categories, &answers) }
                <fieldset>
                    <legend class="label">{ "表中没有的事项" }</legend>
                    { how(false, "只增补：保留方案中已有的事项") }
                    { how(true, "以表为准：表中写到的部门，去掉表里没有的事项") }
                </fieldset>
            }
            { attention(problems) }
            { asides(&reading.asides) }
            if changes.is_empty() {
                <p class="note">{ if open.is_empty() { "没有可以采用的改动。" } else { "选好上面的部门以后，这里列出改动。" } }</p>
            } else {
                <div class="scroll tall" tabindex="0" role="region" aria-label="改动">
                    <table class="wrap-cards">
                        <thead><tr><th>{ "部门" }</th><th>{ "抽查事项" }</th><th>{ "改动" }</th><th>{ "现在" }</th><th>{ "改为" }</th></tr></thead>
                        <tbody>{ rows }</tbody>
                    </table>
                </div>
                { pager(changes.len(), &page, "改动翻页") }
            }
            if waiting { <p class="error" role="alert">{ format!("请先在上面选好“{}”是哪个部门", open.join("”“")) }</p> }
            <div class="row end">
                <button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "不采用" }</button>
                if !changes.is_empty() { <button type="button" class="btn main" onclick={accept}>{ format!("采用 {} 处改动", changes.len()) }</button> }
            </div>
        </Dialog>
    }
}
