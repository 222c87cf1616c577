//! Page and worker in one wasm, for the application in one file (`tools/single.mjs`): each is what it is started as.

fn main() {
    #[cfg(target_arch = "wasm32")]
    if !mingchou::app::tasks::serve() {
        mingchou::app::mount();
    }
}
