//! One product in the list.

use leptos::prelude::*;
use shared_api::model::Product;
use shared_store::{select_locale, use_selector};
use shared_ui::money;

use crate::add_to_cart::AddToCart;
use crate::erased::click;
use crate::stock::only_few_left;

/// The pictures of the first row are needed at once, the others when they come into sight.
const FIRST_ROW: usize = 4;

#[component]
pub(crate) fn ProductCard(
    product: Product,
    /// Where in the list it is first shown.
    index: usize,
    cart: AddToCart,
) -> impl IntoView {
    let locale = use_selector(select_locale);
    let cents = u64::from(product.price_cents);
    let loading = if index < FIRST_ROW { "eager" } else { "lazy" };
    let button = match product.stock {
        0 => view! {
            <button class="button button-small" type="button" data-testid="add-to-cart" disabled>"Sold out"</button>
        }
        .into_any(),
        _ => {
            let name = product.name.clone();
            let product = product.clone();
            view! {
                <button
                    class="button button-small"
                    type="button"
                    data-testid="add-to-cart"
                    on:click=click(move |_| cart.add(&product, 1))
                >
                    "Add" <span class="visually-hidden">" " {name} " to cart"</span>
                </button>
            }
            .into_any()
        }
    };
    view! {
        <li class="product-card" data-testid="product-card" data-product=product.id.clone()>
            <img class="picture" loading=loading decoding="async" alt="" width="480" height="480" src=product.image/>
            <h2 class="product-card-name">
                <a data-testid="product-link" href=String::from("/product/") + &product.id>{product.name}</a>
            </h2>
            <p class="product-card-summary">{product.summary}</p>
            <div class="product-card-foot">
                <span class="price">{Signal::derive(move || money(cents, &locale.get()))}</span>
                {only_few_left(product.stock).map(|few| view! { <span class="badge badge-warn">{few}</span> })}
                {button}
            </div>
        </li>
    }
}

/// The place of a card.
pub(crate) const CARD_SKELETON: &str = "<li class=product-card><div class='picture skeleton'></div>\
<h2 class='product-card-name skeleton'>&nbsp;</h2>\
<div class=product-card-summary><div class='skeleton-line short'></div></div>\
<div class=product-card-foot><span class=skeleton-button></span><span class=skeleton-button></span></div></li>";
