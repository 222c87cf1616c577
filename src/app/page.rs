//! The page of a route, or what stands in its way.

use crate::app::context::{AppContext, use_app};
use crate::app::hooks::parts::use_parts;
use crate::app::pages::{
    DrawPage, Home, LedgerPage, PapersPage, PlanPage, RostersPage, VerifyPage, YearPage, archive_page, inspect_page,
    office_page, publish_page, settings_page,
};
use crate::app::storage::backup::OpenBackup;
use crate::app::store::{Failure, Msg, Save};
use crate::browser::page;
use crate::route::{Route, Step};
use crate::state::{Action, Campaign, StoredFault};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PageProps {
    pub route: Route,
    /// Where 返回 of 设置 leads.
    pub back: AttrValue,
}

#[component]
pub fn Page(props: &PageProps) -> Html {
    let app = use_app();
    let campaign = props.route.campaign().and_then(|id| app.campaign(id));
    let fault = use_parts(&app, campaign.as_ref());
    let lacks = campaign.as_ref().and_then(|c| c.lacks());
    let fault = fault.or_else(|| lacks.map(|name| StoredFault::Missing(name).to_string().into()));
    let title = title(&props.route, campaign.as_deref());
    use_effect_with(title, |title| page::set_title(title));
    {
        let (app, refused) = (app.clone(), app.store.notice.as_ref().is_some_and(|n| n.bad));
        use_effect_with(props.route.clone(), move |_| {
            page::focus("page-title");
            // What was refused on another page is no news on this one.
            if refused {
                app.send(Msg::Dismiss);
            }
        });
    }
    if let Some(fault) = fault {
        let home = html! { <a class="btn" href={Route::Home.hash()}>{ "返回首页" }</a> };
        return message("这次抽查打不开", &format!("{fault}。"), html! { <><OpenBackup />{ home }</> });
    }
    if let Some(campaign) = campaign.as_ref().filter(|c| c.deleted.is_some()) {
        return deleted(&app, campaign);
    }
    let is_newer = campaign.as_ref().is_some_and(|c| c.newer.is_some());
    let is_rehearsal = campaign.as_ref().is_some_and(|c| c.is_rehearsal);
    let page = routed(&app, props, campaign);
    html! { <>{ unsaved(&app) }{ newer(is_newer) }{ rehearsal(is_rehearsal) }{ page }</> }
}

/// The page of the address.
fn routed(app: &AppContext, props: &PageProps, campaign: Option<Rc<Campaign>>) -> Html {
    match (&props.route, campaign) {
        (Route::Home, _) => html! { <Home /> },
        (Route::Office, _) => office_page(app),
        (Route::Year(year), _) => html! { <YearPage key={*year} year={*year} /> },
        (Route::Ledger, _) => html! { <LedgerPage /> },
        (Route::Verify(carried), _) => html! { <VerifyPage carried={carried.clone()} /> },
        (_, None) => {
            let home = html! { <a class="btn main" href={Route::Home.hash()}>{ "返回首页" }</a> };
            message("找不到这次抽查", "它可能保存在另一台电脑或另一个浏览器中，或者已被删除。", home)
        }
        (Route::Step(id, step), Some(campaign)) => {
            let (id, key) = (AttrValue::from(id.clone()), id.clone());
            match step {
                Step::Plan => html! { <PlanPage {key} {campaign} /> },
                Step::Rosters => html! { <RostersPage {key} {campaign} /> },
                Step::Draw => html! { <DrawPage {key} {id} /> },
                Step::Inspect => inspect_page(campaign),
                Step::Publish => publish_page(app, campaign),
                Step::Archive => archive_page(campaign),
            }
        }
        // Shown by the root, without the bar.
        (Route::Stage(_), Some(_)) => Html::default(),
        (Route::Papers(id, papers, whose), Some(_)) => {
            html! { <PapersPage key={props.route.hash()} id={id.clone()} papers={*papers} whose={*whose} /> }
        }
        (Route::Settings(_), Some(campaign)) => settings_page(app, &campaign, &props.back),
    }
}

fn message(title: &str, text: &str, ways: Html) -> Html {
    html! {
        <div class="page narrow">
            <section class="card empty">
                <h1 tabindex="-1" id="page-title">{ title }</h1>
                <p>{ text }</p>
                <p class="row">{ ways }</p>
            </section>
        </div>
    }
}

/// What the browser calls the page.
fn title(route: &Route, campaign: Option<&Campaign>) -> String {
    match (route, campaign) {
        (Route::Step(_, step), Some(c)) => format!("{} · {} · 明抽", step.title(), c.title()),
        (Route::Papers(..), Some(c)) => format!("{} · 明抽", c.title()),
        (Route::Verify(_), _) => "验证 · 明抽".into(),
        (Route::Office, _) => "单位设置 · 明抽".into(),
        (Route::Year(year), _) => format!("{year}年度计划 · 明抽"),
        (Route::Ledger, _) => "检查台账 · 明抽".into(),
        _ => "明抽 · 双随机联合抽查".into(),
    }
}

/// 未保存: why, and the button that tries again.
fn unsaved(app: &AppContext) -> Html {
    let Save::Failed(Failure { why, again }) = &app.store.save else { return Html::default() };
    html! {
            <div class="page chrome"><div class="note bad" role="alert">
                <p><b>{ "未保存：" }</b>{ why }{ "。" }</p>
                if *again && app.store.role.writes() {
                    <p class="row"><button type="button" class="btn main" onclick={cb!(saving = app.saving, move |_: MouseEvent| saving.save_again())}>{ "重新保存" }</button></p>
                }
            </div></div>
    }
}

/// That a newer program wrote the campaign, so that it is not changed.
fn newer(is_newer: bool) -> Html {
    html! {
        if is_newer {
            <div class="page chrome"><p class="note warn">{ "这次抽查由更新版本的明抽保存，本版本只能查看，看不懂的内容没有显示，也不会改动。要修改，请使用新版本；要换电脑，可在首页“存为文件”。" }</p></div>
        }
    }
}

/// That the campaign is a rehearsal.
fn rehearsal(is_rehearsal: bool) -> Html {
    html! {
        if is_rehearsal {
            <p class="rehearsal-bar chrome" role="status"><b>{ "演练" }</b>{ "封存码是演练专用的，没有公开记录；印出的纸都标明“演练”，不作抽取依据。演练完，在首页删除。" }</p>
        }
    }
}

/// A campaign that was deleted, and the way to have it back.
fn deleted(app: &AppContext, campaign: &Campaign) -> Html {
    let recover = cb!(app, id = campaign.id, move |_: MouseEvent| app.send(Msg::Do(Action::Recover(id.clone()))));
    let ways = html! {
        <><button type="button" class="btn main" onclick={recover}>{ "恢复" }</button><a class="btn" href={Route::Home.hash()}>{ "返回首页" }</a></>
    };
    message("这次抽查已经删除", "它还在“已删除”中，恢复后可以继续。", ways)
}
