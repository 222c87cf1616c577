//! 抽取范围与数量, 匹配方式: what the seal fixes.

use super::sheet::Sheet;
use crate::app::parts::{Field, Pick, radio};
use crate::state::{Mode, PlanDraft, SizeDraft, StratumDraft, field};
use yew::prelude::*;

/// 抽取范围与数量.
pub fn scope(sheet: &Sheet) -> Html {
    let d = &sheet.draft;
    let locked = sheet.locked;
    html! {
        <section class="card stack" aria-labelledby="scope">
            <h2 class="head" id="scope" tabindex="-1">{ "抽取范围与数量" }</h2>
            <fieldset>
                <legend class="label">{ "是否按类别抽取" }</legend>
                { radio("stratified", d.stratified, locked, sheet.edit(|p, _| p.stratified = true), "按类别分别抽取") }
                { radio("stratified", !d.stratified, locked, sheet.edit(|p, _| p.stratified = false), "不分类别，全部一起抽取") }
            </fieldset>
            <p class="hint">{ "比例是下限（不少于）：户数不是整数时一律进一，例如104户的10%抽11户。" }</p>
            if d.stratified {
                <ul class="lines">{ for d.strata.iter().map(|s| stratum(sheet, s)) }</ul>
                <div>
                    <button type="button" id="add-stratum" class="btn" disabled={locked} onclick={sheet.click(|p| p.add_stratum(""))}>{ "添加类别" }</button>
                    if let Some(error) = sheet.error("add-stratum") { <span class="error">{ error }</span> }
                </div>
            } else {
                <div class="row">{ size(sheet, "whole-size".into(), &d.whole, |p| Some(&mut p.whole)) }</div>
            }
            <Field id="recent-months" label="近期已查提示" hint="名录有“上次抽查”列时，提示近几个月内查过的；空着不提示" inputmode="numeric"
                value={d.recent_months.clone()} on_text={sheet.edit(|p, t| p.recent_months = t)} />
        </section>
    }
}

/// 匹配方式.
pub fn matching(sheet: &Sheet) -> Html {
    let d = &sheet.draft;
    let locked = sheet.locked;
    html! {
        <section class="card stack" aria-labelledby="matching">
            <h2 class="head" id="matching" tabindex="-1">{ "匹配方式" }</h2>
            <fieldset>
                <legend class="hint">{ "检查组：各部门抽出的人员组成联合检查组，分担抽中的市场主体。按户：每户市场主体分别抽配检查人员。" }</legend>
                { radio("mode", d.mode == Mode::Teams, locked, sheet.edit(|p, _| p.mode = Mode::Teams), "检查组") }
                { radio("mode", d.mode == Mode::PerBusiness, locked, sheet.edit(|p, _| p.mode = Mode::PerBusiness), "按户") }
            </fieldset>
            if d.mode == Mode::Teams {
                <Field class="w8" id="teams" label="检查组数" inputmode="numeric" value={d.teams.clone()} {locked} error={sheet.error("teams")} on_text={sheet.edit(|p, t| p.teams = t)} />
            }
        </section>
    }
}

fn find(plan: &mut PlanDraft, id: u32) -> Option<&mut StratumDraft> {
    plan.strata.iter_mut().find(|s| s.id == id)
}

fn stratum(sheet: &Sheet, s: &StratumDraft) -> Html {
    let id = s.id;
    let box_id = field("stratum", id, "label");
    html! {
        <li key={id}>
            <Field class="grow" id={box_id.clone()} name="类别" placeholder="类别，与名录一致" value={s.label.clone()} locked={sheet.locked}
                error={sheet.error(&box_id)} on_text={sheet.edit(move |p, text: String| p.rename_stratum(id, &text))} />
            { size(sheet, field("stratum", id, "size"), &s.size, move |p| find(p, id).map(|s| &mut s.size)) }
            <button type="button" class="btn quiet danger" disabled={sheet.locked} aria-label={format!("删除类别{}", s.label)}
                onclick={sheet.click(move |p| p.strata.retain(|s| s.id != id))}>{ "删除" }</button>
        </li>
    }
}

/// 比例不少于 … %, or 户数 … 户.
fn size(
    sheet: &Sheet,
    id: String,
    size: &SizeDraft,
    place: impl Fn(&mut PlanDraft) -> Option<&mut SizeDraft> + Clone + 'static,
) -> Html {
    let on_text = {
        let place = place.clone();
        sheet.edit(move |p, text| {
            if let Some(size) = place(p) {
                size.value = text;
            }
        })
    };
    let on_pick = sheet.edit(move |p, picked: String| {
        if let Some(size) = place(p) {
            size.by_count = picked == "count";
        }
    });
    let ways: Vec<(AttrValue, AttrValue)> =
        vec![("ratio".into(), "不少于比例".into()), ("count".into(), "指定户数".into())];
    html! {
        <>
            <Pick class="w8" name="按比例或户数" value={if size.by_count { "count" } else { "ratio" }} options={ways} {on_pick} locked={sheet.locked} />
            <Field class="w5" id={id.clone()} name={if size.by_count { "户数" } else { "比例" }} inputmode="decimal" value={size.value.clone()} locked={sheet.locked}
                error={sheet.error(&id)} {on_text} />
            <span class="unit">{ if size.by_count { "户" } else { "%" } }</span>
        </>
    }
}
