//! The page of a remote on its own. It owns the store, as a host would, and loads the one remote of its `federation.json` the
//! way a host would: the same manifest, the same checks, the very same wasm.
//!
//! So a remote carries no code for being alone, and what a team sees here is what a host will see.
#![cfg(target_arch = "wasm32")]

mod bar;
mod sample;
mod shell;

use tarn_small_allocator as _;
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs when the module is instantiated.
#[wasm_bindgen(start)]
fn start() {
    shop_page::crash::report_panics();
    leptos::mount::mount_to_body(shell::shell);
}
