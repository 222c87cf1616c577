use crate::forms::qr;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct QrCodeProps {
    /// What the code says.
    pub text: AttrValue,
    /// What it is, for those who do not see it.
    pub label: AttrValue,
}

/// A QR code, or nothing where the text is too long for one.
#[component]
pub fn QrCode(props: &QrCodeProps) -> Html {
    let code = use_memo(props.text.clone(), |text| qr(text));
    let Some(code) = &*code else { return Html::default() };
    html! {
        <svg class="qr" viewBox={format!("0 0 {0} {0}", code.size)} role="img" aria-label={props.label.clone()} shape-rendering="crispEdges">
            <rect width="100%" height="100%" fill="#fff" /><path d={code.path.clone()} fill="#000" />
        </svg>
    }
}
