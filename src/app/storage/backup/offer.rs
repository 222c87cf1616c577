//! The offer to make a backup when one is due.

use super::save::{backed, save_backup};
use crate::app::context::use_app;
use crate::browser::clock;
use crate::state::{BackupDue, Campaign, backup_due};
use std::rc::Rc;
use yew::prelude::*;

const SAFER: &str = "建议现在存一份备份：浏览器的数据可能被清理，U盘或另一台电脑上有一份才稳妥。";

#[derive(Properties, PartialEq)]
pub struct BackupOfferProps {
    pub campaign: Rc<Campaign>,
}

/// The offer of a backup when one is due; a line that can be put away until there is another reason.
#[component]
pub fn BackupOffer(props: &BackupOfferProps) -> Html {
    let app = use_app();
    let put_away = use_state_eq(|| None::<(String, BackupDue)>);
    let campaign = &props.campaign;
    // While parts of the log are read nothing is offered.
    let log = app.store.model.log(campaign).ok();
    let backed = backed().get(&campaign.id).copied();
    let due = log.and_then(|log| backup_due(campaign, &log, backed, !app.store.unpromised, clock::now()));
    let Some(due) = due.filter(|_| app.store.role.writes() && campaign.newer.is_none()) else { return Html::default() };
    let reason = (campaign.id.clone(), due);
    if put_away.as_ref() == Some(&reason) {
        return Html::default();
    }
    let why = match due {
        BackupDue::Drawn => format!("已抽取，{SAFER}"),
        BackupDue::Published => "已公示，建议现在存一份备份。".to_owned(),
        BackupDue::Unpromised => format!("浏览器没有答应长期保存：磁盘空间紧张时，它可能清理本页的数据。{SAFER}"),
        BackupDue::Days(days) => format!("{days}天前的修改还没有备份，建议现在存一份。"),
    };
    let save = cb!(app, campaign, move |_: MouseEvent| save_backup(&app, &campaign));
    let dismiss = Callback::from(move |_: MouseEvent| put_away.set(Some(reason.clone())));
    html! {
        <aside class="note chrome" id="backup-offer" aria-label="备份提醒">
            { why }{ " " }
            <button type="button" class="btn" onclick={save}>{ "现在备份" }</button>{ " " }
            <button type="button" class="btn quiet" onclick={dismiss}>{ "以后再说" }</button>
        </aside>
    }
}
