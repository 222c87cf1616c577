//! 抽取范围与数量: by what is drawn, how many of each stratum, and how many at most in all.

use super::fold::{list, rest};
use super::sheet::{Fold, Sheet};
use crate::app::parts::{Field, Pick, radio};
use crate::browser::page;
use crate::model::StratifyBy;
use crate::state::{
    MOST_STRATA, PlanDraft, Population, SizeDraft, StratumDraft, check_plan, field, over_ceiling, small_samples,
    strata_found,
};
use yew::prelude::*;

/// 抽取范围与数量.
pub fn scope(sheet: &Sheet, population: &Population) -> Html {
    let d = &sheet.draft;
    let locked = sheet.locked;
    let narrow = page::is_narrow();
    let way = if d.stratified { choice(d.by) } else { ALL_TOGETHER };
    let limit = match d.ceiling.trim() {
        "" => String::new(),
        ceiling => format!("总体不超过{ceiling}%"),
    };
    let ways = html! {
        <>
            <fieldset>
                <legend class="label">{ "按什么分开抽取" }</legend>
                { for StratifyBy::ALL.into_iter().map(|by| {
                    radio("stratified", d.stratified && d.by == by, locked, stratify(sheet, Some(by)), choice(by))
                }) }
                { radio("stratified", !d.stratified, locked, stratify(sheet, None), ALL_TOGETHER) }
            </fieldset>
            <p class="hint">{ "不少于：不是整数时一律进一，104户的10%抽11户。不超过：不是整数时一律舍去，103户的5%抽5户，但至少1户（填0的除外）。" }</p>
        </>
    };
    let limits = html! {
        <div class="four">
                <Field class="two" id="ceiling" label="总体不超过（%）" hint="抽取户数合计占全部户数的上限；没有上限的留空" inputmode="decimal" value={d.ceiling.clone()} {locked}
                    error={sheet.error("ceiling")} on_text={sheet.edit(|p, t| p.ceiling = t)} />
                <Field class="two" id="recent-months" label="近期已查提示" hint="名录有“上次抽查”列的，提示近几个月内查过的" inputmode="numeric"
                    value={d.recent_months.clone()} on_text={sheet.edit(|p, t| p.recent_months = t)} />
            </div>
    };
    html! {
        <section class="card stack" aria-labelledby="scope">
            <h2 class="head" id="scope" tabindex="-1">{ "抽取范围与数量" }</h2>
            if narrow { { rest(sheet, Fold::Scope, sheet.error("ceiling").is_some(), (way, &limit), html! { <>{ ways }{ limits.clone() }</> }) } } else { { ways } }
            if d.stratified {
                { strata(sheet, population) }
            } else {
                <div class="row">{ size(sheet, "whole-size".into(), &d.whole, |p| Some(&mut p.whole)) }</div>
            }
            if !narrow { { limits } }
            { told(sheet, population) }
        </section>
    }
}

const ALL_TOGETHER: &str = "不分类别，全部一起抽取";

const fn choice(by: StratifyBy) -> &'static str {
    match by {
        StratifyBy::Category => "按类别分别抽取",
        StratifyBy::Grade => "按信用等级",
        StratifyBy::CategoryGrade => "按类别和信用等级",
        StratifyBy::Township => "按乡镇（管辖）",
    }
}

/// What the roster has of these strata now.
fn found(sheet: &Sheet, by: StratifyBy) -> Vec<(String, u32)> {
    let campaign = sheet.app.campaign(&sheet.id);
    campaign.and_then(|campaign| strata_found(&sheet.app.store.model, &campaign, by)).unwrap_or_default()
}

/// Another way to draw takes its strata from the roster.
fn stratify(sheet: &Sheet, by: Option<StratifyBy>) -> Callback<bool> {
    let of = sheet.clone();
    sheet.edit(move |plan, _: bool| {
        let found = by.map(|by| found(&of, by)).unwrap_or_default();
        plan.stratify(by, &found);
    })
}

/// The strata, each with how many it has and how many of them are drawn.
fn strata(sheet: &Sheet, population: &Population) -> Html {
    let (d, locked) = (&sheet.draft, sheet.locked);
    let missing = {
        let of = sheet.clone();
        sheet.click(move |plan| {
            let found = found(&of, plan.by);
            plan.add_found(&found);
        })
    };
    let has_roster = population.businesses.is_some();
    let what = if d.by == StratifyBy::Category { "类别" } else { "一层" };
    let lines: Vec<_> = d.strata.iter().map(|s| (said(s), field("stratum", s.id, "label"))).collect();
    let body = html! { <ul class="lines strata">{ for d.strata.iter().map(|s| stratum(sheet, s, population)) }</ul> };
    html! {
        <>
            if d.by.has_grade() && d.has_usual_ratios() {
                <div class="row">
                    <button type="button" class="btn" disabled={locked} onclick={sheet.click(PlanDraft::set_usual_ratios)}>{ "套用分级比例" }</button>
                    <span class="small">{ "守信（A、低风险）1%，警示（B）10%，失信（C）50%，严重失信（D）80%；未评级的不变。取自一个市2025年的交通运输抽查计划，套用后可改。" }</span>
                </div>
            }
            if d.strata.is_empty() { { no_strata(sheet, has_roster) } }
            { list(sheet, Fold::Strata, &lines, ("类", ""), body) }
            <div class="row">
                <button type="button" id="add-stratum" class="btn" disabled={locked} onclick={sheet.click(|p| p.add_stratum(""))}>{ format!("添加{what}") }</button>
                if has_roster { <button type="button" class="btn quiet" disabled={locked} onclick={missing}>{ "按名录补齐" }</button> }
                if let Some(error) = sheet.error("add-stratum") { <span class="error">{ error }</span> }
            </div>
        </>
    }
}

