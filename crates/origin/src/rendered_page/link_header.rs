//! The header `Link`: files that the page needs first. A proxy may send it ahead of the answer, with status 103.
//!
//! Each link has the attributes of its element in the page, or of the one that `preload.js` makes: a browser fetches a file again if
//! they differ.

use axum::http::HeaderValue;

use super::remote_styles::RemoteStyles;

/// Proxies limit the length of a header.
const MAX_LINKS: usize = 12;

/// The header with the links of a page's head, and those to the remote's styles that are not in the page. No code of a remote is fetched
/// before its manifest is accepted.
pub(super) fn of(head: &[String], styles: Option<&RemoteStyles>) -> Option<HeaderValue> {
    let styles = styles.into_iter().flat_map(RemoteStyles::fetched);
    let of_remote = styles.map(|(href, integrity)| link(href, "rel=preload; as=style", true, Some(integrity)));
    let links: Vec<_> = head.iter().cloned().chain(of_remote).take(MAX_LINKS).collect();
    match links.is_empty() {
        true => None,
        false => HeaderValue::try_from(links.join(", ")).ok(),
    }
}

/// The links of a head. The host's wasm is left out: it would compete with what makes the page visible.
pub(super) fn of_head(head: &str) -> Vec<String> {
    let tags = head.split("<link ").skip(1).filter_map(|rest| rest.split('>').next());
    let links = tags.filter_map(|tag| {
        let href = attribute(tag, "href").filter(|href| href.starts_with('/'))?;
        let kind = match attribute(tag, "rel")? {
            "modulepreload" => "rel=modulepreload".to_owned(),
            "stylesheet" => "rel=preload; as=style".to_owned(),
            "preload" => format!("rel=preload; as={}", attribute(tag, "as")?),
            _ => return None,
        };
        Some(link(
            href,
            &kind,
            tag.contains("crossorigin"),
            attribute(tag, "integrity"),
        ))
    });
    links.collect()
}

fn link(href: &str, kind: &str, is_cross_origin: bool, integrity: Option<&str>) -> String {
    let cross_origin = if is_cross_origin { "; crossorigin=anonymous" } else { "" };
    let integrity = integrity.filter(|hash| !hash.is_empty());
    let integrity = integrity
        .map(|hash| format!("; integrity=\"{hash}\""))
        .unwrap_or_default();
    format!("<{href}>; {kind}{cross_origin}{integrity}")
}

/// The value of a quoted attribute, as builds write it. A value with characters that end a link is none.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let value = tag[start..].split('"').next()?;
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"<>,;\"\\".contains(&byte);
    value.bytes().all(is_plain).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_have_the_attributes_of_their_elements() {
        let head = "<link rel=\"icon\" href=\"/a.svg\"><link rel=\"modulepreload\" href=\"/a/host.js\" integrity=\"sha384-x+/=\" crossorigin=\"anonymous\">\
            <link rel=\"stylesheet\" href=\"/a/host.css\"/><link href=\"/a/f.woff2\" rel=\"preload\" as=\"font\" crossorigin>\
            <link rel=\"stylesheet\" href=\"https://cdn.example/x.css\"><link rel=\"stylesheet\" href=\"/a,b.css\">";
        assert_eq!(
            of_head(head),
            [
                "</a/host.js>; rel=modulepreload; crossorigin=anonymous; integrity=\"sha384-x+/=\"",
                "</a/host.css>; rel=preload; as=style",
                "</a/f.woff2>; rel=preload; as=font; crossorigin=anonymous",
            ]
        );
    }
}
