//! The shell of each page, as a server renders it.

use tarn_federation::rendering::{Rendered, Request};
use tarn_render::{Part, Slot};

/// The pages of the host and of its remotes.
const PAGES: [&str; 9] = [
    "/",
    "/login",
    "/products",
    "/product/p1",
    "/cart",
    "/checkout/payment",
    "/orders",
    "/orders/o1",
    "/account",
];

fn shell(address: &str) -> Rendered {
    let (path, query) = address.split_at(address.find('?').unwrap_or(address.len()));
    crate::rendered_shell(Request {
        path: path.into(),
        query: query.into(),
        ..Request::default()
    })
}

/// The HTML around slots.
fn html(rendered: &Rendered) -> String {
    let html = rendered.parts.iter().map(|part| match part {
        Part::Html(html) => html.as_str(),
        Part::Slot(_) => "<!--slot-->",
    });
    html.collect()
}

fn slots(rendered: &Rendered) -> Vec<&Slot> {
    let slots = rendered.parts.iter().filter_map(|part| match part {
        Part::Slot(slot) => Some(slot),
        Part::Html(_) => None,
    });
    slots.collect()
}

#[test]
fn every_page_has_header_content_and_footer_in_this_order() {
    for path in PAGES.into_iter().chain(["/bag", "/checkout", "/nowhere"]) {
        let html = html(&shell(path));
        let at = |part: &str| html.find(part).unwrap_or_else(|| panic!("{path} has no {part}"));
        let parts = [
            "Skip to the content",
            "<header",
            "data-testid=\"nav-home\"",
            "<main",
            "<footer",
            "class=\"toasts\"",
        ];
        assert!(parts.map(at).is_sorted(), "{path}");
    }
}

#[test]
fn a_page_of_a_remote_has_one_slot_with_the_props_of_the_address() {
    let pages = [
        ("/login", "auth", "OTPVerify", "{}"),
        ("/products", "products", "ProductList", r#"{"query":""}"#),
        ("/products?page=2", "products", "ProductList", r#"{"query":"?page=2"}"#),
        ("/product/p1", "products", "ProductDetail", r#"{"productId":"p1"}"#),
        ("/product/%70%31/", "products", "ProductDetail", r#"{"productId":"p1"}"#),
        (
            "/product/a%2Fb",
            "products",
            "ProductDetail",
            r#"{"productId":"a%2fb"}"#,
        ),
        ("/product/P1", "products", "ProductDetail", r#"{"productId":"p1"}"#),
        ("/cart", "cart", "CartPage", "{}"),
        ("/checkout/payment", "orders", "Payment", "{}"),
        ("/orders", "orders", "OrderList", "{}"),
        ("/orders/o1", "orders", "OrderDetail", r#"{"orderId":"o1"}"#),
        ("/account", "account", "AccountPage", "{}"),
    ];
    for (address, remote, component, props) in pages {
        let rendered = shell(address);
        let [slot] = slots(&rendered)[..] else {
            panic!("{address} has not one slot")
        };
        let named = (slot.remote.as_str(), slot.component.as_str(), slot.props.as_str());
        assert_eq!(named, (remote, component, props), "{address}");
    }
}

#[test]
fn a_slot_is_busy_with_its_skeleton_and_not_with_the_html_of_its_remote() {
    for address in PAGES {
        for slot in slots(&shell(address)) {
            assert!(
                slot.before.contains("aria-busy=\"false\"") && slot.before.contains("data-rendered=\"server\""),
                "{address}"
            );
            assert!(!slot.after.contains("skeleton"), "{address}");
            assert!(
                slot.without.contains("aria-busy=\"true\"") && slot.without.contains("skeleton"),
                "{address}"
            );
            assert!(!slot.without.contains("data-rendered"), "{address}");
        }
    }
}

#[test]
fn the_home_page_leads_to_the_products() {
    let rendered = shell("/");
    assert!(slots(&rendered).is_empty());
    let html = html(&rendered);
    for address in ["/products", "/products?category=kitchen", "/products?category=outdoor"] {
        assert!(html.contains(&format!("href=\"{address}\"")), "{address}");
    }
}

#[test]
fn the_link_to_the_present_page_is_marked() {
    let marked = |path: &str| html(&shell(path)).matches("aria-current=\"page\"").count();
    assert_eq!(["/", "/products", "/orders", "/cart"].map(marked), [0, 1, 1, 1]);
}

#[test]
fn an_unknown_address_is_not_found() {
    let rendered = shell("/nowhere");
    assert!(html(&rendered).contains("data-testid=\"not-found\""));
    assert_eq!(rendered.head.status, Some(404));
    assert_eq!(rendered.head.title.as_deref(), Some("Page not found · Tarn"));
}

#[test]
fn every_page_has_a_title_and_a_description_and_tells_how_titles_of_remotes_look() {
    for path in PAGES {
        let head = shell(path).head;
        assert!(head.title.is_some_and(|title| title.contains("Tarn")), "{path}");
        assert!(
            head.description.is_some_and(|description| description.ends_with('.')),
            "{path}"
        );
        assert_eq!(
            (head.title_pattern.as_deref(), head.status),
            (Some("{} · Tarn"), None),
            "{path}"
        );
    }
}

#[test]
fn a_page_has_nothing_of_a_user() {
    let html = html(&shell("/products"));
    assert!(html.contains("account-link skeleton"));
    assert!(!html.contains("nav-login") && !html.contains("nav-account"));
    assert!(html.contains("data-count=\"0\""));
}

#[test]
fn an_address_that_has_moved_shows_a_skeleton_until_its_redirect() {
    for path in ["/bag", "/checkout"] {
        assert!(html(&shell(path)).contains("aria-label=\"Loading the page\""), "{path}");
    }
}

#[test]
fn texts_of_the_address_are_data() {
    let rendered = shell("/orders/%22%3E%3Cscript%3Ealert(1)");
    assert_eq!(rendered.head.title.as_deref(), Some("Order \"><script>alert(1) · Tarn"));
    assert!(!html(&rendered).contains("<script"));
    let rendered = shell("/products?query=\"></script><script>");
    let [slot] = slots(&rendered)[..] else {
        panic!("no slot")
    };
    assert_eq!(slot.props, r#"{"query":"?query=\"></script><script>"}"#);
    assert!(!(slot.before.clone() + &slot.without).contains("<script"));
}
