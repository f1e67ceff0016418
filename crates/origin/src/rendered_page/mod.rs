//! Pages with the HTML of renderers.
//!
//! The answer is a stream: the part of the head that depends on no data goes first, with the styles of the host, so the browser fetches
//! scripts while the remote is rendered. The rest follows at once, because the title may be the remote's.

mod content;
mod document;
mod frame;
mod head;
mod html_text;
mod inline_style;
mod link_header;
mod page_data;
mod remote_styles;
mod site_address;
mod subject;

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use futures_util::{StreamExt as _, stream};
use tarn_manifest::RemoteConfig;
use tarn_render::{PageRenderer, PageRequest};

use self::content::{Content, SlotContext};
use self::document::Document;
use self::frame::FrameCache;
use self::page_data::PageData;
use self::remote_styles::StyleCache;
use super::asked::Asked;
use super::compression::Streamed;
use super::content_type;
use super::last_message::LastMessage;
use super::parameters::Parameters;
use super::security_headers::set_policy;

/// A shared cache may keep a page for ten seconds, and send it for a minute while it asks again: the page has nothing of a user, and its
/// prices and stock are at most as old as on a page that a shopper has left open. Browsers ask each time.
const CACHE_CONTROL: &str = "public, max-age=0, s-maxage=10, stale-while-revalidate=60";
/// A page without its data is not kept: the next request may get them.
const CACHE_CONTROL_WITHOUT_DATA: &str = "no-cache";

/// The renderer, and the routes of the server that answer for the API.
pub(super) struct RenderedPages {
    renderer: Arc<dyn PageRenderer>,
    routes: Router,
    frame: FrameCache,
    styles: StyleCache,
}

impl RenderedPages {
    pub(super) fn new(renderer: Arc<dyn PageRenderer>, routes: Router) -> Self {
        Self {
            renderer,
            routes,
            frame: Default::default(),
            styles: Default::default(),
        }
    }
}

/// A page that is asked for.
pub(super) struct Page<'a> {
    /// The remote that shows it, with its name.
    pub(super) remote: Option<(&'a str, &'a RemoteConfig)>,
    /// 404 if no page has this address.
    pub(super) status: StatusCode,
}

/// The answer with a rendered page; `None` if the renderer gives no shell. The policy of the answer allows the page's own
/// inline scripts, and code from `origins`.
pub(super) async fn answer(
    pages: &RenderedPages,
    parameters: &Parameters,
    page: Page<'_>,
    asked: Asked<'_>,
    origins: &[&str],
) -> Option<Response> {
    let renderer = pages.renderer.clone();
    let frame = pages.frame.of(parameters).await?;
    let request = request_of(parameters, asked, &frame.document);
    let shell = renderer.shell(&request).await?;
    // Between the two files of a deployment: the page's scripts would take over content of another build.
    if !frame.document.is_of(&shell.build) {
        warn_of_other_build(&shell.build);
        return None;
    }
    OTHER_BUILD.forget();
    let shell = shell.rendered;

    let mut data = PageData::of(&request, page.remote.map(|(_, remote)| remote), pages.routes.clone());
    // The status is sent first. Only the subject of the page and the shell can change it.
    data.fetch_subject().await;
    let status = status_of(page.status, shell.head.status, &data);
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let cache_control = match data.has_failed() {
        true => CACHE_CONTROL_WITHOUT_DATA,
        false => CACHE_CONTROL,
    };
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(content_type::of("index.html")),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache_control));
    let styles = match page.remote {
        Some((name, config)) => pages.styles.of(name, config, parameters).await,
        None => None,
    };
    if let Some(links) = link_header::of(&frame.links, styles.as_deref()) {
        headers.insert(header::LINK, links);
    }
    let mut code = frame.code.clone();
    code.extend(styles.iter().map(|styles| &styles.code));
    set_policy(&mut response, &parameters.security.policy(&code, origins));
    response.extensions_mut().insert(Streamed);
    if *asked.method == Method::HEAD {
        // Of unknown length, as the page is.
        *response.body_mut() = Body::from_stream(stream::empty::<Result<Bytes, Infallible>>());
        return Some(response);
    }
    let (base, first) = (parameters.base.clone(), frame.beginning.clone());
    let rest = async move {
        let place = SlotContext {
            base: &base,
            styles: styles.as_deref(),
        };
        let content = Content::render(&*renderer, &request, &mut data, shell, &place).await;
        Bytes::from(frame.document.rest(
            &content,
            &data,
            &head::Place {
                request: &request,
                status,
            },
        ))
    };
    let chunks = stream::iter([first]).chain(stream::once(rest)).map(Ok::<_, Infallible>);
    *response.body_mut() = Body::from_stream(chunks);
    Some(response)
}

static OTHER_BUILD: LastMessage = LastMessage::new();

/// Once for each build: a deployment that ends half-way would fill the log.
fn warn_of_other_build(build: &str) {
    if OTHER_BUILD.is_new(build) {
        tracing::warn!(
            build,
            "host/index.html is of another build than host/render.json: pages come without HTML until both are deployed"
        );
    }
}

fn request_of(parameters: &Parameters, asked: Asked<'_>, document: &Document) -> PageRequest {
    let query = asked.uri.query().filter(|query| !query.is_empty());
    PageRequest {
        path: asked.uri.path().to_owned(),
        query: query.map(|query| format!("?{query}")).unwrap_or_default(),
        site: site_address::of(parameters, asked),
        locale: document.language().to_owned(),
    }
}

/// An address that is no page stays one, whatever the renderer says.
fn status_of(page: StatusCode, shell: Option<u16>, data: &PageData) -> StatusCode {
    if page != StatusCode::OK {
        return page;
    }
    let of_shell = shell.and_then(|status| StatusCode::from_u16(status).ok());
    let is_missing = |status: &StatusCode| matches!(*status, StatusCode::NOT_FOUND | StatusCode::GONE);
    data.subject_status()
        .or(of_shell)
        .filter(is_missing)
        .unwrap_or(StatusCode::OK)
}
