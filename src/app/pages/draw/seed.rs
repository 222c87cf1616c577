use super::SealedAttempt;
use crate::app::drawing;
use crate::app::parts::digest_text;
use crate::app::store::use_shop;
use crate::draw::seed_text;
use crate::route::Route;
use crate::state::{Phase, contributions};
use yew::prelude::*;

/// 种子: in large type, with its text and how to compute it by hand.
#[component]
pub fn SeedCard(s: &SealedAttempt) -> Html {
    let shop = use_shop();
    let drawing = use_state_eq(|| false);
    let onclick = {
        let (shop, id, drawing) = (shop.clone(), s.campaign.id.clone(), drawing.clone());
        Callback::from(move |_: MouseEvent| {
            drawing.set(true);
            let drawing = drawing.clone();
            drawing::draw(&shop, &id, move || drawing.set(false));
        })
    };
    html! {
        <section class="card stack" aria-labelledby="seed">
            <h2 id="seed" class="head">{ "种子" }</h2>
            if let Some(seeded) = &s.attempt.seed { { digest_text(seeded.seed, "seed") } }
            <SeedText ..s.clone() />
            <p>{ "种子已经决定了结果，点“抽取”只是把它算出来。" }</p>
            <div class="row end">
                <a class="btn big" href={Route::Stage(s.campaign.id.clone()).hash()}>{ "在本屏放映揭晓" }</a>
                <button type="button" class="btn seal big" disabled={*drawing} {onclick}>{ if *drawing { "正在抽取……" } else { "抽取" } }</button>
            </div>
        </section>
    }
}

/// The text that the seed is the SHA-256 of.
#[component]
pub fn SeedText(s: &SealedAttempt) -> Html {
    let Some(nonce) = s.attempt.nonce.filter(|_| !s.attempt.is_preliminary()) else { return Html::default() };
    let text = seed_text(&s.attempt.commitment, &nonce, &contributions(&s.sealed.seal.contributors, &s.attempt));
    html! {
        <details open={s.campaign.phase() == Phase::Seeded}>
            <summary>{ "种子是怎么来的" }</summary>
            <p class="small">{ "下面这段文字（每行以换行结束）的SHA-256就是种子。第二行是封存码，第三行是封存时锁定、此刻才公开的随机码，其余是各方报数。" }</p>
            <pre class="pre" id="seed-text" tabindex="0">{ text }</pre>
        </details>
    }
}
