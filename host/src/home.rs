//! The start page.

use leptos::prelude::*;

/// The categories of the catalogue, as the start page shows them: slug and name.
const CATEGORIES: [(&str, &str); 6] = [
    ("kitchen", "Kitchen"),
    ("desk", "Desk"),
    ("lighting", "Lighting"),
    ("textiles", "Textiles"),
    ("garden", "Garden"),
    ("outdoor", "Outdoor"),
];

pub(crate) fn home() -> impl IntoView {
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
                    {CATEGORIES
                        .map(|(slug, name)| view! {
                            <li><a href=format!("/products?category={slug}") data-category=slug>{name}</a></li>
                        })
                        .collect_view()}
                </ul>
            </section>
        </div>
    }
}
