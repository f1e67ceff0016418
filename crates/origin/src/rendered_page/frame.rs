//! The host's page as a frame around rendered content. It is made once for each deployment.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use tarn_base_path::BasePath;

use super::document::Document;
use super::inline_style;
use super::link_header::{self, attribute};
use crate::dist_answer::{self, Site};
use crate::inline_code::InlineCode;
use crate::parameters::Parameters;

/// The host's page, with its styles inside.
pub(super) struct Frame {
    /// The page as it was built.
    source: String,
    pub(super) document: Document,
    /// The part of its head that is sent first.
    pub(super) beginning: Bytes,
    /// The links of this part, for the header.
    pub(super) links: Vec<String>,
    /// The scripts and styles in the page, for its policy.
    pub(super) code: InlineCode,
}

/// The frame of the deployed page. Another `index.html` replaces it.
#[derive(Default)]
pub(super) struct FrameCache(Mutex<Option<Arc<Frame>>>);

impl FrameCache {
    /// `None` if the page cannot be read or split.
    pub(super) async fn of(&self, parameters: &Parameters) -> Option<Arc<Frame>> {
        let index = parameters.dist.join("host/index.html");
        let source = dist_answer::page_text(Site::of(parameters), index).await?;
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(frame) = lock().as_ref().filter(|frame| frame.source == source) {
            return Some(frame.clone());
        }
        let (html, is_complete) = match parameters.security.has_own_policy() {
            true => (source.clone(), true),
            false => with_styles_inside(&source, &parameters.dist.join("host"), &parameters.base).await,
        };
        let code = InlineCode::of(&html);
        let document = Document::of(html)?;
        let beginning = document.beginning();
        let frame = Arc::new(Frame {
            source,
            document,
            links: link_header::of_head(&beginning),
            beginning: Bytes::from(beginning),
            code,
        });
        // An incomplete frame is not cached: the next request reads the sheets again.
        if is_complete {
            *lock() = Some(frame.clone());
        }
        Some(frame)
    }
}

/// The page with its style sheets in place of the links to them, and whether all sheets could be read.
async fn with_styles_inside(html: &str, root: &Path, base: &BasePath) -> (String, bool) {
    let mut out = String::with_capacity(html.len() + (32 << 10));
    let (mut rest, mut is_complete) = (html, true);
    while let Some((before, tag, after)) = next_link(rest) {
        out.push_str(before);
        match style(tag, root, base).await {
            Ok(Some(css)) => out.extend(["<style>", &css, "</style>"]),
            Ok(None) => out.push_str(tag),
            Err(error) => {
                inline_style::warn(address_of(tag).unwrap_or_default(), &error);
                out.push_str(tag);
                is_complete = false;
            }
        }
        rest = after;
    }
    out.push_str(rest);
    (out, is_complete)
}

/// The text before the next `<link>` of the page, its tag, and the text behind it.
fn next_link(html: &str) -> Option<(&str, &str, &str)> {
    let start = html.find("<link ")?;
    // A `>` within a `data:` address ends the tag too early. Such links are icons, and stay as they are.
    let end = start + html[start..].find('>')? + 1;
    Some((&html[..start], &html[start..end], &html[end..]))
}

/// The address of a sheet.
fn address_of(tag: &str) -> Option<&str> {
    attribute(tag, "href").filter(|_| attribute(tag, "rel") == Some("stylesheet"))
}

async fn style(tag: &str, root: &Path, base: &BasePath) -> std::io::Result<Option<String>> {
    let Some(address) = address_of(tag) else {
        return Ok(None);
    };
    let lower = tag.to_ascii_lowercase();
    let has = |name: &str| lower.contains(&format!(" {name}"));
    // Such as several hashes.
    let is_verifiable = !has("integrity") || attribute(tag, "integrity").is_some();
    // A sheet for some media only is left to browsers.
    let is_for_all = !has("media") && !has("disabled");
    let of_host = address
        .strip_prefix(base.as_str())
        .filter(|path| path.starts_with("assets/"));
    match of_host.filter(|path| !path.contains(['?', '%']) && is_for_all && is_verifiable) {
        Some(path) => {
            let integrity = attribute(tag, "integrity").unwrap_or_default();
            inline_style::text(root, root.join(path), address, integrity).await
        }
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_styles_of_the_host_are_in_its_page() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("assets")).unwrap();
        std::fs::write(folder.path().join("assets/a.css"), "a{}").unwrap();
        let base: BasePath = "/shop/".parse().unwrap();
        let others = "<link rel=\"icon\" href=\"data:,%3E\"><link rel=\"stylesheet\" href=\"https://cdn.example/x.css\">\
            <link rel=\"stylesheet\" href=\"/shop/assets/a.css\" media=\"print\"><link rel=\"stylesheet\" href=\"/shop/assets/a.css\" media=\"screen and (min-width: 1px)\"><link rel=\"stylesheet\" href=\"/shop/assets/a.css?x\">";
        let html = format!("<head>{others}<link rel=\"stylesheet\" href=\"/shop/assets/a.css\"/></head>");
        let (written, is_complete) = with_styles_inside(&html, folder.path(), &base).await;
        assert_eq!(written, format!("<head>{others}<style>a{{}}</style></head>"));
        assert!(is_complete);

        let html = html.replace("a.css\"/>", "b.css\"/>");
        assert_eq!(
            with_styles_inside(&html, folder.path(), &base).await,
            (html.clone(), false)
        );
    }
}
