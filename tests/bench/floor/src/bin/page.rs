//! The least a page of Yew takes: one component, one box, one button.
use yew::prelude::*;

#[component]
fn Least() -> Html {
    let count = use_state(|| 0_u32);
    let onclick = { let count = count.clone(); Callback::from(move |_: MouseEvent| count.set(*count + 1)) };
    html! { <button {onclick}>{ *count }</button> }
}

fn main() {
    yew::Renderer::<Least>::new().render();
}
