//! What the ways to read 抽取名单 share.

use super::facts::DrawnFacts;
use super::sealed_attempt::SealedAttempt;
use crate::app::parts::Same;
use crate::model::{EntityKind, WHOLE};
use yew::prelude::*;

/// Who shall be replaced, as far as the user has said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replacing {
    /// An officer of this team.
    SomeoneOf(u32),
    /// This one: kind, team, key.
    Whom(EntityKind, u32, String),
}

#[derive(Properties, PartialEq)]
pub struct PartProps {
    pub sealed: SealedAttempt,
    pub facts: Same<DrawnFacts>,
    pub on_replace: Callback<Replacing>,
}

/// 替补, on whoever came in.
pub fn came_in(p: &PartProps, kind: EntityKind, key: &str) -> Html {
    let since = p.sealed.attempt.substitutions.iter().any(|x| x.kind == kind && x.incoming.as_deref() == Some(key));
    html! { if since { <span class="tag warn">{ "替补" }</span> } }
}

/// 第9户: never parted.
pub fn team_name(p: &PartProps, number: u32) -> Html {
    html! { <span class="nowrap">{ format!("第{number}{}", p.sealed.sealed.seal.matching.mode.unit()) }</span> }
}

/// The button with which a business is put out.
pub fn put_out(p: &PartProps, team: u32, key: &str, name: &str, label: &'static str) -> Html {
    if p.sealed.attempt.is_preliminary() {
        return Html::default();
    }
    let whom = Replacing::Whom(EntityKind::Business, team, key.to_owned());
    let onclick = p.on_replace.reform(move |_: MouseEvent| whom.clone());
    html! { <button type="button" class="btn quiet" aria-label={format!("换下{name}")} {onclick}>{ label }</button> }
}

pub fn stratum_of<'a>(p: &'a PartProps, key: &str) -> &'a str {
    p.sealed.sealed.businesses.get(key).map_or("", |b| &b.stratum)
}

/// Its category, where there are several.
pub fn stratum(p: &PartProps, key: &str) -> Html {
    let label = stratum_of(p, key);
    html! { if label != WHOLE { <span class="small kind whole">{ label }</span> } }
}
