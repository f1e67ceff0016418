//! Links to the present page.

use leptos::prelude::*;
use shop_page::use_address;

/// `aria-current` of a link to this address.
pub(crate) fn current_at(address: &'static str) -> impl Fn() -> Option<&'static str> {
    let here = use_address();
    move || here.path.with(|path| path == address).then_some("page")
}
