//! Downloads. JavaScript awaits, which costs no wasm; Rust decides.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::load_step::failure;
use crate::{Code, FederationError};

#[wasm_bindgen(module = "/src/browser/load_files.js")]
extern "C" {
    fn load(origin: &JsValue, take: &JsValue, failed: &JsValue, ms: u32) -> Promise;
    fn sleep(ms: u32) -> Promise;
    pub(super) fn mounted(promise: &JsValue, unmount: &Function, ms: u32) -> Promise;
    pub(super) fn announce(remote: &str, from: &str, to: &str, code: Option<String>);
    #[wasm_bindgen(js_name = onUncaught)]
    pub(super) fn on_uncaught(tell: &JsValue);
    #[wasm_bindgen(js_name = reportTrap)]
    pub(super) fn report_trap(error: &JsValue);
}

#[wasm_bindgen(module = "/src/browser/remote_styles.js")]
extern "C" {
    #[wasm_bindgen(js_name = countMount)]
    pub(super) fn count_mount(remote: &str, change: i32);
}

/// Something to fetch.
pub(super) trait Wanted: 'static {
    /// The absolute address of the first file, which is JSON.
    fn origin(&self) -> Result<String, FederationError>;

    /// Reads and checks that file in the wire form. Returns the files to load next, if any; see [`Files`].
    fn take(&self, json: &[u8], url: &str) -> Result<Option<Files>, FederationError>;

    /// The milliseconds until another attempt; `None` for the end.
    fn failed(&self, error: &FederationError) -> Option<u32>;
}

/// The address of a file, and the expected hash of its bytes.
pub(super) type Verified<'a> = (String, &'a str);

/// Files that load as one set and are instantiated.
pub(super) struct Files(Array);

impl Files {
    /// The files of a remote. `ms` is the time limit of each file.
    pub(super) fn new(
        remote: &str,
        js: &Verified<'_>,
        wasm: Option<&Verified<'_>>,
        styles: &[Verified<'_>],
        ms: u32,
    ) -> Self {
        let pair = |(url, hash): &Verified<'_>| JsValue::from(Array::of2(&url.into(), &(*hash).into()));
        let styles: Array = styles.iter().map(pair).collect();
        Self(Array::of5(
            &remote.into(),
            &pair(js),
            &wasm.map(pair).unwrap_or_default(),
            &styles,
            &ms.into(),
        ))
    }
}

/// Fetches the wanted files, with a limit of `ms` for the first one. Returns the module object of the remote, or nothing if there are no
/// files to load.
///
/// # Errors
/// The error of the last attempt.
pub(super) async fn fetch(wanted: impl Wanted, ms: u32) -> Result<JsValue, FederationError> {
    let wanted: Rc<dyn Wanted> = Rc::new(wanted);
    let last = Rc::new(RefCell::new(None));
    let origin = function({
        let wanted = Rc::clone(&wanted);
        move |_, _| wanted.origin().map(JsValue::from).map_err(|error| thrown(&error))
    });
    let take = function({
        let wanted = Rc::clone(&wanted);
        move |json, url| {
            let url = url.as_string().unwrap_or_default();
            let json = tarn_wire::js::from_js(&json).map_err(|error| failure("malformed", &url, &error.to_string()));
            let files = json.and_then(|json| wanted.take(&json, &url));
            files
                .map(|files| files.map_or(JsValue::UNDEFINED, |files| files.0.into()))
                .map_err(|error| thrown(&error))
        }
    });
    let failed = function({
        let last = Rc::clone(&last);
        move |what, _| {
            let error = caught(&what);
            let next = wanted.failed(&error);
            last.replace(Some(error));
            next.map(JsValue::from).ok_or(JsValue::UNDEFINED)
        }
    });
    let fetched = JsFuture::from(load(&origin, &take, &failed, ms)).await;
    fetched.map_err(|error| last.take().unwrap_or_else(|| caught(&error)))
}

type Decide = dyn Fn(JsValue, JsValue) -> Result<JsValue, JsValue>;

fn function(decide: impl Fn(JsValue, JsValue) -> Result<JsValue, JsValue> + 'static) -> JsValue {
    let decide: Box<Decide> = Box::new(decide);
    Closure::wrap(decide).into_js_value()
}

fn thrown(error: &FederationError) -> JsValue {
    js_sys::Error::new(&error.to_string()).into()
}

/// Exceptions of the JavaScript here are `[step, address, detail]`; those of the decisions begin with their code.
fn caught(error: &JsValue) -> FederationError {
    let Some(parts) = error.dyn_ref::<Array>() else {
        let message = message_of(error);
        return match Code::split(&message) {
            Some((code, message)) => FederationError::new(code, message),
            None => failure("run", "a script of this page", &message),
        };
    };
    let part = |index| parts.get(index).as_string().unwrap_or_default();
    failure(&part(0), &part(1), &part(2))
}

/// Waits for `ms`.
pub(super) async fn wait(ms: u32) {
    // A timer never fails.
    let _ = JsFuture::from(sleep(ms)).await;
}

/// The message of an exception. (`{:?}` would link the code that formats fractions.)
pub(super) fn message_of(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => error
            .as_string()
            .unwrap_or_else(|| "something that is no Error was thrown".into()),
    }
}
