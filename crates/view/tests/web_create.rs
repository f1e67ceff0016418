//! Views become elements of a page.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use leptos::prelude::*;
use leptos::web_sys::{Element, window};
use tarn_view::{For, View, view};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Adds the view, which is one element, to the page.
fn shown(view: View) -> Element {
    let body = window().unwrap().document().unwrap().body().unwrap();
    view.build().mount(&body, None);
    body.last_element_child().unwrap()
}

#[wasm_bindgen_test]
fn the_root_of_a_view_may_be_a_part_of_an_svg_image() {
    let owner = Owner::new();
    let image = owner.with(|| {
        let dot = |radius: u32| view! { <circle r=radius><title>"Dot"</title></circle> };
        shown(view! { <svg viewBox="0 0 9 9">{dot(1)} {dot(2)}</svg> })
    });
    for dot in ["circle[r='1']", "circle[r='2']", "circle > title"] {
        let dot = image.query_selector(dot).unwrap().unwrap();
        assert_eq!(dot.namespace_uri().as_deref(), Some("http://www.w3.org/2000/svg"));
    }
    owner.cleanup();
}

#[wasm_bindgen_test]
fn the_value_of_a_select_is_set_after_its_options() {
    let owner = Owner::new();
    let select = owner.with(|| {
        shown(view! {
            <select prop:value="b">
                <For each=|| ["a", "b"] key=|name| *name let:name><option value=name>{name}</option></For>
            </select>
        })
    });
    assert_eq!(js_sys::Reflect::get(&select, &"value".into()).unwrap(), "b");
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn removed_nodes_of_a_view_stay_together_and_can_be_shown_again() {
    let owner = Owner::new();
    let name = RwSignal::new("Ada");
    let place = shown(view! { <p/> });
    let mut nodes = owner.with(|| view! { "Hello " {move || name.get()} <b>"!"</b> }.build());
    nodes.mount(&place, None);
    assert_eq!(place.text_content().unwrap(), "Hello Ada!");
    nodes.unmount();
    assert_eq!(place.text_content().unwrap(), "");
    name.set("Grace");
    JsFuture::from(js_sys::Promise::resolve(&wasm_bindgen::JsValue::UNDEFINED))
        .await
        .unwrap();
    nodes.mount(&place, None);
    assert_eq!(place.text_content().unwrap(), "Hello Grace!");
    owner.cleanup();
}
