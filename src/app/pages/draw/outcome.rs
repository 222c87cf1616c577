use super::SealedAttempt;
use super::drawn::DrawnList;
use super::seed::proof;
use super::side::Side;
use super::substitute::{SubstituteDialog, choose_officer, substitutions};
use crate::app::context::use_app;
use crate::draw::{Drawn, Sealed, Substitution, Team, teams_after};
use crate::model::{EntityKind, ToMap};
use crate::state::{self, Model, Refusal, contact};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;
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
    let on_replace = {
        let replacing = replacing.clone();
        Callback::from(move |whom| replacing.set(Some(whom)))
    };
    let close = {
        let replacing = replacing.clone();
        Callback::from(move |()| replacing.set(None))
    };
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

/// Who shall be replaced, as far as the user has said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacing {
    /// An officer of this team.
    SomeoneOf(u32),
    /// This one: kind, team, key.
    Whom(EntityKind, u32, String),
}

/// The facts of the attempt, made again when a substitution is added or a part comes into memory.
#[hook]
pub fn use_facts(model: &Model, s: &SealedAttempt) -> Result<Rc<DrawnFacts>, Refusal> {
    let key = (s.attempt.commitment, s.attempt.drawn.clone(), s.attempt.substitutions.len(), model.blobs.len());
    (*use_memo(key, |_| DrawnFacts::of(model, s).map(Rc::new))).clone()
}

/// The draw with its tickets and reserves, and the teams as they stand now.
pub struct DrawnFacts {
    pub drawn: Drawn,
    pub teams: Vec<Team>,
}

impl DrawnFacts {
    pub fn of(model: &Model, s: &SealedAttempt) -> Result<Self, Refusal> {
        let drawn = state::drawn(model, &s.attempt, &s.sealed)?;
        let teams = teams_after(&drawn.outcome.teams, &s.attempt.substitutions);
        Ok(Self { drawn, teams })
    }
}

/// SealedNames by key, as sealed.
pub struct SealedNames<'a>(BTreeMap<&'a str, Cow<'a, str>>);

impl<'a> SealedNames<'a> {
    pub fn of(sealed: &'a Sealed) -> Self {
        let businesses = sealed.businesses.iter().map(|b| (b.key.as_str(), b.name.as_str()));
        let all =
            || businesses.clone().chain(sealed.officers.officers.iter().map(|o| (o.key.as_str(), o.name.as_str())));
        let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
        all().for_each(|(_, name)| *bearers.entry(name).or_default() += 1);
        // Two of one name are told apart by their numbers.
        let told = |(key, name): (&'a str, &'a str)| match bearers.get(name) {
            Some(2..) if key != name => (key, Cow::Owned(format!("{name}（{key}）"))),
            _ => (key, Cow::Borrowed(name)),
        };
        Self(all().map(told).to_map())
    }

    pub fn get<'b>(&'b self, key: &'b str) -> &'b str {
        self.0.get(key).map_or(key, |name| name)
    }
}

#[derive(Properties)]
pub struct PartProps {
    pub sealed: SealedAttempt,
    pub facts: Rc<DrawnFacts>,
    #[prop_or_default]
    pub on_replace: Callback<Replacing>,
}

impl PartialEq for PartProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.facts, &other.facts) && self.sealed == other.sealed
    }
}
