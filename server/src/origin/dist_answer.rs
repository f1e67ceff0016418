//! Answers with files of the built apps.

use std::path::{Path, PathBuf};

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;

use super::accepted_encoding::takes_brotli;
use super::dictionary::{self, Dictionary};
use super::dist_file::Forms;
use super::file_response::{Keep, missing, respond, unreadable};
use super::security_headers::{policy, set_policy};
use super::{content_type, dist_file};

/// The answer with a file below `root`.
pub(super) async fn file(root: &Path, file: PathBuf, method: &Method, headers: &HeaderMap, keep: Keep) -> Response {
    file_or_delta(root, file, method, headers, keep, None).await
}

/// The answer with a file below `root`, which may be a dictionary for others (see [`dictionary::use_for`]), and a delta itself.
pub(super) async fn file_or_delta(
    root: &Path,
    file: PathBuf,
    method: &Method,
    headers: &HeaderMap,
    keep: Keep,
    use_as_dictionary: Option<String>,
) -> Response {
    let name = file.file_name().and_then(|name| name.to_str());
    let name = name.unwrap_or_default().to_owned();
    if name.ends_with(".html") {
        return page(root, file, method, headers, StatusCode::OK, &[]).await;
    }
    // The compressed forms are not files of their own.
    if name.ends_with(".br") || name.ends_with(".dcz") {
        return missing();
    }
    let forms = Forms {
        brotli: takes_brotli(headers),
        is_immutable: keep == Keep::Forever,
        has_deltas: use_as_dictionary.is_some(),
        dictionary: Dictionary::offered(headers),
    };
    match dist_file::read(root, file, forms).await {
        Ok(Some(file)) => {
            let mut response = respond(method, headers, file, content_type::of(&name), keep);
            if let Some(value) = use_as_dictionary.and_then(|value| HeaderValue::try_from(value).ok()) {
                response.headers_mut().insert(dictionary::USE_AS_DICTIONARY, value);
            }
            response
        }
        Ok(None) => missing(),
        Err(error) => unreadable(&error),
    }
}

/// The answer with a page below `root`: its policy allows the scripts that stand inside it, and
/// what comes from `origins`.
pub(super) async fn page(
    root: &Path,
    file: PathBuf,
    method: &Method,
    headers: &HeaderMap,
    status: StatusCode,
    origins: &[String],
) -> Response {
    let html = match dist_file::read(root, file.clone(), Forms::default()).await {
        Ok(Some(raw)) => String::from_utf8_lossy(&raw.bytes).into_owned(),
        Ok(None) => return missing(),
        Err(error) => return unreadable(&error),
    };
    let forms = Forms {
        brotli: takes_brotli(headers),
        ..Forms::default()
    };
    let file = match dist_file::read(root, file, forms).await {
        Ok(Some(file)) => file,
        Ok(None) => return missing(),
        Err(error) => return unreadable(&error),
    };
    let (html_type, keep) = (content_type::of("index.html"), Keep::WhileUnchanged);
    let mut response = if status == StatusCode::OK {
        respond(method, headers, file, html_type, keep)
    } else {
        // A page that is not found is never "not modified".
        let mut response = respond(method, &HeaderMap::new(), file, html_type, keep);
        *response.status_mut() = status;
        response
    };
    set_policy(&mut response, &policy(&html, origins));
    response
}
