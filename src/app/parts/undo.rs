//! 撤销 and 恢复. A box has an undo of its own, which is left to it.

use crate::app::context::use_app;
use crate::browser::page;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct UndoProps {
    /// How many turns can be undone and done again.
    pub turns: (usize, usize),
    pub on_undo: Callback<()>,
    pub on_redo: Callback<()>,
    /// Whether the keys are this one's; it must be of one at most on a page.
    #[prop_or(true)]
    pub keys: bool,
}

/// 撤销, 恢复: as buttons, and by Ctrl+Z and Ctrl+Shift+Z or Ctrl+Y outside the boxes, which have an undo of their own.
#[component]
pub fn Undo(props: &UndoProps) -> Html {
    let app = use_app();
    let (done, undone) = if app.store.role.writes() { props.turns } else { (0, 0) };
    // What is behind a dialog does not change.
    let keys =
        (props.keys && app.store.dialogs == 0, done > 0, undone > 0, props.on_undo.clone(), props.on_redo.clone());
    use_effect_with(keys, |(open, can_undo, can_redo, on_undo, on_redo)| {
        let (can_undo, can_redo) = (*can_undo, *can_redo);
        let (on_undo, on_redo) = (on_undo.clone(), on_redo.clone());
        let listener = open.then(|| {
            page::on_undo_key(move |again| match again {
                false if can_undo => on_undo.emit(()),
                true if can_redo => on_redo.emit(()),
                _ => {}
            })
        });
        move || drop(listener)
    });
    html! {
        <>
            <button type="button" class="btn quiet" disabled={done == 0} aria-keyshortcuts={props.keys.then_some("Control+Z")} onclick={props.on_undo.reform(|_: MouseEvent| ())}>{ "撤销" }</button>
            <button type="button" class="btn quiet" disabled={undone == 0} aria-keyshortcuts={props.keys.then_some("Control+Shift+Z Control+Y")} onclick={props.on_redo.reform(|_: MouseEvent| ())}>{ "恢复" }</button>
        </>
    }
}
