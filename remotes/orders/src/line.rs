//! One product that is paid for, or was.

use html_template::{Template, template};
use leptos::prelude::*;
use shared_api::model::OrderLine;
use shared_store::CartLine;
use shared_ui::money;

const LINE: &str = r#"<li class="line" data-part="line">
    <span data-part="thumb"></span>
    <div class="line-name">
        <a data-part="name"></a>
        <p class="line-meta" data-part="each"></p>
    </div>
    <span class="line-quantity" data-part="quantity"></span>
    <span class="line-price" data-part="price"></span>
</li>"#;

/// What a line shows.
pub(crate) struct Line<'a> {
    product_id: &'a str,
    name: &'a str,
    image: &'a str,
    price_cents: u32,
    pub(crate) quantity: u32,
}

impl<'a> From<&'a CartLine> for Line<'a> {
    fn from(line: &'a CartLine) -> Self {
        Self {
            product_id: &line.product_id,
            name: &line.name,
            image: &line.image,
            price_cents: line.price_cents,
            quantity: line.quantity,
        }
    }
}

impl<'a> From<&'a OrderLine> for Line<'a> {
    fn from(line: &'a OrderLine) -> Self {
        Self {
            product_id: &line.product_id,
            name: &line.name,
            image: &line.image,
            price_cents: line.price_cents,
            quantity: line.quantity,
        }
    }
}

/// The row of a line.
pub(crate) fn line_row(line: &Line<'_>, test_id: &str, locale: Memo<String>) -> Template {
    let each = u64::from(line.price_cents);
    let row = template(LINE);
    // What does not change is written once; the names are valid, so writing does not fail.
    for (part, attribute, value) in [
        ("line", "data-testid", test_id),
        ("line", "data-product", line.product_id),
        ("name", "href", &format!("/product/{}", line.product_id)),
    ] {
        let _ = row.part(part).set_attribute(attribute, value);
    }
    row.part("name").set_text_content(Some(line.name));
    row.part("quantity")
        .set_text_content(Some(&format!("{} ×", line.quantity)));
    row.put("thumb", thumb(line.image))
        .text("each", move || money(each, &locale.get()) + " each")
        .text("price", amount(each * u64::from(line.quantity), locale))
}

/// A product's picture, or its place.
pub(crate) fn thumb(image: &str) -> Template {
    if image.is_empty() {
        return template(r#"<div class="thumb"></div>"#);
    }
    let thumb = template(r#"<img class="thumb" loading="lazy" alt="" width="72" height="72">"#);
    let _ = thumb.root().set_attribute("src", image);
    thumb
}

/// Cents as money, which follows the locale.
pub(crate) fn amount(cents: u64, locale: Memo<String>) -> impl Fn() -> String + Copy {
    move || money(cents, &locale.get())
}

/// "1 item", "2 items".
pub(crate) fn items(quantities: impl Iterator<Item = u32>) -> String {
    let count: u32 = quantities.sum();
    count.to_string() + if count == 1 { " item" } else { " items" }
}
