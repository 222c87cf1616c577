use crate::app::context::{AppContext, use_app};
use crate::app::hooks::readiness::use_known_errors;
use crate::app::pages::{
    ArchivePage, DrawPage, Home, InspectPage, PapersPage, PlanPage, PublishPage, RostersPage, SettingsPage, StagePage,
    VerifyPage, step_of,
};
use crate::app::parts::Toast;
use crate::app::storage::autosave::use_autosave;
use crate::app::storage::backup::{BackupOffer, OpenBackup, save_backup};
use crate::app::storage::repository;
use crate::app::storage::role::{Role, TabsBar};
use crate::app::store::{Failure, Msg, Save, Store};
use crate::app::update::UpdateOffer;
use crate::app::worker::client::WorkerClient;
use crate::browser::focus::FocusKeeper;
use crate::browser::{clock, page};
use crate::model::Status;
use crate::route::{Route, Step};
use crate::state::{Action, BlobKind, Campaign, Phase, StoredFault, reached};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The whole page: bar, steps, the page of the route, the message at the foot.
#[component]
pub fn Root() -> Html {
    let store = use_reducer(Store::default);
    // A window that was opened as the projector's is that and nothing else.
    let follows = *use_memo((), |()| matches!(Route::parse(&page::hash()), Route::Stage(_)));
    let saving = use_autosave(&store, follows);
    use_effect_with((), |()| {
        let keeper = FocusKeeper::begin();
        move || drop(keeper)
    });
    let route = use_route();
    let back = use_back(&route);
    {
        // What was deleted long enough ago goes, once this window may write.
        let (store, writes) = (store.clone(), store.role.writes());
        use_effect_with(writes, move |writes| {
            if *writes {
                store.dispatch(Msg::Do(Action::Purge(clock::now())));
            }
        });
    }
    let worker = use_memo((), |()| WorkerClient::default());
    let app = AppContext { store: store.clone(), worker: (*worker).clone(), saving };
    let on_stage = matches!(route, Route::Stage(_));
    use_effect_with(on_stage, move |on_stage| {
        if follows && !on_stage {
            page::reload();
        }
    });
    // A moment, until it is known whether another window edits.
    let asking = store.role == Role::Asking;
    use_effect_with(asking, |asking| {
        if !asking {
            page::tell_that_it_stands();
        }
    });
    if asking {
        return Html::default();
    }
    if let Route::Stage(id) = &route {
        return html! {
            <ContextProvider<AppContext> context={app}><StagePage id={id.clone()} {follows} /><Toast level=0 /></ContextProvider<AppContext>>
        };
    }
    html! {
        <ContextProvider<AppContext> context={app}>
            <a class="skip chrome" href="#main" onclick={Callback::from(|e: MouseEvent| { e.prevent_default(); page::focus("main"); })}>{ "跳到正文" }</a>
            <Bar route={route.clone()} />
            <UpdateOffer />
            <TabsBar />
            <main id="main" tabindex="-1"><Page {route} {back} /></main>
            <footer class="foot chrome">{ "明抽在本机浏览器内运行，名录不上传、不外发。封存单请在号码打开之前打印，签字后各方拍照留存。" }</footer>
            <Toast level=0 />
        </ContextProvider<AppContext>>
    }
}

/// The route of the address, kept up to date.
#[hook]
fn use_route() -> Route {
    let route = use_state_eq(|| Route::parse(&page::hash()));
    {
        let route = route.clone();
        use_effect_with((), move |()| {
            let listener = page::on_hash_change(move || {
                route.set(Route::parse(&page::hash()));
                page::scroll_to_top();
            });
            move || drop(listener)
        });
    }
    (*route).clone()
}

