//! The thin layer between the decisions of this crate and the page. Its functions panic outside of a browser.

pub(crate) mod callback;
mod crash_report;
#[doc(hidden)]
pub mod expose;
pub mod props;
pub(crate) mod registry;
#[cfg(all(feature = "host", not(all(target_arch = "wasm32", target_os = "unknown"))))]
mod rendered_slot;

#[cfg(feature = "host")]
mod attempt;
#[cfg(feature = "host")]
pub mod development;
#[cfg(feature = "host")]
pub mod federation;
#[cfg(feature = "host")]
mod fetch;
#[cfg(feature = "host")]
mod instance;
#[cfg(feature = "host")]
mod loader;
#[cfg(feature = "host")]
pub(crate) mod mountable;
#[cfg(feature = "host")]
mod remote;
#[cfg(feature = "host")]
mod remote_slot;
#[cfg(feature = "host")]
pub mod remote_view;
#[cfg(feature = "host")]
mod slot;
