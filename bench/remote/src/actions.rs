//! Actions of a shopper in this remote.

use std::cell::RefCell;

use shared_store::{CartAction, CartLine, ContextAction, Rejected, Theme, use_dispatch};
use wasm_bindgen::prelude::*;

type Dispatch<A> = Box<dyn Fn(A) -> Result<(), Rejected>>;

struct Dispatches {
    cart: Dispatch<CartAction>,
    context: Dispatch<ContextAction>,
}

thread_local! {
    static PRODUCTS: RefCell<Vec<CartLine>> = const { RefCell::new(Vec::new()) };
    static DISPATCH: RefCell<Option<Dispatches>> = const { RefCell::new(None) };
}

/// Stores the `use_dispatch` of the component during its mount.
pub(crate) fn take_dispatch() {
    DISPATCH.set(Some(Dispatches {
        cart: Box::new(use_dispatch()),
        context: Box::new(use_dispatch()),
    }));
}

fn dispatch(act: impl FnOnce(&Dispatches) -> Result<(), Rejected>) -> Result<(), JsValue> {
    DISPATCH.with_borrow(|dispatches| match dispatches {
        Some(dispatches) => act(dispatches).map_err(|rejected| JsError::new(&rejected.message).into()),
        None => Err(JsError::new("nothing is mounted that could dispatch").into()),
    })
}

/// The products: one per line, the same as in the other stores.
#[wasm_bindgen]
pub fn stock(lines: u32) {
    let product = |index| CartLine {
        product_id: format!("p{index}"),
        name: format!("Product {index}"),
        price_cents: 1000 + index,
        quantity: 1,
        image: format!("/images/p{index}.webp"),
    };
    PRODUCTS.set((0..lines).map(product).collect());
}

/// Fills the cart with one piece of each product.
///
/// # Errors
/// The refusal's message.
#[wasm_bindgen]
pub fn fill_cart() -> Result<(), JsValue> {
    let lines = PRODUCTS.with_borrow(Clone::clone);
    dispatch(|to| (to.cart)(CartAction::ReplaceCart { lines }))
}

/// Adds one more piece of the product with this index.
///
/// # Errors
/// The refusal's message.
#[wasm_bindgen]
pub fn add_to_cart(index: usize) -> Result<(), JsValue> {
    match PRODUCTS.with_borrow(|products| products.get(index).cloned()) {
        Some(product) => dispatch(|to| (to.cart)(CartAction::AddToCart(product))),
        None => Err(JsError::new("there is no such product").into()),
    }
}

/// Sets the theme: an action of a slice that no subscriber here reads.
///
/// # Errors
/// The refusal's message.
#[wasm_bindgen]
pub fn set_theme(is_dark: bool) -> Result<(), JsValue> {
    let theme = if is_dark { Theme::Dark } else { Theme::Light };
    dispatch(|to| (to.context)(ContextAction::SetTheme { theme }))
}
