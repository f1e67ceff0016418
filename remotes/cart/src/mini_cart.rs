//! `MiniCartPreview`: a glance at the cart, in the header.

use leptos::prelude::*;
use remote_props::MiniCartPreviewProps;
use shared_store::{CartState, select_cart_subtotal_cents, select_locale, select_total_cart_items, use_selector};
use shared_ui::money;

use crate::cart_line::Thumb;
use crate::cart_page::pieces;

/// How many lines the preview shows.
const SHOWN: usize = 4;

/// The preview. It is mounted while the host shows it.
pub(crate) fn mini_cart_preview(_props: ReadSignal<MiniCartPreviewProps>) -> impl IntoView {
    let locale = use_selector(select_locale);
    let total = use_selector(select_total_cart_items);
    let subtotal = use_selector(select_cart_subtotal_cents);
    let shown = use_selector(|cart: &CartState| cart.lines.iter().take(SHOWN).cloned().collect::<Vec<_>>());
    let more = use_selector(|cart: &CartState| cart.lines.len().saturating_sub(SHOWN));
    view! {
        <div class="cart-mini" data-testid="mini-cart">
            {move || match total.get() {
                0 => view! { <p class="muted">"Your cart is empty."</p> }.into_any(),
                total => view! {
                    <p class="small muted">{pieces(total)}</p>
                    <ul class="line-list">
                        <For each=move || shown.get() key=|line| (line.product_id.clone(), line.quantity) let(line)>
                            <li class="line" data-testid="mini-cart-line">
                                <Thumb line=line.clone()/>
                                <div class="line-name">
                                    <a href=format!("/product/{}", line.product_id)>{line.name.clone()}</a>
                                    <p class="line-meta">{format!("{} ×", line.quantity)}</p>
                                </div>
                                <span class="line-price">
                                    {let cents = line.total_cents(); move || money(cents, &locale.get())}
                                </span>
                            </li>
                        </For>
                    </ul>
                    <p class="small muted">{move || match more.get() {
                        0 => String::new(),
                        more => format!("and {more} more"),
                    }}</p>
                    <p class="row row-between">
                        <span>"Subtotal"</span>
                        <strong data-testid="mini-cart-total">{move || money(subtotal.get(), &locale.get())}</strong>
                    </p>
                }
                .into_any(),
            }}
            <a class="button button-primary button-wide" href="/cart">"Open the cart"</a>
        </div>
    }
}
