use crate::browser::page;
use crate::state::PlanProblem;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ErrorSummaryProps {
    pub problems: Vec<PlanProblem>,
    /// Changes whenever the user asked for a check; the summary then takes the focus.
    pub asked: u32,
}

/// 错误汇总: every problem as a link to its box (the pattern of GOV.UK).
#[component]
pub fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    use_effect_with((props.asked, props.problems.is_empty()), |(asked, none)| {
        if *asked > 0 && !*none {
            page::focus("problems");
        }
    });
    if props.problems.is_empty() {
        return Html::default();
    }
    html! {
        <section class="summary" role="alert" aria-labelledby="problems">
            <h2 id="problems" tabindex="-1">{ format!("有 {} 处需要改正", props.problems.len()) }</h2>
            <ul>
                { for props.problems.iter().map(|p| {
                    let (id, message) = (p.field.clone(), p.message.clone());
                    let onclick = Callback::from(move |event: MouseEvent| {
                        event.prevent_default();
                        page::focus(&id);
                    });
                    html! { <li><a href={format!("#{}", p.field)} {onclick}>{ message }</a></li> }
                }) }
            </ul>
        </section>
    }
}
