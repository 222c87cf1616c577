use crate::app::context::use_app;
use crate::app::parts::{Field, Pager, Same, page_of};
use crate::app::worker::download::save_text;
use crate::state::{Campaign, Entry, broken_at, key_names, log_lines, log_text};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HistoryProps {
    pub campaign: Same<Campaign>,
}

/// 操作日志 in words, the newest first: checked, searched, saved as a file.
#[component]
pub fn History(p: &HistoryProps) -> Html {
    let app = use_app();
    let campaign = &p.campaign.0;
    let page = use_state_eq(|| 0_usize);
    let sought = use_state_eq(String::new);
    let on_page = {
        let page = page.clone();
        Callback::from(move |to| page.set(to))
    };
    let on_text = {
        let (sought, page) = (sought.clone(), page.clone());
        Callback::from(move |text| {
            sought.set(text);
            page.set(0);
        })
    };
    let sealed = campaign.current().and_then(|a| app.store.model.sealed(a).ok());
    let name = key_names(sealed.as_ref());
    let line = |e: &Entry| (e.at.format("%Y-%m-%d %H:%M").to_string(), e.said(&name));
    // Its parts are read when the campaign is opened.
    let Ok(log) = app.store.model.log(campaign) else { return Html::default() };
    let all = log.len();
    let words = sought.trim();
    // Naming who a key is takes a search: what is not shown is put into words only to be searched.
    let has_words = |e: &&Entry| {
        let (at, said) = line(e);
        at.contains(words) || said.contains(words)
    };
    let entries: Vec<&Entry> = log.iter().copied().rev().filter(|e| words.is_empty() || has_words(e)).collect();
    let whole = match broken_at(&log) {
        None => html! { <p class="note ok">{ "每条日志都带有上一条的摘要，已逐条核对，没有改动。" }</p> },
        Some(n) => {
            html! { <p class="note bad">{ format!("第 {n} 条日志与前面的接不上，保存的内容可能被改动过。请与备份文件比对。") }</p> }
        }
    };
    // In words, or as it is kept.
    let save = |in_words: bool| {
        let (app, campaign) = (app.clone(), campaign.clone());
        Callback::from(move |_: MouseEvent| {
            let sealed = campaign.current().and_then(|a| app.store.model.sealed(a).ok());
            let log = match app.store.model.log(&campaign) {
                Ok(log) => log,
                Err(fault) => return app.warn(fault),
            };
            let (ending, text) = match in_words {
                true => ("txt", log_text(&log, &key_names(sealed.as_ref()))),
                false => ("jsonl", log_lines(&log)),
            };
            save_text(&app, &format!("{}-日志.{ending}", campaign.title()), &text);
        })
    };
    html! {
        <section class="card stack" aria-labelledby="history">
            <div class="head">
                <h2 id="history">{ "操作日志" }</h2><span class="small">{ format!("共 {all} 条") }</span>
                <span class="right row">
                    <button type="button" class="btn" title="每条一行，可以阅读和打印" onclick={save(true)}>{ "存为文本" }</button>
                    <button type="button" class="btn" title="每条带上一条的摘要，可以用程序核对" onclick={save(false)}>{ "存为带摘要的数据" }</button>
                </span>
            </div>
            { whole }
            <details>
                <summary>{ "查看日志" }</summary>
                <Field id="history-search" label="筛选" placeholder="时间、单位、姓名或做了什么，如：作废、2018-12-03" value={(*sought).clone()} {on_text} />
                if entries.is_empty() {
                    <p class="muted">{ format!("没有含“{words}”的日志。") }</p>
                } else {
                    if !words.is_empty() { <p class="small" role="status">{ format!("含“{words}”的 {} 条，共 {all} 条", entries.len()) }</p> }
                    <table class="wrap-cards">
                        <thead><tr><th>{ "时间" }</th><th>{ "操作" }</th></tr></thead>
                        <tbody>{ for page_of(&entries, *page).iter().map(|e| {
                            let (at, said) = line(e);
                            html! { <tr key={e.digest.hex()}><td class="nowrap" data-label="时间">{ at }</td><td data-label="操作">{ said }</td></tr> }
                        }) }</tbody>
                    </table>
                    <Pager rows={entries.len()} page={*page} {on_page} label="日志翻页" />
                }
            </details>
        </section>
    }
}
