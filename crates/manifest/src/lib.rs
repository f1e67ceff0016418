//! `federation.json` and `remote.json` of a micro-frontend page: the single definition of both files and their rules,
//! shared by page, server, tool and tests.
//!
//! - [`FederationConfig`] is `federation.json`: addresses of the remotes, their grants and their pages.
//! - [`Manifest`] is `remote.json`: identity, requirements and files of a remote.
//! - [`Grants`] and [`covers`] check permissions to dispatch; [`check_remote_name`] checks the name of a remote;
//!   [`match_path`] matches a path with a page.
//! - [`version`] compares a remote's requirements with the page's versions.
//!
//! A file is read with `read` from the wire form of a page, and with `from_json` (feature `json`) from its text, by the
//! same parser. Feature `schema` generates the JSON Schema files in `types/`, which editors use for completion.
//! [`page_rules`] exports the rules to the page's script, which runs before any wasm.

mod action_pattern;
mod bridge;
mod config;
pub mod error;
mod file_path;
mod grants;
#[cfg(feature = "json")]
mod json;
mod limits;
mod origin;
mod overrides;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod page_rules;
mod pages;
mod path;
mod remote_manifest;
mod remote_name;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod render_entry;
pub mod requirement;
#[cfg(feature = "schema")]
pub mod schema;
pub mod version;

pub use action_pattern::{covers, slice_and_action};
pub use bridge::BridgeConfig;
pub use config::{FederationConfig, RemoteConfig, RouteConfig};
pub use error::{Code, FederationError};
pub use grants::Grants;
#[cfg(feature = "json")]
pub use json::without_byte_order_mark;
pub use limits::LimitsConfig;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use page_rules::page_rules;
pub use pages::PageAt;
pub use path::{match_path, parts};
pub use remote_manifest::{Entry, Manifest, Requirement, SCHEMA};
pub use remote_name::{OWNER_NAME, PAGE_NAME, RESERVED_NAMES, RemoteNameError, TAB_NAME, check_remote_name};
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use render_entry::RenderEntry;

/// The error for a malformed file.
fn malformed(file: &str, what: &str) -> FederationError {
    FederationError::new(
        Code::MALFORMED,
        format!("{file} is malformed: {what}; correct the deployed file"),
    )
}

/// Whether a member has its default, so that the file may omit it.
#[cfg(feature = "json")]
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
