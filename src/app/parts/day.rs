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
}

/// A box for a day. While a year is typed digit by digit the browser tells of days of the first centuries; those are
/// not meant.
#[component]
pub fn DayBox(props: &DayBoxProps) -> Html {
    let onchange = {
        let on_day = props.on_day.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let text = input.value();
            match NaiveDate::parse_from_str(&text, "%Y-%m-%d") {
                Ok(day) if day.year() >= 1900 => on_day.emit(Some(day)),
                Err(_) if text.is_empty() => on_day.emit(None),
                _ => {}
            }
        })
    };
    let value = props.value.map(|day| day.to_string()).unwrap_or_default();
    html! {
        <input type="date" id={props.id.clone()} aria-label={props.name.clone()} class={props.class.clone()} {value} readonly={props.locked} {onchange} />
    }
}
