//! Apps on a server: [`expose!`](crate::expose) makes a renderer of a remote, and [`expose_shell!`](crate::expose_shell) one of a host.
//!
//! A renderer is the same crate as the app, compiled for `wasm32-wasip2`. It gets a request and returns HTML; `tarn-render` runs it.

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod on_server;

pub use crate::browser::props::{AsData, FromData};
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use crate::browser::props::{PropValues, read_data as read, write_data as write};
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use on_server::{Rendered, Request, not_exposed, render_component, render_shell};
#[cfg(all(target_arch = "wasm32", target_os = "wasi"))]
pub use on_server::{export_renderer, guest, report_panics};

use tarn_render::Head;

/// Adds to the head of a page that a server renders: its title, its canonical address, data for search engines. In a browser nothing
/// happens, and `head` adds no code.
///
/// ```
/// use tarn_federation::{Head, set_head};
///
/// # fn component(name: &str) {
/// set_head(|| Head { title: Some(name.to_owned()), ..Head::default() });
/// # }
/// ```
pub fn set_head(head: impl FnOnce() -> Head) {
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    tarn_render::page::set_head(head());
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    drop(head);
}

/// The absolute address of a path of the site on a server, for structured data in a [`Head`]. Elsewhere the path itself.
///
/// ```
/// assert_eq!(tarn_federation::site_address("/images/p1.svg"), "/images/p1.svg");
/// ```
#[must_use]
pub fn site_address(path: &str) -> String {
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    if let Some(site) = tarn_render::page::with_request(|request| request.site.clone()) {
        return site + path.trim_start_matches('/');
    }
    path.to_owned()
}

/// Leaves the component to the browser: on a server, its slot comes with the host's skeleton. For content that only a browser knows, such as
/// the cart of a user. In a browser nothing happens.
///
/// ```
/// use tarn_federation::leave_to_browser;
///
/// # fn cart() {
/// leave_to_browser();
/// # }
/// ```
pub fn leave_to_browser() {
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    tarn_render::page::leave_to_browser();
}
