//! The quantity to add to the cart.

use leptos::prelude::*;
use shop_api::rules::{MAX_QUANTITY, read_quantity};
use shop_ui::arrow;
use tarn_view::dom::{FieldRef, event_target_value};
use tarn_view::view;

/// The maximum quantity for this stock.
pub(crate) fn most_of(stock: u32) -> u32 {
    stock.min(MAX_QUANTITY)
}

/// The quantity chosen by the shopper.
#[derive(Clone, Copy)]
pub(crate) struct Quantity {
    /// The last valid quantity.
    pieces: RwSignal<u32>,
    /// True while the field contains anything else.
    is_wrong: RwSignal<bool>,
    field: FieldRef,
}

impl Quantity {
    /// One piece.
    pub(crate) fn new() -> Self {
        Self {
            pieces: RwSignal::new(1),
            is_wrong: RwSignal::new(false),
            field: FieldRef::new(),
        }
    }

    /// The quantity to add. If the field is invalid, focuses it and returns `None`.
    pub(crate) fn read(self) -> Option<u32> {
        if !self.is_wrong.get_untracked() {
            return Some(self.pieces.get_untracked());
        }
        self.field.focus();
        None
    }

    /// Sets the quantity and clears an invalid field.
    pub(crate) fn set(self, pieces: u32) {
        self.pieces.set(pieces);
        self.is_wrong.set(false);
    }

    /// Sets the quantity to what was typed, if that is valid.
    fn set_typed(self, typed: &str, most: u32) {
        match read_quantity(typed) {
            Some(pieces) if (1..=most).contains(&pieces) => self.set(pieces),
            _ => self.is_wrong.set(true),
        }
    }

    /// Sets the quantity to one piece more or less.
    fn step(self, is_more: bool, most: u32) {
        let present = self.pieces.get_untracked();
        self.set(match is_more {
            true => (present + 1).min(most),
            false => present.saturating_sub(1).max(1),
        });
    }

    /// Normalises a valid field to the quantity. Invalid input stays, with its message, so that no other quantity is added by
    /// mistake.
    fn normalise_field(self) {
        if !self.is_wrong.get_untracked() {
            self.field.set_value(&self.pieces.get_untracked().to_string());
        }
    }
}

/// A field for a quantity from 1 to `most`, with a button on either side; hidden if `most` is 0. [`QuantityProblem`] reports
/// invalid input.
#[component]
pub(crate) fn QuantityStepper<M: Fn() -> u32 + Copy + 'static>(quantity: Quantity, most: M) -> impl IntoView {
    let Quantity {
        pieces,
        is_wrong,
        field,
    } = quantity;
    let step = move |is_more| quantity.step(is_more, untrack(most));
    // A `disabled` button loses the focus, and the next Tab would start at the top of the page.
    let is_least = move || pieces.get() <= 1;
    let is_most = move || pieces.get() >= most();
    view! {
        <div class="stepper" hidden=move || most() == 0>
            <button type="button" aria-label="One less" aria-disabled=is_least on:click=move |_| step(false)>"−"</button>
            <input
                inputmode="numeric" autocomplete="off" id="product-quantity" data-testid="product-quantity"
                aria-label="Quantity" aria-describedby="product-quantity-problem"
                aria-invalid=move || is_wrong.get() prop:value=move || pieces.get().to_string() node_ref=field
                on:input=move |event| quantity.set_typed(&event_target_value(&event), untrack(most))
                on:change=move |_| quantity.normalise_field()
                on:keydown=move |event| {
                    if let Some(is_more) = arrow(&event) {
                        step(is_more);
                    }
                }
            />
            <button type="button" aria-label="One more" aria-disabled=is_most on:click=move |_| step(true)>"+"</button>
        </div>
    }
}

/// The message for an invalid field.
#[component]
pub(crate) fn QuantityProblem<M: Fn() -> u32 + 'static>(quantity: Quantity, most: M) -> impl IntoView {
    let message = move || {
        let is_wrong = quantity.is_wrong.get();
        is_wrong.then(|| String::from("Please enter a number from 1 to ") + &most().to_string() + ".")
    };
    view! { <p class="field-error" id="product-quantity-problem" role="alert">{message}</p> }
}
