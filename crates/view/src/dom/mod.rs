//! Functions of the page for components: under Leptos' names where Leptos has the function.
//!
//! In a browser these functions are those of Leptos and of the document. In native tests they work on the mounted view
//! (`testing`), so a component that uses them is tested with its focus, its timers and the values of its fields. On a server
//! they do nothing.
//!
//! ```
//! use leptos::prelude::*;
//! use tarn_view::dom::{FieldRef, event_target_value, prevent_default};
//! use tarn_view::view;
//!
//! #[component]
//! fn Search(words: RwSignal<String>) -> impl IntoView {
//!     let field = FieldRef::new();
//!     view! {
//!         <form on:submit=move |event| {
//!             prevent_default(&event);
//!             words.set(field.value());
//!         }>
//!             <input node_ref=field on:input=move |event| words.set(event_target_value(&event))/>
//!         </form>
//!     }
//! }
//! ```

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod browser;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod native;

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
pub use browser::{
    FieldRef, IntervalHandle, TimeoutHandle, event_key, event_target_checked, event_target_value, focus_by_id,
    focus_in_place, is_by_pointer, prevent_default, reload, request_animation_frame, scroll_into_view,
    set_event_target_value, set_interval_with_handle, set_timeout_with_handle,
};
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use native::{
    FieldRef, IntervalHandle, TimeoutHandle, event_key, event_target_checked, event_target_value, focus_by_id,
    focus_in_place, is_by_pointer, prevent_default, reload, request_animation_frame, scroll_into_view,
    set_event_target_value, set_interval_with_handle, set_timeout_with_handle,
};
