//! The origin of the host: its page and assets, the remotes, embedded files.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tarn_base_path::BasePath;

use super::asked::Asked;
use super::dist_answer::Site;
use super::file_response::{Keep, method_not_allowed, missing};
use super::parameters::Parameters;
#[cfg(feature = "render")]
use super::rendered_page;
use super::request_path::{RequestPath, is_hash};
use super::{canonical_address, dictionary, dist_answer, embedded, federation_file};

/// The parameters of a site, and its renderer with the caches of its pages.
pub(super) struct Host {
    pub(super) parameters: Arc<Parameters>,
    /// `None` without a renderer.
    #[cfg(feature = "render")]
    pub(super) rendered_pages: Option<rendered_page::RenderedPages>,
}

/// Answers everything for which the server has no route.
pub(super) async fn answer(host: Arc<Host>, request: Request<Body>) -> Response {
    let parameters = &*host.parameters;
    let (method, headers, uri) = (request.method(), request.headers(), request.uri());
    let asked = Asked {
        method,
        headers,
        uri,
        extensions: request.extensions(),
    };
    let path = RequestPath::parse(uri.path());
    let segments = path.as_ref().map(RequestPath::segments);
    if let Some([first, ..]) = segments.as_deref()
        && let Some(unknown) = parameters.unknown_below(first)
    {
        return unknown();
    }
    if !matches!(*method, Method::GET | Method::HEAD) {
        return method_not_allowed();
    }
    let (Some(path), Some(segments)) = (&path, segments.as_deref()) else {
        return match RequestPath::could_be_page(uri.path(), |first| parameters.is_folder(first)) {
            true => page(&host, asked, None).await,
            false => missing(),
        };
    };
    if let Some(canonical) = (parameters.canonical)(segments)
        && let Some(to) = canonical_address::address(&canonical, uri, &parameters.base)
    {
        return (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response();
    }
    if let [first, rest @ ..] = segments
        && let Some(read) = parameters.embedded_below(first)
    {
        return match rest {
            [name] => embedded::answer(method, headers, name, read(name)),
            _ => missing(),
        };
    }
    let dist = parameters.dist.as_path();
    let (folder, keep) = match place(segments) {
        Place::Dist(keep) => (dist.to_path_buf(), keep),
        Place::Host(keep) => (dist.join("host"), keep),
        Place::Nowhere => return missing(),
        Place::Page if is_page(parameters, path, segments).await => {
            return page(&host, asked, Some(segments)).await;
        }
        Place::Page => (dist.join("host"), Keep::WhileUnchanged),
    };
    let dictionary = (keep == Keep::Forever)
        .then(|| dictionary::use_for(segments, &parameters.base))
        .flatten();
    dist_answer::file_or_delta(
        Site::of(parameters),
        path.below(&folder),
        method,
        headers,
        keep,
        dictionary,
    )
    .await
}

/// The place of an address in a build.
enum Place {
    /// A file below the folder of the build.
    Dist(Keep),
    /// A file below the host's folder.
    Host(Keep),
    /// No file has this address.
    Nowhere,
    /// A page, or else a file below the host's folder.
    Page,
}

fn place(segments: &[&str]) -> Place {
    match segments {
        ["federation.json"] => Place::Dist(Keep::WhileUnchanged),
        ["remotes", _, hash, _, ..] | ["remotes", _, "standalone", hash, _, ..] | ["devtools", hash, _, ..]
            if is_hash(hash) =>
        {
            Place::Dist(Keep::Forever)
        }
        ["remotes", ..] | ["devtools", _, ..] => Place::Dist(Keep::WhileUnchanged),
        ["assets", hash, _, ..] if is_hash(hash) => Place::Host(Keep::Forever),
        ["assets", ..] => Place::Nowhere,
        _ => Place::Page,
    }
}

/// Whether the path is a page, or looks like one.
async fn is_page(parameters: &Parameters, path: &RequestPath, segments: &[&str]) -> bool {
    if path.is_page() {
        return true;
    }
    // Such as /product/a.b, whose dot is part of a parameter.
    let is_folder = segments.first().is_some_and(|first| parameters.is_folder(first));
    let page = segments.join("/");
    !is_folder
        && (parameters.is_host_page(&page) || federation_file::read(&parameters.dist).await.remote_at(&page).is_some())
}

/// The answer with the host's page. Its status is 404 if these segments are not a page, or if the path has none (`None`).
async fn page(host: &Host, asked: Asked<'_>, segments: Option<&[&str]>) -> Response {
    let parameters = &*host.parameters;
    let Asked { method, headers, .. } = asked;
    let federation = federation_file::read(&parameters.dist).await;
    let page = segments.map(|segments| segments.join("/"));
    let remote = page.as_deref().and_then(|page| federation.remote_at(page));
    let is_page = remote.is_some() || page.as_deref().is_some_and(|page| parameters.is_host_page(page));
    let status = if is_page { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let origins = federation.code_origins();
    let index = parameters.dist.join("host/index.html");
    #[cfg(feature = "render")]
    let rendered = {
        let of_page = rendered_page::Page { remote, status };
        // The host does not know the pages that remotes bring.
        let is_of_host = page.as_deref().is_none_or(|page| federation.page_at(page).is_none());
        match host.rendered_pages.as_ref().filter(|_| is_of_host) {
            Some(pages) => rendered_page::answer(pages, parameters, of_page, asked, &origins).await,
            None => None,
        }
    };
    #[cfg(not(feature = "render"))]
    let rendered = None;
    let mut response = match rendered {
        Some(rendered) => rendered,
        None => dist_answer::page(Site::of(parameters), index, method, headers, status, &origins).await,
    };
    let manifest = remote.and_then(|(_, remote)| remote.manifests.first());
    if let Some(named) = manifest.and_then(|manifest| named(manifest, &parameters.base)) {
        response.headers_mut().insert("server-timing", named);
    }
    response
}

/// The header with the manifest of the page's remote. The page's own script reads it, so it need not wait for
/// `federation.json` (`crates/tool/src/package/preload.js`).
fn named(manifest: &str, base: &BasePath) -> Option<HeaderValue> {
    let is_plain = !manifest.contains(['"', '\\']);
    let address = base.resolve(manifest);
    is_plain.then(|| HeaderValue::from_str(&format!("remote;desc=\"{address}\"")).ok())?
}
