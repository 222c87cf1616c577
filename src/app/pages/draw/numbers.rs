//! 报数: numbers are typed in the sealed order, each read back before the next (protocol §4).

use super::read_back::ReadBack;
use super::sealed_attempt::SealedAttempt;
use crate::app::context::{AppContext, use_app};
use crate::app::parts::{Field, checkbox, use_error_summary};
use crate::browser::page;
use crate::draw::typed_number;
use crate::model::how_to_look_up;
use crate::state::{Act, PlanProblem, field};
use yew::prelude::*;

fn box_id(i: usize) -> String {
    field("number", u32::try_from(i).unwrap_or(u32::MAX), "value")
}

/// What stands between this and the seed: the number that is the next to be typed.
fn problems(s: &SealedAttempt) -> Vec<PlanProblem> {
    let next = s.attempt.confirmed();
    let Some((label, said)) = s.sealed.seal.contributors.get(next).zip(s.attempt.said().get(next)) else {
        return Vec::new();
    };
    let why = typed_number(&said.text).err().map_or("已录入，还没有核对，请点“核对”".to_owned(), |f| f.to_string());
    vec![PlanProblem { field: box_id(next), message: format!("{label}：{why}") }]
}

/// 报数: each contributor's number is typed, read back and confirmed.
#[component]
pub fn NumbersCard(s: &SealedAttempt) -> Html {
    let app = use_app();
    let asked = use_state_eq(|| 0_u32);
    let reading = use_state_eq(|| None::<usize>);
    let problems = problems(s);
    let total = s.sealed.seal.contributors.len();
    let next = s.attempt.confirmed();
    let waiting = total - next.min(total);
    // Whoever has begun to type has the slips before him.
    let begun = next > 0 || s.attempt.said().first().is_some_and(|said| !said.text.is_empty());
    let handed_in = use_state_eq(|| begun);
    let reading_out = *handed_in || begun;
    let shown = if *asked > 0 { problems } else { Vec::new() };
    let summary = use_error_summary(&shown, *asked);
    let act = cb!(app, id = s.campaign.id, move |act| app.act(&id, act));
    let onsubmit = cb!(act, asked, move |_: MouseEvent| {
        if waiting == 0 {
            act.emit(Act::MakeSeed);
        } else {
            asked.set(*asked + 1);
        }
    });
    let close = cb!(reading, move |()| reading.set(None));
    // What was said unseen is shown when all is in, not before.
    let closed = s.attempt.hidden && (1..total).contains(&waiting);
    use_next_box((waiting > 0).then_some(next), waiting);
    html! {
        <section class="card stack" aria-labelledby="numbers">
            <div class="head">
                <h2 id="numbers">{ "各方报数" }</h2>
                <span class="small">{ "六位以上数字；开头的0也算数，000007和7不同。" }</span>
            </div>
            { howto() }
            <div>
                { checkbox("handed-in", reading_out, begun, cb!(handed_in, move |on| handed_in.set(on)), "已全部写好交齐") }
            </div>
            { summary }
            <div>
                { checkbox("hidden", s.attempt.hidden, closed, act.reform(Act::Hide), if closed { "暂不显示：全部录完自动公开" } else { "录入时暂不显示，全部录完再一起公开" }) }
            </div>
            if reading_out { <ol class="said">
                { for (0..total).map(|i| {
                    let error = shown.iter().find(|p| p.field == box_id(i)).map(|p| AttrValue::from(p.message.clone()));
                    let on_read = cb!(reading, move |()| reading.set(Some(i)));
                    line(&app, s, i, error, OnLine { read: on_read, act: act.clone() })
                }) }
            </ol> }
            <div class="row end">
                <span class="small" role="status">{ if waiting == 0 { "各方的号码已全部核对".to_owned() } else if reading_out { format!("还有 {waiting} 个号码没有录入") } else { "请先打印封存单，收齐纸条".to_owned() } }</span>
                <button class="btn main big" type="button" id={MAKE_SEED} disabled={!reading_out} onclick={onsubmit}>{ "产生种子" }</button>
            </div>
            if let Some(index) = *reading {
                <ReadBack sealed={s.clone()} {index} on_act={act} on_close={close} />
            }
        </section>
    }
}

