//! 白名单, 重点名单, 必查名单: what each is, whom of the roster it names, and what becomes of them; the user says.

use super::files::{FilesPart, drop_list, edit_head, import};
use super::held::{Held, HeldStatus};
use super::lines::{exclude, out_for, restore};
use crate::app::parts::{DayBox, Field};
use crate::course::ListMatch;
use crate::model::{Business, EntityKind, ListKind, StratifyBy, must_reason};
use crate::roster::{Edit, Field as RosterField, not_exempt};
use crate::state::{Act, CheckedRoster, ListRef, PlanDraft};
use chrono::NaiveDate;
use std::rc::Rc;
use yew::prelude::*;

/// The lists, and what brings more of them.
pub fn lists(p: &FilesPart<'_>, status: &HeldStatus, checked: &Rc<CheckedRoster<Business>>, from: NaiveDate) -> Html {
    let held: Option<(&Held, bool)> =
        if let HeldStatus::Done(held, stale) = status { Some((held, *stale)) } else { None };
    let any = p.campaign.lists.iter().any(|list| list.kind != ListKind::Ledger);
    let all = p.campaign.lists.iter().enumerate().filter(|(_, list)| list.kind != ListKind::Ledger);
    let all = all.enumerate().map(|(i, (place, list))| {
        let found = held.and_then(|(held, stale)| Some((held.report.lists.get(i)?, stale)));
        one(p, (place, list), found, checked, from)
    });
    html! {
        <details class="more" open={any}>
            <summary>{ "白名单、重点名单、必查名单" }</summary>
            <p class="row">{ for [ListKind::White, ListKind::Key, ListKind::Must].map(|kind| import(p, kind)) }</p>
            { for all }
        </details>
    }
}

/// What the list is called where it is the reason.
fn told(list: &ListRef, from: NaiveDate) -> String {
    let expired = list.head.until.filter(|until| *until < from);
    let expired = expired.map(|until| format!("，{}已过期", until.format("%Y年%-m月%-d日"))).unwrap_or_default();
    let title = list.head.told(list.kind);
    let kind = if title.contains(list.kind.title()) { "" } else { list.kind.title() };
    format!("{kind}{title}{expired}")
}

fn out_reason(list: &ListRef, from: NaiveDate) -> String {
    format!("列入{}", told(list, from))
}

fn one(
    p: &FilesPart<'_>,
    (place, list): (usize, &ListRef),
    found: Option<(&ListMatch, bool)>,
    checked: &Rc<CheckedRoster<Business>>,
    from: NaiveDate,
) -> Html {
    let (out, must) = (out_reason(list, from), must_reason(&told(list, from)));
    let (left, inspected) = (out_for(checked, |r| r == out), out_for(checked, |r| r == must));
    let locked = !left.is_empty() || !inspected.is_empty();
    let drop = drop_list(p, place, list);
    let text = |id: &str, label: &'static str, value: &str, change| {
        let on_text = edit_head(p.app, &p.campaign.id, place, change);
        html! { <Field id={format!("list-{place}-{id}")} {label} value={value.to_owned()} {locked} {on_text} /> }
    };
    let until = edit_head(p.app, &p.campaign.id, place, |head, day| head.until = day);
    let expired = list.head.until.is_some_and(|until| until < from);
    html! {
        <div class="stack listed" key={list.blob.hex()}>
            <div class="row">
                <span class="tag">{ list.kind.title() }</span>
                <span class="grow">{ &list.file }<span class="small">{ format!("　{}行", list.rows) }</span></span>
                <button type="button" class="btn quiet" onclick={drop} disabled={locked} title={locked.then_some("先恢复参加抽取，再移除")} aria-label={format!("移除{}", list.file)}>{ "移除" }</button>
            </div>
            <div class="grid">
                { text("title", "名称", &list.head.title, |head, text| head.title = text) }
                { text("issuer", "发布单位", &list.head.issuer, |head, text| head.issuer = text) }
                { text("number", "文号", &list.head.number, |head, text| head.number = text) }
                <div class="field"><label for={format!("list-{place}-until")}>{ "有效期至" }</label><DayBox id={format!("list-{place}-until")} name="有效期至" value={list.head.until} on_day={until} {locked} is_end=true invalid={expired} /></div>
            </div>
            if expired { <p class="note warn">{ "这份名单在检查开始前已经过期。请导入现行的名单；名单仍然有效的，请改正有效期。照旧采用的，理由里会写明已过期。" }</p> }
            if let Some(found) = found { { matched(p, list, found, checked, (&out, &must, inspected.len())) } }
            { restore(p.app, &p.campaign.id, left, &format!("{out}，不参加抽取")) }
            { restore(p.app, &p.campaign.id, inspected, "列为必查，不参加抽取，在封存单和附件2上单独列表；检查另行安排，不在检查名单里") }
        </div>
    }
}

