//! The details of a product, with the button that adds it to the cart.

use shared_store::{select_locale, use_selector};
use shop_api::model::Product;
use shop_ui::money;
use tarn_html_template::{Template, template};

use crate::add_to_cart::AddToCart;
use crate::product_loading::ProductLoading;
use crate::quantity_stepper::{Quantity, most_of, quantity_problem, quantity_stepper};
use crate::stock::only_few_left;

const FACTS: &str = r#"<article class="products-detail" data-testid="product-detail" data-part="facts">
    <img class="picture" fetchpriority="high" alt="" width="720" height="720" data-part="picture">
    <div class="stack">
        <div>
            <p class="eyebrow" data-part="eyebrow"></p>
            <h1 class="page-title" data-part="name"></h1>
            <p class="page-lead" data-part="summary"></p>
        </div>
        <p class="row">
            <span class="price" data-testid="product-price" data-part="price"></span>
            <span data-part="stock"></span>
        </p>
        <div>
            <div class="row">
                <div data-part="stepper"></div>
                <button class="button button-primary" type="button" data-testid="add-to-cart" data-part="add"></button>
            </div>
            <p data-part="problem"></p>
        </div>
        <p data-part="description"></p>
        <dl class="products-facts">
            <div><dt>Category</dt><dd><a data-part="category"></a></dd></div>
            <div><dt>Pieces left</dt><dd data-testid="product-stock" data-part="pieces"></dd></div>
        </dl>
    </div>
</article>"#;

/// The skeleton of the details.
pub(crate) const FACTS_SKELETON: &str = r#"<div class="products-detail" role="status" aria-busy="true" aria-label="Loading the product">
    <div class="picture skeleton"></div>
    <div class="stack">
        <div class="skeleton-line title"></div><div class="skeleton-line short"></div><span class="skeleton-button"></span>
        <div><div class="skeleton-line"></div><div class="skeleton-line"></div><div class="skeleton-line"></div></div>
    </div>
</div>"#;

/// The details of the loaded product. They stay mounted while there is one, and follow its changes.
pub(crate) fn product_facts(loading: ProductLoading, quantity: Quantity, add_to_cart: AddToCart) -> Template {
    let locale = use_selector(select_locale);
    // Function pointers give all these bindings one type, which keeps the code small.
    let fact = move |of: fn(&Product) -> String| move || of_product(loading, of);
    let attribute = move |of: fn(&Product) -> String| move || Some(of_product(loading, of));
    let stock = move || loading.now().product.as_ref().map_or(0, |product| product.stock);
    let most = move || most_of(stock());
    template(FACTS)
        .attr("facts", "data-product", attribute(|product| product.id.clone()))
        .attr("picture", "src", attribute(|product| product.image.clone()))
        .text("eyebrow", fact(|product| product.category_name.clone()))
        .text("name", fact(|product| product.name.clone()))
        .text("summary", fact(|product| product.summary.clone()))
        .text("price", move || {
            let cents = loading.now().product.as_ref().map_or(0, |product| product.price_cents);
            money(cents.into(), &locale.get())
        })
        .attr("stock", "class", attribute(|product| badge_of(product.stock).0.into()))
        .text("stock", fact(|product| badge_of(product.stock).1))
        .put("stepper", quantity_stepper(quantity, most))
        .flag("stepper", "hidden", move || stock() == 0)
        .flag("add", "disabled", move || stock() == 0)
        .text(
            "add",
            fact(|product| if product.stock == 0 { "Sold out" } else { "Add to cart" }.into()),
        )
        .on("add", "click", move |_| {
            if let Some(product) = &loading.now_untracked().product
                && let Some(pieces) = quantity.read()
            {
                add_to_cart(product, pieces.min(most_of(product.stock)));
            }
        })
        .put("problem", quantity_problem(quantity, most))
        .text("description", fact(|product| product.description.clone()))
        .attr(
            "category",
            "href",
            attribute(|product| String::from("/products?category=") + &product.category),
        )
        .text("category", fact(|product| product.category_name.clone()))
        .text("pieces", fact(|product| product.stock.to_string()))
}

fn of_product(loading: ProductLoading, of: fn(&Product) -> String) -> String {
    loading.now().product.as_deref().map(of).unwrap_or_default()
}

/// The stock badge: its classes and its text.
fn badge_of(stock: u32) -> (&'static str, String) {
    match (stock, only_few_left(stock)) {
        (0, _) => ("badge badge-bad", "Sold out".into()),
        (_, Some(few)) => ("badge badge-warn", few),
        _ => ("badge badge-good", "In stock".into()),
    }
}
