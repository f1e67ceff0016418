//! The page's one query cache.

use tarn_capabilities::for_scripts;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/query_cache.js")]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_name = queryCache)]
    static QUERY_CACHE: JsValue;
}

#[wasm_bindgen(module = "/src/page_queries.js")]
extern "C" {
    #[wasm_bindgen(js_name = pageQueries)]
    fn page_queries(make: &JsValue, browser: &JsValue, client: &JsValue) -> Cache;

    #[derive(Clone)]
    type Cache;
    #[wasm_bindgen(method)]
    fn forget(this: &Cache, is_other: bool);
}

/// The one query cache of a page. Clones share it.
#[derive(Clone)]
pub struct QueryCache(Cache);

impl QueryCache {
    /// A cache that sends its requests through `client`, an object with these members:
    ///
    /// - `request(method, path, body, headers, signal)` sends a request and returns a promise of the answer as plain data. It
    ///   rejects with an object, the application's error, such as `{code, message, status}`, also when `signal` aborts.
    /// - `apiPath` is the path of the API, such as `"/api/"`. The first part of a key stands for one segment below it.
    /// - `isTemporary(error)` returns whether a repeated request may succeed. Temporary failures are retried three times.
    /// - `unreachable` is the error of a query that waits for the network, `signedOut` that of a query whose user has left.
    /// - `channel` is the name of the channel on which tabs exchange the keys of changed data. The base path of the site is put
    ///   before it.
    /// - `preloaded(path)` returns what the page already has: `{data}`, or `{error}` if the server has rendered the page with an error, or
    ///   undefined. With `isStale`, views show it and the cache fetches again. This member is optional.
    ///
    /// ```no_run
    /// use tarn_query::QueryCache;
    /// use wasm_bindgen::prelude::*;
    ///
    /// #[wasm_bindgen(inline_js = r#"
    ///     const failure = (code, status = 0) => ({ code, status });
    ///     export const client = () => ({
    ///         request: async (method, path, body, headers, signal) => {
    ///             const answer = await fetch(path, { method, body: JSON.stringify(body), headers, signal }).catch(() => {
    ///                 throw failure("network");
    ///             });
    ///             if (!answer.ok) throw failure("refused", answer.status);
    ///             return answer.json();
    ///         },
    ///         apiPath: "/api/",
    ///         isTemporary: ({ code, status }) => code === "network" || status >= 500,
    ///         unreachable: failure("network"),
    ///         signedOut: failure("signed_out"),
    ///         channel: "notes.queries",
    ///     });
    /// "#)]
    /// extern "C" {
    ///     fn client() -> JsValue;
    /// }
    ///
    /// let cache = QueryCache::new(&client());
    /// ```
    #[must_use]
    pub fn new(client: &JsValue) -> Self {
        Self(QUERY_CACHE.with(|make| page_queries(make, &for_scripts(), client)))
    }

    /// Drops the data of the previous user; public data stay. If another user is logged in now (`is_other`), observed queries
    /// are fetched again.
    ///
    /// ```no_run
    /// # fn of(cache: tarn_query::QueryCache) {
    /// // The user has logged out.
    /// cache.forget(false);
    /// # }
    /// ```
    pub fn forget(&self, is_other: bool) {
        self.0.forget(is_other);
    }

    /// The cache's members of `window.__TARN__`, by name: `query`, `mutate`, `invalidate` and `queries`, as
    /// `types/federation.d.ts` declares them. The page's owner seals them into the registry, with `tarn-page` as
    /// `Session::members`.
    ///
    /// ```no_run
    /// # fn of(cache: tarn_query::QueryCache) {
    /// for (name, function) in cache.registry_members() {
    ///     assert!(function.is_function(), "{name}");
    /// }
    /// # }
    /// ```
    #[must_use]
    pub fn registry_members(&self) -> Vec<(&'static str, JsValue)> {
        // Reading a plain object of the cache cannot fail.
        let member = |name: &'static str| (name, js_sys::Reflect::get(&self.0, &name.into()).unwrap_or_default());
        ["query", "mutate", "invalidate", "queries"].map(member).into()
    }
}
