//! `MiniCartPreview`: the preview of the cart in the header.

use leptos::prelude::*;
use shared_store::{
    CartState, Selected, select_cart_subtotal_cents, select_locale, select_total_cart_items, use_selector,
};
use shop_props::MiniCartPreviewProps;
use shop_ui::money;
use tarn_html_template::{Template, template};

use crate::line::{use_line, use_product_ids};
use crate::pieces::pieces;
use crate::thumb::thumb;

/// The maximum number of lines in the preview.
const SHOWN: usize = 4;

const PREVIEW: &str = r#"<div class="cart-mini" data-testid="mini-cart">
    <p class="small muted" data-part="pieces"></p>
    <ul class="line-list" data-part="lines"></ul>
    <p class="small muted" data-part="more"></p>
    <p class="row row-between" data-part="sum"><span>Subtotal</span><strong data-testid="mini-cart-total" data-part="subtotal"></strong></p>
    <a class="button button-primary button-wide" href="/cart">Open the cart</a>
</div>"#;

const LINE: &str = r#"<li class="line" data-testid="mini-cart-line">
    <span class="line-picture" data-part="thumb"></span>
    <div class="line-name"><a data-part="name"></a><p class="line-meta" data-part="quantity"></p></div>
    <span class="line-price"><span class="visually-hidden">Together </span><span data-part="price"></span></span>
</li>"#;

/// The preview. The host mounts it only while it is open.
pub(crate) fn mini_cart_preview(_props: ReadSignal<MiniCartPreviewProps>) -> impl IntoView {
    let locale = use_selector(select_locale);
    let totals = use_selector(select_totals);
    let product_ids = use_product_ids();
    let count = move || product_ids.with(Vec::len);
    template(PREVIEW)
        .text("pieces", move || match totals.get().0 {
            0 => "Your cart is empty.".into(),
            total => pieces(total),
        })
        .each(
            "lines",
            move || product_ids.with(|ids| ids.iter().take(SHOWN).cloned().collect()),
            move |product_id| mini_line(product_id, locale),
        )
        .text("more", move || match count().saturating_sub(SHOWN) {
            0 => String::new(),
            more => format!("and {more} more"),
        })
        .flag("sum", "hidden", move || count() == 0)
        .text("subtotal", move || money(totals.get().1, &locale.get()))
}

/// The number of pieces and the subtotal in cents.
fn select_totals(cart: &CartState) -> (u32, u64) {
    (select_total_cart_items(cart), select_cart_subtotal_cents(cart))
}

fn mini_line(product_id: &str, locale: Selected<String>) -> Template {
    let line = use_line(product_id);
    template(LINE)
        .set("name", "href", &format!("/product/{product_id}"))
        .show(
            "thumb",
            move || Some(line.with(|placed| placed.line.image.clone())),
            thumb,
        )
        .text("name", move || line.with(|placed| placed.line.name.clone()))
        .text("quantity", move || {
            let (quantity, cents) = line.with(|placed| (placed.line.quantity, placed.line.price_cents));
            format!("{quantity} at {} each", money(cents.into(), &locale.get()))
        })
        .text("price", move || {
            money(line.with(|placed| placed.line.total_cents()), &locale.get())
        })
}
