//! A campaign of a backup that is here already: how the two stand to each other, and what the user lets become of them.

use crate::app::context::{AppContext, fresh_id};
use crate::app::parts::{Dialog, radio};
use crate::app::store::Msg;
use crate::browser::clock;
use crate::state::{Action, BackupFile, BackupRelation, Campaign, Part, Rollback};
use std::rc::Rc;
use yew::prelude::*;

/// A campaign of a file that is here already, and what shall become of it.
#[derive(Clone, PartialEq)]
pub(super) struct AlreadyHere {
    campaign: Campaign,
    parts: Vec<Part>,
    file: Rc<BackupFile>,
    standing: BackupRelation,
    fate: Fate,
    /// What it would take back of the one here.
    rollback: Option<Rollback>,
    /// What the one here has lost, which the file brings back whatever shall become of it.
    lost: Vec<Part>,
}

impl AlreadyHere {
    /// What loses nothing is proposed.
    pub(super) fn new(
        (campaign, parts): (Campaign, Vec<Part>),
        file: &Rc<BackupFile>,
        standing: BackupRelation,
        rollback: Option<Rollback>,
        lost: Vec<Part>,
    ) -> Self {
        let newer = rollback.is_none() && matches!(standing, BackupRelation::Newer(_));
        let fate = if newer { Fate::Replace } else { Fate::Leave };
        Self { campaign, parts, file: file.clone(), standing, fate, rollback, lost }
    }

    fn allows(&self, fate: Fate) -> bool {
        match (&self.rollback, fate) {
            (None, _) | (_, Fate::Leave) | (Some(Rollback::LaterSeal { .. }), Fate::Copy) => true,
            (Some(_), _) => false,
        }
    }
}

/// What shall become of a campaign that is here already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Leave,
    Replace,
    Copy,
}

impl Fate {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Leave, "保留本机的"), (Self::Replace, "换成备份中的"), (Self::Copy, "两份都留，备份作为副本")];
}

fn told(standing: BackupRelation) -> String {
    match standing {
        BackupRelation::Same => "与本机的完全一样".into(),
        BackupRelation::Unknown => "本机的缺少一部分日志或检查情况，比不出哪一份新".into(),
        BackupRelation::Typed => "做过的步骤与本机的完全一样，只有还没确认的输入不同".into(),
        BackupRelation::Older(acts) => format!("备份较旧：本机的在备份之后又做了{acts}步操作"),
        BackupRelation::Newer(acts) => format!("备份较新：比本机的多{acts}步操作"),
        BackupRelation::Forked { here, file } => {
            format!("两边各改各的：从同一处开始，本机的又做了{here}步操作，备份中的又做了{file}步操作，不能合并")
        }
    }
}

fn last(campaign: &Campaign) -> String {
    campaign.touched().format("%Y年%-m月%-d日 %H:%M").to_string()
}

/// Asks of each what shall become of it.
pub(super) fn ask(app: &AppContext, all: &UseStateHandle<Vec<AlreadyHere>>) -> Html {
    let close = cb!(app, all, move |()| {
        let lost: Vec<_> = all.iter().flat_map(|one| one.lost.clone()).collect();
        if !lost.is_empty() {
            app.send(Msg::Do(Action::PartsRead(lost)));
        }
        all.set(Vec::new());
    });
    let done = cb!(app, all, close, move |_: MouseEvent| {
        for one in all.iter() {
            restore(&app, one);
        }
        close.emit(());
    });
    html! {
        <Dialog title="备份中的抽查已在本机" on_close={close.clone()}>
            { for (0..all.len()).map(|place| choices(app, all, place)) }
            <div class="row end">
                <button type="button" class="btn" onclick={close.reform(|_| ())}>{ "取消" }</button>
                <button type="button" class="btn main" onclick={done}>{ "确定" }</button>
            </div>
        </Dialog>
    }
}

/// How one of them and the one here stand to each other, and what may become of it.
fn choices(app: &AppContext, all: &UseStateHandle<Vec<AlreadyHere>>, place: usize) -> Html {
    let one = &all[place];
    let here = app.campaign(&one.campaign.id);
    let choose = |fate: Fate| {
        cb!(all, move |_: bool| {
            let mut next = (*all).clone();
            next[place].fate = fate;
            all.set(next);
        })
    };
    html! {
        <fieldset key={one.campaign.id.clone()}>
            <legend><b>{ one.campaign.title() }</b></legend>
            <p>{ told(one.standing) }{ "。" }</p>
            <p class="small">{ format!("本机的最后一步：{}；备份的最后一步：{}。", here.map(|c| last(&c)).unwrap_or_default(), last(&one.campaign)) }</p>
            if !one.lost.is_empty() { <p class="small">{ "本机的缺少或损坏了一部分内容，会从备份补回，不论怎样选。" }</p> }
            if let Some(why) = &one.rollback { <p class="note warn">{ why.to_string() }{ "。" }</p> }
            { for Fate::ALL.into_iter().map(|(fate, label)| radio(format!("restore-{place}"), one.fate == fate, !one.allows(fate), choose(fate), label)) }
        </fieldset>
    }
}

fn restore(app: &AppContext, one: &AlreadyHere) {
    let mut campaign = one.campaign.clone();
    if one.fate == Fate::Leave || !one.allows(one.fate) {
        return;
    }
    if one.fate == Fate::Copy {
        match (fresh_id(), &campaign.newer) {
            (_, Some(_)) => return app.warn("由更新版本的明抽保存的，不能作为副本，请用新版本打开"),
            (Err(fault), _) => return app.warn(fault),
            (Ok(id), None) => campaign = campaign.copied(id, clock::now(), &one.file),
        }
    }
    app.send(Msg::Do(Action::Restore(Box::new(campaign), one.parts.clone())));
}