/// The page from which 设置 was opened, its first page if that is not known.
#[hook]
fn use_back(route: &Route) -> AttrValue {
    let last = use_mut_ref(|| None::<Route>);
    let back = match (route, &*last.borrow()) {
        (Route::Settings(id), Some(last)) if last.campaign() == Some(id) => last.hash(),
        (Route::Settings(id), _) => Route::Step(id.clone(), Step::Plan).hash(),
        _ => String::new(),
    };
    if !matches!(route, Route::Settings(_)) {
        last.replace(Some(route.clone()));
    }
    back.into()
}

#[derive(Properties, PartialEq)]
struct RouteProps {
    route: Route,
    /// Where 返回 of 设置 leads.
    #[prop_or_default]
    back: AttrValue,
}

#[component]
fn Page(props: &RouteProps) -> Html {
    let app = use_app();
    let campaign = props.route.campaign().and_then(|id| app.campaign(id));
    let fault = use_parts(&app, campaign.as_ref());
    let lacks = campaign.as_ref().and_then(|c| c.lacks());
    let fault = fault.or_else(|| lacks.map(|name| StoredFault::Missing(name).to_string().into()));
    let title = match (&props.route, &campaign) {
        (Route::Step(_, step), Some(c)) => format!("{} · {} · 明抽", step.title(), c.title()),
        (Route::Papers(..), Some(c)) => format!("{} · 明抽", c.title()),
        (Route::Verify(_), _) => "验证 · 明抽".into(),
        _ => "明抽 · 双随机联合抽查".into(),
    };
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
    let unsaved = match &app.store.save {
        Save::Failed(Failure { why, again }) => html! {
            <div class="page chrome"><div class="note bad" role="alert">
                <p><b>{ "未保存：" }</b>{ why }{ "。" }</p>
                if *again && app.store.role.writes() {
                    <p class="row"><button type="button" class="btn main" onclick={
                        let saving = app.saving.clone();
                        Callback::from(move |_: MouseEvent| saving.save_again())
                    }>{ "重新保存" }</button></p>
                }
            </div></div>
        },
        _ => Html::default(),
    };
    if let Some(fault) = fault {
        let home = html! { <a class="btn" href={Route::Home.hash()}>{ "返回首页" }</a> };
        return message("这次抽查打不开", &format!("{fault}。"), html! { <><OpenBackup />{ home }</> });
    }
    if let Some(campaign) = campaign.as_ref().filter(|c| c.deleted.is_some()) {
        let recover = {
            let (app, id) = (app.clone(), campaign.id.clone());
            Callback::from(move |_: MouseEvent| app.send(Msg::Do(Action::Recover(id.clone()))))
        };
        let ways = html! {
            <><button type="button" class="btn main" onclick={recover}>{ "恢复" }</button><a class="btn" href={Route::Home.hash()}>{ "返回首页" }</a></>
        };
        return message("这次抽查已经删除", "它还在“已删除”中，恢复后可以继续。", ways);
    }
    let newer = campaign.as_ref().is_some_and(|c| c.newer.is_some());
    let newer = html! {
        if newer {
            <div class="page chrome"><p class="note warn">{ "这次抽查由更新版本的明抽保存，本版本只能查看，看不懂的内容没有显示，也不会改动。要修改，请使用新版本；要换电脑，可在首页“存为文件”。" }</p></div>
        }
    };
    let page = match (&props.route, campaign) {
        (Route::Home, _) => html! { <Home /> },
        (Route::Verify(carried), _) => html! { <VerifyPage carried={carried.clone()} /> },
        (_, None) => {
            let home = html! { <a class="btn main" href={Route::Home.hash()}>{ "返回首页" }</a> };
            message("找不到这次抽查", "它可能保存在另一台电脑或另一个浏览器中，或者已被删除。", home)
        }
        (Route::Step(id, step), Some(_)) => {
            let (id, key) = (AttrValue::from(id.clone()), id.clone());
            match step {
                Step::Plan => html! { <PlanPage {key} {id} /> },
                Step::Rosters => html! { <RostersPage {key} {id} /> },
                Step::Draw => html! { <DrawPage {key} {id} /> },
                Step::Inspect => html! { <InspectPage {key} {id} /> },
                Step::Publish => html! { <PublishPage {key} {id} /> },
                Step::Archive => html! { <ArchivePage {key} {id} /> },
            }
        }
        // Shown by the root, without the bar.
        (Route::Stage(_), Some(_)) => Html::default(),
        (Route::Papers(id, papers, whose), Some(_)) => {
            html! { <PapersPage key={props.route.hash()} id={id.clone()} papers={*papers} whose={*whose} /> }
        }
        (Route::Settings(id), Some(_)) => {
            html! { <SettingsPage key={id.clone()} id={id.clone()} back={props.back.clone()} /> }
        }
    };
    html! { <>{ unsaved }{ newer }{ page }</> }
}

