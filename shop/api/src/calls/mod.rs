//! The mutations of the shop, as functions for host, remotes and standalone pages. Its data are in [`queries`](crate::queries).
//!
//! All calls go through the page's one client, which the page's owner offers as `window.__TARN__.request` and `mutate`.
//! They fail with [`ApiError`]: an error of the server, [`ApiError::NETWORK`], [`ApiError::TIMEOUT`],
//! [`ApiError::INVALID_ANSWER`], [`ApiError::SESSION_ENDED`] (after which the owner has already logged out) or
//! [`ApiError::NO_CLIENT`].

mod auth;
mod orders;
pub(crate) mod page_client;
mod profile;
mod support;

#[cfg(doc)]
use crate::ApiError;

pub use auth::{log_out, request_code, verify_code};
pub use orders::place_order;
pub use profile::save_profile;
pub use support::{close_ticket, open_ticket, send_chat};