/// How the numbers come about before they are typed here.
fn howto() -> Html {
    html! {
        <ol class="howto">
            <li>{ "各方先把号码（六位以上数字）写在自己的纸条上，不让人看见，折好；" }<b>{ "全部交齐后" }</b>{ "再打开。掷骰、摸球在打开第一张之前进行。" }</li>
            <li>{ "由另一方打开、读出，抄到封存单上，写的人签字；纸条与封存码一起拍照留存。" }</li>
            <li>{ "照封存单的次序在这里录入，逐个读一遍核对。" }</li>
        </ol>
    }
}

/// Once a number is confirmed, the focus goes to the next box, at last to the button.
#[hook]
fn use_next_box(open: Option<usize>, waiting: usize) {
    let last = use_mut_ref(|| waiting);
    use_effect_with(waiting, move |waiting| {
        if *waiting < last.replace(*waiting) {
            page::focus(&open.map_or(MAKE_SEED.to_owned(), box_id));
        }
    });
}

const MAKE_SEED: &str = "make-seed";

/// What may be done with a line: a look at the number that is to be read back, and any act.
struct OnLine {
    read: Callback<()>,
    act: Callback<Act>,
}

/// A contributor: the box until the number is confirmed, then the number in large digits.
fn line(app: &AppContext, s: &SealedAttempt, index: usize, error: Option<AttrValue>, on: OnLine) -> Html {
    let (Some(label), Some(said)) = (s.sealed.seal.contributors.get(index), s.attempt.said().get(index)) else {
        return Html::default();
    };
    let hint = how_to_look_up(label);
    let next = s.attempt.confirmed();
    if said.confirmed.is_some() {
        let correct = on.act.reform(move |_: MouseEvent| Act::Correct(index));
        // Only the last one, while another is missing (protocol §4).
        let correctable = index + 1 == next && next < s.attempt.said().len() && !s.attempt.is_correcting();
        let (tag, value) = if s.campaign.shows_numbers() {
            ("✓ 已核对", said.text.clone())
        } else {
            ("✓ 已核对，录完公开", "••••••".into())
        };
        return html! {
            <li key={index} class="done">
                <span class="who">{ label }</span>
                <output class="value" id={box_id(index)} tabindex="-1">{ value }</output>
                <span class="tag ok">{ tag }</span>
                if correctable { <button type="button" class="btn quiet" aria-label={format!("更正{label}的号码")} onclick={correct}>{ "更正" }</button> }
            </li>
        };
    }
    if index > next {
        return html! { <li key={index} class="done later"><span class="who">{ label }</span><span class="small">{ hint.unwrap_or("按次序录入") }</span></li> };
    }
    let on_text = on.act.reform(move |text| Act::Type { index, text });
    let onsubmit = cb!(app, id = s.campaign.id, act = on.act, read = on.read, move |event: SubmitEvent| {
        event.prevent_default();
        // As typed by now, which may not be drawn yet.
        let campaign = app.campaign(&id);
        let said = campaign.as_ref().and_then(|c| c.current()?.said().get(index));
        if said.is_some_and(|said| typed_number(&said.text).is_ok()) {
            read.emit(());
        } else {
            // Refused, with the reason.
            act.emit(Act::Confirm(index));
        }
    });
    let kind = if s.attempt.hidden { "password" } else { "text" };
    html! {
        <li key={index}>
            <form {onsubmit} novalidate=true>
                <Field class="number grow" id={box_id(index)} label={label.clone()} hint={hint.unwrap_or_default()} value={said.text.clone()}
                    {on_text} {error} inputmode="numeric" {kind} exact=true />
                <button type="submit" class="btn main" aria-label={format!("核对{label}的号码")}>{ "核对" }</button>
            </form>
        </li>
    }
}
