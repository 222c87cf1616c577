use super::Course;
use crate::app::parts::{ReasonDialog, Reasoned};
use crate::app::store::use_shop;
use crate::state::Act;
use yew::prelude::*;

/// The most businesses of a batch that are named.
const MOST: usize = 100;

/// 公示记录, by batch; a batch that was marked by mistake is withdrawn with its reason.
#[component]
pub fn Batches(course: &Course) -> Html {
    let shop = use_shop();
    let withdrawing = use_state_eq(|| None::<usize>);
    let conduct = course.conduct();
    if conduct.publications.is_empty() {
        return Html::default();
    }
    let close = {
        let withdrawing = withdrawing.clone();
        Callback::from(move |()| withdrawing.set(None))
    };
    let name = |key: &String| course.list.0.get(key).map_or(key.as_str(), |b| &b.name).to_owned();
    let names = |all: &[String]| {
        let told = all.iter().take(MOST).map(name).collect::<Vec<_>>().join("、");
        if all.len() > MOST { format!("{told}等，全部见公示表") } else { told }
    };
    html! {
        <section class="card" aria-labelledby="batches">
            <h2 id="batches" class="head">{ "公示记录" }</h2>
            <ul class="list">{ for conduct.publications.iter().enumerate().map(|(i, batch)| html! {
                <li key={i}>
                    <b class="nowrap">{ batch.on.format("%Y年%-m月%-d日").to_string() }</b>
                    <span>{ format!("{} 户", batch.businesses.len()) }</span>
                    <span class="grow">{ format!("{}：{}", batch.place, names(&batch.businesses)) }</span>
                    <button type="button" class="btn quiet danger" onclick={let w = withdrawing.clone(); Callback::from(move |_: MouseEvent| w.set(Some(i)))} aria-label={format!("撤回{}的公示标记", batch.on)}>{ "撤回……" }</button>
                </li>
            }) }</ul>
            if let Some(batch) = *withdrawing {
                <ReasonDialog title="撤回这一批的公示标记？" about="这一批会回到“待公示”，检查情况又可以修改；已经在网站上公布的，还要另行更正。撤回留在日志中。" button="撤回" approval=true
                    on_done={let (shop, id, close) = (shop.clone(), course.campaign.id.clone(), close.clone()); Callback::from(move |said: Reasoned| {
                        if shop.try_act(&id, Act::Unpublish { batch, reason: said.reason, approved_by: said.approved_by }) {
                            close.emit(());
                        }
                    })} on_close={close} />
            }
        </section>
    }
}
