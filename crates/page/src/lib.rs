//! The duties of the app that owns a page of separately compiled apps: make the one store, seal the registry, keep what is to survive a reload,
//! follow the other tabs, hand out grants, and offer the development tools. It knows no login and no API: an application adds these
//! with [`PageBuilder::own_with`].
//!
//! ```ignore
//! Page::builder(|| StoreBuilder::new(CONTRACT).slice::<Counter>())
//!     .storage_prefix("counter")
//!     .keep(Kept::whole::<Counter>())
//!     .mount(|_page| view! { <RemoteView remote="buttons" component="Buttons" props=|| ()>"Loading"</RemoteView> });
//! ```

mod address_changes;
mod builder;
mod copies;
pub mod crash;
mod federation;
mod kept;
mod location;
mod page;
mod persisted;
mod remote_page;
mod tabs;
pub mod timer;
mod undeclared;

pub use builder::{PageBuilder, Session};
pub use kept::{Kept, Restore};
pub use location::Location;
pub use page::Page;
pub use persisted::Persisted;
pub use remote_page::RemotePage;

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
