//! 导入年度计划: what a file makes of the plan, before it does.

use super::sheet::{Open, Sheet, Taken};
use crate::app::context::fresh_id;
use crate::app::parts::{Dialog, attention_of, radio};
use crate::course::{YearReading, row_departments, years_named};
use crate::model::{PlanField as F, PlanRow, ToSet, may_be_one_department, normal_key};
use crate::state::merged;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

/// Changed rows that are shown.
const SHOWN: usize = 30;

/// Opens the dialog for a file that was read.
pub fn show(sheet: &Sheet, file: String, reading: YearReading) {
    let says_other = |text: &str| {
        let years = years_named(text);
        !years.is_empty() && !years.contains(&sheet.year)
    };
    let of = |row: &crate::course::ReadPlanRow| row.cells.get(&F::When).is_some_and(|when| says_other(when));
    let others = reading.rows.iter().enumerate().filter(|(_, row)| of(row)).map(|(place, _)| place).collect();
    make(sheet, file, reading, others, false);
}

fn make(sheet: &Sheet, file: String, reading: YearReading, others: Vec<usize>, with_others: bool) {
    let seed = match fresh_id() {
        Ok(seed) => seed,
        Err(fault) => return sheet.app.warn(fault),
    };
    let mut last = 0_usize;
    let id = || {
        last += 1;
        format!("{seed}-{last}")
    };
    let taken = reading.rows.iter().enumerate().filter(|(place, _)| with_others || !others.contains(place));
    let base = sheet.plan();
    let merged = merged(&base, taken.map(|(_, row)| row), id);
    sheet.show(Some(Open::Taken(Rc::new(Taken { base, file, reading, others, with_others, merged }))));
}

pub fn dialog(sheet: &Sheet, taken: &Rc<Taken>) -> Html {
    let Taken { file, reading, others, with_others, merged, .. } = &**taken;
    let (added, changed) = (merged.added, merged.changed.len());
    let accept = cb!(sheet, taken, move |_: MouseEvent| {
        let Taken { base, merged, file, reading, others, with_others } = &*taken;
        // Another window may have changed the plan since the file was held against it.
        if sheet.plan() != *base {
            make(&sheet, file.clone(), reading.clone(), others.clone(), *with_others);
            return sheet.app.warn("年度计划刚在另一个窗口改过，已按新的计划重新比对，请再看一遍后导入");
        }
        if sheet.save(merged.plan.clone()) {
            sheet.show(None);
            let (added, changed) = (merged.added, merged.changed.len());
            sheet.app.tell(format!("已导入：新增{added}项，更新{changed}项，可用页首的“撤销”退回"));
        }
    });
    let year = sheet.year;
    let odd_year = !reading.years.is_empty() && !reading.years.contains(&year);
    let years = reading.years.iter().map(|year| format!("{year}年")).collect::<Vec<_>>().join("、");
    let strangers = strangers(sheet, taken);
    html! {
        <Dialog title="导入年度计划" wide=true on_close={sheet.close()}>
            <p>{ format!("“{file}”读到 {} 项任务：新增 {added} 项，更新 {changed} 项，已有的 {} 项没有重复导入。", reading.rows.len(), merged.same) }</p>
            if odd_year { <p class="note warn">{ format!("文件名或表头上写的是{years}，现在导入的是{year}年度的计划。不是这一年的，请点“取消”，到那一年的页面再导入。") }</p> }
            if !others.is_empty() { { other_years(sheet, taken, others, *with_others) } }
            if !strangers.is_empty() {
                <div class="note warn"><p>{ "这些机关不在本机各次抽查的部门里。照样导入；名称写法不同的，请在任务里改成一致，执法人员名录才对得上：" }</p><ul>{ for strangers.iter().map(|text| html! { <li>{ text }</li> }) }</ul></div>
            }
            { attention_of(&reading.problems) }
            { changes(taken) }
            { preview(taken) }
            <div class="row end">
                <button type="button" class="btn" onclick={sheet.close().reform(|_: MouseEvent| ())}>{ "取消" }</button>
                if added + changed > 0 {
                    <button type="button" class="btn main" onclick={accept}>{ format!("导入 {} 项", added + changed) }</button>
                } else {
                    <button type="button" class="btn main" onclick={sheet.close().reform(|_: MouseEvent| ())}>{ "都已经有了" }</button>
                }
            </div>
        </Dialog>
    }
}

