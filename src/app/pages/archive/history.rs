use super::Course;
use crate::app::parts::{Pager, page_of};
use crate::app::store::use_shop;
use crate::state::{Entry, key_names};
use yew::prelude::*;

/// 操作日志 in words, the newest first.
#[component]
pub fn History(course: &Course) -> Html {
    let shop = use_shop();
    let page = use_state_eq(|| 0_usize);
    let on_page = {
        let page = page.clone();
        Callback::from(move |to| page.set(to))
    };
    let manifest = course.campaign.current().and_then(|a| shop.0.model.manifest(a.commitment));
    let name = key_names(manifest.as_deref());
    let entries: Vec<&Entry> = course.campaign.log.entries().iter().rev().collect();
    let whole = match course.campaign.log.broken_at() {
        None => html! { <p class="note ok">{ "每条日志都带有上一条的摘要，已逐条核对，没有改动。" }</p> },
        Some(n) => {
            html! { <p class="note bad">{ format!("第 {n} 条日志与前面的接不上，保存的内容可能被改动过。请与备份文件比对。") }</p> }
        }
    };
    html! {
        <section class="card stack" aria-labelledby="history">
            <div class="head"><h2 id="history">{ "操作日志" }</h2><span class="small">{ format!("共 {} 条", entries.len()) }</span></div>
            { whole }
            <details>
                <summary>{ "查看日志" }</summary>
                <table class="wrap-cards">
                    <thead><tr><th>{ "时间" }</th><th>{ "操作" }</th></tr></thead>
                    <tbody>{ for page_of(&entries, *page).iter().map(|e| html! {
                        <tr key={e.digest.hex()}><td class="nowrap" data-label="时间">{ e.at.format("%Y-%m-%d %H:%M").to_string() }</td><td data-label="操作">{ e.said(&name) }</td></tr>
                    }) }</tbody>
                </table>
                <Pager rows={entries.len()} page={*page} {on_page} label="日志翻页" />
            </details>
        </section>
    }
}
