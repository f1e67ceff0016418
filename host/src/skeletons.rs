//! Skeletons: placeholders while a remote loads.

use tarn_html_template::{Template, template};

const PAGE: &str = r#"<div class="page stack" role="status" aria-busy="true" aria-label="Loading the page">
    <div class="skeleton skeleton-line short"></div>
    <div class="skeleton skeleton-block"></div>
    <div class="skeleton skeleton-block"></div>
</div>"#;

const CARDS: &str = r#"<div class="page stack" role="status" aria-busy="true" aria-label="Loading the products">
    <div class="skeleton skeleton-line short"></div>
    <ul class="grid-products" aria-hidden="true" data-part="cards"></ul>
</div>"#;

const CARD: &str = r#"<li class="product-card">
    <div class="picture skeleton"></div>
    <div class="skeleton skeleton-line"></div>
    <div class="skeleton skeleton-line short"></div>
</li>"#;

pub(crate) fn page_skeleton() -> Template {
    template(PAGE)
}

pub(crate) fn cards_skeleton() -> Template {
    template(CARDS).fill("cards", (0..8).map(|_| template(CARD)).collect())
}
