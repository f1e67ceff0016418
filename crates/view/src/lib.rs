//! `view!` with Leptos' syntax: constant HTML, and holes addressed by position.
//!
//! Leptos' own `view!` creates a type for every element and compiles building, rebuilding and hydrating for each type, which was half of a
//! remote's code. Here one expansion is one constant HTML text and a list of holes, and all views share the code that fills the holes: in
//! the browser ([`View`] is a Leptos view), or as text on a server and in tests ([`to_html`]).
//!
//! ```
//! use leptos::prelude::*;
//! use tarn_view::view;
//!
//! #[component]
//! fn Counter(#[prop(into)] label: String) -> impl IntoView {
//!     let count = RwSignal::new(0);
//!     view! {
//!         <button class="counter" class:empty=move || count.get() == 0 on:click=move |_| count.update(|count| *count += 1)>
//!             {label} ": " {count}
//!         </button>
//!     }
//! }
//!
//! # let owner = Owner::new();
//! # owner.with(|| {
//! let html = tarn_view::to_html(view! { <p><Counter label="Apples"/></p> });
//! assert_eq!(html, r#"<p><button class="counter empty"><!--[-->Apples<!--]-->: <!--[-->0<!--]--></button></p>"#);
//! # });
//! ```

// The expansion of `view!` names this crate.
extern crate self as tarn_view;

mod browser;
mod callable;
mod children;
mod content;
mod control_flow;
mod datum;
pub mod dom;
mod each;
mod follower;
mod foreign;
mod former_positions;
mod hole;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod html;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod markup;
mod mount;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod positions;
mod render;
mod staying_rows;
mod template;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod test_page;
#[cfg(all(feature = "testing", not(all(target_arch = "wasm32", target_os = "unknown"))))]
pub mod testing;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod tree;
mod view;

pub use browser::mismatches;
pub use children::{Children, ChildrenFn, ToChildren, ViewFn};
pub use content::IntoContent;
pub use control_flow::{For, Show, switch};
pub use datum::{Datum, IntoDatum, IntoValue, Value};
pub use follower::{current_component, follow, follow_later, in_component, panic_text, run_and_follow};
pub use hole::TrustedHtml;
pub use mount::{Mounted, is_claiming, mount, mount_claiming, mount_to_page};
pub use tarn_view_macro::view;
pub use view::View;

/// Shows a view in an element, until the current owner ends. If the element has the HTML of this view from a server, the view takes over
/// its nodes, with focus, selection and what was typed into fields. A differing part is created anew, counted in [`mismatches`], and reported
/// by an event `tarn:mismatch` that bubbles from its place: `detail` has `component`, `expected` and `position`.
pub fn claim(element: &leptos::web_sys::Element, view: View) {
    browser::claim(&browser::Region::inside(element.clone().into()), view);
}

/// The HTML of a view, with the present values of its signals. Events and references have no HTML.
///
/// ```
/// use tarn_view::{to_html, view};
///
/// let name = "Ada & Grace".to_owned();
/// assert_eq!(to_html(view! { <p title=name.clone()>{name}</p> }), "<p title=\"Ada &amp; Grace\">Ada &amp; Grace</p>");
/// ```
///
/// # Panics
///
/// In a browser, where views create elements: their templates have no places for HTML there.
#[must_use]
pub fn to_html(view: View) -> String {
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    {
        let mut html = String::new();
        html::write(view, &mut html);
        html
    }
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    {
        drop(view);
        panic!("HTML of views is written on servers and in tests; a page creates elements")
    }
}

/// What the expansion of `view!` uses. It may change with every version.
#[doc(hidden)]
pub mod __private {
    pub use leptos::component::{component_props_builder, component_view};
    pub use leptos::{ev, html, svg};

    pub use crate::children::ToChildren;
    pub use crate::content::{ContentKind, LeptosKind, component, from_leptos};
    pub use crate::hole::{Reference, custom_event, inner_html, node_ref, on};
    pub use crate::template::Template;
    pub use crate::view::Hole;
}

/// The examples of the README compile.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
