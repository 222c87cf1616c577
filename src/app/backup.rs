//! 存为文件, 打开备份, and the offer to make a backup when one is due.

use super::make::{save, save_text};
use super::parts::{Choice, Dialog, FileButton};
use super::shelf::{Unreadable, packed_again, read_packed};
use super::store::{LOOKS_ON, Msg, Shop, fresh_id, go, use_shop};
use crate::browser::{clock, files, storage};
use crate::model::{Digest, Stamp};
use crate::route::{Route, Step};
use crate::state::{
    Action, BackupFile, Campaign, Due, Model, Part, Rollback, Standing, StoredFault, backup_due, gather, is_whole,
    read_backups, rollback, standing, write_backup,
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
    hand_over(shop, vec![campaign.id.clone()], format!("{}-备份.json", campaign.title()));
}

/// Hands all campaigns to the user in one file: those that are whole; the others are named.
pub fn save_all(shop: &Shop) {
    let all = shop.0.model.campaigns.keys().cloned().collect();
    hand_over(shop, all, format!("明抽-全部备份-{}.json", clock::now().format("%Y-%m-%d")));
}

fn hand_over(shop: &Shop, ids: Vec<String>, name: String) {
    // What the file tells is not replaced by what is typed from now on.
    shop.send(Msg::Read(Action::Settle));
    let shop = shop.clone();
    spawn_local(async move {
        let campaigns: Vec<_> = ids.iter().filter_map(|id| shop.campaign(id)).collect();
        let mut backups = Vec::new();
        for campaign in &campaigns {
            backups.push(backup_of(&shop.0.model, campaign).await);
        }
        let whole: Vec<_> =
            campaigns.iter().zip(&backups).filter(|(_, backup)| backup.is_ok()).map(|(c, _)| c.id.clone()).collect();
        let gathered = match gather(campaigns.iter().map(|c| c.title()).zip(backups)) {
            Ok(gathered) => gathered,
            Err(why) => return shop.warn(why),
        };
        let missing = gathered.missing();
        let Some(text) = &gathered.text else { return shop.warn(missing) };
        match save(&name, text.as_bytes()) {
            Ok(name) => {
                remember(whole.into_iter());
                let told = format!("已存为“{name}”，请在下载文件夹中查看");
                if missing.is_empty() { shop.tell(told) } else { shop.warn(format!("{told}。{missing}")) }
            }
            Err(fault) => shop.warn(fault),
        }
    });
}

async fn backup_of(model: &Model, campaign: &Campaign) -> Result<String, StoredFault> {
    let mut packed = BTreeMap::new();
    for (_, name) in campaign.parts() {
        packed.extend(part(model, name).await.map(|part| (name, part)));
    }
    write_backup(campaign, &packed)
}

/// A part as it is kept: in memory until it is stored, in storage, or made again of what is in memory.
async fn part(model: &Model, name: Digest) -> Option<Rc<[u8]>> {
    if let Some(Some(packed)) = model.packed.get(&name) {
        return Some(packed.clone());
    }
    match read_packed(name).await {
        Ok(Some(packed)) if is_whole(name, &packed) => Some(packed.into()),
        // Without either it is told that it is missing.
        _ => packed_again(model, name).ok(),
    }
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
    /// What the one here has lost, which the file brings back whatever shall become of it.
    lost: Vec<Part>,
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
    let opened = match read_backups(&text) {
        Err(fault) => return shop.warn(fault),
        Ok(opened) => opened,
    };
    let (mut met, mut same, mut new, mut put_back) = (Vec::new(), 0, Vec::new(), Vec::new());
    for (campaign, parts) in opened.campaigns {
        let here = shop.campaign(&campaign.id);
        let rollback = here.as_ref().and_then(|here| rollback(here, &campaign));
        let lost = match &here {
            Some(here) => lost_parts(here, &parts).await,
            None => Vec::new(),
        };
        match here.map(|here| standing(&here, &campaign)) {
            None => {
                let id = campaign.id.clone();
                if shop.try_do(Action::Restore(Box::new(campaign), parts)) {
                    new.push(id);
                }
            }
            Some(Standing::Same) if lost.is_empty() => same += 1,
            Some(Standing::Same) => {
                if shop.try_do(Action::PartsRead(lost)) {
                    put_back.push(format!("“{}”", campaign.title()));
                }
            }
            Some(standing) => {
                // What loses nothing is proposed.
                let newer = rollback.is_none() && matches!(standing, Standing::Newer(_));
                let fate = if newer { Fate::Replace } else { Fate::Leave };
                met.push(Meeting { campaign, parts, file: file.clone(), standing, fate, rollback, lost });
            }
        }
    }
    let unread: Vec<_> =
        opened.faults.iter().map(|(place, fault)| format!("备份中的第{place}次抽查没有恢复：{fault}")).collect();
    if !unread.is_empty() {
        shop.warn(unread.join("；"));
    } else if !put_back.is_empty() {
        shop.tell(format!("{}缺少或损坏的部分已从备份补回", put_back.join("、")));
    } else if let ([id], true, 0) = (&new[..], met.is_empty(), same) {
        if shop.0.role.writes() {
            go(&Route::Step(id.clone(), Step::Draw));
        }
    } else if new.is_empty() && met.is_empty() && same > 0 {
        shop.tell(format!("备份中的{same}次抽查与本机的完全一样，不需要恢复"));
    }
    meetings.set(met);
}

