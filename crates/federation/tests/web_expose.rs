//! The exports of a remote in a browser: each exposed component is found by its name, and gets its props.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::convert::Infallible;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use tarn_federation::Props as _;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

mod contract {
    use tarn_federation::{PropData, Props, RemoteComponent};
    use tarn_wire::Wire;

    pub const CART_PAGE: RemoteComponent<CartPageProps> = RemoteComponent::new("cart", "CartPage");

    #[derive(Clone, PartialEq, Props)]
    pub struct CartPageProps {
        pub title: String,
        pub state: CartState,
    }

    #[derive(Clone, Copy, PartialEq, Wire)]
    pub enum CartState {
        Open,
        Paid,
    }

    impl PropData for CartState {}
}

use contract::{CART_PAGE, CartState};

#[component]
fn CartPage(props: ReadSignal<contract::CartPageProps>) -> impl IntoView {
    let state = move || match props.read().state {
        CartState::Open => "open",
        CartState::Paid => "paid",
    };
    view! { <h1>{move || props.read().title.clone()} ", " {state}</h1> }
}

#[component]
fn Help() -> impl IntoView {
    view! { <p>"Ask us."</p> }
}

fn provide(_remote: &str) -> Result<(), Infallible> {
    Ok(())
}

tarn_federation::expose! {
    "cart",
    provide: provide,
    contract::CART_PAGE => CartPage,
    "Help" => Help,
}

fn slot() -> HtmlElement {
    document().create_element("div").unwrap().unchecked_into()
}

fn message(error: &JsValue) -> String {
    Reflect::get(error, &"message".into()).unwrap().as_string().unwrap()
}

#[wasm_bindgen_test]
async fn a_component_is_mounted_by_its_name_with_the_props_of_the_builder() {
    let slot = slot();
    let props = contract::CartPageProps::builder().title("Cart".into());
    let open = props.state(CartState::Open).build();
    let id = exposed::mount(slot.clone(), CART_PAGE.component(), open.to_js().into()).unwrap();
    assert_eq!(slot.text_content().unwrap(), "Cart, open");
    let paid = contract::CartPageProps {
        state: CartState::Paid,
        ..open
    };
    exposed::update(id, paid.to_js().into()).unwrap();
    leptos::task::tick().await;
    assert_eq!(slot.text_content().unwrap(), "Cart, paid");
    exposed::unmount(id);
    assert_eq!(slot.child_element_count(), 0);
}

#[wasm_bindgen_test]
fn a_component_without_props_ignores_those_that_are_passed() {
    let slot = slot();
    let id = exposed::mount(slot.clone(), "Help", Object::new().into()).unwrap();
    assert_eq!(slot.text_content().unwrap(), "Ask us.");
    exposed::unmount(id);
}

#[wasm_bindgen_test]
fn wrong_props_and_unknown_names_are_refused_by_name() {
    let wrong = Object::new();
    Reflect::set(&wrong, &"title".into(), &"Cart".into()).unwrap();
    Reflect::set(&wrong, &"state".into(), &"lost".into()).unwrap();
    let refused = message(&exposed::mount(slot(), "CartPage", wrong.into()).unwrap_err());
    for part in [
        "FED-011",
        "\"cart\"",
        "\"CartPage\"",
        "\"state\"",
        "\"lost\" is none of",
    ] {
        assert!(refused.contains(part), "{refused}");
    }
    let unknown = message(&exposed::mount(slot(), "Orders", Object::new().into()).unwrap_err());
    assert!(
        unknown.contains("FED-004") && unknown.contains("\"Orders\""),
        "{unknown}"
    );
}
