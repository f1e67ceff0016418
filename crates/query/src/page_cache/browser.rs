//! The cache of a browser's page, in JavaScript.

use std::rc::Rc;

use tarn_wire::Wire;
use wasm_bindgen::prelude::*;

use crate::query_error::QueryError;
use crate::resource::Endpoint;

#[wasm_bindgen(module = "/src/page_cache.js")]
extern "C" {
    #[wasm_bindgen(catch, js_name = observe)]
    fn observe_js(
        name: &str,
        kind: &str,
        id: &str,
        path: &str,
        is_public: bool,
        stale_ms: u32,
        observer: &Closure<dyn Fn(Snapshot)>,
    ) -> Result<Subscription, JsValue>;
}

#[wasm_bindgen]
extern "C" {
    pub(crate) type Snapshot;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn data(this: &Snapshot) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn error(this: &Snapshot) -> JsValue;
    #[wasm_bindgen(method, getter, js_name = isFetching)]
    pub(crate) fn is_fetching(this: &Snapshot) -> bool;

    #[derive(Clone)]
    pub(crate) type Subscription;
    #[wasm_bindgen(method)]
    pub(crate) fn unsubscribe(this: &Subscription);
    #[wasm_bindgen(method)]
    pub(crate) fn refetch(this: &Subscription);
}

impl Snapshot {
    /// The failure of the last request.
    pub(crate) fn failure<E: QueryError>(&self) -> Option<Rc<E>> {
        let error = self.error();
        error.is_object().then(|| Rc::new(E::from_js(&error)))
    }
}

/// An answer that is not decoded yet.
pub(crate) type Raw = JsValue;

/// Decodes an answer; `None` if it violates the API.
pub(crate) fn read<T: Wire>(raw: &Raw) -> Option<T> {
    let bytes = tarn_wire::js::from_js(raw).ok()?;
    tarn_wire::from_slice(&bytes).ok()
}

/// Gets the snapshots of one query. The cache calls it as long as it exists.
pub(crate) struct Observer(Closure<dyn Fn(Snapshot)>);

impl Observer {
    pub(crate) fn new(take: impl Fn(Snapshot) + 'static) -> Self {
        Self(Closure::new(take))
    }
}

/// Observes the resource at this endpoint, and calls the observer at once. `None` if the page has no cache.
pub(crate) fn observe(endpoint: &Endpoint, observer: &Observer) -> Option<Subscription> {
    let subscription = observe_js(
        endpoint.name,
        endpoint.kind,
        &endpoint.id,
        &endpoint.path,
        endpoint.is_public,
        endpoint.stale_ms,
        &observer.0,
    );
    subscription.inspect_err(web_sys::console::error_1).ok()
}
