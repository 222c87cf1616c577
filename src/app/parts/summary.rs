//! 错误汇总: problems lead to their boxes (the pattern of GOV.UK).

use crate::browser::page;
use crate::state::PlanProblem;
use yew::prelude::*;

/// 错误汇总: every problem as a link to its box (the pattern of GOV.UK). `asked` changes whenever the user asked for a check; the
/// summary then takes the focus.
#[hook]
pub fn use_error_summary(problems: &[PlanProblem], asked: u32) -> Html {
    use_effect_with((asked, problems.is_empty()), |(asked, none)| {
        if *asked > 0 && !*none {
            page::focus("problems");
        }
    });
    if problems.is_empty() {
        return Html::default();
    }
    html! {
        <section class="summary" role="alert" aria-labelledby="problems">
            <h2 id="problems" tabindex="-1">{ format!("有 {} 处需要改正", problems.len()) }</h2>
            <ul>
                { for problems.iter().map(|p| {
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
