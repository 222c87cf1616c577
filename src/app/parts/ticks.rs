//! Words of a list, ticked.

use super::choice::checkbox;
use yew::prelude::*;

/// Words of a list to be ticked.
pub struct Ticks<'a> {
    pub legend: &'static str,
    pub group: &'static str,
    pub options: &'a [String],
    pub chosen: &'a [String],
    pub locked: bool,
    /// A word was ticked, or its tick taken away.
    pub on_tick: Callback<(String, bool)>,
}

/// Several words of a list, in the order in which they were chosen.
pub fn ticks(t: &Ticks<'_>) -> Html {
    let tick = |word: &String| {
        let on_pick = t.on_tick.reform(with!(word, move |on| (word.clone(), on)));
        checkbox(t.group, t.chosen.contains(word), t.locked, on_pick, word)
    };
    html! { <fieldset class="chips"><legend class="label">{ t.legend }</legend>{ for t.options.iter().map(tick) }</fieldset> }
}

/// Puts a word at the end of a list, or takes it out.
pub fn toggle(list: &mut Vec<String>, word: &str, on: bool) {
    list.retain(|w| w != word);
    if on {
        list.push(word.to_owned());
    }
}
