//! The start page.

use leptos::prelude::*;
use tarn_view::view;

#[component]
pub(crate) fn Home() -> impl IntoView {
    view! {
        <div class="page home">
            <section class="hero">
                <h1>"Things for home, desk and hill"</h1>
                <p class="page-lead">"Forty-eight plain, well-made things that are kept for years."</p>
                <a class="button button-primary" href="/products">"See all products"</a>
            </section>
            <section aria-labelledby="categories">
                <h2 id="categories">"Categories"</h2>
                <ul class="category-tiles">
                    <li><a href="/products?category=kitchen" data-category="kitchen">"Kitchen"</a></li>
                    <li><a href="/products?category=desk" data-category="desk">"Desk"</a></li>
                    <li><a href="/products?category=lighting" data-category="lighting">"Lighting"</a></li>
                    <li><a href="/products?category=textiles" data-category="textiles">"Textiles"</a></li>
                    <li><a href="/products?category=garden" data-category="garden">"Garden"</a></li>
                    <li><a href="/products?category=outdoor" data-category="outdoor">"Outdoor"</a></li>
                </ul>
            </section>
        </div>
    }
}
