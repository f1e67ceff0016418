//! Views on a page without a browser, for native tests (feature `testing`).
//!
//! [`Mounted`] shows a view as a page does: closures run again when their signals change, `follow` and timers run, listeners hear of events.
//! The page is up to date whenever a test reads it.
//!
//! ```
//! use leptos::prelude::*;
//! use tarn_view::testing::Mounted;
//! use tarn_view::view;
//!
//! #[component]
//! fn Counter() -> impl IntoView {
//!     let count = RwSignal::new(0);
//!     view! { <p data-testid="count">{count}</p> <button on:click=move |_| count.update(|count| *count += 1)>"More"</button> }
//! }
//!
//! let page = Mounted::new(|| view! { <Counter/> });
//! page.role("button", "More").click();
//! assert_eq!(page.get("count").text(), "1");
//! assert_eq!(page.html(), r#"<p data-testid="count">1</p><button>More</button>"#);
//! ```
//!
//! # Limits
//!
//! There are no JavaScript objects. A handler may ignore its event or pass it to the functions of [`dom`](crate::dom); a method of the event
//! itself, such as `event.client_x()`, panics. A `NodeRef` stays empty; [`FieldRef`](crate::dom::FieldRef) does not. Nothing has a size or a
//! position. A view of Leptos' own `view!` is written once and does not follow its signals.

mod element;
mod fill;
mod mounted;
mod roles;
mod rows;
mod settle;
mod tasks;

pub use element::Element;
pub use mounted::Mounted;
