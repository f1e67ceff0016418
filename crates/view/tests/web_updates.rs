//! Views follow signals: in which order, and on behalf of which component.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use leptos::prelude::*;
use leptos::web_sys::{Element, HtmlElement, window};
use tarn_view::{For, Show, View, current_component, follow_later, view};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Adds the view, which is one element, to the page.
fn shown(view: View) -> Element {
    let body = window().unwrap().document().unwrap().body().unwrap();
    view.build().mount(&body, None);
    body.last_element_child().unwrap()
}

/// Waits until all followers have run.
async fn settled() {
    let soon = js_sys::Promise::resolve(&wasm_bindgen::JsValue::UNDEFINED);
    JsFuture::from(soon.clone()).await.unwrap();
    JsFuture::from(soon).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_condition_is_checked_before_the_content_that_relies_on_it() {
    let owner = Owner::new();
    let (user, is_open) = (RwSignal::new(Some("Ada")), RwSignal::new(true));
    let place = owner.with(|| {
        shown(view! {
            <p>
                <Show when=move || { user.get().is_some() && is_open.get() }>
                    // The content is never shown without a user.
                    {move || user.get().unwrap()}
                </Show>
            </p>
        })
    });
    assert_eq!(place.text_content().unwrap(), "Ada");
    // The condition now follows the user's signal after its content does.
    is_open.notify();
    settled().await;
    user.set(Some("Grace"));
    settled().await;
    assert_eq!(place.text_content().unwrap(), "Grace");
    is_open.notify();
    settled().await;
    user.set(None);
    settled().await;
    assert_eq!(place.text_content().unwrap(), "");
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn rows_with_the_same_key_come_and_go() {
    let owner = Owner::new();
    let keys = RwSignal::new(vec!["a", "a", "b"]);
    let list = owner
        .with(|| shown(view! { <ul><For each=move || keys.get() key=|key| *key let:key><li>{key}</li></For></ul> }));
    assert_eq!(list.text_content().unwrap(), "aab");
    for next in [vec!["a", "b"], vec!["b", "a", "a", "a"], vec!["a"], vec![]] {
        keys.set(next.clone());
        settled().await;
        assert_eq!(list.text_content().unwrap(), next.concat());
    }
    owner.cleanup();
}

/// Each order keeps the rows of before and the focus in them: few rows move, and `moveBefore` keeps the state of those.
#[wasm_bindgen_test]
async fn rows_keep_their_focus_in_every_order() {
    let owner = Owner::new();
    let keys = RwSignal::new(vec!["a", "b", "c", "d", "e"]);
    let list = owner.with(|| {
        shown(view! { <ul><For each=move || keys.get() key=|key| *key let:key><li tabindex="-1">{key}</li></For></ul> })
    });
    let rows = || {
        let children = list.children();
        (0..children.length())
            .filter_map(move |index| children.item(index))
            .collect::<Vec<_>>()
    };
    let before = rows();
    let focused = before[2].unchecked_ref::<HtmlElement>();
    focused.focus().unwrap();
    for next in [
        vec!["b", "c", "d", "e", "a"],
        vec!["a", "b", "c", "d", "e"],
        vec!["e", "a", "c"],
        vec!["c", "x", "e", "y"],
        vec!["y", "e", "x", "c"],
    ] {
        keys.set(next.clone());
        settled().await;
        assert_eq!(list.text_content().unwrap(), next.concat());
        for (row, key) in rows().iter().zip(&next) {
            if let Some(index) = ["c", "e"].iter().position(|kept| kept == key) {
                assert_eq!(*row, before[2 + 2 * index], "{key} in {next:?}");
            }
        }
        let active = window().unwrap().document().unwrap().active_element();
        assert_eq!(active.as_ref(), Some(&before[2]), "{next:?}");
    }
    owner.cleanup();
}

#[component]
fn Named(seen: RwSignal<String>, again: RwSignal<()>) -> impl IntoView {
    view! {
        <button title=move || { again.get(); current_component() } on:click=move |_| seen.set(current_component().to_owned())>
            {move || { again.get(); current_component() }}
        </button>
    }
}

#[wasm_bindgen_test]
async fn attributes_contents_and_listeners_run_as_code_of_their_component() {
    let owner = Owner::new();
    let (seen, again) = owner.with(|| (RwSignal::new(String::new()), RwSignal::new(())));
    let place = owner.with(|| shown(view! { <p><Named seen again/></p> }));
    let button = place.first_element_child().unwrap();
    for _ in 0..2 {
        assert_eq!(button.text_content().unwrap(), "Named");
        assert_eq!(button.get_attribute("title").unwrap(), "Named");
        again.notify();
        settled().await;
    }
    button.unchecked_ref::<HtmlElement>().click();
    assert_eq!(seen.get_untracked(), "Named");
    assert_eq!(current_component(), "");
    owner.cleanup();
}

#[component]
fn Measured(name: RwSignal<&'static str>, seen: RwSignal<String>) -> impl IntoView {
    let text = NodeRef::<leptos::html::P>::new();
    follow_later(move || {
        name.track();
        seen.set(
            text.get_untracked()
                .and_then(|text| text.text_content())
                .unwrap_or_default(),
        );
    });
    view! { <p node_ref=text>{name}</p> }
}

#[wasm_bindgen_test]
async fn what_follows_later_finds_the_view_updated() {
    let owner = Owner::new();
    let (name, seen) = (RwSignal::new("a"), RwSignal::new(String::new()));
    owner.with(|| shown(view! { <Measured name seen/> }));
    for next in ["a", "b", "c"] {
        name.set(next);
        settled().await;
        assert_eq!(seen.get_untracked(), next);
    }
    owner.cleanup();
}
