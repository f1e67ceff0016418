//! The API as functions, the same in host, remotes and standalone pages.
//!
//! They all go through the page's one client, which the page's owner offers as
//! `window.__FEDERATION__.request`. All fail with [`ApiError`]: what the server said,
//! [`ApiError::NETWORK`], [`ApiError::TIMEOUT`], [`ApiError::NONSENSE`],
//! [`ApiError::SESSION_ENDED`] (after which the owner has already logged out) or
//! [`ApiError::NO_CLIENT`].

mod auth;
mod catalogue;
mod orders;
mod page_client;
mod profile;
mod support;

#[cfg(doc)]
use crate::ApiError;

pub use auth::{log_out, request_code, verify_code};
pub use catalogue::{product, products};
pub use orders::{order, orders, place_order};
pub use profile::{profile, save_profile};
pub use support::{chat, close_ticket, open_ticket, send_chat, tickets};
