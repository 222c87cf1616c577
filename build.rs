//! Bounds the wasm's memory: a hostile file ends the worker at 2 GiB, before it can exhaust the machine.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-bins=--max-memory=2147483648");
    }
}
