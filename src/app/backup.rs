//! 存为文件, 打开备份.

use super::parts::FileButton;
use super::shelf::read_packed;
use super::store::{Msg, Shop, go, use_shop};
use crate::browser::files;
use crate::model::Digest;
use crate::route::{Route, Step};
use crate::state::{Action, Campaign, Model, StoredFault, part_text, read_backup, write_backup};
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

/// Hands the campaign to the user as one file, also when nothing can be stored.
pub fn save_backup(shop: &Shop, campaign: &Rc<Campaign>) {
    let (shop, campaign) = (shop.clone(), campaign.clone());
    spawn_local(async move {
        let name = format!("{}-备份.json", campaign.title());
        match text(&shop, &campaign).await {
            Ok(text) => match files::save(&name, text.as_bytes(), "application/json") {
                Ok(()) => shop.tell(format!("已存为“{name}”，请在下载文件夹中查看")),
                Err(fault) => shop.warn(fault),
            },
            Err(why) => shop.warn(why),
        }
    });
}

async fn text(shop: &Shop, campaign: &Campaign) -> Result<String, String> {
    let mut packed = BTreeMap::new();
    for (_, name) in campaign.parts() {
        packed.insert(name, part(&shop.0.model, name).await?);
    }
    write_backup(campaign, &packed).map_err(|e| e.to_string())
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

/// 打开备份: a campaign from a file; one that is here already is not overwritten.
#[component]
pub fn OpenBackup() -> Html {
    let shop = use_shop();
    let on_file = Callback::from(move |file: File| spawn_local(open(shop.clone(), file)));
    html! { <FileButton id="backup-file" button="打开备份" accept=".json,application/json" {on_file} /> }
}

async fn open(shop: Shop, file: File) {
    let text = match files::read(file).await {
        Ok((_, bytes)) => String::from_utf8(bytes).unwrap_or_default(),
        Err(fault) => return shop.warn(fault),
    };
    match read_backup(&text) {
        Err(fault) => shop.warn(fault),
        Ok((campaign, _)) if shop.campaign(&campaign.id).is_some() => {
            shop.warn(format!("“{}”已在本机，没有覆盖。要用备份替换，请先删除本机的这一次抽查", campaign.title()));
        }
        Ok((campaign, parts)) => {
            let route = Route::Step(campaign.id.clone(), Step::Draw);
            shop.send(Msg::Do(Action::PartsRead(parts)));
            shop.send(Msg::Do(Action::Opened(vec![campaign])));
            go(&route);
        }
    }
}
