//! One line of a purchase or an order.

use shared_store::{CartLine, Selected};
use shop_api::model::OrderLine;
use shop_ui::money;
use tarn_html_template::{Template, template};

const LINE: &str = r#"<li class="line" data-part="line">
    <span data-part="thumb"></span>
    <div class="line-name">
        <a data-part="name"></a>
        <p class="line-meta" data-part="each"></p>
    </div>
    <span class="line-quantity" data-part="quantity"></span>
    <span class="line-price"><span class="visually-hidden">Together </span><span data-part="price"></span></span>
</li>"#;

/// The data of one line.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Line {
    product_id: String,
    name: String,
    image: String,
    price_cents: u32,
    pub(crate) quantity: u32,
}

impl Line {
    /// Unique among the rows, and changed whenever the displayed data change.
    pub(crate) fn key(&self) -> String {
        format!("{}*{}@{}", self.product_id, self.quantity, self.price_cents)
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

impl From<&OrderLine> for Line {
    fn from(line: &OrderLine) -> Self {
        Self {
            product_id: line.product_id.clone(),
            name: line.name.clone(),
            image: line.image.clone(),
            price_cents: line.price_cents,
            quantity: line.quantity,
        }
    }
}

/// The row of a line.
pub(crate) fn line_row(line: &Line, test_id: &str, locale: Selected<String>) -> Template {
    let each = u64::from(line.price_cents);
    let total = each * u64::from(line.quantity);
    template(LINE)
        .set("line", "data-testid", test_id)
        .set("line", "data-product", &line.product_id)
        .put("thumb", thumb(&line.image))
        .set("name", "href", &format!("/product/{}", line.product_id))
        .write("name", &line.name)
        .write("quantity", &format!("Quantity: {}", line.quantity))
        .text("each", move || money(each, &locale.get()) + " each")
        .text("price", amount(move || total, locale))
}

/// A product's picture, or a placeholder.
pub(crate) fn thumb(image: &str) -> Template {
    if image.is_empty() {
        return template(r#"<div class="thumb"></div>"#);
    }
    template(r#"<img class="thumb" loading="lazy" alt="" width="72" height="72" data-part="image">"#)
        .set("image", "src", image)
}

/// Formats cents as money; tracks the locale.
pub(crate) fn amount(
    cents: impl Fn() -> u64 + Copy + 'static,
    locale: Selected<String>,
) -> impl Fn() -> String + Copy + 'static {
    move || money(cents(), &locale.get())
}

/// "1 item", "2 items".
pub(crate) fn items(quantities: impl Iterator<Item = u32>) -> String {
    let count: u32 = quantities.sum();
    count.to_string() + if count == 1 { " item" } else { " items" }
}
