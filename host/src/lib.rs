//! The host: owns the page, the router and the store, and shows each remote in its slot.
//!
//! `app` is the host in a browser, `rendered_shell` on a server. Both show the same `shell`.

mod callbacks;
mod current_at;
mod header;
mod home;
mod mini_cart_popover;
mod not_found;
mod page_at_address;
mod remote_route_page;
mod route;
mod shell;
mod skeletons;
mod toasts;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod app;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod document;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod prefetch;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod rendered_shell;

#[cfg(test)]
mod tests;

use tarn_small_allocator as _;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
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
            Ok((page, federation)) => {
                tarn_view::mount_to_page(move || view! { <App page federation/> });
            }
            Err(error) => shop_page::crash::show_start_failure(&error),
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
tarn_federation::expose_shell!(rendered_shell::shell);
