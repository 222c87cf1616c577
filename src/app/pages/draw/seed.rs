//! 种子, and how anyone computes it without this program.

use super::facts::DrawnFacts;
use super::sealed_attempt::SealedAttempt;
use crate::app::context::{AppContext, use_app};
use crate::app::parts::{command, copy, digest_text};
use crate::app::worker::download;
use crate::app::worker::drawing;
use crate::draw::{Contribution, Nonce, Shell, seed_text};
use crate::route::Route;
use crate::state::{Phase, contributions};
use yew::prelude::*;

/// 种子: in large type, with its text and how to compute it by hand.
#[component]
pub fn SeedCard(s: &SealedAttempt) -> Html {
    let app = use_app();
    let drawing = use_state_eq(|| false);
    let onclick = cb!(app, id = s.campaign.id, drawing, move |_: MouseEvent| {
        drawing.set(true);
        let drawing = drawing.clone();
        drawing::draw(&app, &id, move || drawing.set(false));
    });
    html! {
        <section class="card stack" aria-labelledby="seed">
            <h2 id="seed" class="head">{ "种子" }</h2>
            if let Some(seeded) = s.attempt.seed() { { digest_text(seeded.seed, "seed") } }
            { origin(&app, s) }
            <p>{ "种子已经决定了结果，点“抽取”只是把它算出来。" }</p>
            <div class="row end">
                <a class="btn big" href={Route::Stage(s.campaign.id.clone()).hash()}>{ "在本屏放映揭晓" }</a>
                <button type="button" class="btn main big" disabled={*drawing} {onclick}>{ if *drawing { "正在抽取……" } else { "抽取" } }</button>
            </div>
        </section>
    }
}

/// 封存码 and 种子 of an outcome, and how anyone computes both again.
pub fn proof(app: &AppContext, s: &SealedAttempt, facts: &DrawnFacts) -> Html {
    let drawn = &facts.drawn;
    let first = drawn.businesses.first().filter(|_| !s.attempt.is_preliminary());
    html! {
        <section class="card sealed proof stack" aria-labelledby="proof">
            <span class="stamp">{ "已封存" }</span>
            <h2 id="proof">{ "封存码和种子" }</h2>
            <p class="small">{ format!("封存码（{}公布，报数之前）", s.attempt.sealed_at.format("%Y年%-m月%-d日 %H:%M")) }</p>
            { digest_text(s.attempt.commitment, "digest") }
            <p class="small">{ format!("种子（由{}当场报数产生）", s.sealed.seal.contributors.join("、")) }</p>
            { digest_text(drawn.seed, "seed") }
            { origin(app, s) }
            if let Some(first) = first {
                <details>
                    <summary>{ "自己算签号" }</summary>
                    <p class="small">{ "运行这一行，得到的就是第1户的签号。别的户换成它的名称或代码；也可以在“验证”页查一户，那里有每一户的命令。" }</p>
                    { for [Shell::PowerShell, Shell::Posix].map(|shell| command(app, shell.about(), &shell.ticket_command(&drawn.seed, "business", &[&first.key]))) }
                </details>
            }
        </section>
    }
}

/// 种子是怎么来的: the text that the seed is the SHA-256 of, and how to compute it without this program.
fn origin(app: &AppContext, s: &SealedAttempt) -> Html {
    let Some(nonce) = s.attempt.nonce.filter(|_| !s.attempt.is_preliminary()) else { return Html::default() };
    let numbers = contributions(&s.sealed.seal.contributors, &s.attempt);
    let text = seed_text(&s.attempt.commitment, &nonce, &numbers);
    html! {
        <details open={s.campaign.phase() == Phase::Seeded}>
            <summary>{ "种子是怎么来的，怎样自己算" }</summary>
            <p class="small">{ "下面这段文字（每行以换行结束）的SHA-256就是种子。第二行是封存码，第三行是封存时锁定、此刻才公开的随机码，其余是各方报数。" }</p>
            <pre class="pre" id="seed-text" tabindex="0">{ &text }</pre>
            { text_buttons(app, text) }
            { commands(app, s, &nonce, &numbers) }
        </details>
    }
}

/// The file whose digest `certutil` prints: these bytes and no others.
const SEED_FILE: &str = "种子原文.txt";

fn text_buttons(app: &AppContext, text: String) -> Html {
    let save = cb!(app, text, move |_: MouseEvent| download::save_text(&app, SEED_FILE, &text));
    let onclick = cb!(app, move |_: MouseEvent| copy(&app, &text));
    html! {
        <p class="row">
            <button type="button" class="btn quiet" {onclick}>{ "复制原文" }</button>
            <button type="button" class="btn quiet" onclick={save}>{ "存为“种子原文.txt”" }</button>
        </p>
    }
}

/// The lines that print the seed.
fn commands(app: &AppContext, s: &SealedAttempt, nonce: &Nonce, numbers: &[Contribution]) -> Html {
    let line = |shell: Shell| shell.seed_command(&s.attempt.commitment, nonce, numbers);
    let saved = format!("certutil -hashfile {SEED_FILE} SHA256");
    html! {
        <>
            <p class="small">{ "不用本程序，在下面任一处运行，得到的就是种子：" }</p>
            { for [Shell::PowerShell, Shell::Posix].map(|shell| command(app, shell.about(), &line(shell))) }
            { command(app, "Windows的命令提示符（先存下“种子原文.txt”，在它的文件夹里运行）", &saved) }
        </>
    }
}
