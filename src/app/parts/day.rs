//! A day, typed as offices write it.

use crate::app::context::{AppContext, use_app};
use crate::browser::clock;
use crate::text::date::typed;
use chrono::{Datelike, NaiveDate};
use std::cell::RefCell;
use std::rc::Rc;
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
    let app = use_app();
    let node = use_node_ref();
    let drawn = use_force_update();
    let (text, told, odd) = (use_mut_ref(|| None::<String>), use_state(|| 0_u32), use_state_eq(|| false));
    let typing = TypedDay { text, told, odd, on_day: props.on_day.clone() };
    let value = props.value.map(|day| day.to_string()).unwrap_or_default();
    {
        // Refused, the day goes from the box.
        let (node, text) = (node.clone(), typing.text.clone());
        use_effect_with((*typing.told, value.clone()), move |(_, value)| {
            if let Some(input) = node.cast::<HtmlInputElement>().filter(|_| text.borrow().is_none()) {
                input.set_value(value);
            }
        });
    }
    let commit = cb!(typing, known = props.value, name = props.name, is_end = props.is_end, move |()| {
        typing.commit(&app, &name, known, is_end);
    });
    let oninput = cb!(typing, move |event: InputEvent| {
        typing.type_on(value_of(&event));
        // See [`super::Field`].
        drawn.force_update();
    });
    let onkeydown = cb!(typing, commit, move |event: KeyboardEvent| {
        let key = event.key();
        let commits = matches!(key.as_str(), "Enter" | "Escape") && !event.is_composing();
        if !commits || typing.text.borrow().is_none() {
            return;
        }
        // Enter makes it count here; the next one is the form's.
        if key == "Enter" {
            event.prevent_default();
        }
        commit.emit(());
    });
    let onpick = cb!(typing, move |event: Event| typing.take(whole(&value_of(&event))));
    // What is half typed stays, whatever else changes and has this drawn anew.
    let shown = typing.text.borrow().clone().unwrap_or_else(|| value.clone());
    let left = commit.reform(|_: FocusEvent| ());
    html! {
        <span class="day">
            <input ref={node} type="text" id={props.id.clone()} aria-label={props.name.clone()} aria-describedby={props.described.clone()} autocomplete="off" placeholder="如12月8日"
                aria-invalid={(*typing.odd || props.invalid).then_some("true")} value={shown} readonly={props.locked} {oninput} {onkeydown} onchange={commit.reform(|_: Event| ())} onfocusout={left} />
            if !props.locked {
                <input type="date" tabindex="-1" aria-hidden="true" title="从日历中选" max="9999-12-31" {value} onchange={onpick} />
            }
        </span>
    }
}

/// What is typed in a box, until it counts.
#[derive(Clone)]
struct TypedDay {
    text: Rc<RefCell<Option<String>>>,
    /// How often the box was told of a day or a fault: then it shows what stands.
    told: UseStateHandle<u32>,
    /// What was typed is no day.
    odd: UseStateHandle<bool>,
    on_day: Callback<Option<NaiveDate>>,
}

impl TypedDay {
    fn take(&self, day: Option<NaiveDate>) {
        self.text.replace(None);
        self.odd.set(false);
        // Whether it changes anything is for the receiver to say: the day may be another by now than the one shown.
        self.on_day.emit(day);
        self.told.set(self.told.wrapping_add(1));
    }

    fn type_on(&self, text: String) {
        match whole(&text) {
            Some(day) => self.take(Some(day)),
            None => drop(self.text.replace(Some(text))),
        }
    }

    /// What is typed counts, or it is told that it is no day.
    fn commit(&self, app: &AppContext, name: &str, known: Option<NaiveDate>, is_end: bool) {
        let Some(text) = self.text.borrow().clone() else { return };
        match typed(&text, clock::now().date_naive(), is_end) {
            Some(day) => self.take(Some(day)),
            None if text.trim().is_empty() => self.take(None),
            None => {
                app.warn(not_a_day(name, text.trim(), known));
                self.odd.set(true);
                // Where nothing stood, what was typed stays to be completed.
                if known.is_some() {
                    self.text.replace(None);
                }
                self.told.set(self.told.wrapping_add(1));
            }
        }
    }
}

fn value_of(event: &web_sys::Event) -> String {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
}

fn not_a_day(name: &str, text: &str, known: Option<NaiveDate>) -> String {
    let still = known.map(|day| format!("，仍是{day}")).unwrap_or_default();
    format!("{name}“{text}”看不出是哪一天，没有采用{still}。请写成 2026-12-08、2026年12月8日 或 12月8日")
}

/// A day that is written out like 2026-12-08: no further digit belongs to it.
fn whole(text: &str) -> Option<NaiveDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|day| day.year() >= 1900)?;
    (text.len() == 10).then_some(day)
}
