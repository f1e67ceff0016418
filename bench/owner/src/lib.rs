//! The owner of the page's store in `cargo xtask bench store`. It takes the page as the host does, through the crate `page`:
//! store, registry, session, the cart in localStorage. What it mounts is empty.
#![cfg(target_arch = "wasm32")]

use tarn_federation::Mode;
use tarn_small_allocator as _;
use wasm_bindgen::prelude::*;

/// Takes the page, and waits for the grants of `/federation.json`, so that every dispatch of a remote is checked against them.
///
/// # Errors
/// A sentence: the page is owned already, or `federation.json` cannot be had.
#[wasm_bindgen]
pub async fn own_page() -> Result<(), JsValue> {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&format!("the owner panicked: {panic}").into());
    }));
    // Mounting sets up what runs tasks and effects.
    leptos::mount::mount_to_body(|| ());
    let (_page, federation) = shop_page::Page::boot(Mode::Host, "/federation.json")?;
    federation.config().await.map_err(|error| error.to_string())?;
    Ok(())
}
