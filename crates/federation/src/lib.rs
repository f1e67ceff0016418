//! Micro-frontends for Leptos: separately compiled wasm apps, loaded into one page at run time.
//!
//! A **host** reads `federation.json`, and for each **remote** its manifest `remote.json`. It checks versions and grants before it fetches
//! code, loads glue, wasm and styles as one verified set, and mounts the exposed components into slots
//! ([`RemoteView`]). A remote exposes components with [`expose!`]. Both sides share the name of each component ([`RemoteComponent`]) and its
//! typed props ([`Props`](derive@Props)).
//!
//! This crate is independent of the store. Its decisions (manifests, versions, retries, errors) are plain Rust and run natively; functions
//! of [`browser`] compile natively, and panic there when they are called.
//!
//! Feature `host`: the part for hosts. Remotes omit it and stay small. Feature `testing`: components of remotes in native tests.

#[cfg(feature = "host")]
mod lifecycle;
#[cfg(feature = "host")]
mod load_step;
mod prop_error;
mod remote_component;
pub mod rendering;
#[cfg(feature = "host")]
mod retry;
mod whole_number;

pub mod browser;
#[cfg(all(feature = "testing", not(all(target_arch = "wasm32", target_os = "unknown"))))]
pub mod testing;

pub use browser::{
    callback::Callback,
    props::{Prop, PropData, Props},
    registry::{Mode, Registry},
};
#[cfg(feature = "host")]
pub use browser::{
    federation::Federation,
    mountable::{Mountable, NamedComponent},
    remote_view::RemoteView,
};
pub use prop_error::PropError;
pub use remote_component::RemoteComponent;
pub use rendering::{leave_to_browser, set_head, site_address};
pub use tarn_federation_derive::Props;
pub use tarn_manifest::{Code, FederationError};
pub use tarn_render::Head;

/// The examples of the README compile.
#[cfg(all(doctest, feature = "host"))]
#[doc = include_str!("../README.md")]
struct Readme;
