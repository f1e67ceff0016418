//! The page's one query cache, as its observers see it.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod browser;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod native;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub(crate) use browser::{Observer, Raw, Snapshot, Subscription, observe, read};
#[cfg(all(feature = "testing", not(all(target_arch = "wasm32", target_os = "unknown"))))]
pub(crate) use native::{Answer, clear, requested, update};
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub(crate) use native::{Observer, Raw, Snapshot, Subscription, observe, read};
