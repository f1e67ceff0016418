//! Mirrors the server data that the contract promises to every remote: tickets, chat and profile, whether or not account is
//! mounted.
//!
//! The query cache is the only source. `mirror.js` observes it while the server knows the user, and is the only place that
//! puts its answers into the store.

use js_sys::Function;
use leptos::task::spawn_local;
use shared_store::UserAction;
use wasm_bindgen::prelude::*;

use crate::Page;
use crate::user_data::present;

#[wasm_bindgen(module = "/src/mirror.js")]
extern "C" {
    fn mirror() -> Function;
}

/// Mirrors from each login until its end. The registry must exist.
pub(crate) fn follow(page: &Page) {
    let Some(owner) = page.store.owner() else { return };
    let mirror = mirror();
    for action in [
        UserAction::SET_USER,
        UserAction::CLEAR_USER,
        UserAction::SESSION_EXPIRED,
    ] {
        let (page, mirror) = (page.clone(), mirror.clone());
        let following = owner.listen(action, move |_| {
            let (page, mirror) = (page.clone(), mirror.clone());
            // A login is dispatched as one batch; the mirror starts after it.
            spawn_local(async move {
                let is_of_server = present(&page.store).is_some_and(|user| page.user_data.is_of_server(&user));
                // The function does not throw.
                let _ = mirror.call1(&JsValue::UNDEFINED, &is_of_server.into());
            });
        });
        following.forever();
    }
}
