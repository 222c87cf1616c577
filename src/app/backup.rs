//! 存为文件, 打开备份, and the offer to make a backup when one is due.

use super::make::save;
use super::parts::{Choice, Dialog, FileButton};
use super::shelf::read_packed;
use super::store::{Msg, Shop, fresh_id, go, use_shop};
use crate::browser::{clock, files, storage};
use crate::model::{Digest, Stamp};
use crate::route::{Route, Step};
use crate::state::{
    Action, BackupFile, Campaign, Due, Model, Part, Rollback, Standing, StoredFault, backup_due, part_text,
    read_backups, rollback, standing, write_backup, write_backups,
};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// When each campaign was last handed out as a file.
const BACKED: &str = "backed";

fn backed() -> BTreeMap<String, Stamp> {
    // A convenience: where it can't be read a backup is offered once more.
    let stored = storage::read(BACKED).ok().flatten();
    stored.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
}

fn remember(ids: impl Iterator<Item = String>) {
    let mut all = backed();
    all.extend(ids.map(|id| (id, clock::now())));
    if let Ok(json) = serde_json::to_string(&all) {
        // See above.
        let _ = storage::write(BACKED, &json);
    }
}

/// Hands the campaign to the user as one file, also when nothing can be stored.
pub fn save_backup(shop: &Shop, campaign: &Rc<Campaign>) {
    hand_over(shop, vec![campaign.clone()], format!("{}-备份.json", campaign.title()));
}

/// Hands all campaigns to the user in one file.
pub fn save_all(shop: &Shop) {
    let all = shop.0.model.campaigns.values().cloned().collect();
    hand_over(shop, all, format!("明抽-全部备份-{}.json", clock::now().format("%Y-%m-%d")));
}

fn hand_over(shop: &Shop, campaigns: Vec<Rc<Campaign>>, name: String) {
    let shop = shop.clone();
    spawn_local(async move {
        match text(&shop, &campaigns).await {
            Ok(text) => match save(&name, text.as_bytes()) {
                Ok(name) => {
                    remember(campaigns.iter().map(|c| c.id.clone()));
                    shop.tell(format!("已存为“{name}”，请在下载文件夹中查看"));
                }
                Err(fault) => shop.warn(fault),
            },
            Err(why) => shop.warn(why),
        }
    });
}

async fn text(shop: &Shop, campaigns: &[Rc<Campaign>]) -> Result<String, String> {
    let mut backups = Vec::new();
    for campaign in campaigns {
        let mut packed = BTreeMap::new();
        for (_, name) in campaign.parts() {
            let part = part(&shop.0.model, name).await;
            packed.insert(name, part.map_err(|why| format!("“{}”没有存为文件：{why}", campaign.title()))?);
        }
        backups.push(write_backup(campaign, &packed).map_err(|e| e.to_string())?);
    }
    match <[String; 1]>::try_from(backups) {
        Ok([one]) => Ok(one),
        Err(backups) => write_backups(backups).map_err(|e| e.to_string()),
    }
}

/// A part as it is kept: in memory until it is stored.
async fn part(model: &Model, name: Digest) -> Result<Rc<[u8]>, String> {
    if let Some(Some(packed)) = model.packed.get(&name) {
        return Ok(packed.clone());
    }
    if let Ok(Some(packed)) = read_packed(name).await {
        return Ok(packed.into());
    }
    let blob = model.blobs.get(&name).ok_or_else(|| StoredFault::Missing(name).to_string())?;
    Ok(part_text(blob).map_err(|e| e.to_string())?.pack().into())
}

/// A campaign of a file that is here already, and what shall become of it.
#[derive(Clone, PartialEq)]
struct Meeting {
    campaign: Campaign,
    parts: Vec<Part>,
    file: Rc<BackupFile>,
    standing: Standing,
    fate: Fate,
    /// What it would take back of the one here.
    rollback: Option<Rollback>,
}

