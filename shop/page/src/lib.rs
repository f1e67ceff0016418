//! What the shop adds to a page that `tarn-page` owns, the host's and a standalone remote's alike: the one API client, the session, whose
//! data the browser keeps, purchases whose answer was lost, and the theme.

#[cfg(any(target_arch = "wasm32", test))]
mod check_plan;
#[cfg(any(target_arch = "wasm32", test))]
mod readable_lines;
#[cfg(any(target_arch = "wasm32", test))]
mod whose;

#[cfg(target_arch = "wasm32")]
mod belongings;
#[cfg(target_arch = "wasm32")]
mod choices;
#[cfg(target_arch = "wasm32")]
mod mirror;
#[cfg(target_arch = "wasm32")]
pub mod own;
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
mod stored_elsewhere;
#[cfg(target_arch = "wasm32")]
pub mod theme;

#[cfg(target_arch = "wasm32")]
pub use page::Page;
#[cfg(target_arch = "wasm32")]
pub use session::log_in;
#[cfg(target_arch = "wasm32")]
pub use tarn_page::{Location, crash};
