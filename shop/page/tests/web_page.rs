//! A page with one owner, and `<RemoteView>` as a Leptos team uses it, in a browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::cell::OnceCell;

use leptos::prelude::*;
use shared_store::{StoreOptions, hooks, make_store, provide_store, use_store};
use shop_page::Page;
use tarn_federation::{Federation, Mode, Props, RemoteComponent, RemoteView};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

/// A list of remotes with one unreachable manifest.
const CONFIG: &str = r#"data:application/json,{"remotes":{"gone":{"manifests":["data:application/json,7"]}}}"#;

/// The props of the component.
#[derive(Clone, PartialEq, Props)]
struct GreetingProps {
    /// The name to greet.
    name: String,
}

const GREETING: RemoteComponent<GreetingProps> = RemoteComponent::new("gone", "Greeting");

thread_local! {
    static FEDERATION: OnceCell<Federation> = const { OnceCell::new() };
}

/// All these tests share a page with one owner.
fn federation() -> Federation {
    FEDERATION.with(|cell| cell.get_or_init(|| Page::boot(Mode::Host, CONFIG).unwrap().1).clone())
}

/// `remoteFailures` of `window.__TARN__.metrics()`.
fn failures() -> f64 {
    let get = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).unwrap();
    let registry = get(&window(), "__TARN__");
    let metrics: js_sys::Function = get(&registry, "metrics").unchecked_into();
    let metrics = metrics.call0(&registry).unwrap();
    get(&metrics, "remoteFailures").as_f64().unwrap()
}

/// Polls `is_so` every 20 ms, for five seconds at most.
async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..250 {
        if is_so() {
            return;
        }
        let wait = js_sys::Promise::new(&mut |resolve, _| {
            window()
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, 20)
                .unwrap();
        });
        wasm_bindgen_futures::JsFuture::from(wait).await.unwrap();
    }
    panic!("after five seconds: {what} has not happened");
}

#[wasm_bindgen_test]
fn a_second_owner_of_the_page_is_refused() {
    federation();
    let error = Page::boot(Mode::Host, CONFIG).err().unwrap();
    assert!(error.starts_with("FED-014"), "{error}");
    assert!(
        error.contains("provide_store"),
        "the error names the alternative: {error}"
    );
}

/// A component's own store is refused with an error, and the component still works with the page's store.
#[wasm_bindgen_test]
fn a_store_below_another_is_refused() {
    let (_, page) = (federation(), Owner::new());
    page.with(|| {
        provide_store("host").unwrap();
        let component = Owner::new();
        component.with(|| {
            let error = hooks::provide(make_store(StoreOptions::default())).unwrap_err();
            assert!(error.to_string().starts_with("FED-014"), "{error}");
            assert_eq!(
                use_store().owner().unwrap().store_id().len(),
                36,
                "the page's store has a UUID"
            );
            // Providing the same store again is allowed.
            hooks::provide(use_store()).unwrap();
        });
    });
}

#[wasm_bindgen_test]
fn the_owner_itself_needs_no_attachment() {
    federation();
    let owner = Owner::new();
    owner.with(|| provide_store("host").unwrap());
}

#[wasm_bindgen_test]
async fn a_remote_view_shows_its_children_and_then_the_failure() {
    let federation = federation();
    let place: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    document().body().unwrap().append_child(&place).unwrap();
    let handle = leptos::mount::mount_to(place.clone(), move || {
        federation.provide();
        let props = || GreetingProps { name: "Ada".into() };
        view! {
            <RemoteView component=GREETING props>
                <p class="waiting">"Loading the greeting"</p>
            </RemoteView>
        }
    });
    let find = |selector: &str| -> Option<Element> { place.query_selector(selector).unwrap() };
    assert!(find(".waiting").is_some(), "{}", place.inner_html());
    let slot = find("[data-testid=remote-slot]").unwrap();
    assert_eq!(slot.get_attribute("data-remote").as_deref(), Some("gone"));
    until("the failure is shown", || find("[data-testid=remote-error]").is_some()).await;
    assert!(find(".waiting").is_none());
    assert_eq!(slot.get_attribute("data-status").as_deref(), Some("failed"));
    let failure = slot.text_content().unwrap();
    assert!(failure.contains("FED-002"), "{failure}");
    let retry: HtmlElement = find("[data-testid=remote-retry]").unwrap().unchecked_into();
    retry.click();
    until("a retry was made", || failures() == 2.0).await;
    until("the retry failed", || find("[data-testid=remote-error]").is_some()).await;
    drop(handle);
    assert_eq!(place.child_element_count(), 0);
}
