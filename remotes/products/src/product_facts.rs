//! What there is to know about a product, and the way to the cart.

use leptos::prelude::*;
use shared_api::model::Product;
use shared_store::{select_locale, use_selector};
use shared_ui::money;

use crate::add_to_cart::AddToCart;
use crate::erased::click;
use crate::quantity_stepper::{QuantityProblem, QuantityStepper, most_of};
use crate::stock::only_few_left;

#[component]
pub(crate) fn ProductFacts(
    product: Product,
    /// How many pieces are to be added. It outlives this view, which is made anew when the product changed.
    quantity: RwSignal<u32>,
    cart: AddToCart,
) -> impl IntoView {
    let locale = use_selector(select_locale);
    let cents = u64::from(product.price_cents);
    let most = most_of(product.stock);
    let stock = match (product.stock, only_few_left(product.stock)) {
        (0, _) => view! { <span class="badge badge-bad">"Sold out"</span> }.into_any(),
        (_, Some(few)) => view! { <span class="badge badge-warn">{few}</span> }.into_any(),
        _ => view! { <span class="badge badge-good">"In stock"</span> }.into_any(),
    };
    let buy = match most {
        0 => view! {
            <p>
                <button class="button button-primary" type="button" data-testid="add-to-cart" disabled>"Sold out"</button>
            </p>
        }
        .into_any(),
        _ => {
            let product = product.clone();
            let is_wrong = RwSignal::new(false);
            view! {
                <div>
                    <div class="row">
                        <QuantityStepper quantity most is_wrong/>
                        <button
                            class="button button-primary"
                            type="button"
                            data-testid="add-to-cart"
                            on:click=click(move |_| cart.add(&product, quantity.get_untracked().min(most)))
                        >
                            "Add to cart"
                        </button>
                    </div>
                    <QuantityProblem most is_wrong/>
                </div>
            }
            .into_any()
        }
    };
    view! {
        <article class="products-detail" data-testid="product-detail" data-product=product.id.clone()>
            <img class="picture" fetchpriority="high" alt="" width="720" height="720" src=product.image/>
            <div class="stack">
                <div>
                    <p class="eyebrow">{product.category_name.clone()}</p>
                    <h1 class="page-title">{product.name}</h1>
                    <p class="page-lead">{product.summary}</p>
                </div>
                <p class="row">
                    <span class="price" data-testid="product-price">{Signal::derive(move || money(cents, &locale.get()))}</span>
                    {stock}
                </p>
                {buy}
                <p>{product.description}</p>
                <dl class="products-facts">
                    <div>
                        <dt>"Category"</dt>
                        <dd><a href=String::from("/products?category=") + &product.category>{product.category_name}</a></dd>
                    </div>
                    <div>
                        <dt>"Pieces left"</dt>
                        <dd data-testid="product-stock">{product.stock}</dd>
                    </div>
                    <div>
                        <dt>"Item number"</dt>
                        <dd>{product.id.clone()}</dd>
                    </div>
                </dl>
            </div>
        </article>
    }
}

/// The places of the above.
pub(crate) const FACTS_SKELETON: &str = "<div class=products-detail role=status aria-busy=true aria-label='Loading the product'>\
<div class='picture skeleton'></div><div class=stack><div class='skeleton-line title'></div>\
<div class='skeleton-line short'></div><span class=skeleton-button></span>\
<div><div class=skeleton-line></div><div class=skeleton-line></div><div class=skeleton-line></div></div></div></div>";
