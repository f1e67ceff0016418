//! How many pieces are to be added.

use leptos::prelude::*;

use crate::erased::click;

/// The most pieces that are added at once.
const MOST: u32 = 99;

/// The most pieces of a product with this stock that can be added at once.
pub(crate) fn most_of(stock: u32) -> u32 {
    stock.min(MOST)
}

/// A field for a quantity from 1 to `most`, with a button on either side.
#[component]
pub(crate) fn QuantityStepper(
    quantity: RwSignal<u32>,
    most: u32,
    /// Whether something else stands in the field; [`QuantityProblem`] says so.
    is_wrong: RwSignal<bool>,
) -> impl IntoView {
    let change = move |event| match event_target_value(&event).trim().parse() {
        Ok(typed) if (1..=most).contains(&typed) => {
            quantity.set(typed);
            is_wrong.set(false);
        }
        _ => is_wrong.set(true),
    };
    // What stands in the field after leaving it is what will be added.
    let leave = move |event: leptos::ev::Event| {
        let input = event_target::<leptos::web_sys::HtmlInputElement>(&event);
        input.set_value(&quantity.get_untracked().to_string());
        is_wrong.set(false);
    };
    view! {
        <div class="stepper">
            <button
                type="button"
                aria-label="One less"
                disabled=Signal::derive(move || quantity.get() <= 1)
                on:click=click(move |_| quantity.update(|quantity| *quantity = quantity.saturating_sub(1).max(1)))
            >
                "−"
            </button>
            <input
                type="number"
                inputmode="numeric"
                min="1"
                max=most
                data-testid="product-quantity"
                aria-label="Quantity"
                aria-describedby="product-quantity-problem"
                aria-invalid=Signal::derive(move || is_wrong.get().to_string())
                prop:value=Signal::derive(move || quantity.get().to_string())
                on:input=change
                on:change=leave
            />
            <button
                type="button"
                aria-label="One more"
                disabled=Signal::derive(move || quantity.get() >= most)
                on:click=click(move |_| quantity.update(|quantity| *quantity = (*quantity + 1).min(most)))
            >
                "+"
            </button>
        </div>
    }
}

/// What is wrong with what stands in the field.
#[component]
pub(crate) fn QuantityProblem(most: u32, is_wrong: RwSignal<bool>) -> impl IntoView {
    let problem = Signal::derive(move || match is_wrong.get() {
        true => String::from("Please enter a number from 1 to ") + &most.to_string() + ".",
        false => String::new(),
    });
    view! { <p class="field-error" id="product-quantity-problem" role="alert">{problem}</p> }
}
