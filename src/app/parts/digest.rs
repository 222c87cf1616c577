use crate::model::Digest;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DigestTextProps {
    pub digest: Digest,
    #[prop_or(classes!("digest"))]
    pub class: Classes,
}

/// A digest in groups of four on two lines, as it is read aloud.
#[component]
pub fn DigestText(props: &DigestTextProps) -> Html {
    let groups = props.digest.groups();
    // 16 groups of 4 with a space between: the first eight take 39 characters.
    let (first, second) = groups.split_at(39);
    html! { <p class={props.class.clone()}>{ first }<br />{ second.trim_start() }</p> }
}
