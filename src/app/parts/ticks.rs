use super::Choice;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct TicksProps {
    pub legend: AttrValue,
    pub group: AttrValue,
    pub options: Vec<String>,
    pub chosen: Vec<String>,
    pub on_change: Callback<Vec<String>>,
    #[prop_or_default]
    pub locked: bool,
}

/// Several words of a list, in the order in which they were chosen.
#[component]
pub fn Ticks(p: &TicksProps) -> Html {
    let tick = |word: &String| {
        let (chosen, of) = (p.chosen.clone(), word.clone());
        let on_pick = p.on_change.reform(move |on| {
            let mut next = chosen.clone();
            toggle(&mut next, &of, on);
            next
        });
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
