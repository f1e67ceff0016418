//! `MiniCartPreview`: the preview of the cart in the header.

use leptos::prelude::*;
use shared_store::{
    CartState, Selected, select_cart_subtotal_cents, select_locale, select_total_cart_items, use_selector,
};
use shop_ui::money;
use tarn_federation::leave_to_browser;
use tarn_view::{For, view};

use crate::line::{use_line, use_product_ids};
use crate::pieces::pieces;
use crate::thumb::Thumb;

/// The maximum number of lines in the preview.
const SHOWN: usize = 4;

/// The preview. The host mounts it only while it is open.
#[component]
pub(crate) fn MiniCartPreview(
    // Its links need no callback: the host's router takes them.
    #[prop(name = "props")] _props: ReadSignal<shop_props::MiniCartPreviewProps>,
) -> impl IntoView {
    leave_to_browser();
    let locale = use_selector(select_locale);
    let totals = use_selector(select_totals);
    let product_ids = use_product_ids();
    let contents = move || match totals.get().0 {
        0 => "Your cart is empty.".to_owned(),
        total => pieces(total),
    };
    let shown = move || product_ids.with(|ids| ids.iter().take(SHOWN).cloned().collect::<Vec<_>>());
    let count = move || product_ids.with(Vec::len);
    let more = move || match count().saturating_sub(SHOWN) {
        0 => None,
        more => Some(format!("and {more} more")),
    };
    let subtotal = move || money(totals.get().1, &locale.get());
    view! {
        <div class="cart-mini" data-testid="mini-cart">
            <p class="small muted">{contents}</p>
            <ul class="line-list">
                <For each=shown key=String::clone let(product_id)>
                    <MiniLine product_id locale/>
                </For>
            </ul>
            <p class="small muted">{more}</p>
            <p class="row row-between" hidden=move || count() == 0>
                <span>"Subtotal"</span><strong data-testid="mini-cart-total">{subtotal}</strong>
            </p>
            <a class="button button-primary button-wide" href="/cart">"Open the cart"</a>
        </div>
    }
}

/// The number of pieces and the subtotal in cents.
fn select_totals(cart: &CartState) -> (u32, u64) {
    (select_total_cart_items(cart), select_cart_subtotal_cents(cart))
}

#[component]
fn MiniLine(product_id: String, locale: Selected<String>) -> impl IntoView {
    let placed = use_line(&product_id);
    let name = move || placed.with(|placed| placed.line.name.clone());
    let quantity = move || placed.with(|placed| placed.line.quantity);
    let each = move || money(placed.with(|placed| placed.line.price_cents.into()), &locale.get());
    let price = move || money(placed.with(|placed| placed.line.total_cents()), &locale.get());
    view! {
        <li class="line" data-testid="mini-cart-line">
            <span class="line-picture"><Thumb placed/></span>
            <div class="line-name">
                <a href=format!("/product/{product_id}")>{name}</a>
                <p class="line-meta">{quantity}" at "{each}" each"</p>
            </div>
            <span class="line-price"><span class="visually-hidden">"Together "</span><span>{price}</span></span>
        </li>
    }
}
