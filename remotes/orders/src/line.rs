//! One product that is paid for, or was.

use leptos::prelude::*;
use shared_store::{select_locale, use_selector};
use shared_ui::money;

/// What a line shows.
pub(crate) struct Line {
    pub(crate) product_id: String,
    pub(crate) name: String,
    pub(crate) image: String,
    pub(crate) price_cents: u32,
    pub(crate) quantity: u32,
}

#[component]
pub(crate) fn LineRow(line: Line, test_id: &'static str) -> impl IntoView {
    let locale = use_selector(select_locale);
    let price = u64::from(line.price_cents);
    let total = price * u64::from(line.quantity);
    view! {
        <li class="line" data-testid=test_id data-product=line.product_id.clone()>
            {thumb(line.image)}
            <div class="line-name">
                <a href=String::from("/product/") + &line.product_id>{line.name}</a>
                <p class="line-meta">{move || money(price, &locale.get()) + " each"}</p>
            </div>
            <span class="line-quantity">{line.quantity} " ×"</span>
            <span class="line-price">{move || money(total, &locale.get())}</span>
        </li>
    }
}

/// A product's picture, or its place.
pub(crate) fn thumb(image: String) -> AnyView {
    if image.is_empty() {
        return view! { <div class="thumb"></div> }.into_any();
    }
    view! { <img class="thumb" loading="lazy" alt="" width="72" height="72" src=image/> }.into_any()
}

/// "1 item", "2 items".
pub(crate) fn items(quantities: impl Iterator<Item = u32>) -> String {
    let count: u32 = quantities.sum();
    count.to_string() + if count == 1 { " item" } else { " items" }
}