/// Whom of the roster it names, and what can become of them.
fn matched(
    p: &FilesPart<'_>,
    list: &ListRef,
    (found, stale): (&ListMatch, bool),
    checked: &Rc<CheckedRoster<Business>>,
    (out, must, listed): (&str, &str, usize),
) -> Html {
    let many = found.places.len();
    let act = |reason: &str, done: &'static str| {
        let (places, reason) = (found.places.clone(), reason.to_owned());
        cb!(app = p.app, id = p.campaign.id, checked, move |_: MouseEvent| {
            let mends = exclude(&checked, places.iter().map(|place| (*place, reason.clone())));
            if app.try_act(&id, Act::Mend { kind: EntityKind::Business, mends }) {
                app.tell(format!("{}户{done}", places.len()));
            }
        })
    };
    let main = |kind: ListKind| if list.kind == kind { "btn main" } else { "btn" };
    let kept = not_exempted(&p.campaign.plan);
    let shown = found.names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("、");
    let more = if many > SHOWN { "等" } else { "" };
    html! {
        <>
            if many > 0 {
                <p>{ format!("名录里参加抽取的有{many}户：{shown}{more}。") }if found.out > 0 { <span class="small">{ format!("另有{}户已不参加抽取。", found.out) }</span> }</p>
                if list.kind == ListKind::White && !kept.is_empty() {
                    <p class="note warn">{ format!("白名单一般不能免除食品、卫生、安全等检查，方案里有：{}。不参加抽取的，这些事项也就不查；请对照文件后再定。", kept.join("、")) }</p>
                }
                <p class="row">
                    <button type="button" class={main(ListKind::White)} disabled={stale} onclick={act(out, "不参加抽取，理由已写明")}>{ format!("{many}户不参加抽取") }</button>
                    <button type="button" class={main(ListKind::Must)} disabled={stale} onclick={act(must, "列为必查，不参加抽取")}>{ format!("{many}户列为必查") }</button>
                    { stratum(p, list, (found, stale), checked) }
                </p>
            } else if found.out > 0 {
                <p class="small">{ format!("名录里有{}户，都已不参加抽取。", found.out) }</p>
            } else {
                <p class="small">{ "名录里没有这份名单上的。" }</p>
            }
            if list.kind == ListKind::Must && !stale && found.out > listed {
                <p class="note warn">{ format!("其中{}户因别的理由不参加抽取，不在必查的表里。要列为必查的，先恢复参加抽取，再列为必查。", found.out - listed) }</p>
            }
            { rows("对不上名录", "代码或名称与名录不一致，或者不在名录里。代码一致、或没有代码而名称完全一致的才算。", &found.unmatched, found.unmatched_rows) }
            { rows("分不清是哪一户", "请在名单里补上统一社会信用代码，再导入。", &found.unclear, found.unclear_rows) }
        </>
    }
}

/// Businesses that are named.
const SHOWN: usize = 10;

fn rows(what: &str, how: &str, rows: &[String], many: usize) -> Html {
    if rows.is_empty() {
        return Html::default();
    }
    html! {
        <details class="more">
            <summary><span class="tag warn">{ "提醒" }</span>{ format!(" {many}条{what}") }</summary>
            <ul class="list">{ for rows.iter().map(|row| html! { <li>{ row }</li> }) }</ul>
            if many > rows.len() { <p class="small">{ format!("另有{}条没有列出。", many - rows.len()) }</p> }
            <p class="small">{ how }</p>
        </details>
    }
}

/// The items of the plan from which a white list exempts nobody.
fn not_exempted(plan: &PlanDraft) -> Vec<String> {
    let items = plan.departments.iter().flat_map(|d| &d.items).map(|i| i.item.name.trim());
    let mut kept: Vec<String> = Vec::new();
    for name in items.filter(|name| not_exempt(name).is_some()) {
        if !kept.iter().any(|known| known == name) {
            kept.push(name.to_owned());
        }
    }
    kept
}

/// 另列一层: they become a stratum of their own, with a ratio of its own.
fn stratum(
    p: &FilesPart<'_>,
    list: &ListRef,
    (found, stale): (&ListMatch, bool),
    checked: &Rc<CheckedRoster<Business>>,
) -> Html {
    let field = match p.campaign.plan.by {
        _ if !p.campaign.plan.stratified => None,
        StratifyBy::Category => Some(RosterField::Category),
        StratifyBy::Grade => Some(RosterField::Risk),
        StratifyBy::Township => Some(RosterField::Jurisdiction),
        StratifyBy::CategoryGrade => None,
    };
    let Some(field) = field else {
        return html! { <span class="small">{ "方案按类别、信用等级或乡镇分层的，还可以另列一层。" }</span> };
    };
    let (label, places) = (list.kind.title(), found.places.clone());
    if places.iter().all(|place| checked.text(*place as usize, field) == label) {
        return html! { <span class="small"><span class="tag ok">{ "已处理" }</span>{ format!(" 已另列“{label}”一层，比例在方案页定；只查部分类别的事项，要查这一层的，在方案里勾上。要改回原来的层，到名录页撤销。") }</span> };
    }
    let split = cb!(app = p.app, id = p.campaign.id, checked, move |_: MouseEvent| {
        let Some(campaign) = app.campaign(&id) else { return };
        let rows = checked.sources(places.iter().map(|place| *place as usize));
        let mut plan = campaign.plan.clone();
        if !plan.strata.iter().any(|s| s.label.trim() == label) {
            plan.add_stratum(label);
        }
        let mends = vec![Edit::SetAll { rows, field, value: label.to_owned() }];
        let done = app.try_act(&id, Act::EditPlan(Box::new(plan)))
            && app.try_act(&id, Act::Mend { kind: EntityKind::Business, mends });
        if done {
            app.tell(format!(
                "{}户另列“{label}”一层，请到方案页定这一层的比例；只查部分类别的事项，要查这一层的请在方案里勾上",
                places.len()
            ));
        }
    });
    let class = if list.kind == ListKind::Key { "btn main" } else { "btn" };
    html! { <button type="button" {class} disabled={stale} onclick={split}>{ format!("另列“{label}”一层") }</button> }
}
