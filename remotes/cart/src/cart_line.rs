//! One line of the cart.

use leptos::prelude::*;
use shared_store::{select_locale, use_selector};
use shop_ui::money;
use tarn_view::dom::event_target_checked;
use tarn_view::view;

use crate::deselected::Deselected;
use crate::focus::{focus_undo, remove_button};
use crate::line::PlacedLine;
use crate::line_editor::LineEditor;
use crate::stepper::Stepper;
use crate::thumb::Thumb;

/// The row of a product in the cart.
#[component]
pub(crate) fn CartLine(
    product_id: String,
    deselected: Deselected,
    removed: RwSignal<Option<PlacedLine>>,
) -> impl IntoView {
    let editor = LineEditor::new(product_id.clone(), deselected, removed);
    let LineEditor { placed, problem, .. } = editor;
    let locale = use_selector(select_locale);
    let name = move || editor.name();
    let each = move || money(placed.with(|placed| placed.line.price_cents.into()), &locale.get());
    let price = move || money(placed.with(|placed| placed.line.total_cents()), &locale.get());
    let problem_id = format!("cart-problem-{product_id}");
    let (address, remove_id) = (format!("/product/{product_id}"), remove_button(&product_id));
    view! {
        <li class="line" data-testid="cart-line" data-product=product_id>
            <label class="line-select">
                <span class="visually-hidden">"Buy "{name}" now"</span>
                <input
                    type="checkbox" prop:checked=move || editor.is_selected()
                    on:change=move |event| editor.select(event_target_checked(&event))
                />
            </label>
            <span class="line-picture"><Thumb placed/></span>
            <div class="line-name">
                <a href=address>{name}</a>
                <p class="line-meta">{each}" each"</p>
                <p class="field-error" role="alert" id=problem_id.clone()>{problem}</p>
            </div>
            <div class="line-quantity"><Stepper editor problem_id/></div>
            <span class="line-price"><span class="visually-hidden">"Together "</span><span>{price}</span></span>
            <button
                class="line-remove" type="button" data-testid="remove-line" id=remove_id
                aria-label=move || format!("Remove {}", name())
                on:click=move |press| if editor.remove() {
                    focus_undo(&press);
                }
            >"Remove"</button>
        </li>
    }
}
