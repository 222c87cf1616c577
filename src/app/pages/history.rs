//! 操作日志: whether its chain holds, and what it tells.

use crate::app::context::{AppContext, use_app};
use crate::app::parts::{Field, Same, page_of, pager};
use crate::app::worker::download::save_text;
use crate::state::{Campaign, LogEntry, Model, broken_at, key_names, log_lines, log_text};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct HistoryProps {
    pub campaign: Same<Campaign>,
}

/// A campaign, as far as the log goes that nothing changes any more.
struct Settled(Rc<Campaign>);

impl PartialEq for Settled {
    fn eq(&self, other: &Self) -> bool {
        self.0.id == other.0.id && self.0.log.settled_alike(&other.0.log)
    }
}

/// 操作日志 in words, the newest first: checked, searched, saved as a file.
#[component]
pub fn History(p: &HistoryProps) -> Html {
    let app = use_app();
    let campaign = &p.campaign.0;
    let page = use_state_eq(|| 0_usize);
    let sought = use_state_eq(String::new);
    let on_text = cb!(sought, page, move |text| {
        sought.set(text);
        page.set(0);
    });
    // Its parts are read when the campaign is opened.
    let made_of = (p.campaign.clone(), app.store.model.blobs.len());
    // While somebody types only the last entry changes: the others are compared with their digests once.
    let broken = use_memo((Settled(campaign.clone()), made_of.1), |(campaign, _)| {
        app.store.model.log(&campaign.0).ok().and_then(|log| broken_at(log.split_last()?.1))
    });
    let words = sought.trim();
    // Naming who a key is takes a search: what is not shown is put into words only to be searched, and once.
    let searched = use_memo((made_of, !words.is_empty()), |((campaign, _), is_sought)| {
        if *is_sought { in_words(&app.store.model, campaign) } else { Vec::new() }
    });
    let Ok(log) = app.store.model.log(campaign) else { return Html::default() };
    let all = log.len();
    let is_last_whole = log.split_last().is_none_or(|(last, before)| last.follows(before.last().copied()));
    let broken = broken.or_else(|| (!is_last_whole).then_some(all));
    let has_words = |n: &usize| {
        words.is_empty() || searched.get(*n).is_some_and(|(at, said)| at.contains(words) || said.contains(words))
    };
    let entries: Vec<&LogEntry> = (0..all).rev().filter(has_words).map(|n| log[n]).collect();
    let sealed = campaign.current().and_then(|a| app.store.model.sealed(a).ok());
    let name = key_names(sealed.as_ref());
    html! {
        <section class="card stack" aria-labelledby="history">
            <div class="head">
                <h2 id="history" tabindex="-1">{ "操作日志" }</h2><span class="small">{ format!("共 {all} 条") }</span>
                <span class="right row">
                    <button type="button" class="btn" title="每条一行，可以阅读和打印" onclick={save(&app, campaign, true)}>{ "存为文本" }</button>
                    <button type="button" class="btn" title="每条带上一条的摘要，可以用程序重算" onclick={save(&app, campaign, false)}>{ "存为带摘要的数据" }</button>
                </span>
            </div>
            { chain(broken) }
            <details>
                <summary>{ "查看日志" }</summary>
                <Field id="history-search" label="筛选" placeholder="时间、单位、姓名或做了什么，如：作废、2018-12-03" value={(*sought).clone()} {on_text} />
                if entries.is_empty() {
                    <p class="muted">{ format!("没有含“{words}”的日志。") }</p>
                } else {
                    if !words.is_empty() { <p class="small" role="status">{ format!("含“{words}”的 {} 条，共 {all} 条", entries.len()) }</p> }
                    { table(page_of(&entries, *page), &name) }
                    { pager(entries.len(), &page, "日志翻页") }
                }
            </details>
        </section>
    }
}

fn table(entries: &[&LogEntry], name: &dyn Fn(&str) -> String) -> Html {
    html! {
        <table class="wrap-cards">
            <thead><tr><th>{ "时间" }</th><th>{ "操作" }</th></tr></thead>
            <tbody>{ for entries.iter().map(|e| {
                let (at, said) = line(e, name);
                html! { <tr key={e.digest.hex()}><td class="nowrap" data-label="时间">{ at }</td><td data-label="操作">{ said }</td></tr> }
            }) }</tbody>
        </table>
    }
}

/// When, and what.
fn line(e: &LogEntry, name: &dyn Fn(&str) -> String) -> (String, String) {
    (e.at.format("%Y-%m-%d %H:%M").to_string(), e.said(name))
}

/// Every entry in words, the oldest first.
fn in_words(model: &Model, campaign: &Campaign) -> Vec<(String, String)> {
    let sealed = campaign.current().and_then(|a| model.sealed(a).ok());
    let name = key_names(sealed.as_ref());
    model.log(campaign).unwrap_or_default().into_iter().map(|e| line(e, &name)).collect()
}

/// Whether every entry follows from the one before, or which does not.
fn chain(broken: Option<usize>) -> Html {
    match broken {
        None => html! { <p class="note ok">{ "每条日志都带有上一条的摘要，已逐条重算，没有改动。" }</p> },
        Some(n) => {
            html! { <p class="note bad">{ format!("第 {n} 条日志与前面的接不上，保存的内容可能被改动过。请与备份文件比对。") }</p> }
        }
    }
}

/// Saves it in words, or as it is kept.
fn save(app: &AppContext, campaign: &Rc<Campaign>, in_words: bool) -> Callback<MouseEvent> {
    cb!(app, campaign, move |_: MouseEvent| {
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
}
