//! 核对: whoever said a number confirms it as it was typed; one typed unseen is typed twice.

use super::sealed_attempt::SealedAttempt;
use crate::app::parts::{Dialog, Field};
use crate::draw::typed_number;
use crate::state::Act;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ReadBackProps {
    pub sealed: SealedAttempt,
    /// Which contributor.
    pub index: usize,
    pub on_act: Callback<Act>,
    pub on_close: Callback<()>,
}

/// 核对: the number, large, for whoever said it to confirm; one typed unseen is typed again instead.
#[component]
pub fn ReadBack(p: &ReadBackProps) -> Html {
    let s = &p.sealed;
    let again = use_state_eq(String::new);
    let tried = use_state_eq(|| false);
    let (label, said) = match (s.sealed.seal.contributors.get(p.index), s.attempt.said().get(p.index)) {
        (Some(label), Some(said)) => (label.clone(), said.clone()),
        _ => return Html::default(),
    };
    let hidden = s.attempt.hidden;
    let value = typed_number(&said.text).unwrap_or_default();
    let same = !hidden || typed_number(&again).is_ok_and(|v| v == value);
    let onsubmit = cb!(tried, act = p.on_act, close = p.on_close, index = p.index, move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if same {
            act.emit(Act::Confirm(index));
            close.emit(());
        }
    });
    let error = (*tried && !same)
        .then_some(AttrValue::Static("与第一次输入的不同，请对照写好的纸条再输入；第一次输错的，点“返回修改”"));
    html! {
        <Dialog title={format!("请“{label}”核对")} on_close={p.on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                if hidden {
                    <p>{ "数字暂不显示，请再输入一遍。" }</p>
                    <Field class="number" id="read-back" name={format!("再输入一遍{label}的号码")} value={(*again).clone()} kind="password" inputmode="numeric" {error}
                        on_text={cb!(again, move |text| again.set(text))} />
                } else {
                    <output class="read-back" id="read-back">{ &value }</output>
                    if value != said.text.trim() {
                        <p class="small">{ "全角数字、空格已按规则折算，以上面显示的为准。" }</p>
                    }
                    <p>{ format!("共 {} 位。请对照封存单上亲笔写的号码逐位核对，开头的0也算数。", value.len()) }</p>
                }
                <div class="row end">
                    <button type="button" class="btn" onclick={p.on_close.reform(|_: MouseEvent| ())}>{ "返回修改" }</button>
                    <button type="submit" class="btn main" autofocus={!hidden}>{ "核对无误" }</button>
                </div>
            </form>
        </Dialog>
    }
}
