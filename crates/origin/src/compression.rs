//! Compression of rendered pages, which no build can compress.

use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::Predicate;

/// Pages are compressed per request, while somebody waits. Level 5 takes 1.4 times as long and saves 6 % of /products.
const LEVEL: CompressionLevel = CompressionLevel::Precise(4);

/// An extension of answers that are made while they are sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Streamed;

/// Compresses such answers. What is ready is sent at once, although a larger block would compress better.
pub(super) fn of_streamed() -> CompressionLayer<impl Predicate> {
    let is_streamed =
        |_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions| extensions.get::<Streamed>().is_some();
    CompressionLayer::new().quality(LEVEL).compress_when(is_streamed)
}
