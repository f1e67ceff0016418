//! Product pictures: `/images/<name>.svg`, embedded in this program.

use axum::http::{HeaderMap, Method};
use axum::response::Response;

use super::dist_file::DistFile;
use super::file_response::{Keep, missing, respond};
use super::security_headers::{PICTURE_POLICY, set_policy};
use crate::catalogue::picture;

/// The picture with this file name.
pub(super) fn answer(method: &Method, headers: &HeaderMap, name: &str) -> Response {
    let Some(bytes) = picture(name) else {
        return missing();
    };
    let file = DistFile {
        bytes: bytes.to_vec(),
        encoding: None,
        varies: None,
    };
    let mut response = respond(method, headers, file, "image/svg+xml", Keep::Hour);
    set_policy(&mut response, PICTURE_POLICY);
    response
}
