//! A day, typed as offices write it.

use crate::app::context::use_app;
use crate::browser::clock;
use crate::text::date::typed;
use chrono::{Datelike, NaiveDate};
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DayBoxProps {
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// What screen readers call it.
    pub name: AttrValue,
    pub value: Option<NaiveDate>,
    pub on_day: Callback<Option<NaiveDate>>,
    #[prop_or_default]
    pub locked: bool,
    /// The day is the last of something: of a month that is typed its last counts.
    #[prop_or_default]
    pub is_end: bool,
    /// Something is wrong with the day, as is told elsewhere.
    #[prop_or_default]
    pub invalid: bool,
    /// The id of what is told of the day.
    #[prop_or_default]
    pub described: Option<AttrValue>,
}

/// A box for a day, typed as offices write it (2026-12-08, 12月8日, 11.29) or picked from the browser's calendar. What is typed
/// counts once the box is left or Enter pressed, a whole day of the form 2026-12-08 and one that is picked at once. A day that
/// was refused does not stay in the box; what is no day changes nothing, and is told of.
#[component]
pub fn DayBox(props: &DayBoxProps) -> Html {
    let node = use_node_ref();
    // As it is typed, until it counts.
    let typing = use_mut_ref(|| None::<String>);
    let drawn = use_force_update();
    let told = use_state(|| 0_u32);
    let odd = use_state_eq(|| false);
    let app = use_app();
    let take = with!(typing, on_day = props.on_day, told, odd, move |day: Option<NaiveDate>| {
        typing.replace(None);
        odd.set(false);
        // Whether it changes anything is for the receiver to say: the day may be another by now than the one shown.
        on_day.emit(day);
        told.set(told.wrapping_add(1));
    });
    let commit =
        cb!(typing, take, odd, told, known = props.value, name = props.name, is_end = props.is_end, move |()| {
            let Some(text) = typing.borrow().clone() else { return };
            match typed(&text, clock::now().date_naive(), is_end) {
                Some(day) => take(Some(day)),
                None if text.trim().is_empty() => take(None),
                None => {
                    app.warn(not_a_day(&name, text.trim(), known));
                    odd.set(true);
                    // Where nothing stood, what was typed stays to be completed.
                    if known.is_some() {
                        typing.replace(None);
                    }
                    told.set(told.wrapping_add(1));
                }
            }
        });
    {
        // Refused, the day goes from the box.
        let (node, typing, value) = (node.clone(), typing.clone(), text(props.value));
        use_effect_with((*told, value), move |(_, value)| {
            if let Some(input) = node.cast::<HtmlInputElement>().filter(|_| typing.borrow().is_none()) {
                input.set_value(value);
            }
        });
    }
    let oninput = cb!(typing, take, move |event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
        match whole(&text) {
            Some(day) => take(Some(day)),
            None => drop(typing.replace(Some(text))),
        }
        // See [`super::Field`].
        drawn.force_update();
    });
    let onkeydown = cb!(typing, commit, move |event: KeyboardEvent| {
        let key = event.key();
        let commits = matches!(key.as_str(), "Enter" | "Escape") && !event.is_composing();
        if !commits || typing.borrow().is_none() {
            return;
        }
        // Enter makes it count here; the next one is the form's.
        if key == "Enter" {
            event.prevent_default();
        }
        commit.emit(());
    });
    let onpick = Callback::from(move |event: Event| {
        let picked = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default();
        take(whole(&picked));
    });
    // What is half typed stays, whatever else changes and has this drawn anew.
    let value = text(props.value);
    let shown = typing.borrow().clone().unwrap_or_else(|| value.clone());
    let left = commit.reform(|_: FocusEvent| ());
    html! {
        <span class="day">
            <input ref={node} type="text" id={props.id.clone()} aria-label={props.name.clone()} aria-describedby={props.described.clone()} autocomplete="off" placeholder="如12月8日"
                aria-invalid={(*odd || props.invalid).then_some("true")} value={shown} readonly={props.locked} {oninput} {onkeydown} onchange={commit.reform(|_: Event| ())} onfocusout={left} />
            if !props.locked {
                <input type="date" tabindex="-1" aria-hidden="true" title="从日历中选" max="9999-12-31" {value} onchange={onpick} />
            }
        </span>
    }
}

fn not_a_day(name: &str, text: &str, known: Option<NaiveDate>) -> String {
    let still = known.map(|day| format!("，仍是{day}")).unwrap_or_default();
    format!("{name}“{text}”看不出是哪一天，没有采用{still}。请写成 2026-12-08、2026年12月8日 或 12月8日")
}

fn text(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A day that is written out like 2026-12-08: no further digit belongs to it.
fn whole(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|day| day.year() >= 1900)?;
    (text.len() == 10).then_some(day)
}
