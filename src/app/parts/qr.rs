//! QR codes, as the forms have them.

use crate::forms::qr;
use yew::prelude::*;

/// A QR code of the text, or nothing where that is too long for one; `label` says what it is to those who do not see it.
pub fn qr_code(text: &str, label: &'static str) -> Html {
    let Some(code) = qr(text) else { return Html::default() };
    html! {
        <svg class="qr" viewBox={format!("0 0 {0} {0}", code.size)} role="img" aria-label={label} shape-rendering="crispEdges">
            <rect width="100%" height="100%" fill="#fff" /><path d={code.path} fill="#000" />
        </svg>
    }
}
