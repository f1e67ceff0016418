//! Views of one page share the cache, with a server of the test.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use tarn_query::{Query, QueryCache, QueryError, Resource, use_query};
use tarn_wire::Wire;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[derive(Debug, PartialEq, Wire)]
struct Note {
    text: String,
}

/// The error of the test's requests: a text.
#[derive(Debug, PartialEq)]
struct Failure(String);

impl QueryError for Failure {
    fn from_js(reason: &JsValue) -> Self {
        let text = Reflect::get(reason, &"text".into()).unwrap();
        Self(text.as_string().unwrap_or_default())
    }

    fn invalid_answer() -> Self {
        Self("invalid answer".into())
    }

    fn no_cache() -> Self {
        Self("no cache".into())
    }

    fn message(&self) -> String {
        self.0.clone()
    }
}

fn note(id: &str) -> Resource<Note, Failure> {
    Resource::new("notes", format!("/data/notes/{id}")).kind("item").id(id)
}

/// A page with a cache whose server runs this JavaScript: a body of `request(method, path)`. Requests are in `globalThis.sent`.
fn page(server: &str) -> QueryCache {
    let client = Function::new_no_args(&format!(
        "globalThis.sent = [];
         return {{
             request: async (method, path) => {{
                 sent.push(`${{method}} ${{path}}`);
                 {server}
             }},
             apiPath: '/data/',
             channel: 'notes.queries',
             isTemporary: () => false,
             unreachable: {{ text: 'unreachable' }},
             signedOut: {{ text: 'signed out' }},
         }};"
    ));
    let cache = QueryCache::new(&client.call0(&JsValue::NULL).unwrap());
    let registry = Object::new();
    for (name, member) in cache.registry_members() {
        Reflect::set(&registry, &name.into(), &member).unwrap();
    }
    Reflect::set(&js_sys::global(), &"__TARN__".into(), &registry).unwrap();
    cache
}

fn sent() -> Vec<String> {
    let sent = Reflect::get(&js_sys::global(), &"sent".into()).unwrap();
    let sent = js_sys::Array::from(&sent);
    sent.iter().map(|request| request.as_string().unwrap()).collect()
}

/// Waits until the page's tasks have run.
async fn settled() {
    let soon = Promise::new(&mut |done, _| {
        leptos::web_sys::window()
            .unwrap()
            .set_timeout_with_callback(&done)
            .unwrap();
    });
    JsFuture::from(soon).await.unwrap();
}

fn text(query: Query<Note, Failure>) -> Option<String> {
    untrack(|| query.answer().data.map(|note| note.text.clone()))
}

fn failure(query: Query<Note, Failure>) -> Option<String> {
    untrack(|| query.status.failure())
}

#[wasm_bindgen_test]
async fn two_views_of_a_resource_send_one_request_and_share_the_answer() {
    page("return { text: path };");
    let owner = Owner::new();
    let (one, two) = owner.with(|| (use_query(|| note("1")), use_query(|| note("1"))));
    settled().await;
    assert_eq!(sent(), ["GET /data/notes/1"]);
    assert_eq!(text(one).as_deref(), Some("/data/notes/1"));
    assert_eq!(text(two), text(one));
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn a_refusal_is_the_applications_error() {
    page("throw { text: 'not for you' };");
    let owner = Owner::new();
    let query = owner.with(|| use_query(|| note("1")));
    settled().await;
    assert_eq!((failure(query).as_deref(), text(query)), (Some("not for you"), None));
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn an_answer_of_another_type_is_an_error() {
    page("return { text: 7 };");
    let owner = Owner::new();
    let query = owner.with(|| use_query(|| note("1")));
    settled().await;
    assert_eq!(failure(query).as_deref(), Some("invalid answer"));
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn a_name_of_another_part_of_the_api_is_refused() {
    page("return { text: path };");
    let owner = Owner::new();
    let first = owner.with(|| use_query(|| note("1")));
    let other = owner.with(|| use_query(|| Resource::<Note, Failure>::new("notes", "/data/drafts")));
    settled().await;
    assert_eq!(failure(first), None);
    assert_eq!(failure(other).as_deref(), Some("no cache"));
    assert_eq!(sent(), ["GET /data/notes/1"]);
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn the_end_of_a_user_drops_private_data_and_keeps_public_data() {
    let cache = page("return { text: path };");
    let owner = Owner::new();
    let private = owner.with(|| use_query(|| note("1")));
    let public = owner.with(|| use_query(|| note("2").public()));
    settled().await;
    cache.forget(false);
    settled().await;
    assert_eq!((text(private), failure(private).as_deref()), (None, Some("signed out")));
    assert_eq!(text(public).as_deref(), Some("/data/notes/2"));
    owner.cleanup();
}

#[wasm_bindgen_test]
async fn a_fresh_answer_needs_no_request() {
    page("return { text: path };");
    let fresh = || note("1").fresh_for_ms(60_000);
    let first = Owner::new();
    first.with(|| use_query(fresh));
    settled().await;
    first.cleanup();
    let second = Owner::new();
    let query = second.with(|| use_query(fresh));
    assert_eq!(text(query).as_deref(), Some("/data/notes/1"));
    settled().await;
    assert_eq!(sent().len(), 1);
    second.cleanup();
}
