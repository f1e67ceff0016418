//! Turns files into answers.

use std::fmt::Display;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::dist_file::DistFile;
use super::etag;

/// How long clients may cache an answer.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Keep {
    /// For ever: the path carries a content hash.
    Forever,
    /// An hour.
    Hour,
    /// Until the server reports a change at revalidation.
    WhileUnchanged,
}

impl Keep {
    fn cache_control(self) -> &'static str {
        match self {
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Hour => "public, max-age=3600",
            Self::WhileUnchanged => "no-cache",
        }
    }
}

/// The answer with this file: 304 if the client has it, without a body for HEAD.
pub(super) fn respond(
    method: &Method,
    request: &HeaderMap,
    file: DistFile,
    content_type: &'static str,
    keep: Keep,
) -> Response {
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    let mut set = |name, value| {
        headers.insert(name, value);
    };
    set(header::CACHE_CONTROL, HeaderValue::from_static(keep.cache_control()));
    if let Some(varies) = file.varies {
        set(header::VARY, HeaderValue::from_static(varies));
    }
    if keep != Keep::Forever {
        let tag = etag::of(&file.bytes);
        if let Ok(value) = HeaderValue::try_from(&tag) {
            set(header::ETAG, value);
        }
        if etag::is_known(request, &tag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            return response;
        }
    }
    set(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Some(encoding) = file.encoding {
        set(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    set(header::CONTENT_LENGTH, HeaderValue::from(file.bytes.len()));
    if *method != Method::HEAD {
        *response.body_mut() = Body::from(file.bytes);
    }
    response
}

/// The answer for a missing file.
pub(super) fn missing() -> Response {
    text(StatusCode::NOT_FOUND, "There is no such file.\n")
}

/// The answer to other methods.
pub(super) fn method_not_allowed() -> Response {
    let mut response = text(
        StatusCode::METHOD_NOT_ALLOWED,
        "Files can only be read: use GET or HEAD.\n",
    );
    response
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

/// The answer when a read fails.
pub(super) fn unreadable(error: &std::io::Error) -> Response {
    tracing::error!(%error, "a file of the built apps cannot be read");
    text(
        StatusCode::INTERNAL_SERVER_ERROR,
        "This file cannot be read at the moment. Please try again.\n",
    )
}

/// The answer after a panic. The cause is logged and not sent.
pub(super) fn failed(cause: &dyn Display) -> Response {
    tracing::error!(%cause, "a request failed");
    text(
        StatusCode::INTERNAL_SERVER_ERROR,
        "Something went wrong on the server. Please try again in a moment.\n",
    )
}

fn text(status: StatusCode, words: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, words).into_response()
}
