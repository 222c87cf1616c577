//! The machine's clock.

use chrono::{DateTime, FixedOffset, TimeDelta};
use futures_channel::oneshot;
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

/// Now, to the second, with the machine's own offset from UTC.
pub fn now() -> DateTime<FixedOffset> {
    let date = js_sys::Date::new_0();
    // JavaScript gives minutes *behind* UTC; both numbers are small and finite.
    let minutes_behind = date.get_timezone_offset() as i32;
    let offset = FixedOffset::west_opt(minutes_behind * 60);
    let seconds = (date.get_time() / 1000.0) as i64;
    let utc = DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds);
    match offset {
        Some(offset) => utc.with_timezone(&offset),
        None => utc.fixed_offset(),
    }
}

/// The answer, or none if it is not there after so many milliseconds. Nothing is given up half way: neither what answers nor the
/// timer.
pub async fn within<T>(milliseconds: u32, answer: oneshot::Receiver<T>) -> Option<T> {
    let (send, late) = oneshot::channel();
    spawn_local(async move {
        TimeoutFuture::new(milliseconds).await;
        // Who asked may have the answer.
        let _ = send.send(());
    });
    match select(answer, late).await {
        Either::Left((answer, _)) => answer.ok(),
        Either::Right(_) => None,
    }
}
