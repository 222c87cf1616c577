use crate::model::Digest;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DigestTextProps {
    pub digest: Digest,
    #[prop_or(classes!("digest"))]
    pub class: Classes,
}

/// A digest in groups of four, as it is read aloud: four groups stay together, so that it breaks alike everywhere.
#[component]
pub fn DigestText(props: &DigestTextProps) -> Html {
    let groups = props.digest.groups();
    // Four groups of four with a space between take 19 characters, and a space before the next.
    let fours: Vec<_> = (0..4).map(|i| groups[i * 20..i * 20 + 19].to_owned()).collect();
    html! {
        <p class={props.class.clone()}>
            <span>{ &fours[0] }</span>{ " " }<span>{ &fours[1] }</span><br /><span>{ &fours[2] }</span>{ " " }<span>{ &fours[3] }</span>
        </p>
    }
}