/// A stratum in a word or two; nothing where its name or its number is still to be filled in.
fn said(s: &StratumDraft) -> String {
    match (s.label.trim(), s.size.value.trim()) {
        ("", _) | (_, "") => String::new(),
        (label, value) if s.size.by_count => format!("{label}{value}户"),
        (label, value) => format!("{label}{}{value}%", if s.size.at_most { "不超过" } else { "不少于" }),
    }
}

/// Why there are no strata, and how they come.
fn no_strata(sheet: &Sheet, has_roster: bool) -> Html {
    let by = sheet.draft.by;
    let column = if by == StratifyBy::Township { "管辖（乡镇）" } else { "类别或信用等级" };
    let many = has_roster && found(sheet, by).len() > MOST_STRATA;
    let text = if many {
        format!("名录里有{MOST_STRATA}种以上的写法，太多了，不适合分开抽取。请先在名录里统一写法，或换一种分法。")
    } else if has_roster {
        format!("名录里没有读到{column}，或写法都认不出。请到“名录”页补上这一列，或在下面手动添加。")
    } else {
        "还没有载入检查对象名录，载入后按名录自动列出；也可以在下面手动添加。".to_owned()
    };
    html! { <p class="note">{ text }</p> }
}

fn find(plan: &mut PlanDraft, id: u32) -> Option<&mut StratumDraft> {
    plan.strata.iter_mut().find(|s| s.id == id)
}

fn stratum(sheet: &Sheet, s: &StratumDraft, population: &Population) -> Html {
    let id = s.id;
    let box_id = field("stratum", id, "label");
    let (name, placeholder) = match sheet.draft.by {
        StratifyBy::Category => ("类别", "类别，与名录一致"),
        StratifyBy::Grade => ("信用等级", "例如 C、未评级"),
        StratifyBy::CategoryGrade => ("类别和等级", "例如 客运·C"),
        StratifyBy::Township => ("乡镇", "乡镇，与名录一致"),
    };
    let listed = population.listed(s.label.trim());
    let count = population.businesses.map(|_| match s.size.read() {
        Some(size) => format!("{listed}户抽{}户", size.of(listed)),
        None => format!("{listed}户"),
    });
    html! {
        <li key={id}>
            <Field class="grow" id={box_id.clone()} {name} {placeholder} value={s.label.clone()} locked={sheet.locked}
                error={sheet.error(&box_id)} on_text={sheet.edit(move |p, text: String| p.rename_stratum(id, &text))} />
            { size(sheet, field("stratum", id, "size"), &s.size, move |p| find(p, id).map(|s| &mut s.size)) }
            if let Some(count) = count { <span class="small count">{ count }</span> }
            <button type="button" class="btn quiet danger" disabled={sheet.locked} aria-label={format!("删除{name}{}", s.label)}
                onclick={sheet.click(move |p| p.strata.retain(|s| s.id != id))}>{ "删除" }</button>
        </li>
    }
}

/// What the sizes come to: more than the ceiling allows, strata of which none is drawn.
fn told(sheet: &Sheet, population: &Population) -> Html {
    let Ok(plan) = check_plan(&sheet.draft) else { return Html::default() };
    let Some(counts) = population.counts(&plan.strata).filter(|_| !sheet.locked) else { return Html::default() };
    let small = small_samples(&plan.strata, &counts);
    let over = over_ceiling(&plan, &counts);
    html! {
        <div role="status">
            if let Some(over) = over { <p class="note bad">{ format!("{over}。") }</p> }
            { for small.into_iter().map(|text| html! { <p class="note warn">{ format!("{text}。") }</p> }) }
        </div>
    }
}

/// 不少于 … %, 不超过 … %, or … 户.
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
            size.at_most = picked == "most";
        }
    });
    let ways: Vec<(AttrValue, AttrValue)> = vec![
        ("ratio".into(), "不少于比例".into()),
        ("most".into(), "不超过比例".into()),
        ("count".into(), "指定户数".into()),
    ];
    let value = match size {
        SizeDraft { by_count: true, .. } => "count",
        SizeDraft { at_most: true, .. } => "most",
        _ => "ratio",
    };
    html! {
        <>
            <Pick class="w8" name="按比例或户数" {value} options={ways} {on_pick} locked={sheet.locked} />
            <Field class="w5" id={id.clone()} name={if size.by_count { "户数" } else { "比例" }} inputmode="decimal" value={size.value.clone()} locked={sheet.locked}
                error={sheet.error(&id)} {on_text} />
            <span class="unit">{ if size.by_count { "户" } else { "%" } }</span>
        </>
    }
}
