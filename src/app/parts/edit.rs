//! A change applies to what stands when it is made, not to what stood when it was drawn.

use yew::prelude::*;

/// A callback that changes a part of a state as it stands when called.
pub fn edit_state<S: Clone + 'static, T: 'static>(
    state: &UseStateHandle<S>,
    change: impl Fn(&mut S, T) + 'static,
) -> Callback<T> {
    cb!(state, move |value| {
        let mut next = (*state).clone();
        change(&mut next, value);
        state.set(next);
    })
}
