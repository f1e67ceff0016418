//! The client: bearer token, and one renewal of it for all who need it.

use std::pin::Pin;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::exchange::Request;
use super::shared_promise::{SharedPromise, promise_of};
use crate::ApiError;
use crate::model::Session;

/// How the client reads and tells what the page's owner keeps.
pub struct ApiHooks {
    /// The access token, if somebody is logged in.
    pub token: Box<dyn Fn() -> Option<String>>,
    /// The access token was renewed; after this call `token` must give the new one.
    pub on_session: Box<dyn Fn(Session)>,
    /// The access token was refused and cannot be renewed: nobody is logged in any more.
    pub on_signed_out: Box<dyn Fn()>,
}

/// The session that the server has for this browser, under way.
pub type Restoring = Pin<Box<dyn Future<Output = Result<Option<Session>, ApiError>>>>;

/// The one HTTP client of a page. Clones are the same client.
#[derive(Clone)]
pub struct ApiClient {
    hooks: Rc<ApiHooks>,
    refresh: SharedPromise,
    renewal: SharedPromise,
}

impl ApiClient {
    /// A client that knows the session through these hooks.
    #[must_use]
    pub fn new(hooks: ApiHooks) -> Self {
        Self {
            hooks: Rc::new(hooks),
            refresh: SharedPromise::default(),
            renewal: SharedPromise::default(),
        }
    }

    /// Sends a request below `/api/` to the page's own origin and gives the parsed answer,
    /// undefined when it has no content. A refused access token is renewed, once for all who
    /// wait for it, and the request is sent again.
    ///
    /// # Errors
    /// What the server said; [`ApiError::NETWORK`], [`ApiError::TIMEOUT`] (15 s) or
    /// [`ApiError::NONSENSE`]; and [`ApiError::SESSION_ENDED`] when the token cannot be renewed.
    pub async fn request(
        &self,
        method: &str,
        path: &str,
        body: Option<JsValue>,
        headers: Option<JsValue>,
    ) -> Result<JsValue, ApiError> {
        let request = Request {
            body: body.unwrap_or(JsValue::UNDEFINED),
            headers: headers.unwrap_or(JsValue::UNDEFINED),
            ..Request::bare(method, path)
        };
        let token = (self.hooks.token)();
        let result = request.send(token.as_deref()).await;
        // Under /api/auth/ a 401 speaks of the code that was typed, not of the token.
        let refused = matches!(&result, Err(error) if error.status == 401) && !path.starts_with("/api/auth/");
        if !refused {
            return result;
        }
        // The token may have been renewed while this request was under way.
        if (self.hooks.token)() == token {
            self.renew().await?;
        }
        request.send((self.hooks.token)().as_deref()).await
    }

    /// Asks the server whether the browser still has a session; for the page's start. Calls no
    /// hook.
    ///
    /// # Errors
    /// When the server could not be asked: then it is not known whether there is a session.
    #[must_use]
    pub fn restore_session(&self) -> Restoring {
        let refresh = self.refresh.clone();
        // One piece of code for all who ask.
        Box::pin(async move {
            let answer = refresh
                .join(|| {
                    Box::pin(async {
                        let request = Request::bare("POST", "/api/auth/refresh");
                        request.send(None).await.map_err(|error| error.to_js())
                    })
                })
                .await
                .map_err(|error| ApiError::from_js(&error))?;
            if answer.is_undefined() {
                return Ok(None);
            }
            wire::js::from_js(&answer)
                .and_then(|bytes| wire::from_slice(&bytes))
                .map(Some)
                .map_err(|_| ApiError::nonsense(200))
        })
    }

    /// Renews the access token and tells the hooks, once for all who wait for it.
    async fn renew(&self) -> Result<(), ApiError> {
        let client = self.clone();
        self.renewal
            .join(|| {
                Box::pin(async move {
                    let before = (client.hooks.token)();
                    match client.restore_session().await {
                        // They logged out or in while the server was asked: that is newer than its answer.
                        Ok(_) if (client.hooks.token)() != before => Ok(JsValue::UNDEFINED),
                        Ok(Some(session)) => {
                            (client.hooks.on_session)(session);
                            Ok(JsValue::UNDEFINED)
                        }
                        Ok(None) => {
                            (client.hooks.on_signed_out)();
                            Err(ApiError::session_ended().to_js())
                        }
                        // A server that cannot be reached has not ended the session.
                        Err(error) => Err(error.to_js()),
                    }
                })
            })
            .await
            .map(drop)
            .map_err(|error| ApiError::from_js(&error))
    }

    /// The client as the function that the page's owner puts at `window.__FEDERATION__.request`:
    /// `(method, path, body | undefined, headers | undefined) => Promise<any>`, rejected with
    /// `{code, message, field, retryAfterMs, status}`.
    #[must_use]
    pub fn into_js_function(self) -> Function {
        let request = move |method: JsValue, path: JsValue, body: JsValue, headers: JsValue| {
            let client = self.clone();
            promise_of(Box::pin(async move {
                let (Some(method), Some(path)) = (method.as_string(), path.as_string()) else {
                    let words = "The request's method and path must be strings.";
                    return Err(ApiError::new("path_refused", words, 0).to_js());
                };
                client
                    .request(&method, &path, Some(body), Some(headers))
                    .await
                    .map_err(|error| error.to_js())
            }))
        };
        Closure::<dyn Fn(JsValue, JsValue, JsValue, JsValue) -> js_sys::Promise>::new(request)
            .into_js_value()
            .unchecked_into()
    }
}
