//! Views keep working when other scripts change the page: translators that wrap texts, extensions that insert and remove elements.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use leptos::prelude::*;
use leptos::web_sys::{Document, Element, window};
use tarn_view::{For, View, view};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn page() -> Document {
    window().unwrap().document().unwrap()
}

/// Adds the view, which is one element, to the page.
fn shown(view: View) -> Element {
    let mut nodes = view.build();
    let body = page().body().unwrap();
    nodes.mount(&body, None);
    body.last_element_child().unwrap()
}

/// Waits until all followers have run.
async fn settled() {
    let soon = js_sys::Promise::resolve(&wasm_bindgen::JsValue::UNDEFINED);
    JsFuture::from(soon.clone()).await.unwrap();
    JsFuture::from(soon).await.unwrap();
}

/// Translates an element with one text, as translators do: two `<font>` with a new node replace the text node.
fn translate(element: &Element) {
    let translated = page().create_element("font").unwrap();
    let inner = page().create_element("font").unwrap();
    inner.set_text_content(Some(&format!("<{}>", element.text_content().unwrap())));
    translated.append_child(&inner).unwrap();
    let text = element.first_child().unwrap();
    element.replace_child(&translated, &text).unwrap();
}

fn list(keys: RwSignal<Vec<&'static str>>) -> View {
    view! { <ul><For each=move || keys.get() key=|key| *key let:key><li>{key}</li></For></ul> }
}

fn texts(list: &Element) -> Vec<String> {
    let children = list.children();
    (0..children.length())
        .filter_map(|index| children.item(index)?.text_content())
        .collect()
}

fn foreign() -> Element {
    let element = page().create_element("div").unwrap();
    element.set_text_content(Some("foreign"));
    element
}

#[wasm_bindgen_test]
async fn a_translated_text_and_a_translated_number_follow_their_signals() {
    let owner = Owner::new();
    let (count, name) = (RwSignal::new(1_u32), RwSignal::new("a"));
    let (number, text) = owner.with(|| {
        (
            shown(view! { <p>"You have "<b>{count}</b></p> }),
            shown(view! { <p>{name}</p> }),
        )
    });
    let badge = number.query_selector("b").unwrap().unwrap();
    for round in 2..5 {
        translate(&badge);
        translate(&text);
        count.set(round);
        let next = ["b", "c", "d"][round as usize - 2];
        name.set(next);
        settled().await;
        assert_eq!(badge.text_content().unwrap(), round.to_string());
        assert_eq!(text.text_content().unwrap(), next);
        assert_eq!(badge.child_element_count(), 0);
    }
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn a_translation_beside_a_text_is_removed_when_the_text_changes() {
    let owner = Owner::new();
    let name = RwSignal::new("a");
    let text = owner.with(|| shown(view! { <p>{name}</p> }));
    text.append_child(&foreign()).unwrap();
    name.set("b");
    settled().await;
    assert_eq!(text.text_content().unwrap(), "b");
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn foreign_elements_among_rows_stay_and_move_no_row() {
    let owner = Owner::new();
    let keys = RwSignal::new(vec!["a", "b", "c"]);
    let list = owner.with(|| shown(list(keys)));
    let second = list.children().item(1).unwrap();
    list.insert_before(&foreign(), list.first_child().as_ref()).unwrap();
    list.insert_before(&foreign(), Some(&second)).unwrap();
    // Moving a row would take the focus away from it.
    second.set_attribute("tabindex", "-1").unwrap();
    js_sys::Reflect::get(&second, &"focus".into())
        .map(|focus| js_sys::Function::from(focus).call0(&second).unwrap())
        .unwrap();
    keys.set(vec!["a", "b", "c", "d"]);
    settled().await;
    assert_eq!(texts(&list), ["foreign", "a", "foreign", "b", "c", "d"]);
    assert_eq!(page().active_element(), Some(second));
    keys.set(vec!["d", "b"]);
    settled().await;
    let rows: Vec<_> = texts(&list).into_iter().filter(|text| text != "foreign").collect();
    assert_eq!(rows, ["d", "b"]);
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn rows_that_were_wrapped_or_removed_do_not_stop_the_list() {
    let owner = Owner::new();
    let keys = RwSignal::new(vec!["a", "b", "c"]);
    let list = owner.with(|| shown(list(keys)));
    let (first, last) = (list.first_element_child().unwrap(), list.last_element_child().unwrap());
    let wrapper = page().create_element("div").unwrap();
    list.replace_child(&wrapper, &first).unwrap();
    wrapper.append_child(&first).unwrap();
    last.remove();
    keys.set(vec!["b", "c", "a", "d"]);
    settled().await;
    let rows: Vec<_> = texts(&list).into_iter().filter(|text| !text.is_empty()).collect();
    assert_eq!(rows, ["b", "c", "a", "d"]);
    keys.set(Vec::new());
    settled().await;
    assert_eq!(list.text_content().unwrap(), "");
    owner.cleanup();
}

/// Such as a script for dragging, which leaves the keys as they are.
#[wasm_bindgen_test]
async fn rows_that_were_moved_return_to_their_order_at_the_next_update() {
    let owner = Owner::new();
    let keys = RwSignal::new(vec!["a", "b", "c"]);
    let list = owner.with(|| shown(list(keys)));
    for next in [vec!["a", "b", "c"], vec!["a", "b", "c", "d"], vec!["d", "a", "c"]] {
        let last = list.last_element_child().unwrap();
        list.insert_before(&last, list.first_child().as_ref()).unwrap();
        list.insert_before(&foreign(), Some(&last)).unwrap();
        keys.set(next.clone());
        settled().await;
        let rows: Vec<_> = texts(&list).into_iter().filter(|text| text != "foreign").collect();
        assert_eq!(rows, next);
    }
    owner.cleanup();
}
