//! The port of a standalone remote: its page and its files, at the root.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use tarn_base_path::BasePath;

use super::dist_answer::Site;
use super::file_response::{Keep, method_not_allowed, missing};
use super::parameters::Parameters;
use super::request_path::{RequestPath, is_hash};
use super::{dist_answer, embedded};

/// Answers everything for which the server has no route.
pub(super) async fn answer(parameters: Arc<Parameters>, remote: Arc<str>, request: Request<Body>) -> Response {
    let dist = parameters.dist.as_path();
    let root = dist.join("remotes").join(&*remote);
    // The port belongs to the remote alone.
    let base = &BasePath::default();
    let site = |root| Site {
        root,
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
        return missing();
    };
    if let [first, name] = segments
        && let Some(read) = parameters.embedded_below(first)
    {
        return embedded::answer(method, headers, name, read(name));
    }
    let (file, keep) = match segments {
        ["devtools", folder, rest @ ..] => {
            let keep = match is_hash(folder) && !rest.is_empty() {
                true => Keep::Forever,
                false => Keep::WhileUnchanged,
            };
            return dist_answer::file(site(dist), path.below(dist), method, headers, keep).await;
        }
        [hash, _, ..] | ["standalone", hash, _, ..] if is_hash(hash) => (path.below(&root), Keep::Forever),
        _ if path.is_page() => {
            let index = root.join("index.html");
            return dist_answer::page(site(&root), index, method, headers, StatusCode::OK, &[]).await;
        }
        _ => (path.below(&root), Keep::WhileUnchanged),
    };
    let mut response = dist_answer::file(site(&root), file, method, headers, keep).await;
    if keep == Keep::Forever || *segments == ["remote.json"] {
        share_with_localhost(headers, &mut response);
    }
    response
}

/// Lets a host on another port of this machine load the remote from here.
fn share_with_localhost(request: &HeaderMap, response: &mut Response) {
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = request.get(header::ORIGIN)
        && is_localhost(origin)
    {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    }
}

fn is_localhost(origin: &HeaderValue) -> bool {
    origin
        .to_str()
        .ok()
        .and_then(|origin| origin.parse::<Uri>().ok())
        .is_some_and(|uri| {
            matches!(uri.scheme_str(), Some("http" | "https"))
                && matches!(uri.host(), Some("localhost" | "127.0.0.1" | "[::1]"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_localhost_itself_is_localhost() {
        for right in ["http://localhost:4000", "http://127.0.0.1", "http://[::1]:9"] {
            assert!(is_localhost(&HeaderValue::from_static(right)), "{right}");
        }
        for wrong in [
            "null",
            "http://localhost.evil.example",
            "http://evil.example:4000",
            "http://evil.example/localhost",
        ] {
            assert!(!is_localhost(&HeaderValue::from_static(wrong)), "{wrong}");
        }
    }
}
