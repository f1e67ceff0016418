//! Follows changes that other tabs store, in a browser without channels.

use gloo_events::EventListener;
use js_sys::Reflect;
use shared_store::{CART, STORED};

use crate::Page;
use crate::user_data::present;
use crate::user_keys::{USER_KEY, is_cart_of};

/// Follows the other tabs by the storage events of localStorage while `is_followed` returns true: another login or logout,
/// and the cart. A browser that denies storage sends no events.
pub(crate) fn follow(page: &Page, is_followed: impl Fn() -> bool + 'static) {
    let Some(window) = web_sys::window() else { return };
    let page = page.clone();
    let scope = tarn_base_path::of_page().scope("");
    let cart_key = STORED.key_of(CART.slice);
    EventListener::new(&window, "storage", move |event| {
        let key = Reflect::get(event, &"key".into()).ok().and_then(|key| key.as_string());
        let Some(key) = key
            .as_deref()
            .and_then(|key| key.strip_prefix(&scope))
            .filter(|_| is_followed())
        else {
            return;
        };
        if key == USER_KEY {
            page.catch_up();
        } else if key == cart_key
            && is_cart_of(page.user_data.user().as_deref(), present(&page.store).as_deref())
            && !page.persisted.has_unwritten_slice(CART.slice)
        {
            page.persisted.read_again();
        }
    })
    .forget();
}
