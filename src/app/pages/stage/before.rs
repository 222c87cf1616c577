//! Until the seal, and the seal.

use crate::app::context::verify_link;
use crate::app::pages::draw::SealedAttempt;
use crate::app::parts::{digest_text, qr_code};
use crate::draw::Mode;
use crate::state::Campaign;
use yew::prelude::*;

/// Before the seal: what will happen.
pub fn open(campaign: &Campaign) -> Html {
    let voided =
        (1..).zip(&campaign.attempts).filter_map(|(place, a)| Some((campaign.number_of(place), a.void.as_ref()?)));
    html! {
        <section class="scene middle fit" data-scene="open">
            <h2 class="big">{ "准备封存" }</h2>
            <ol class="plainly">
                <li>{ "确认名录和规则，当场封存，公布封存码" }</li>
                <li>{ "各方在纸条上写好号码，交齐再打开，和封存码一起产生种子" }</li>
                <li>{ "由种子抽出检查对象、执法人员，完成匹配" }</li>
                <li>{ "公开记录，任何人都能重算" }</li>
            </ol>
            { for voided.map(|(n, v)| html! { <p class="lead">{ format!("第 {n} 次抽取已作废：{}（批准：{}）", v.reason, v.approval()) }</p> }) }
        </section>
    }
}

/// How many groups, where there are groups.
pub fn teams_in_words(s: &SealedAttempt) -> String {
    match (s.sealed.seal.matching.mode, s.sealed.seal.matching.teams) {
        (Mode::Teams, Some(teams)) => format!("{teams} 个检查组"),
        _ => "按户匹配".to_owned(),
    }
}

/// Sealed: the commitment, of how many how many are drawn, and the code to keep.
pub fn seal(s: &SealedAttempt) -> Html {
    let seal = &s.sealed.seal;
    let place = s.campaign.plan.place.trim();
    let people = format!("执法人员 {} 人　{}", s.sealed.officers.officers.len(), teams_in_words(s));
    html! {
        <section class="scene seal fit" data-scene="seal">
            <div class="commitment">
                <h2 class="label">{ format!("封存码　{} 封存", s.attempt.sealed_at.format("%Y年%-m月%-d日 %H:%M")) }</h2>
                { digest_text(s.attempt.commitment, "code") }
                <p class="counts"><b>{ s.sealed.businesses.len() }</b>{ "户" }<i>{ "→" }</i><b class="gold">{ seal.sample() }</b>{ "户" }<span>{ people }</span></p>
                <p class="label"><span>{ format!("牵头　{}", seal.campaign.lead) }</span>if !place.is_empty() { <span>{ format!("地点　{place}") }</span> }</p>
            </div>
            if !s.campaign.is_rehearsal {
                <figure>
                    <div class="lands" />
                    { qr_code(&verify_link(s.attempt.commitment, None), "封存码的二维码，请拍照留存") }
                    <figcaption>{ "扫码留存封存码" }</figcaption>
                </figure>
            }
        </section>
    }
}
