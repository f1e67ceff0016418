//! The host: owns the page, the router and the store, and shows each remote in its slot.
#![cfg(target_arch = "wasm32")]

mod app;
mod callbacks;
mod document;
mod header;
mod mini_cart_popover;
mod not_found;
mod own;
mod pages;
mod prefetch;
mod remote_routes;
mod toasts;

use wasm_bindgen::prelude::wasm_bindgen;

/// Runs when the host's module is instantiated.
#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&format!("the host panicked: {panic}").into());
    }));
    match own::own() {
        Ok(owned) => leptos::mount::mount_to_body(move || app::app(owned)),
        Err(error) => web_sys::console::error_1(&error.into()),
    }
}
