//! Leptos views in a view.

use leptos::prelude::{IntoView, Mountable, Render};
use leptos::web_sys::{Element, Node};

/// A Leptos view of any type.
pub(crate) trait Foreign {
    /// Puts the view into `parent`, before `next`. The result removes it.
    fn mount(self: Box<Self>, parent: &Element, next: Option<&Node>) -> Box<dyn FnOnce()>;

    /// Appends the view's HTML.
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    fn write(self: Box<Self>, html: &mut String);
}

/// HTML of a server, which no page creates.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub(crate) struct Html(pub(crate) String);

#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
impl Foreign for Html {
    fn mount(self: Box<Self>, _: &Element, _: Option<&Node>) -> Box<dyn FnOnce()> {
        Box::new(|| {})
    }

    fn write(self: Box<Self>, html: &mut String) {
        html.push_str(&self.0);
    }
}

/// A Leptos view that is no [`View`](crate::View).
pub(crate) struct Stock<T>(pub(crate) T);

impl<T: IntoView + 'static> Foreign for Stock<T> {
    fn mount(self: Box<Self>, parent: &Element, next: Option<&Node>) -> Box<dyn FnOnce()> {
        let mut state = Render::build(self.0);
        state.mount(parent, next);
        Box::new(move || state.unmount())
    }

    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    fn write(self: Box<Self>, html: &mut String) {
        use leptos::tachys::view::Position;
        self.0
            .to_html_with_buf(html, &mut Position::FirstChild, true, false, Vec::new());
    }
}
