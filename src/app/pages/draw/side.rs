use super::Sealed;
use super::outcome::Facts;
use crate::app::store::{Shop, use_shop};
use crate::browser::files;
use crate::draw::verify;
use crate::route::{Papers, Route};
use crate::state::{Campaign, record};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties)]
pub struct SideProps {
    pub sealed: Sealed,
    pub facts: Rc<Facts>,
}

impl PartialEq for SideProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.facts, &other.facts) && self.sealed == other.sealed
    }
}

/// 本次抽取, 为什么可信, and what to do with it.
#[component]
pub fn Side(props: &SideProps) -> Html {
    let shop = use_shop();
    let s = &props.sealed;
    let record = use_memo(s.attempt.drawn.clone(), |_| record(&shop.0.model, &s.campaign));
    let checked = use_memo(s.attempt.drawn.clone(), |_| record.as_ref().as_ref().ok().map(verify));
    let first = s
        .attempt
        .drawn
        .as_ref()
        .and_then(|d| shop.0.model.outcome(d.outcome))
        .and_then(|o| o.businesses.first().cloned());
    let export = {
        let (shop, campaign, record) = (shop.clone(), s.campaign.clone(), record.clone());
        Callback::from(move |_: MouseEvent| save(&shop, &campaign, &record))
    };
    html! {
        <aside class="side">
            <section class="card stack">
                <h2>{ "下一步" }</h2>
                <a class="btn main" href={Route::Papers(s.campaign.id.clone(), Papers::Outcome).hash()}>{ "打印附件2、附件6" }</a>
                <button type="button" class="btn" onclick={export}>{ "导出公开记录" }</button>
                <p class="small">{ "公开记录不含电话、地址和回避理由；任何人可在“验证”页用它重算。" }</p>
            </section>
            <section class="card stack">
                <h2>{ "为什么可信" }</h2>
                if checked.as_ref().as_ref().is_some_and(|v| v.is_clean()) {
                    <p class="note ok" id="self-check">{ "已用公开记录重算一遍：一致" }</p>
                } else {
                    <p class="note bad" id="self-check">{ "用公开记录重算不一致，请勿使用本结果，并导出记录供核查" }</p>
                }
                if let (Some(key), Some(seeded)) = (first, &s.attempt.seed) {
                    <p class="small">{ "任何人都可用这一行自己核对第 1 户的签号：" }</p>
                    <pre class="pre" tabindex="0">{ format!("printf '%s\\nbusiness\\n%s' {} {key} | sha256sum", seeded.seed) }</pre>
                }
                <p class="small">{ "它证明结果出自这份名录和这些报数，不能证明名录完整；防止另抽一次的办法，是报数之前签字的封存单。" }</p>
            </section>
        </aside>
    }
}

fn save(shop: &Shop, campaign: &Campaign, record: &Result<crate::draw::Record, crate::state::StoredFault>) {
    let name = format!("{}-公开记录-第{}次.json", campaign.title(), campaign.attempt_number());
    match record {
        Err(fault) => shop.warn(fault),
        Ok(record) => match files::save(&name, record.to_json().as_bytes(), "application/json") {
            Ok(()) => shop.tell(format!("已导出“{name}”")),
            Err(fault) => shop.warn(fault),
        },
    }
}