/// Reads the parts of the campaign on the screen that are not in memory; the sentence if one is missing.
#[hook]
pub(super) fn use_parts(app: &AppContext, campaign: Option<&Rc<Campaign>>) -> Option<AttrValue> {
    let fault = use_state_eq(|| None::<AttrValue>);
    let turns = use_mut_ref(|| 0_u32);
    let (app, f) = (app.clone(), fault.clone());
    // One that was missing may have been put back from a backup.
    let parts = campaign.map(|c| {
        let parts = c.parts();
        let known = parts.iter().filter(|(_, name)| app.store.model.blobs.contains_key(name)).count();
        (c.id.clone(), parts, known)
    });
    use_effect_with(parts, move |parts| {
        let campaign = parts.as_ref().and_then(|(id, ..)| app.campaign(id));
        let turn = {
            let mut turns = turns.borrow_mut();
            *turns += 1;
            *turns
        };
        spawn_local(async move {
            let wanted = campaign.map(|c| c.parts()).unwrap_or_default();
            let (log, others): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|(kind, _)| *kind == BlobKind::Log);
            // What the page shows comes first; once it is there, it is looked again what is wanting.
            let read = match repository::read_parts(&app, others).await {
                Ok(parts) if parts.is_empty() => repository::read_parts(&app, log).await,
                read => read,
            };
            let fault = match read {
                Ok(parts) => {
                    if !parts.is_empty() {
                        app.send(Msg::Read(Action::PartsRead(parts)));
                    }
                    None
                }
                Err(why) => Some(why.to_string().into()),
            };
            // Of a campaign that was left meanwhile nothing is told.
            if *turns.borrow() == turn {
                f.set(fault);
            }
        });
    });
    (*fault).clone()
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

#[component]
fn Bar(props: &RouteProps) -> Html {
    let app = use_app();
    let large = use_state_eq(|| false);
    let toggle = {
        let large = large.clone();
        Callback::from(move |_: MouseEvent| {
            page::set_root_data("text", if *large { "normal" } else { "large" });
            large.set(!*large);
        })
    };
    let campaign = props.route.campaign().and_then(|id| app.campaign(id));
    html! {
        <div class="chrome">
            <header class={classes!("bar", campaign.is_some().then_some("about"))}>
                <a class="brand" href={Route::Home.hash()}><span class="chop" aria-hidden="true">{ "抽" }</span><span class="name">{ "明抽" }</span></a>
                <span class="title">{ campaign.as_ref().map(|c| c.title()) }</span>
                <div class="right">
                    { save_state(&app, campaign.as_ref()) }
                    if props.route != Route::Home { <a class="btn" href={Route::Home.hash()} aria-label="返回首页">{ "首页" }</a> }
                    if let Some(campaign) = &campaign {
                        <a class="btn" href={Route::Settings(campaign.id.clone()).hash()} aria-current={matches!(props.route, Route::Settings(_)).then_some("page")}>{ "设置" }</a>
                    }
                    <button type="button" class="btn" aria-pressed={large.to_string()} onclick={toggle}>{ "大字" }</button>
                </div>
            </header>
            if let Some(campaign) = campaign.as_ref().filter(|c| c.deleted.is_none()) {
                <Steps app={app.clone()} route={props.route.clone()} campaign={campaign.clone()} />
                <BackupOffer campaign={campaign.clone()} />
            }
        </div>
    }
}