/// Of these parts of a backup those that the campaign here has no longer, or not as they were.
async fn lost_parts(here: &Campaign, parts: &[Part]) -> Vec<Part> {
    let mut lost = Vec::new();
    for (_, name) in here.parts() {
        let Some(part) = parts.iter().find(|part| part.name == name) else { continue };
        // What can't be read is lost as well. Most are the same to the byte, which is soon seen.
        let stored = read_packed(name).await.ok().flatten();
        let whole = |stored: Vec<u8>| part.packed.as_deref() == Some(&stored[..]) || is_whole(name, &stored);
        if !stored.is_some_and(whole) {
            lost.push(part.clone());
        }
    }
    lost
}

fn told(standing: Standing) -> String {
    match standing {
        Standing::Same => "与本机的完全一样".into(),
        Standing::Typed => "做过的步骤与本机的完全一样，只有还没确认的输入不同".into(),
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
        let (shop, meetings) = (shop.clone(), meetings.clone());
        Callback::from(move |()| {
            let lost: Vec<_> = meetings.iter().flat_map(|m| m.lost.clone()).collect();
            if !lost.is_empty() {
                shop.send(Msg::Do(Action::PartsRead(lost)));
            }
            meetings.set(Vec::new());
        })
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
                        if !m.lost.is_empty() { <p class="small">{ "本机的缺少或损坏了一部分内容，会从备份补回，不论怎样选。" }</p> }
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

#[derive(Properties, PartialEq)]
pub struct BrokenProps {
    pub one: Unreadable,
}

/// A stored campaign that can't be opened: why, and what can be done about it.
#[component]
pub fn Broken(props: &BrokenProps) -> Html {
    let shop = use_shop();
    let removing = use_state_eq(|| false);
    let one = &props.one;
    let save_as_it_is = {
        let (shop, one) = (shop.clone(), one.clone());
        Callback::from(move |_: MouseEvent| {
            let name = format!("明抽-打不开的内容-{}.txt", one.key.replace('/', "-"));
            match one.text() {
                Ok(text) => save_text(&shop, &name, &text.unwrap_or_default()),
                Err(fault) => shop.warn(fault),
            }
        })
    };
    let ask = {
        let removing = removing.clone();
        Callback::from(move |_: MouseEvent| removing.set(true))
    };
    let close = {
        let removing = removing.clone();
        Callback::from(move |()| removing.set(false))
    };
    let remove = {
        let (shop, key, close) = (shop.clone(), one.key.clone(), close.clone());
        Callback::from(move |_: MouseEvent| {
            close.emit(());
            if !shop.0.role.writes() {
                return shop.warn(LOOKS_ON);
            }
            if let Err(fault) = shop.2.discard(&key) {
                shop.warn(fault);
            }
        })
    };
    let (look, told) = match &one.fault {
        Some(fault) => ("note bad", format!("有一次抽查打不开：{fault}。")),
        None => (
            "note warn",
            "有一次抽查的内容损坏过，已从备份恢复；损坏的内容原样留在本机，确认不再需要后可以删除。".into(),
        ),
    };
    html! {
        <div class={look} role="alert">
            <p>{ told }</p>
            <p class="row">
                <button type="button" class="btn" onclick={save_as_it_is}>{ "存为文件（原样）" }</button>
                <button type="button" class="btn quiet danger" onclick={ask}>{ "删除" }</button>
            </p>
            if *removing {
                <Dialog title="删除打不开的内容？" on_close={close.clone()}>
                    <p>{ "它会从本机删除，不能恢复。有可能需要的，请先“存为文件（原样）”，交给技术人员看看；有备份的，请先用“打开备份”恢复。" }</p>
                    <div class="row end">
                        <button type="button" class="btn" onclick={close.reform(|_| ())}>{ "保留" }</button>
                        <button type="button" class="btn seal" onclick={remove}>{ "删除" }</button>
                    </div>
                </Dialog>
            }
        </div>
    }
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
    let due = backup_due(campaign, backed().get(&campaign.id).copied(), shop.0.promised, clock::now());
    let Some(due) = due.filter(|_| shop.0.role.writes() && campaign.newer.is_none()) else { return Html::default() };
    let reason = (campaign.id.clone(), due);
    if put_away.as_ref() == Some(&reason) {
        return Html::default();
    }
    let why = match due {
        Due::Drawn => format!("已抽取，{SAFER}"),
        Due::Published => "已公示，建议现在存一份备份。".to_owned(),
        Due::Unpromised => format!("浏览器没有答应长期保存：磁盘空间紧张时，它可能清理本页的数据。{SAFER}"),
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
