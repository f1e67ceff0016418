//! The mark of a shop outside of demo mode, on the root element of its pages. There `design.css` hides the notes about the
//! demonstration.

const MARK: &str = " data-demo=\"false\"";

/// The page with the mark, unless the shop is in demo mode. A page without an explicit `html` tag stays unchanged.
pub(super) fn write(html: String, is_demo: bool) -> String {
    let is_end = |rest: &str| rest.starts_with([' ', '>', '\n', '\t']);
    let start = html
        .to_ascii_lowercase()
        .find("<html")
        .map(|start| start + "<html".len());
    match start.filter(|&start| !is_demo && is_end(&html[start..])) {
        Some(place) => [&html[..place], MARK, &html[place..]].concat(),
        None => html,
    }
}

#[cfg(test)]
mod tests {
    use super::write;

    #[test]
    fn a_page_outside_of_demo_mode_is_marked_on_its_root_element() {
        let page = "<!doctype html>\n<html lang=\"en\"><title>x</title>";
        let marked = "<!doctype html>\n<html data-demo=\"false\" lang=\"en\"><title>x</title>";
        assert_eq!(write(page.into(), false), marked);
        assert_eq!(write(page.into(), true), page);
        assert_eq!(write("<HTML>x".into(), false), "<HTML data-demo=\"false\">x");
        for other in ["<title>x</title>", "<htmlx>", ""] {
            assert_eq!(write(other.into(), false), other);
        }
    }
}
