//! The page at each address: a remote's slot, with a skeleton until it is filled.

use federation::RemoteView;
use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::{use_location, use_params_map, use_query_map};
use remote_props::{
    AccountPageProps, CartPageProps, OrderDetailProps, OrderListProps, OtpVerifyProps,
    PaymentProps, ProductDetailProps, ProductListProps,
};

use crate::callbacks::use_callbacks;

/// The categories of the catalogue, as the start page shows them: slug and name.
const CATEGORIES: [(&str, &str); 6] = [
    ("kitchen", "Kitchen"),
    ("lighting", "Lighting"),
    ("desk", "Desk"),
    ("textiles", "Textiles"),
    ("garden", "Garden"),
    ("outdoor", "Outdoor"),
];

pub(crate) fn home() -> impl IntoView {
    view! {
        <div class="page home">
            <section class="hero">
                <h1>"Things for home, desk and hill"</h1>
                <p class="page-lead">"Forty-eight plain, well-made things that are kept for years."</p>
                <a class="button button-primary" href="/products">"See all products"</a>
            </section>
            <section aria-labelledby="categories">
                <h2 id="categories">"Categories"</h2>
                <ul class="category-tiles">
                    {CATEGORIES
                        .map(|(slug, name)| view! {
                            <li><a href=format!("/products?category={slug}") data-category=slug>{name}</a></li>
                        })
                        .collect_view()}
                </ul>
            </section>
        </div>
    }
}

pub(crate) fn login() -> impl IntoView {
    let callbacks = use_callbacks();
    let query = use_query_map();
    let props = Signal::derive(move || OtpVerifyProps {
        handle_navigate: callbacks.handle_navigate.clone(),
        on_show_toast: Some(callbacks.on_show_toast.clone()),
        return_to: query.with(|query| query.get("next")),
    });
    view! { <RemoteView remote="auth" component="OTPVerify" props><Skeleton/></RemoteView> }
}

pub(crate) fn products() -> impl IntoView {
    let callbacks = use_callbacks();
    let search = use_location().search;
    let props = Signal::derive(move || ProductListProps {
        handle_navigate: callbacks.handle_navigate.clone(),
        on_show_toast: Some(callbacks.on_show_toast.clone()),
        query: search.get(),
    });
    view! { <RemoteView remote="products" component="ProductList" props><CardSkeletons/></RemoteView> }
}

pub(crate) fn product() -> impl IntoView {
    let callbacks = use_callbacks();
    let id = route_parameter();
    let props = Signal::derive(move || ProductDetailProps {
        product_id: id.get(),
        handle_navigate: callbacks.handle_navigate.clone(),
        on_show_toast: Some(callbacks.on_show_toast.clone()),
    });
    view! { <RemoteView remote="products" component="ProductDetail" props><Skeleton/></RemoteView> }
}

pub(crate) fn cart() -> impl IntoView {
    let callbacks = use_callbacks();
    let props = Signal::stored(CartPageProps {
        handle_navigate: callbacks.handle_navigate,
        on_go_to_payment: callbacks.on_go_to_payment,
        on_selected_items_change: None,
        on_show_toast: Some(callbacks.on_show_toast),
    });
    view! { <RemoteView remote="cart" component="CartPage" props><Skeleton/></RemoteView> }
}

pub(crate) fn to_cart() -> impl IntoView {
    view! { <Redirect path="/cart"/> }
}

pub(crate) fn to_payment() -> impl IntoView {
    view! { <Redirect path="/checkout/payment"/> }
}

pub(crate) fn payment() -> impl IntoView {
    let callbacks = use_callbacks();
    let props = Signal::stored(PaymentProps {
        handle_navigate: callbacks.handle_navigate,
        on_show_toast: Some(callbacks.on_show_toast),
    });
    view! { <RemoteView remote="orders" component="Payment" props><Skeleton/></RemoteView> }
}

pub(crate) fn orders() -> impl IntoView {
    let callbacks = use_callbacks();
    let props = Signal::stored(OrderListProps {
        handle_navigate: callbacks.handle_navigate,
    });
    view! { <RemoteView remote="orders" component="OrderList" props><Skeleton/></RemoteView> }
}

pub(crate) fn order() -> impl IntoView {
    let callbacks = use_callbacks();
    let id = route_parameter();
    let props = Signal::derive(move || OrderDetailProps {
        order_id: id.get(),
        handle_navigate: callbacks.handle_navigate.clone(),
    });
    view! { <RemoteView remote="orders" component="OrderDetail" props><Skeleton/></RemoteView> }
}

pub(crate) fn account() -> impl IntoView {
    let callbacks = use_callbacks();
    let props = Signal::stored(AccountPageProps {
        handle_navigate: callbacks.handle_navigate,
        on_show_toast: Some(callbacks.on_show_toast),
    });
    view! { <RemoteView remote="account" component="AccountPage" props><Skeleton/></RemoteView> }
}

/// The `:id` of the address. It keeps its last value while the router is leaving the page.
fn route_parameter() -> Memo<String> {
    let params = use_params_map();
    Memo::new(move |previous: Option<&String>| {
        params
            .with(|params| params.get("id"))
            .or_else(|| previous.cloned())
            .unwrap_or_default()
    })
}

/// Holds the place of a page while its remote loads.
#[component]
pub(crate) fn Skeleton() -> impl IntoView {
    view! {
        <div class="page stack" role="status" aria-busy="true" aria-label="Loading the page">
            <div class="skeleton skeleton-line short"></div>
            <div class="skeleton skeleton-block"></div>
            <div class="skeleton skeleton-block"></div>
        </div>
    }
}

#[component]
fn CardSkeletons() -> impl IntoView {
    view! {
        <div class="page stack" role="status" aria-busy="true" aria-label="Loading the products">
            <div class="skeleton skeleton-line short"></div>
            <ul class="grid-products" aria-hidden="true">
                {(0..8)
                    .map(|_| view! {
                        <li class="product-card">
                            <div class="picture skeleton"></div>
                            <div class="skeleton skeleton-line"></div>
                            <div class="skeleton skeleton-line short"></div>
                        </li>
                    })
                    .collect_view()}
            </ul>
        </div>
    }
}
