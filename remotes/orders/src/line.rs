//! One line of a purchase or an order.

use leptos::prelude::*;
use shared_store::{CartLine, Selected};
use shop_api::model::OrderLine;
use shop_ui::money;
use tarn_view::view;

/// The data of one line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    product_id: String,
    name: String,
    image: String,
    price_cents: u32,
    pub(crate) quantity: u32,
}

impl Line {
    /// Unique among the rows, and changed whenever the displayed numbers change.
    pub(crate) fn key(&self) -> (String, u32, u32) {
        (self.product_id.clone(), self.quantity, self.price_cents)
    }
}

impl From<CartLine> for Line {
    fn from(line: CartLine) -> Self {
        Self {
            product_id: line.product_id,
            name: line.name,
            image: line.image,
            price_cents: line.price_cents,
            quantity: line.quantity,
        }
    }
}

impl From<OrderLine> for Line {
    fn from(line: OrderLine) -> Self {
        Self {
            product_id: line.product_id,
            name: line.name,
            image: line.image,
            price_cents: line.price_cents,
            quantity: line.quantity,
        }
    }
}

/// The row of a line.
#[component]
pub(crate) fn LineRow(line: Line, test_id: String, locale: Selected<String>) -> impl IntoView {
    let Line {
        product_id,
        name,
        image,
        price_cents,
        quantity,
    } = line;
    let each = u64::from(price_cents);
    let total = each * u64::from(quantity);
    let address = format!("/product/{product_id}");
    view! {
        <li class="line" data-testid=test_id data-product=product_id>
            <Thumb image/>
            <div class="line-name">
                <a href=address>{name}</a>
                <p class="line-meta">{move || money(each, &locale.get())}" each"</p>
            </div>
            <span class="line-quantity">"Quantity: "{quantity}</span>
            <span class="line-price">
                <span class="visually-hidden">"Together "</span>{move || money(total, &locale.get())}
            </span>
        </li>
    }
}

/// A product's picture, or a placeholder.
#[component]
pub(crate) fn Thumb(image: String) -> impl IntoView {
    if image.is_empty() {
        view! { <div class="thumb"></div> }
    } else {
        view! { <img class="thumb" loading="lazy" alt="" width="72" height="72" src=image/> }
    }
}

/// "1 item", "2 items".
pub(crate) fn items(quantities: impl Iterator<Item = u32>) -> String {
    let count: u32 = quantities.sum();
    count.to_string() + if count == 1 { " item" } else { " items" }
}
