//! 为什么可信, for a room: one ticket that was drawn and one that was not, with the line that computes them.

use crate::app::pages::draw::SealedAttempt;
use crate::app::parts::Dialog;
use crate::draw::{Drawn, Reserve, Shell, TicketedKey};
use crate::state::{self, Model};
use yew::prelude::*;

/// 为什么可信, in plain words, with a line that anybody can type.
pub fn panel(model: &Model, sealed: Option<&SealedAttempt>, on_close: Callback<()>) -> Html {
    let drawn = sealed.and_then(|s| Some((s, state::drawn(model, &s.attempt, &s.sealed).ok()?)));
    html! {
        <Dialog title="为什么可信" wide=true on_close={on_close.clone()}>
            <ol class="why plain-why">
                <li><b>{ "先封存" }</b>{ "名录和规则在号码开封之前已封成64位的封存码，公布、打印、签字。事后改一个字，封存码就对不上。" }</li>
                <li><b>{ "各写各的号码" }</b>{ "各方把号码写在自己的纸条上折好，全部交齐才打开。只要有一方写的号码别人猜不到、开封前也没人看见，谁也左右不了结果。只是口头报数，或者大家都报惯用的数，就没有这层保证。" }</li>
                <li><b>{ "人人能算" }</b>{ "每户的签号由种子和它自己的代码算出，签号小的抽中；增删别的行、改变次序，都不影响它。" }</li>
                <li><b>{ "重抽留痕" }</b>{ "作废要写理由、批准人和见证人，已开封的号码一并公开；下一次封存写明上一次到了哪一步。" }</li>
                <li><b>{ "纸上为凭" }</b>{ "请各方拍下签字后的封存单和附件2。公开记录要和这两张纸逐一核对；记录自己一致，只说明它没有矛盾。" }</li>
            </ol>
            if let Some((s, drawn)) = &drawn { { lines(s, drawn) } }
            <p class="small">{ "它证明结果出自这份名录和这些号码；不能证明名录完整，也拦不住有人在别处另抽一次，所以以签字的封存单和附件2为准。" }</p>
            <div class="row end"><button type="button" class="btn" onclick={on_close.reform(|_: MouseEvent| ())}>{ "关闭" }</button></div>
        </Dialog>
    }
}

/// The ticket of one business that was drawn and of one of its stratum that was not, to compute by hand.
fn lines(s: &SealedAttempt, drawn: &Drawn) -> Html {
    let Ok(checked) = state::checked(&s.sealed) else { return Html::default() };
    let reserve = Reserve::new(&checked, drawn);
    let example = s.sealed.seal.strata.iter().find_map(|stratum| {
        let of = |p: &&TicketedKey| s.sealed.businesses.get(&p.key).is_some_and(|b| b.stratum == stratum.label);
        let left = reserve.businesses.get(&stratum.label)?.first()?;
        Some((drawn.businesses.iter().rfind(of)?, left, &stratum.label))
    });
    let Some((last, left, stratum)) = example else { return Html::default() };
    let line = |p: &TicketedKey, word: &str| {
        html! {
            <>
                <p><b>{ s.sealed.name_of(&p.key) }</b>{ format!("　{word}") }</p>
                { for [Shell::PowerShell, Shell::Posix].map(|shell| html! {
                    <><p class="small">{ shell.about() }</p><pre class="pre" tabindex="0">{ shell.ticket_command(&drawn.seed, "business", &[&p.key]) }</pre></>
                }) }
                <p class="mono small">{ p.ticket.hex() }</p>
            </>
        }
    };
    html! {
        <div class="stack">
            <p>{ format!("在任何一台电脑上都能算。“{stratum}”类抽中的最后一户和没抽中的第一户：") }</p>
            { line(last, "抽中") }
            { line(left, "未抽中：签号比上面的大") }
        </div>
    }
}
