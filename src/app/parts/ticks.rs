use super::Choice;
use yew::prelude::*;

/// Several words of a list, in the order in which they were chosen; `on_tick` hears which was ticked, or lost its tick.
pub fn ticks(
    (legend, group): (&'static str, &'static str),
    options: &[String],
    chosen: &[String],
    locked: bool,
    on_tick: &Callback<(String, bool)>,
) -> Html {
    let tick = |word: &String| {
        let of = word.clone();
        let on_pick = on_tick.reform(move |on| (of.clone(), on));
        html! { <Choice key={word.clone()} kind="checkbox" {group} checked={chosen.contains(word)} {locked} {on_pick}>{ word }</Choice> }
    };
    html! { <fieldset class="chips"><legend class="label">{ legend }</legend>{ for options.iter().map(tick) }</fieldset> }
}

/// Puts a word at the end of a list, or takes it out.
pub fn toggle(list: &mut Vec<String>, word: &str, on: bool) {
    list.retain(|w| w != word);
    if on {
        list.push(word.to_owned());
    }
}
