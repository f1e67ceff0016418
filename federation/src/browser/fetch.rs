//! Getting files: JSON read anew each time, and verified code.

use js_sys::{Function, Object, Promise, Reflect, WebAssembly};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlLinkElement, HtmlScriptElement, Request, RequestCache, RequestInit, Response};

use crate::{Code, FederationError};

#[wasm_bindgen(module = "/src/browser/import_module.js")]
extern "C" {
    #[wasm_bindgen(js_name = importModule)]
    fn import_module(url: &str) -> Promise;
}

/// A JSON file, never from the cache unless the server confirms it, in the wire form.
///
/// # Errors
/// [`Code::UNREACHABLE`] or [`Code::MALFORMED`], naming the address.
pub(super) async fn json(url: &str) -> Result<Vec<u8>, FederationError> {
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoCache);
    let response = get(url, &init)
        .await
        .map_err(|_| unreachable(url, "the server does not answer"))?;
    if !response.ok() {
        return Err(unreachable(url, &format!("the server answers {}", response.status())));
    }
    let malformed = |what: String| {
        FederationError::new(
            Code::MALFORMED,
            format!("{url} is malformed: {what}; whoever deployed it must correct it"),
        )
    };
    let value = match response.json() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(error) => Err(error),
    }
    .map_err(|error| malformed(message_of(&error)))?;
    wire::js::from_js(&value).map_err(|error| malformed(error.to_string()))
}

/// The remote's glue as a module object, its bytes verified.
///
/// # Errors
/// [`Code::INTEGRITY`] or [`Code::GLUE`].
pub(super) async fn glue(url: &str, integrity: &str) -> Result<JsValue, FederationError> {
    // A module script puts the verified module into the page's module map, where import() finds it.
    let script: HtmlScriptElement = element("script")?;
    script.set_type("module");
    script.set_src(url);
    script.set_integrity(integrity);
    script.set_cross_origin(Some("anonymous"));
    let loaded = loads(&script).await;
    script.remove();
    if loaded.is_err() {
        return Err(why_not(url, Code::GLUE).await);
    }
    JsFuture::from(import_module(url))
        .await
        .map_err(|error| FederationError::new(Code::GLUE, format!("{url} cannot be run: {}", message_of(&error))))
}

/// The remote's compiled wasm, its bytes verified.
///
/// # Errors
/// [`Code::INTEGRITY`] or [`Code::WASM`].
pub(super) async fn wasm(url: &str, integrity: &str) -> Result<JsValue, FederationError> {
    let init = RequestInit::new();
    init.set_integrity(integrity);
    let Ok(response) = get(url, &init).await else {
        return Err(why_not(url, Code::WASM).await);
    };
    JsFuture::from(WebAssembly::compile_streaming(&Promise::resolve(&JsValue::from(
        response,
    ))))
    .await
    .map_err(|error| {
        FederationError::new(
            Code::WASM,
            format!(
                "{url} does not compile: {}; its team must rebuild it with the pinned tools",
                message_of(&error)
            ),
        )
    })
}

/// Adds a style sheet to the page, its bytes verified. It is there before the component is, so nothing is shown unstyled.
///
/// # Errors
/// [`Code::INTEGRITY`] or [`Code::GLUE`].
pub(super) async fn style_sheet(url: &str, integrity: &str) -> Result<(), FederationError> {
    let link: HtmlLinkElement = element("link")?;
    link.set_rel("stylesheet");
    link.set_href(url);
    link.set_integrity(integrity);
    link.set_cross_origin(Some("anonymous"));
    if loads(&link).await.is_err() {
        link.remove();
        return Err(why_not(url, Code::GLUE).await);
    }
    Ok(())
}

/// Instantiates compiled wasm through its glue.
///
/// # Errors
/// [`Code::WASM`] when the glue is none, or the module's start fails.
pub(super) async fn instantiate(glue: &JsValue, module: &JsValue) -> Result<(), FederationError> {
    let init: Function = Reflect::get(glue, &"default".into())
        .and_then(wasm_bindgen::JsCast::dyn_into)
        .map_err(|_| {
            FederationError::new(
                Code::WASM,
                "the glue has no default export; is it built with --target web?",
            )
        })?;
    let options = Object::new();
    let _ = Reflect::set(&options, &"module_or_path".into(), module);
    let started = match init.call1(&JsValue::UNDEFINED, &options) {
        Ok(promise) => JsFuture::from(Promise::resolve(&promise)).await,
        Err(error) => Err(error),
    };
    started
        .map(drop)
        .map_err(|error| FederationError::new(Code::WASM, format!("the wasm does not start: {}", message_of(&error))))
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

async fn get(url: &str, init: &RequestInit) -> Result<Response, JsValue> {
    let request = Request::new_with_str_and_init(url, init)?;
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    JsFuture::from(window.fetch_with_request(&request)).await?.dyn_into()
}

/// A browser does not say why a verified file failed to load; asking for it without verification tells.
async fn why_not(url: &str, code: Code) -> FederationError {
    match get(url, &RequestInit::new()).await {
        Err(_) => FederationError::new(code, format!("{url} cannot be loaded: the server does not answer")),
        Ok(response) if !response.ok() => FederationError::new(
            code,
            format!(
                "{url} cannot be loaded: the server answers {}; deploy the whole set of files",
                response.status()
            ),
        ),
        Ok(_) => FederationError::new(
            Code::INTEGRITY,
            format!(
                "{url} does not have the bytes that the manifest promises, so it was not run; deploy the whole set again"
            ),
        ),
    }
}

fn unreachable(url: &str, why: &str) -> FederationError {
    FederationError::new(
        Code::UNREACHABLE,
        format!("{url} cannot be fetched: {why}; check the deployment, then retry"),
    )
}

fn element<E: JsCast>(tag: &str) -> Result<E, FederationError> {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.create_element(tag).ok())
        .and_then(|element| element.dyn_into().ok())
        .ok_or_else(|| FederationError::new(Code::GLUE, "this page has no document to load code into"))
}

/// Adds an element to the head and waits for its `load` or `error`.
async fn loads(element: &HtmlElement) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        element.set_onload(Some(&resolve));
        element.set_onerror(Some(&reject));
        if let Some(head) = element.owner_document().and_then(|document| document.head()) {
            let _ = head.append_child(element);
        }
    });
    let result = JsFuture::from(promise).await;
    element.set_onload(None);
    element.set_onerror(None);
    result.map(drop)
}
