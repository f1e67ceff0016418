//! The shop's additions to a page that `tarn-page` owns, for the host and for standalone remotes: the one API client, the
//! session, the user of the stored data, purchases whose answer was lost, and the theme.

#[cfg(any(all(target_arch = "wasm32", target_os = "unknown"), test))]
mod check_plan;
#[cfg(any(all(target_arch = "wasm32", target_os = "unknown"), test))]
mod readable_lines;
#[cfg(any(all(target_arch = "wasm32", target_os = "unknown"), test))]
mod user_keys;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod boot;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod choices;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod mirror;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod page;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod purchase;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod report;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod returning;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod session;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod session_check;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod storage_events;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub mod theme;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod user_data;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub use page::Page;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub use session::log_in;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub use tarn_page::{Address, Navigation, crash, provide_router, use_address, use_navigation};

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod on_server;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use on_server::{Page, theme};
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use tarn_page::{Address, Navigation, provide_request, use_address, use_navigation};
