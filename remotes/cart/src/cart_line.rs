//! One line of the cart.

use leptos::prelude::*;
use shared_store::{CartAction, CartLine, CartState, select_locale, use_dispatch, use_selector};
use shared_ui::money;

use crate::cart_page::Deselected;
use crate::quantity::{self, Typed};
use crate::removed::Removed;

#[component]
pub(crate) fn CartLineRow(
    product_id: String,
    /// Where the line stood when it was first shown: where to look first.
    index: usize,
    deselected: Deselected,
    removed: RwSignal<Option<Removed>>,
) -> impl IntoView {
    let id = StoredValue::new(product_id.clone());
    let line =
        use_selector(move |cart: &CartState| id.with_value(|id| find(cart, index, id).cloned()).unwrap_or_default());
    let locale = use_selector(select_locale);
    let quantity = Memo::new(move |_| line.with(|line| line.quantity));
    let problem = RwSignal::new(None::<String>);
    let dispatch = use_dispatch();
    let change = {
        let dispatch = dispatch.clone();
        move |quantity| {
            let changed = dispatch(CartAction::UpdateQuantity {
                product_id: id.get_value(),
                quantity,
            });
            problem.set(changed.err().map(|rejected| rejected.message));
        }
    };
    let type_quantity = {
        let change = change.clone();
        move |event| match quantity::read(&event_target_value(&event)) {
            Typed::Quantity(quantity) => change(quantity),
            Typed::Nothing => problem.set(None),
            Typed::Unusable => problem.set(Some(format!("Please enter a number from 1 to {}.", quantity::MAX))),
        }
    };
    // What stands in the field after leaving it is what is in the cart.
    let leave = move |event: leptos::ev::Event| {
        let input = event_target::<leptos::web_sys::HtmlInputElement>(&event);
        input.set_value(&quantity.get_untracked().to_string());
        problem.set(None);
    };
    let (less, more) = (change.clone(), change);
    let remove = move |_| {
        let present = line.get_untracked();
        let action = CartAction::RemoveFromCart {
            product_id: id.get_value(),
        };
        match dispatch(action) {
            Ok(()) => removed.set(Some(Removed { line: present, index })),
            Err(rejected) => problem.set(Some(rejected.message)),
        }
    };
    let toggle = move |event| {
        let checked = event_target_checked(&event);
        deselected.update(|deselected| {
            let id = id.get_value();
            if checked {
                deselected.remove(&id)
            } else {
                deselected.insert(id)
            };
        });
    };
    let name = move || line.with(|line| line.name.clone());
    let problem_id = format!("cart-problem-{product_id}");
    let described_by = problem_id.clone();
    let address = format!("/product/{product_id}");
    view! {
        <li class="line" data-testid="cart-line" data-product=product_id>
            <label class="line-select">
                <span class="visually-hidden">{move || format!("Buy {} now", name())}</span>
                <input
                    type="checkbox"
                    prop:checked=move || deselected.with(|deselected| id.with_value(|id| !deselected.contains(id)))
                    on:change=toggle
                />
            </label>
            <Thumb line/>
            <div class="line-name">
                <a href=address>{name}</a>
                <p class="line-meta">{move || line.with(|line| format!("{} each", money(u64::from(line.price_cents), &locale.get())))}</p>
                <p class="field-error" id=problem_id role="alert">{problem}</p>
            </div>
            <div class="line-quantity">
                <div class="stepper">
                    <button
                        type="button"
                        aria-label=move || format!("One {} less", name())
                        disabled=move || quantity.get() <= 1
                        on:click=move |_| less(quantity.get_untracked() - 1)
                    >
                        "−"
                    </button>
                    <input
                        type="number"
                        inputmode="numeric"
                        min="1"
                        max=quantity::MAX
                        data-testid="qty-input"
                        aria-label=move || format!("Quantity of {}", name())
                        aria-describedby=described_by
                        aria-invalid=move || problem.with(Option::is_some).to_string()
                        prop:value=move || quantity.get().to_string()
                        on:input=type_quantity
                        on:change=leave
                    />
                    <button
                        type="button"
                        aria-label=move || format!("One {} more", name())
                        disabled=move || { quantity.get() >= quantity::MAX }
                        on:click=move |_| more(quantity.get_untracked() + 1)
                    >
                        "+"
                    </button>
                </div>
            </div>
            <span class="line-price">{move || money(line.with(CartLine::total_cents), &locale.get())}</span>
            <button
                class="line-remove"
                type="button"
                data-testid="remove-line"
                aria-label=move || format!("Remove {}", name())
                on:click=remove
            >
                "Remove"
            </button>
        </li>
    }
}

/// The picture of a line's product, or its place.
#[component]
pub(crate) fn Thumb(#[prop(into)] line: Signal<CartLine>) -> impl IntoView {
    let image = Memo::new(move |_| line.with(|line| line.image.clone()));
    move || match image.get() {
        image if image.is_empty() => view! { <div class="thumb"></div> }.into_any(),
        image => view! { <img class="thumb" src=image alt="" width="72" height="72" loading="lazy"/> }.into_any(),
    }
}

/// The line of a product. It is mostly where it was: looking there first keeps a large cart fast.
fn find<'a>(cart: &'a CartState, index: usize, product_id: &str) -> Option<&'a CartLine> {
    cart.lines
        .get(index)
        .filter(|line| line.product_id == product_id)
        .or_else(|| cart.lines.iter().find(|line| line.product_id == product_id))
}
