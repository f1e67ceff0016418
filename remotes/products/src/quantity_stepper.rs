//! The quantity to add to the cart.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;
use shop_api::rules::{MAX_QUANTITY, read_quantity};
use shop_ui::arrow;
use tarn_html_template::{Template, template};

const STEPPER: &str = r#"<div class="stepper" data-part="stepper">
    <button type="button" aria-label="One less" data-part="less">−</button>
    <input inputmode="numeric" autocomplete="off" id="product-quantity" data-testid="product-quantity" aria-label="Quantity" aria-describedby="product-quantity-problem" data-part="quantity">
    <button type="button" aria-label="One more" data-part="more">+</button>
</div>"#;

const PROBLEM: &str = r#"<p class="field-error" id="product-quantity-problem" role="alert" data-part="problem"></p>"#;

/// The maximum quantity for this stock.
pub(crate) fn most_of(stock: u32) -> u32 {
    stock.min(MAX_QUANTITY)
}

/// The quantity chosen by the shopper.
#[derive(Clone, Copy)]
pub(crate) struct Quantity {
    /// The last valid quantity.
    pub(crate) pieces: RwSignal<u32>,
    /// True while the field contains anything else.
    is_wrong: RwSignal<bool>,
}

impl Quantity {
    /// One piece.
    pub(crate) fn new() -> Self {
        Self {
            pieces: RwSignal::new(1),
            is_wrong: RwSignal::new(false),
        }
    }

    /// The quantity to add. If the field is invalid, focuses it and returns `None`.
    pub(crate) fn read(self) -> Option<u32> {
        if self.is_wrong.get_untracked() {
            focus_field();
            return None;
        }
        Some(self.pieces.get_untracked())
    }

    /// Sets the quantity and clears an invalid field.
    pub(crate) fn set(self, pieces: u32) {
        self.pieces.set(pieces);
        self.is_wrong.set(false);
    }
}

fn focus_field() {
    let field = document().get_element_by_id("product-quantity");
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        // Focusing can fail, and there is nothing to do then.
        let _ = field.focus();
    }
}

/// A field for a quantity from 1 to `most`, with a button on either side. [`quantity_problem`] reports invalid input.
pub(crate) fn quantity_stepper(quantity: Quantity, most: impl Fn() -> u32 + Copy + 'static) -> Template {
    let Quantity { pieces, is_wrong } = quantity;
    let stepper = template(STEPPER);
    // The template makes this an input.
    let field: HtmlInputElement = stepper.part("quantity").unchecked_into();
    let left = field.clone();
    let step = move |is_more: bool| {
        let present = pieces.get_untracked();
        quantity.set(match is_more {
            true => (present + 1).min(untrack(most)),
            false => present.saturating_sub(1).max(1),
        });
    };
    stepper
        // A `disabled` button loses the focus, and the next Tab would start at the top of the page.
        .attr("less", "aria-disabled", move || Some((pieces.get() <= 1).to_string()))
        .on("less", "click", move |_| step(false))
        .attr("quantity", "aria-invalid", move || Some(is_wrong.get().to_string()))
        .value("quantity", move || pieces.get().to_string())
        .on("quantity", "input", move |_| match read_quantity(&field.value()) {
            Some(typed) if (1..=untrack(most)).contains(&typed) => {
                quantity.set(typed);
            }
            _ => is_wrong.set(true),
        })
        // A valid field is normalised to the quantity. Invalid input stays, with its message, so that no other quantity is
        // added by mistake.
        .on("quantity", "change", move |_| {
            if !is_wrong.get_untracked() {
                left.set_value(&pieces.get_untracked().to_string());
            }
        })
        .attr("more", "aria-disabled", move || {
            Some((pieces.get() >= most()).to_string())
        })
        .on("more", "click", move |_| step(true))
        .on("quantity", "keydown", move |event| {
            if let Some(is_more) = arrow(&event) {
                step(is_more);
            }
        })
}

/// The message for an invalid field.
pub(crate) fn quantity_problem(quantity: Quantity, most: impl Fn() -> u32 + 'static) -> Template {
    template(PROBLEM).text("problem", move || match quantity.is_wrong.get() {
        true => String::from("Please enter a number from 1 to ") + &most().to_string() + ".",
        false => String::new(),
    })
}
