//! 封存码: large, and on paper before any number is said.

use super::sealed_attempt::SealedAttempt;
use crate::app::context::verify_link;
use crate::app::parts::{digest_text, qr_code};
use crate::route::{Papers, Route, Whose};
use crate::state::Phase;
use yew::prelude::*;

/// 已封存: the commitment, large, before anyone says a number.
pub fn seal_card(s: &SealedAttempt) -> Html {
    let m = &s.sealed.seal;
    let sample: u64 = m.strata.iter().map(|s| u64::from(s.sample)).sum();
    let first = s.campaign.phase() == Phase::Sealed && !s.attempt.is_preliminary();
    html! {
        <section class="card sealed stack" aria-labelledby="sealed">
            <span class="stamp">{ "已封存" }</span>
            <h2 id="sealed">{ "封存码" }</h2>
            <div class="row nowrap-row">
                { digest_text(s.attempt.commitment, "digest huge grow") }
                if !s.campaign.is_rehearsal { { qr_code(&verify_link(s.attempt.commitment, None), "封存码的二维码，请拍照留存") } }
            </div>
            <p class="small">{ format!("{} 封存 · {}{}户抽{}户 · 执法人员{}人 · 封存后不可修改", s.attempt.sealed_at.format("%Y年%-m月%-d日 %H:%M"), s.campaign.settings.subject.title(), s.sealed.businesses.len(), sample, s.sealed.officers.officers.len()) }</p>
            if first && s.attempt.nonce.is_none() {
                <p class="note bad" role="alert">{ "这次封存是从备份恢复的，随机码没有存进备份：不能抽取，只能说明理由作废，再重新封存。已经打开的号码请照录，会留在记录里。" }</p>
            } else if first {
                <p class="note">{ "请先打印封存单，由在场人员核对封存码；号码打开后抄在上面，写的人签字。签好以后，各方请拍下封存单，最好也发到会议的工作群里：群里的时间就是凭据。" }</p>
            }
            <div class="row">
                <a class={classes!("btn", first.then_some("main"))} href={Route::Papers(s.campaign.id.clone(), Papers::Seal, Whose::All).hash()}>{ "打印封存单" }</a>
                if first && s.attempt.nonce.is_some() && !s.campaign.is_rehearsal { <a class="btn" href={Route::Papers(s.campaign.id.clone(), Papers::Nonce, Whose::All).hash()}>{ "打印随机码封袋页" }</a> }
            </div>
        </section>
    }
}
