use super::SealedAttempt;
use super::read_back::ReadBack;
use crate::app::parts::{Choice, ErrorSummary, Field};
use crate::app::store::use_shop;
use crate::browser::page;
use crate::draw2::typed_number;
use crate::model::how_to_look_up;
use crate::state::{Act, PlanProblem, field};
use yew::prelude::*;

/// Fewer digits than this in all, or fewer contributors, and somebody might try them all in time.
const FEW_DIGITS: usize = 24;
const FEW_CONTRIBUTORS: usize = 3;

fn box_id(i: usize) -> String {
    field("number", u32::try_from(i).unwrap_or(u32::MAX), "value")
}

/// What stands between this and the seed.
fn problems(s: &SealedAttempt) -> Vec<PlanProblem> {
    let lines = s.sealed.seal.contributors.iter().zip(&s.attempt.said).enumerate();
    let open = lines.filter(|(_, (_, said))| said.confirmed.is_none());
    let told = open.map(|(i, (label, said))| {
        let why = typed_number(&said.text).err().map_or("已录入，还没有核对，请点“核对”".to_owned(), |f| f.to_string());
        PlanProblem { field: box_id(i), message: format!("{label}：{why}") }
    });
    told.collect()
}

/// 报数: each contributor's number is typed, read back and confirmed.
#[component]
pub fn NumbersCard(s: &SealedAttempt) -> Html {
    let shop = use_shop();
    let asked = use_state_eq(|| 0_u32);
    let reading = use_state_eq(|| None::<usize>);
    let problems = problems(s);
    let waiting = problems.len();
    let shown = if *asked > 0 { problems } else { Vec::new() };
    let act = {
        let (shop, id) = (shop.clone(), s.campaign.id.clone());
        Callback::from(move |act| shop.act(&id, act))
    };
    let onsubmit = {
        let (act, asked) = (act.clone(), asked.clone());
        Callback::from(move |_: MouseEvent| {
            if waiting == 0 {
                act.emit(Act::MakeSeed);
            } else {
                asked.set(*asked + 1);
            }
        })
    };
    let close = {
        let reading = reading.clone();
        Callback::from(move |()| reading.set(None))
    };
    let total = s.sealed.seal.contributors.len();
    // What was said unseen is shown when all is in, not before.
    let closed = s.attempt.hidden && (1..total).contains(&waiting);
    use_next_box(s.attempt.said.iter().position(|x| x.confirmed.is_none()), waiting);
    html! {
        <section class="card stack" aria-labelledby="numbers">
            <div class="head">
                <h2 id="numbers">{ "各方报数" }</h2>
                <span class="small">{ "由各方当场说出或到屏幕前录入，照原样录；开头的0也算数，007和7不同。" }</span>
            </div>
            <ErrorSummary problems={shown.clone()} asked={*asked} />
            <div>
                <Choice kind="checkbox" group="hidden" checked={s.attempt.hidden} locked={closed} on_pick={act.reform(Act::Hide)}>
                    { if closed { "暂不显示：已有单位封好报数，全部报完自动公开" } else { "暂不显示，全部报完再一起公开（先写在纸上、当场录入时用）" } }
                </Choice>
            </div>
            <ol class="said">
                { for (0..total).map(|i| {
                    let error = shown.iter().find(|p| p.field == box_id(i)).map(|p| AttrValue::from(p.message.clone()));
                    let on_read = { let reading = reading.clone(); Callback::from(move |()| reading.set(Some(i))) };
                    html! { <Line key={i} sealed={s.clone()} index={i} {error} {on_read} on_act={act.clone()} /> }
                }) }
            </ol>
            { advice(s) }
            <div class="row end">
                <span class="small" role="status">{ if waiting == 0 { "各方报数已全部核对".to_owned() } else { format!("还有 {waiting} 个单位没有核对") } }</span>
                <button class="btn main big" type="button" id={MAKE_SEED} onclick={onsubmit}>{ "产生种子" }</button>
            </div>
            if let Some(index) = *reading {
                <ReadBack sealed={s.clone()} {index} on_act={act} on_close={close} />
            }
        </section>
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

/// What would make the seed harder to steer; nothing while numbers are still coming.
fn advice(s: &SealedAttempt) -> Html {
    let digits: usize = s.attempt.said.iter().map(|x| x.text.chars().filter(char::is_ascii_digit).count()).sum();
    let few = s.sealed.seal.contributors.len() < FEW_CONTRIBUTORS;
    let text = match (few, digits < FEW_DIGITS) {
        (true, _) => "报数的单位少于三个，建议下次增加；每方多报几位，总共不少于24位数字。",
        (false, true) => "建议总共不少于24位数字，例如每方报6位以上。",
        (false, false) => return Html::default(),
    };
    html! { <p class="small">{ text }</p> }
}

#[derive(Properties, PartialEq)]
struct LineProps {
    sealed: SealedAttempt,
    index: usize,
    error: Option<AttrValue>,
    on_read: Callback<()>,
    on_act: Callback<Act>,
}

/// A contributor: the box until the number is confirmed, then the number in large digits.
#[component]
fn Line(p: &LineProps) -> Html {
    let shop = use_shop();
    let (s, index) = (&p.sealed, p.index);
    let (Some(label), Some(said)) = (s.sealed.seal.contributors.get(index), s.attempt.said.get(index)) else {
        return Html::default();
    };
    let hint = how_to_look_up(label);
    if said.confirmed.is_some() {
        let correct = p.on_act.reform(move |_: MouseEvent| Act::Correct(index));
        let (tag, value) = if s.campaign.shows_numbers() {
            ("✓ 已核对", said.text.clone())
        } else {
            ("✓ 已封好，报完公开", "••••••".into())
        };
        return html! {
            <li class="done">
                <span class="who">{ label }</span>
                <output class="value" id={box_id(index)} tabindex="-1">{ value }</output>
                <span class="tag ok">{ tag }</span>
                <button type="button" class="btn quiet" aria-label={format!("更正{label}的报数")} onclick={correct}>{ "更正" }</button>
            </li>
        };
    }
    let on_text = p.on_act.reform(move |text| Act::Type { index, text });
    let read = p.on_read.clone();
    let onsubmit = {
        let (shop, id, act) = (shop.clone(), s.campaign.id.clone(), p.on_act.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            // As typed by now, which may not be drawn yet.
            let campaign = shop.campaign(&id);
            let said = campaign.as_ref().and_then(|c| c.current()?.said.get(index));
            if said.is_some_and(|said| typed_number(&said.text).is_ok()) {
                read.emit(());
            } else {
                // Refused, with the reason.
                act.emit(Act::Confirm(index));
            }
        })
    };
    let kind = if s.attempt.hidden { "password" } else { "text" };
    html! {
        <li>
            <form {onsubmit} novalidate=true>
                <Field class="number grow" id={box_id(index)} label={label.clone()} hint={hint.unwrap_or_default()} value={said.text.clone()}
                    {on_text} error={p.error.clone()} inputmode="numeric" {kind} exact=true />
                <button type="submit" class="btn main" aria-label={format!("核对{label}的报数")}>{ "核对" }</button>
            </form>
        </li>
    }
}
