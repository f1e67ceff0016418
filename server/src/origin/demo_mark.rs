//! The mark of a shop that is no demonstration, at the root of its pages. `design.css` hides what is said of demonstrations there.

const MARK: &str = " data-demo=\"false\"";

/// The page as a shop serves it that is a demonstration, or is none. A page whose `html` tag is left out has no place for the mark, and
/// stays as it is.
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
    fn a_page_of_a_shop_that_is_no_demonstration_says_so_at_its_root() {
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
