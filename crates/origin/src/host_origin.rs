//! The origin of the host: its page and assets, the remotes, embedded files.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use tarn_base_path::BasePath;

use super::dist_answer::Site;
use super::file_response::{Keep, method_not_allowed, missing};
use super::parameters::Parameters;
use super::request_path::{RequestPath, is_hash};
use super::{canonical_address, dictionary, dist_answer, embedded, federation_file};

/// The header with the manifest of the page's remote. The page's own script reads it, so it need not wait for
/// `federation.json` (`crates/tool/src/package/preload.js`).
fn named(manifest: &str, base: &BasePath) -> Option<HeaderValue> {
    let is_plain = !manifest.contains(['"', '\\']);
    let address = base.resolve(manifest);
    is_plain.then(|| HeaderValue::from_str(&format!("remote;desc=\"{address}\"")).ok())?
}

/// Answers everything for which the server has no route.
pub(super) async fn answer(parameters: Arc<Parameters>, request: Request<Body>) -> Response {
    let Parameters { dist, base, .. } = &*parameters;
    let site = Site {
        root: dist,
        base,
        parameters: &parameters,
    };
    let (method, headers) = (request.method(), request.headers());
    let path = RequestPath::parse(request.uri().path());
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
        if !RequestPath::could_be_page(request.uri().path(), |first| parameters.is_folder(first)) {
            return missing();
        }
        let federation = federation_file::read(dist).await;
        let origins = federation.code_origins();
        let index = dist.join("host/index.html");
        return dist_answer::page(site, index, method, headers, StatusCode::NOT_FOUND, &origins).await;
    };
    if let Some(canonical) = (parameters.canonical)(segments)
        && let Some(to) = canonical_address::address(&canonical, request.uri(), base)
    {
        return (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response();
    }
    let is_page = path.is_page() || *segments == ["index.html"] || {
        // Such as /product/a.b, whose dot is part of a parameter.
        let is_folder = segments.first().is_some_and(|first| parameters.is_folder(first));
        !is_folder
            && federation_file::read(dist)
                .await
                .remote_at(&segments.join("/"))
                .is_some()
    };
    if let [first, rest @ ..] = segments
        && let Some(read) = parameters.embedded_below(first)
    {
        return match rest {
            [name] => embedded::answer(method, headers, name, read(name)),
            _ => missing(),
        };
    }
    let (folder, keep) = match segments {
        ["federation.json"] => (dist.to_path_buf(), Keep::WhileUnchanged),
        ["remotes", _, hash, _, ..] | ["remotes", _, "standalone", hash, _, ..] if is_hash(hash) => {
            (dist.to_path_buf(), Keep::Forever)
        }
        ["devtools", hash, _, ..] if is_hash(hash) => (dist.to_path_buf(), Keep::Forever),
        ["remotes", ..] | ["devtools", _, ..] => (dist.to_path_buf(), Keep::WhileUnchanged),
        ["assets", hash, _, ..] if is_hash(hash) => (dist.join("host"), Keep::Forever),
        ["assets", ..] => return missing(),
        _ if is_page => {
            let federation = federation_file::read(dist).await;
            let page = segments.join("/");
            let remote = federation.remote_at(&page).map(|(_, remote)| remote);
            let status = if matches!(segments, [] | ["index.html"]) || remote.is_some() {
                StatusCode::OK
            } else {
                StatusCode::NOT_FOUND
            };
            let origins = federation.code_origins();
            let index = dist.join("host/index.html");
            let mut response = dist_answer::page(site, index, method, headers, status, &origins).await;
            let manifest = remote.and_then(|remote| remote.manifests.first());
            if let Some(named) = manifest.and_then(|manifest| named(manifest, base)) {
                response.headers_mut().insert("server-timing", named);
            }
            return response;
        }
        _ => (dist.join("host"), Keep::WhileUnchanged),
    };
    let dictionary = (keep == Keep::Forever)
        .then(|| dictionary::use_for(segments, base))
        .flatten();
    dist_answer::file_or_delta(site, path.below(&folder), method, headers, keep, dictionary).await
}
