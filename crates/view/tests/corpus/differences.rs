//! Views of the corpus whose result differs on purpose from that of Leptos.

/// Where a view differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the HTML of a server.
    Html,
    /// On the page.
    Page,
    /// In its nodes: those of a server are not kept.
    Nodes,
    /// On a native page, compared with our HTML.
    NativePage,
}

/// A view that differs, in at least one state.
pub struct Difference {
    pub view: &'static str,
    pub place: Place,
    pub reason: &'static str,
}

const fn differs(view: &'static str, place: Place, reason: &'static str) -> Difference {
    Difference { view, place, reason }
}

/// All differences. A view that no longer differs fails the tests.
pub const DIFFERENCES: &[Difference] = &[
    differs(
        "preformatted text that begins with a line break",
        Place::Html,
        LINE_BREAKS,
    ),
    differs("a carriage return", Place::Html, LINE_BREAKS),
    differs("states of ARIA as truths", Place::Html, STATES_OF_ARIA),
    differs("states of ARIA as truths", Place::Page, STATES_OF_ARIA),
    differs("an empty text", Place::Html, EMPTY_TEXTS),
    differs("a text that may be empty", Place::Html, EMPTY_TEXTS),
    differs("a field whose value follows a signal", Place::Html, FIRST_VALUES),
    differs("a box that follows a signal", Place::Html, FIRST_VALUES),
    differs("radio buttons", Place::Html, FIRST_VALUES),
    differs("a text area whose value follows a signal", Place::Html, FIRST_VALUES),
    differs("an SVG image", Place::Page, PARTS_OF_IMAGES),
    differs("an SVG image with definitions and HTML", Place::Page, PARTS_OF_IMAGES),
    differs(
        "the title of an SVG image",
        Place::Page,
        "Leptos creates the title of an image with other parts as an element of HTML",
    ),
    differs(
        "options of a menu",
        Place::Page,
        "the chosen option stays chosen: Leptos removes and inserts it, and the browser then chooses the first",
    ),
    differs("truths", Place::Nodes, VIEWS_OF_LEPTOS),
    differs("a tuple of views", Place::Nodes, VIEWS_OF_LEPTOS),
    differs("one of two types", Place::Nodes, VIEWS_OF_LEPTOS),
    differs("a view as a prop", Place::Nodes, VIEWS_OF_LEPTOS),
    differs("contexts", Place::Nodes, VIEWS_OF_LEPTOS),
    differs("one of two types", Place::NativePage, STOCK_VIEWS),
    differs("a text area with a variable text", Place::NativePage, READ_ONCE),
    differs("components with siblings", Place::NativePage, READ_ONCE),
];

const LINE_BREAKS: &str = "line breaks that a parser of HTML leaves out or changes are kept";
const STATES_OF_ARIA: &str = "a state of ARIA is \"true\" or \"false\": assistive technology ignores an empty one";
const EMPTY_TEXTS: &str = "an empty text has no HTML: Leptos writes a space, so that a page finds a node";
const FIRST_VALUES: &str = "a field shows its first value before the page's code runs";
const PARTS_OF_IMAGES: &str = "Leptos puts each constant part of an image into a <g> of its own";
const VIEWS_OF_LEPTOS: &str = "types that only Leptos can show are created anew";

const STOCK_VIEWS: &str = "a native page writes views that only Leptos can show once";
const READ_ONCE: &str = "the view reads a signal once: the page keeps the value, and HTML is written anew";

/// Fails if other views differ in this place than those that may. `differing` has the name of each view, and a report.
pub fn check(place: Place, differing: &[(&str, String)]) {
    let known: Vec<_> = DIFFERENCES.iter().filter(|known| known.place == place).collect();
    let unexpected: Vec<_> = differing
        .iter()
        .filter(|(view, _)| known.iter().all(|known| known.view != *view))
        .map(|(view, report)| format!("{view}: {report}"))
        .collect();
    assert!(unexpected.is_empty(), "{}", unexpected.join("\n"));
    for known in known {
        let is_found = differing.iter().any(|(view, _)| *view == known.view);
        assert!(
            is_found,
            "\"{}\" no longer differs, although {}",
            known.view, known.reason
        );
    }
}