/// The rows that name another year, and what shall become of them.
fn other_years(sheet: &Sheet, taken: &Rc<Taken>, others: &[usize], with_others: bool) -> Html {
    let choose = |to: bool, label: String| {
        let pick = cb!(sheet, taken, move |_: bool| {
            make(&sheet, taken.file.clone(), taken.reading.clone(), taken.others.clone(), to);
        });
        radio("other-years", with_others == to, false, pick, label)
    };
    let year = sheet.year;
    let places = others.iter().filter_map(|at| taken.reading.rows.get(*at)).take(10).map(|row| row.place.as_str());
    let more = if others.len() > 10 { "等" } else { "" };
    html! {
        <fieldset class="note warn">
            <legend class="sr">{ "其他年份的任务" }</legend>
            <p>{ format!("有 {} 项的时间写的不是{year}年（{}{more}）。", others.len(), places.collect::<Vec<_>>().join("、")) }</p>
            <div class="chips">
                { choose(false, "不导入；要的话，到那一年的页面再导入一次".to_owned()) }
                { choose(true, format!("也导入，算{year}年的")) }
            </div>
        </fieldset>
    }
}

/// Departments that no campaign here has, each once, with the one that may be meant.
fn strangers(sheet: &Sheet, taken: &Taken) -> Vec<String> {
    let mut known: Vec<&str> = Vec::new();
    for campaign in sheet.app.store.model.campaigns.values() {
        known.extend(campaign.plan.departments.iter().map(|d| d.name.as_str()).filter(|name| !name.trim().is_empty()));
    }
    if known.is_empty() {
        return Vec::new();
    }
    let keys: BTreeSet<String> = known.iter().map(|name| normal_key(name)).to_set();
    let mut found: Vec<(String, usize)> = Vec::new();
    for read in &taken.reading.rows {
        for name in row_departments(&PlanRow { id: String::new(), cells: read.cells.clone() }) {
            if keys.contains(&normal_key(&name)) {
                continue;
            }
            match found.iter_mut().find(|(known, _)| *known == name) {
                Some((_, n)) => *n += 1,
                None => found.push((name, 1)),
            }
        }
    }
    let told = |(name, n): (String, usize)| {
        let meant = known.iter().find(|known| may_be_one_department(known, &name));
        let meant = meant.map(|known| format!("，可能就是“{known}”")).unwrap_or_default();
        format!("{name}（{n}项）{meant}")
    };
    found.into_iter().map(told).collect()
}

/// The rows that would be changed, and how.
fn changes(taken: &Taken) -> Html {
    let changed = &taken.merged.changed;
    if changed.is_empty() {
        return Html::default();
    }
    let one = |change: &crate::state::RowChange| {
        let cells = change.cells.iter().map(|(field, was, now)| {
            let was = if was.is_empty() { "（空）" } else { was.as_str() };
            html! { <div class="small">{ format!("{}：{was} → ", field.title()) }<b>{ now }</b></div> }
        });
        html! { <li><span class="grow"><b>{ &change.name }</b>{ for cells }</span></li> }
    };
    html! {
        <details open=true>
            <summary>{ format!("更新 {} 项", changed.len()) }</summary>
            <ul class="list">{ for changed.iter().take(SHOWN).map(one) }</ul>
            if changed.len() > SHOWN { <p class="small">{ format!("只列出前 {SHOWN} 项。") }</p> }
        </details>
    }
}

/// The first new rows, so that what was read can be looked at.
fn preview(taken: &Taken) -> Html {
    let rows = &taken.merged.plan.rows;
    let new = &rows[rows.len() - taken.merged.added..];
    if new.is_empty() {
        return Html::default();
    }
    let columns = [F::Title, F::Item, F::Lead, F::Objects, F::When, F::Ratio];
    html! {
        <>
            <div class="scroll tall short" tabindex="0" role="region" aria-label="新增的任务">
                <table class="wrap-cards">
                    <thead><tr>{ for columns.iter().map(|field| html! { <th>{ field.title() }</th> }) }</tr></thead>
                    <tbody>{ for new.iter().take(SHOWN).map(|row| html! {
                        <tr key={row.id.clone()}>{ for columns.iter().map(|field| html! { <td class="as-typed" data-label={field.title()}>{ row.get(*field) }</td> }) }</tr>
                    }) }</tbody>
                </table>
            </div>
            if new.len() > SHOWN { <p class="small">{ format!("只列出前 {SHOWN} 项，导入的是全部 {} 项。", new.len()) }</p> }
        </>
    }
}
