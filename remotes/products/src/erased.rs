//! Smaller code: Leptos compiles its rendering anew for each type of closure in a view, so views here use few types:
//! `Signal<String>` and `Signal<bool>` for texts and attributes, and these for the rest.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// A part of a view that is made anew when what it reads changes.
pub(crate) type Part = Box<dyn FnMut() -> AnyView + Send>;

/// A part, of whatever closure.
pub(crate) fn part(make: impl FnMut() -> AnyView + Send + 'static) -> Part {
    Box::new(make)
}

/// What a click does, of whatever closure.
pub(crate) fn click(run: impl FnMut(MouseEvent) + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(run)
}

/// A part that never changes, written as HTML: it takes no code of its own.
pub(crate) fn still(html: impl Into<String>) -> AnyView {
    still_html(html.into())
}

fn still_html(html: String) -> AnyView {
    view! { <div inner_html=html></div> }.into_any()
}
