//! One line of the cart.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Event, HtmlInputElement};
use shared_store::{CartAction, Rejected, select_locale, use_dispatch, use_selector};
use shop_api::rules::MAX_QUANTITY;
use shop_ui::{arrow, money};
use tarn_html_template::{Template, template};

use crate::deselected::Deselected;
use crate::focus::{focus_undo, remove_button};
use crate::line::{PlacedLine, use_line};
use crate::quantity::{self, Typed};
use crate::thumb::thumb;

const LINE: &str = r#"<li class="line" data-testid="cart-line" data-part="line">
    <label class="line-select"><span class="visually-hidden" data-part="select"></span><input type="checkbox" data-part="selected"></label>
    <span class="line-picture" data-part="thumb"></span>
    <div class="line-name">
        <a data-part="name"></a>
        <p class="line-meta" data-part="each"></p>
        <p class="field-error" role="alert" data-part="problem"></p>
    </div>
    <div class="line-quantity"><div class="stepper">
        <button type="button" data-part="less">−</button>
        <input inputmode="numeric" autocomplete="off" data-testid="qty-input" data-part="quantity">
        <button type="button" data-part="more">+</button>
    </div></div>
    <span class="line-price"><span class="visually-hidden">Together </span><span data-part="price"></span></span>
    <button class="line-remove" type="button" data-testid="remove-line" data-part="remove">Remove</button>
</li>"#;

/// The row of a product in the cart.
pub(crate) fn cart_line(product_id: &str, deselected: Deselected, removed: RwSignal<Option<PlacedLine>>) -> Template {
    let id = StoredValue::new(product_id.to_owned());
    let placed = use_line(product_id);
    let locale = use_selector(select_locale);
    let problem = RwSignal::new(String::new());
    let dispatch = use_dispatch();
    let report = move |result: Result<(), Rejected>| {
        problem.set(result.err().map(|rejected| rejected.message).unwrap_or_default());
    };
    let change = {
        let dispatch = dispatch.clone();
        move |quantity| {
            let product_id = id.get_value();
            report(dispatch(CartAction::UpdateQuantity { product_id, quantity }));
        }
    };
    let present = move || placed.with_untracked(|placed| placed.line.quantity);
    let step = {
        let change = change.clone();
        move |is_more: bool| match is_more {
            true if present() < MAX_QUANTITY => change(present() + 1),
            false if present() > 1 => change(present() - 1),
            _ => {}
        }
    };
    let (less, more, arrows, typed) = (step.clone(), step.clone(), step, change);
    let quantity = move || placed.with(|placed| placed.line.quantity);
    let name = move || placed.with(|PlacedLine { line, .. }| line.name.clone());
    let problem_id = format!("cart-problem-{product_id}");
    template(LINE)
        .set("line", "data-product", product_id)
        .set("name", "href", &format!("/product/{product_id}"))
        .set("problem", "id", &problem_id)
        .set("quantity", "aria-describedby", &problem_id)
        .set("remove", "id", &remove_button(product_id))
        .text("select", move || format!("Buy {} now", name()))
        .checked("selected", move || {
            id.with_value(|id| deselected.with(|deselected| !deselected.contains(id)))
        })
        .on("selected", "change", move |event| {
            let is_selected = field(&event).is_some_and(|field| field.checked());
            let id = id.get_value();
            deselected.update(|deselected| {
                deselected.retain(|other| *other != id);
                if !is_selected {
                    deselected.push(id);
                }
            });
        })
        .show(
            "thumb",
            move || Some(placed.with(|placed| placed.line.image.clone())),
            thumb,
        )
        .text("name", name)
        .text("each", move || {
            format!(
                "{} each",
                money(placed.with(|placed| placed.line.price_cents.into()), &locale.get())
            )
        })
        .text("problem", move || problem.get())
        .attr("less", "aria-label", move || Some(format!("One {} less", name())))
        // A `disabled` button loses the focus, and the next Tab would start at the top of the page.
        .attr("less", "aria-disabled", move || Some((quantity() <= 1).to_string()))
        .on("less", "click", move |_| less(false))
        .attr("quantity", "aria-label", move || {
            Some(format!("Quantity of {}", name()))
        })
        .attr("quantity", "aria-invalid", move || {
            Some((!problem.with(String::is_empty)).to_string())
        })
        .value("quantity", move || quantity().to_string())
        .on("quantity", "input", move |event| {
            match quantity::read(&event_target_value(&event)) {
                Typed::Quantity(quantity) => typed(quantity),
                Typed::Nothing => problem.set(String::new()),
                Typed::Unusable => problem.set(format!("Please enter a number from 1 to {}.", MAX_QUANTITY)),
            }
        })
        .on("quantity", "keydown", move |event| {
            if let Some(is_more) = arrow(&event) {
                arrows(is_more);
            }
        })
        // On leaving the field, it shows the cart's quantity again.
        .on("quantity", "change", move |event| {
            if let Some(field) = field(&event) {
                field.set_value(&present().to_string());
            }
            problem.set(String::new());
        })
        .attr("more", "aria-label", move || Some(format!("One {} more", name())))
        .attr("more", "aria-disabled", move || {
            Some((quantity() >= MAX_QUANTITY).to_string())
        })
        .on("more", "click", move |_| more(true))
        .text("price", move || {
            money(placed.with(|placed| placed.line.total_cents()), &locale.get())
        })
        .attr("remove", "aria-label", move || Some(format!("Remove {}", name())))
        .on("remove", "click", move |press| {
            let present = placed.get_untracked();
            match dispatch(CartAction::RemoveFromCart {
                product_id: id.get_value(),
            }) {
                Ok(()) => {
                    removed.set(Some(present));
                    focus_undo(&press);
                }
                refused => report(refused),
            }
        })
}

fn field(event: &Event) -> Option<HtmlInputElement> {
    event.target()?.dyn_into().ok()
}
