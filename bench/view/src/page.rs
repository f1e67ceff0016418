//! The functions that the benchmark calls.

use std::any::Any;
use std::cell::RefCell;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
#[cfg(feature = "tarn")]
use tarn_view::view;
use wasm_bindgen::prelude::*;

use crate::cart::Cart;
use crate::lines::Lines;

/// The list on the page.
struct Shown {
    cart: Cart,
    owner: Owner,
    /// Removes the view when it is dropped.
    _mounted: Box<dyn Any>,
}

thread_local! {
    static SHOWN: RefCell<Option<Shown>> = const { RefCell::new(None) };
}

fn show_by<M: Any>(count: u32, mount: impl FnOnce(Cart) -> M) {
    end();
    let owner = Owner::new();
    let (cart, mounted) = owner.with(|| {
        let cart = Cart::new(count);
        (cart, mount(cart))
    });
    SHOWN.set(Some(Shown {
        cart,
        owner,
        _mounted: Box::new(mounted),
    }));
}

/// Creates the list with `count` lines in an empty element.
#[wasm_bindgen]
pub fn create(place: HtmlElement, count: u32) {
    show_by(count, |cart| mount_to(place, move || view! { <Lines cart/> }));
}

/// Shows the list in an element that has its HTML from a server.
#[cfg(feature = "tarn")]
#[wasm_bindgen]
pub fn claim(place: &HtmlElement, count: u32) {
    show_by(count, |cart| tarn_view::claim(place, view! { <Lines cart/> }));
}

/// The number of differences between the view and the HTML of the server.
#[cfg(feature = "tarn")]
#[wasm_bindgen]
pub fn mismatches() -> u32 {
    tarn_view::mismatches()
}

/// Shows the list in an element that has its HTML from a server.
#[cfg(feature = "leptos-hydrate")]
#[wasm_bindgen]
pub fn claim(place: HtmlElement, count: u32) {
    show_by(count, |cart| {
        leptos::mount::hydrate_from(place, move || view! { <Lines cart/> })
    });
}

/// Ends the list.
#[wasm_bindgen]
pub fn end() {
    if let Some(shown) = SHOWN.take() {
        drop(shown._mounted);
        shown.owner.cleanup();
    }
}

/// Changes the cart that is shown.
fn change(change: impl FnOnce(Cart)) {
    let cart = SHOWN.with_borrow(|shown| shown.as_ref().map(|shown| shown.cart));
    cart.map(change);
}

/// One piece more of the line at `position`.
#[wasm_bindgen]
pub fn add_piece(position: usize) {
    change(|cart| cart.add_piece(position));
}

/// One piece more of each line.
#[wasm_bindgen]
pub fn add_piece_to_all() {
    change(Cart::add_piece_to_all);
}

/// The first line becomes the last one.
#[wasm_bindgen]
pub fn move_first_to_last() {
    change(Cart::move_first_to_last);
}

/// The last line becomes the first one, and so on.
#[wasm_bindgen]
pub fn reverse() {
    change(Cart::reverse);
}

/// Removes the line at `position`.
#[wasm_bindgen]
pub fn remove(position: usize) {
    change(|cart| cart.remove(position));
}
