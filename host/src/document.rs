//! The document follows navigation: title, focus, scroll.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Sets the title at each address, and moves the focus to the content when the page changes, so that a screen reader reads on
/// there. The first page keeps the browser's own focus.
#[component]
pub(crate) fn FollowNavigation() -> impl IntoView {
    let path = use_location().pathname;
    Effect::new(move |previous: Option<String>| {
        let path = path.get();
        let document = document();
        document.set_title(&title(&path));
        if previous.is_some_and(|previous| previous != path) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            if let Some(main) = document
                .get_element_by_id("main")
                .and_then(|main| main.dyn_into::<HtmlElement>().ok())
            {
                let _ = main.focus();
            }
        }
        path
    });
}

fn title(path: &str) -> String {
    let page = match path.trim_end_matches('/') {
        "" => return "Tarn, things for home, desk and hill".into(),
        "/login" => "Log in",
        "/products" => "Products",
        "/cart" | "/bag" => "Cart",
        "/checkout" | "/checkout/payment" => "Payment",
        "/orders" => "Orders",
        "/account" => "Account",
        path if path.starts_with("/product/") => "Product",
        path if path.starts_with("/orders/") => "Order",
        path if path.starts_with("/apps/") => "App",
        _ => "Page not found",
    };
    format!("{page} · Tarn")
}
