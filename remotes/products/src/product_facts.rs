//! The details of a product, with the button that adds it to the cart.

use leptos::prelude::*;
use shared_store::{select_locale, use_selector};
use shop_api::model::Product;
use shop_ui::money;
use tarn_view::view;

use crate::add_to_cart::AddToCart;
use crate::head::describe_product;
use crate::product_loading::ProductLoading;
use crate::quantity_stepper::{Quantity, QuantityProblem, QuantityStepper, most_of};
use crate::stock::only_few_left;

/// The details of the loaded product. They stay mounted while there is one, and follow its changes.
#[component]
pub(crate) fn ProductFacts(loading: ProductLoading, quantity: Quantity, add_to_cart: AddToCart) -> impl IntoView {
    let locale = use_selector(select_locale);
    if let Some(product) = &loading.now_untracked().product {
        describe_product(product);
    }
    // Function pointers give all facts one type, which keeps the code small.
    let fact = move |of: fn(&Product) -> String| move || loading.now().product.as_deref().map(of).unwrap_or_default();
    let number = move |of: fn(&Product) -> u32| move || loading.now().product.as_deref().map_or(0, of);
    let (stock, cents) = (number(|product| product.stock), number(|product| product.price_cents));
    let most = move || most_of(stock());
    let add = move |_| {
        if let Some(product) = &loading.now_untracked().product
            && let Some(pieces) = quantity.read()
        {
            add_to_cart(product, pieces.min(most_of(product.stock)));
        }
    };
    view! {
        <article class="products-detail" data-testid="product-detail" data-product=fact(|product| product.id.clone())>
            <img
                class="picture" fetchpriority="high" alt="" width="720" height="720"
                src=fact(|product| product.image.clone())
            />
            <div class="stack">
                <div>
                    <p class="eyebrow">{fact(|product| product.category_name.clone())}</p>
                    <h1 class="page-title">{fact(|product| product.name.clone())}</h1>
                    <p class="page-lead">{fact(|product| product.summary.clone())}</p>
                </div>
                <p class="row">
                    <span class="price" data-testid="product-price">{move || money(cents().into(), &locale.get())}</span>
                    <span class=move || badge_class(stock())>{move || badge_text(stock())}</span>
                </p>
                <div>
                    <div class="row">
                        <QuantityStepper quantity most/>
                        <button
                            class="button button-primary" type="button" data-testid="add-to-cart"
                            disabled=move || stock() == 0 on:click=add
                        >
                            {move || if stock() == 0 { "Sold out" } else { "Add to cart" }}
                        </button>
                    </div>
                    <QuantityProblem quantity most/>
                </div>
                <p>{fact(|product| product.description.clone())}</p>
                <dl class="products-facts">
                    <div>
                        <dt>"Category"</dt>
                        <dd>
                            <a href=fact(|product| String::from("/products?category=") + &product.category)>
                                {fact(|product| product.category_name.clone())}
                            </a>
                        </dd>
                    </div>
                    <div><dt>"Pieces left"</dt><dd data-testid="product-stock">{stock}</dd></div>
                </dl>
            </div>
        </article>
    }
}

/// The classes of the stock badge.
fn badge_class(stock: u32) -> &'static str {
    match stock {
        0 => "badge badge-bad",
        _ if only_few_left(stock).is_some() => "badge badge-warn",
        _ => "badge badge-good",
    }
}

/// The text of the stock badge.
fn badge_text(stock: u32) -> String {
    match stock {
        0 => "Sold out".into(),
        _ => only_few_left(stock).unwrap_or_else(|| "In stock".into()),
    }
}

/// The skeleton of the details.
#[component]
pub(crate) fn FactsSkeleton() -> impl IntoView {
    view! {
        <div class="products-detail" role="status" aria-busy="true" aria-label="Loading the product">
            <div class="picture skeleton"></div>
            <div class="stack">
                <div class="skeleton-line title"></div>
                <div class="skeleton-line short"></div>
                <span class="skeleton-button"></span>
                <div>
                    <div class="skeleton-line"></div>
                    <div class="skeleton-line"></div>
                    <div class="skeleton-line"></div>
                </div>
            </div>
        </div>
    }
}
