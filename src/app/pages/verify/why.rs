//! 查一户: why a business was drawn or not, so that it can be computed elsewhere.

use super::state::RecordWorker;
use crate::app::context::{AppContext, use_app};
use crate::app::parts::{Field, command};
use crate::app::worker::download;
use crate::app::worker::task;
use crate::browser::worker::Payload;
use crate::draw::{Exchange, Shell, Why, WhyAnswer};
use crate::export::VERIFIER;
use crate::model::spelt_out;
use crate::work::ExplainBusiness;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct WhyCardProps {
    pub held: RecordWorker,
    /// What a team's number counts: 组 or 户.
    pub unit: &'static str,
}

/// 查一户: the tickets of a business that is typed in, and how to compute them elsewhere.
#[component]
pub fn WhyCard(p: &WhyCardProps) -> Html {
    let app = use_app();
    let wanted = use_state_eq(String::new);
    let found = use_state_eq(|| None::<Result<WhyAnswer, String>>);
    let ask = cb!(held = p.held, found, move |business: String| {
        let answer = found.clone();
        let done = move |why: Result<WhyAnswer, task::TaskFault>| {
            answer.set(Some(why.map_err(|fault| fault.to_string())));
        };
        if let Some(session) = held.borrow().as_ref() {
            task::ask(session, &ExplainBusiness { business }, Payload::Bytes(&[]), |_| {}, done);
        }
    });
    let onsubmit = cb!(ask, wanted, move |event: SubmitEvent| {
        event.prevent_default();
        ask.emit((*wanted).clone());
    });
    let on_text = cb!(wanted, move |text| wanted.set(text));
    html! {
        <section class="card stack" aria-labelledby="why">
            <h2 id="why">{ "查一户：为什么抽中，为什么没抽中" }</h2>
            <form class="row" {onsubmit}>
                <Field class="grow" id="why-business" name="企业的名称或代码" placeholder="名称或统一社会信用代码" value={(*wanted).clone()} {on_text} />
                <button type="submit" class="btn main">{ "查询" }</button>
            </form>
            <div aria-live="polite" id="why-answer">
                if let Some(found) = &*found { { answer(&app, p.unit, found, &ask) } }
            </div>
            { verifier(&app) }
        </section>
    }
}

/// The second program, for who does not trust this one.
fn verifier(app: &AppContext) -> Html {
    let app = app.clone();
    let save = Callback::from(move |_: MouseEvent| match download::save("verify.py", VERIFIER.as_bytes()) {
        Ok(name) => app.tell(format!("已下载“{name}”")),
        Err(fault) => app.warn(fault),
    });
    html! {
        <div class="row verifier">
            <button type="button" class="btn" onclick={save}>{ "下载 verify.py" }</button>
            <span class="small grow">{ "另一个程序，不信本页可以用它重算整份记录（.json）：" }<code>{ "python3 verify.py 记录.json" }</code>{ "，只要有 Python，不联网。" }</span>
        </div>
    }
}

fn answer(app: &AppContext, unit: &str, found: &Result<WhyAnswer, String>, ask: &Callback<String>) -> Html {
    match found {
        Err(why) => html! { <p class="note bad">{ why }</p> },
        Ok(WhyAnswer::NoSeed) => {
            html! { <p class="note warn">{ "这份记录里没有一次抽取得出种子，没有签号可算。" }</p> }
        }
        Ok(WhyAnswer::Nobody) => {
            html! { <p class="note warn">{ "封存的名录里没有这个名称或代码。请检查是否写全；确实应在名录里的，请向牵头单位反映。" }</p> }
        }
        Ok(WhyAnswer::Several(some, all)) => html! {
            <>
                <p>{ format!("有 {all} 户的名称含有这些字，请选一户：") }</p>
                <ul class="list">{ for some.iter().map(|who| {
                    let key = who.key.clone();
                    html! { <li><button type="button" class="btn quiet" onclick={ask.reform(move |_: MouseEvent| key.clone())}>{ seen(&who.name) }</button><span class="mono small">{ seen(&who.key) }</span></li> }
                }) }</ul>
                if *all > some.len() { <p class="small">{ "只列出前面一些，请写得更全。" }</p> }
            </>
        },
        Ok(WhyAnswer::One(why)) => one(app, unit, why),
    }
}

/// A stranger's text as it is shown.
fn seen(text: &str) -> String {
    spelt_out(text).into_owned()
}

fn one(app: &AppContext, unit: &str, why: &Why) -> Html {
    let verdict = match (why.drawn(), why.team) {
        (true, Some(team)) => format!("抽中，第{team}{unit}"),
        (true, None) => "抽中".into(),
        (false, _) => "没有抽中".into(),
    };
    let reason = format!(
        "第 {} 次抽取，“{}”类 {} 户抽 {} 户，签号最小的 {} 户抽中；这一户的签号从小到大排在第 {} 位。",
        why.attempt,
        seen(&why.stratum),
        why.population,
        why.sample,
        why.sample,
        why.place
    );
    html! {
        <div class="stack">
            <p class={classes!("note", why.drawn().then_some("ok"))}><b>{ format!("{}：{verdict}。", seen(&why.business.name)) }</b>{ reason }</p>
            if let Some(x) = &why.replaced { <p class="note warn">{ format!("第 {} 次替补：第{}{unit}的这一户{}（{}）。", x.number, x.team, by(x), seen(&x.reason)) }</p> }
            if let Some(x) = &why.came_in { <p class="note warn">{ format!("第 {} 次替补：这一户递补了第{}{unit}的“{}”（{}）。", x.number, x.team, other(x), seen(&x.reason)) }</p> }
            <dl class="kv left">
                <dt>{ "这一户的签号" }</dt><dd class="mono">{ why.ticket.hex() }</dd>
                if let Some(last) = &why.last_drawn { <dt>{ "抽中的最后一户" }</dt><dd class="mono">{ last.ticket.hex() }</dd> }
                if let Some(first) = &why.first_left { <dt>{ "没抽中的第一户" }</dt><dd class="mono">{ first.ticket.hex() }</dd> }
            </dl>
            <p class="small">{ "自己算一遍：在下面任一处运行这一行，得到的就是这一户的签号。" }</p>
            { command(app, Shell::PowerShell.about(), &why.power_shell) }
            { command(app, Shell::Posix.about(), &why.posix) }
        </div>
    }
}

fn other(x: &Exchange) -> String {
    x.other.as_ref().map(|who| seen(&who.name)).unwrap_or_default()
}

fn by(x: &Exchange) -> String {
    match &x.other {
        Some(_) => format!("已由“{}”递补", other(x)),
        None => "已换下，无人可补".to_owned(),
    }
}
