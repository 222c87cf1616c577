use super::field::Choice;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TicksProps {
    pub legend: AttrValue,
    pub group: AttrValue,
    pub options: Vec<String>,
    pub chosen: Vec<String>,
    /// A word was ticked, or its tick taken away.
    pub on_tick: Callback<(String, bool)>,
    #[prop_or_default]
    pub locked: bool,
}

/// Several words of a list, in the order in which they were chosen.
#[component]
pub fn Ticks(p: &TicksProps) -> Html {
    let tick = |word: &String| {
        let of = word.clone();
        let on_pick = p.on_tick.reform(move |on| (of.clone(), on));
        html! { <Choice key={word.clone()} kind="checkbox" group={p.group.clone()} checked={p.chosen.contains(word)} locked={p.locked} {on_pick}>{ word }</Choice> }
    };
    html! { <fieldset class="chips"><legend class="label">{ &p.legend }</legend>{ for p.options.iter().map(tick) }</fieldset> }
}

/// Puts a word at the end of a list, or takes it out.
pub fn toggle(list: &mut Vec<String>, word: &str, on: bool) {
    list.retain(|w| w != word);
    if on {
        list.push(word.to_owned());
    }
}
