//! 抽取结果: the list beside what proves it, and the dialogs of 替补.

use super::drawn::DrawnList;
use super::drawn_part::Replacing;
use super::facts::use_facts;
use super::sealed_attempt::SealedAttempt;
use super::seed::proof;
use super::side::Side;
use super::substitute::{SubstituteDialog, choose_officer, substitutions};
use crate::app::context::use_app;
use crate::draw::Substitution;
use crate::state::contact;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct OutcomeViewProps {
    pub sealed: SealedAttempt,
}

/// 抽取结果: who was drawn first, then what proves it.
#[component]
pub fn OutcomeView(props: &OutcomeViewProps) -> Html {
    let app = use_app();
    let s = &props.sealed;
    let replacing = use_state_eq(|| None::<Replacing>);
    // The rosters are gone through for it, which is not done each time that the page is drawn.
    let reach = use_memo((s.attempt.substitutions.len(), app.store.model.blobs.len(), s.attempt.commitment), |_| {
        let of =
            |x: &Substitution| x.incoming.as_deref().map(|key| contact(&app.store.model, &s.campaign, x.kind, key));
        s.attempt.substitutions.iter().map(|x| of(x).unwrap_or_default()).collect::<Vec<_>>()
    });
    let facts = match use_facts(&app.store.model, s) {
        Ok(facts) => facts,
        Err(why) => {
            return html! { <section class="card"><p class="note bad" role="alert">{ why.to_string() }</p></section> };
        }
    };
    let on_replace = cb!(replacing, move |whom| replacing.set(Some(whom)));
    let close = cb!(replacing, move |()| replacing.set(None));
    html! {
        <div class="page with-side flush">
            <div>
                <DrawnList sealed={s.clone()} facts={facts.clone()} on_replace={on_replace.clone()} />
                { substitutions(s, &reach) }
                { proof(&app, s, &facts) }
            </div>
            <Side sealed={s.clone()} facts={facts.clone()} />
            { match (*replacing).clone() {
                Some(Replacing::SomeoneOf(team)) => choose_officer(s, &facts, team, &on_replace, close),
                Some(Replacing::Whom(kind, team, out)) => html! { <SubstituteDialog sealed={s.clone()} {facts} {kind} {team} {out} on_close={close} /> },
                None => Html::default(),
            } }
        </div>
    }
}
