//! Pages with the HTML of renderers.

mod document;
mod page_data;

use std::borrow::Cow;
use std::convert::Infallible;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use futures_util::{StreamExt as _, stream};
use tarn_base_path::BasePath;
use tarn_manifest::RemoteConfig;
use tarn_render::{Head, PageRequest, Part, RemoteHtml, Renderers, Slot};

use self::document::Document;
use self::page_data::PageData;
use super::dist_answer;
use super::host_origin::{self, Asked};
use super::parameters::Parameters;
use super::security_headers::set_policy;

/// A page of these pages may be kept by a shared cache for ten seconds, and shown for a minute while the cache asks again: it has nothing
/// of a user, and prices and stock are at most as old as on a page that a shopper has left open. Browsers ask each time.
const CACHE_CONTROL: &str = "public, max-age=0, s-maxage=10, stale-while-revalidate=60";

/// The renderers, and the routes of the server that answer for the API.
#[derive(Clone)]
pub(super) struct Rendering {
    pub(super) renderers: Renderers,
    pub(super) routes: Router,
}

/// A page that is asked for.
pub(super) struct Page<'a> {
    /// Its path without the base path and with its escapes, such as `/product/p1`: what the address of a browser has.
    pub(super) path: &'a str,
    /// Its query without the question mark.
    pub(super) query: Option<&'a str>,
    /// The remote that shows it.
    pub(super) remote: Option<&'a RemoteConfig>,
    pub(super) status: StatusCode,
}

/// The answer with a rendered page; `None` without renderers. Its policy allows the page's own inline scripts, and code from `origins`.
pub(super) async fn answer(
    parameters: &Parameters,
    page: Page<'_>,
    asked: Asked<'_>,
    origins: &[&str],
) -> Option<Response> {
    let rendering = parameters.rendering.clone()?;
    let (base, Asked { method, headers, .. }) = (&parameters.base, asked);
    let index = parameters.dist.join("host/index.html");
    let html = dist_answer::page_text(host_origin::site(parameters), index).await?;
    let policy = parameters.security.policy(&html, origins);
    let document = Document::split(html)?;
    let request = PageRequest {
        path: page.path.to_owned(),
        query: page.query.map(|query| format!("?{query}")).unwrap_or_default(),
        site: site(headers, base),
        locale: document.language().to_owned(),
    };
    let mut data = PageData::of(&request, page.remote, rendering.routes);
    // The status goes first, and only the page's subject can change it.
    data.fetch_subject().await;
    let status = match page.status {
        StatusCode::OK => data.status(),
        other => other,
    };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let set = response.headers_mut();
    set.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/html; charset=utf-8"),
    );
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static(CACHE_CONTROL));
    set_policy(&mut response, &policy);
    if *method == Method::HEAD {
        return Some(response);
    }
    let first = Bytes::from(document.beginning());
    let base = base.clone();
    let rest = async move {
        let content = Content::render(&rendering.renderers, &request, &mut data).await;
        Bytes::from(document.rest(content, &data, &request, &base))
    };
    let chunks = stream::iter([first]).chain(stream::once(rest)).map(Ok::<_, Infallible>);
    *response.body_mut() = Body::from_stream(chunks);
    Some(response)
}

/// Origin and base path of the site, as the client knows it.
fn site(headers: &HeaderMap, base: &BasePath) -> String {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let is_secure = text("x-forwarded-proto") == Some("https");
    let scheme = if is_secure { "https" } else { "http" };
    let is_host = |host: &&str| {
        host.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
    };
    let host = text("host").filter(is_host).unwrap_or("localhost");
    format!("{scheme}://{host}{}", base.as_str())
}

/// The rendered shell with its slots.
#[derive(Debug, Default)]
struct Content {
    html: String,
    head: Head,
}

impl Content {
    /// `None` without a shell.
    async fn render(renderers: &Renderers, page: &PageRequest, data: &mut PageData) -> Option<Self> {
        let shell = renderers.shell(page).await?;
        let mut content = Self {
            html: String::new(),
            head: shell.head,
        };
        for part in shell.parts {
            match part {
                Part::Html(html) => content.html.push_str(&html),
                Part::Slot(slot) => content.add_slot(renderers, page, data, &slot).await,
            }
        }
        Some(content)
    }

    async fn add_slot(&mut self, renderers: &Renderers, page: &PageRequest, data: &mut PageData, slot: &Slot) {
        match remote(renderers, page, data, slot).await {
            Some(remote) => {
                match remote.html.as_str() {
                    // The remote leaves its content to the browser.
                    "" => self.html.push_str(&slot.without),
                    html => self.html.extend([slot.before.as_str(), html, &slot.after]),
                }
                self.merge(remote.head);
            }
            None => self.html.push_str(&slot.without),
        }
    }

    /// Takes over the head of a remote. The shell knows the form of titles.
    fn merge(&mut self, mut head: Head) {
        if let (Some(title), Some(pattern)) = (&head.title, &self.head.title_pattern) {
            head.title = Some(pattern.replace("{}", title));
        }
        self.head.merge(head);
    }
}

/// Renders a remote, and once more if it has asked for data that the page may have.
async fn remote(renderers: &Renderers, page: &PageRequest, data: &mut PageData, slot: &Slot) -> Option<RemoteHtml> {
    let first = renderers.remote(page, slot, data.answers()).await?;
    match data.fetch_wanted(&first.wanted).await {
        true => renderers.remote(page, slot, data.answers()).await,
        false => Some(first),
    }
}

/// Text in HTML.
fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"']) {
        return Cow::Borrowed(text);
    }
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;");
    Cow::Owned(escaped)
}

/// JSON in an element of HTML: no text of it can end the element.
fn json_in_html(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
