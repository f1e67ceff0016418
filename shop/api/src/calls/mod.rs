//! The mutations of the shop, as functions for host, remotes and standalone pages. Its data are in [`queries`](crate::queries).
//!
//! All calls go through the page's one client, which the page's owner offers as `window.__TARN__.request` and `mutate`.
//! They fail with [`ApiError`]: an error of the server, [`ApiError::NETWORK`], [`ApiError::TIMEOUT`],
//! [`ApiError::INVALID_ANSWER`], [`ApiError::SESSION_ENDED`] (after which the owner has already logged out) or
//! [`ApiError::NO_CLIENT`]. In a native test they reach its `testing::FakeApi`.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub(crate) mod browser;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod native;

#[cfg(doc)]
use crate::ApiError;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub use browser::{
    close_ticket, log_out, open_ticket, place_order, request_code, save_profile, send_chat, verify_code,
};
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use native::{close_ticket, log_out, open_ticket, place_order, request_code, save_profile, send_chat, verify_code};
