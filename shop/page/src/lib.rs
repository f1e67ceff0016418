//! The shop's additions to a page that `tarn-page` owns, for the host and for standalone remotes: the one API client, the
//! session, the user of the stored data, purchases whose answer was lost, and the theme.

#[cfg(any(target_arch = "wasm32", test))]
mod check_plan;
#[cfg(any(target_arch = "wasm32", test))]
mod readable_lines;
#[cfg(any(target_arch = "wasm32", test))]
mod user_keys;

#[cfg(target_arch = "wasm32")]
mod boot;
#[cfg(target_arch = "wasm32")]
mod choices;
#[cfg(target_arch = "wasm32")]
mod mirror;
#[cfg(target_arch = "wasm32")]
mod page;
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
mod storage_events;
#[cfg(target_arch = "wasm32")]
pub mod theme;
#[cfg(target_arch = "wasm32")]
mod user_data;

#[cfg(target_arch = "wasm32")]
pub use page::Page;
#[cfg(target_arch = "wasm32")]
pub use session::log_in;
#[cfg(target_arch = "wasm32")]
pub use tarn_page::{Address, Navigation, crash, provide_router, use_address, use_navigation};
