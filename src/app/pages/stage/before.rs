use crate::app::pages::draw::SealedAttempt;
use crate::app::parts::{DigestText, QrCode};
use crate::app::store::verify_link;
use crate::draw::Mode;
use crate::state::Campaign;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OpenViewProps {
    pub campaign: Rc<Campaign>,
}

/// Before the seal: what will happen.
#[component]
pub fn OpenView(props: &OpenViewProps) -> Html {
    let voided = (1..)
        .zip(&props.campaign.attempts)
        .filter_map(|(place, a)| Some((props.campaign.number_of(place), a.void.as_ref()?)));
    html! {
        <section class="middle">
            <p class="big">{ "准备封存" }</p>
            <ol class="plainly">
                <li>{ "核对名录和规则，当场封存，公布封存码" }</li>
                <li>{ "各方在纸条上写好号码，交齐再打开，和封存码一起产生种子" }</li>
                <li>{ "由种子抽出检查对象、执法人员，匹配检查组" }</li>
                <li>{ "公开记录，任何人都能重算" }</li>
            </ol>
            { for voided.map(|(n, v)| html! { <p class="lead">{ format!("第 {n} 次抽取已作废：{}（批准：{}）", v.reason, v.approval()) }</p> }) }
        </section>
    }
}

/// How many of how many, in a line.
fn counts(s: &SealedAttempt) -> String {
    let m = &s.sealed.seal;
    let sample: u64 = m.strata.iter().map(|s| u64::from(s.sample)).sum();
    let teams = match (m.matching.mode, m.matching.teams) {
        (Mode::Teams, Some(teams)) => format!("{teams} 个检查组"),
        _ => "按户匹配".to_owned(),
    };
    format!(
        "市场主体 {} 户抽 {sample} 户 · 执法人员 {} 人 · {teams}",
        s.sealed.businesses.len(),
        s.sealed.officers.officers.len()
    )
}

/// The class of a view whose contributors' numbers do not stand in one row below a large code.
fn many(s: &SealedAttempt) -> Option<&'static str> {
    (s.sealed.seal.contributors.len() > 4).then_some("many")
}

/// Sealed: the commitment and its code, and the numbers as they arrive.
#[component]
pub fn SealedView(s: &SealedAttempt) -> Html {
    html! {
        <section class={classes!("sealing", many(s))}>
            <div class="commitment">
                <p class="label">{ format!("封存码 · {} 封存", s.attempt.sealed_at.format("%Y年%-m月%-d日 %H:%M")) }</p>
                <DigestText digest={s.attempt.commitment} class={classes!("code")} />
                <p class="label">{ counts(s) }</p>
            </div>
            <QrCode text={verify_link(s.attempt.commitment, None)} label="封存码的二维码，请拍照留存" />
            <Numbers ..s.clone() />
        </section>
    }
}

/// Each contributor's number, as far as it may be seen.
#[component]
pub fn Numbers(s: &SealedAttempt) -> Html {
    let shows = s.campaign.shows_numbers();
    html! {
        <ul class="numbers">
            { for s.sealed.seal.contributors.iter().zip(&s.attempt.said).enumerate().map(|(i, (label, said))| {
                let empty = said.text.trim().is_empty();
                let (value, state) = match (said.confirmed.is_some(), shows) {
                    (true, true) => (said.text.clone(), "✓ 已核对"),
                    (true, false) => ("••••••".into(), "✓ 已核对"),
                    (false, _) if empty => ("——".into(), "纸条未打开"),
                    (false, _) if s.attempt.hidden => ("••••••".into(), "正在录入"),
                    (false, _) => (said.text.clone(), "正在录入"),
                };
                html! { <li key={i} class={classes!(said.confirmed.map(|_| "done"))}><b>{ label }</b><output>{ value }</output><small>{ state }</small></li> }
            }) }
        </ul>
    }
}

/// The seed is made.
#[component]
pub fn SeededView(s: &SealedAttempt) -> Html {
    html! {
        <section class={classes!("seeding", many(s))}>
            <p class="label">{ "封存码" }</p>
            <DigestText digest={s.attempt.commitment} class={classes!("code", "less")} />
            <p class="label">{ "各方的号码" }</p>
            <Numbers ..s.clone() />
            <p class="label">{ "随机码（封存时锁定，此刻才公开）" }</p>
            <p class="code less">{ s.attempt.nonce.map(|nonce| nonce.hex()).unwrap_or_default() }</p>
            <p class="label">{ "种子" }</p>
            if let Some(seeded) = &s.attempt.seed { <DigestText digest={seeded.seed} class={classes!("code", "seed")} /> }
        </section>
    }
}
