//! What whoever owns a page does, the host and a standalone remote alike: create the store, seal the registry, restore the
//! session, keep the cart and the theme, and follow the other tabs.

#[cfg(any(target_arch = "wasm32", test))]
mod check_plan;
#[cfg(any(target_arch = "wasm32", test))]
mod whose;

#[cfg(target_arch = "wasm32")]
mod address_changes;
#[cfg(target_arch = "wasm32")]
mod belongings;
#[cfg(target_arch = "wasm32")]
mod copies;
#[cfg(target_arch = "wasm32")]
pub mod crash;
#[cfg(target_arch = "wasm32")]
mod location;
#[cfg(target_arch = "wasm32")]
mod mirror;
#[cfg(target_arch = "wasm32")]
pub mod own;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod persisted;
#[cfg(target_arch = "wasm32")]
mod purchase;
#[cfg(target_arch = "wasm32")]
mod report;
#[cfg(target_arch = "wasm32")]
mod returning;
#[cfg(target_arch = "wasm32")]
mod session;
#[cfg(target_arch = "wasm32")]
mod session_check;
#[cfg(target_arch = "wasm32")]
mod stored_elsewhere;
#[cfg(target_arch = "wasm32")]
mod tabs;
#[cfg(target_arch = "wasm32")]
pub mod theme;
#[cfg(target_arch = "wasm32")]
mod timer;
#[cfg(target_arch = "wasm32")]
mod undeclared;

#[cfg(target_arch = "wasm32")]
pub use location::Location;
#[cfg(target_arch = "wasm32")]
pub use page::Page;
#[cfg(target_arch = "wasm32")]
pub use session::log_in;