/// 已保存, or 未保存 with the way out.
fn save_state(app: &AppContext, campaign: Option<&Rc<Campaign>>) -> Html {
    match &app.store.save {
        // Nothing has changed since it was read from storage.
        Save::Nothing | Save::Saved(_) if !app.store.role.writes() => {
            html! { if campaign.is_some() { <span class="save" role="status">{ "只能查看" }</span> } }
        }
        // What can't be opened may be missing.
        Save::Nothing => {
            let whole = |c: &Rc<Campaign>| c.parts().iter().all(|(_, name)| app.store.model.blobs.contains_key(name));
            html! { if campaign.is_some_and(whole) { <span class="save saved" role="status">{ "已保存" }<span class="at">{ "" }</span></span> } }
        }
        // Not read out: it is over before that. Its nodes are those of what follows: where one comes or goes, Chromium
        // begins another turn of what is typed, and Ctrl+Z in a box takes back less.
        Save::Pending => {
            html! { <span class="save" role="status" aria-live="off">{ "正在保存……" }<span class="at">{ "" }</span></span> }
        }
        Save::Saved(at) => {
            html! { <span class="save saved" role="status">{ "已保存" }<span class="at">{ at.format(" %H:%M").to_string() }</span></span> }
        }
        Save::Failed(Failure { why, .. }) => html! {
            <>
                <span class="save failed" role="alert" title={why.clone()}>{ "未保存" }</span>
                if let Some(campaign) = campaign {
                    <button type="button" class="btn" onclick={
                        let (app, campaign) = (app.clone(), campaign.clone());
                        Callback::from(move |_: MouseEvent| save_backup(&app, &campaign))
                    }>{ "存为文件" }</button>
                }
            </>
        },
    }
}

#[derive(Properties, PartialEq)]
struct StepsProps {
    app: AppContext,
    route: Route,
    campaign: Rc<Campaign>,
}

/// 步骤条.
#[component]
fn Steps(StepsProps { app, route, campaign }: &StepsProps) -> Html {
    let errors = use_known_errors(app, campaign);
    let here = match route {
        Route::Step(_, step) => Some(*step),
        Route::Papers(_, papers, _) => Some(step_of(*papers)),
        _ => None,
    };
    let done = |step| match step {
        Step::Plan => crate::state::check_plan(&campaign.plan).is_ok(),
        Step::Rosters => {
            let sound = campaign.phase() != Phase::Open || errors == Some(0);
            sound && campaign.businesses.is_some() && campaign.officers.is_some()
        }
        Step::Draw => campaign.phase() == Phase::Drawn,
        Step::Inspect => reached(&app.store.model, campaign, Status::Inspected),
        Step::Publish => reached(&app.store.model, campaign, Status::Published),
        Step::Archive => reached(&app.store.model, campaign, Status::Closed),
    };
    html! {
        <nav aria-label="步骤">
            <ol class="steps">
                { for Step::ALL.into_iter().enumerate().map(|(i, step)| {
                    let current = Some(step) == here;
                    let finished = !current && done(step);
                    html! {
                        <li class={classes!(finished.then_some("done"))}>
                            <a href={Route::Step(campaign.id.clone(), step).hash()} aria-current={current.then_some("step")}>
                                <b aria-hidden="true">{ if finished { "✓".to_owned() } else { (i + 1).to_string() } }</b>
                                { step.title() }
                                if current { <small class="sr">{ format!("第 {} 步，共 {} 步", i + 1, Step::ALL.len()) }</small> }
                                if finished { <small>{ "已完成" }</small> }
                            </a>
                        </li>
                    }
                }) }
            </ol>
        </nav>
    }
}
