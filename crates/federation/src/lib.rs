//! Micro-frontends for Leptos: separately compiled wasm apps, loaded into one page at run time.
//!
//! A **host** reads `federation.json`, and for each **remote** its manifest `remote.json`; checks version and shape before any
//! code is fetched; loads glue, wasm and styles as one verified set; and mounts the remote's exposed components into slots
//! ([`RemoteView`](browser::remote_view::RemoteView)). A remote says what it exposes with [`expose!`], and both sides speak in
//! the same typed props ([`props!`]).
//!
//! This crate knows nothing about shops and nothing about stores. What it decides without a browser - manifests, versions,
//! errors - is plain Rust.

#[cfg(feature = "host")]
pub mod lifecycle;
#[cfg(feature = "host")]
pub mod load_step;
pub mod prop_error;
#[cfg(feature = "host")]
pub mod retry;
mod whole_number;

pub mod browser;

pub use browser::{
    callback::Callback,
    props::{Prop, PropData, Props},
    registry::{Mode, Registry},
};
#[cfg(feature = "host")]
pub use browser::{federation::Federation, remote_view::RemoteView};
pub use prop_error::PropError;
pub use tarn_manifest::{Code, FederationError};

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
