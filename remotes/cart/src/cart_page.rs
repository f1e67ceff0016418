//! `CartPage`: the lines of the cart and the button to the payment.

use std::cell::RefCell;

use leptos::prelude::*;
use shared_store::{
    select_cart_subtotal_cents, select_is_cart_empty, select_is_logged_in, select_is_ready, select_total_cart_items,
    use_selector, use_store,
};
use shop_api::events::{EventDetail, EventType, tell};
use shop_props::CartPageProps;
use tarn_html_template::{Template, follow_later, template};

use crate::cart_line::cart_line;
use crate::deselected::{Deselected, use_deselected};
use crate::line::{PlacedLine, use_product_ids};
use crate::removed::removed_notice;
use crate::summary::summary;

const PAGE: &str = r#"<div class="page"><h1 class="page-title" id="cart-title" tabindex="-1">Your cart</h1><div data-part="content"></div></div>"#;

const SKELETON: &str = r#"<div class="stack" role="status" aria-busy="true" aria-label="Loading your cart">
    <div class="skeleton-block skeleton"></div><div class="skeleton-block skeleton"></div><div class="skeleton-block skeleton"></div>
</div>"#;

const CART: &str = r#"<div><div role="status" data-part="removed"></div><div data-part="cart"></div></div>"#;

const EMPTY: &str = r#"<div class="empty-state" data-testid="cart-empty">
    <h2>Your cart is empty</h2>
    <p>What you add to it is kept here until you buy it.</p>
    <a class="button button-primary" href="/products">See the products</a>
</div>"#;

const FULL: &str = r#"<div class="with-aside">
    <ul class="line-list" aria-label="Products in your cart" data-part="lines"></ul>
    <aside data-part="summary"></aside>
</div>"#;

/// The cart page, for logged-in users. Until the session is known it shows a skeleton and does not redirect.
pub(crate) fn cart_page(props: ReadSignal<CartPageProps>) -> impl IntoView {
    let is_ready = use_selector(select_is_ready);
    let is_logged_in = use_selector(select_is_logged_in);
    follow_later(move || {
        if is_ready.get() && !is_logged_in.get() {
            // The props are not borrowed during the call, because the host may set new props in it.
            props.get_untracked().handle_navigate.call(&"/login".into());
        }
    });
    let content = move || {
        if is_ready.get() && is_logged_in.get() {
            "cart"
        } else {
            "skeleton"
        }
    };
    template(PAGE).show(
        "content",
        move || Some(content().into()),
        move |content| match content {
            "cart" => cart(props),
            _ => template(SKELETON),
        },
    )
}

fn cart(props: ReadSignal<CartPageProps>) -> Template {
    let is_empty = use_selector(select_is_cart_empty);
    let ids = use_product_ids();
    let product_ids = move || ids.get();
    let deselected = use_deselected();
    let removed = RwSignal::new(None::<PlacedLine>);
    tell_selection(props, deselected);
    tell_open();
    template(CART)
        .show(
            "removed",
            move || removed.with(|removed| removed.as_ref().map(|removed| removed.line.product_id.clone())),
            move |_| removed_notice(removed),
        )
        .show(
            "cart",
            move || Some(if is_empty.get() { "empty" } else { "full" }.into()),
            move |content| match content {
                "empty" => template(EMPTY),
                _ => template(FULL)
                    .each("lines", product_ids, move |product_id| {
                        cart_line(product_id, deselected, removed)
                    })
                    .put("summary", summary(props, deselected)),
            },
        )
}

/// Passes the selected products to the host after each change.
fn tell_selection(props: ReadSignal<CartPageProps>, deselected: Deselected) {
    let ids = use_product_ids();
    let told = RefCell::new(None);
    follow_later(move || {
        let mut selected = ids.get();
        deselected.with(|deselected| selected.retain(|id| !deselected.contains(id)));
        if let Some(tell) = props.get_untracked().on_selected_items_change
            && told.borrow().as_ref() != Some(&selected)
        {
            tell.call(&selected);
            told.replace(Some(selected));
        }
    });
}

/// Dispatches the analytics event "cart:open", once.
fn tell_open() {
    let store = use_store();
    // Deferred, because a listener may do anything while the page is being built.
    follow_later(move || {
        let pieces = store.select(select_total_cart_items);
        let total_cents = store.select(select_cart_subtotal_cents);
        tell(EventType::CartOpen, EventDetail { pieces, total_cents });
    });
}
