//! What the parts of the form of one inspection have in common: what it is of, and where its changes go.

use crate::app::pages::after_draw::DrawnCampaign;
use crate::course::WorklistItem;
use crate::model::Inspection;
use std::rc::Rc;
use yew::prelude::*;

/// What is to be changed, wherever the inspection stands by then.
pub type FormChange = Box<dyn FnOnce(&mut Inspection)>;

/// What the form is of, and where its changes go.
pub struct Form<'a> {
    pub course: &'a DrawnCampaign,
    pub business: &'a WorklistItem,
    pub inspection: &'a Inspection,
    pub on_change: Callback<FormChange>,
    pub locked: bool,
}

/// A callback that changes one thing.
pub fn edit<T: 'static>(p: &Form<'_>, change: impl Fn(&mut Inspection, T) + 'static) -> Callback<T> {
    let change = Rc::new(change);
    p.on_change.reform(move |value: T| -> FormChange {
        let change = change.clone();
        Box::new(move |inspection| change(inspection, value))
    })
}
