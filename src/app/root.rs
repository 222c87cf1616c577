//! The root: store, saving, worker and route, of which everything on the screen is drawn.

use crate::app::bar::Bar;
use crate::app::context::AppContext;
use crate::app::page::Page;
use crate::app::pages::StagePage;
use crate::app::parts::Toast;
use crate::app::parts::role_bar;
use crate::app::storage::autosave::use_autosave;
use crate::app::store::{Msg, Store};
use crate::app::update::UpdateOffer;
use crate::app::worker::client::WorkerClient;
use crate::browser::focus::FocusKeeper;
use crate::browser::{clock, page};
use crate::route::{Route, Step};
use crate::state::Action;
use crate::state::writer_lock::WindowRole;
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
    use_purge(&store);
    let worker = use_memo((), |()| WorkerClient::default());
    let app = AppContext { store: store.clone(), worker: (*worker).clone(), saving };
    let on_stage = matches!(route, Route::Stage(_));
    use_effect_with(on_stage, move |on_stage| {
        if follows && !on_stage {
            page::reload();
        }
    });
    // A moment, until it is known whether another window edits.
    let asking = store.role == WindowRole::Asking;
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
    let role = role_bar(&app);
    html! {
        <ContextProvider<AppContext> context={app}>
            <a class="skip chrome" href="#main" onclick={Callback::from(|e: MouseEvent| { e.prevent_default(); page::focus("main"); })}>{ "跳到正文" }</a>
            <Bar route={route.clone()} />
            <UpdateOffer />
            { role }
            <main id="main" tabindex="-1"><Page {route} {back} /></main>
            <footer class="foot chrome">{ "明抽在本机浏览器内运行，名录不上传、不外发。封存单请在号码打开之前打印，签字后各方拍照留存。" }</footer>
            <Toast level=0 />
        </ContextProvider<AppContext>>
    }
}

/// What was deleted long enough ago goes, once this window may write.
#[hook]
fn use_purge(store: &UseReducerHandle<Store>) {
    use_effect_with(
        store.role.writes(),
        with!(store, move |writes| {
            if *writes {
                store.dispatch(Msg::Do(Action::Purge(clock::now())));
            }
        }),
    );
}

/// The route of the address, kept up to date.
#[hook]
fn use_route() -> Route {
    let route = use_state_eq(|| Route::parse(&page::hash()));
    use_effect_with(
        (),
        with!(route, move |()| {
            let listener = page::on_hash_change(move || {
                route.set(Route::parse(&page::hash()));
                page::scroll_to_top();
            });
            move || drop(listener)
        }),
    );
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
