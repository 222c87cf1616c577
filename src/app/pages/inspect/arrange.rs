//! 检查安排: which visits are planned, which inspections are approved. Both are arranged before anybody goes.

use super::approval::{ApprovalDialog, Asked};
use super::spread::SpreadDialog;
use crate::app::context::use_app;
use crate::app::pages::after_draw::DrawnCampaign;
use crate::app::pages::calendar_file::calendar_button;
use crate::course::is_inspected;
use crate::model::Approval;
use yew::prelude::*;

/// 检查安排.
#[component]
pub fn Arrange(course: &DrawnCampaign) -> Html {
    let app = use_app();
    let spreading = use_state_eq(|| false);
    let asked = use_state_eq(|| None::<Asked>);
    let (list, conduct) = (&course.list.0, course.conduct());
    let open = || list.businesses.iter().filter(|b| !is_inspected(conduct, &b.key));
    let (open, planned) = (open().count(), open().filter(|b| conduct.planned(&b.key).is_some()).count());
    let on_ask = cb!(asked, move |ask: Asked| asked.set(Some(ask)));
    let said = match (open, planned) {
        (0, _) => "都已检查".to_owned(),
        (open, 0) => format!("未检查的 {open} 户都还没有计划日期"),
        (open, planned) if open == planned => format!("未检查的 {open} 户都有计划日期"),
        (open, planned) => format!("未检查的 {open} 户中，{planned} 户有计划日期"),
    };
    html! {
        <section class="card" aria-labelledby="arrange">
            <div class="head">
                <h2 id="arrange">{ "检查安排" }</h2>
                <span class="small">{ said }</span>
                <span class="right row">{ calendar_button(&app, course) }if open > 0 { <button type="button" class="btn" onclick={cb!(spreading, move |_: MouseEvent| spreading.set(true))}>{ "安排检查日期……" }</button> }</span>
            </div>
            if course.campaign.settings.approvals { { approvals(course, &on_ask) } }
            if *spreading { <SpreadDialog course={course.clone()} on_close={cb!(spreading, move |()| spreading.set(false))} /> }
            if let Some(ask) = &*asked { <ApprovalDialog course={course.clone()} asked={ask.clone()} on_close={cb!(asked, move |()| asked.set(None))} /> }
        </section>
    }
}

/// 审批, a line a department, and below it those of single businesses.
fn approvals(course: &DrawnCampaign, on_ask: &Callback<Asked>) -> Html {
    let all = &course.conduct().approvals;
    let of_all = |department: &str| all.iter().find(|a| a.department == department && a.business.is_none());
    let missing = course.list.0.departments.iter().filter(|d| of_all(d).is_none()).count();
    let own: Vec<&Approval> = all.iter().filter(|a| a.business.is_some()).collect();
    let name = |key: &str| {
        let known = course.list.0.get(key).map(|b| b.name.clone());
        known.unwrap_or_else(|| format!("{key}（已不在检查名单中）"))
    };
    let ask = |department: &str, business: Option<&String>| {
        let asked = Asked { department: department.to_owned(), business: business.cloned() };
        on_ask.reform(move |_: MouseEvent| asked.clone())
    };
    html! {
        <>
            <details>
            <summary>{ if missing == 0 { "审批：各部门都已登记".to_owned() } else { format!("审批：{missing} 个部门还没有登记") } }</summary>
            <ul class="list due approvals">
                { for course.list.0.departments.iter().map(|department| {
                    let approval = of_all(department);
                    let what = format!("{}{department}的审批", if approval.is_some() { "修改" } else { "登记" });
                    html! {
                        <li key={department.clone()}>
                            <b>{ department }</b>
                            <span class="grow">{ approval.map_or_else(|| html! { <span class="small">{ "全部检查的审批还没有登记" }</span> }, |a| html! { said(a) }) }</span>
                            <button type="button" class="btn quiet" aria-label={what} onclick={ask(department, None)}>{ if approval.is_some() { "修改……" } else { "登记……" } }</button>
                        </li>
                    }
                }) }
            </ul>
            </details>
            <details open={(1..=5).contains(&own.len())}>
                <summary>{ if own.is_empty() { "按户登记审批".to_owned() } else { format!("按户登记的审批 {} 件", own.len()) } }</summary>
                <ul class="list due approvals">{ for own.iter().map(|a| {
                    let business = a.business.as_ref().map(|key| name(key)).unwrap_or_default();
                    html! {
                        <li><b>{ &a.department }</b><span class="grow">{ format!("{business}：{}", said(a)) }</span>
                            <button type="button" class="btn quiet" aria-label={format!("修改{}对{business}的审批", a.department)} onclick={ask(&a.department, a.business.as_ref())}>{ "修改……" }</button></li>
                    }
                }) }</ul>
                <p class="small">{ "某一户单独审批的，在“检查情况”表中点该户的“详细……”登记。" }</p>
            </details>
        </>
    }
}

/// 李某 2018-12-05 批准，紧急补办：群众举报.
pub fn said(a: &Approval) -> String {
    let urgent = if a.urgent.is_empty() { String::new() } else { format!("，紧急补办：{}", a.urgent) };
    format!("{} {} 批准{urgent}", a.approver, a.on)
}
