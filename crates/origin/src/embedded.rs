//! Files that the program itself contains, such as pictures.

use axum::http::{HeaderMap, Method};
use axum::response::Response;

use super::content_type;
use super::dist_file::DistFile;
use super::file_response::{Keep, missing, respond};
use super::security_headers::{PICTURE_POLICY, set_policy};

/// The answer with the file of this name and these bytes.
pub(super) fn answer(method: &Method, headers: &HeaderMap, name: &str, bytes: Option<&'static [u8]>) -> Response {
    let Some(bytes) = bytes else {
        return missing();
    };
    let file = DistFile {
        bytes: bytes.to_vec(),
        encoding: None,
        varies: None,
    };
    let content_type = content_type::of(name);
    let mut response = respond(method, headers, file, content_type, Keep::Hour);
    if content_type.starts_with("image/") {
        set_policy(&mut response, PICTURE_POLICY);
    }
    response
}
