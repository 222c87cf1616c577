//! 已删除, and the question before something is deleted.

use crate::app::context::AppContext;
use crate::app::parts::Dialog;
use crate::app::storage::backup::{backed, save_backup};
use crate::app::storage::quota::Room;
use crate::app::store::Msg;
use crate::browser::clock;
use crate::course::year_days;
use crate::state::{Action, Campaign, KEPT_DAYS, has_visits};
use chrono::Datelike;
use std::rc::Rc;
use yew::prelude::*;

/// 已删除: what can still be recovered, and until when; drawn once it is `open`.
pub fn bin(
    app: &AppContext,
    deleted: &[Rc<Campaign>],
    removing: &UseStateHandle<Option<String>>,
    open: bool,
    ontoggle: Callback<Event>,
) -> Html {
    let line = |c: &Rc<Campaign>| {
        let recover = cb!(app, id = c.id, move |_: MouseEvent| app.send(Msg::Do(Action::Recover(id.clone()))));
        let remove = cb!(removing, id = c.id, move |_: MouseEvent| removing.set(Some(id.clone())));
        let until = c.gone_from().map(|from| from.format("%Y年%-m月%-d日以后清除").to_string());
        html! {
            <li key={c.id.clone()}>
                <span class="grow"><b>{ c.title() }</b><span class="small apart">{ c.particulars() }</span></span>
                <span class="small">{ until }</span>
                <Room campaign={c.clone()} />
                <button type="button" class="btn" aria-label={format!("恢复{}", c.title())} onclick={recover}>{ "恢复" }</button>
                <button type="button" class="btn quiet danger" aria-label={format!("彻底删除{}", c.title())} onclick={remove}>{ "彻底删除" }</button>
            </li>
        }
    };
    html! {
        <details {open} {ontoggle}>
            <summary>{ format!("已删除 {} 次", deleted.len()) }{ " " }<span class="small">{ format!("保留{KEPT_DAYS}天，可以恢复") }</span></summary>
            if open { <ul class="list">{ for deleted.iter().map(line) }</ul> }
        </details>
    }
}

/// Whether a backup has all that would be deleted.
fn backup_told(campaign: &Campaign) -> String {
    match backed().get(&campaign.id) {
        None => "还没有存过备份文件。".into(),
        Some(at) => {
            let then = at.format("%Y年%-m月%-d日 %H:%M");
            if *at >= campaign.touched() {
                format!("{then}存过备份文件，此后没有改动。")
            } else {
                format!("最近一份备份文件是{then}存的，此后又有改动，那份文件里没有。")
            }
        }
    }
}

/// What becomes of the visits of this year, which count for the caps of other campaigns.
pub(super) const VISITS_STAY: &str = "今年的检查记录在清除之前仍计入其他抽查的频次核对。";
const VISITS_GO: &str =
    "今年的检查记录不再计入其他抽查的频次核对；要继续计入的，请先在其他抽查的“频次核对”里点“存为台账”。";

/// Asks before a campaign is deleted; before one is removed for good, be it that it was deleted before or that a newer program
/// wrote it, whose document is not changed.
pub fn confirm(app: &AppContext, id: &str, removing: &UseStateHandle<Option<String>>) -> Html {
    let close = cb!(removing, move |()| removing.set(None));
    let Some(campaign) = app.campaign(id) else { return Html::default() };
    let for_good = campaign.deleted.is_some() || campaign.newer.is_some();
    let remove = cb!(app, id, close, move |_: MouseEvent| {
        let id = id.clone();
        if app.try_do(if for_good { Action::Remove(id) } else { Action::Delete { id, at: clock::now() } }) {
            close.emit(());
        }
    });
    let keep = cb!(app, campaign, move |_: MouseEvent| save_backup(&app, &campaign));
    let title = campaign.title();
    let (heading, told) = if for_good {
        ("彻底删除这次抽查？", format!("“{title}”的方案、名录、封存和抽取结果都会从本机删除，不能恢复。"))
    } else {
        ("删除这次抽查？", format!("“{title}”会移到“已删除”，保留{KEPT_DAYS}天，其间可以恢复；到期后清除。"))
    };
    html! {
        <Dialog title={heading} on_close={close.clone()}>
            <p>{ told }</p>
            <p class="small">{ campaign.particulars() }</p>
            <p>{ backup_told(&campaign) }</p>
            if has_visits(&campaign, &year_days(clock::now().year())) { <p>{ if for_good { VISITS_GO } else { VISITS_STAY } }</p> }
            <div class="row end">
                <button type="button" class="btn quiet" onclick={keep}>{ "存为文件" }</button>
                <button type="button" class="btn" onclick={close.reform(|_| ())}>{ "保留" }</button>
                <button type="button" class="btn danger" onclick={remove}>{ if for_good { "彻底删除" } else { "删除" } }</button>
            </div>
        </Dialog>
    }
}
