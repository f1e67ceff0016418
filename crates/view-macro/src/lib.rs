//! `view!` of `tarn-view`: Leptos' syntax, expanded to constant HTML and a list of holes.
//!
//! Use it through [`tarn-view`](https://docs.rs/tarn-view), which documents the syntax.

mod attribute;
mod constant;
mod content_model;
mod mistakes;
mod names;
mod view;
mod walk;

use proc_macro::TokenStream;

/// Views in Leptos' syntax. See the documentation of `tarn-view`.
#[proc_macro]
pub fn view(tokens: TokenStream) -> TokenStream {
    view::expand(tokens.into()).into()
}
