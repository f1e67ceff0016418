//! Files that a page's index.html links for trunk.

use lol_html::{RewriteStrSettings, element, rewrite_str};

/// The `href` of every `<link data-trunk ...>` in the page; none in invalid HTML.
pub(crate) fn linked_assets(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let settings =
        RewriteStrSettings::new().append_element_content_handler(element!("link[data-trunk][href]", |link| {
            found.extend(link.get_attribute("href"));
            Ok(())
        }));
    // Nothing is rewritten, so only the parser's memory limit can cause an error.
    let _ = rewrite_str(html, settings);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_links_of_trunk_are_followed() {
        let html = r#"<link rel="icon" href="/icon.svg">
            <link data-trunk rel="css" href="../../ui/design.css" />
            <link data-trunk rel="css" href="cart.css"/>"#;
        assert_eq!(linked_assets(html), ["../../ui/design.css", "cart.css"]);
    }
}
