//! The one client against a fake `fetch`, in a browser.
#![cfg(all(target_arch = "wasm32", feature = "client"))]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use shop_api::ApiError;
use shop_api::calls;
use shop_api::model::{OrderLineRequest, OrderRequest, Session};
use shop_api::owner::{ApiClient, ApiHooks};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The state of the page's owner, with a client connected to it.
struct Owner {
    token: Rc<RefCell<Option<String>>>,
    sessions: Rc<Cell<u32>>,
    sign_outs: Rc<Cell<u32>>,
    client: ApiClient,
}

fn owner(token: Option<&str>) -> Owner {
    let token = Rc::new(RefCell::new(token.map(str::to_owned)));
    let sessions = Rc::new(Cell::new(0));
    let sign_outs = Rc::new(Cell::new(0));
    let (read, write, clear) = (token.clone(), token.clone(), token.clone());
    let (more, gone) = (sessions.clone(), sign_outs.clone());
    let client = ApiClient::new(ApiHooks {
        token: Box::new(move || read.borrow().clone()),
        user: Box::new(|| None),
        on_session: Box::new(move |session: Session| {
            more.set(more.get() + 1);
            write.replace(Some(session.token));
        }),
        on_login: Box::new(|_| {}),
        on_signed_out: Box::new(move || {
            gone.set(gone.get() + 1);
            clear.replace(None);
        }),
    });
    Owner {
        token,
        sessions,
        sign_outs,
        client,
    }
}

/// Replaces `fetch(path, init)` by this JavaScript and records each call in `globalThis.calls`.
fn fake_fetch(body: &str) {
    Function::new_no_args(&format!(
        "globalThis.calls = [];
         const json = (status, value) => new Response(value === undefined ? null : JSON.stringify(value),
             {{ status, headers: {{ 'Content-Type': 'application/json' }} }});
         const refused = () => json(401, {{ error: {{ code: 'token_expired', message: 'Expired.' }} }});
         const session = {{ token: 'new', expiresAt: 5, user: {{ id: 'u', name: null, phone: '1234567', email: null }} }};
         const pause = () => new Promise((done) => setTimeout(done, 5));
         globalThis.fetch = async (path, init) => {{
             const bearer = init.headers.Authorization;
             globalThis.calls.push(`${{init.method}} ${{path}} ${{bearer ?? '-'}} ${{init.body ?? '-'}}`);
             {body}
         }};"
    ))
    .call0(&JsValue::NULL)
    .unwrap();
}

fn calls() -> Vec<String> {
    let calls = Reflect::get(&js_sys::global(), &"calls".into()).unwrap();
    js_sys::Array::from(&calls)
        .iter()
        .map(|call| call.as_string().unwrap())
        .collect()
}

async fn get(owner: &Owner, path: &str) -> Result<JsValue, ApiError> {
    owner.client.request("GET", path, None, None).await
}

