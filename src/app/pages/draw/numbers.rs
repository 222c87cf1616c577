use super::Sealed;
use crate::app::parts::{ErrorSummary, Field};
use crate::app::store::use_shop;
use crate::draw::clean_value;
use crate::state::{Act, PlanProblem, field};
use yew::prelude::*;

/// 报数: one box for each contributor.
#[component]
pub fn NumbersCard(s: &Sealed) -> Html {
    let shop = use_shop();
    let asked = use_state_eq(|| 0_u32);
    let box_id = |i: usize| field("number", u32::try_from(i).unwrap_or(u32::MAX), "value");
    let lines: Vec<_> = s.manifest.contributors.iter().zip(&s.attempt.boxes).enumerate().collect();
    let problems: Vec<_> = lines
        .iter()
        .filter_map(|(i, (label, text))| {
            let fault = clean_value(text).err()?;
            Some(PlanProblem { field: box_id(*i), message: format!("{label}：{fault}") })
        })
        .collect();
    let none = problems.is_empty();
    let shown = if *asked > 0 { problems } else { Vec::new() };
    let onsubmit = {
        let (shop, id, asked) = (shop.clone(), s.campaign.id.clone(), asked.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if none {
                shop.act(&id, Act::MakeSeed);
            } else {
                asked.set(*asked + 1);
            }
        })
    };
    let digits: usize = s.attempt.boxes.iter().map(|b| b.chars().filter(char::is_ascii_digit).count()).sum();
    html! {
        <form class="card stack" {onsubmit} novalidate=true aria-labelledby="numbers">
            <div class="head">
                <h2 id="numbers">{ "各方报数" }</h2>
                <span class="small">{ "由各方当场说出，照原样录入；开头的0也算数，007和7不同。" }</span>
            </div>
            <ErrorSummary problems={shown.clone()} asked={*asked} />
            <div class="grid">
                { for lines.iter().map(|(i, (label, text))| {
                    let (shop, id, index) = (shop.clone(), s.campaign.id.clone(), *i);
                    let on_text = Callback::from(move |text| shop.act(&id, Act::Type { index, text }));
                    let id = AttrValue::from(box_id(*i));
                    let error = shown.iter().find(|p| p.field == *id).map(|p| AttrValue::from(p.message.clone()));
                    html! { <Field key={id.to_string()} class="number" id={id.clone()} label={(*label).clone()} value={(*text).clone()} {on_text} {error} inputmode="numeric" /> }
                }) }
            </div>
            if lines.len() < 3 || digits < 24 {
                <p class="small">{ "建议三个以上单位报数、总共不少于24位数字，例如每方报6位以上。" }</p>
            }
            <div class="row end"><button class="btn main big" type="submit">{ "产生种子" }</button></div>
        </form>
    }
}
