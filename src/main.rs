//! Starts the application's page or, in a worker, its worker: one wasm is either.

fn main() {
    #[cfg(target_arch = "wasm32")]
    mingchou::app::start();
}
