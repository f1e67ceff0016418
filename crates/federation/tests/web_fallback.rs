//! The content of a slot whose remote cannot be loaded, in a browser.
#![cfg(all(target_arch = "wasm32", feature = "host"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use tarn_federation::browser::federation::Options;
use tarn_federation::browser::remote_view::RemoteView;
use tarn_federation::{Federation, RemoteComponent};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

const STARS: RemoteComponent<()> = RemoteComponent::new("reviews", "Stars");

/// A federation whose `federation.json` is unreachable, so no remote loads.
fn federation() -> Federation {
    Federation::new(Options {
        config_url: "/there/is/no/federation.json",
        shared: vec![("shared-store", "1.0.0")],
        on_config: Box::new(|_| ()),
        on_failure: Box::new(|| ()),
        on_restart: Box::new(|| ()),
        on_declared: Box::new(|_, _| {}),
        on_gone: Box::new(|_| ()),
        sync_of: Rc::new(|_| None),
    })
}

fn place() -> HtmlElement {
    let place = document().create_element("div").unwrap();
    document().body().unwrap().append_child(&place).unwrap();
    place.unchecked_into()
}

/// Waits for the element `found`.
async fn wait_for(place: &HtmlElement, found: &str) -> Element {
    for _ in 0..200 {
        if let Some(element) = place.query_selector(found).unwrap() {
            return element;
        }
        let soon = js_sys::Promise::new(&mut |done, _| {
            window()
                .set_timeout_with_callback_and_timeout_and_arguments_0(&done, 50)
                .unwrap();
        });
        JsFuture::from(soon).await.unwrap();
    }
    panic!("there is no {found} in {}", place.inner_html());
}

#[wasm_bindgen_test]
async fn the_fallback_replaces_a_remote_that_cannot_be_loaded() {
    let place = place();
    let mounted = mount_to(place.clone(), || {
        federation().provide();
        view! {
            <RemoteView component=STARS props=|| () fallback=|| view! { <p id="instead">"No stars today"</p> }>
                <p id="skeleton">"Counting stars"</p>
            </RemoteView>
        }
    });
    assert_eq!(
        wait_for(&place, "#skeleton").await.text_content().unwrap(),
        "Counting stars"
    );
    assert_eq!(
        wait_for(&place, "#instead").await.text_content().unwrap(),
        "No stars today"
    );
    let slot = wait_for(&place, "[data-testid=remote-slot]").await;
    assert_eq!(slot.get_attribute("data-status").unwrap(), "failed");
    assert!(place.query_selector("[data-testid=remote-error]").unwrap().is_none());
    drop(mounted);
}

#[wasm_bindgen_test]
async fn without_a_fallback_the_slot_shows_the_error_and_a_retry_button() {
    let place = place();
    let mounted = mount_to(place.clone(), || {
        federation().provide();
        view! {
            <RemoteView component=STARS props=|| ()>
                <p id="skeleton">"Counting stars"</p>
            </RemoteView>
        }
    });
    let card = wait_for(&place, "[data-testid=remote-error]").await;
    assert!(card.text_content().unwrap().contains("FED-"), "{}", card.inner_html());
    assert!(place.query_selector("[data-testid=remote-retry]").unwrap().is_some());
    drop(mounted);
}
