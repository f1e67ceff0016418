//! Getting files: JSON read anew each time, and verified code.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::FederationError;
use crate::load_step::failure;

#[wasm_bindgen(module = "/src/browser/load_files.js")]
extern "C" {
    #[wasm_bindgen(js_name = fetchJson)]
    fn fetch_json(url: &str, ms: u32) -> Promise;
    #[wasm_bindgen(js_name = loadFiles)]
    fn load_files(remote: &str, js: Array, wasm: Option<Array>, styles: Array, ms: u32) -> Promise;
    fn sleep(ms: u32) -> Promise;
    pub(super) fn announce(remote: &str, from: &str, to: &str, code: Option<String>);
    #[wasm_bindgen(js_name = onUncaught)]
    pub(super) fn on_uncaught(tell: &JsValue);
    #[wasm_bindgen(js_name = reportTrap)]
    pub(super) fn report_trap(error: &JsValue);
    pub(super) fn mounted(promise: &JsValue, unmount: &Function, ms: u32) -> Promise;
}

/// A file's address, and the hash that its bytes must have.
pub(super) type Verified<'a> = (String, &'a str);

/// A JSON file in the wire form.
///
/// # Errors
/// [`crate::Code::UNREACHABLE`] or [`crate::Code::MALFORMED`], naming the address.
pub(super) async fn json(url: &str, ms: u32) -> Result<Vec<u8>, FederationError> {
    let value = settled(fetch_json(url, ms)).await?;
    wire::js::from_js(&value).map_err(|error| failure("malformed", url, &error.to_string()))
}

/// Loads and verifies all files of a remote, and instantiates it: its module object.
///
/// # Errors
/// [`crate::Code::INTEGRITY`], [`crate::Code::GLUE`] or [`crate::Code::WASM`], for the first file that fails.
pub(super) async fn remote(
    name: &str,
    js: &Verified<'_>,
    wasm: Option<&Verified<'_>>,
    styles: &[Verified<'_>],
    ms: u32,
) -> Result<JsValue, FederationError> {
    let pair = |(url, hash): &Verified<'_>| Array::of2(&url.into(), &(*hash).into());
    let styles = styles.iter().map(pair).collect();
    settled(load_files(name, pair(js), wasm.map(pair), styles, ms)).await
}

/// Waits.
pub(super) async fn wait(ms: u32) {
    // A timer is never refused.
    let _ = JsFuture::from(sleep(ms)).await;
}

async fn settled(promise: Promise) -> Result<JsValue, FederationError> {
    JsFuture::from(promise).await.map_err(|thrown| {
        let part = |index| match thrown.dyn_ref::<Array>() {
            Some(parts) => parts.get(index).as_string().unwrap_or_default(),
            None => message_of(&thrown),
        };
        failure(&part(0), &part(1), &part(2))
    })
}

/// The message of whatever was thrown. (`{:?}` would bring the code that formats fractions.)
pub(super) fn message_of(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => error
            .as_string()
            .unwrap_or_else(|| "something that is no Error was thrown".into()),
    }
}
