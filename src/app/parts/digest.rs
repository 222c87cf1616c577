//! Digests are read aloud: they stand in groups of four, broken alike everywhere.

use crate::model::Digest;
use yew::prelude::*;

/// A digest in groups of four, as it is read aloud: four groups stay together, so that it breaks alike everywhere.
pub fn digest_text(digest: Digest, class: &'static str) -> Html {
    let groups = digest.groups();
    // Four groups of four with a space between take 19 characters, and a space before the next.
    let fours: Vec<_> = (0..4).map(|i| groups[i * 20..i * 20 + 19].to_owned()).collect();
    html! {
        <p {class}>
            <span>{ &fours[0] }</span>{ " " }<span>{ &fours[1] }</span><br /><span>{ &fours[2] }</span>{ " " }<span>{ &fours[3] }</span>
        </p>
    }
}
