//! The client and the cache of the page's owner.

use std::pin::Pin;

use js_sys::{Array, Function, Promise};
use tarn_capabilities::for_scripts;
use tarn_query::QueryCache;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::ApiError;
use crate::calls::browser::page_client::decode;
use crate::model::{Order, PurchaseStatus, Session};
use crate::path::path_with_id;

#[wasm_bindgen(module = "/src/owner/api_client.js")]
extern "C" {
    #[wasm_bindgen(js_name = apiClient)]
    fn api_client(
        token: JsValue,
        user: JsValue,
        on_session: JsValue,
        on_login: JsValue,
        on_signed_out: JsValue,
        errors: Array,
        browser: &JsValue,
    ) -> Client;

    #[derive(Clone)]
    type Client;
    #[wasm_bindgen(method, getter, js_name = request)]
    fn request_function(this: &Client) -> Function;
    /// The members that the query cache needs.
    #[wasm_bindgen(method, getter)]
    fn queries(this: &Client) -> JsValue;
    #[wasm_bindgen(method)]
    fn request(this: &Client, method: &str, path: &str, body: &JsValue, headers: &JsValue) -> Promise;
    #[wasm_bindgen(method)]
    fn restore(this: &Client) -> Promise;
}

/// The connection between the client and the session in the store.
pub struct ApiHooks {
    /// The access token of the logged-in user.
    pub token: Box<dyn Fn() -> Option<String>>,
    /// The id of the logged-in user. A request of one user is never repeated with another user's token.
    pub user: Box<dyn Fn() -> Option<String>>,
    /// The access token was renewed; after this call `token` must return the new one.
    pub on_session: Box<dyn Fn(Session)>,
    /// This user, by id, is about to log in: the server has answered, but no remote knows yet.
    pub on_login: Box<dyn Fn(String)>,
    /// The access token was refused and cannot be renewed: the session has ended.
    pub on_signed_out: Box<dyn Fn()>,
}

/// A pending request for the session of this browser.
pub type Restoring = Pin<Box<dyn Future<Output = Result<Option<Session>, ApiError>>>>;

/// The one HTTP client of a page, with its cache. Clones share both.
#[derive(Clone)]
pub struct ApiClient {
    client: Client,
    cache: QueryCache,
}

impl ApiClient {
    /// A client that accesses the session through these hooks.
    #[must_use]
    pub fn new(hooks: ApiHooks) -> Self {
        let ApiHooks {
            token,
            user,
            on_session,
            on_login,
            on_signed_out,
        } = hooks;
        let take_session = move |answer: JsValue| {
            let session = session(&answer);
            let is_session = session.is_ok();
            if let Ok(session) = session {
                on_session(session);
            }
            is_session
        };
        let about_to_log_in = move |user: JsValue| {
            if let Some(user) = user.as_string() {
                on_login(user);
            }
        };
        let refused = |code, words| ApiError::new(code, words, 0);
        // In the order that `api_client.js` expects.
        let errors = [
            ApiError::network(),
            ApiError::timeout(),
            ApiError::invalid_answer(0),
            ApiError::session_ended(),
            refused("path_refused", "The request's method and path must be strings."),
            refused(
                "path_refused",
                "This page asked for something outside of the shop's API.",
            ),
            refused("body_refused", "This cannot be sent to the shop."),
        ];
        let client = api_client(
            Closure::<dyn Fn() -> Option<String>>::wrap(token).into_js_value(),
            Closure::<dyn Fn() -> Option<String>>::wrap(user).into_js_value(),
            Closure::<dyn Fn(JsValue) -> bool>::new(take_session).into_js_value(),
            Closure::<dyn Fn(JsValue)>::new(about_to_log_in).into_js_value(),
            Closure::<dyn Fn()>::wrap(on_signed_out).into_js_value(),
            errors.iter().map(ApiError::to_js).collect(),
            &for_scripts(),
        );
        let cache = QueryCache::new(&client.queries());
        Self { client, cache }
    }

    /// Sends a request below `/api/` to the page's own origin and returns the parsed answer, undefined without content. A
    /// refused access token is renewed, shared by all waiting requests, and the request is sent again.
    ///
    /// # Errors
    /// The server's error; [`ApiError::NETWORK`], [`ApiError::TIMEOUT`] (15 s) or [`ApiError::INVALID_ANSWER`]; and
    /// [`ApiError::SESSION_ENDED`] when the token cannot be renewed.
    pub async fn request(
        &self,
        method: &str,
        path: &str,
        body: Option<JsValue>,
        headers: Option<JsValue>,
    ) -> Result<JsValue, ApiError> {
        let (body, headers) = (body.unwrap_or_default(), headers.unwrap_or_default());
        answered(self.client.request(method, path, &body, &headers)).await
    }

    /// Asks the server for the browser's session when the page starts. Calls no hook.
    ///
    /// # Errors
    /// When the server cannot be asked: the session is then unknown.
    #[must_use]
    pub fn restore_session(&self) -> Restoring {
        let answer = answered(self.client.restore());
        // Boxed, so that the future is compiled once.
        Box::pin(async move {
            let answer = answer.await?;
            match answer.is_undefined() {
                true => Ok(None),
                false => session(&answer).map(Some),
            }
        })
    }

    /// The order of a purchase of the logged-in user; `None` if there is none.
    ///
    /// # Errors
    /// Those of [`ApiClient::request`].
    pub async fn order_of_purchase(&self, purchase_id: &str) -> Result<Option<Order>, ApiError> {
        let path = path_with_id("/api/purchases/", purchase_id, "");
        let standing: PurchaseStatus = decode(&self.request("GET", &path, None, None).await?)?;
        Ok(standing.order)
    }

    /// Drops the cached data of the previous user. If another user is logged in now (`is_other`), observed queries are
    /// fetched again.
    pub fn forget(&self, is_other: bool) {
        self.cache.forget(is_other);
    }

    /// The client's members of `window.__TARN__`, by name: `request`, `query`, `mutate`, `invalidate` and `queries`, as
    /// `types/federation.d.ts` declares them.
    #[must_use]
    pub fn registry_members(&self) -> Vec<(&'static str, JsValue)> {
        let mut members = vec![("request", self.client.request_function().into())];
        members.extend(self.cache.registry_members());
        members
    }
}

async fn answered(promise: Promise) -> Result<JsValue, ApiError> {
    JsFuture::from(promise).await.map_err(|error| ApiError::from_js(&error))
}

fn session(answer: &JsValue) -> Result<Session, ApiError> {
    tarn_wire::js::from_js(answer)
        .and_then(|bytes| tarn_wire::from_slice(&bytes))
        .map_err(|_| ApiError::invalid_answer(200))
}
