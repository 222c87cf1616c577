use super::Sealed;
use super::outcome::Facts;
use crate::app::background::{self, TaskFault};
use crate::app::parts::Same;
use crate::app::store::{Shop, use_shop};
use crate::browser::files;
use crate::browser::worker::Session;
use crate::draw::Record;
use crate::route::{Papers, Route};
use crate::state::{Campaign, StoredFault, record};
use crate::work::{Answer, Task};
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
    let made_of = (s.attempt.drawn.clone(), s.attempt.substitutions.len());
    let record = use_memo(made_of, |_| record(&shop.0.model, &s.campaign).map(Rc::new));
    let checked = use_self_check(&record);
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
                { match &checked {
                    None => html! { <p class="note" role="status">{ "正在用公开记录重算一遍……" }</p> },
                    Some(Ok(true)) => html! { <p class="note ok" id="self-check">{ "已用公开记录重算一遍：一致" }</p> },
                    Some(Ok(false)) => html! { <p class="note bad" id="self-check">{ "用公开记录重算不一致，请勿使用本结果，并导出记录供核查" }</p> },
                    Some(Err(why)) => html! { <p class="note warn" id="self-check">{ format!("没有能重算：{why}") }</p> },
                } }
                if let (Some(key), Some(seeded)) = (first, &s.attempt.seed) {
                    <p class="small">{ "任何人都可用这一行自己核对第 1 户的签号：" }</p>
                    <pre class="pre" tabindex="0">{ format!("printf '%s\\nbusiness\\n%s' {} {key} | sha256sum", seeded.seed) }</pre>
                }
                <p class="small">{ "它证明结果出自这份名录和这些报数，不能证明名录完整；防止另抽一次的办法，是报数之前签字的封存单。" }</p>
            </section>
        </aside>
    }
}

type Made = Result<Rc<Record>, StoredFault>;

/// Whether the record, recomputed by the worker as a stranger would, is clean; `None` while that goes on.
#[hook]
fn use_self_check(record: &Rc<Made>) -> Option<Result<bool, AttrValue>> {
    let found = use_state_eq(|| None);
    let job = use_mut_ref(|| None::<Session>);
    let result = found.clone();
    use_effect_with(Same(record.clone()), move |Same(record)| {
        let text = record.as_ref().as_ref().map(|r| r.to_json()).map_err(ToString::to_string);
        found.set(None);
        match text {
            Err(why) => found.set(Some(Err(why.into()))),
            Ok(text) => {
                let done = move |answer: Result<(Answer, Vec<u8>), TaskFault>| match answer {
                    Ok((Answer::Verified(report), _)) => found.set(Some(Ok(report.is_clean()))),
                    Ok(_) => {}
                    Err(fault) => found.set(Some(Err(fault.to_string().into()))),
                };
                let session = background::run(&Task::Verify, text.as_bytes(), |_| {}, done);
                *job.borrow_mut() = session;
            }
        }
        move || drop(job.borrow_mut().take())
    });
    (*result).clone()
}

fn save(shop: &Shop, campaign: &Campaign, record: &Made) {
    let name = format!("{}-公开记录-第{}次.json", campaign.title(), campaign.attempt_number());
    match record {
        Err(fault) => shop.warn(fault),
        Ok(record) => match files::save(&name, record.to_json().as_bytes(), "application/json") {
            Ok(()) => shop.tell(format!("已导出“{name}”")),
            Err(fault) => shop.warn(fault),
        },
    }
}
