//! The owner of the page's store in `cargo xtask bench store`. It boots through the crate `page`, as the host does:
//! store, registry, session, the cart in localStorage. It mounts an empty view.
#![cfg(target_arch = "wasm32")]

use tarn_federation::Mode;
use tarn_small_allocator as _;
use wasm_bindgen::prelude::*;

/// Boots the page, and waits for the grants of `/federation.json`, so that every dispatch of a remote is checked
/// against them.
///
/// # Errors
/// A message: the page already has an owner, or `federation.json` cannot be loaded.
#[wasm_bindgen]
pub async fn own_page() -> Result<(), JsValue> {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&format!("the owner panicked: {panic}").into());
    }));
    // Mounting initialises the executor of tasks and effects.
    leptos::mount::mount_to_body(|| ());
    let (_page, federation) = shop_page::Page::boot(Mode::Host, "/federation.json")?;
    federation.config().await.map_err(|error| error.to_string())?;
    Ok(())
}
