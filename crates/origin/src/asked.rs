//! A request without its body.

use axum::http::{Extensions, HeaderMap, Method, Uri};

/// What a request asks for, without its body.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) method: &'a Method,
    pub(super) headers: &'a HeaderMap,
    #[cfg_attr(
        not(feature = "render"),
        expect(dead_code, reason = "only rendered pages depend on it")
    )]
    pub(super) uri: &'a Uri,
    #[cfg_attr(
        not(feature = "render"),
        expect(dead_code, reason = "only rendered pages depend on them")
    )]
    pub(super) extensions: &'a Extensions,
}
