//! One product in the list.

use leptos::prelude::*;
use shared_store::Selected;
use shop_api::model::Product;
use shop_ui::money;
use tarn_view::view;

use crate::add_to_cart::AddToCart;
use crate::heart::Heart;
use crate::stock::only_few_left;

/// The card of a product. Of its parts only the price and the heart follow signals; a product with a changed [`CardKey`] gets
/// a new card.
#[component]
pub(crate) fn ProductCard(
    product: Product,
    locale: Selected<String>,
    add_to_cart: AddToCart,
    has_wishlist: bool,
    /// Pictures of the first row load eagerly, all others lazily.
    #[prop(optional)]
    is_in_first_row: bool,
) -> impl IntoView {
    let loading = if is_in_first_row { "eager" } else { "lazy" };
    let address = String::from("/product/") + &product.id;
    let cents = product.price_cents.into();
    let is_sold_out = product.stock == 0;
    let heart = has_wishlist.then(|| {
        let label = String::from("Keep ") + &product.name + " for later";
        view! { <Heart id=product.id.clone() label/> }
    });
    let few_left = only_few_left(product.stock).map(|text| view! { <span class="badge badge-warn">{text}</span> });
    let add = if is_sold_out {
        view! { "Sold out" }
    } else {
        view! { "Add"<span class="visually-hidden">" "{product.name.clone()}" to cart"</span> }
    };
    view! {
        <li class="product-card" data-testid="product-card" data-product=product.id.clone()>
            // `src` is set after `loading`, because it starts the download.
            <img class="picture" decoding="async" alt="" width="480" height="480" loading=loading src=product.image.clone()/>
            {heart}
            <h2 class="product-card-name"><a data-testid="product-link" href=address>{product.name.clone()}</a></h2>
            <p class="product-card-summary">{product.summary.clone()}</p>
            <div class="product-card-foot">
                <span class="price">{move || money(cents, &locale.get())}</span>
                {few_left}
                <button
                    class="button button-small" type="button" data-testid="add-to-cart" disabled=is_sold_out
                    on:click=move |_| add_to_cart(&product, 1)
                >{add}</button>
            </div>
        </li>
    }
}

/// The key of a card in `<For>`: the product and what the card shows of it that may change.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct CardKey {
    id: String,
    name: String,
    price_cents: u32,
    stock: u32,
}

impl CardKey {
    /// The key of this product's card.
    pub(crate) fn of(product: &Product) -> Self {
        Self {
            id: product.id.clone(),
            name: product.name.clone(),
            price_cents: product.price_cents,
            stock: product.stock,
        }
    }
}

/// The skeleton of a card.
#[component]
pub(crate) fn CardSkeleton() -> impl IntoView {
    view! {
        <li class="product-card">
            <div class="picture skeleton"></div>
            <h2 class="product-card-name skeleton">"\u{a0}"</h2>
            <div class="product-card-summary"><div class="skeleton-line short"></div></div>
            <div class="product-card-foot"><span class="skeleton-button"></span><span class="skeleton-button"></span></div>
        </li>
    }
}
