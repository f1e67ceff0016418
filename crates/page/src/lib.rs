//! The owner of a page of separately compiled apps: it creates the one store, seals the registry, persists slices, follows the other tabs,
//! hands out grants, and offers the development tools. It knows no login and no API: an application adds these with
//! [`PageBuilder::own_with`].
//!
//! [`provide_router`] is Leptos' router for such a page, and [`RemotePage`] shows the remote of the address.
//!
//! ```no_run
//! # use tarn_page::{Page, PersistedSlice};
//! # use tarn_store::{Action, Change, Contract, Reduce, Rejected, StoreBuilder};
//! # use tarn_wire::Wire;
//! # #[derive(Clone, Default, PartialEq, Wire)]
//! # struct Counter { count: u32 }
//! # #[derive(Clone, Wire, Action)]
//! # #[slice(key = "counter", state = Counter)]
//! # enum CounterAction { Add }
//! # impl Reduce<CounterAction> for Counter {
//! #     fn reduce(&mut self, _: CounterAction, _: u64) -> Result<Change, Rejected> { Ok(Change::Unchanged) }
//! # }
//! # const CONTRACT: Contract = Contract { name: "counter-contract", version: "1.0.0", fingerprint: "" };
//! # use leptos::prelude::*;
//! # use tarn_federation::{RemoteComponent, RemoteView};
//! const BUTTONS: RemoteComponent<()> = RemoteComponent::new("buttons", "Buttons");
//!
//! Page::builder(|| StoreBuilder::new(CONTRACT).slice::<Counter>())
//!     .storage_prefix("counter")
//!     .persist(PersistedSlice::whole::<Counter>())
//!     .mount(|_page| view! { <RemoteView component=BUTTONS props=|| ()>"Loading"</RemoteView> });
//! ```
//!
//! The functions call JavaScript: on other targets than a browser's they compile, and panic when they are called. A page that a server
//! renders has an address, too: see `provide_request`.

mod address;
mod address_changes;
mod builder;
mod copies;
pub mod crash;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod escapes;
mod federation;
mod links;
mod mismatches;
mod navigation;
mod page;
mod persisted;
mod persisted_slice;
mod remote_page;
mod router;
mod tabs;
pub mod timer;
mod undeclared;

pub use address::{Address, use_address};
pub use builder::{PageBuilder, Session};
pub use navigation::{Navigation, use_navigation};
pub use page::Page;
pub use persisted::Persisted;
pub use persisted_slice::{PersistedSlice, Restore};
pub use remote_page::RemotePage;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use router::provide_request;
pub use router::provide_router;

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
