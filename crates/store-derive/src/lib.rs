//! `#[derive(Action)]`, re-exported by the crate `tarn-store`, which says what a slice is.

mod actions;
mod expand;
mod names;
mod options;

use proc_macro::TokenStream;
use syn::{DeriveInput, Error, parse_macro_input};

/// Makes a slice of an enum of actions and the type of its state.
///
/// `#[slice(..)]` on the enum says:
/// - `key = "cart"`: the name of the slice, and the namespace of its actions;
/// - `state = CartState`: the type of the state, which implements `Reduce` for this enum;
/// - `reacts_to(UserAction::ClearUser, ..)`: actions of other slices that the state answers; it implements `React`;
/// - `steps`: the state implements `Steps`.
///
/// `#[slice(..)]` on a variant says:
/// - `crosses_tabs`: other tabs hear of it, where `federation.json` allows it, too;
/// - `forgets_secret`: it empties the owner's vault.
///
/// `#[slice(secret)]` on a field, a `String`: it goes into the owner's vault, and `[redacted]` stands in its place everywhere else.
///
/// Each variant also gets a constant with the type of its action: `CartAction::ADD_TO_CART` is `"cart/addToCart"`.
#[proc_macro_derive(Action, attributes(slice))]
pub fn derive_action(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::expand(&input).unwrap_or_else(Error::into_compile_error).into()
}
