//! `federation.json` and `remote.json` of a micro-frontend page: the one definition of both files and of their rules, for the
//! page, the server, the tool and the tests.
//!
//! - [`FederationConfig`] is `federation.json`: where the remotes are, what each may dispatch, which pages they show.
//! - [`Manifest`] is `remote.json`: what a remote is, needs and consists of.
//! - [`Grants`] and [`covers`] say who may dispatch what; [`match_path`] says which page is at a path.
//! - [`version`] compares what a remote requires with what the page offers.
//!
//! A file is read with `read` from the wire form that a page has, and with `from_json` (feature `json`) from its text. Both are the
//! same parser. Feature `schema` generates the JSON Schema files in `types/`, with which editors complete the files.
//! [`page_rules`] gives the rules to the page's script, which runs before any wasm.

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
#[cfg(not(target_arch = "wasm32"))]
mod page_rules;
mod pages;
mod path;
mod remote_manifest;
mod remote_name;
pub mod requirement;
#[cfg(feature = "schema")]
pub mod schema;
pub mod version;

pub use action_pattern::covers;
pub use bridge::BridgeConfig;
pub use config::{FederationConfig, RemoteConfig, RouteConfig};
pub use error::{Code, FederationError};
pub use grants::Grants;
pub use limits::LimitsConfig;
#[cfg(not(target_arch = "wasm32"))]
pub use page_rules::page_rules;
pub use pages::PageAt;
pub use path::{match_path, parts};
pub use remote_manifest::{Entry, Manifest, Requirement, SCHEMA};
pub use remote_name::RESERVED_NAMES;

/// The error for a file that is not what it should be.
fn malformed(file: &str, what: &str) -> FederationError {
    FederationError::new(
        Code::MALFORMED,
        format!("{file} is malformed: {what}; whoever deployed it must correct it"),
    )
}

/// Whether a member has its default, so that it need not be written.
#[cfg(feature = "json")]
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
