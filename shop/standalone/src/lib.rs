//! The standalone page of a remote. It owns the store and loads the one remote of its `federation.json` exactly as a host
//! does: the same manifest, the same checks, the same wasm.
//!
//! So a remote contains no code for this page, and the page behaves as a host will.
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
    leptos::mount::mount_to_body(shell::Shell);
}
