use crate::app::store::use_shop;
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
    #[prop_or_default]
    pub class: Classes,
    /// Something is wrong with the day, as is told elsewhere.
    #[prop_or_default]
    pub invalid: bool,
    /// The id of what is told of the day.
    #[prop_or_default]
    pub described: Option<AttrValue>,
}

/// A box for a day. While it is typed digit by digit the browser tells of days that are not meant (0002-12-20, then
/// 0020-12-20): a typed day counts once the box is left or Enter pressed, one that is picked at once. A day that was
/// refused does not stay in the box; one that was left half typed changes nothing, and is told of.
#[component]
pub fn DayBox(props: &DayBoxProps) -> Html {
    let node = use_node_ref();
    let typing = use_mut_ref(|| false);
    let told = use_state(|| 0_u32);
    let half = use_state_eq(|| false);
    let shop = use_shop();
    let commit = {
        let (node, typing, on_day, told) = (node.clone(), typing.clone(), props.on_day.clone(), told.clone());
        let (known, name, half) = (props.value, props.name.clone(), half.clone());
        move || {
            let Some(input) = node.cast::<HtmlInputElement>() else { return };
            typing.replace(false);
            // What is half typed the browser calls empty.
            let typed = if input.validity().bad_input() { None } else { read(&input.value()) };
            half.set(typed.is_none());
            match typed {
                // Whether it changes anything is for the receiver to say: the day may be another by now than the one shown.
                Some(day) => on_day.emit(day),
                None => {
                    shop.warn(left_half(&name, known));
                    // Where nothing stood, what was typed stays to be completed.
                    if known.is_none() && input.value().is_empty() {
                        return;
                    }
                }
            }
            told.set(told.wrapping_add(1));
        }
    };
    {
        // Refused, the day goes from the box.
        let (node, typing, value) = (node.clone(), typing.clone(), text(props.value));
        use_effect_with((*told, value), move |(_, value)| {
            if let Some(input) = node.cast::<HtmlInputElement>().filter(|_| !*typing.borrow()) {
                input.set_value(value);
            }
        });
    }
    let onkeydown = {
        let (typing, commit) = (typing.clone(), commit.clone());
        Callback::from(move |event: KeyboardEvent| match event.key().as_str() {
            "Enter" | "Escape" if *typing.borrow() => commit(),
            "ArrowUp" | "ArrowDown" if event.alt_key() => {}
            "Backspace" | "Delete" | "ArrowUp" | "ArrowDown" => *typing.borrow_mut() = true,
            key if key.chars().all(char::is_numeric) => *typing.borrow_mut() = true,
            _ => {}
        })
    };
    let onchange = {
        let (typing, commit) = (typing.clone(), commit.clone());
        Callback::from(move |_: Event| {
            if !*typing.borrow() {
                commit();
            }
        })
    };
    let onfocusout = {
        let typing = typing.clone();
        Callback::from(move |_: FocusEvent| {
            if *typing.borrow() {
                commit();
            }
        })
    };
    // What is half typed stays, whatever else changes and has this drawn anew.
    let typed = node.cast::<HtmlInputElement>().filter(|_| *typing.borrow());
    let shown = typed.map_or_else(|| text(props.value), |input| input.value());
    html! {
        <input ref={node} type="date" max="9999-12-31" id={props.id.clone()} aria-label={props.name.clone()} aria-describedby={props.described.clone()} class={props.class.clone()}
            aria-invalid={(*half || props.invalid).then_some("true")} value={shown} readonly={props.locked} {onkeydown} {onchange} {onfocusout} />
    }
}

fn left_half(name: &str, known: Option<NaiveDate>) -> String {
    match known {
        Some(day) => format!("{name}没有填完整，没有采用，仍是{day}。请把年月日填全"),
        None => format!("{name}没有填完整，没有采用。请把年月日填全"),
    }
}

fn text(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// The day that a box holds, `Some(None)` for an empty one; `None` for a day of the first centuries, whose year is not
/// typed to its end.
fn read(text: &str) -> Option<Option<NaiveDate>> {
    match NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        Ok(day) if day.year() >= 1900 => Some(Some(day)),
        Err(_) if text.is_empty() => Some(None),
        _ => None,
    }
}
