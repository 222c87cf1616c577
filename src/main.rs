//! Mounts the application, nothing else.

fn main() {
    #[cfg(target_arch = "wasm32")]
    mingchou::app::mount();
}
