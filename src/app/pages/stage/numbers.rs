//! 写号, 报数, 种子. Nothing is shown of a number that is typed unseen until all are in.

use crate::app::pages::draw::SealedAttempt;
use crate::app::parts::digest_text;
use crate::state::{self, contributions, is_chance};
use yew::prelude::*;

/// Parties in the ledger at once.
const LEDGER: usize = 8;

/// From so many digits on a number may take two lines.
const LONG: usize = 26;

/// The slips on the table, of which so many are handed in.
pub fn slips(s: &SealedAttempt, handed: usize) -> Html {
    let labels = &s.sealed.seal.contributors;
    let all = handed >= labels.len();
    let slip = |(i, place): (usize, usize)| {
        let label = &labels[place];
        let word = match (i < handed, is_chance(label)) {
            (true, _) => "已交",
            (false, true) => "最后进行",
            (false, false) => "",
        };
        html! { <li key={place} class={(i < handed).then_some("in")}><b>{ label }</b><small>{ word }</small></li> }
    };
    html! {
        <section class="scene slips fit" data-scene="slips">
            <h2 class="say">{ if all { "全部交齐，现在逐张打开" } else { "请各方在纸条上写一个六位以上的数字，折好交到桌上" } }</h2>
            <p class="label">{ if all { "打开一张，念一张，抄一张" } else { "全部交齐之前，谁也不看谁的" } }</p>
            <ul class="slip-list">{ for state::slips(labels).into_iter().enumerate().map(slip) }</ul>
        </section>
    }
}

/// What may be seen of a party's number, and the word for how it stands.
struct ShownNumber {
    value: String,
    word: &'static str,
    done: bool,
}

const HIDDEN: &str = "••••••";

/// As it stands; when all is over, told once more, those after the one on the screen are not read yet.
fn seen(s: &SealedAttempt, place: usize, shown: usize) -> ShownNumber {
    let told = s.attempt.seed().is_some() && place > shown;
    let closed = || ShownNumber { value: "——".into(), word: "纸条未打开", done: false };
    let Some(said) = s.attempt.said().get(place).filter(|_| !told) else { return closed() };
    match (said.confirmed.is_some(), s.campaign.shows_numbers()) {
        (true, shows) => {
            ShownNumber {
                value: if shows { said.text.clone() } else { HIDDEN.into() }, word: "✓ 已核对", done: true
            }
        }
        (false, _) if said.text.trim().is_empty() => closed(),
        (false, _) if s.attempt.hidden => ShownNumber { value: HIDDEN.into(), word: "正在录入", done: false },
        (false, _) => ShownNumber { value: said.text.clone(), word: "正在录入", done: false },
    }
}

/// The party whose slip is read fills the screen; all of them stand in the ledger below.
pub fn number(s: &SealedAttempt, place: usize) -> Html {
    let labels = &s.sealed.seal.contributors;
    let now = seen(s, place, place);
    let from = place / LEDGER * LEDGER;
    let long = now.value.chars().count() > LONG;
    let shown = labels.iter().enumerate().skip(from).take(LEDGER).map(|(i, label)| {
        let ShownNumber { value, word, done } = seen(s, i, place);
        html! { <li key={i} class={classes!(done.then_some("done"), (i == place).then_some("at"))}><b>{ label }</b><output class={(value.chars().count() > 14).then_some("long")}>{ value }</output><small>{ word }</small></li> }
    });
    html! {
        <section class="scene number" data-scene="number">
            <h2 class="say fit">{ labels.get(place) }</h2>
            <div key={place} class={classes!("now", "fit", long.then_some("long"), now.done.then_some("done"))}>{ now.value }</div>
            <p class="label">{ now.word }if labels.len() > LEDGER { { format!("　第 {}–{} 方，共 {} 方", from + 1, labels.len().min(from + LEDGER), labels.len()) } }</p>
            <ul class="numbers fit">{ for shown }</ul>
        </section>
    }
}

/// The seed is made, of everything that stands beside it.
pub fn seed(s: &SealedAttempt) -> Html {
    let numbers = contributions(&s.sealed.seal.contributors, &s.attempt);
    html! {
        <section class="scene seeding fit" data-scene="seed">
            <div>
                <h2 class="label">{ "种子" }</h2>
                if let Some(seeded) = s.attempt.seed() { { digest_text(seeded.seed, "code gold seed") } }
            </div>
            <div class="parts">
                <p class="label">{ "由这几样算出" }</p>
                <dl>
                    <dt>{ "封存码" }</dt><dd class="mono">{ digest_text(s.attempt.commitment, "code less") }</dd>
                    <dt>{ "随机码" }</dt><dd class="mono">{ s.attempt.nonce.map(|nonce| nonce.hex()) }<small>{ "封存时锁定，此刻才公开" }</small></dd>
                    { for numbers.into_iter().map(|c| html! { <><dt>{ c.label }</dt><dd class="mono">{ c.value }</dd></> }) }
                </dl>
            </div>
        </section>
    }
}
