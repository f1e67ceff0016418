//! One product in the list.

use shared_store::Selected;
use shop_api::model::Product;
use shop_ui::money;
use tarn_html_template::{Template, template};

use crate::add_to_cart::AddToCart;
use crate::heart::{HEART, heart};
use crate::stock::only_few_left;

/// Pictures of the first row load eagerly, all others lazily.
const FIRST_ROW: usize = 4;

const CARD: &str = r#"<li class="product-card" data-testid="product-card" data-part="card">
    <img class="picture" decoding="async" alt="" width="480" height="480" data-part="picture">
    <span data-part="heart"></span>
    <h2 class="product-card-name"><a data-testid="product-link" data-part="name"></a></h2>
    <p class="product-card-summary" data-part="summary"></p>
    <div class="product-card-foot">
        <span class="price" data-part="price"></span>
        <span class="badge badge-warn" data-part="few"></span>
        <button class="button button-small" type="button" data-testid="add-to-cart" data-part="add">Add<span class="visually-hidden" data-part="what"></span></button>
    </div>
</li>"#;

/// The skeleton of a card.
pub(crate) const CARD_SKELETON: &str = r#"<li class="product-card">
    <div class="picture skeleton"></div>
    <h2 class="product-card-name skeleton">&nbsp;</h2>
    <div class="product-card-summary"><div class="skeleton-line short"></div></div>
    <div class="product-card-foot"><span class="skeleton-button"></span><span class="skeleton-button"></span></div>
</li>"#;

/// The card of a product, first shown at `index`. It is static: a changed [`card_key`] recreates it.
pub(crate) fn product_card(
    index: usize,
    product: &Product,
    locale: Selected<String>,
    add_to_cart: &AddToCart,
    has_wishlist: bool,
) -> Template {
    let cents = product.price_cents.into();
    let card = template(CARD)
        .set("card", "data-product", &product.id)
        // Set before the address, because setting that starts the download.
        .set("picture", "loading", if index < FIRST_ROW { "eager" } else { "lazy" })
        .set("picture", "src", &product.image)
        .set("name", "href", &(String::from("/product/") + &product.id))
        .write("name", &product.name)
        .write("summary", &product.summary)
        .text("price", move || money(cents, &locale.get()));
    let card = match only_few_left(product.stock) {
        Some(few) => card.write("few", &few),
        None => {
            card.part("few").remove();
            card
        }
    };
    let card = match has_wishlist {
        true => heart(card.put("heart", template(HEART)), product),
        false => card,
    };
    if product.stock == 0 {
        return card.write("add", "Sold out").set("add", "disabled", "");
    }
    let (product, add_to_cart) = (product.clone(), add_to_cart.clone());
    card.write("what", &(String::from(" ") + &product.name + " to cart"))
        .on("add", "click", move |_| add_to_cart(&product, 1))
}

/// The key of a card; a change recreates the card.
pub(crate) fn card_key(product: &Product) -> String {
    [
        product.id.as_str(),
        &product.name,
        &product.price_cents.to_string(),
        &product.stock.to_string(),
    ]
    .join("\n")
}

/// True if the key belongs to this product.
pub(crate) fn is_card_of(key: &str, product: &Product) -> bool {
    key.split('\n').next() == Some(&product.id)
}
