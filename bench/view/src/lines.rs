//! The views: the elements of the cart's lines in the shop, without its store. `page/subjects/react.jsx` has the same elements.

use leptos::prelude::*;
// Otherwise both are those of Leptos.
#[cfg(feature = "tarn")]
use tarn_view::{For, view};

use crate::cart::{Cart, Line};

/// The list of all lines.
#[component]
pub(crate) fn Lines(cart: Cart) -> impl IntoView {
    let remove = move |number| cart.lines.update(|lines| lines.retain(|(other, _)| *other != number));
    view! {
        <ul class="line-list" aria-label="Products in your cart">
            <For each=move || cart.lines.get() key=|(number, _)| *number let((number, line))>
                <CartLine number line remove=move || remove(number)/>
            </For>
        </ul>
    }
}

#[component]
fn CartLine<R: Fn() + Send + 'static>(number: u32, line: RwSignal<Line>, remove: R) -> impl IntoView {
    let name = move || line.with(|line| line.name.clone());
    let each = move || line.with(|line| money(line.price_cents));
    let price = move || line.with(|line| money(line.price_cents * line.quantity));
    let problem = move || line.with(|line| line.problem.clone());
    let problem_id = format!("cart-problem-{number}");
    view! {
        <li class="line" data-testid="cart-line" data-product=number>
            <label class="line-select">
                <span class="visually-hidden">"Buy "{name}" now"</span>
                <input
                    type="checkbox" prop:checked=move || line.with(|line| line.is_selected)
                    on:change=move |event| line.update(|line| line.is_selected = event_target_checked(&event))
                />
            </label>
            <span class="line-picture"><span class="thumb"></span></span>
            <div class="line-name">
                <a href=format!("/product/p{number}")>{name}</a>
                <p class="line-meta">{each}" each"</p>
                <p class="field-error" role="alert" id=problem_id.clone()>{problem}</p>
            </div>
            <div class="line-quantity"><Stepper line problem_id/></div>
            <span class="line-price"><span class="visually-hidden">"Together "</span><span class="price">{price}</span></span>
            <button
                class="line-remove" type="button" data-testid="remove-line"
                aria-label=move || format!("Remove {}", name()) on:click=move |_| remove()
            >"Remove"</button>
        </li>
    }
}

#[component]
fn Stepper(line: RwSignal<Line>, problem_id: String) -> impl IntoView {
    let name = move || line.with(|line| line.name.clone());
    let quantity = move || line.with(|line| line.quantity);
    let set = move |quantity| line.update(|line| line.quantity = quantity);
    let is_least = move || (quantity() <= 1).to_string();
    let is_most = move || (quantity() >= 999).to_string();
    view! {
        <div class="stepper">
            <button
                type="button" aria-label=move || format!("One {} less", name()) aria-disabled=is_least
                on:click=move |_| set(quantity() - 1)
            >"−"</button>
            <input
                inputmode="numeric" autocomplete="off" aria-describedby=problem_id
                aria-label=move || format!("Quantity of {}", name())
                aria-invalid=move || line.with(|line| line.problem.is_some()).to_string()
                prop:value=move || quantity().to_string()
                on:input=move |event| set(event_target_value(&event).parse().unwrap_or(1))
            />
            <button
                type="button" aria-label=move || format!("One {} more", name()) aria-disabled=is_most
                on:click=move |_| set(quantity() + 1)
            >"+"</button>
        </div>
    }
}

/// Cents as dollars: `$12.05`.
fn money(cents: u32) -> String {
    format!("${}.{:02}", cents / 100, cents % 100)
}
