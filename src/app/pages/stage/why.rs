use crate::app::pages::draw::{Names, Sealed};
use crate::app::parts::Dialog;
use crate::app::store::use_shop;
use crate::draw::{Drawn, Placed, Reserve, ticket_command};
use crate::state;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct WhyPanelProps {
    pub sealed: Option<Sealed>,
    pub on_close: Callback<()>,
}

/// 为什么可信, in plain words, with a line that anybody can type.
#[component]
pub fn WhyPanel(props: &WhyPanelProps) -> Html {
    let shop = use_shop();
    let drawn = props.sealed.as_ref().and_then(|s| state::drawn(&shop.0.model, &s.attempt, &s.manifest).ok());
    html! {
        <Dialog title="为什么可信" wide=true on_close={props.on_close.clone()}>
            <ol class="why plain-why">
                <li><b>{ "先封存" }</b>{ "名录和规则在报数之前已封成64位的封存码，公布、打印、签字。事后改一个字，封存码就对不上。" }</li>
                <li><b>{ "再报数" }</b>{ "种子由封存码、封存时锁定的随机码和各方报的数合成。只要有一方的数别人事先不知道，谁也左右不了结果。" }</li>
                <li><b>{ "人人能算" }</b>{ "每户的签号由种子和它自己的代码算出，签号小的抽中；增删别的行、改变次序，都不影响它。" }</li>
                <li><b>{ "重抽留痕" }</b>{ "作废要写理由和批准人，永远留在公开记录里。" }</li>
            </ol>
            if let (Some(s), Some((drawn, _))) = (&props.sealed, &drawn) { { lines(s, drawn) } }
            <p class="small">{ "它证明结果出自这份名录和这些报数；不能证明名录完整，也拦不住有人在别处另抽一次，所以封存单要在报数之前签字。" }</p>
            <div class="row end"><button type="button" class="btn" onclick={props.on_close.reform(|_: MouseEvent| ())}>{ "关闭" }</button></div>
        </Dialog>
    }
}

/// The ticket of one business that was drawn and of one of its stratum that was not, to compute by hand.
fn lines(s: &Sealed, drawn: &Drawn) -> Html {
    let names = Names::of(&s.manifest);
    let reserve = Reserve::new(&s.manifest, drawn);
    let example = s.manifest.strata.iter().find_map(|stratum| {
        let of = |p: &&Placed| s.manifest.businesses.iter().any(|b| b.key == p.key && b.stratum == stratum.label);
        let left = reserve.businesses.get(&stratum.label)?.first()?;
        Some((drawn.businesses.iter().rfind(of)?, left, &stratum.label))
    });
    let Some((last, left, stratum)) = example else { return Html::default() };
    let line = |p: &Placed, word: &str| {
        html! {
            <>
                <p><b>{ names.get(&p.key) }</b>{ format!("　{word}") }</p>
                <pre class="pre" tabindex="0">{ format!("{}\n{}", ticket_command(&drawn.seed, &p.key), p.ticket) }</pre>
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
