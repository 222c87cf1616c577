//! A new version of the hosted page waits until the user lets it take over.

use crate::app::context::use_app;
use crate::app::store::Save;
use crate::browser::boot;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// 有新版本: the offer, once there is one. Nothing that is not saved is left for it.
#[component]
pub fn UpdateOffer() -> Html {
    let app = use_app();
    let waits = use_state_eq(|| false);
    use_effect_with((), with!(waits, move |()| boot::on_update(move || waits.set(true))));
    if !*waits {
        return Html::default();
    }
    let take_over = cb!(app, move |_: MouseEvent| {
        if matches!(app.store.save, Save::Pending | Save::Failed(_)) {
            return app.warn("还有没保存好的内容，没有更新。请等显示“已保存”，或先“存为文件”，再更新");
        }
        let app = app.clone();
        spawn_local(async move {
            let others = boot::take_over().await;
            if others > 0 {
                app.warn(format!("还有{others}个明抽窗口开着（大屏也算），没有更新。请先关闭它们，再更新"));
            }
        });
    });
    html! {
        <p class="note update chrome" role="status">
            { "有新版本。更新会刷新本页，做过的都在。" }
            <button type="button" class="btn" onclick={take_over}>{ "点击更新" }</button>
        </p>
    }
}
