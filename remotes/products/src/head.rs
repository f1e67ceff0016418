//! The head of the document for search engines and shared links. Servers write it; in a browser these functions do nothing.

use shop_api::model::{Product, ProductQuery};
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use tarn_federation::site_address;
use tarn_federation::{Head, set_head};

use crate::address::address_of;

/// The head of a product's page.
pub(crate) fn describe_product(product: &Product) {
    set_head(|| Head {
        title: Some(product.name.clone()),
        description: Some(product.summary.clone()),
        canonical: Some(address_of_product(&product.id)),
        image: Some(product.image.clone()),
        json_ld: vec![structured(product)],
        ..Head::default()
    });
}

/// The head of a page of the list. The order of the products makes no other page.
pub(crate) fn describe_list(query: &ProductQuery) {
    set_head(|| Head {
        canonical: Some(address_of(&ProductQuery {
            sort: Default::default(),
            ..query.clone()
        })),
        ..Head::default()
    });
}

/// The head of the page for an id that the shop does not have.
pub(crate) fn describe_unknown() {
    set_head(|| Head {
        title: Some("There is no such product".to_owned()),
        status: Some(404),
        ..Head::default()
    });
}

fn address_of_product(id: &str) -> String {
    String::from("/product/") + id
}

/// No browser calls this.
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
fn structured(_: &Product) -> String {
    String::new()
}

/// The product with its offer: <https://schema.org/Product>.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
fn structured(product: &Product) -> String {
    let availability = match product.stock {
        0 => "https://schema.org/OutOfStock",
        _ => "https://schema.org/InStock",
    };
    let price = format!("{}.{:02}", product.price_cents / 100, product.price_cents % 100);
    let structured = serde_json::json!({
        "@context": "https://schema.org",
        "@type": "Product",
        "name": product.name,
        "description": product.description,
        "image": site_address(&product.image),
        "url": site_address(&address_of_product(&product.id)),
        "sku": product.id,
        "category": product.category_name,
        "offers": {
            "@type": "Offer",
            "price": price,
            "priceCurrency": "USD",
            "availability": availability,
        },
    });
    structured.to_string()
}