#[wasm_bindgen_test]
async fn a_request_carries_the_token_and_json() {
    fake_fetch("return json(200, { it: 'works' });");
    let owner = owner(Some("t"));
    let body = Object::new();
    Reflect::set(&body, &"a".into(), &1.into()).unwrap();
    let answer = owner
        .client
        .request("PUT", "/api/x?q=..", Some(body.into()), None)
        .await
        .unwrap();
    assert_eq!(Reflect::get(&answer, &"it".into()).unwrap(), "works");
    assert_eq!(calls(), [r#"PUT /api/x?q=.. Bearer t {"a":1}"#]);
}

#[wasm_bindgen_test]
async fn a_guest_sends_no_token_and_no_content_is_undefined() {
    fake_fetch("return json(204);");
    assert!(get(&owner(None), "/api/x").await.unwrap().is_undefined());
    assert_eq!(calls(), ["GET /api/x - -"]);
}

#[wasm_bindgen_test]
async fn paths_outside_of_the_api_are_refused() {
    fake_fetch("return json(200, {});");
    let owner = owner(Some("t"));
    for path in [
        "https://elsewhere.example/api/x",
        "//elsewhere.example/api/x",
        "/remotes/cart/remote.json",
        "/api/../remotes/x",
        "/api/%2E%2e/x",
        "/api\\x",
        "/api/.\t./x",
    ] {
        assert_eq!(get(&owner, path).await.unwrap_err().code, "path_refused");
    }
    assert!(calls().is_empty());
}

#[wasm_bindgen_test]
async fn many_refused_requests_share_one_refresh_and_are_sent_again_once() {
    fake_fetch(
        "await pause();
         if (path === '/api/auth/refresh') return json(200, session);
         return bearer === 'Bearer new' ? json(200, path) : refused();",
    );
    let owner = owner(Some("old"));
    let request: Function = owner.client.registry_members()[0].1.clone().into();
    let all = js_sys::Array::new();
    for path in ["/api/a", "/api/b", "/api/c"] {
        let undefined = JsValue::UNDEFINED;
        let promise = request
            .call4(&undefined, &"GET".into(), &path.into(), &undefined, &undefined)
            .unwrap();
        all.push(&promise);
    }
    let answers = JsFuture::from(Promise::all(&all)).await.unwrap();
    assert_eq!(js_sys::Array::from(&answers).join(" "), "/api/a /api/b /api/c");
    let calls = calls();
    let refreshes = calls.iter().filter(|call| call.contains("refresh"));
    assert_eq!(refreshes.count(), 1, "{calls:?}");
    assert_eq!(calls.len(), 7, "{calls:?}");
    assert_eq!((owner.sessions.get(), owner.sign_outs.get()), (1, 0));
    assert_eq!(owner.token.borrow().as_deref(), Some("new"));
}

#[wasm_bindgen_test]
async fn a_later_refusal_renews_the_token_again() {
    fake_fetch(
        "if (path === '/api/auth/refresh') return json(200, session);
         return bearer === 'Bearer new' ? json(200, 1) : refused();",
    );
    let owner = owner(Some("old"));
    get(&owner, "/api/a").await.unwrap();
    owner.token.replace(Some("old again".into()));
    get(&owner, "/api/a").await.unwrap();
    assert_eq!(owner.sessions.get(), 2);
}

#[wasm_bindgen_test]
async fn a_session_that_cannot_be_renewed_signs_out_once() {
    fake_fetch(
        "await pause();
         return path === '/api/auth/refresh' ? json(204) : refused();",
    );
    let owner = owner(Some("old"));
    let (a, b) = (owner.client.clone(), owner.client.clone());
    let first = wasm_bindgen_futures::future_to_promise(async move {
        let error = a.request("GET", "/api/a", None, None).await.unwrap_err();
        Ok(error.code.into())
    });
    let second = b.request("GET", "/api/b", None, None).await.unwrap_err();
    assert_eq!(second.code, ApiError::SESSION_ENDED);
    assert_eq!(JsFuture::from(first).await.unwrap(), "session_ended");
    assert_eq!((owner.sessions.get(), owner.sign_outs.get()), (0, 1));
}

#[wasm_bindgen_test]
async fn a_server_that_cannot_be_reached_does_not_sign_out() {
    fake_fetch(
        "if (path === '/api/auth/refresh') throw new TypeError('Failed to fetch');
         return refused();",
    );
    let owner = owner(Some("old"));
    let error = get(&owner, "/api/a").await.unwrap_err();
    assert_eq!(error.code, ApiError::NETWORK);
    assert_eq!(owner.sign_outs.get(), 0);
}

#[wasm_bindgen_test]
async fn a_refusal_after_the_renewal_is_final() {
    fake_fetch("return path === '/api/auth/refresh' ? json(200, session) : refused();");
    let owner = owner(Some("old"));
    let error = get(&owner, "/api/a").await.unwrap_err();
    assert_eq!(error.code, "token_expired");
    assert_eq!(calls().len(), 3);
}

#[wasm_bindgen_test]
async fn a_wrong_code_does_not_refresh_the_token() {
    fake_fetch("return json(401, { error: { code: 'code_wrong', message: 'Wrong.', field: 'code' } });");
    let error = get(&owner(None), "/api/auth/verify").await.unwrap_err();
    assert_eq!(
        (error.code.as_str(), error.field.as_deref()),
        ("code_wrong", Some("code"))
    );
    assert_eq!(calls().len(), 1);
}

#[wasm_bindgen_test]
async fn each_failure_has_its_code() {
    for (answer, code, status) in [
        ("throw new TypeError('Failed to fetch')", "network", 0),
        ("throw new DOMException('late', 'TimeoutError')", "timeout", 0),
        ("return new Response('<html>')", "nonsense", 200),
        ("return new Response('Bad gateway', { status: 502 })", "nonsense", 502),
        ("return json(500, { oops: true })", "nonsense", 500),
        (
            "return json(409, { error: { code: 'out_of_stock', message: 'Sold out.' } })",
            "out_of_stock",
            409,
        ),
    ] {
        fake_fetch(answer);
        let error = get(&owner(None), "/api/x").await.unwrap_err();
        assert_eq!((error.code.as_str(), error.status), (code, status));
    }
}

#[wasm_bindgen_test]
async fn restoring_distinguishes_no_session_from_no_server() {
    fake_fetch("return json(204);");
    assert_eq!(owner(None).client.restore_session().await, Ok(None));
    fake_fetch("return json(200, session);");
    let owner = owner(None);
    let session = owner.client.restore_session().await.unwrap().unwrap();
    assert_eq!(session.user.phone, "1234567");
    assert_eq!(owner.sessions.get(), 0);
    fake_fetch("throw new TypeError('Failed to fetch')");
    let error = owner.client.restore_session().await.unwrap_err();
    assert_eq!(error.code, ApiError::NETWORK);
    fake_fetch("return json(200, { token: 7 });");
    let error = owner.client.restore_session().await.unwrap_err();
    assert_eq!(error.code, ApiError::INVALID_ANSWER);
}

#[wasm_bindgen_test]
async fn views_call_through_the_pages_registry() {
    let registry = Object::new();
    Reflect::set(&js_sys::global(), &"__TARN__".into(), &registry).unwrap();
    let early = calls::log_out().await.unwrap_err();
    assert_eq!(early.code, ApiError::NO_CLIENT);

    for (name, member) in owner(Some("t")).client.registry_members() {
        Reflect::set(&registry, &name.into(), &member).unwrap();
    }
    fake_fetch(
        "globalThis.key = init.headers['Idempotency-Key'];
         return json(201, { id: 'o', placedAt: 1700000000000, status: 'packed', totalCents: 5, lines: [] });",
    );
    let line = OrderLineRequest {
        product_id: "p1".into(),
        quantity: 2,
        price_cents: Some(3),
    };
    let request = OrderRequest {
        lines: vec![line],
        total_cents: Some(6),
    };
    let order = calls::place_order(&request, "key-12345").await.unwrap();
    assert_eq!((order.id.as_str(), order.placed_at), ("o", 1_700_000_000_000));
    assert_eq!(
        calls(),
        [r#"POST /api/orders Bearer t {"lines":[{"productId":"p1","quantity":2,"priceCents":3}],"totalCents":6}"#]
    );
    assert_eq!(Reflect::get(&js_sys::global(), &"key".into()).unwrap(), "key-12345");

    fake_fetch("return json(429, { error: { code: 'resend_too_soon', message: 'Wait.', retryAfterMs: 900 } });");
    let error = calls::request_code("1234567", Some("c")).await.unwrap_err();
    assert_eq!((error.retry_after_ms, error.status), (Some(900), 429));

    fake_fetch("return json(200, { id: 7 });");
    let error = calls::close_ticket("a/b").await.unwrap_err();
    assert_eq!(error.code, ApiError::INVALID_ANSWER);
    assert_eq!(calls(), ["POST /api/tickets/a%2Fb/close Bearer t -"]);
}
