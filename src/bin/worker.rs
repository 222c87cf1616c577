//! The worker that a hosted page loads when it first needs it.

fn main() {
    #[cfg(target_arch = "wasm32")]
    mingchou::app::tasks::serve();
}
