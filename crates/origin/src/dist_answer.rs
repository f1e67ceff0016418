//! Answers with files of the built apps.

use std::io;
use std::path::{Path, PathBuf};

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::Response;
use tarn_base_path::BasePath;

use super::accepted_encoding::takes_brotli;
use super::dictionary::{self, Dictionary};
use super::dist_file::{DistFile, Forms};
use super::file_response::{Keep, missing, respond, unreadable};
use super::inline_code::InlineCode;
use super::parameters::Parameters;
use super::security_headers::set_policy;
use super::{content_type, dist_file};

/// The folder of a site, and its public address.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    /// Nothing outside of this folder is read.
    pub(super) root: &'a Path,
    /// The base path for the pages.
    pub(super) base: &'a BasePath,
    /// The edits of its pages.
    pub(super) parameters: &'a Parameters,
}

impl<'a> Site<'a> {
    /// The site of the host.
    pub(super) fn of(parameters: &'a Parameters) -> Self {
        Self {
            root: &parameters.dist,
            base: &parameters.base,
            parameters,
        }
    }
}

/// The answer with a file of the site.
pub(super) async fn file(site: Site<'_>, file: PathBuf, method: &Method, headers: &HeaderMap, keep: Keep) -> Response {
    file_or_delta(site, file, method, headers, keep, None).await
}

/// The answer with a file of the site, which may be offered as a dictionary (see [`dictionary::use_for`]) and be sent as a
/// delta.
pub(super) async fn file_or_delta(
    site: Site<'_>,
    file: PathBuf,
    method: &Method,
    headers: &HeaderMap,
    keep: Keep,
    use_as_dictionary: Option<String>,
) -> Response {
    let name = file.file_name().and_then(|name| name.to_str());
    let name = name.unwrap_or_default().to_owned();
    if name.ends_with(".html") {
        return page(site, file, method, headers, StatusCode::OK, &[]).await;
    }
    // Compressed forms and renderers are not served as files.
    if [".br", ".dcz", ".renderer"].iter().any(|ending| name.ends_with(ending)) {
        return missing();
    }
    let forms = Forms {
        brotli: takes_brotli(headers),
        is_immutable: keep == Keep::Forever,
        has_deltas: use_as_dictionary.is_some(),
        dictionary: Dictionary::offered(headers),
    };
    match dist_file::read(site.root, file, forms).await {
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

/// The answer with a page of the site, with the base path and the server's edits. Its policy allows the page's own inline scripts, and
/// code from `origins`.
pub(super) async fn page(
    site: Site<'_>,
    file: PathBuf,
    method: &Method,
    headers: &HeaderMap,
    status: StatusCode,
    origins: &[&str],
) -> Response {
    let (html, file) = match read_page(site, file, headers).await {
        Ok(Some(read)) => read,
        Ok(None) => return missing(),
        Err(error) => return unreadable(&error),
    };
    let (html_type, keep) = (content_type::of("index.html"), Keep::WhileUnchanged);
    let mut response = if status == StatusCode::OK {
        respond(method, headers, file, html_type, keep)
    } else {
        // A page with status 404 is never "not modified".
        let mut response = respond(method, &HeaderMap::new(), file, html_type, keep);
        *response.status_mut() = status;
        response
    };
    set_policy(
        &mut response,
        &site.parameters.security.policy(&InlineCode::of(&html), origins),
    );
    response
}

/// The text of a page, with the base path and the server's edits; `None` if it cannot be read.
#[cfg(feature = "render")]
pub(super) async fn page_text(site: Site<'_>, file: PathBuf) -> Option<String> {
    let read = read_page(site, file, &HeaderMap::new()).await;
    read.ok().flatten().map(|(html, _)| html)
}

/// The page's text and the file to send. Only an unmodified page can use the build's compressed form.
async fn read_page(site: Site<'_>, file: PathBuf, headers: &HeaderMap) -> io::Result<Option<(String, DistFile)>> {
    let Some(built) = dist_file::read(site.root, file.clone(), Forms::default()).await? else {
        return Ok(None);
    };
    let html = String::from_utf8_lossy(&built.bytes);
    let written = (site.parameters.edit_page)(tarn_base_path::page::write(&html, site.base));
    if written != html {
        let file = DistFile {
            bytes: written.clone().into_bytes(),
            encoding: None,
            varies: None,
        };
        return Ok(Some((written, file)));
    }
    let forms = Forms {
        brotli: takes_brotli(headers),
        ..Forms::default()
    };
    let compressed = dist_file::read(site.root, file, forms).await?;
    Ok(compressed.map(|file| (written, file)))
}
