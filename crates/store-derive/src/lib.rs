//! `#[derive(Action)]`, which the crate `tarn-store` re-exports and documents.

mod actions;
mod expand;
mod names;
mod options;

use proc_macro::TokenStream;
use syn::{DeriveInput, Error, parse_macro_input};

/// Implements `Slice` for the type of a state, from the enum of its actions.
///
/// Options of `#[slice(..)]` on the enum:
/// - `key = "cart"`: the name of the slice, and the namespace of its actions;
/// - `state = CartState`: the type of the state, which implements `Reduce` for this enum;
/// - `reacts_to(UserAction::ClearUser, ..)`: actions of other slices to which the state reacts; it implements `React`;
/// - `steps`: the state implements `Steps`.
///
/// Options of `#[slice(..)]` on a variant:
/// - `crosses_tabs`: other tabs receive it, if `federation.json` allows that, too;
/// - `forgets_secret`: it empties the owner's vault.
///
/// `#[slice(secret)]` on a `String` field moves it into the owner's vault. Everywhere else `[redacted]` stands in its place.
///
/// Each variant also gets a constant with the type of its action: `CartAction::ADD_TO_CART` is `"cart/addToCart"`.
///
/// ```
/// use tarn_store::{Action, Change, Reduce, Rejected};
/// use tarn_wire::Wire;
///
/// #[derive(Clone, Default, PartialEq, Wire)]
/// struct Session {
///     is_open: bool,
/// }
///
/// #[derive(Clone, Wire, Action)]
/// #[slice(key = "session", state = Session)]
/// enum SessionAction {
///     Open {
///         #[slice(secret)]
///         token: String,
///     },
///     #[slice(crosses_tabs, forgets_secret)]
///     Close,
/// }
///
/// impl Reduce<SessionAction> for Session {
///     fn reduce(&mut self, action: SessionAction, _seq: u64) -> Result<Change, Rejected> {
///         let before = self.is_open;
///         self.is_open = matches!(action, SessionAction::Open { .. });
///         Ok(Change::when(self.is_open != before))
///     }
/// }
///
/// assert_eq!(SessionAction::OPEN, "session/open");
/// ```
#[proc_macro_derive(Action, attributes(slice))]
pub fn derive_action(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand::expand(&input).unwrap_or_else(Error::into_compile_error).into()
}
