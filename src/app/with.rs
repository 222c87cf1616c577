//! Closures with clones of their own: what a callback needs is named once, before it.

/// A closure that owns clones of what it names: `with!(app, id = campaign.id, move |_: MouseEvent| app.act(&id, …))`. What is
/// named without a value is cloned from what bears that name; of a `&str` the closure owns a `String`.
macro_rules! with {
    (move $($closure:tt)+) => { move $($closure)+ };
    ($name:ident, $($rest:tt)+) => {{
        let $name = $name.to_owned();
        with!($($rest)+)
    }};
    ($name:ident = $value:expr, $($rest:tt)+) => {{
        let $name = $value.to_owned();
        with!($($rest)+)
    }};
}

/// [`with!`] as a callback.
macro_rules! cb {
    ($($all:tt)+) => { yew::Callback::from(with!($($all)+)) };
}