impl Meeting {
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

/// 打开备份: campaigns from a file. Of those that are here already the user says what shall become.
#[component]
pub fn OpenBackup() -> Html {
    let shop = use_shop();
    let meetings = use_state_eq(Vec::new);
    let on_file = {
        let (shop, meetings) = (shop.clone(), meetings.clone());
        Callback::from(move |file: File| spawn_local(open(shop.clone(), file, meetings.clone())))
    };
    html! {
        <>
            <FileButton id="backup-file" button="打开备份" accept=".json,application/json" {on_file} />
            if !meetings.is_empty() { { ask(&shop, &meetings) } }
        </>
    }
}

async fn open(shop: Shop, file: File, meetings: UseStateHandle<Vec<Meeting>>) {
    let (name, bytes) = match files::read(file).await {
        Ok(read) => read,
        Err(fault) => return shop.warn(fault),
    };
    let file = Rc::new(BackupFile { name, digest: Digest::of(&bytes) });
    let text = String::from_utf8(bytes).unwrap_or_default();
    let read = match read_backups(&text) {
        Err(fault) => return shop.warn(fault),
        Ok(read) => read,
    };
    let (mut met, mut same, mut new) = (Vec::new(), 0, Vec::new());
    for (campaign, parts) in read {
        let here = shop.campaign(&campaign.id);
        let rollback = here.as_ref().and_then(|here| rollback(here, &campaign));
        match here.map(|here| standing(&here, &campaign)) {
            None => {
                let id = campaign.id.clone();
                if shop.try_do(Action::Restore(Box::new(campaign), parts)) {
                    new.push(id);
                }
            }
            Some(Standing::Same) => same += 1,
            Some(standing) => {
                // What loses nothing is proposed.
                let newer = rollback.is_none() && matches!(standing, Standing::Newer(_));
                let fate = if newer { Fate::Replace } else { Fate::Leave };
                met.push(Meeting { campaign, parts, file: file.clone(), standing, fate, rollback });
            }
        }
    }
    match (&new[..], met.is_empty()) {
        ([id], true) if same == 0 && shop.0.role.writes() => go(&Route::Step(id.clone(), Step::Draw)),
        ([], true) if same > 0 => shop.tell(format!("备份中的{same}次抽查与本机的完全一样，不需要恢复")),
        _ => {}
    }
    meetings.set(met);
}

fn told(standing: Standing) -> String {
    match standing {
        Standing::Same => "与本机的完全一样".into(),
        Standing::Older(acts) => format!("备份较旧：本机的在备份之后又做了{acts}步操作"),
        Standing::Newer(acts) => format!("备份较新：比本机的多{acts}步操作"),
        Standing::Forked { here, file } => {
            format!("两边各改各的：从同一处开始，本机的又做了{here}步操作，备份中的又做了{file}步操作，不能合并")
        }
    }
}

fn last(campaign: &Campaign) -> String {
    let at = campaign.log.entries().last().map_or(campaign.created, |e| e.at);
    at.format("%Y年%-m月%-d日 %H:%M").to_string()
}

fn ask(shop: &Shop, meetings: &UseStateHandle<Vec<Meeting>>) -> Html {
    let close = {
        let meetings = meetings.clone();
        Callback::from(move |()| meetings.set(Vec::new()))
    };
    let choose = |place: usize, fate: Fate| {
        let meetings = meetings.clone();
        Callback::from(move |_: bool| {
            let mut next = (*meetings).clone();
            next[place].fate = fate;
            meetings.set(next);
        })
    };
    let done = {
        let (shop, meetings, close) = (shop.clone(), meetings.clone(), close.clone());
        Callback::from(move |_: MouseEvent| {
            for meeting in meetings.iter() {
                restore(&shop, meeting);
            }
            close.emit(());
        })
    };
    html! {
        <Dialog title="备份中的抽查已在本机" on_close={close.clone()}>
            { for meetings.iter().enumerate().map(|(place, m)| {
                let here = shop.campaign(&m.campaign.id);
                html! {
                    <fieldset key={m.campaign.id.clone()}>
                        <legend><b>{ m.campaign.title() }</b></legend>
                        <p>{ told(m.standing) }{ "。" }</p>
                        <p class="small">{ format!("本机的最后一步：{}；备份的最后一步：{}。", here.map(|c| last(&c)).unwrap_or_default(), last(&m.campaign)) }</p>
                        if let Some(why) = &m.rollback { <p class="note warn">{ why.to_string() }{ "。" }</p> }
                        { for Fate::ALL.into_iter().map(|(fate, label)| html! {
                            <Choice kind="radio" group={format!("restore-{place}")} checked={m.fate == fate} locked={!m.allows(fate)} on_pick={choose(place, fate)}>{ label }</Choice>
                        }) }
                    </fieldset>
                }
            }) }
            <div class="row end">
                <button type="button" class="btn" onclick={close.reform(|_| ())}>{ "取消" }</button>
                <button type="button" class="btn main" onclick={done}>{ "确定" }</button>
            </div>
        </Dialog>
    }
}

fn restore(shop: &Shop, meeting: &Meeting) {
    let mut campaign = meeting.campaign.clone();
    if meeting.fate == Fate::Leave || !meeting.allows(meeting.fate) {
        return;
    }
    if meeting.fate == Fate::Copy {
        match (fresh_id(), &campaign.newer) {
            (_, Some(_)) => return shop.warn("由更新版本的明抽保存的，不能作为副本，请用新版本打开"),
            (Err(fault), _) => return shop.warn(fault),
            (Ok(id), None) => campaign = campaign.copied(id, clock::now(), &meeting.file),
        }
    }
    shop.send(Msg::Do(Action::Restore(Box::new(campaign), meeting.parts.clone())));
}

const SAFER: &str = "建议现在存一份备份：浏览器的数据可能被清理，U盘或另一台电脑上有一份才稳妥。";

#[derive(Properties, PartialEq)]
pub struct BackupOfferProps {
    pub campaign: Rc<Campaign>,
}

/// The offer of a backup when one is due; a line that can be put away until there is another reason.
#[component]
pub fn BackupOffer(props: &BackupOfferProps) -> Html {
    let shop = use_shop();
    let put_away = use_state_eq(|| None::<(String, Due)>);
    let campaign = &props.campaign;
    let due = backup_due(campaign, backed().get(&campaign.id).copied(), clock::now());
    let Some(due) = due.filter(|_| shop.0.role.writes() && campaign.newer.is_none()) else { return Html::default() };
    let reason = (campaign.id.clone(), due);
    if put_away.as_ref() == Some(&reason) {
        return Html::default();
    }
    let why = match due {
        Due::Drawn => format!("已抽取，{SAFER}"),
        Due::Published => "已公示，建议现在存一份备份。".to_owned(),
        Due::Days(days) => format!("{days}天前的修改还没有备份，建议现在存一份。"),
    };
    let save = {
        let (shop, campaign) = (shop.clone(), campaign.clone());
        Callback::from(move |_: MouseEvent| save_backup(&shop, &campaign))
    };
    let dismiss = Callback::from(move |_: MouseEvent| put_away.set(Some(reason.clone())));
    html! {
        <aside class="note chrome" id="backup-offer" aria-label="备份提醒">
            { why }{ " " }
            <button type="button" class="btn" onclick={save}>{ "现在备份" }</button>{ " " }
            <button type="button" class="btn quiet" onclick={dismiss}>{ "以后再说" }</button>
        </aside>
    }
}
