//! The head of a page for search engines and shared links.

use std::fmt::Write as _;

use axum::http::StatusCode;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use tarn_render::{Head, PageRequest};

use super::html_text::{escaped, json_in_html};

/// Characters that no path and no query contains. The percent sign begins an escape.
const NOT_IN_ADDRESSES: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Where a page is.
pub(super) struct Place<'a> {
    pub(super) request: &'a PageRequest,
    pub(super) status: StatusCode,
}

impl Place<'_> {
    /// The whole address of a path of the site.
    fn absolute(&self, path: &str) -> String {
        let path = path.trim_matches('/');
        format!("{}{}", self.request.site, utf8_percent_encode(path, NOT_IN_ADDRESSES))
    }

    /// The address of a picture, which may be elsewhere.
    fn picture(&self, address: &str) -> String {
        match address.starts_with("https://") || address.starts_with("http://") {
            true => utf8_percent_encode(address, NOT_IN_ADDRESSES).to_string(),
            false => self.absolute(address),
        }
    }
}

/// Title, description, canonical address, Open Graph and structured data. `own_title` is the title of the build, in HTML.
pub(super) fn write(out: &mut String, head: &Head, own_title: &str, place: &Place<'_>) {
    let title = head.title.as_deref().map_or(own_title.into(), escaped);
    // Writing to a text cannot fail.
    let _ = write!(out, "<title>{title}</title>");
    if let Some(description) = &head.description {
        meta(out, "name", "description", description);
    }
    // A page that does not exist has no address, no picture and no data.
    if place.status != StatusCode::OK {
        return;
    }
    let canonical = place.absolute(head.canonical.as_deref().unwrap_or(&place.request.path));
    let _ = write!(out, "<link rel=\"canonical\" href=\"{}\">", escaped(&canonical));
    meta(out, "property", "og:type", "website");
    meta(out, "property", "og:url", &canonical);
    let _ = write!(out, "<meta property=\"og:title\" content=\"{title}\">");
    if let Some(description) = &head.description {
        meta(out, "property", "og:description", description);
    }
    let card = match &head.image {
        Some(image) => {
            meta(out, "property", "og:image", &place.picture(image));
            "summary_large_image"
        }
        None => "summary",
    };
    // Other Twitter tags default to those of Open Graph.
    meta(out, "name", "twitter:card", card);
    for json in &head.json_ld {
        let _ = write!(
            out,
            "<script type=\"application/ld+json\">{}</script>",
            json_in_html(json)
        );
    }
}

fn meta(out: &mut String, attribute: &str, name: &str, content: &str) {
    let _ = write!(out, "<meta {attribute}=\"{name}\" content=\"{}\">", escaped(content));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(head: &Head, status: StatusCode) -> String {
        let request = PageRequest {
            path: "/product/Äa b".into(),
            site: "https://shop.example/shop/".into(),
            ..PageRequest::default()
        };
        let mut out = String::new();
        write(
            &mut out,
            head,
            "Shop &amp; more",
            &Place {
                request: &request,
                status,
            },
        );
        out
    }

    #[test]
    fn addresses_are_absolute_and_encoded() {
        let head = Head {
            image: Some("/images/p1.svg".into()),
            ..Head::default()
        };
        let html = written(&head, StatusCode::OK);
        assert!(html.starts_with("<title>Shop &amp; more</title>"), "{html}");
        assert!(
            html.contains(r#"<link rel="canonical" href="https://shop.example/shop/product/%C3%84a%20b">"#),
            "{html}"
        );
        assert!(
            html.contains(r#"<meta property="og:image" content="https://shop.example/shop/images/p1.svg">"#),
            "{html}"
        );
        let elsewhere = Head {
            image: Some("https://pictures.example/p1.svg".into()),
            canonical: Some("@evil.example".into()),
            ..Head::default()
        };
        let html = written(&elsewhere, StatusCode::OK);
        assert!(html.contains(r#"content="https://pictures.example/p1.svg""#), "{html}");
        assert!(
            html.contains(r#"href="https://shop.example/shop/@evil.example""#),
            "{html}"
        );
    }

    #[test]
    fn hostile_texts_stay_texts() {
        let hostile = "\"'><script>alert(1)</script><!--";
        let head = Head {
            title: Some(hostile.into()),
            description: Some(hostile.into()),
            canonical: Some(hostile.into()),
            image: Some(hostile.into()),
            json_ld: vec![serde_json::to_string(hostile).unwrap()],
            ..Head::default()
        };
        let html = written(&head, StatusCode::OK);
        assert_eq!(html.matches("<script").count(), 1, "{html}");
        assert_eq!(html.matches("</script").count(), 1, "{html}");
        assert!(!html.contains("<!--"), "{html}");
    }

    #[test]
    fn a_page_that_does_not_exist_has_no_address() {
        let head = Head {
            title: Some("Not found".into()),
            ..Head::default()
        };
        assert_eq!(written(&head, StatusCode::NOT_FOUND), "<title>Not found</title>");
    }
}
