//! Links to the present page.

use leptos::prelude::*;
use shop_page::Location;

/// `aria-current` of a link to this address.
pub(crate) fn current_at(address: &'static str, location: Location) -> impl Fn() -> Option<&'static str> {
    move || location.path.with(|path| path == address).then_some("page")
}
