//! The components as a server renders them.

use serde_json::{Value, json};
use shared_store::provide_store;
use shop_api::model::{Product, ProductPage};
use shop_testing::{product, product_page};
use tarn_federation::rendering::{Rendered, Request, render_component};
use tarn_render::{Answer, Part};
use tarn_view::view;

use crate::product_detail::ProductDetail;
use crate::product_list::ProductList;

fn request(props: &Value, path: &str, status: u16, body: &Value) -> Request {
    Request {
        props: props.to_string(),
        site: "https://shop.example/shop/".into(),
        answers: vec![Answer {
            path: path.into(),
            status,
            json: body.to_string(),
        }],
        ..Request::default()
    }
}

/// The list at this query of the page, with the answer for an address of the API.
fn list(query: &str, path: &str, page: &ProductPage) -> Rendered {
    let request = request(&json!({ "query": query }), path, 200, &json_of(page));
    let rendered = render_component(shop_props::PRODUCT_LIST, request, provide_store, |props| {
        view! { <ProductList props/> }
    });
    rendered.unwrap()
}

/// The page of the product `p1`, with the answer of the API.
fn detail(status: u16, body: &Value) -> Rendered {
    let request = request(&json!({ "productId": "p1" }), "/api/products/p1", status, body);
    let rendered = render_component(shop_props::PRODUCT_DETAIL, request, provide_store, |props| {
        view! { <ProductDetail props/> }
    });
    rendered.unwrap()
}

/// The JSON of the API.
fn json_of<T: tarn_wire::Wire>(value: &T) -> Value {
    tarn_wire::from_slice(&tarn_wire::to_vec(value)).unwrap()
}

fn html(rendered: &Rendered) -> &str {
    match &rendered.parts[..] {
        [Part::Html(html)] => html,
        parts => panic!("a component is one piece of HTML: {parts:?}"),
    }
}

fn kettle() -> Product {
    Product {
        name: "Kettle <1 l>".into(),
        ..product("p1", 1_450)
    }
}

#[test]
fn a_list_has_its_products_and_links_to_its_other_pages() {
    let page = ProductPage {
        page: 2,
        pages: 3,
        total: 50,
        ..product_page(vec![kettle()])
    };
    let rendered = list("?page=2", "/api/products?page=2", &page);
    let html = html(&rendered);
    assert_eq!(html.matches("data-testid=\"product-card\"").count(), 1);
    assert!(html.contains("Kettle &lt;1 l&gt;") && html.contains("$14.50"));
    assert!(html.contains("href=\"/product/p1\""));
    assert!(html.contains("href=\"/products\" ") || html.contains("href=\"/products\">"));
    assert!(html.contains("href=\"/products?page=3\""));
    assert_eq!(rendered.wanted, [""; 0]);
}

#[test]
fn the_toolbar_is_a_form_with_the_state_of_the_address() {
    let query = "?query=tea&category=home&sort=price-asc";
    let rendered = list(query, &format!("/api/products{query}"), &product_page(vec![kettle()]));
    let html = html(&rendered);
    let form = &html[html.find("<form").unwrap()..html.find("</form>").unwrap()];
    let tag = &form[..form.find('>').unwrap()];
    assert!(tag.contains("method=\"get\"") && tag.contains("action=\"/products\""));
    for name in ["query", "category", "sort"] {
        assert_eq!(form.matches(&format!(" name=\"{name}\"")).count(), 1, "{name}");
    }
    assert!(form.contains(" value=\"tea\""));
    let chosen: Vec<_> = form
        .split("<option")
        .filter(|option| option.contains(" selected=\"\""))
        .collect();
    let is_of = |value: &str| {
        chosen
            .iter()
            .any(|option| option.contains(&format!("value=\"{value}\"")))
    };
    assert!(chosen.len() == 2 && is_of("home") && is_of("price-asc"), "{chosen:?}");
    assert!(form.contains("type=\"submit\""));
}

#[test]
fn another_order_of_a_list_is_the_same_page_for_search_engines() {
    let query = "?category=home&sort=name";
    let rendered = list(query, &format!("/api/products{query}"), &product_page(vec![kettle()]));
    assert_eq!(rendered.head.canonical.as_deref(), Some("/products?category=home"));
}

#[test]
fn a_list_without_its_answer_asks_for_it_and_shows_a_skeleton() {
    let rendered = list("?page=2", "/api/other", &product_page(Vec::new()));
    assert_eq!(rendered.wanted, ["/api/products?page=2"]);
    assert!(html(&rendered).contains("aria-label=\"Loading the products\""));
}

#[test]
fn a_page_beyond_the_last_one_has_a_way_back_without_scripts() {
    let page = ProductPage {
        page: 99,
        pages: 2,
        total: 48,
        ..product_page(Vec::new())
    };
    let rendered = list("?page=99", "/api/products?page=99", &page);
    let html = html(&rendered);
    assert!(
        html.contains("<p class=\"only-without-scripts\">") && html.contains("href=\"/products\">Show all products")
    );
}

#[test]
fn the_wishlist_is_left_to_the_browser() {
    let rendered = list("?kept=true", "/api/other", &product_page(Vec::new()));
    assert_eq!(rendered.parts, []);
}

#[test]
fn a_product_has_its_facts_and_its_head() {
    let rendered = detail(200, &json_of(&kettle()));
    let html = html(&rendered);
    assert!(html.contains("data-testid=\"product-detail\"") && html.contains("$14.50"));
    let head = rendered.head;
    assert_eq!(head.title.as_deref(), Some("Kettle <1 l>"));
    assert_eq!(head.description.as_deref(), Some("Summary of p1."));
    assert_eq!(head.canonical.as_deref(), Some("/product/p1"));
    assert_eq!(head.image.as_deref(), Some("/images/p1.svg"));
    assert_eq!(head.status, None);
}

#[test]
fn structured_data_have_the_offer_and_absolute_addresses() {
    let structured = |product: &Product| -> Value {
        let head = detail(200, &json_of(product)).head;
        serde_json::from_str(&head.json_ld[0]).unwrap()
    };
    let of_kettle = structured(&kettle());
    assert_eq!(of_kettle["@type"], "Product");
    assert_eq!(of_kettle["name"], "Kettle <1 l>");
    assert_eq!(of_kettle["image"], "https://shop.example/shop/images/p1.svg");
    assert_eq!(of_kettle["url"], "https://shop.example/shop/product/p1");
    let offer = json!({
        "@type": "Offer", "price": "14.50", "priceCurrency": "USD", "availability": "https://schema.org/InStock",
    });
    assert_eq!(of_kettle["offers"], offer);
    let sold_out = structured(&Product { stock: 0, ..kettle() });
    assert_eq!(sold_out["offers"]["availability"], "https://schema.org/OutOfStock");
}

#[test]
fn an_unknown_product_is_not_found() {
    let rendered = detail(
        404,
        &json!({ "error": { "code": "product_unknown", "message": "There is no such product." } }),
    );
    assert!(html(&rendered).contains("data-testid=\"product-unknown\""));
    assert_eq!(rendered.head.status, Some(404));
    assert_eq!(rendered.head.json_ld, [""; 0]);
}
