//! The host: owns the page, the router and the store, and shows each remote in its slot.

mod route;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod callbacks;
#[cfg(target_arch = "wasm32")]
mod current_at;
#[cfg(target_arch = "wasm32")]
mod document;
#[cfg(target_arch = "wasm32")]
mod header;
#[cfg(target_arch = "wasm32")]
mod home;
#[cfg(target_arch = "wasm32")]
mod mini_cart_popover;
#[cfg(target_arch = "wasm32")]
mod not_found;
#[cfg(target_arch = "wasm32")]
mod page_at_address;
#[cfg(target_arch = "wasm32")]
mod prefetch;
#[cfg(target_arch = "wasm32")]
mod remote_route_page;
#[cfg(target_arch = "wasm32")]
mod skeletons;
#[cfg(target_arch = "wasm32")]
mod toasts;

#[cfg(target_arch = "wasm32")]
use tarn_small_allocator as _;

#[cfg(target_arch = "wasm32")]
mod start {
    use tarn_federation::Mode;
    use tarn_view::view;
    use wasm_bindgen::prelude::wasm_bindgen;

    use crate::app::App;

    /// Runs when the host's module is instantiated and takes the page before anything is fetched.
    #[wasm_bindgen(start)]
    fn start() {
        shop_page::crash::report_panics();
        match shop_page::Page::boot(Mode::Host, "/federation.json") {
            Ok((page, federation)) => leptos::mount::mount_to_body(move || view! { <App page federation/> }),
            Err(error) => shop_page::crash::show_start_failure(&error),
        }
    }
}
