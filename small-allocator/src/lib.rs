//! The allocator of the storefront's apps: `use small_allocator as _;` in an app makes it that app's.
//!
//! Rust's default for wasm, dlmalloc, is made for large programs; talc is half a kilobyte smaller in every download and faster for
//! the many small blocks of a store and a view. It is apart, so that teams which take `federation` and `shared-store` choose for
//! themselves.
#![cfg(target_arch = "wasm32")]

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
